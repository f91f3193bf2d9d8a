"""Rows that sum others: checked against the rows they sum, never added."""

from collections.abc import Mapping, Sequence

from cellstats.findings import Finding, finding
from cellstats.layouts.header import Column, Table
from cellstats.layouts.rows import Row, RowKind
from cellstats.tally import Count

Counts = Mapping[tuple[int, int], Count]  # by row and column


def check_sums(
    table: Table, rows: Sequence[Row], items: Sequence[Row], columns: Sequence[Column], counts: Counts
) -> list[Finding]:
    """Return one finding for each count in a summing row that differs from the sum of its rows."""
    counted = {row.index for row in items}
    findings: list[Finding] = []
    for row in rows:
        if row.filled and row.index not in counted and row.kind in (RowKind.GROUP, RowKind.TOTAL):
            summed = [_differences(row, parts, columns, counts) for parts in _parts(row, rows, counted) if parts]
            if summed:
                best = min(summed, key=len)
                findings += (
                    finding("total-differs", table.sheet.place(row.index, column.index), total=stated, parts=parts)
                    for column, stated, parts in best
                )
    return findings


def _parts(row: Row, rows: Sequence[Row], counted: set[int]) -> list[list[int]]:
    """Return the rows that a summing row may sum.

    A group sums the rows below it down to the next group of its kind; a total sums all rows above it, or those
    since the last total, or, where it stands first, all rows.
    """
    items = [each for each in rows if each.index in counted]
    if row.kind is RowKind.GROUP:
        after = [each for each in rows if each.index > row.index]
        ends = [each.index for each in after if each.kind is RowKind.GROUP and each.numbering == row.numbering]
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
        stated = counts[row.index, column.index]
        values = [counts[part, column.index] for part in parts]
        known = sum(value for value in values if value is not None)
        if stated is not None and (known > stated or (None not in values and known != stated)):
            found.append((column, stated, known))
    return found
