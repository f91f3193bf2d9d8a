"""A Word document as it is written: its passages, its tables, its end; what they say is in docx.py."""

import io
import re
import zipfile
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import nsdecls, nsmap, qn
from docx.shared import Mm, Pt
from lxml.etree import ProcessingInstruction

from cellstats.formats.grids import Grid
from cellstats.formats.stationery import STYLES, add_field, blank, of_office
from cellstats.formats.style import Style
from cellstats.formats.wordtable import table_of
from cellstats.reading.saved import REPORT
from cellstats.text import visible
from cellstats.writing import MADE

_GAP = Mm(7)  # between two columns of a page
_LONGEST_TITLE = 200  # signs of the title among the properties
_TABLE = "cellstats-table"
_PLACE = re.compile(rb"<\?cellstats-table \d+\?>")
"""What stands in the place of a table until the document is finished."""


class Paper:
    """A document that is written from its top to its end, in the template of an office where there is one."""

    def __init__(self, title: str, style: Style) -> None:
        self._style = style
        self._mark: Any = None
        self._tables: dict[bytes, bytes] = {}
        if style.template is None:
            self._document = blank(style)
        else:
            self._document, self._mark = of_office(*style.template)
        self._before = len(self._document.element.body)
        properties = self._document.core_properties
        properties.title = properties.title or visible(title)[:_LONGEST_TITLE]
        properties.comments = REPORT
        properties.author = properties.last_modified_by = ""
        properties.created = properties.modified = MADE
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
        """Add a table with its caption and its notes.

        Its XML is put in at the end, as text: to move large trees, lxml takes time by the square of their size.
        """
        caption = self.write("caption", f"{self._style.label('table_number')} ")
        add_field(caption, "SEQ Table \\* ARABIC", str(number))
        caption.add_run(f". {visible(grid.title)}")
        caption.paragraph_format.space_before = Pt(12)  # a template may have none, and a note stands above
        table, cell = (self._document.styles[STYLES[kind]].style_id for kind in ("table", "cell"))
        body = self._document.element.body
        declared = "" if body.nsmap.get("w") == nsmap["w"] else nsdecls("w")
        room = _room(self._document, self._mark)
        written = table_of(grid, room, table=table, cell=cell, declared=declared)
        self._tables[f"<?{_TABLE} {number}?>".encode()] = written.encode()
        body.insert_element_before(ProcessingInstruction(_TABLE, str(number)), "w:sectPr")
        for note in grid.notes:
            self.write("cell", note)

    def finished(self) -> bytes:
        """Return the document, with room for signatures where no template has its own."""
        if self._style.template is None:
            self._sign()
        elif self._mark is not None:
            self.write("cell", "")
            self._into_place(self._mark._p)
        of_package = self._document.part.package.rels
        for key in [key for key, each in of_package.items() if each.reltype.endswith("/thumbnail")]:
            del of_package[key]  # a picture of what the document was before
        written = io.BytesIO()
        self._document.save(written)
        return self._with_tables(written.getvalue())

    def _with_tables(self, content: bytes) -> bytes:
        """Return a written document with its tables, without the times at which its parts were written."""
        whole = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                part = _PLACE.sub(lambda found: self._tables.get(found[0], found[0]), old.read(name))
                new.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
        return whole.getvalue()

    def _sign(self) -> None:
        """Add room for place, date and the names of who prepared the report and who signs it."""
        self.write("cell", "")
        table = self._document.add_table(2, 2)
        for row, labels in zip(table.rows, (("", "signed_at"), ("prepared", "signed")), strict=True):
            for cell, label in zip(row.cells, labels, strict=True):
                paragraph, bold = cell.paragraphs[0], label != "signed_at"
                text = self._style.label(label) if label else ""
                paragraph.style = self._document.styles[STYLES["cell"]]
                paragraph.alignment, paragraph.paragraph_format.keep_with_next = WD_ALIGN_PARAGRAPH.CENTER, True
                paragraph.add_run(text.upper() if bold else text).bold = bold

    def _into_place(self, mark: Any) -> None:
        """Move what was written to the paragraph of the mark, which goes unless it ends a section."""
        for element in list(self._document.element.body)[self._before - 1 : -1]:  # behind is how the page is set
            mark.addprevious(element)
        if mark.find(f".//{qn('w:sectPr')}") is None:
            mark.getparent().remove(mark)
        else:
            for run in mark.findall(qn("w:r")):
                mark.remove(run)


def _room(document: Any, mark: Any) -> int:
    """Return how wide the text is where the report stands, in the units of Word."""
    sections = document.sections
    before = [] if mark is None else list(mark._p.itersiblings(preceding=True))
    at = len(sections) - 1 if mark is None else sum(each.find(f".//{qn('w:sectPr')}") is not None for each in before)
    section = sections[min(at, len(sections) - 1)]
    columns = section._sectPr.find(qn("w:cols"))
    several = 1 if columns is None else int(columns.get(qn("w:num"), "1"))
    return int(section.page_width - section.left_margin - section.right_margin) // several - (several - 1) * _GAP
