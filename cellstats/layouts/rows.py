"""The rows of a table: which count, which head a group, which sum others, and where the table ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cellstats.findings import Finding, finding
from cellstats.layouts.header import Column, Table
from cellstats.reading import Sheet
from cellstats.text import index_kind, is_blank, is_value
from cellstats.vocabulary import Vocabulary


class RowKind(StrEnum):
    """What a row of a table is."""

    ITEM = "item"  # a unit, or one cell or person
    GROUP = "group"  # it heads other rows, with or without their sum
    TOTAL = "total"  # its label says that it is a sum
    BELOW = "below"  # it stands below the end of the table and holds values all the same


@dataclass(frozen=True)
class Row:
    """A row with its kind and label; `filled` tells whether a value column holds something in it."""

    index: int
    kind: RowKind
    label: str
    filled: bool
    numbering: str | None  # "arabic", "roman", "letter"


def rows_of(table: Table, values: Sequence[Column], vocabulary: Vocabulary) -> Iterator[Row]:
    """Yield the rows of a table, blank rows left out, and what holds values below its end (a signature, a note).

    A row is a group's where it is numbered A or I and others are numbered 1.
    """
    sheet = table.sheet
    label_columns = [column.index for column in table.having("unit", "person")[:1] or table.having("index")]
    number = next((column.index for column in table.having("index")), None)
    value_columns = [column.index for column in values]
    numbered = [None if number is None else index_kind(sheet.cell(row, number)) for row in range(len(sheet.rows))]
    by_number = "arabic" in numbered[table.first :]
    ended = False
    for index in range(table.first, len(sheet.rows)):
        cells = [cell for cell in sheet.rows[index] if not is_blank(cell)]
        if not cells:
            continue
        filled = any(not is_blank(sheet.cell(index, column)) for column in value_columns)
        opening = next((cell.strip() for cell in cells if isinstance(cell, str)), "")
        if not ended and not numbered[index] and vocabulary.ends_table(opening):
            ended = not _holds_value(sheet, index, value_columns, vocabulary)
        label = next((text for column in label_columns if (text := sheet.text(index, column))), opening)
        kind = RowKind.ITEM
        if ended:
            kind = RowKind.BELOW
        elif vocabulary.is_total(label) or vocabulary.is_total(opening):
            kind = RowKind.TOTAL
        elif by_number and numbered[index] in ("roman", "letter"):
            kind = RowKind.GROUP
        if not ended or _holds_value(sheet, index, value_columns, vocabulary):
            yield Row(index, kind, label, filled, numbered[index])


def _holds_value(sheet: Sheet, row: int, columns: Sequence[int], vocabulary: Vocabulary) -> bool:
    """Tell whether a row holds a number, a tick or the word of a level in these columns, as no signature does."""
    cells = [sheet.cell(row, column) for column in columns]
    meanings = [vocabulary.heading(cell) for cell in cells if isinstance(cell, str)]
    return any(map(is_value, cells)) or any(meaning.levels for meaning in meanings if meaning)


def below_end(table: Table, rows: Sequence[Row]) -> list[Finding]:
    """Say that rows below the end of a table hold values, which are not counted."""
    below = [row for row in rows if row.kind is RowKind.BELOW]
    return [finding("rows-below-end", table.sheet.place(below[0].index), count=len(below))] if below else []
