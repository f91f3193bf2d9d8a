"""A Word document: its styles, its passages and its tables; what `docx.py` says is put on it."""

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from cellstats.errors import UsageError
from cellstats.formats.grids import Grid
from cellstats.formats.style import Style
from cellstats.reading.saved import REPORT
from cellstats.text import visible
from cellstats.writing import MADE

MARK = "[cellstats]"
"""The paragraph of a template in whose place the report is put; without it the report stands at its end."""

_FONT = "Times New Roman"  # that of official texts; it has Vietnamese
_PAGE = {
    **{"page_width": 210, "page_height": 297, "left_margin": 30, "right_margin": 15},  # millimetres, A4
    **{"top_margin": 20, "bottom_margin": 20},
}
_STYLES = {
    **{"title": "Title", "heading": "Heading 1", "subheading": "Heading 2", "paragraph": "Body Text"},
    **{"point": "List Bullet", "caption": "Caption", "cell": "No Spacing", "table": "Table Grid"},
}
_SIZES = {"title": 15, "heading": 14, "subheading": 13, "paragraph": 13, "point": 13, "caption": 12, "cell": 10}
_SHORT = 12  # rows of a table that is kept on one page
_LONG = 18  # signs beyond which a text is wrapped
_SIGN, _MARGIN, _NARROWEST = Mm(1.8), Mm(4), Mm(30)  # of a cell: each sign, both sides, a column of long texts
_ALIGNED = {"left": WD_ALIGN_PARAGRAPH.LEFT, "right": WD_ALIGN_PARAGRAPH.RIGHT}
_LANGUAGES = {"en": "en-GB", "vi": "vi-VN"}


