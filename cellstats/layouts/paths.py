"""The groups above each row of a table, as their numbers and their place say."""

from collections.abc import Collection, Sequence

from cellstats.layouts.rows import Row, RowKind

_UNNUMBERED = 100  # a group without a number stands right above its rows


def paths_of(rows: Sequence[Row], heads: Collection[int]) -> dict[int, str | None]:
    """Return the path of groups above each row, such as "Khối xã / Huyện A"; `heads` are rows that head others."""
    stack: list[tuple[int, str]] = []
    paths: dict[int, str | None] = {}
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else None
        above = [label for rank, label in stack if row.rank is None or rank < row.rank or rank == _UNNUMBERED]
        path = " / ".join(filter(None, above)) if row.group is None else row.group
        paths[row.index] = path or None
        if row.kind is RowKind.GROUP or row.index in heads:
            numbered = below is not None and below.index in heads and below.rank is not None
            rank = row.rank if row.rank is not None else -1 if numbered else _UNNUMBERED
            stack = [each for each in stack if each[0] < rank]
            stack.append((rank, row.label))
    return paths
