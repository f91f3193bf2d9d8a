"""Rows that sum others, as arithmetic shows; they are never added."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import add, gt

from cellstats.layouts.rows import Row, RowKind
from cellstats.tally import Count

Counts = Mapping[int, Mapping[int, Count]]  # by column, and in it by row
_MANY = 3  # columns in which numbers hardly add up by chance, and rows
_SLIPS = 2  # columns in which a sum may be wrong and still be known for one
Vector = tuple[int, ...]
"""The counts of one row, a blank as 0."""


@dataclass(frozen=True)
class Sum:
    """A row of a unit that is the sum of others, which stand right below or above it; rows by their index."""

    row: int
    parts: tuple[int, ...]
    sure: bool  # whether all rows, or a total, agree with it

    @property
    def heads(self) -> bool:
        """Whether it stands above its parts, and so may name their group."""
        return self.row < self.parts[0]


def find_sums(rows: Sequence[Row], columns: Sequence[int], counts: Counts) -> list[Sum]:
    """Return the rows of units that only arithmetic shows to be sums.

    Where rows are numbered in several ways, one without a number (or one above rows without a number) that is the sum
    of the rows right below or above it. Where none is numbered, the first or last that is the sum of all others, or
    those that divide all rows into groups, each with its sum first, or each with its sum last, in many columns.
    """
    units = [row for row in rows if row.kind is RowKind.ITEM and row.filled]
    vectors = _vectors(units, columns, counts)
    ranks = {row.rank for row in rows if row.kind in (RowKind.ITEM, RowKind.GROUP)}
    sure: dict[int, Sequence[int]] = {}
    alone: dict[int, Sequence[int]] = {}
    if len(ranks) <= 1:
        unnumbered = not ranks - {None}  # among numbered rows a sum would have no number
        alone = _of_all(vectors) if unnumbered else {}
        groups = _in_groups(vectors) if unnumbered and not alone else {}
        totals = _vectors([*filter(_is_total, rows)], columns, counts)
        if any(_holds_many(vectors[at]) for at in groups) or _holds_all_but(groups, vectors, totals):
            sure = groups
        elif totals and not alone:
            sure = _said_by_total(vectors, totals)
    else:
        alone = _around(units, vectors)
        held = {part for parts in alone.values() for part in parts}
        apart = held.isdisjoint(alone)  # else equal rows may be sums of each other by chance
        if len(alone) >= 2 and apart and held | {*alone} == {*range(len(units))}:  # every unit is in a group
            sure = alone
    return [
        Sum(units[at].index, tuple(units[part].index for part in parts), sure=at in sure)
        for at, parts in (sure or alone).items()
    ]


def _vectors(rows: Sequence[Row], columns: Sequence[int], counts: Counts) -> list[Vector]:
    by_column = [[counts[column].get(row.index) or 0 for row in rows] for column in columns]
    return [*zip(*by_column, strict=True)] if columns else [()] * len(rows)


def _holds_many(vector: Sequence[int]) -> bool:
    """Tell whether a row holds something in so many columns that it is hardly a sum by chance."""
    return sum(map(bool, vector)) >= _MANY


def _is_total(row: Row) -> bool:
    return row.kind is RowKind.TOTAL and row.filled


def _said_by_total(vectors: Sequence[Vector], totals: Sequence[Vector]) -> dict[int, Sequence[int]]:
    """Return the rows that are the sum of those right below them, if a total holds all rows but these."""
    found: dict[int, Sequence[int]] = {}
    at = 0
    while at < len(vectors):
        below = max(_runs(vectors, at), default=0)
        if below >= 2:
            found[at] = range(at + 1, at + 1 + below)
        at += 1 + (below if below >= 2 else 0)
    return found if _holds_all_but(found, vectors, totals) else {}


def _holds_all_but(sums: Collection[int], vectors: Sequence[Vector], totals: Sequence[Vector]) -> bool:
    """Tell whether a total is the sum of all rows but these."""
    others = [vector for at, vector in enumerate(vectors) if at not in sums]
    return tuple(map(sum, zip(*others, strict=True))) in totals


def may_sum(units: Sequence[Row], columns: Sequence[int], counts: Counts) -> list[Row]:
    """Return the rows that may be sums and are not sure to be.

    These are rows without a number that are the sum of several right below them in many columns, the first or last
    that is the sum of all others in many, and such as divide rows that are all numbered alike, or not at all, into
    groups.
    """
    ranks = {row.rank for row in units}
    vectors = _vectors(units, columns, counts)
    groups = _of_all(vectors) or (_in_groups(vectors) if len(ranks) == 1 else {})
    return [
        row
        for at, row in enumerate(units)
        if (at in groups and (len(groups) > 1 or _holds_many(vectors[at])))
        or (row.rank is None and _holds_many(vectors[at]) and max(_runs(vectors, at), default=0) >= 2)
    ]


def nearly_sum(units: Sequence[Row], columns: Sequence[int], counts: Counts) -> Iterator[tuple[Row, int, int]]:
    """Yield the first and last row if it is the sum of all others in many columns, and in one or two is not.

    A slip in a level is one in the total too. Each row comes with the first such column, and the sum there.
    """
    vectors = _vectors(units, columns, counts)
    for at, others in ((0, vectors[1:]), (len(vectors) - 1, vectors[:-1])):
        if sum(map(any, others)) < _MANY:
            continue
        summed = [*map(sum, zip(*others, strict=True))]
        differing = [column for column, whole in enumerate(summed) if whole != vectors[at][column]]
        held = [own for column, own in enumerate(vectors[at]) if column not in differing]
        if 0 < len(differing) <= _SLIPS and _holds_many(held):
            yield units[at], columns[differing[0]], summed[differing[0]]


def _in_groups(vectors: Sequence[Vector]) -> dict[int, Sequence[int]]:
    """Return the sums that divide all rows into groups, each with its sum first, or each with its sum last."""
    return _groups(vectors) or _mirrored(_groups(vectors[::-1]), len(vectors))


def _around(units: Sequence[Row], vectors: Sequence[Vector]) -> dict[int, Sequence[int]]:
    """Return the rows without a number, or above such, that are the sum of the rows right below or above them."""
    found: dict[int, Sequence[int]] = {}
    held: set[int] = set()  # by a row above them
    for at, row in enumerate(units):
        heads = at + 1 < len(units) and units[at + 1].rank is None
        if row.rank is None or heads:
            below = max(_runs(vectors, at), default=0)
            above = max(_runs(vectors, at, -1), default=0) if row.rank is None else 0
            if below and not (below == 1 and at in held):  # of three equal rows the second is of the first
                found[at] = range(at + 1, at + 1 + below)
                held |= {*found[at]}
            elif above:
                found[at] = range(at - above, at)
    # Of two equal rows that are each the sum of the other, the unit is the one with a number, else the upper one.
    return {at: parts for at, parts in found.items() if not (_mutual(found, at) and _is_unit(units, at, parts[0]))}


def _mutual(found: Mapping[int, Sequence[int]], at: int) -> bool:
    parts = found[at]
    return len(parts) == 1 and [*found.get(parts[0], ())] == [at]


def _is_unit(units: Sequence[Row], at: int, other: int) -> bool:
    return units[at].rank is not None or (units[other].rank is None and at < other)


def _of_all(vectors: Sequence[Vector]) -> dict[int, Sequence[int]]:
    """Return the first or last row if it is the sum of all others, of which several hold something."""
    last = len(vectors) - 1
    for at, step in ((0, 1), (last, -1)):
        others = [*range(1, last + 1)] if step > 0 else [*range(last)]
        filled = sum(any(vectors[other]) for other in others)
        if filled >= 2 and last in _runs(vectors, at, step):
            return {at: others}
    return {}


def _groups(vectors: Sequence[Vector]) -> dict[int, Sequence[int]]:
    """Return the sums that divide all rows into groups, the sum of each first, of which one has two filled rows."""
    if next(_runs(vectors, 0), None) is None:
        return {}  # as nearly always: the first row is no sum
    ends: dict[int, int] = {}
    whole = {len(vectors)}  # rows from which on the rest can be divided
    for start in range(len(vectors) - 2, -1, -1):
        end = next((start + 1 + run for run in _runs(vectors, start) if start + 1 + run in whole), None)
        if end is not None:
            whole.add(start)
            ends[start] = end
    if 0 not in whole:
        return {}
    found: dict[int, Sequence[int]] = {}
    at = 0
    while at < len(vectors):
        found[at] = range(at + 1, ends[at])
        at = ends[at]
    several = any(sum(any(vectors[part]) for part in parts) >= 2 for parts in found.values())
    return found if several and len(found) >= 2 else {}


def _mirrored(found: Mapping[int, Sequence[int]], count: int) -> dict[int, Sequence[int]]:
    """Return sums that were found from the last row up, as they stand from the first row down."""
    return {count - 1 - at: [count - 1 - part for part in reversed(parts)] for at, parts in found.items()}


def _runs(vectors: Sequence[Vector], at: int, step: int = 1) -> Iterator[int]:
    """Yield how many of the next rows (or those before, with a step of -1) add up to a row, for each such number."""
    vector = vectors[at] if vectors else ()
    summed = [0] * len(vector)
    if not any(vector):
        return
    for count, other in enumerate(range(at + step, len(vectors) if step > 0 else -1, step), 1):
        summed = [*map(add, summed, vectors[other])]
        if any(map(gt, summed, vector)):
            return
        if tuple(summed) == vector:
            yield count


def is_below_total(rows: Sequence[Row], columns: Sequence[int], counts: Counts) -> set[int]:
    """Return the rows without a number below the last total of a table that this total does not hold."""
    last = max((at for at, row in enumerate(rows) if row.kind is RowKind.TOTAL and row.filled), default=None)
    if last is None:
        return set()
    above = [row.index for row in rows[:last] if row.kind is RowKind.ITEM]
    below = [row.index for row in rows[last + 1 :] if row.kind is RowKind.ITEM and row.filled and row.rank is None]
    every = [row for row in rows[last + 1 :] if row.kind is RowKind.ITEM and row.filled]
    if not above or not below or len(every) > len(below):
        return set()
    held = all(
        (counts[column].get(rows[last].index) or 0) == sum(counts[column].get(row) or 0 for row in (*above, *below))
        for column in columns
    )
    return set() if held else {*below}


def are_all_parts(rows: Sequence[Row], counts: Counts) -> bool:
    """Tell whether the rows of parts are all there are: they add up to the total row in every column."""
    totals = [row.index for row in rows if row.kind is RowKind.TOTAL]
    parts = [row.index for row in rows if row.kind is RowKind.PART]
    return bool(totals and parts) and all(
        (column[total] or 0) == sum(column[part] or 0 for part in parts)
        for total in totals
        for column in counts.values()
    )