class Paper:
    """A document that is written from its top to its end, in the template of an office where there is one."""

    def __init__(self, title: str, style: Style) -> None:
        self._style = style
        self._own = style.template is None
        self._document = _blank(style) if style.template is None else _of_template(style.template)
        self._before = len(self._document.element.body)
        properties = self._document.core_properties
        properties.title, properties.comments = title, REPORT
        if self._own:
            properties.author, properties.created, properties.modified = "", MADE, MADE

    def write(self, kind: str, text: str) -> Any:
        """Add a paragraph of a kind: title, heading, subheading, paragraph, point, caption or cell."""
        style = self._document.styles[_STYLES[kind]]
        dashed = kind == "point" and style.element.find(f".//{qn('w:numPr')}") is None
        return self._document.add_paragraph(visible(f"– {text}" if dashed else text), style)

    def tabulate(self, number: int, grid: Grid) -> None:
        """Add a table with its caption, its heading on every page, and its notes."""
        caption = self.write("caption", f"{self._style.label('table_number')} ")
        _add_field(caption, "SEQ Table \\* ARABIC", str(number))
        caption.add_run(f". {visible(grid.title or self._style.label('targets'))}")
        caption.paragraph_format.keep_with_next = True
        table = self._document.add_table(0, len(grid.header), self._document.styles[_STYLES["table"]])
        table.autofit = False
        for column, width in zip(table.columns, self._widths(grid), strict=True):
            column.width = width  # LibreOffice keeps to that of the column, Word to that of each cell
        self._add_row(table, grid.header, grid.aligned, "cantSplit", "tblHeader", together=True)
        for at, texts in enumerate(grid.rows, 1):
            self._add_row(table, texts, grid.aligned, "cantSplit", together=at < len(grid.rows) <= _SHORT)
        for note in grid.notes:
            self.write("cell", note)

    def finished(self) -> bytes:
        """Return the document, with room for signatures where no template has its own."""
        if self._own:
            self._sign()
        else:
            self._into_place()
        of_package = self._document.part.package.rels
        for key in [key for key, each in of_package.items() if each.reltype.endswith("/thumbnail")]:
            del of_package[key]  # a picture of what the document was before
        written = io.BytesIO()
        self._document.save(written)
        return _timeless(written.getvalue())

    def _add_row(self, table: Any, texts: Sequence[str], aligned: Sequence[str], *how: str, together: bool) -> None:
        """Add a row that is not split between pages; `together`: it is on the page of the next one."""
        row = table.add_row()
        for name in how:
            row._tr.get_or_add_trPr().append(OxmlElement(f"w:{name}"))
        for cell, column, text, side in zip(row.cells, table.columns, texts, aligned, strict=True):
            cell.width = column.width
            self._fill(cell.paragraphs[0], text, side, bold="tblHeader" in how)
            cell.paragraphs[0].paragraph_format.keep_with_next = together or None

    def _fill(self, paragraph: Any, text: str, aligned: str, *, bold: bool = False) -> None:
        paragraph.style = self._document.styles[_STYLES["cell"]]
        paragraph.alignment = _ALIGNED[aligned]
        paragraph.add_run(visible(text)).bold = bold or None

    def _widths(self, grid: Grid) -> list[int]:
        """Return the widths of columns: short ones as they need it, the rest of the paper for those of long texts."""
        section = self._document.sections[-1]
        room = section.page_width - section.left_margin - section.right_margin
        longest = [max(map(_longest, column)) for column in zip(map(_bold, grid.header), *grid.rows, strict=True)]
        needs = [_SIGN * min(each, _LONG) + _MARGIN for each in longest]
        wide = [at for at, each in enumerate(longest) if each > _LONG and grid.aligned[at] == "left"] or [0]
        rest = room - sum(need for at, need in enumerate(needs) if at not in wide)
        for at in wide:
            needs[at] = max(rest // len(wide), _NARROWEST)
        return [room * need // sum(needs) for need in needs]

    def _sign(self) -> None:
        """Add room for the names of who prepared the report and who signs it."""
        self.write("paragraph", "")
        row = self._document.add_table(1, 2).rows[0]
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, label in zip(row.cells, ("prepared", "signed"), strict=True):
            self._fill(cell.paragraphs[0], self._style.label(label).upper(), "left", bold=True)
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _into_place(self) -> None:
        """Move what was written to the mark of the template, if it has one."""
        body = self._document.element.body
        mark = next((each for each in self._document.paragraphs if each.text.strip() == MARK), None)
        if mark is not None:
            for element in list(body)[self._before - 1 : -1]:  # the last element is the set-up of the page
                mark._p.addprevious(element)
            body.remove(mark._p)


def _longest(text: str) -> int:
    return max(map(len, text.split("\n")))


def _bold(heading: str) -> str:
    """Return a text as wide as the longest word of a heading, for capitals in bold are half as wide again."""
    return "M" * (max(map(len, heading.split()), default=0) * 8 // 5)


def _of_template(content: bytes) -> Any:
    """Return the document of a template, with the styles that a report needs and it does not have."""
    try:
        document = Document(io.BytesIO(content))
    except (ValueError, KeyError, zipfile.BadZipFile):
        raise UsageError("--template: this is no Word document; save it as .docx") from None
    known = Document().styles
    for name in _STYLES.values():
        if name not in document.styles:
            copied = deepcopy(known[name].element)
            for numbered in copied.findall(f".//{qn('w:numPr')}"):  # the numbers of another document
                numbered.getparent().remove(numbered)
            document.styles.element.append(copied)
    return document


def _blank(style: Style) -> Any:
    """Return an empty document of A4, with the margins and the font of official texts."""
    document = Document()
    section = document.sections[0]
    for name, millimetres in _PAGE.items():
        setattr(section, name, Mm(millimetres))
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_field(section.header.paragraphs[0], "PAGE", "2")
    for kind, size in _SIZES.items():
        _set_font(document.styles[_STYLES[kind]], size)
    _set_font(document.styles["Header"], _SIZES["cell"])
    _set_font(document.styles["Normal"], _SIZES["cell"])
    _space(document)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGES[style.language])
    return document


def _set_font(style: Any, size: int) -> None:
    style.font.size, style.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()  # those of the theme would go before
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)


def _space(document: Any) -> None:
    """Set how paragraphs stand: the title in the middle, those of the text even at both sides, captions before."""
    styles = {kind: document.styles[name] for kind, name in _STYLES.items() if kind in _SIZES}
    for border in styles["title"].element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    styles["title"].font.bold = True
    styles["title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styles["paragraph"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    for kind, before, after in (
        *(("heading", 14, 4), ("subheading", 10, 4), ("paragraph", 0, 4)),
        *(("point", 0, 3), ("caption", 14, 4), ("cell", 1, 1)),
    ):
        form = styles[kind].paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)


def _add_field(paragraph: Any, instruction: str, shown: str) -> None:
    """Add a field, which Word counts anew, with what it shows until then."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = shown
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _timeless(content: bytes) -> bytes:
    """Return an archive without the times at which its parts were written."""
    timeless = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(timeless, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return timeless.getvalue()
