"""The counts of a table as they stand in its cells."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, repeat
from math import isfinite

from cellstats.findings import Finding, finding
from cellstats.layouts.blocks import Block
from cellstats.layouts.columns import Column
from cellstats.layouts.header import Table
from cellstats.layouts.rows import Row
from cellstats.numbers import NotACountError, grouping_of, parse_count, style_of
from cellstats.reading.grid import Cell, Typed, typed
from cellstats.tally import Bases, Count, Key, Tally, from_reported
from cellstats.text import Broken, is_blank, is_mark


@dataclass(frozen=True)
class Cells:
    """The counts of a table by column and row, as they stand in the cells, and the cells that hold something else."""

    table: Table
    counts: dict[int, dict[int, Count]]
    unreadable: dict[tuple[int, int], Finding]
    texts: dict[tuple[int, int], str]

    @classmethod
    def of(cls, table: Table, rows: Sequence[Row], columns: Sequence[Column], numbers: str | None = None) -> "Cells":
        """Return what stands in these rows and columns; `numbers` is the style of texts, where the user tells."""
        counts: dict[int, dict[int, Count]] = {}
        unreadable: dict[tuple[int, int], Finding] = {}
        texts: dict[tuple[int, int], str] = {}
        indexes = [row.index for row in rows]
        stated = {each.index: [*map(table.sheet.column(each.index).__getitem__, indexes)] for each in columns}
        telling = {column: _texts(cells) for column, cells in stated.items()}
        common = numbers or style_of(chain(*telling.values()))
        for column, cells in stated.items():
            every = [*typed(cells)]
            read, refused = _counts({*every}, numbers or style_of(telling[column]) or common)
            counts[column] = dict(zip(indexes, map(read.__getitem__, every), strict=True))
            for row, each in zip(indexes, every, strict=True) if refused else ():
                if each in refused:
                    place = table.sheet.place(row, column)
                    unreadable[row, column] = finding(refused[each], place, **_shown(each[1]))
            texts |= {(row, column): cell for row, cell in zip(indexes, cells, strict=True) if isinstance(cell, str)}
        return cls(table, counts, unreadable, texts)

    @property
    def told(self) -> Iterator[Finding]:
        """What is to be said of the cells: those that hold no count, and how the others are written."""
        yield from (self.unreadable[at] for at in sorted(self.unreadable))
        cells = {at: self.texts[at] for at in sorted(self.texts)}
        crossed = [at for at, cell in cells.items() if is_mark(cell)]
        if crossed:
            yield finding("crossed-out", self.table.sheet.place(*crossed[0]), count=len(crossed))
        groupings = {at: sign for at, cell in cells.items() if (sign := grouping_of(cell)) and self._count(*at)}
        if len(set(groupings.values())) > 1:
            fewest = min(".,", key=[*groupings.values()].count)
            odd = [at for at, sign in groupings.items() if sign == fewest]
            yield finding("numbers-mixed", self.table.sheet.place(*odd[0]), count=len(odd))

    def _count(self, row: int, column: int) -> Count:
        return self.counts.get(column, {}).get(row)

    def states(self, row: int, column: int) -> bool:
        """Tell whether a cell states anything; one that is blank or crossed out does not."""
        if self._count(row, column) is not None:
            return True
        cell = self.table.sheet.cell(row, column)
        return not is_blank(cell) and not is_mark(cell)

    def bases(self, rows: Sequence[Row], block: Block) -> dict[int, Bases]:
        """Return the bases that each row reports; of several columns of one base, such as "đình chỉ", the sum."""
        indexes = [row.index for row in rows]
        reported: list[Iterable[Count]] = []
        for name, silent in Bases._field_defaults.items():
            columns = [map(self.counts[column.index].__getitem__, indexes) for column in block.bases.get(name, ())]
            each = columns[0] if len(columns) == 1 else map(_together, zip(*columns, strict=True))
            reported.append(each if columns else repeat(silent))
        return dict(zip(indexes, map(Bases._make, zip(*reported, strict=False)), strict=False))

    def tally(self, row: Row, block: Block, key: Key, bases: Bases | None = None) -> Tally:
        """Return what one row reports; of its bases, where they are known by now."""
        counts = self.counts
        naming = block.left if self._naming is None else self._naming
        return from_reported(
            key,
            {level: None if column is None else counts[column][row.index] for level, column in block.places},
            self.bases([row], block)[row.index] if bases is None else bases,
            unreadable=self._unreadable(row.index, block) if self.unreadable else frozenset(),
            place=row.named or self.table.sheet.place(row.index, naming),
        )

    @cached_property
    def _naming(self) -> int | None:
        """The column that names the units, the last of several."""
        return max((column.index for column in self.table.having("unit")), default=None)

    def _unreadable(self, row: int, block: Block) -> frozenset[str]:
        """Return the levels and bases of which a cell of a row holds no count."""
        levels = ((level, [column]) for level, column in block.levels.items())
        return frozenset(
            name
            for name, columns in (*block.bases.items(), *levels)
            if any((row, column.index) in self.unreadable for column in columns)
        )


def _together(counts: Iterable[Count]) -> Count:
    """Return the sum of the counts that are known, if any is."""
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _counts(cells: Iterable[Typed], style: str | None) -> tuple[dict[Typed, Count], dict[Typed, str]]:
    """Return what each of some cells counts, and the code of a finding for those that hold no count."""
    read: dict[Typed, Count] = {}
    refused: dict[Typed, str] = {}
    for kind, cell in cells:
        try:
            read[kind, cell] = None if is_mark(cell) else parse_count(cell, style)
        except NotACountError as problem:
            read[kind, cell], refused[kind, cell] = None, problem.code
    return read, refused


def _shown(cell: object) -> dict[str, str]:
    """Return an error, or a fraction and what was probably meant: 3.174 typed in an English Excel was 3,174."""
    if isinstance(cell, Broken):
        return {"value": str(cell)}
    if isinstance(cell, str) and any(map(str.isdigit, cell)):
        return {"value": cell.strip()}
    if isinstance(cell, float) and isfinite(cell):
        return {"value": str(cell), "meant": f"{round(cell * 1000):,}"}
    return {}


def _texts(cells: Iterable[Cell]) -> list[str]:
    """Return the texts of a column that may tell how its numbers are written."""
    return [cell for cell in cells if isinstance(cell, str) and ("." in cell or "," in cell)]
