"""Who is counted twice: tables, units, sums beside what they sum, and look-alike names of one unit."""

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from cellstats.findings import Finding, finding
from cellstats.layouts import Listed, Part, Source, names_of
from cellstats.place import Place
from cellstats.skeleton import are_apart, skeletons
from cellstats.tally import Count, Key, Tally, added
from cellstats.text import without_enumerator
from cellstats.vocabulary import Names, Vocabulary

_SEVERAL = 3  # rows that are hardly alike by chance
_MANY = 10  # heads that are hardly alike by chance
_APART = 8  # names of one skeleton that look apart, as "IL" and "LI" do: hardly more are of offices
LISTS = frozenset({"roster", "marks"})
"""The layouts with one row for each cell or person; those of all others are of totals."""


def find_doubles(tallies: Sequence[Tally], parts: Sequence[Part], words: Vocabulary) -> Iterator[Finding]:
    """Yield what is to be said of those that may be counted twice."""
    sources = [source for part in parts for source in part.sources]
    lists = {Place(source.path, source.sheet) for source in sources if source.layout in LISTS}
    sheets = _sheets(tallies)
    yield from _tables_twice(parts, words)
    yield from _lists_twice(sources)
    yield from _units_twice(sheets, lists, words)
    yield from _look_alikes(sheets, lists, words)
    sums = _sums(sheets)
    summing = list(_sums_of_others(sums, words))
    yield from summing or _units_as_sheets(sheets, sums, lists)


def unit_keys(units: Sequence[str], words: Vocabulary) -> list[str]:
    """Return of each unit what two spellings of its name share; a number typed in front is no part of it."""
    return words.keys([*map(without_enumerator, units)])


Sheets = dict[tuple[Key, Place], list[Tally]]
"""Tallies by what they are of and the sheet they come from, in their order."""


def _sheets(tallies: Iterable[Tally]) -> Sheets:
    by_sheet: dict[tuple[str | None, ...], list[Tally]] = {}
    for tally in tallies:
        by_sheet.setdefault((*tally.key[:3], *tally.places[0][:2]), []).append(tally)
    return {(every[0].key.whole, every[0].places[0]._replace(cell=None)): every for every in by_sheet.values()}


Sums = dict[Key, dict[Place, Mapping[str, Count]]]
"""The counts of each sheet together, by what they are of, where several sheets are of it."""


def _sums(sheets: Sheets) -> Sums:
    several = Counter(key for key, _ in sheets)
    sums: Sums = {}
    for (key, sheet), tallies in sheets.items():
        if several[key] > 1:
            levels = tallies[0].counts
            counts = {level: added(each.counts[level] for each in tallies) for level in levels}
            sums.setdefault(key, {})[sheet] = counts
    return sums


def _tables_twice(parts: Sequence[Part], words: Vocabulary) -> Iterator[Finding]:
    """Say which table is read more than once.

    Two saved summaries may be of files of one name in two folders, whose tables then have no unit in common.
    """
    paths = {path: os.path.abspath(path) for path in {each.path for part in parts for each in part.sources}}
    tables: dict[tuple[str, str | None, str, Key], list[tuple[Source, Part]]] = {}
    for part in parts:
        for source in part.sources:
            table = paths[source.path], source.sheet, source.range, source.subject.key
            tables.setdefault(table, []).append((source, part))
    for (*_, key), every in tables.items():
        if len(every) > 1 and not _share_no_unit([part for _, part in every], key):
            for path in dict.fromkeys(source.path for source, _ in every):
                place = Place(path, every[0][0].sheet, every[0][0].range)
                yield finding("counted-twice", place, **names_of(key, words))


def _share_no_unit(parts: Sequence[Part], key: Key) -> bool:
    """Tell whether what some parts give of the same is of units, none of which is in two of them."""
    units = [{each.key.unit for each in part.tallies if each.key.whole == key} for part in parts]
    every = set[str | None]().union(*units)
    return None not in every and all(units) and sum(map(len, units)) == len(every)


def _lists_twice(sources: Sequence[Source]) -> Iterator[Finding]:
    """Say which list holds the very rows of another one: the same names with the same ratings."""
    first: dict[tuple[Key, Listed], Source] = {}
    for source in sources:
        if source.listed[0] >= _SEVERAL:
            before = first.setdefault((source.subject.key, source.listed), source)
            if (before.path, before.sheet, before.range) != (source.path, source.sheet, source.range):
                place = Place(before.path, before.sheet, before.range)
                yield finding("list-twice", Place(source.path, source.sheet, source.range), first=str(place))


