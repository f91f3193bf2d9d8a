"""What one table gives on one subject, and many lists of it that are found by their files, units and numbers."""

import os
import re
from bisect import bisect, bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

from cellstats.doubles import LISTS, unit_keys
from cellstats.layouts import Part, Source
from cellstats.place import Place
from cellstats.tally import Count, Key, Tally, total
from cellstats.vocabulary import Vocabulary
from cellstats.vocabulary.memo import Memo

_ROWS = re.compile(r"\d+")


@dataclass(frozen=True, eq=False)
class Body:
    """What one table, or one saved summary, gives on one subject; `listed` is None where it is of both kinds."""

    key: Key
    place: Place
    files: frozenset[str]
    listed: bool | None
    tallies: list[Tally]
    words: Vocabulary

    @cached_property
    def whole(self) -> Tally:
        """The sum of its tallies."""
        return total(self.tallies, self.key)

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


class Lists(Sequence[Body]):
    """Lists of one subject, which are found by their files, units and numbers: there may be thousands of each."""

    def __init__(self, bodies: Sequence[Body]) -> None:
        self._bodies = bodies
        self._near: dict[frozenset[str], Lists] = {}
        self.of_unit = Memo(self._of_unit)
        """The sum of a unit in all lists that name it, or None."""

    def __len__(self) -> int:
        return len(self._bodies)

    @overload
    def __getitem__(self, at: int) -> Body: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Body]: ...

    def __getitem__(self, at: int | slice) -> Body | Sequence[Body]:
        return self._bodies[at]

    def near(self, files: frozenset[str]) -> "Lists":
        """Return the lists that stand in one of these files."""
        if files not in self._near:
            self._near[files] = Lists([self[at] for at in _found(files, self._by_file)])
        return self._near[files]

    def naming(self, units: Iterable[str]) -> Body | None:
        """Return the first list that names one of these units."""
        first = min((self._by_unit[unit][0] for unit in units if unit in self._by_unit), default=None)
        return None if first is None else self[first]

    def _of_unit(self, unit: str) -> Tally | None:
        tallies = [tally for at in self._by_unit.get(unit, ()) for tally in self[at].units[unit]]
        return total(tallies, self[0].key) if tallies else None

    @cached_property
    def whole(self) -> Tally:
        """The sum of all."""
        return total([body.whole for body in self], self[0].key)

    def like(self, numbers: tuple[Count, ...]) -> Sequence[Body]:
        """Return the first list with these numbers on its levels, else all if they have them together, or none."""
        if numbers in self._by_numbers:
            return [self._by_numbers[numbers]]
        return self if tuple(self.whole.counts.values()) == numbers else ()

    @cached_property
    def _by_numbers(self) -> dict[tuple[Count, ...], Body]:
        return {tuple(body.whole.counts.values()): body for body in reversed(self)}

    @cached_property
    def without_units(self) -> list[Body]:
        """The lists that name no unit."""
        return [body for body in self if not body.units]

    @cached_property
    def partly(self) -> list[Body]:
        """The lists of which not all stands in units."""
        return [body for body in self if any(tally.key.unit is None for tally in body.tallies)]

    @cached_property
    def _by_file(self) -> dict[str, list[int]]:
        return _places(body.files for body in self)

    @cached_property
    def _by_unit(self) -> dict[str, list[int]]:
        return _places(body.units for body in self)


def _places(every: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """Return in which of several groups of names each of them is."""
    places: dict[str, list[int]] = {}
    for at, names in enumerate(every):
        for name in names:
            places.setdefault(name, []).append(at)
    return places


def _found(names: Iterable[str], places: Mapping[str, list[int]]) -> list[int]:
    return sorted({at for name in names for at in places.get(name, ())})


def bodies_of(part: Part, words: Vocabulary) -> Iterator[Body]:
    """Yield what the tables of a sheet, or a saved summary, give on each subject."""
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
            yield Body(some[0].key.whole, place, files, listed, some, words)


def _by_source(sources: Sequence[Source], tallies: list[Tally]) -> Iterable[tuple[Sequence[Source], list[Tally]]]:
    """Return tallies of one subject by the tables of their sheet that they are of, nearly always one."""
    cells = [tally.places[0].cell for tally in tallies]
    if len(sources) < 2 or None in cells:  # out of a saved summary
        return [(sources, tallies)]
    tables: dict[int, dict[int, list[Source]]] = {}
    for source in sources:
        first, last = map(int, _ROWS.findall(source.range))
        tables.setdefault(first, {}).setdefault(last, []).append(source)
    firsts = sorted(tables)  # tables stand one below another, and below one heading sections do
    lasts = {first: sorted(ends) for first, ends in tables.items()}
    grouped: dict[tuple[int, int], tuple[Sequence[Source], list[Tally]]] = {}
    for cell, tally in zip(cells, tallies, strict=True):
        row = int(_ROWS.findall(cell or "")[0])
        first = firsts[bisect(firsts, row) - 1]
        at = bisect_left(lasts[first], row)
        last = lasts[first][at] if at < len(lasts[first]) else 0
        grouped.setdefault((first, last), (tables[first].get(last, []), []))[1].append(tally)
    return grouped.values()
