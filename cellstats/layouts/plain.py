"""The rows of a list that are one like the other, found column by column: of a million, all but a few hundred.

A row is plain if it is numbered or rated, and named by something that begins as no label does. No group, total, part,
signature or heading that stands among them is. What is not plain is looked at by itself; to leave a plain row to that
costs time and changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from cellstats.layouts.header import Table
from cellstats.reading.grid import Cell, besides_numbers, joined
from cellstats.text import fold, fold_all, is_blank
from cellstats.vocabulary import Vocabulary

Kind = tuple[bool, bool]
"""Whether plain rows are numbered, and whether they are rated."""


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
    names, numbers = table.first_of("unit", "person"), table.first_of("index")
    if names is None:
        yield Stretch(table.first, len(table.sheet.rows) - table.first, plain=False)
        return
    unnumbered, oddly = _unnumbered(table, numbers)
    unrated = _unrated(table, values)
    loose = range(table.first, len(table.sheet.rows)) if numbers is None else unnumbered
    odd = oddly | _labelled(table, names, numbers, vocabulary) | _signed(table, names, loose, vocabulary)
    odd |= unrated & unnumbered if numbers is not None else unrated
    # A row heads those below it where they are numbered deeper, so that the last before one that is not plain may.
    if numbers is not None:  # without this column the label has the number, and then it is not plain itself
        odd |= {row - 1 for row in odd if row > table.first}
    usual = numbers is not None, True
    kinds = {
        row: None if row in odd else (usual[0] and row not in unnumbered, row not in unrated)
        for row in odd | unnumbered | unrated
    }
    yield from _runs(kinds, usual, table)


def _runs(kinds: Mapping[int, Kind | None], usual: Kind, table: Table) -> Iterator[Stretch]:
    """Yield the stretches of rows of one kind each, from those that are not of the usual kind; None is not plain."""
    first = table.first
    for (kind, _), some in groupby(enumerate(sorted(kinds)), key=lambda each: (kinds[each[1]], each[1] - each[0])):
        rows = [row for _, row in some]
        if rows[0] > first:
            yield Stretch(first, rows[0] - first, True, *usual)
        yield Stretch(rows[0], len(rows), True, *kind) if kind else Stretch(rows[0], len(rows), plain=False)
        first = rows[-1] + 1
    if first < len(table.sheet.rows):
        yield Stretch(first, len(table.sheet.rows) - first, True, *usual)


def _below(table: Table, column: int) -> Iterator[tuple[int, Cell]]:
    """Return the rows below the heading, each with its cell in a column."""
    return enumerate(table.sheet.column(column)[table.first :], table.first)


def _unnumbered(table: Table, column: int | None) -> tuple[set[int], set[int]]:
    """Return the rows whose number is blank, and those where something else stands in place of a whole number."""
    others = besides_numbers(table.sheet.column(column), table.first) if column is not None else {}
    blank = {row for row, cell in others.items() if cell in ("", None)}
    return blank, others.keys() - blank


def _unrated(table: Table, values: Sequence[int]) -> set[int]:
    """Return the rows in which no column of values holds anything."""
    unrated = []
    for column in values:
        nothing = {cell for cell in {*table.sheet.column(column)} if is_blank(cell)}
        unrated.append({row for row, cell in _below(table, column) if cell in nothing} if nothing else set[int]())
    return set.intersection(*unrated)


def _labelled(table: Table, names: int, numbers: int | None, vocabulary: Vocabulary) -> set[int]:
    """Return the rows that have no name, or where this or a text left of it may be a label or the heading again.

    Few words begin either, so that each first word is looked at, and only then the texts that begin with one of them.
    """
    odd: set[int] = set()
    for column in {*range(names + 1)} - {numbers}:
        cells = table.sheet.column(column)[table.first :]
        heading = {fold(table.sheet.text(row, column)) for row in range(table.top, table.first)}
        headed = {text.split(" ")[0] for text in heading}
        texts = [cell for cell in cells if type(cell) is str]
        firsts = {text.split(" ", 1)[0] for text in texts}
        may = {word for word in firsts if vocabulary.may_label(word) or fold(word) in headed}
        if column == names and (len(texts) < len(cells) or "" in may):
            odd |= {row for row, cell in enumerate(cells, table.first) if not (cell and isinstance(cell, str))}
        suspect = {
            row: cell
            for row, cell in (enumerate(cells, table.first) if may else ())
            if cell and isinstance(cell, str) and cell.partition(" ")[0] in may
        }
        keys = fold_all([*suspect.values()])
        again = {row for row, key in zip(suspect, keys, strict=True) if key in heading}
        odd |= again | {row for row, cell in suspect.items() if vocabulary.may_label(cell)}
    return odd


def _signed(table: Table, names: int, rows: Iterable[int], vocabulary: Vocabulary) -> set[int]:
    """Return the rows, of those without a number, that stand below a table, as the place and date of a signature."""
    signed: set[int] = set()
    for column in range(names + 1):
        cells = table.sheet.column(column)
        texts = [(row, cell) for row in rows if isinstance(cell := cells[row], str)]
        if vocabulary.is_signed(joined(cell for _, cell in texts)):
            signed |= {row for row, cell in texts if vocabulary.is_signed(cell)}
    return signed
