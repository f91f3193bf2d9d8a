"""A Word document as it is written: its passages, its tables, its end; what they say is in docx.py."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from cellstats.formats.grids import Grid
from cellstats.formats.stationery import CELL, STYLES, add_field, blank, of_office
from cellstats.formats.style import Style
from cellstats.reading.saved import REPORT
from cellstats.text import visible
from cellstats.writing import MADE

_SHORT = 12  # rows of a table that is kept on one page
_NUMBER, _LONG = 12, 20  # signs that a number may have, and beyond which a text is wrapped
_DIGIT, _LETTER, _MARGIN, _NARROWEST = Mm(1.9), Mm(1.6), Mm(4), Mm(30)  # widths: of signs, of both sides, of a column
_SMALLEST = 7  # points of a text in a table that is wide
_ALIGNED = {"left": WD_ALIGN_PARAGRAPH.LEFT, "right": WD_ALIGN_PARAGRAPH.RIGHT}


class Paper:
    """A document that is written from its top to its end, in the template of an office where there is one."""

    def __init__(self, title: str, style: Style) -> None:
        self._style = style
        self._own = style.template is None
        self._mark: Any = None
        if style.template is None:
            self._document = blank(style)
        else:
            self._document, self._mark = of_office(style.template)
        self._before = len(self._document.element.body)
        self._room = _room(self._document, self._mark)
        properties = self._document.core_properties
        properties.title, properties.comments = title, REPORT
        if self._own:
            properties.author, properties.created, properties.modified = "", MADE, MADE
        if self._mark is None:  # an office that marks the place has a title of its own
            self.write("title", title)

    def write(self, kind: str, text: str) -> Any:
        """Add a paragraph of a kind: heading, subheading, paragraph, lead, point, caption or cell."""
        style = self._document.styles[STYLES[kind]]
        dashed = kind == "point" and style.element.find(f".//{qn('w:numPr')}") is None
        paragraph = self._document.add_paragraph(visible(f"– {text}" if dashed else text), style)
        if kind in ("lead", "caption"):
            paragraph.paragraph_format.keep_with_next = True
        return paragraph

    def tabulate(self, number: int, grid: Grid) -> None:
        """Add a table with its caption, its heading on every page, and its notes."""
        caption = self.write("caption", f"{self._style.label('table_number')} ")
        add_field(caption, "SEQ Table \\* ARABIC", str(number))
        caption.add_run(f". {visible(grid.title)}")
        table = self._document.add_table(0, len(grid.header), self._document.styles[STYLES["table"]])
        table.autofit = False
        widths, points = _widths(grid, self._room)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width  # LibreOffice keeps to that of the column, Word to that of each cell
        short = len(grid.rows) <= _SHORT
        for at, texts in enumerate((grid.header, *grid.rows)):
            row = self._add_row(table, ["cantSplit", *([] if at else ["tblHeader"])])
            for cell, width, text, side in zip(row.cells, widths, texts, grid.aligned, strict=True):
                cell.width = width
                paragraph = self._fill(cell, text, _ALIGNED[side], bold=not at, points=points)
                if not at or (short and at < len(grid.rows)):
                    paragraph.paragraph_format.keep_with_next = True
        for note in grid.notes:
            self.write("cell", note)

    def finished(self) -> bytes:
        """Return the document, with room for signatures where no template has its own."""
        if self._own:
            self._sign()
        elif self._mark is not None:
            self.write("cell", "")
            for element in list(self._document.element.body)[
                self._before - 1 : -1
            ]:  # behind is the set-up of the page
                self._mark._p.addprevious(element)
            self._mark._p.getparent().remove(self._mark._p)
        of_package = self._document.part.package.rels
        for key in [key for key, each in of_package.items() if each.reltype.endswith("/thumbnail")]:
            del of_package[key]  # a picture of what the document was before
        written = io.BytesIO()
        self._document.save(written)
        return _timeless(written.getvalue())

    def _add_row(self, table: Any, how: Sequence[str]) -> Any:
        row = table.add_row()
        for name in how:
            row._tr.get_or_add_trPr().append(OxmlElement(f"w:{name}"))
        return row

    def _fill(self, cell: Any, text: str, aligned: Any, *, bold: bool = False, points: float = CELL) -> Any:
        paragraph = cell.paragraphs[0]
        paragraph.style, paragraph.alignment = self._document.styles[STYLES["cell"]], aligned
        run = paragraph.add_run(visible(text))
        run.bold = bold or None
        run.font.size = Pt(points) if points < CELL else None
        return paragraph

    def _sign(self) -> None:
        """Add room for place, date and the names of who prepared the report and who signs it."""
        self.write("cell", "")
        table = self._document.add_table(0, 2)
        for labels in (("", "signed_at"), ("prepared", "signed")):
            row = self._add_row(table, ["cantSplit"])
            for cell, label in zip(row.cells, labels, strict=True):
                text = self._style.label(label) if label else ""
                bold = label != "signed_at"
                self._fill(cell, text.upper() if bold else text, WD_ALIGN_PARAGRAPH.CENTER, bold=bold)
                cell.paragraphs[0].paragraph_format.keep_with_next = True


def _room(document: Any, mark: Any) -> int:
    """Return how wide the text is where the report stands, in the units of Word."""
    sections = document.sections
    before = [] if mark is None else list(mark._p.itersiblings(preceding=True))
    at = len(sections) - 1 if mark is None else sum(each.find(f".//{qn('w:sectPr')}") is not None for each in before)
    section = sections[min(at, len(sections) - 1)]
    return int(section.page_width - section.left_margin - section.right_margin)


def _widths(grid: Grid, room: int) -> tuple[list[int], float]:
    """Return the widths of columns, and the points of their texts: fewer where they would not fit.

    Short columns get what they need, those of long texts the rest.
    """
    longest = [max(map(_longest, column)) for column in zip(map(_bold, grid.header), *grid.rows, strict=True)]
    needs = [_MARGIN + _DIGIT * min(each, _NUMBER) + _LETTER * max(min(each, _LONG) - _NUMBER, 0) for each in longest]
    wide = [at for at, each in enumerate(longest) if each > _LONG and grid.aligned[at] == "left"] or [0]
    rest = room - sum(need for at, need in enumerate(needs) if at not in wide)
    for at in wide:
        needs[at] = max(rest // len(wide), _NARROWEST)
    fits = min(room / sum(needs), 1)
    return [room * need // sum(needs) for need in needs], max(round(CELL * fits * 2) / 2, _SMALLEST)


def _longest(text: str) -> int:
    return max(map(len, text.split("\n")))


def _bold(heading: str) -> str:
    """Return a text as wide as the longest word of a heading, for capitals in bold are half as wide again."""
    return "M" * (max(map(len, heading.split()), default=0) * 3 // 2)


def _timeless(content: bytes) -> bytes:
    """Return an archive without the times at which its parts were written."""
    timeless = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(timeless, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return timeless.getvalue()
