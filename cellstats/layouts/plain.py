"""The rows of a list that are one like the other, found column by column: of a million, all but a few hundred.

A row is plain if it is numbered or rated, and named by something that begins as no label does. No group, total, part,
signature or heading that stands among them is. What is not plain is looked at by itself; to leave a plain row to that
costs time and changes nothing.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import and_, or_

from cellstats.layouts.header import Table
from cellstats.reading.grid import Cell, joined
from cellstats.text import fold, is_blank
from cellstats.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows that follow each other: the first, how many, and whether they are plain, numbered, rated."""

    first: int
    count: int
    plain: bool
    numbered: bool = False
    rated: bool = False


def stretches(table: Table, values: Sequence[int], vocabulary: Vocabulary) -> Iterator[Stretch]:
    """Yield all rows below the heading of a list, in their order; the columns of `values` hold the ratings."""
    names = next((column.index for column in table.having("unit", "person")), None)
    height = len(table.sheet.rows) - table.first
    if names is None:
        yield Stretch(table.first, height, plain=False)
        return
    numbered = _numbered(table, height)
    rated = _rated(table, values, height)
    kinds = [
        name and number is not None and (number or rating) and (number, rating)
        for number, name, rating in zip(numbered, _named(table, names, vocabulary), rated, strict=True)
    ]
    # A row heads those below it where they are numbered deeper, so that the last before one that is not plain may.
    for at in [at for at, kind in enumerate(kinds) if at and not kind]:
        kinds[at - 1] = False
    first = table.first
    for kind, alike in groupby(kinds):
        count = sum(1 for _ in alike)
        yield Stretch(first, count, True, *kind) if kind else Stretch(first, count, plain=False)
        first += count


def _numbered(table: Table, height: int) -> list[bool | None]:
    """Return for each row whether it has a whole number, or None where something else stands in place of one."""
    column = next((column.index for column in table.having("index")), None)
    if column is None:
        return [False] * height
    return [
        (cell > 0 and cell % 1 == 0) or None
        if type(cell) is float
        else False
        if not cell
        else (type(cell) is str and cell.isdecimal()) or None
        for cell in table.sheet.column(column)[table.first :]
    ]


def _rated(table: Table, values: Sequence[int], height: int) -> list[bool]:
    """Return for each row whether a column of values holds something."""
    rated = [False] * height
    for column in values:
        cells = table.sheet.column(column)[table.first :]
        nothing = {cell for cell in {*cells} if is_blank(cell)}
        rated = [*map(or_, rated, [cell not in nothing for cell in cells])]
    return rated


def _named(table: Table, names: int, vocabulary: Vocabulary) -> list[bool]:
    """Return for each row whether it has a name, and neither this nor a text left of it may be a label."""
    numbers = {column.index for column in table.having("index")[:1]}
    named = _is_no_label(table, names, vocabulary)
    for column in {*range(names)} - numbers:
        named = [*map(and_, named, _is_no_label(table, column, vocabulary, unless=("", None)))]
    return named


class _Labels(dict[str, bool]):
    """Whether a text that begins with a word may be a label, or is in the heading; each word is looked at once."""

    def __init__(self, vocabulary: Vocabulary, heading: Collection[str]) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._heading = {fold(text).split(" ")[0] for text in heading}

    def __missing__(self, word: str) -> bool:
        self[word] = self._vocabulary.may_label(word) or fold(word) in self._heading
        return self[word]


def _is_no_label(
    table: Table, column: int, vocabulary: Vocabulary, unless: Collection[Cell] | None = None
) -> list[bool]:
    """Return for each row whether a column holds a text that is no label; or, where that is given, something else."""
    sheet = table.sheet
    labels = _Labels(vocabulary, [sheet.text(row, column) for row in range(table.top, table.first)])
    cells = sheet.column(column)[table.first :]
    signed = _signed(cells, vocabulary)
    if unless is None:
        return [type(cell) is str and not labels[cell.partition(" ")[0]] and cell not in signed for cell in cells]
    return [
        type(cell) is not str or cell in unless or (not labels[cell.partition(" ")[0]] and cell not in signed)
        for cell in cells
    ]


def _signed(cells: Sequence[Cell], vocabulary: Vocabulary) -> Collection[str]:
    """Return the texts that stand below a table, such as the place and date of a signature."""
    if not vocabulary.is_signed(joined(cells)):
        return ()
    return {cell for cell in cells if isinstance(cell, str) and vocabulary.is_signed(cell)}
