"""The counts of a table as they stand in its cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from cellstats.findings import Finding, finding
from cellstats.layouts.blocks import Block
from cellstats.layouts.header import Column, Table
from cellstats.layouts.rows import Row
from cellstats.tally import Bases, Count, Key, Tally, from_reported
from cellstats.text import Broken, NotACountError, parse_count


@dataclass(frozen=True)
class Cells:
    """The counts of a table as they stand in the cells, and the cells that hold something else."""

    table: Table
    counts: dict[tuple[int, int], Count]
    unreadable: dict[tuple[int, int], Finding]

    @classmethod
    def of(cls, table: Table, rows: Sequence[Row], columns: Sequence[Column]) -> "Cells":
        """Return what stands in these rows and columns."""
        counts: dict[tuple[int, int], Count] = {}
        unreadable: dict[tuple[int, int], Finding] = {}
        for at in ((row.index, column.index) for row in rows for column in columns):
            cell = table.sheet.cell(*at)
            try:
                counts[at] = parse_count(cell)
            except NotACountError as problem:
                counts[at] = None
                unreadable[at] = finding(problem.code, table.sheet.place(*at), **_shown(cell))
        return cls(table, counts, unreadable)

    def bases(self, row: int, block: Block) -> Bases:
        """Return the bases that one row reports; of several columns of one base, such as "đình chỉ", the sum."""
        reported: dict[str, Count] = {}
        for name, columns in block.bases.items():
            counts = [count for column in columns if (count := self.counts[row, column.index]) is not None]
            reported[name] = sum(counts) if counts else None
        return Bases(**reported)

    def tally(self, row: Row, block: Block, key: Key) -> Tally:
        """Return what one row reports."""
        at = {level: (row.index, column.index) for level, column in block.levels.items()}
        return from_reported(
            key,
            {level: self.counts[at[level]] if level in at else None for level in block.scale.level_ids},
            self.bases(row.index, block),
            unreadable=frozenset(
                name
                for name, columns in (
                    *block.bases.items(),
                    *((each, [column]) for each, column in block.levels.items()),
                )
                if any((row.index, column.index) in self.unreadable for column in columns)
            ),
            place=self.table.sheet.place(row.index, min(column.index for column in block.columns)),
        )


def _shown(cell: object) -> dict[str, str]:
    """Return an error, or a fraction and what was probably meant: 3.174 typed in an English Excel was 3,174."""
    if isinstance(cell, Broken):
        return {"value": str(cell)}
    return {"value": str(cell), "meant": f"{round(cell * 1000):,}"} if isinstance(cell, float) else {}
