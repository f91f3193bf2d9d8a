"""The heading of a table: which rows it takes, and where the table begins."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from cellstats.layouts.columns import Column, columns_of
from cellstats.numbers import is_value
from cellstats.place import Place, cell_name
from cellstats.reading import Sheet
from cellstats.text import number_in
from cellstats.vocabulary import Meaning, Vocabulary

LAST_HEADING_ROW = 60
"""A heading stands in the first so many rows."""

MOST_TIERS = 3
_NAMES = frozenset({"index", "unit", "person"})
_QUALIFIERS = frozenset({"count", "share"})
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,3})\)?(?=$|\s*=|\s*\()")


@dataclass(frozen=True)
class Table:
    """A table on a sheet: its heading rows and columns, and the texts above it.

    `above` are the titles of the sheet, where other tables stand between them and this one.
    """

    sheet: Sheet
    top: int
    bottom: int  # the first row below the heading words
    first: int  # the first row that counts, below a row of column numbers
    columns: tuple[Column, ...]
    above: tuple[str, ...] = ()

    def having(self, *roles: str) -> list[Column]:
        """Return the columns of these roles, left to right."""
        return [column for column in self.columns if column.role in roles]

    def first_of(self, *roles: str) -> int | None:
        """Return the index of the first column of these roles."""
        return next((column.index for column in self.having(*roles)), None)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The texts above the heading, top to bottom."""
        above = self.sheet.rows[: self.top]
        return tuple(cell for row in above for cell in row if isinstance(cell, str) and cell.strip())

    def within(self, start: int, end: int) -> "Table":
        """Return the table on a part of its sheet: from one row, and down to the one above the other."""
        top, bottom, first = (row - start for row in (self.top, self.bottom, self.first))
        return replace(self, sheet=self.sheet.within(start, end), top=top, bottom=bottom, first=first)

    def area(self, last: int) -> str:
        """Return the range from the heading to a row, as Excel writes it."""
        used = [column.index for column in self.columns]
        above = self.sheet.skipped
        return f"{cell_name(above + self.top, min(used))}:{cell_name(above + last, max(used))}"

    def heading_place(self, column: Column) -> Place:
        """Return the place of the heading of a column that decides what it is for."""
        cells = (
            (row, left) for row in range(self.bottom - 1, self.top - 1, -1) for left in range(column.index, -1, -1)
        )
        found = next((at for at in cells if column.word and self.sheet.text(*at) == column.word), None)
        return self.sheet.place(*self.sheet.first(*(found or (self.bottom - 1, column.index))))


def find_table(sheet: Sheet, vocabulary: Vocabulary, start: int, floor: int) -> Table | None:
    """Return the first table from a row on whose heading names a level or a measure, or None.

    Above the floor is another table.
    """
    for row in range(start, min(start + LAST_HEADING_ROW, len(sheet.rows))):
        if len(known_words(sheet, row, vocabulary)) >= 2 and not has_values(sheet, row):
            top = row - 1 if row > floor and _completes(sheet, row - 1, row, vocabulary) else row
            first = row + 1
            while first - top < MOST_TIERS and _is_tier(sheet, top, first, vocabulary):
                first += 1
            below = first + 1 if numbers_columns(sheet, first) else first
            table = Table(sheet, top, first, below, tuple(columns_of(sheet, top, first, vocabulary)))
            if table.having("level", "measure"):
                return table
    return None


def known_words(sheet: Sheet, row: int, vocabulary: Vocabulary) -> dict[int, Meaning]:
    """Return what the cells of a row say that are words of a heading, by column."""
    texts = ((column, cell) for column, cell in sheet.filled(row) if isinstance(cell, str))
    return {column: meaning for column, text in texts if (meaning := vocabulary.heading(text))}


def has_values(sheet: Sheet, row: int) -> bool:
    """Tell whether a row holds a number or a tick, as no heading does."""
    return any(is_value(cell) for _, cell in sheet.filled(row))


def _completes(sheet: Sheet, upper: int, lower: int, vocabulary: Vocabulary) -> bool:
    """Tell whether the row above a heading row belongs to it: it heads columns that the row leaves blank."""
    below = dict(sheet.filled(lower))
    above = known_words(sheet, upper, vocabulary)
    return any(column not in below for column, meaning in above.items() if meaning.roles)


def _is_tier(sheet: Sheet, top: int, row: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a row below the heading rows is a further tier of them, and not the first row of the table."""
    if row >= len(sheet.rows) or has_values(sheet, row):
        return False
    filled = [column for column, _ in sheet.filled(row)]
    # Two rows below "Đơn vị" stands the name of a group, whatever it is called.
    naming = {
        column
        for upper in range(top, row - 1)
        for column, meaning in known_words(sheet, upper, vocabulary).items()
        if meaning.roles & _NAMES
    }
    if naming & {*filled}:
        return False
    above = [column for column, _ in sheet.filled(row - 1)]
    ends = dict(zip(above, [*above[1:], sheet.width], strict=True))
    spanning = {column: end for column, end in ends.items() if any(column < each < end for each in filled)}
    known = known_words(sheet, row, vocabulary)
    if not known or 2 * len(known) < len(filled):
        # "Chính thức │ Dự bị" are no words of the field, but two texts below one heading that names no rows.
        meanings = known_words(sheet, row - 1, vocabulary)
        split = [column for column in spanning if not (column in meanings and meanings[column].roles & _NAMES)]
        return len(filled) >= 2 and all(any(each <= at < ends[each] for each in split) for at in filled)
    # Below a heading of its own a cell holds a value, unless that heading spans several columns.
    qualified = {column for column, meaning in known.items() if meaning.roles & _QUALIFIERS and not meaning.levels}
    return all(column in spanning or column not in above or column in qualified for column in filled)


def numbers_columns(sheet: Sheet, row: int) -> bool:
    """Tell whether a row numbers the columns: 1 │ 2=4+5 │ 3 │ 4 …, the first ones perhaps A │ B."""
    texts = [number_in(cell) for _, cell in sheet.filled(row)]
    numbers = [int(match[1]) for text in texts if (match := _COLUMN_NUMBER.match(text))]
    letters = [text for text in texts if text in {"A", "B", "C"}]
    return len(texts) >= 3 and numbers == list(range(1, len(texts) - len(letters) + 1))


def first_title(sheet: Sheet, row: int, floor: int) -> int:
    """Return the first of the rows right above a heading that hold one text each, or none."""
    while row > floor and len(texts(sheet, row - 1)) <= 1 and not has_values(sheet, row - 1):
        row -= 1
    return row


def texts(sheet: Sheet, row: int) -> list[str]:
    """Return the texts in a row."""
    return [cell.strip() for _, cell in sheet.filled(row) if isinstance(cell, str)]
