"""The rows of a table: which count, which head a group, which sum others, and where the table ends."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from cellstats.findings import Finding, finding
from cellstats.layouts.columns import Column
from cellstats.layouts.header import Table
from cellstats.numbers import is_value
from cellstats.text import BULLET_RANK, BULLETS, fold, is_blank, number_of, numbering, without_enumerator
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
    where the row itself says it, else the rows above do.
    """

    index: int
    kind: RowKind
    label: str
    filled: bool
    rank: int | None
    group: str | None = None


def rows_of(table: Table, values: Sequence[Column], vocabulary: Vocabulary) -> list[Row]:
    """Return the rows of a table, blank ones left out, and what holds values below its end (a signature, a note)."""
    reader = _Reader(table, [column.index for column in values], vocabulary)
    rows: list[Row] = []
    below: int | None = None  # the rank of the row below
    for row in reversed(list(reader.rows())):
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


@dataclass(frozen=True)
class _Reader:
    """Reads the rows of a table one by one."""

    table: Table
    values: Sequence[int]
    vocabulary: Vocabulary

    @cached_property
    def _names(self) -> int | None:
        return next((column.index for column in self.table.having("unit", "person")), None)

    @cached_property
    def _numbers(self) -> int | None:
        return next((column.index for column in self.table.having("index")), None)

    @cached_property
    def _heading(self) -> dict[int, set[str]]:
        """The folded words of the heading rows, by column."""
        rows = range(self.table.top, self.table.bottom)
        return {
            column: {fold(self.table.sheet.text(row, column)) for row in rows}
            for column in range(self.table.sheet.width)
        }

    def rows(self) -> Iterator[Row]:
        """Yield every row that is not blank, no heading again, and not merely numbered."""
        ended = parted = False
        before = ""
        for index in range(self.table.first, len(self.table.sheet.rows)):
            cells = [cell for cell in self.table.sheet.rows[index] if not is_blank(cell)]
            if not cells or self._repeats_heading(index):
                continue
            texts = (cell.strip() for cell in cells if isinstance(cell, str))
            opening = next((text for text in texts if any(map(str.isalpha, text))), "")
            label, number = self._label(index), self._number(index)
            if number and len(cells) == 1:
                continue
            rank = numbering(number, after=before)
            before = number or before
            if not ended and rank is None and self.vocabulary.ends_table(opening):
                ended = not self._holds_value(index)
            if not ended or self._holds_value(index):
                kind = RowKind.BELOW if ended else self._kind(label or opening, opening, rank)
                bullet = number_of(label) in BULLETS or number in BULLETS
                if kind is RowKind.ITEM and parted and bullet:
                    kind = RowKind.PART  # "Trong đó:", and below it "- Khối xã"
                parted = (parted and bullet) or (kind is RowKind.PART and not self.vocabulary.is_comparison(label))
                yield Row(index, kind, label or opening, self._filled(index), rank)

    def _kind(self, label: str, opening: str, rank: int | None) -> RowKind:
        """Return the kind of a row by its label; one that is numbered is a unit, though it be called "Kế hoạch"."""
        if self.vocabulary.is_total(label) or self.vocabulary.is_total(opening):
            return RowKind.TOTAL
        bare = without_enumerator(label)
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
        return self.table.sheet.text(index, self._names) or (f"{cell:g}" if isinstance(cell, float) else "")

    def _number(self, index: int) -> str:
        """Return the number of a row: that of the index column, or without one what its label begins with."""
        if self._numbers is not None:
            cell = self.table.sheet.cell(index, self._numbers)
            return f"{cell:g}" if isinstance(cell, float) else str(cell or "").strip()
        return number_of(self._label(index))

    def _filled(self, index: int) -> bool:
        return any(not is_blank(self.table.sheet.cell(index, column)) for column in self.values)

    def _holds_value(self, index: int) -> bool:
        """Tell whether a value column holds a number, a tick or the word of a level, as no signature does."""
        cells = [self.table.sheet.cell(index, column) for column in self.values]
        meanings = [self.vocabulary.heading(cell) for cell in cells if isinstance(cell, str)]
        return any(map(is_value, cells)) or any(meaning.levels for meaning in meanings if meaning)

    def _repeats_heading(self, index: int) -> bool:
        """Tell whether a row is the heading again, or its row of column numbers, as on the second page of a print."""
        cells = self.table.sheet.rows[index]
        filled = ((column, cell) for column, cell in enumerate(cells) if not is_blank(cell))
        again = all(isinstance(cell, str) and fold(cell) in self._heading[column] for column, cell in filled)
        numbered = self.table.first > self.table.bottom and cells == self.table.sheet.rows[self.table.bottom]
        return again or numbered


def kinds_of(rows: Sequence[Row], counted: Sequence[Row]) -> dict[str, list[int]]:
    """Return what the rows of a table were taken for: "counted", or else "group", "total", "part" or "below"."""
    items = {row.index for row in counted}
    kinds: dict[str, list[int]] = {"counted": sorted(items)}
    for row in rows:
        if row.index not in items:
            name = RowKind.GROUP if row.kind is RowKind.ITEM else row.kind  # it heads others
            kinds.setdefault(name.value, []).append(row.index)
    return kinds


_UNNUMBERED = 100  # a group without a number stands right above its rows


def paths_of(rows: Sequence[Row], heads: Collection[int]) -> dict[int, str | None]:
    """Return the path of groups above each row, such as "Khối xã / Huyện A"; `heads` are rows that head others."""
    stack: list[tuple[int, str]] = []
    paths: dict[int, str | None] = {}
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else None
        above = [label for rank, label in stack if row.rank is None or rank < row.rank or rank == _UNNUMBERED]
        path = " / ".join(above) if row.group is None else row.group
        paths[row.index] = path or None
        if row.kind is RowKind.GROUP or row.index in heads:
            numbered = below is not None and below.index in heads and below.rank is not None
            rank = row.rank if row.rank is not None else -1 if numbered else _UNNUMBERED
            stack = [each for each in stack if each[0] < rank]
            stack.append((rank, row.label))
    return paths


def below_end(table: Table, rows: Sequence[Row]) -> list[Finding]:
    """Say that rows below the end of a table hold values, and that rows of parts or shares are no units."""
    told = []
    codes = {RowKind.BELOW: "rows-below-end", RowKind.PART: "rows-of-parts", RowKind.AFTER: "rows-below-total"}
    for kind, code in codes.items():
        found = [row for row in rows if row.kind is kind and row.filled]
        if found:
            told.append(finding(code, table.sheet.place(found[0].index), count=len(found)))
    return told
