"""The rows of a table: which count, which head a group, which sum others, and where the table ends."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from cellstats.findings import Finding, finding
from cellstats.layouts.columns import Column
from cellstats.layouts.header import Table
from cellstats.layouts.plain import Stretch, stretches
from cellstats.numbers import is_value
from cellstats.place import Place
from cellstats.reading.grid import Cell
from cellstats.text import (
    BULLET_RANK,
    BULLETS,
    UNIT_RANK,
    fold,
    is_blank,
    number_in,
    number_of,
    numbering,
    without_enumerator,
)
from cellstats.vocabulary import Vocabulary


class RowKind(StrEnum):
    """What a row of a table is."""

    ITEM = "item"  # a unit, or one cell or person
    GROUP = "group"  # it heads the rows below it, with or without their sum
    TOTAL = "total"  # its label says that it is a sum
    SUM = "sum"  # it is the sum of others, as arithmetic alone shows
    PART = "part"  # its label says that it is a part of another row ("Trong đó nữ") or a row of shares
    AFTER = "after"  # it stands below the total of its table
    BELOW = "below"  # it stands below the end of the table and holds values all the same


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its kind and label; `filled` tells whether a value column holds something in it.

    `rank` is how deep its number stands: A 0, I 1, 1 2, 1.1 3 …; None without a number. `group` is the path above it
    where the row itself says it, else the rows above do. In a list it may stand for several plain rows, from the
    `index` on, whose labels tell nothing. `named` is where its name stands, if in no column of units.
    """

    index: int
    kind: RowKind
    label: str
    filled: bool
    rank: int | None
    group: str | None = None
    count: int = 1
    named: Place | None = None

    @property
    def indexes(self) -> range:
        """The rows that it stands for."""
        return range(self.index, self.index + self.count)

    def apart(self) -> "list[Row]":
        """Return them each by itself."""
        return [replace(self, index=index, count=1) for index in self.indexes]


def rows_of(
    table: Table,
    values: Sequence[Column],
    vocabulary: Vocabulary,
    *,
    listed: bool = False,
    parts: Iterable[Stretch] | None = None,
) -> list[Row]:
    """Return the rows of a table, blank ones left out, and what holds values below its end (a signature, a note).

    In a list one of them stands for all plain rows that follow each other. `parts` say which rows are plain, where
    they are not to be found.
    """
    columns = [column.index for column in values]
    if parts is None:
        parts = stretches(table, columns, vocabulary)
    rows: list[Row] = []
    below: int | None = None  # the rank of the row below
    for row in reversed(list(_Reader(table, columns, vocabulary).rows(parts, listed=listed))):
        if row.kind is not RowKind.ITEM:
            rows.append(row)
            continue
        heads = row.rank is not None and below is not None and below > row.rank
        if not heads and vocabulary.is_total(without_enumerator(row.label)):
            rows.append(replace(row, kind=RowKind.TOTAL))  # "3. Tổng cộng"; "A. Cộng khối xã" may head its rows
            continue
        rows.append(replace(row, kind=RowKind.GROUP) if heads else row)
        below = row.rank
    return rows[::-1]


