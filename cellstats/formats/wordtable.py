"""A table of Word as XML, written at once: python-docx takes 5 ms for each row of it."""

from collections.abc import Sequence
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from docx.shared import Length, Mm

from cellstats.formats.grids import Grid
from cellstats.text import visible

CELL = 10
"""Points of a text in a table."""

_SHORT = 12  # rows of a table that is kept on one page
_NUMBER, _LONG, _LONGER = 12, 20, 28  # signs of a number, and beyond which texts and shares are wrapped
_DIGIT, _LETTER, _MARGIN = Mm(2), Mm(1.65), Mm(4)  # widths: of signs, of both sides
_NARROWEST, _ENOUGH = Mm(28), Mm(50)  # of a column of long texts
_SMALLEST = 5.5  # points of a text in a table that is wide


def table_of(grid: Grid, room: int, *, table: str, cell: str, declared: str = "") -> str:
    """Return the XML of a table as wide as there is room, its heading on every page, its rows never split.

    Args:
        grid: its texts.
        room: in the units of Word.
        table: the id of the style of tables.
        cell: the id of the style of texts in them.
        declared: the namespace "w" for a document that calls it otherwise.

    """
    lengths, points = _widths(grid, room)
    widths = [Length(each).twips for each in lengths]
    size = f'<w:sz w:val="{round(2 * points)}"/>' if points < CELL else ""
    last, following = (_begun(widths, grid.aligned, cell, size, together=each) for each in (False, True))
    final, short = len(grid.rows) - 1, len(grid.rows) <= _SHORT
    stay = (following if (short and at < final) or (grid.notes and at == final) else last for at in range(final + 1))
    heading = _begun(widths, grid.aligned, cell, f"<w:b/>{size}", together=True)
    rows = [_row(heading, grid.header, "<w:tblHeader/>")]
    rows += map(_row, stay, grid.rows)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f"<w:tbl{declared and f' {declared}'}><w:tblPr><w:tblStyle w:val={quoteattr(table)}/>"
        f'<w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _begun(widths: Sequence[int], aligned: Sequence[str], cell: str, shown: str, *, together: bool) -> list[str]:
    """Return what stands before the text of each column, the same in all rows of a kind."""
    next_to = "<w:keepNext/>" if together else ""
    of_run = f"<w:rPr>{shown}</w:rPr>" if shown else "<w:rPr/>"
    return [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val={quoteattr(cell)}/>'
        f'{next_to}<w:jc w:val="{side}"/></w:pPr><w:r>{of_run}'
        for width, side in zip(widths, aligned, strict=True)
    ]


def _row(begun: Sequence[str], texts: Sequence[str], heading: str = "") -> str:
    cells = [f"{before}{_lines(text)}</w:r></w:p></w:tc>" for before, text in zip(begun, texts, strict=True)]
    return f"<w:tr><w:trPr><w:cantSplit/>{heading}</w:trPr>{''.join(cells)}</w:tr>"


@lru_cache(maxsize=65_536)  # of many small units, many have the same
def _lines(text: str) -> str:
    """Return a text with its breaks."""
    lines = escape(visible(text)).split("\n")
    return "<w:br/>".join(
        [f'<w:t xml:space="preserve">{line}</w:t>' if line else '<w:t xml:space="preserve"/>' for line in lines]
    )


def _widths(grid: Grid, room: int) -> tuple[list[int], float]:
    """Return the widths of columns, and the points of their texts: fewer where they would not fit.

    Short columns get what they need, those of long texts the rest.
    """
    longest = [max(map(_longest, {*column})) for column in zip(map(_bold, grid.header), *grid.rows, strict=True)]
    most = [_LONG if side == "left" else _LONGER for side in grid.aligned]
    needs = [_needs(min(each, limit)) for each, limit in zip(longest, most, strict=True)]
    wide = [at for at, each in enumerate(longest) if each > _LONG and grid.aligned[at] == "left"] or [0]
    rest = room - sum(need for at, need in enumerate(needs) if at not in wide)
    spare = max(rest - len(wide) * _ENOUGH, 0) // len(needs)  # fonts differ: what is left over goes to all
    rest -= spare * (len(needs) - len(wide))
    for at in range(len(needs)):
        needs[at] = max(rest // len(wide), _NARROWEST) if at in wide else needs[at] + spare
    fits = min(room / sum(needs), 1)
    return [room * need // sum(needs) for need in needs], max(round(CELL * fits * 2) / 2, _SMALLEST)


def _needs(signs: int) -> int:
    return _MARGIN + _DIGIT * min(signs, _NUMBER) + _LETTER * max(signs - _NUMBER, 0)


def _longest(text: str) -> int:
    return max(map(len, text.split("\n")))


def _bold(heading: str) -> str:
    """Return a text as wide as the longest word of a heading, for capitals in bold are half as wide again."""
    return "M" * (max(map(len, heading.split()), default=0) * 3 // 2)
