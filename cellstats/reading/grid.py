"""The cells of a sheet, kept by columns: a list of a million rows is a few lists, and a word that repeats is one."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from typing import Any, overload

from cellstats.text import Broken

Cell = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta | Broken | None

Typed = tuple[type, Cell]
Block = tuple[int, Sequence[Sequence[Cell]]]
"""So many rows that follow each other, as columns of this length."""

_AT_ONCE = 1024  # rows that are turned into columns together
_FEW = 65_536
"""So many values a column may repeat, and half as many as it has rows; one of more is of names or numbers."""
_REPEATED = (str, float)


class Grid(Sequence[Sequence[Cell]]):
    """Rows of cells, all of one width, that stand in memory as columns.

    `kinds` holds for each column all texts in it at least once, of a column that repeats few of them no more.
    """

    def __init__(self, columns: Sequence[list[Cell]] = (), kinds: Sequence[Iterable[Cell]] | None = None) -> None:
        self.columns = columns
        self.kinds = columns if kinds is None else kinds

    @classmethod
    def of(cls, rows: Iterable[Sequence[Cell]], height: int = 0) -> "Grid":
        """Return the grid of rows, the shorter ones filled with blanks; `height` is how many they probably are."""
        return cls.of_blocks(blocks(rows), height)

    @classmethod
    def of_blocks(cls, rows: Iterable[Block], height: int = 0) -> "Grid":
        """Return the grid of rows that come as columns; of those that a block does not have its rows are blank.

        Columns that have their length from the beginning leave no holes in memory as they grow.
        """
        columns: list[list[Cell]] = []
        words: list[dict[Cell, Cell] | None] = []
        count = 0
        for more, turned in rows:
            columns += [blank(max(height, count)) for _ in turned[len(columns) :]]
            words += [{} for _ in turned[len(words) :]]
            for at, cells in enumerate(turned):
                known = words[at]
                if known is not None and len(known) > min(max(count // 2, _AT_ONCE), _FEW):
                    words[at] = known = None
                column = columns[at]
                column += blank(count - len(column))  # of rows above that ended before it
                column[count : count + more] = cells if known is None else _with_one_of_each(cells, known)
            count += more
        for column in columns:
            column[count:] = blank(count - len(column))
        return cls(columns, [cells if known is None else known for known, cells in zip(words, columns, strict=True)])

    def __len__(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return zip(*self.columns, strict=True)

    @overload
    def __getitem__(self, at: int) -> tuple[Cell, ...]: ...

    @overload
    def __getitem__(self, at: slice) -> "Grid": ...

    def __getitem__(self, at: int | slice) -> "tuple[Cell, ...] | Grid":
        if isinstance(at, slice):
            return Grid([column[at] for column in self.columns])
        return tuple([column[at] for column in self.columns])

    def grown(self, height: int, width: int) -> "Grid":
        """Return the grid with blanks up to a height and a width."""
        height = max(height, len(self))
        columns = [column + blank(height - len(column)) for column in self.columns]
        return Grid([*columns, *(blank(height) for _ in range(width - len(columns)))])


def blocks(rows: Iterable[Sequence[Cell]]) -> Iterator[Block]:
    """Yield rows as columns, a thousand at a time, the shorter ones filled with blanks."""
    every = iter(rows)
    while some := [*islice(every, _AT_ONCE)]:
        yield len(some), [*zip_longest(*some)]


def joined(cells: Iterable[Cell]) -> str:
    """Return the texts in cells, a line each."""
    try:
        return "\n".join(cells)  # type: ignore[arg-type]  # the quickest way where all are texts
    except TypeError:
        kinds = {*map(type, cells)}  # most columns with something else hold no text at all
        return "\n".join([cell for cell in cells if isinstance(cell, str)]) if str in kinds else ""


def besides_numbers(cells: Sequence[Cell], first: int) -> dict[int, Cell]:
    """Return the cells of a column, from a row on and by their rows, that hold no whole number greater than 0."""
    others: dict[int, Cell] = {}
    for start in range(first, len(cells), _AT_ONCE):
        some = cells[start : start + _AT_ONCE]
        if not _all_numbers(some):
            others |= {row: cell for row, cell in enumerate(some, start) if not _all_numbers([cell])}
    return others


def _all_numbers(cells: Sequence[Any]) -> bool:
    kinds = {*map(type, cells)}
    if kinds == {float}:
        return all(map(float.is_integer, cells)) and min(cells) > 0
    return kinds == {str} and all(cells) and "".join(cells).isdecimal()


def typed(cells: Sequence[Cell]) -> Iterator[Typed]:
    """Return cells each beside its type, for 1 and True are equal and yet two cells."""
    return zip(map(type, cells), cells, strict=True)


def blank(height: int) -> list[Cell]:
    """Return a column of so many blanks."""
    return [None] * height


def _with_one_of_each(cells: Sequence[Cell], known: dict[Cell, Cell]) -> Iterable[Cell]:
    """Return cells of a column with each value that repeats as the one that is known, which saves most memory.

    These are texts and numbers of one type alone: 1 and True are equal and yet two cells.
    """
    try:
        "".join(cells)  # type: ignore[arg-type]  # the quickest way to learn that all are texts
    except TypeError:
        if {*map(type, cells)} != {float}:
            return [known.setdefault(cell, cell) if type(cell) in _REPEATED else cell for cell in cells]
    return map(known.setdefault, cells, cells)
