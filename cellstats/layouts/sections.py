"""The tables of a sheet, one below the other: each with the titles right above it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import merge

from cellstats.layouts.forced import Forced
from cellstats.layouts.header import Table, find_table, first_title, has_values, known_words, texts
from cellstats.layouts.standing import find_standing, is_heading, label_columns
from cellstats.reading import Sheet
from cellstats.reading.grid import Cell, besides_numbers
from cellstats.text import fold
from cellstats.vocabulary import Vocabulary

_NAMES = frozenset({"index", "unit", "person"})


def find_tables(sheet: Sheet, vocabulary: Vocabulary, forced: Forced) -> Iterator[Table]:
    """Yield the tables of a sheet from the top down.

    Each has its own rows alone, whose cells keep their names. What stands above the first table
    is told to all as the title of the sheet. The same heading again without a title of its own that names a
    population, measure or period is the next page of one table. Where heading rows are forced there are no others.
    """
    if forced.headings:
        yield from forced.tables(sheet, vocabulary)
        return
    labels = label_columns(sheet, vocabulary)
    heads: Sequence[int] | None = None
    start = 0
    above: tuple[str, ...] = ()
    while start < len(sheet.rows):
        table = _first(sheet, vocabulary, start, labels)
        if table is None:
            return
        if heads is None and not table.having("label"):
            heads = _may_head(sheet, table.first, vocabulary)  # once for all further tables
        end = _next(table, heads or (), vocabulary, labels)
        own = table.within(start, end)
        if start and sheet.merged:  # a range that begins in the table above names nothing here
            own = _first(own.sheet, vocabulary, 0, labels) or own
        own = replace(own, above=above)
        yield forced.applied(own, vocabulary) if forced else own
        above = above or own.titles
        start = end


def _first(sheet: Sheet, vocabulary: Vocabulary, start: int, labels: Sequence[int]) -> Table | None:
    """Return the first table from a row on, its levels in the heading or in rows, in one of these columns."""
    table, standing = find_table(sheet, vocabulary, start, start), find_standing(sheet, vocabulary, start, labels)
    return standing if standing and (table is None or standing.top <= table.top) else table


def _next(table: Table, heads: Sequence[int], vocabulary: Vocabulary, labels: Sequence[int]) -> int:
    """Return the row of the first title, or else of the heading, of the next table, or the row below the last.

    `heads` are the rows that may be a heading.
    """
    sheet = table.sheet
    standing = _standing_below(table, vocabulary, labels)
    first = max(table.first, table.top + 1)  # levels in rows may have no heading above them
    every: Sequence[int] = range(len(sheet.rows)) if table.having("label") else heads
    below = (every[at] for at in range(bisect_left(every, first), len(every)))
    for row in merge(below, [standing.top] if standing else []):
        if (standing and row == standing.top) or _heads_another(table, row, vocabulary):
            return first_title(sheet, row, first)
    return len(sheet.rows)


def _standing_below(table: Table, vocabulary: Vocabulary, labels: Sequence[int]) -> Table | None:
    """Return the next table that has its levels in rows, below one of these in another column.

    Without a level of the table above it, it is this table itself, its levels named in two columns.
    """
    sheet, own = table.sheet, [column.index for column in table.having("label")]
    standing = find_standing(sheet, vocabulary, table.first, [at for at in labels if at not in own])
    above = [sheet.text(row, at) for at in own for row in range(table.first, standing.top if standing else 0)]
    return standing if not own or vocabulary.name_level(above) else None


def _may_head(sheet: Sheet, first: int, vocabulary: Vocabulary) -> list[int]:
    """Return the rows, from one on, that may be a heading: without a plain number, with a text that may name rows.

    It goes by columns, for a list has a million rows and hardly one of these.
    """
    rows = [*besides_numbers(sheet.column(0), first)]
    for cells in sheet.rows.columns[1:]:
        if any(map(_is_plain_number, {*map(cells.__getitem__, rows)})):
            rows = [row for row in rows if not _is_plain_number(cells[row])]
    found: set[int] = set()
    for cells in sheet.rows.columns:
        texts = {cell for cell in {*map(cells.__getitem__, rows)} if isinstance(cell, str)}
        naming = {text for text in texts if vocabulary.may_name_rows(text.strip())}
        found |= {row for row in rows if cells[row] in naming} if naming else set()
    return sorted(found)


def _is_plain_number(cell: Cell) -> bool:
    """Tell whether a cell holds what no heading does; True is as good as a number, for which it stands in a set."""
    return isinstance(cell, int | float) or (isinstance(cell, str) and cell.isdecimal())


def _heads_another(table: Table, row: int, vocabulary: Vocabulary) -> bool:
    """Tell whether another table begins with the heading in this row; the same again is the next page."""
    sheet, label = table.sheet, table.having("label")
    further = _heading_at(sheet, row, vocabulary)
    top = further.top if further else row
    if further is None and not (label and is_heading(sheet, row, label[0].index, vocabulary)):
        return False
    start = first_title(sheet, top, table.first)
    titles = [text for above in range(start, top) for text in texts(sheet, above)]
    words = _words(further) if further else set(map(fold, texts(sheet, row)))
    return any(_names_subject(title, vocabulary) for title in titles) or not words <= _words(table)


def _heading_at(sheet: Sheet, row: int, vocabulary: Vocabulary) -> Table | None:
    """Return the table that begins here: its heading says what a row is, or names a population and two levels."""
    if has_values(sheet, row) or not any(map(vocabulary.may_name_rows, texts(sheet, row))):
        return None
    meanings = known_words(sheet, row, vocabulary).values()
    levels = {level for meaning in meanings for level in meaning.levels.values()}
    named = any(meaning.roles & _NAMES for meaning in meanings)
    of_whom = any(meaning.populations and not meaning.levels for meaning in meanings)
    if len(meanings) < 2 or not (named or (of_whom and len(levels) >= 2)):
        return None
    table = find_table(sheet, vocabulary, row, 0)
    return table if table and table.bottom > row >= table.top else None


def _names_subject(title: str, vocabulary: Vocabulary) -> bool:
    return bool(
        vocabulary.populations_in(title) or vocabulary.measures_in(title) or vocabulary.period_in(title) is not None
    )


def _words(table: Table) -> set[str]:
    return {fold(text) for row in range(table.top, table.bottom) for text in texts(table.sheet, row)}
