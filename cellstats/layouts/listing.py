"""What lists have in common: one row for each cell or person, grouped by unit, judged level by level."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cellstats.findings import Finding, finding
from cellstats.layouts.header import Column, Table
from cellstats.layouts.rows import Row, RowKind, below_end, kinds_of, paths_of, rows_of
from cellstats.tally import Bases, Key, Tally
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


def listing(table: Table, values: Sequence[Column], vocabulary: Vocabulary) -> Listing:
    """Return the rows of a list; those that head others or sum them are told apart.

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
    unit = _unit_column(table)
    named = [row.index for row in heads if not table.having("person") or vocabulary.populations_in(row.label)]
    paths = paths_of([row for row in rows if row in listed or row.index in named], named)
    items = tuple((row, _unit(table, row, unit, paths[row.index])) for row in listed)
    told = below_end(table, rows)
    if heads:
        told.append(finding("rows-as-headings", table.sheet.place(heads[0].index), count=len(heads)))
    return Listing(items, tuple(rows), tuple(told))


def _unit(table: Table, row: Row, column: int | None, path: str | None) -> Unit:
    """Return the unit of a row: what its column says, else the last of the groups above."""
    name = table.sheet.text(row.index, column) if column is not None else ""
    groups = path.split(" / ") if path else []
    return (name or None, path) if name or not groups else (groups[-1], " / ".join(groups[:-1]) or None)


def _unit_column(table: Table) -> int | None:
    """Return the column that says to which unit a row belongs, which is not the one that names the row itself."""
    units = table.having("unit")
    if not table.having("person"):
        own = next((column for column in units if column.population), units[0] if units else None)
        units = [column for column in units if column is not own]
    return units[-1].index if units else None


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
