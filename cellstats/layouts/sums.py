"""Rows that sum others: found by their label or by arithmetic, checked, never added."""

from collections.abc import Mapping, Sequence

from cellstats.findings import Finding, finding
from cellstats.layouts.header import Column, Table
from cellstats.layouts.rows import Row, RowKind
from cellstats.tally import Count

Counts = Mapping[tuple[int, int], Count]  # by row and column


def find_sums(rows: Sequence[Row], columns: Sequence[int], counts: Counts) -> list[Row]:
    """Return the rows of units that only arithmetic shows to be sums.

    Among numbered rows, one without a number (or one above rows without a number) that is the sum of the rows right
    below or above it; where no row is numbered, the first or last that is the sum of all others.
    """
    units = [row for row in rows if row.kind is RowKind.ITEM and row.filled]
    vectors = [tuple(counts.get((row.index, column)) or 0 for column in columns) for row in units]
    if not any(row.rank is not None for row in rows if row.kind in (RowKind.ITEM, RowKind.GROUP)):
        return [units[at] for at in (0, len(units) - 1) if _sums_all_others(at, vectors)][:1]
    found: list[Row] = []
    for at, row in enumerate(units):
        heads = at + 1 < len(units) and units[at + 1].rank is None
        if (row.rank is None or heads) and any(vectors[at]):
            below, above = vectors[at + 1 :], vectors[at - 1 :: -1] if at else []
            if _sums_run(vectors[at], below) or (row.rank is None and _sums_run(vectors[at], above)):
                found.append(row)
    return found


def _sums_all_others(at: int, vectors: Sequence[tuple[int, ...]]) -> bool:
    others = [vector for index, vector in enumerate(vectors) if index != at and any(vector)]
    return len(others) >= 2 and _sums_run(vectors[at], others, whole=True)


def _sums_run(vector: tuple[int, ...], others: Sequence[tuple[int, ...]], *, whole: bool = False) -> bool:
    """Tell whether a row is the sum of the first few others, or of the whole of them."""
    summed = [0] * len(vector)
    for count, other in enumerate(others, 1):
        summed = [left + right for left, right in zip(summed, other, strict=True)]
        if tuple(summed) == vector and (not whole or count == len(others)):
            return True
        if any(left > right for left, right in zip(summed, vector, strict=True)):
            return False
    return False


def are_all_parts(rows: Sequence[Row], counts: Counts) -> bool:
    """Tell whether the rows of parts are all there are: they add up to the total row in every column."""
    totals = [row.index for row in rows if row.kind is RowKind.TOTAL]
    parts = [row.index for row in rows if row.kind is RowKind.PART]
    columns = {column for _, column in counts}
    return bool(parts) and all(
        (counts[total, column] or 0) == sum(counts[part, column] or 0 for part in parts)
        for total in totals
        for column in columns
    )


def check_sums(
    table: Table, rows: Sequence[Row], items: Sequence[Row], columns: Sequence[Column], counts: Counts
) -> list[Finding]:
    """Return one finding for each count in a summing row that differs from the sum of its rows."""
    counted = {row.index for row in items}
    findings: list[Finding] = []
    for row in rows:
        if row.filled and row.index not in counted and row.kind in (RowKind.GROUP, RowKind.TOTAL):
            summed = [_differences(row, parts, columns, counts) for parts in _parts(row, rows, counted) if parts]
            for column, stated, parts in min(summed, key=len, default=[]):
                place = table.sheet.place(row.index, column.index)
                findings.append(finding("total-differs", place, total=stated, parts=parts))
    return findings


def _parts(row: Row, rows: Sequence[Row], counted: set[int]) -> list[list[int]]:
    """Return the rows that a summing row may sum.

    A group sums the rows below it down to the next of its rank; a total sums all rows above it, or those since the
    last total, or, where it stands first, all rows.
    """
    items = [each for each in rows if each.index in counted]
    if row.kind is RowKind.GROUP and row.rank is not None:
        after = [each for each in rows if each.index > row.index]
        ends = [each.index for each in after if each.rank is not None and each.rank <= row.rank]
        ends += [each.index for each in after if each.kind is RowKind.TOTAL]
        end = min(ends, default=rows[-1].index + 1)
        return [[each.index for each in items if row.index < each.index < end]]
    above = [each.index for each in items if each.index < row.index]
    last = max((each.index for each in rows if each.kind is RowKind.TOTAL and each.index < row.index), default=-1)
    return [above, [index for index in above if index > last]] if above else [[each.index for each in items]]


def _differences(
    row: Row, parts: Sequence[int], columns: Sequence[Column], counts: Counts
) -> list[tuple[Column, int, int]]:
    """Return the columns in which the row's count is not the sum, where both are known."""
    found = []
    for column in columns:
        stated = counts.get((row.index, column.index))
        values = [counts.get((part, column.index)) for part in parts]
        known = sum(value for value in values if value is not None)
        if stated is not None and (known > stated or (None not in values and known != stated)):
            found.append((column, stated, known))
    return found
