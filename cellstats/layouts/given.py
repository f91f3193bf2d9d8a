"""Given shares: where a table of counts states them, and what number a cell states."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cellstats.layouts.blocks import Block
from cellstats.layouts.columns import Column
from cellstats.layouts.header import Table
from cellstats.layouts.rows import Row, RowKind
from cellstats.reading.grid import Cell
from cellstats.text import Percent
from cellstats.vocabulary import Vocabulary

_NUMBER = re.compile(r"(-?\d{1,9})(?:[.,](\d{1,10}))?\s*(%?)")
_DIGITS = 10  # decimals that a stored float is read to: 0.2903 * 100 is stored as 29.029999999999998
_COMPUTED = 7  # a share of more decimals than these was computed and never rounded


@dataclass(frozen=True)
class Given:
    """A cell that states the share of a level in a row of counts; `line` is the row or column of shares it is in."""

    row: Row
    level: str
    at: tuple[int, int]
    cell: Cell
    line: tuple[str, int]


def given_shares(
    table: Table, block: Block, blocks: Sequence[Block], rows: Sequence[Row], vocabulary: Vocabulary
) -> Iterator[Given]:
    """Yield the shares that a table states of the counts of one block, in columns or in rows "Tỷ lệ %"."""
    columns = [(column, level) for column, owner, level in _linked(table, blocks, vocabulary) if owner is block]
    counted: Row | None = None
    for row in rows:
        if row.kind in (RowKind.ITEM, RowKind.GROUP, RowKind.TOTAL):
            counted = row
            for column, level in columns:
                at = row.index, column.index
                yield Given(row, level, at, table.sheet.cell(*at), ("column", column.index))
        elif counted and states_shares(row, vocabulary):
            for level, column in block.levels.items():
                at = row.index, column.index
                yield Given(counted, level, at, table.sheet.cell(*at), ("row", row.index))


def states_shares(row: Row, vocabulary: Vocabulary) -> bool:
    """Tell whether a row holds the shares of the row above it."""
    return row.kind is RowKind.PART and _is_share(row.label, vocabulary)


def _is_share(text: str, vocabulary: Vocabulary) -> bool:
    meaning = vocabulary.heading(text)
    return meaning is not None and "share" in meaning.roles


def _linked(table: Table, blocks: Sequence[Block], vocabulary: Vocabulary) -> Iterator[tuple[Column, Block, str]]:
    """Yield each column of shares with the block and the level that it is of.

    Its heading names the level, else it stands right of the level's column. A single column "Tỷ lệ" right of the
    last of several levels may be of anything.
    """
    unnamed = []
    for column in table.having("share"):
        fits = [
            (own, block, level)
            for block in blocks
            for level, own in block.levels.items()
            if _fits(column, block) and (not column.levels or (block.scale.id, level) in column.levels)
        ]
        if column.levels and fits:
            _, block, level = min(fits, key=lambda each: _distance(column, each[0]))
            yield column, block, level
        elif column.words and not column.levels and _is_share(column.words[-1], vocabulary):
            unnamed += [(column, block, level) for own, block, level in fits if own.index == column.index - 1]
    for column, block, level in unnamed:
        last = max(each.index for each in block.levels.values()) < column.index
        if not last or len(block.levels) == 1 or sum(other is block for _, other, _ in unnamed) > 1:
            yield column, block, level


def _fits(column: Column, block: Block) -> bool:
    return (
        column.population in (None, block.subject.population.value)
        and column.measures <= {block.scale.id}
        and column.period in (None, block.subject.period.value)
    )


def _distance(column: Column, level: Column) -> tuple[bool, bool, int]:
    """Order columns of counts: the neighbour under the same words, else the nearest to the left."""
    steps = abs(column.index - level.index)
    return (steps > 1 or column.words[:-1] != level.words[:-1], level.index > column.index, steps)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as its digits without the decimal sign, and how many of them are decimals: 74.48 is 7448 and 2."""

    digits: int
    decimals: int

    @property
    def value(self) -> Decimal:
        """The number itself."""
        return Decimal(self.digits).scaleb(-self.decimals)

    @property
    def hundredfold(self) -> "Number":
        """It in percent, where 1 is the whole."""
        if self.decimals >= 2:
            return Number(self.digits, self.decimals - 2)
        return Number(self.digits * 10 ** (2 - self.decimals), 0)

    def is_rounded(self, part: int, whole: int) -> bool:
        """Tell whether it is a share in percent, rounded half up or half even, or computed and not rounded."""
        stated, exact = self.digits * whole, self._scaled(part)
        difference = 2 * abs(stated - exact)
        if self.decimals > _COMPUTED:
            within: int = 2 * whole * 10 ** (self.decimals - _COMPUTED)
            return difference <= within
        return difference < whole or (difference == whole and (stated > exact or self.digits % 2 == 0))

    def is_cut_off(self, part: int, whole: int) -> bool:
        """Tell whether it is a share in percent without the decimals that follow."""
        return self.digits == self._scaled(part) // whole

    def off(self, part: int, whole: int) -> int:
        """Return by how many units of its last digit it differs from the rounded share; 0 where it is right."""
        rounded = (2 * self._scaled(part) + whole) // (2 * whole)
        return 0 if self.is_rounded(part, whole) else self.digits - rounded

    def _scaled(self, part: int) -> int:
        """Return the percentage times the whole, in units of the last digit."""
        scaled: int = part * 10 ** (self.decimals + 2)
        return scaled


def written(cell: Cell) -> tuple[Number, bool] | None:
    """Return the number in a cell and whether a percent sign follows it, or None where it holds no number."""
    if isinstance(cell, str):
        match = _NUMBER.fullmatch(cell.strip())
        decimals = (match[2] or "") if match else ""
        return (Number(int(match[1] + decimals), len(decimals)), bool(match[3])) if match else None
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not abs(cell) < 10**9:
        return None
    whole, _, decimals = f"{cell:.{_DIGITS}f}".rstrip("0").partition(".")
    number = Number(int(whole + decimals), len(decimals))
    return (number.hundredfold, True) if isinstance(cell, Percent) else (number, False)
