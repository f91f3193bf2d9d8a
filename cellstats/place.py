"""Where something stands: source, sheet, cell."""

from functools import cache
from typing import NamedTuple


@cache
def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the column, counted from 0, of its letters: A is 0, AA is 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell counted from 0: (13, 2) is C14."""
    return f"{column_letters(column)}{row + 1}"


class Place(NamedTuple):
    """A source, a sheet in it, a cell or range in that; prints as `ratings.xlsx/Chi bộ!C14`."""

    source: str
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        sheet = f"/{self.sheet}" if self.sheet is not None else ""
        return f"{self.source}{sheet}" + (f"!{self.cell}" if self.cell is not None else "")
