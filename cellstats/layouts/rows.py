"""The rows of a table: which count, which head a group, which sum others, and where the table ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cellstats.layouts.header import Column, Table
from cellstats.text import index_kind, is_blank
from cellstats.vocabulary import Vocabulary


class RowKind(StrEnum):
    """What a row of a table is."""

    ITEM = "item"  # a unit, or one cell or person
    GROUP = "group"  # it heads other rows, with or without their sum
    TOTAL = "total"  # its label says that it is a sum


@dataclass(frozen=True)
class Row:
    """A row with its kind and label; `filled` tells whether a value column holds something in it."""

    index: int
    kind: RowKind
    label: str
    filled: bool
    numbering: str | None  # "arabic", "roman", "letter"


def rows_of(table: Table, values: Sequence[Column], vocabulary: Vocabulary) -> Iterator[Row]:
    """Yield the rows of a table down to its end, blank rows left out.

    A row is a group's where it is numbered A or I and others are numbered 1.
    """
    sheet = table.sheet
    label_columns = [column.index for column in table.having("unit", "person")[:1] or table.having("index")]
    number = next((column.index for column in table.having("index")), None)
    value_columns = [column.index for column in values]
    numbered = [None if number is None else index_kind(sheet.cell(row, number)) for row in range(len(sheet.rows))]
    by_number = "arabic" in numbered[table.first :]
    for index in range(table.first, len(sheet.rows)):
        cells = [cell for cell in sheet.rows[index] if not is_blank(cell)]
        if not cells:
            continue
        filled = any(not is_blank(sheet.cell(index, column)) for column in value_columns)
        opening = next((cell.strip() for cell in cells if isinstance(cell, str)), "")
        if not filled and vocabulary.ends_table(opening):
            return
        label = next((text for column in label_columns if (text := sheet.text(index, column))), opening)
        kind = RowKind.ITEM
        if vocabulary.is_total(label) or vocabulary.is_total(opening):
            kind = RowKind.TOTAL
        elif by_number and numbered[index] in ("roman", "letter"):
            kind = RowKind.GROUP
        yield Row(index, kind, label, filled, numbered[index])
