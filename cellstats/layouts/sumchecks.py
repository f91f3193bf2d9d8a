"""Rows that sum others are held against them, and rows that may be such are told."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from cellstats.findings import Finding, finding
from cellstats.layouts.columns import Column
from cellstats.layouts.header import Table
from cellstats.layouts.rows import Row, RowKind
from cellstats.layouts.sums import Counts, may_sum, nearly_sum

_SUMMING = (RowKind.GROUP, RowKind.TOTAL)


def told_of_sums(table: Table, items: Sequence[Row], columns: Sequence[int], counts: Counts) -> Iterator[Finding]:
    """Say which rows of units may be sums, where no total tells."""
    for row in may_sum(items, columns, counts):
        yield finding("row-may-sum", table.sheet.place(row.index))
    for row, column, parts in nearly_sum(items, columns, counts):
        stated = counts[column].get(row.index) or 0
        yield finding("row-nearly-sums", table.sheet.place(row.index, column), total=stated, parts=parts)


def check_sums(
    table: Table, rows: Sequence[Row], items: Sequence[Row], columns: Sequence[Column], counts: Counts
) -> list[Finding]:
    """Return one finding for each count in a summing row that differs from the sum of its rows."""
    counted = sorted(row.index for row in items)
    own = set(counted)
    summing = {row.index for row in rows if row.filled and row.index not in own and row.kind in _SUMMING}
    if not summing:
        return []
    above = [(column, _Above.of(counted, column.index, counts)) for column in columns]
    findings: list[Finding] = []
    last = head = -1  # the total above, and the group
    rows = sorted(rows, key=lambda row: row.index)
    final = max((row.index for row in rows if row.kind is RowKind.TOTAL), default=-1)
    for at, row in enumerate(rows):
        if row.index in summing:
            since = [last, *([head] if last < head and row.index < final else [])]
            parts = [part for part in _parts(at, rows, counted, since) if part]
            summed = [_differences(row, part, above, counts) for part in parts]
            for column, stated, known in min(summed, key=len, default=[]):
                place = table.sheet.place(row.index, column.index)
                findings.append(finding("total-differs", place, total=stated, parts=known))
        last = row.index if row.kind is RowKind.TOTAL else last
        head = row.index if row.kind is RowKind.GROUP else head
    return findings


def _parts(at: int, rows: Sequence[Row], counted: Sequence[int], since: Sequence[int]) -> list[range]:
    """Return which of the counted rows a summing row may sum.

    A group sums the rows below it down to the next of its rank; a total sums all rows above it, or those `since` one
    of these rows: the last total, or, where another total follows, the last group; where it stands first, all rows.
    """
    row = rows[at]
    here = bisect_left(counted, row.index)
    if row.kind is RowKind.GROUP and row.rank is not None:
        rank = row.rank
        ends = (
            each.index
            for each in (rows[below] for below in range(at + 1, len(rows)))
            if (each.rank is not None and each.rank <= rank) or each.kind is RowKind.TOTAL
        )
        return [range(here, bisect_left(counted, next(ends, rows[-1].index + 1)))]
    starts = (0, *(bisect_left(counted, each) for each in since))
    return [range(start, here) for start in starts] if here else [range(len(counted))]


@dataclass(frozen=True)
class _Above:
    """Of a column, the sum of what is known above each counted row, and how many above it are not known."""

    known: Sequence[int]
    unknown: Sequence[int]

    @classmethod
    def of(cls, rows: Sequence[int], column: int, counts: Counts) -> "_Above":
        """Return what is above the first row, the second, and so on, at last below the last."""
        cells = [counts[column].get(row) for row in rows]
        known = accumulate((cell or 0 for cell in cells), initial=0)
        return cls([*known], [*accumulate((cell is None for cell in cells), initial=0)])


def _differences(
    row: Row, part: range, above: Sequence[tuple[Column, _Above]], counts: Counts
) -> list[tuple[Column, int, int]]:
    """Return the columns in which the row's count is not the sum, where both are known."""
    found = []
    for column, sums in above:
        stated = counts[column.index].get(row.index)
        known = sums.known[part.stop] - sums.known[part.start]
        unknown = sums.unknown[part.stop] - sums.unknown[part.start]
        if stated is not None and (known > stated or (not unknown and known != stated)):
            found.append((column, stated, known))
    return found
