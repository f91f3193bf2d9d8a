"""Sheets of rows as files of every format that is read, the old ones built record by record."""

import csv
import io
import struct
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from xml.sax.saxutils import quoteattr
from zipfile import ZipFile

import xlsxwriter
import xlwt
from xlwt.CompoundDoc import XlsDoc

Cell = str | int | float | None
Rows = Sequence[Sequence[Cell]]
ERROR = "#DIV/0!"


@dataclass(frozen=True)
class Page:
    """A sheet to be written; a cell "#DIV/0!" is an error, `merged` are (top, left, bottom, right).

    `others` are further sheets of its workbook, before and behind it; only xlsx, xls and ods write them.
    """

    rows: Rows
    merged: Sequence[tuple[int, int, int, int]] = ()
    hidden: frozenset[int] = frozenset()
    name: str = "Biểu"
    others: tuple["Page", ...] = ()

    @property
    def workbook(self) -> list["Page"]:
        """All sheets of the workbook, this one in the middle."""
        half = len(self.others) // 2
        return [*self.others[:half], self, *self.others[half:]]

    def cells(self) -> Iterator[tuple[int, int, Cell]]:
        """Yield the cells that hold something."""
        for row, cells in enumerate(self.rows):
            yield from ((row, column, cell) for column, cell in enumerate(cells) if cell is not None)


def xlsx(page: Page) -> bytes:
    """Write a workbook of today."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for each in page.workbook:
        sheet = book.add_worksheet(each.name)
        for area in each.merged:
            sheet.merge_range(area[0], area[1], area[2], area[3], "")
        for row in each.hidden:
            sheet.set_row(row, None, None, {"hidden": True})
        for row, column, cell in each.cells():
            if cell == ERROR:
                sheet.write_formula(row, column, "=1/0", None, ERROR)
            else:
                sheet.write(row, column, cell)
    book.close()
    return buffer.getvalue()


def xls(page: Page) -> bytes:
    """Write an old workbook, BIFF8."""
    book = xlwt.Workbook()
    for each in page.workbook:
        sheet = book.add_sheet(each.name)
        covered = {(top, left): (top, bottom, left, right) for top, left, bottom, right in each.merged}
        for row, column, cell in each.cells():
            if (row, column) in covered:
                sheet.write_merge(*covered[row, column], cell)
            elif cell == ERROR:
                sheet.row(row).set_cell_error(column, ERROR)
            else:
                sheet.write(row, column, cell)
        for row in each.hidden:
            sheet.row(row).hidden = True
            sheet.row(row).height_mismatch = True
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def old_xls(page: Page) -> bytes:
    """Write an older workbook, BIFF5: its letters are those of windows-1258."""
    body = [_biff(0x0809, struct.pack("<HHHH", 0x0500, 0x0010, 0, 0))]
    height, width = len(page.rows), max(map(len, page.rows), default=0)
    body.append(_biff(0x0200, struct.pack("<5H", 0, height, 0, width, 0)))
    body += [_biff(0x0208, struct.pack("<6HL", row, 0, width, 255, 0, 0, 0x20)) for row in page.hidden]
    for row, column, cell in page.cells():
        at = struct.pack("<HHH", row, column, 0)
        if cell == ERROR:
            body.append(_biff(0x0205, at + bytes([7, 1])))
        elif isinstance(cell, str):
            text = windows_1258(cell)
            body.append(_biff(0x0204, at + struct.pack("<H", len(text)) + text))
        else:
            body.append(_biff(0x0203, at + struct.pack("<d", cell)))
    name = windows_1258(page.name)
    head = _biff(0x0809, struct.pack("<HHHH", 0x0500, 0x0005, 0, 0)) + _biff(0x0042, struct.pack("<H", 1258))
    start = len(head) + 4 + 7 + len(name) + 4
    head += _biff(0x0085, struct.pack("<LBBB", start, 0, 0, len(name)) + name) + _biff(0x000A, b"")
    stream = head + b"".join(body) + _biff(0x000A, b"")
    buffer = io.BytesIO()
    document = XlsDoc()
    document.save(buffer, stream.ljust(4096, b"\0"))
    # The stream of such a workbook is called "Book".
    names = ("Workbook".encode("utf-16-le"), "Book\0\0\0\0".encode("utf-16-le"))
    content = buffer.getvalue().replace(*names)
    entry = content.index(names[1])
    return content[: entry + 64] + struct.pack("<H", 10) + content[entry + 66 :]


def _biff(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def windows_1258(text: str) -> bytes:
    """Return a text in windows-1258, which has letters with a hat or a horn, and tones apart."""
    letters = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
        rest = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        letters.append(rest + tones)
    return "".join(letters).encode("cp1258")


def xlsb(page: Page) -> bytes:
    """Write a binary workbook."""
    size = struct.pack("<4I", 0, max(len(page.rows) - 1, 0), 0, max(map(len, page.rows), default=1) - 1)
    body = [_record(129), _record(148, size), _record(145)]
    for row, cells in enumerate(page.rows):
        flags = 0x10 if row in page.hidden else 0
        body.append(_record(0, struct.pack("<IIHBBB", row, 0, 300, 0, flags, 0) + struct.pack("<I", 0)))
        for column, cell in enumerate(cells):
            at = struct.pack("<II", column, 0)
            if cell == ERROR:
                body.append(_record(3, at + bytes([7])))
            elif isinstance(cell, str):
                body.append(_record(6, at + _wide(cell)))
            elif cell is not None:
                body.append(_record(5, at + struct.pack("<d", cell)))
    body.append(_record(146))
    body += [_record(176, struct.pack("<4I", top, bottom, left, right)) for top, left, bottom, right in page.merged]
    body.append(_record(130))
    sheet = _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide(page.name))
    book = _record(131) + _record(143) + sheet + _record(144) + _record(132)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    return _zip(
        {
            "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
            f"<Relationship Id='rId1' Type='{kind}' Target='worksheets/sheet1.bin'/></Relationships>",
            "xl/worksheets/sheet1.bin": b"".join(body),
        }
    )


def _record(kind: int, body: bytes = b"") -> bytes:
    return _seven(kind) + _seven(len(body)) + body


def _seven(number: int) -> bytes:
    """Return a number in bytes of seven bits."""
    parts = []
    while True:
        parts.append(number & 0x7F | (0x80 if number > 0x7F else 0))
        number >>= 7
        if not number:
            return bytes(parts)


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _zip(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def ods(page: Page) -> bytes:
    """Write an OpenDocument spreadsheet."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f"<office:document-content {spaces} {calc}><office:body><office:spreadsheet>"
        f"{''.join(map(_ods_table, page.workbook))}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return _zip({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


