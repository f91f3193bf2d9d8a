"""One population both as a list and as totals: of those, who is counted.

A list knows each one, totals are copied from lists; so where both are of the same people the list counts, and it is
said whether the totals agree with it. They are of the same people

- where they stand in one file: unit by unit where they name units in common, which leaves the other units of the
  totals counted, otherwise all together;
- where they stand in two files, for the units that both name. A list of one district and the totals of another name
  different units: they are added.

In two files without a unit in common nothing tells for sure, so both are counted, and it is an error where it is
likely that they are the same people: where one of them names no units and the numbers are the same, or where the
totals name no units, as those of everything together do (those of a saved summary may: it keeps no units unless asked
to). A list without units beside totals of units of another file is told as a warning, as are the same numbers under
other names.
"""

import os
import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from cellstats.doubles import LISTS, unit_keys
from cellstats.findings import Finding, Value, finding
from cellstats.layouts import Part, Source, names_of
from cellstats.place import Place
from cellstats.tally import Key, Tally, total
from cellstats.vocabulary import Names, Vocabulary

_ROWS = re.compile(r"\d+")


def without_overlaps(parts: Sequence[Part], words: Vocabulary) -> tuple[tuple[Tally, ...], list[Finding]]:
    """Return the tallies that count, and what is to be said of the totals beside lists."""
    subjects: dict[Key, list[_Body]] = {}
    for part in parts:
        for body in _bodies(part, words):
            subjects.setdefault(body.key, []).append(body)
    left: set[int] = set()
    findings: list[Finding] = []
    for bodies in subjects.values():
        lists = [body for body in bodies if body.listed]
        for counts in [body for body in bodies if body.listed is False and lists]:
            dropped, told = _compare(lists, counts)
            left |= {id(tally) for tally in dropped}
            findings += told
    tallies = (tally for part in parts for tally in part.tallies)
    return tuple(tally for tally in tallies if id(tally) not in left), findings


@dataclass(frozen=True, eq=False)
class _Body:
    """What one table, or one saved summary, gives on one subject; `listed` is None where it is of both kinds."""

    key: Key
    place: Place
    files: frozenset[str]
    listed: bool | None
    tallies: list[Tally]
    words: Vocabulary

    @cached_property
    def units(self) -> dict[str, list[Tally]]:
        """Its tallies by unit; the label of a total names none."""
        named = [
            (tally.key.unit, tally)
            for tally in self.tallies
            if tally.key.unit and not self.words.is_total(tally.key.unit)
        ]
        units: dict[str, list[Tally]] = {}
        for key, (_, tally) in zip(unit_keys([name for name, _ in named], self.words), named, strict=True):
            units.setdefault(key, []).append(tally)
        return units


def _bodies(part: Part, words: Vocabulary) -> Iterator[_Body]:
    sources: dict[tuple[str | None, ...], list[Source]] = {}
    for source in part.sources:
        sources.setdefault(source.subject.key[:3], []).append(source)
    grouped: dict[tuple[str | None, ...], list[Tally]] = {}
    for tally in part.tallies:
        grouped.setdefault(tally.key[:3], []).append(tally)
    for subject, tallies in grouped.items():
        for of, some in _by_source(sources.get(subject, []), tallies):
            kinds = {source.layout in LISTS for source in of}
            place = Place(of[0].path, of[0].sheet, of[0].range) if len(of) == 1 else some[0].places[0]
            files = frozenset(os.path.abspath(source.path) for source in of)
            listed = kinds.pop() if len(kinds) == 1 else None
            yield _Body(some[0].key.whole, place, files, listed, some, words)


def _by_source(sources: Sequence[Source], tallies: list[Tally]) -> Iterable[tuple[Sequence[Source], list[Tally]]]:
    """Return tallies of one subject by the tables of their sheet that they are of, nearly always one."""
    cells = [tally.places[0].cell for tally in tallies]
    if len(sources) < 2 or None in cells:  # out of a saved summary
        return [(sources, tallies)]
    tables: dict[int, list[tuple[int, Source]]] = {}
    for source in sources:
        first, last = map(int, _ROWS.findall(source.range))
        tables.setdefault(first, []).append((last, source))
    firsts = sorted(tables)  # tables stand one below another
    grouped: dict[tuple[int, int], tuple[Sequence[Source], list[Tally]]] = {}
    for cell, tally in zip(cells, tallies, strict=True):
        row = int(_ROWS.findall(cell or "")[0])
        first = firsts[bisect(firsts, row) - 1]
        own = [source for last, source in tables[first] if first <= row <= last]
        grouped.setdefault((first, len(own)), (own, []))[1].append(tally)
    return grouped.values()


