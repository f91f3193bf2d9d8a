"""What reading yields: a sheet of cells, a saved summary, or the reason why there is neither."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cellstats.findings import Finding
from cellstats.place import Place, cell_name
from cellstats.text import Broken, composed

Cell = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta | Broken | None


@dataclass(frozen=True)
class Sheet:
    """A grid of typed cells, counted from 0; a blank cell is None or empty text.

    `merged` holds ranges as (first row, first column, last row, last column).
    """

    source: str
    name: str | None
    rows: Sequence[Sequence[Cell]]
    merged: Sequence[tuple[int, int, int, int]] = field(default=())
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()

    def place(self, row: int | None = None, column: int = 0) -> Place:
        """Return the place of a cell, or of the sheet."""
        return Place(self.source, self.name, None if row is None else cell_name(row, column))

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell as it is; of a merged range only the first cell holds something."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else None

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell, its letters composed, or ""; merged cells all hold the text of the first."""
        cell = self.cell(*self._covered.get((row, column), (row, column)))
        return composed(cell.strip()) if isinstance(cell, str) else ""

    @cached_property
    def width(self) -> int:
        """The number of columns."""
        return max(map(len, self.rows), default=0)

    @cached_property
    def _covered(self) -> Mapping[tuple[int, int], tuple[int, int]]:
        return {
            (row, column): (top, left)
            for top, left, bottom, right in self.merged
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }


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
