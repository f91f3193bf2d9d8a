"""The heading of a table: which rows it takes, and what each column is for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cellstats.numbers import is_value
from cellstats.place import Place, column_letters
from cellstats.reading import Sheet
from cellstats.text import is_blank
from cellstats.vocabulary import Meaning, Vocabulary

LAST_HEADING_ROW = 60
"""A heading stands in the first so many rows."""

MOST_TIERS = 3
COMPARISON = "comparison"
"""The role of a column of a plan, another year or a change."""

_QUALIFIERS = frozenset({"count", "share"})
_NAMES = frozenset({"index", "unit", "person"})
_PARTS = frozenset({"eligible", "rated", "exempt", "not_rated"})


@dataclass(frozen=True)
class Column:
    """What one column is for, from all its heading cells, the lowest first to decide.

    `role` is a role of the vocabulary, "level" for a column of counts or ticks, "measure" for a column that holds
    the words of a list, or None where the heading is not known.
    """

    index: int
    words: tuple[str, ...]  # top to bottom
    role: str | None
    population: str | None = None
    measures: frozenset[str] = frozenset()
    levels: tuple[tuple[str, str], ...] = ()  # (measure, level)
    period: str | None = None
    word: str = ""  # the lowest of its words that is more than "Số lượng" or "Tỷ lệ"
    stage: str | None = None  # "proposed" or "official", where two ratings stand side by side


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

    @property
    def titles(self) -> Iterator[str]:
        """The texts above the heading, top to bottom."""
        for row in self.sheet.rows[: self.top]:
            yield from (cell for cell in row if isinstance(cell, str) and cell.strip())

    def area(self, last: int) -> str:
        """Return the range from the heading to a row, as Excel writes it."""
        used = [column.index for column in self.columns]
        return f"{column_letters(min(used))}{self.top + 1}:{column_letters(max(used))}{last + 1}"

    def heading_place(self, column: Column) -> Place:
        """Return the place of the heading of a column that decides what it is for."""
        cells = (
            (row, left) for row in range(self.bottom - 1, self.top - 1, -1) for left in range(column.index, -1, -1)
        )
        found = next((at for at in cells if column.word and self.sheet.text(*at) == column.word), None)
        return self.sheet.place(*(found or (self.bottom - 1, column.index)))


def find_table(sheet: Sheet, vocabulary: Vocabulary, start: int = 0) -> Table | None:
    """Return the first table from a row on whose heading names a level or a measure, or None."""
    for row in range(start, min(start + LAST_HEADING_ROW, len(sheet.rows))):
        if len(known_words(sheet, row, vocabulary)) >= 2 and not _has_values(sheet, row):
            top = row - 1 if row and _completes(sheet, row - 1, row, vocabulary) else row
            first = row + 1
            while first - top < MOST_TIERS and _is_tier(sheet, first, vocabulary):
                first += 1
            below = first + 1 if numbers_columns(sheet, first) else first
            table = Table(sheet, top, first, below, tuple(columns_of(sheet, top, first, vocabulary)))
            if table.having("level", "measure"):
                return table
    return None


def known_words(sheet: Sheet, row: int, vocabulary: Vocabulary) -> dict[int, Meaning]:
    """Return what the cells of a row say that are words of a heading, by column."""
    texts = ((column, cell) for column, cell in enumerate(sheet.rows[row]) if isinstance(cell, str))
    return {column: meaning for column, text in texts if (meaning := vocabulary.heading(text))}


def _has_values(sheet: Sheet, row: int) -> bool:
    """Tell whether a row holds a number or a tick, as no heading does."""
    return any(is_value(cell) for cell in sheet.rows[row])


def _completes(sheet: Sheet, upper: int, lower: int, vocabulary: Vocabulary) -> bool:
    """Tell whether the row above a heading row belongs to it: it heads columns that the row leaves blank."""
    below = sheet.rows[lower]
    above = known_words(sheet, upper, vocabulary)
    return any(column >= len(below) or is_blank(below[column]) for column, meaning in above.items() if meaning.roles)


def _is_tier(sheet: Sheet, row: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a row below a heading row is a further tier of it, and not the first row of the table."""
    if row >= len(sheet.rows) or _has_values(sheet, row):
        return False
    filled = [column for column, cell in enumerate(sheet.rows[row]) if not is_blank(cell)]
    above = [column for column, cell in enumerate(sheet.rows[row - 1]) if not is_blank(cell)]
    ends = dict(zip(above, [*above[1:], sheet.width], strict=True))
    spanning = {column: end for column, end in ends.items() if any(column < each < end for each in filled)}
    known = known_words(sheet, row, vocabulary)
    if not known or 2 * len(known) < len(filled):
        # "Chính thức │ Dự bị" are no words of the field, but two texts below one heading that names no rows.
        meanings = known_words(sheet, row - 1, vocabulary)
        split = [column for column in spanning if not (column in meanings and meanings[column].roles & _NAMES)]
        return len(filled) >= 2 and all(any(each <= at < ends[each] for each in split) for at in filled)
    # Below a heading of its own a cell holds a value, unless that heading spans several columns.
    return all(column in spanning or column not in above for column in filled)


