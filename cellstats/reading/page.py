"""What reading yields: a sheet of cells, a saved summary, or the reason why there is neither."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from cellstats.findings import Finding
from cellstats.place import Place, cell_name
from cellstats.reading.grid import Cell, Grid, blank
from cellstats.text import composed, is_blank


@dataclass(frozen=True)
class Sheet:
    """A grid of typed cells, counted from 0; a blank cell is None or empty text.

    `merged` holds ranges as (first row, first column, last row, last column). Of a part of a sheet `skipped` says how
    many rows stand above it, so that its cells keep their names.
    """

    source: str
    name: str | None
    rows: Grid
    merged: Sequence[tuple[int, int, int, int]] = field(default=())
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    skipped: int = 0

    def place(self, row: int | None = None, column: int = 0) -> Place:
        """Return the place of a cell, or of the sheet."""
        return Place(self.source, self.name, None if row is None else cell_name(self.skipped + row, column))

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell as it is; of a merged range only the first cell holds something."""
        columns = self.rows.columns
        cells = columns[column] if column < len(columns) else ()
        return cells[row] if row < len(cells) else None

    def column(self, column: int) -> Sequence[Cell]:
        """Return the cells of a column from the top down; right of the sheet all are blank."""
        return self.rows.columns[column] if column < self.width else blank(len(self.rows))

    def filled(self, row: int) -> list[tuple[int, Cell]]:
        """Return the cells of a row that are not blank, each with its column; below the sheet there are none."""
        within = self._used if row < len(self.rows) else ()
        return [(column, cell) for column, cells in within if not is_blank(cell := cells[row])]

    @cached_property
    def _used(self) -> Sequence[tuple[int, Sequence[Cell]]]:
        """The columns that hold anything, as few of a sheet do that is wide because of a single cell."""
        return [(at, cells) for at, cells in enumerate(self.rows.columns) if any(cells) or {*cells} - {None, ""}]

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell, its letters composed, or ""; merged cells all hold the text of the first."""
        cell = self.cell(*self.first(row, column))
        return _text(cell)

    def texts(self, column: int) -> list[str]:
        """Return the texts of a column from the top down, each as `text` gives it."""
        cells = self.column(column)
        known = {cell: _text(cell) for cell in set(cells)}
        texts = [*map(known.__getitem__, cells)]
        for row in self._spans if self.merged else ():
            texts[row : row + 1] = [self.text(row, column)] * (row < len(texts))
        return texts

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows.columns)

    def within(self, start: int, end: int) -> "Sheet":
        """Return a part of the sheet: these rows, and of the merged ranges those that begin in them."""
        if start == 0 and end >= len(self.rows):
            return self
        within = range(start, min(end, len(self.rows)))
        merged = [span for row in within for span in self.spans(row) if span[0] == row] if self.merged else ()
        return replace(
            self,
            rows=self.rows[start:end],
            merged=[(top - start, left, bottom - start, right) for top, left, bottom, right in merged],
            hidden_rows=frozenset(row - start for row in within if row in self.hidden_rows),
            skipped=self.skipped + start,
        )

    def spans(self, row: int) -> Sequence[tuple[int, int, int, int]]:
        """Return the merged ranges that cover cells of a row."""
        return self._spans.get(row, ()) if self.merged else ()

    def first(self, row: int, column: int) -> tuple[int, int]:
        """Return where the text of a cell stands: in the first cell of its merged range, else in itself."""
        every = self.spans(row)
        return next(((top, left) for top, left, _, right in every if left <= column <= right), (row, column))

    @cached_property
    def _spans(self) -> Mapping[int, Sequence[tuple[int, int, int, int]]]:
        """The merged ranges by each row that they cover.

        A range that overlaps another is none: Excel knows no such ranges, and a million of them would have no end.
        """
        spans: dict[int, list[tuple[int, int, int, int]]] = {}
        for top, left, bottom, right in self.merged:
            last = min(bottom, len(self.rows) - 1)
            corners = ((row, column) for row in (top, last) for column in (left, right))
            if not any(start <= column <= end for row, column in corners for _, start, _, end in spans.get(row, ())):
                for row in range(top, last + 1):
                    spans.setdefault(row, []).append((top, left, bottom, right))
        return spans


def _text(cell: Cell) -> str:
    return composed(cell.strip()) if isinstance(cell, str) else ""


@dataclass(frozen=True)
class Saved:
    """A saved summary: the parsed JSON that `summarize -f json` wrote."""

    source: str
    content: Mapping[str, Any]


@dataclass(frozen=True)
class Unread:
    """Why a file or folder gave no sheet, or which files in it were left alone."""

    finding: Finding


Page = Sheet | Saved | Unread


@dataclass(frozen=True)
class Request:
    """What the user says of reading: the only sheets, and how delimited text is encoded and divided; else guessed.

    `encoding` is the name of one of Python's encodings, "tcvn3" or "vni".
    """

    sheets: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