@dataclass
class _Reader:
    """Reads the rows of a table from the top down."""

    table: Table
    values: Sequence[int]
    vocabulary: Vocabulary
    _ended: bool = False
    _parted: bool = False
    _before: str = ""  # the last letter, or letters, that numbered a row above

    @cached_property
    def _names(self) -> int | None:
        return self.table.first_of("unit", "person")

    @cached_property
    def _labels(self) -> list[str]:
        return self.table.sheet.texts(self._names or 0)

    @cached_property
    def _numbers(self) -> int | None:
        return self.table.first_of("index")

    @cached_property
    def _heading(self) -> dict[int, set[str]]:
        """The folded words of the heading rows, by column."""
        rows = range(self.table.top, self.table.bottom)
        return {
            column: {fold(self.table.sheet.text(row, column)) for row in rows}
            for column in range(self.table.sheet.width)
        }

    @cached_property
    def _column_numbers(self) -> list[tuple[int, Cell]]:
        return self.table.sheet.filled(self.table.bottom) if self.table.first > self.table.bottom else []

    def rows(self, parts: Iterable[Stretch], *, listed: bool) -> Iterator[Row]:
        """Yield every row that is not blank, no heading again, not merely numbered; in a list plain ones as one."""
        for part in parts:
            every = range(part.first, part.first + part.count)
            if not part.plain or self._ended:
                yield from filter(None, map(self._row, every))
                continue
            self._parted = False
            rank = UNIT_RANK if part.numbered else None
            if listed:
                yield Row(part.first, RowKind.ITEM, "", part.rated, rank, count=part.count)
            else:
                yield from (Row(at, RowKind.ITEM, self._labels[at], part.rated, rank) for at in every)

    def _row(self, index: int) -> Row | None:
        """Return the next row, or None for one that says nothing."""
        cells = self.table.sheet.filled(index)
        if not cells or self._repeats_heading(cells):
            return None
        texts = (cell.strip() for _, cell in cells if isinstance(cell, str))
        opening = next((text for text in texts if any(map(str.isalpha, text))), "")
        label = self._label(index)
        number = self._number(index, label)
        rank = numbering(number, after=self._before)
        if number and len(cells) == 1 and (rank is not None or self._ends_page(index)):
            return None
        self._before = number if any(map(str.isalpha, number)) else self._before
        if not self._ended and rank is None and self.vocabulary.ends_table(opening):
            self._ended = not self._holds_value(index)
        if self._ended and not self._holds_value(index):
            return None
        kind = RowKind.BELOW if self._ended else self._kind(label or opening, opening, rank)
        bullet = number_of(label) in BULLETS or number in BULLETS
        if kind is RowKind.ITEM and self._parted and bullet:
            kind = RowKind.PART  # "Trong đó:", and below it "- Khối xã"
        self._parted = (self._parted and bullet) or (
            kind is RowKind.PART and not self.vocabulary.is_comparison(label)
        )
        return Row(index, kind, label or opening, self._filled(index), rank)

    def _ends_page(self, index: int) -> bool:
        """Tell whether the heading comes again right below a row, which then is a note of the next page."""
        below = self.table.sheet.filled(index + 1)
        return bool(below) and self._repeats_heading(below)

    def _kind(self, label: str, opening: str, rank: int | None) -> RowKind:
        """Return the kind of a row by its label; one that is numbered is a unit, though it be called "Kế hoạch"."""
        bare = without_enumerator(label)
        if not any(map(self.vocabulary.may_label, {label, opening, bare})):
            return RowKind.ITEM
        if self.vocabulary.is_total(label) or self.vocabulary.is_total(opening):
            return RowKind.TOTAL
        if (
            rank is not None
            and rank < BULLET_RANK
            and (self.vocabulary.is_comparison(bare) or self.vocabulary.is_split(bare))
        ):
            return RowKind.ITEM
        return RowKind.PART if self.vocabulary.is_part(bare) else RowKind.ITEM

    def _label(self, index: int) -> str:
        """Return the name in the first column of units or persons; a name may be typed as a number."""
        if self._names is None:
            return ""
        cell = self.table.sheet.cell(index, self._names)
        return self.table.sheet.text(index, self._names) or (number_in(cell) if isinstance(cell, float) else "")

    def _number(self, index: int, label: str) -> str:
        """Return the number of a row: that of the index column, or without one what its label begins with."""
        if self._numbers is not None:
            return number_in(self.table.sheet.cell(index, self._numbers))
        return number_of(label)

    def _filled(self, index: int) -> bool:
        return any(not is_blank(self.table.sheet.cell(index, column)) for column in self.values)

    def _holds_value(self, index: int) -> bool:
        """Tell whether a value column holds a number, a tick or the word of a level, as no signature does."""
        cells = [self.table.sheet.cell(index, column) for column in self.values]
        meanings = [self.vocabulary.heading(cell) for cell in cells if isinstance(cell, str)]
        return any(map(is_value, cells)) or any(meaning.levels for meaning in meanings if meaning)

    def _repeats_heading(self, cells: Sequence[tuple[int, Cell]]) -> bool:
        """Tell whether a row is the heading again, or its row of column numbers, as on the second page of a print."""
        again = all(isinstance(cell, str) and fold(cell) in self._heading[column] for column, cell in cells)
        return again or cells == self._column_numbers


def kinds_of(rows: Sequence[Row], counted: Iterable[Row]) -> dict[str, list[range]]:
    """Return what the rows of a table were taken for: "counted", or else "group", "total", "part" or "below"."""
    items = {row.index: row.indexes for row in counted}
    kinds = {"counted": [items[index] for index in sorted(items)]}
    for row in rows:
        if row.index not in items:
            name = RowKind.GROUP if row.kind is RowKind.ITEM else row.kind  # it heads others
            kinds.setdefault(name.value, []).append(row.indexes)
    return kinds


def below_end(table: Table, rows: Sequence[Row]) -> list[Finding]:
    """Say that rows below the end of a table hold values, and that rows of parts or shares are no units."""
    told = []
    codes = {RowKind.BELOW: "rows-below-end", RowKind.PART: "rows-of-parts", RowKind.AFTER: "rows-below-total"}
    for kind, code in codes.items():
        found = [row for row in rows if row.kind is kind and row.filled]
        if found:
            told.append(finding(code, table.sheet.place(found[0].index), count=len(found)))
    return told