def numbers_columns(sheet: Sheet, row: int) -> bool:
    """Tell whether a row numbers the columns: 1 │ 2=4+5 │ 3 │ 4 …, the first ones perhaps A │ B."""
    cells = [cell for cell in (sheet.rows[row] if row < len(sheet.rows) else ()) if not is_blank(cell)]
    texts = [str(int(cell)) if isinstance(cell, float) else str(cell).strip() for cell in cells]
    numbers = [int(match[1]) for text in texts if (match := re.match(r"\(?(\d{1,3})\)?(?=$|\s*=|\s*\()", text))]
    letters = [text for text in texts if text in {"A", "B", "C"}]
    return len(texts) >= 3 and numbers == list(range(1, len(texts) - len(letters) + 1))


def first_title(sheet: Sheet, row: int, floor: int) -> int:
    """Return the first of the rows right above a heading that hold one text each, or none."""
    while row > floor and len(texts(sheet, row - 1)) <= 1 and not any(map(is_value, sheet.rows[row - 1])):
        row -= 1
    return row


def texts(sheet: Sheet, row: int) -> list[str]:
    """Return the texts in a row."""
    return [cell.strip() for cell in sheet.rows[row] if isinstance(cell, str) and not is_blank(cell)]


def columns_of(sheet: Sheet, top: int, first: int, vocabulary: Vocabulary) -> Iterator[Column]:
    """Yield the columns that have a heading in these rows."""
    carried = [""] * (first - top)
    for index in range(sheet.width):
        own = [sheet.text(row, index) for row in range(top, first)]
        lowest = max((tier for tier, text in enumerate(own) if text), default=None)
        if lowest is None:
            continue
        # A blank right of a heading, above another, is covered by it; a heading of its own starts anew.
        for tier, text in enumerate(own[: lowest + 1]):
            if text:
                carried[tier:] = [text] + [""] * (len(own) - tier - 1)
        yield _column(index, tuple(dict.fromkeys(filter(None, carried[: lowest + 1]))), sheet, first, vocabulary)


def _deciding(words: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, Meaning | None, bool]:
    """Return the word that decides what a column is for, what it means, and whether the column holds shares."""
    tiers = [vocabulary.heading(word) for word in reversed(words)]
    counted = any(tier and "count" in tier.roles for tier in tiers[:1])
    share = not counted and any(
        "%" in word or (tier and "share" in tier.roles) for word, tier in zip(words[::-1], tiers, strict=True)
    )
    deciding = [*words]
    while len(tiers) > 1 and tiers[0] and _qualifies(tiers[0], tiers[1]):
        tiers.pop(0)
        deciding.pop()
    return deciding[-1], tiers[0], share


def _qualifies(lower: Meaning, upper: Meaning | None) -> bool:
    """Tell whether a word only qualifies the one above: "Số lượng", or "Tổng số" under a level or "đã xếp loại"."""
    if lower.levels:
        return False
    of_part = upper is not None and bool(upper.levels or upper.roles & _PARTS)
    return bool(lower.roles & _QUALIFIERS) or (lower.roles == {"all"} and not lower.populations and of_part)


def _column(index: int, words: tuple[str, ...], sheet: Sheet, first: int, vocabulary: Vocabulary) -> Column:
    """Decide what a column is for: its lowest words come first, "Số lượng" and "Tỷ lệ" only qualify those above."""
    word, lowest, share = _deciding(words, vocabulary)
    if any(map(vocabulary.is_comparison, words)):
        return Column(index, words, COMPARISON, word=word)
    periods = [period for word in reversed(words) if (period := vocabulary.period_in(word))]
    if lowest is None:
        return Column(index, words, "share" if share else None, period=periods[0] if periods else None, word=word)
    # Above the words that decide, a tier may be a whole title: "Kết quả xếp loại chi bộ năm 2021".
    staged = [vocabulary.staged(word) for word in reversed(words)]  # who proposes is not who is rated
    populations = [found for _, rest in staged if len(found := vocabulary.populations_in(rest)) == 1]
    measures = [found for word in reversed(words) if len(found := vocabulary.measures_in(word)) == 1]
    role: str | None = min(lowest.roles) if lowest.roles else None
    if share:
        role = "share"
    elif role == "unit" and any(vocabulary.populations[each].people for each in lowest.populations):
        role = "person"  # "Tên đảng viên"
    elif role == "index" and lowest.levels and any(sheet.text(first - 1, left) for left in range(index)):
        role = "level"  # "No" is a number only in the first column
    elif lowest.levels and not lowest.roles:
        role = "level"
    elif lowest.measures or "value" in lowest.roles:
        role = "measure"
    elif role is None:
        role = _by_values(lowest, sheet, index, first, vocabulary)
    return Column(
        index,
        words,
        role,
        min(populations[0]) if populations else None,
        measures[0] if measures else frozenset(),
        tuple(lowest.levels.items()),
        periods[0] if periods else None,
        word,
        next((stage for stage, _ in staged if stage), None),
    )


def _by_values(meaning: Meaning, sheet: Sheet, index: int, first: int, vocabulary: Vocabulary) -> str:
    """Decide what a bare "Chi bộ" or "Đảng viên" heads by the first cell below it: counts, or names."""
    below = (sheet.cell(row, index) for row in range(first, len(sheet.rows)))
    if is_value(next((cell for cell in below if not is_blank(cell)), None)):
        return "all"
    people = any(vocabulary.populations[each].people for each in meaning.populations)
    return "person" if people else "unit"
