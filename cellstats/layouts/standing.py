"""The table whose levels stand in rows: which column holds them, and where its heading ends."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cellstats.layouts.blocks import BASES
from cellstats.layouts.columns import COMPARISON, Column, columns_of
from cellstats.layouts.header import LAST_HEADING_ROW, MOST_TIERS, Table, numbers_columns
from cellstats.numbers import is_number
from cellstats.reading import Sheet
from cellstats.text import is_mark
from cellstats.vocabulary import Meaning, Vocabulary

_LAST_LABELS = 6  # the labels stand in one of the first columns
_LAST_LEVEL = LAST_HEADING_ROW + 40  # below a heading come letters of columns, bases, and only then levels
_NO_COUNTS = frozenset({"index", "score", "date", "note", "post", "sex", COMPARISON})


def label_columns(sheet: Sheet, vocabulary: Vocabulary) -> list[int]:
    """Return the columns that may hold levels as labels of rows; a small sheet is searched once for all tables."""
    columns = [*range(min(sheet.width, _LAST_LABELS))]
    if sheet.merged or len(sheet.rows) > 2 * _LAST_LEVEL:  # each table is searched down to a row
        return columns
    texts = [[cell for cell in sheet.rows.kinds[at] if isinstance(cell, str)] for at in columns]
    return [at for at in columns if vocabulary.name_level(texts[at])]


def find_standing(sheet: Sheet, vocabulary: Vocabulary, start: int, columns: Iterable[int]) -> Table | None:
    """Return the first table from a row on that has two levels of a measure as labels of rows, or None.

    They stand in one of these columns, which has the role "label": in the leftmost, unless those of another end above
    its table. A list is none: there every row has a name of its own, or one level stands in row after row.
    """
    end = min(start + _LAST_LEVEL, len(sheet.rows))
    found: Table | None = None
    for index in columns:
        rows = list(_level_rows(sheet, vocabulary, index, range(start, found.top if found else end)))
        if rows and not _is_list(sheet, index, rows):
            table = _table(sheet, vocabulary, index, start, rows[0][0])
            found = table if any(value_columns(table.within(start, end), index)) else found
    return found


def _level_rows(sheet: Sheet, vocabulary: Vocabulary, index: int, rows: range) -> Iterator[tuple[int, Meaning]]:
    """Yield the rows whose label names a level, if there are two levels, and a number right of one of them."""
    found: list[tuple[int, Meaning]] = []
    cells = sheet.column(index)[rows.start : rows.stop]
    texts = {cell for cell in {*cells} if isinstance(cell, str)}
    if not vocabulary.name_level(texts) and not (sheet.merged and "" in texts):
        return  # as most columns
    for row, cell in enumerate(cells, rows.start):
        text = (cell or sheet.text(row, index)) if isinstance(cell, str) else ""
        meaning = vocabulary.heading(text) if text else None
        if meaning and meaning.levels:
            found.append((row, meaning))
    if not any(is_number(cell) for row, _ in found for column, cell in sheet.filled(row) if column > index):
        return
    for measure in vocabulary.measures:
        levels = {meaning.levels[measure] for _, meaning in found if measure in meaning.levels}
        if len(levels) >= 2:
            yield from ((row, meaning) for row, meaning in found if measure in meaning.levels)
            return


def _is_list(sheet: Sheet, index: int, rows: list[tuple[int, Meaning]]) -> bool:
    """Tell whether rows are of a list: all their names differ, or levels follow upon themselves."""
    names = [tuple(text for column in range(index) if _is_name(text := sheet.text(row, column))) for row, _ in rows]
    repeated = sum(
        here == there and below[0] == above[0] + 1 and below[1].levels == above[1].levels
        for here, there, above, below in zip(names, names[1:], rows, rows[1:], strict=False)
    )
    return (all(names) and len(set(names)) == len(names)) or repeated * 3 >= len(rows)


def _is_name(text: str) -> bool:
    return len(text) > 3 and any(map(str.isalpha, text))  # shorter is a number: "III", "3.1", "a)"


def _table(sheet: Sheet, vocabulary: Vocabulary, label: int, start: int, level: int) -> Table:
    """Return the table with its heading: the nearest rows above that hold texts right of the labels."""
    heads = [row for row in range(start, level) if is_heading(sheet, row, label, vocabulary)]
    if heads:
        bottom = heads[-1] + 1
        top = heads[-1]
        while top - 1 in heads and bottom - top < MOST_TIERS:
            top -= 1
    else:
        cells = ((row, column, cell) for row in range(start, level) for column, cell in sheet.filled(row))
        top = bottom = next((row for row, column, cell in cells if column > label and is_number(cell)), level)
    first = bottom + 1 if numbers_columns(sheet, bottom) else bottom
    columns = [column for column in columns_of(sheet, top, bottom, vocabulary) if column.index != label]
    words = tuple(dict.fromkeys(text for row in range(top, bottom) if (text := sheet.text(row, label))))
    headed = Table(sheet, top, bottom, first, tuple(columns))
    # Right of a heading over counts stands what is none of the table; without one every column with numbers counts.
    last = max((column.index for column in value_columns(headed, label)), default=sheet.width)
    known = {column.index for column in columns}
    bare = [Column(at, (), None) for at in range(label + 1, last) if at not in known]
    every = sorted([*columns, *bare, Column(label, words, "label")], key=lambda column: column.index)
    return replace(headed, columns=tuple(every))


def is_heading(sheet: Sheet, row: int, label: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a row is a tier of the heading: it has two texts, one of them right of the labels, no number."""
    own = vocabulary.heading(sheet.text(row, label))
    if own and (own.levels or own.roles & set(BASES)):
        return False
    cells = sheet.filled(row)
    texts = [column for column, cell in cells if isinstance(cell, str) and not is_mark(cell)]
    spans = any(top == row and left > label and right > left for top, left, _, right in sheet.spans(row))
    numbered = any(is_number(cell) for column, cell in cells if column > label)
    return (len(texts) >= 2 or spans) and any(column > label for column in texts) and not numbered


def value_columns(table: Table, label: int) -> Iterator[Column]:
    """Yield the columns right of the labels that hold counts: not shares, scores, notes."""
    for column in table.columns:
        counts = column.index > label and column.role not in _NO_COUNTS | {"share"}
        if counts and any(map(is_number, {*table.sheet.column(column.index)[table.first :]})):
            yield column
