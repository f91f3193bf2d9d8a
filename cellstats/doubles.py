"""Who is counted twice: tables, units, sums beside what they sum, and look-alike names of one unit."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from cellstats.findings import Finding, finding
from cellstats.layouts import Listed, Part, Source, names_of
from cellstats.place import Place
from cellstats.skeleton import skeleton
from cellstats.tally import Key, Tally, total
from cellstats.text import without_enumerator
from cellstats.vocabulary import Vocabulary

_SEVERAL = 3  # rows that are hardly alike by chance
_MANY = 10  # heads that are hardly alike by chance
LISTS = frozenset({"roster", "marks"})
"""The layouts with one row for each cell or person; those of all others are of totals."""


def find_doubles(tallies: Sequence[Tally], parts: Iterable[Part], words: Vocabulary) -> Iterator[Finding]:
    """Yield what is to be said of those that may be counted twice."""
    sources = [source for part in parts for source in part.sources]
    lists = {(source.path, source.sheet) for source in sources if source.layout in LISTS}
    yield from _tables_twice(sources, words)
    yield from _lists_twice(sources)
    yield from _units_twice(tallies, lists, words)
    yield from _look_alikes(tallies, lists, words)
    summing = list(_sums_of_others(tallies, words))
    yield from summing or _units_as_sheets(tallies, lists)


def unit_key(unit: str, words: Vocabulary) -> str:
    """Return what two spellings of the name of one unit share; a number typed in front is no part of it."""
    return words.key(without_enumerator(unit))


def _sheet(tally: Tally) -> tuple[str, str | None]:
    """Return the source and the sheet of a tally."""
    return tally.places[0].source, tally.places[0].sheet


def _tables_twice(sources: Sequence[Source], words: Vocabulary) -> Iterator[Finding]:
    """Say which table is read more than once."""
    tables = Counter((os.path.abspath(each.path), each.sheet, each.range, each.subject.key) for each in sources)
    for source in {(each.path, each.sheet, each.range, each.subject.key): each for each in sources}.values():
        key = source.subject.key
        if tables[os.path.abspath(source.path), source.sheet, source.range, key] > 1:
            yield finding("counted-twice", Place(source.path, source.sheet, source.range), **names_of(key, words))


def _lists_twice(sources: Sequence[Source]) -> Iterator[Finding]:
    """Say which list holds the very rows of another one: the same names with the same ratings."""
    first: dict[tuple[Key, Listed], Source] = {}
    for source in sources:
        if source.listed[0] >= _SEVERAL:
            before = first.setdefault((source.subject.key, source.listed), source)
            if (before.path, before.sheet, before.range) != (source.path, source.sheet, source.range):
                place = Place(before.path, before.sheet, before.range)
                yield finding("list-twice", Place(source.path, source.sheet, source.range), first=str(place))


def _units_twice(
    tallies: Sequence[Tally], lists: set[tuple[str, str | None]], words: Vocabulary
) -> Iterator[Finding]:
    """Say which unit is counted a second time.

    Cells of two communes may bear one name, and communes of two districts, so units of lists from two places, or of
    two groups, get a warning only where they differ.
    """
    first: dict[Key, dict[str, Tally]] = {}
    names = [unit_key(tally.key.unit or "", words) for tally in tallies]
    named: dict[tuple[Key, object], Counter[str]] = {}
    for name, tally in zip(names, tallies, strict=True):
        named.setdefault((tally.key.whole, _sheet(tally)), Counter())[name] += 1
    for name, tally in zip(names, tallies, strict=True):
        if tally.key.unit is None:
            continue
        # Two groups of one table may have units of one name.
        several = named[tally.key.whole, _sheet(tally)][name] > 1
        group = tally.key.of_unit(None, tally.key.group if several else None)
        before = first.setdefault(group, {}).setdefault(name, tally)
        if before is not tally:
            listed = all(_sheet(each) in lists for each in (before, tally))
            apart = None not in (before.key.group, tally.key.group) and before.key.group != tally.key.group
            alike = before.under(tally.key) == tally
            code = "unit-namesake" if (listed or apart) and not alike else "unit-twice"
            told = names_of(tally.key, words)
            yield finding(code, tally.places[0], unit=tally.key.unit, first=str(before.places[0]), **told)


def _look_alikes(
    tallies: Sequence[Tally], lists: set[tuple[str, str | None]], words: Vocabulary
) -> Iterator[Finding]:
    """Say which names differ only in what the eye may miss, within one list, or within all tables of counts.

    Two communes may differ by a tone alone ("Tân Hoà", "Tân Hóa"), so both count.
    """
    first: dict[tuple[Key, object], dict[str, Tally]] = {}
    told: set[tuple[Key, object, str, str]] = set()
    for tally in tallies:
        if tally.key.unit is None:
            continue
        sheet = _sheet(tally)
        scope = tally.key.whole, sheet if sheet in lists else None
        bare = skeleton(tally.key.unit)
        before = first.setdefault(scope, {}).setdefault(bare, tally)
        if before is tally:
            continue
        one, other = unit_key(before.key.unit or "", words), unit_key(tally.key.unit, words)
        if one != other and (*scope, bare, other) not in told:
            told.add((*scope, bare, other))
            values = {"unit": tally.key.unit, "other": before.key.unit or "", "first": str(before.places[0])}
            yield finding("unit-look-alike", tally.places[0], **values)


def _sums_of_others(tallies: Iterable[Tally], words: Vocabulary) -> Iterator[Finding]:
    """Say which sheet is the sum of all others on one subject, as a sheet "Tổng hợp" is."""
    by_subject: dict[Key, dict[tuple[str, str | None], list[Tally]]] = {}
    for tally in tallies:
        sheets = by_subject.setdefault(tally.key.whole, {})
        sheets.setdefault(_sheet(tally), []).append(tally)
    for key, sheets in by_subject.items():
        sums = {sheet: total(parts, key).counts for sheet, parts in sheets.items()} if len(sheets) > 2 else {}
        for sheet, counts in sums.items():
            others = [other for name, other in sums.items() if name != sheet]
            known = any(counts.values()) and None not in counts.values()
            if known and all(counts[level] == sum(other[level] or 0 for other in others) for level in counts):
                yield finding("sheet-sums-others", Place(*sheet), **names_of(key, words))


def _units_as_sheets(tallies: Iterable[Tally], lists: set[tuple[str, str | None]]) -> Iterator[Finding]:
    """Say which unit has the numbers of all units of another sheet, as "Huyện 1" and the sheet of its own have.

    Two lists are compared by their rows; among many small ones some have the same numbers by chance.
    """
    by_sheet: dict[tuple[Key, Place], list[Tally]] = {}
    for tally in tallies:
        sheet = Place(*_sheet(tally))
        by_sheet.setdefault((tally.key.whole, sheet), []).append(tally)
    if len(by_sheet) < 2:
        return
    wholes: dict[tuple[object, ...], Place] = {}
    for (key, sheet), parts in by_sheet.items():
        if len(parts) >= 2:
            counts = tuple(total(parts, key).counts.values())
            if None not in counts and sum(count or 0 for count in counts) >= _MANY:
                wholes[key, counts] = sheet
    for (key, sheet), parts in by_sheet.items():
        for tally in parts:
            other = wholes.get((key, tuple(tally.counts.values())))
            listed = other and all((each.source, each.sheet) in lists for each in (sheet, other))
            if other and other != sheet and tally.key.unit is not None and not listed:
                yield finding("unit-sums-sheet", tally.places[0], unit=tally.key.unit, sheet=str(other))
