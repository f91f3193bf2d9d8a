"""What lists have in common: one row for each cell or person, grouped by unit, judged level by level."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from cellstats.findings import Finding, finding
from cellstats.layouts.columns import Column
from cellstats.layouts.context import Context, Listed, Told
from cellstats.layouts.header import Table
from cellstats.layouts.paths import paths_of
from cellstats.layouts.rows import Row, RowKind, below_end, kinds_of, rows_of
from cellstats.place import Place
from cellstats.reading.grid import Cell
from cellstats.tally import Bases, Key, Tally
from cellstats.text import carried_down
from cellstats.vocabulary import Vocabulary

UNREPORTED, UNRECOGNIZED, NOT_RATED, EXEMPT = "unreported", "unrecognized", "not_rated", "exempt"
"""What a row counts as that stands on no level."""

T = TypeVar("T")

Unit = tuple[str | None, str | None]
"""The name of a unit and the path of groups above it, where these are known."""


@dataclass(frozen=True)
class Listing:
    """The rows of a list: those that are counted, their units, and all down to the end of the table.

    Of those that are counted one may stand for many. What a list is asked for comes in the order of its rows.
    """

    table: Table
    counted: tuple[Row, ...]
    units: tuple[Unit, ...]
    unit_of: Sequence[int]  # which of the units is that of each, numbered from 0
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    naming: int  # the column that names the units

    @property
    def kinds(self) -> dict[str, list[range]]:
        """What the rows were taken for."""
        return kinds_of(self.rows, self.counted)

    @property
    def last(self) -> int:
        """The last row of the table."""
        return max((row.indexes[-1] for row in self.rows), default=0)

    def cells(self, column: int) -> list[Cell]:
        """Return what those that are counted hold in a column."""
        return self._of_each(self.table.sheet.column(column))

    def texts(self, column: int) -> list[str]:
        """Return their texts in a column, merged cells filled."""
        return self._of_each(self.table.sheet.texts(column))

    def beginnings(self) -> Iterator[int]:
        """Yield the first row of each unit; the units are numbered in this order."""
        counted = iter(self.counted)
        row = next(counted, None)
        at, above = -1, 0
        for unit in range(len(self.units)):
            at = self.unit_of.index(unit, at + 1)
            while row and at - above >= row.count:
                above += row.count
                row = next(counted, None)
            yield row.index + at - above if row else 0

    def names(self) -> Iterator[Place]:
        """Yield where each unit is named first: in its column, or else in the nearest row above that heads it."""
        sheet, above = self.table.sheet, iter(self.rows)
        row = next(above, None)
        heads: dict[str, Row] = {}
        for (name, _), first in zip(self.units, self.beginnings(), strict=True):
            while row and row.index < first:
                heads[row.label] = row
                row = next(above, None)
            at = first, self.naming
            if name and name in heads and sheet.text(*at) != name:
                cells = ((heads[name].index, column) for column, _ in sheet.filled(heads[name].index))
                at = next((cell for cell in cells if sheet.text(*cell) == name), at)
            yield sheet.place(*at)

    def place(self, at: int, column: int) -> Place:
        """Return the place of a cell of one of those that are counted, which is numbered from 0."""
        for row in self.counted:
            if at < row.count:
                return self.table.sheet.place(row.index + at, column)
            at -= row.count
        raise IndexError(at)

    def _of_each(self, whole: Sequence[T]) -> list[T]:
        return [each for row in self.counted for each in whole[row.index : row.index + row.count]]


def naming(table: Table, context: Context) -> Column | None:
    """Return the column that names what each row is: a person, or a cell or other unit.

    Beside the name of its secretary a cell is named in a column of cells of its own, where the titles speak of cells
    and each row is another. Of several columns of units, it is the one that the titles speak of, else the one with
    the most names.
    """
    persons, units = table.having("person"), table.having("unit")
    titled = context.titled(context.vocabulary.populations)
    own = next((column for column in units if titled and column.population == titled), None)
    if own and not context.vocabulary.populations[titled or ""].people and _all_differ(table, own):
        return own
    return persons[0] if persons else own or max(units, key=lambda each: len(set(_names(table, each))), default=None)


def listed_population(table: Table, context: Context, own: Column | None) -> Told:
    """Return who is listed: named around the table or over its rows; people that nothing names are members."""
    people = own is not None and own.role == "person"
    every = context.vocabulary.populations
    columns = [*([own] if own else []), *table.having("unit", "all")]
    named = next((column.population for column in columns if column.population), None)
    if named and every[named].people != people:
        named = None
    told = context.population(named, {name for name, each in every.items() if each.people == people})
    if told.value is None and people:
        first = next(name for name, each in every.items() if each.people)
        return Told(first, "default")
    return told


def listing(table: Table, values: Sequence[Column], vocabulary: Vocabulary, own: Column | None = None) -> Listing:
    """Return the rows of a list, `own` the column that names them; those that head others or sum them are told apart.

    A row that holds a value is of the list whatever its number; one without, where it is numbered as others are.
    """
    rows = rows_of(table, values, vocabulary, listed=True)
    numbered = any(row.rank is not None for row in rows)
    listed: list[Row] = []
    heads: list[Row] = []
    for row in rows:
        if row.kind in (RowKind.ITEM, RowKind.GROUP):
            ranked = row.kind is RowKind.ITEM and (row.rank is not None or not numbered)
            (listed if row.filled or ranked else heads).append(row)
    units = [column.index for column in table.having("unit") if column is not own]
    named = {row.index for row in heads if not table.having("person") or vocabulary.populations_in(row.label)}
    kept = {row.index for row in listed} | named
    paths = paths_of([row for row in rows if row.index in kept], named)
    told = below_end(table, rows)
    if heads:
        told.append(finding("rows-as-headings", table.sheet.place(heads[0].index), count=len(heads)))
    found = _units(table, listed, paths, units[-1:], filled=own is not None and own.role == "unit")
    return Listing(table, tuple(listed), *found, tuple(rows), tuple(told), units[-1] if units else 0)


def _units(
    table: Table, rows: Iterable[Row], paths: Mapping[int, str | None], columns: Iterable[int], *, filled: bool
) -> tuple[tuple[Unit, ...], list[int]]:
    """Return the units and which is that of each row; with `filled` a blank is the name above it, as if merged."""
    texts = next((table.sheet.texts(column) for column in columns), None)
    before = ""
    units: dict[Unit, int] = {}
    unit_of: list[int] = []
    for row in rows:
        path = paths[row.index]
        names = texts[row.index : row.index + row.count] if texts else [""] * row.count
        if filled:
            names = carried_down(names, before)
            before = names[-1]
        known = {name: units.setdefault(_unit(name, path), len(units)) for name in dict.fromkeys(names)}
        unit_of += map(known.__getitem__, names)
    return tuple(units), unit_of


def _unit(name: str, path: str | None) -> Unit:
    """Return the unit of a row: what its column says, else the last of the groups above."""
    groups = path.split(" / ") if path else []
    return (name or None, path) if name or not groups else (groups[-1], " / ".join(groups[:-1]) or None)


def _names(table: Table, column: Column) -> list[str]:
    return [*filter(None, table.sheet.texts(column.index)[table.first :])]


def _all_differ(table: Table, column: Column) -> bool:
    """Tell whether no name stands twice in a column."""
    names = _names(table, column)
    return len(set(names)) == len(names)


def tallies_of(key: Key, scale: Sequence[str], rows: Listing, judged: Iterable[str]) -> tuple[Tally, ...]:
    """Return a tally for each unit from the level, or what else it counts as, of each row."""
    by_unit: dict[int, dict[str, int]] = {}
    for (unit, level), count in Counter(zip(rows.unit_of, judged, strict=True)).items():
        by_unit.setdefault(unit, {})[level] = count
    numbers = _Numbers(scale)
    names = [*rows.names()]
    return tuple(
        Tally(
            Key(key.population, key.measure, key.period, *rows.units[unit]),
            *numbers.of(seen),
            (names[unit],),
        )
        for unit, seen in by_unit.items()
    )


class _Numbers(dict[tuple[int, ...], tuple[Mapping[str, int], Bases]]):
    """The counts and bases of units; those with the same numbers, as many small ones have, share them in memory."""

    def __init__(self, scale: Sequence[str]) -> None:
        super().__init__()
        self._scale = scale

    def of(self, seen: Mapping[str, int]) -> tuple[Mapping[str, int], Bases]:
        """Return those of a unit, by what was seen in it."""
        levels = [seen.get(level, 0) for level in self._scale]
        others = [seen.get(kind, 0) for kind in (EXEMPT, NOT_RATED, UNREPORTED, UNRECOGNIZED)]
        return self[*levels, *others]

    def __missing__(self, numbers: tuple[int, ...]) -> tuple[Mapping[str, int], Bases]:
        """Everyone in a list is known one by one, unless a word was not understood."""
        *levels, exempt, not_rated, unreported, unrecognized = numbers
        every, rated = sum(numbers), None if unrecognized else sum(levels)
        bases = Bases(every, every - exempt, rated, exempt, not_rated, unreported, unrecognized)
        self[numbers] = dict(zip(self._scale, levels, strict=True)), bases
        return self[numbers]


def identity(rows: Listing, own: Column | None, ratings: Sequence[str]) -> Listed:
    """Return what lists of the very same rows share, each a name, its unit and its rating, in any order."""
    names = rows.cells(own.index) if own else [""] * len(rows.unit_of)
    hashes = [*map(hash, rows.units)]
    units = map(hashes.__getitem__, rows.unit_of)
    return len(names), sum(map(hash, zip(names, units, ratings, strict=True)))