def _ods_table(page: Page) -> str:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in page.merged}
    rows = []
    for row, cells in enumerate(page.rows):
        written = "".join(_ods_cell(cell, spans.get((row, column))) for column, cell in enumerate(cells))
        hidden = ' table:visibility="filter"' if row in page.hidden else ""
        rows.append(f"<table:table-row{hidden}>{written}</table:table-row>")
    return f"<table:table table:name={quoteattr(page.name)}>{''.join(rows)}</table:table>"


def _ods_cell(cell: Cell, span: tuple[int, int] | None) -> str:
    spanned = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    if cell is None:
        return f"<table:table-cell{spanned}/>"
    text = f"<text:p>{escape(str(cell))}</text:p>"
    if cell == ERROR:
        kind = 'office:value-type="string" office:string-value="" calcext:value-type="error" table:formula="of:=1/0"'
    elif isinstance(cell, str):
        kind = 'office:value-type="string"'
    else:
        kind = f'office:value-type="float" office:value="{cell}"'
    return f"<table:table-cell {kind}{spanned}>{text}</table:table-cell>"


def delimited(delimiter: str) -> Callable[[Page], bytes]:
    """Return a writer of delimited text."""

    def write(page: Page) -> bytes:
        buffer = io.StringIO()
        csv.writer(buffer, delimiter=delimiter).writerows(page.rows)
        return buffer.getvalue().encode()

    return write


def html(page: Page) -> bytes:
    """Write a page with a table, its cells and rows not closed."""
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in page.merged}
    covered = {
        (row, column)
        for top, left, bottom, right in page.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - spans.keys()
    width = max(map(len, page.rows), default=0)
    lines = []
    for row, cells in enumerate(page.rows):
        lines.append("<tr style='display: none'>" if row in page.hidden else "<TR>")
        for column in range(width):
            cell = cells[column] if column < len(cells) else None
            if (row, column) not in covered:
                height, across = spans.get((row, column), (1, 1))
                text = "" if cell is None else escape(str(cell)).replace("\n", "<br>")
                lines.append(f"<td rowspan={height} colspan={across}><b>{text}</b>")
    page_of = f"<html><head><meta charset=utf-8><style>td {{}}</style></head><table>{''.join(lines)}</table></html>"
    return page_of.encode()


def xml2003(page: Page) -> bytes:
    """Write an XML spreadsheet of Excel 2003."""
    spans = {(top, left): (bottom - top, right - left) for top, left, bottom, right in page.merged}
    rows = []
    for row, cells in enumerate(page.rows):
        hidden = ' ss:Hidden="1"' if row in page.hidden else ""
        written = []
        for column, cell in enumerate(cells):
            if cell is not None:
                down, right = spans.get((row, column), (0, 0))
                kind = "Error" if cell == ERROR else "String" if isinstance(cell, str) else "Number"
                merge = f'ss:MergeDown="{down}" ss:MergeAcross="{right}"' if down or right else ""
                data = f'<Data ss:Type="{kind}">{escape(str(cell))}</Data>'
                written.append(f'<Cell ss:Index="{column + 1}" {merge}>{data}</Cell>')
        rows.append(f'<Row ss:Index="{row + 1}"{hidden}>{"".join(written)}</Row>')
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f"<Worksheet ss:Name={quoteattr(page.name)}><Table>{''.join(rows)}</Table></Worksheet></Workbook>"
    ).encode()


WRITERS: dict[str, Callable[[Page], bytes]] = {
    "xlsx": xlsx,
    "xlsm": xlsx,
    "xlsb": xlsb,
    "xls": xls,
    "old.xls": old_xls,
    "ods": ods,
    "csv": delimited(","),
    "semicolon.csv": delimited(";"),
    "tsv": delimited("\t"),
    "html.xls": html,
    "xml.xls": xml2003,
}
"""A writer for each format that is read, by the suffix that it bears."""

TYPED = [name for name in WRITERS if not name.endswith(("csv", "tsv"))]
"""The formats that hold merged cells, hidden rows and errors."""