def _compare(lists: Sequence[_Body], counts: _Body) -> tuple[list[Tally], list[Finding]]:
    """Return which tallies of totals do not count beside the lists, and what is to be said."""
    near = [body for body in lists if body.files & counts.files]
    common = [body for body in near or lists if body.units.keys() & counts.units.keys()]
    difference = _difference(_sum(near), _sum([counts])) if near else {}
    if common:
        dropped, told = _by_unit(common, counts)
        nameless = [body for body in near if any(tally.key.unit is None for tally in body.tallies)]
        if nameless and not difference:
            return counts.tallies, told
        if nameless and len(dropped) < len(counts.tallies):
            told.append(_told("list-or-totals", nameless, counts, counts.place))
        return dropped, told
    if near:
        code = "list-and-totals-differ" if difference else "list-and-totals-agree"
        return counts.tallies, [_told(code, near, counts, counts.place, **difference)]
    return [], [*_unsure(lists, counts)]


def _by_unit(lists: Sequence[_Body], counts: _Body) -> tuple[list[Tally], list[Finding]]:
    """Compare the units that both name."""
    dropped: list[Tally] = []
    differences: list[tuple[Tally, dict[str, Value]]] = []
    for unit, tallies in counts.units.items():
        listed = [tally for body in lists for tally in body.units.get(unit, [])]
        if listed:
            dropped += tallies
            if difference := _difference(total(listed, counts.key), total(tallies, counts.key)):
                differences.append((tallies[0], difference))
    if not differences:
        return dropped, [_told("list-and-totals-agree", lists, counts, counts.place)]
    tally, difference = differences[0]
    told = difference | {"unit": tally.key.unit or "", "count": len(differences)}
    return dropped, [_told("list-and-unit-differ", lists, counts, tally.places[0], **told)]


def _unsure(lists: Sequence[_Body], counts: _Body) -> Iterator[Finding]:
    """Say what is not known of totals in a file of their own, without a unit that a list names."""
    alike = next((some for some in ([each] for each in lists) if _same(some, counts)), None)
    alike = alike or ([*lists] if _same(lists, counts) else None)
    nameless = [body for body in lists if not body.units]
    saved = counts.tallies[0].places[0].cell is None
    if alike:
        named = counts.units and all(body.units for body in alike)
        yield _told("totals-like-list" if named else "list-or-totals", alike, counts, counts.place)
    elif not counts.units and not saved:
        yield _told("list-or-totals", lists, counts, counts.place)
    elif nameless or not counts.units:
        yield _told("list-beside-totals", nameless or lists, counts, counts.place)


def _sum(bodies: Sequence[_Body]) -> Tally:
    return total([tally for body in bodies for tally in body.tallies], bodies[0].key)


def _same(lists: Sequence[_Body], counts: _Body) -> bool:
    """Tell whether lists and totals have the same numbers, on two levels at least."""
    listed, counted = _sum(lists).counts, _sum([counts]).counts
    return listed == counted and None not in listed.values() and sum(map(bool, listed.values())) > 1


def _difference(
    listed: Tally, counted: Tally, bases: Sequence[str] = ("all", "eligible", "rated")
) -> dict[str, Value]:
    """Return the first level, else the first base, of which both know the number and do not agree; or nothing."""
    pairs = [(level, listed.counts[level], counted.counts[level]) for level in listed.counts]
    pairs += [(base, getattr(listed.bases, base), getattr(counted.bases, base)) for base in bases]
    for name, left, right in pairs:
        if left is not None and right is not None and left != right:
            return {"name": name, "listed": left, "counted": right}
    return {}


def _told(code: str, lists: Sequence[_Body], counts: _Body, place: Place, **values: Value) -> Finding:
    words, name = counts.words, values.pop("name", None)
    if isinstance(name, str):
        scale = words.measures[counts.key.measure]
        level: Names = scale.level(name).names if name in scale.level_ids else words.labels[f"share_of_{name}"]
        values["level"] = level
    return finding(code, place, first=str(lists[0].place), **names_of(counts.key, words), **values)