def _units_twice(sheets: Sheets, lists: Collection[Place], words: Vocabulary) -> Iterator[Finding]:
    """Say which unit is counted a second time.

    Cells of two communes may bear one name, and communes of two districts, so units of lists from two places, or of
    two groups, get a warning only where they differ. Of a table that is read twice that alone is told.
    """
    first: dict[Key, dict[object, Tally]] = {}
    for (whole, sheet), tallies in sheets.items():
        units = [tally for tally in tallies if tally.key.unit is not None]
        names = unit_keys([tally.key.unit or "" for tally in units], words)
        often = Counter(names)
        known = first.setdefault(whole, {})
        for name, tally in zip(names, units, strict=True):
            key = name.encode()  # of a country's cells these bytes take half the memory
            # Two groups of one table may have units of one name.
            before = known.setdefault((key, tally.key.group) if often[name] > 1 and tally.key.group else key, tally)
            if before is not tally and not _is_one_cell(before.places[0], tally.places[0]):
                listed = sheet in lists and before.places[0]._replace(cell=None) in lists
                yield _unit_twice(tally, before, names_of(whole, words), listed=listed)


def _is_one_cell(one: Place, other: Place) -> bool:
    """Tell whether two places are one cell of a file, however the file is named."""
    alike = one.cell is not None and one[1:] == other[1:]
    return alike and os.path.abspath(one.source) == os.path.abspath(other.source)


def _unit_twice(tally: Tally, before: Tally, told: Mapping[str, Names], *, listed: bool) -> Finding:
    """Say that a unit was counted before; `listed` tells whether it stands in two lists."""
    apart = None not in (before.key.group, tally.key.group) and before.key.group != tally.key.group
    alike = before.under(tally.key) == tally
    code = "unit-namesake" if (listed or apart) and not alike else "unit-twice"
    return finding(code, tally.places[0], unit=tally.key.unit or "", first=str(before.places[0]), **told)


def _look_alikes(sheets: Sheets, lists: Collection[Place], words: Vocabulary) -> Iterator[Finding]:
    """Say which names differ only in what the eye may miss, within one list, or within all tables of counts.

    Two communes may differ by a tone alone ("Tân Hoà", "Tân Hóa"), so both count. A name is compared with the first
    few of its skeleton that look apart.
    """
    first: dict[Key, dict[str, list[Tally]]] = {}
    told: set[tuple[Key, Place | None, str, str]] = set()
    for (whole, sheet), tallies in sheets.items():
        scope = whole, sheet if sheet in lists else None
        known = {} if sheet in lists else first.setdefault(whole, {})
        units = [tally for tally in tallies if tally.key.unit is not None]
        names = [tally.key.unit or "" for tally in units]
        for bare, name, tally in zip(skeletons(names), names, units, strict=True):
            alike = known.setdefault(bare, [])
            before = next((each for each in alike if not are_apart(each.key.unit or "", name)), None)
            if before is None:
                alike += [tally] * (len(alike) < _APART)
                continue
            other = before.key.unit or ""
            one, own = unit_keys([other, name], words)
            if one != own and (*scope, bare, own) not in told:
                told.add((*scope, bare, own))
                place = str(before.places[0])
                yield finding("unit-look-alike", tally.places[0], unit=name, other=other, first=place)


def _sums_of_others(sums: Sums, words: Vocabulary) -> Iterator[Finding]:
    """Say which sheet is the sum of all others on one subject, as a sheet "Tổng hợp" is."""
    for key, of_sheets in sums.items():
        levels = next(iter(of_sheets.values())) if len(of_sheets) > 2 else {}
        every = {level: sum(counts[level] or 0 for counts in of_sheets.values()) for level in levels}
        for sheet, counts in of_sheets.items() if every else ():
            known = any(counts.values()) and None not in counts.values()
            if known and all(2 * (count or 0) == every[level] for level, count in counts.items()):
                yield finding("sheet-sums-others", sheet, **names_of(key, words))


def _units_as_sheets(sheets: Sheets, sums: Sums, lists: Collection[Place]) -> Iterator[Finding]:
    """Say which unit has the numbers of all units of another sheet, as "Huyện 1" and the sheet of its own have.

    Two lists are compared by their rows; among many small ones some have the same numbers by chance.
    """
    for key, of_sheets in sums.items():
        wholes: dict[tuple[Count, ...], Place] = {}
        for sheet, of_levels in of_sheets.items():
            counts = tuple(of_levels.values())
            if len(sheets[key, sheet]) > 1 and None not in counts and sum(count or 0 for count in counts) >= _MANY:
                wholes[counts] = sheet
        for sheet in of_sheets if wholes else ():
            for tally in sheets[key, sheet]:
                other = wholes.get(tuple(tally.counts.values()))
                listed = other in lists and sheet in lists
                if other and other != sheet and tally.key.unit is not None and not listed:
                    yield finding("unit-sums-sheet", tally.places[0], unit=tally.key.unit, sheet=str(other))
