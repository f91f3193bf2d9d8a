"""What lists have in common: one row for each cell or person, grouped by unit, judged level by level."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cellstats.findings import Finding, finding
from cellstats.layouts.columns import Column
from cellstats.layouts.context import Context, Listed, Told
from cellstats.layouts.header import Table
from cellstats.layouts.rows import Row, RowKind, below_end, kinds_of, paths_of, rows_of
from cellstats.tally import Bases, Key, Tally
from cellstats.text import fold
from cellstats.vocabulary import Vocabulary

UNREPORTED, UNRECOGNIZED, NOT_RATED, EXEMPT = "unreported", "unrecognized", "not_rated", "exempt"
"""What a row counts as that stands on no level."""


Unit = tuple[str | None, str | None]
"""The name of a unit and the path of groups above it, where these are known."""


@dataclass(frozen=True)
class Listing:
    """The rows of a list: those that are counted with the unit of each, all down to the end of the table."""

    items: tuple[tuple[Row, Unit], ...]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]

    @property
    def kinds(self) -> dict[str, list[int]]:
        """What the rows were taken for."""
        return kinds_of(self.rows, [row for row, _ in self.items])

    @property
    def last(self) -> int:
        """The last row of the table."""
        return max((row.index for row in self.rows), default=0)


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
    rows = rows_of(table, values, vocabulary)
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
    names = _units(table, listed, units[-1] if units else None, filled=own is not None and own.role == "unit")
    items = tuple((row, _unit(names[row.index], paths[row.index])) for row in listed)
    told = below_end(table, rows)
    if heads:
        told.append(finding("rows-as-headings", table.sheet.place(heads[0].index), count=len(heads)))
    return Listing(items, tuple(rows), tuple(told))


def _units(table: Table, rows: Sequence[Row], column: int | None, *, filled: bool) -> dict[int, str]:
    """Return the name of the unit of each row; with `filled` a blank is the name above it, as if they were merged."""
    names: dict[int, str] = {}
    before = ""
    for row in rows:
        name = table.sheet.text(row.index, column) if column is not None else ""
        before = name or (before if filled else "")
        names[row.index] = before
    return names


def _unit(name: str, path: str | None) -> Unit:
    """Return the unit of a row: what its column says, else the last of the groups above."""
    groups = path.split(" / ") if path else []
    return (name or None, path) if name or not groups else (groups[-1], " / ".join(groups[:-1]) or None)


def _names(table: Table, column: Column) -> list[str]:
    rows = range(table.first, len(table.sheet.rows))
    return [name for row in rows if (name := table.sheet.text(row, column.index))]


def _all_differ(table: Table, column: Column) -> bool:
    """Tell whether no name stands twice in a column."""
    names = _names(table, column)
    return len(set(names)) == len(names)


def tallies_of(
    key: Key, scale: Sequence[str], judged: Iterable[tuple[Unit, str, int]], table: Table
) -> tuple[Tally, ...]:
    """Return a tally for each unit from (unit, level or what else a row counts as, how many rows)."""
    by_unit: dict[Unit, Counter[str]] = {}
    for unit, level, count in judged:
        by_unit.setdefault(unit, Counter())[level] += count
    place = table.sheet.place(table.first)
    return tuple(
        Tally(
            Key(key.population, key.measure, key.period, *unit),
            {level: seen[level] for level in scale},
            _bases(seen, scale),
            (place,),
        )
        for unit, seen in by_unit.items()
    )


def _bases(seen: Counter[str], scale: Sequence[str]) -> Bases:
    """Return the bases of a list: everyone in it is known one by one, unless a word was not understood."""
    return Bases(
        all=seen.total(),
        eligible=seen.total() - seen[EXEMPT],
        rated=None if seen[UNRECOGNIZED] else sum(seen[level] for level in scale),
        exempt=seen[EXEMPT],
        not_rated=seen[NOT_RATED],
        unreported=seen[UNREPORTED],
        unrecognized=seen[UNRECOGNIZED],
    )


def identity(table: Table, rows: Listing, own: Column | None, ratings: Mapping[int, str]) -> Listed:
    """Return what lists of the very same rows share, each a name, its unit and its rating, in any order."""
    names = {row.index: table.sheet.text(row.index, own.index) if own else "" for row, _ in rows.items}
    every = frozenset(hash((names[row.index], unit, ratings[row.index])) for row, unit in rows.items)
    return len(every), hash(every)


def namesakes(table: Table, rows: Listing, own: Column | None) -> Iterator[Finding]:
    """Say which cells stand twice in one unit of a list; persons may well be namesakes."""
    if own is None or own.role == "person":
        return
    seen: set[tuple[str, Unit]] = set()
    again: list[Row] = []
    for row, unit in rows.items:
        name = fold(table.sheet.text(row.index, own.index)), unit
        if name[0] and name in seen:
            again.append(row)
        seen.add(name)
    if again:
        yield finding("listed-twice", table.sheet.place(again[0].index, own.index), count=len(again))
