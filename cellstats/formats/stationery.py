"""What a Word report is written on: a blank sheet of A4, or the document of an office; and the styles for both."""

import io
import zipfile
import zlib
from copy import deepcopy
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from cellstats.errors import UsageError
from cellstats.findings import finding
from cellstats.formats.style import Style
from cellstats.formats.wordtable import CELL
from cellstats.reading.files import BeyondError
from cellstats.reading.limits import check_archive

MARK = "[cellstats]"
"""The paragraph of a template in whose place the report is put; without it the report stands at its end."""

STYLES = {
    **{"title": "Title", "heading": "Heading 1", "subheading": "Heading 2", "paragraph": "Body Text"},
    **{"lead": "Body Text", "point": "List Bullet", "caption": "Caption", "table": "Table Grid"},
    "cell": "cellstats cell",
}
"""The style of each kind of text, by the name that Word has for it."""

_FONT = "Times New Roman"  # that of official texts; it has Vietnamese
_PAGE = {
    **{"page_width": 210, "page_height": 297, "left_margin": 30, "right_margin": 15},  # millimetres, A4
    **{"top_margin": 20, "bottom_margin": 20},
}
_SIZES = {"title": 15, "heading": 14, "subheading": 13, "paragraph": 13, "point": 13, "caption": 12, "cell": CELL}
_LEAST_ROOM = 40  # millimetres between the margins
_BROKEN = (  # whatever python-docx stumbles over in a document that is none
    *(ValueError, LookupError, TypeError, AttributeError, RuntimeError, OSError, EOFError, SyntaxError, zlib.error),
    zipfile.BadZipFile,
)
_LANGUAGES = {"en": "en-GB", "vi": "vi-VN"}


def of_office(name: str, content: bytes) -> tuple[Any, Any]:
    """Return the document of an office, with the styles that a report needs, and its mark or None.

    Raises:
        UsageError: if it is no Word document, or holds too much, or its mark stands where no report can.

    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_archive(archive)
        document = Document(io.BytesIO(content))
        _set_up(document)
        _add_styles(document)
    except BeyondError as beyond:
        raise UsageError(f"--template: {name}: {finding(beyond.code, None, **beyond.values).message()}") from None
    except _BROKEN:
        raise UsageError(f"--template: {name}: is no Word document; save it as .docx") from None
    return document, _mark(name, document)


def _set_up(document: Any) -> None:
    """Set the page where a document does not: its size and its margins."""
    body = document.element.body
    body.append(body.get_or_add_sectPr())  # it is the last element
    for section in document.sections:
        for side, millimetres in _PAGE.items():
            if getattr(section, side) is None:
                setattr(section, side, Mm(millimetres))
        if section.page_width - section.left_margin - section.right_margin < Mm(_LEAST_ROOM):
            raise ValueError(section.page_width)


def _add_styles(document: Any) -> None:
    """Add the styles that a document lacks; they build on its own text, and number nothing."""
    known, base = Document().styles, document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    ids = {style.style_id for style in document.styles}
    for name in set(STYLES.values()) - {STYLES["cell"]}:
        if name in document.styles:
            if document.styles[name].type != known[name].type:
                raise ValueError(name)
            continue
        copied = deepcopy(known[name].element)
        if copied.styleId in ids:
            copied.styleId = f"cellstats{copied.styleId}"
        for tag in ("numPr", "basedOn", "link", "next"):  # what these name is of another document
            for each in copied.findall(f".//{qn(f'w:{tag}')}"):
                each.getparent().remove(each)
        document.styles.element.append(copied)
        if base is not None and known[name].type == WD_STYLE_TYPE.PARAGRAPH:
            document.styles[name].base_style = base
    _add_cell_style(document)


def blank(style: Style) -> Any:
    """Return an empty document of A4, with the margins and the font of official texts."""
    document = Document()
    section = document.sections[0]
    for name, millimetres in _PAGE.items():
        setattr(section, name, Mm(millimetres))
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_field(section.header.paragraphs[0], "PAGE", "2")
    _add_cell_style(document)
    for kind, size in _SIZES.items():
        _set_font(document.styles[STYLES[kind]], size)
    for name in ("Header", "Normal"):
        _set_font(document.styles[name], _SIZES["paragraph"])
    _space(document)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGES[style.language])
    return document


def add_field(paragraph: Any, instruction: str, shown: str) -> None:
    """Add a field, which Word counts anew, with what it shows until then."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = shown
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _mark(name: str, document: Any) -> Any:
    """Return the paragraph of the mark, or None where the document has none."""
    texts = ["".join(each.itertext()).strip().casefold() for each in document.element.body.iter(qn("w:p"))]
    if not any(MARK in text for text in texts):
        return None
    marks = [each for each in document.paragraphs if each.text.strip().casefold() == MARK]
    if len(marks) != 1 or sum(MARK in text for text in texts) > 1:
        raise UsageError(f"--template: {name}: {MARK} must stand once, alone in a paragraph, and in no table")
    return marks[0]


def _add_cell_style(document: Any) -> None:
    """Add the style of texts in tables and below them: that of the document's own text, smaller and closer."""
    if STYLES["cell"] not in document.styles:
        style = document.styles.add_style(STYLES["cell"], WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
        style.font.size = Pt(CELL)
        form = style.paragraph_format
        form.space_before = form.space_after = Pt(1)
        form.first_line_indent, form.line_spacing = Pt(0), 1.0


def _set_font(style: Any, size: int) -> None:
    style.font.size, style.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()  # those of the theme would go before
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)


def _space(document: Any) -> None:
    """Set how paragraphs stand: the title in the middle, those of the text even at both sides, captions before."""
    styles = {kind: document.styles[name] for kind, name in STYLES.items() if kind in _SIZES}
    for border in styles["title"].element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    styles["title"].font.bold = True
    styles["title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styles["paragraph"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    for kind, before, after in (
        *(("heading", 14, 4), ("subheading", 10, 4), ("paragraph", 0, 4)),
        *(("point", 0, 3), ("caption", 14, 4)),
    ):
        form = styles[kind].paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)
