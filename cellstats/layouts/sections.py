"""The tables of a sheet, one below the other: each with the titles right above it."""

from collections.abc import Iterator
from dataclasses import replace

from cellstats.layouts.header import Table, find_table, known_words
from cellstats.reading import Sheet
from cellstats.text import fold, is_blank, is_value
from cellstats.vocabulary import Vocabulary

_NAMES = frozenset({"index", "unit", "person"})


def find_tables(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Table]:
    """Yield the tables of a sheet from the top down.

    The rows of other tables are blank to each, so that cells keep their names. What stands above the first table
    is told to all as the title of the sheet. The same heading again without a title of its own that names a
    population, measure or period is the next page of one table.
    """
    whole = find_table(sheet, vocabulary)
    if whole is None:
        return
    above = tuple(whole.titles)
    starts = [0, *_starts(whole, vocabulary)]
    for start, end in zip(starts, [*starts[1:], len(sheet.rows)], strict=True):
        rows = [*[()] * start, *sheet.rows[start:end]]
        table = find_table(replace(sheet, rows=rows), vocabulary, start)
        if table:
            yield replace(table, above=above if start else ())


def _starts(table: Table, vocabulary: Vocabulary) -> Iterator[int]:
    """Yield the row of the first title, or else of the heading, of each further table."""
    sheet, last = table.sheet, table
    for row in range(table.first, len(sheet.rows)):
        further = _heading_at(sheet, row, vocabulary) if row >= last.first else None
        if further:
            start = _first_title(sheet, further.top, last.first)
            titles = [text for above in range(start, further.top) for text in _texts(sheet, above)]
            if any(_names_subject(title, vocabulary) for title in titles) or not _words(further) <= _words(last):
                yield start
                last = further


def _heading_at(sheet: Sheet, row: int, vocabulary: Vocabulary) -> Table | None:
    """Return the table that begins here: its heading says what a row is, or names a population and two levels."""
    if not any(map(vocabulary.may_name_rows, _texts(sheet, row))) or any(map(is_value, sheet.rows[row])):
        return None
    meanings = known_words(sheet, row, vocabulary).values()
    levels = {level for meaning in meanings for level in meaning.levels.values()}
    named = any(meaning.roles & _NAMES for meaning in meanings)
    of_whom = any(meaning.populations and not meaning.levels for meaning in meanings)
    if len(meanings) < 2 or not (named or (of_whom and len(levels) >= 2)):
        return None
    table = find_table(sheet, vocabulary, row)
    return table if table and table.bottom > row >= table.top else None


def _first_title(sheet: Sheet, row: int, floor: int) -> int:
    """Return the first of the rows right above a heading that hold one text each, or none."""
    while row > floor and len(_texts(sheet, row - 1)) <= 1 and not any(map(is_value, sheet.rows[row - 1])):
        row -= 1
    return row


def _names_subject(title: str, vocabulary: Vocabulary) -> bool:
    return bool(
        vocabulary.populations_in(title) or vocabulary.measures_in(title) or vocabulary.period_in(title) is not None
    )


def _texts(sheet: Sheet, row: int) -> list[str]:
    return [cell.strip() for cell in sheet.rows[row] if isinstance(cell, str) and not is_blank(cell)]


def _words(table: Table) -> set[str]:
    return {fold(text) for row in range(table.top, table.bottom) for text in _texts(table.sheet, row)}
