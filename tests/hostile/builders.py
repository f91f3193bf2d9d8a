"""Files that break what reads them, built byte by byte; beside each the finding that it must end in."""

import io
import stat
import struct
import warnings
from collections.abc import Callable, Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
_SHEET = "xl/worksheets/sheet1.xml"


def _related(*links: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(links)}</Relationships>'


def _link(identity: str, kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="{identity}" Type="{_LINKS}/{kind}" Target="{target}"{more}/>'


def sheet(rows: str = _ONE, more: str = "") -> str:
    """Return the XML of a worksheet."""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{more}</worksheet>'


def texts(items: str, count: int = 1) -> str:
    """Return the XML of the shared texts of a workbook."""
    return f'<sst xmlns="{_MAIN}" count="{count}" uniqueCount="{count}">{items}</sst>'


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of parts."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def xlsx(first: str = sheet(), shared: str | None = None, more: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return a workbook of one sheet, with more parts, or with others in their place."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _related(_link("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _related(
            _link("rId1", "worksheet", "worksheets/sheet1.xml"), _link("rId2", "sharedStrings", "sharedStrings.xml")
        ),
        _SHEET: first,
    }
    return packed({**parts, **({"xl/sharedStrings.xml": shared} if shared else {}), **(more or {})})


def ods(rows: str, manifest: str = "") -> bytes:
    """Return an OpenDocument spreadsheet of one sheet."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    entries = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>{manifest}'
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    return packed(
        {
            "mimetype": kind,
            "content.xml": content,
            "META-INF/manifest.xml": f"<manifest:manifest {space}>{entries}</manifest:manifest>",
        }
    )


def xml2003(rows: str, before: str = "") -> bytes:
    """Return an XML spreadsheet of Excel 2003."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?>{before}<Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="S"><Table>{rows}</Table></Worksheet></Workbook>'
    ).encode()


def looping_xls() -> bytes:
    """Return an old workbook whose only stream is a sector that comes after itself."""
    head = bytearray(512)
    head[0:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<II", head, 44, 1, 1)
    struct.pack_into("<IIIII", head, 56, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", head, 76, 0, *[0xFFFFFFFF] * 108)
    sectors = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, 2, *[0xFFFFFFFF] * 125)
    entries = bytearray(512)
    for at, (name, kind, start, size, child) in enumerate(
        [("Root Entry", 5, 0xFFFFFFFE, 0, 1), ("Workbook", 2, 2, 0x7FFFFFFF, 0xFFFFFFFF)]
    ):
        letters = name.encode("utf-16-le")
        entries[at * 128 : at * 128 + len(letters)] = letters
        struct.pack_into("<HBB", entries, at * 128 + 64, len(letters) + 2, kind, 1)
        struct.pack_into("<III", entries, at * 128 + 68, 0xFFFFFFFF, 0xFFFFFFFF, child)
        struct.pack_into("<IQ", entries, at * 128 + 116, start, size)
    return bytes(head) + sectors + bytes(entries) + bytes(512)


def _protected_zip() -> bytes:
    """Return an archive whose parts say that they are encrypted."""
    content = bytearray(xlsx())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(sign)
        while start >= 0:
            content[start + at] |= 1
            start = content.find(sign, start + 1)
    return bytes(content)


def _link_out() -> bytes:
    """Return a workbook with a part that is a link of a file system."""
    buffer = io.BytesIO(xlsx())
    with ZipFile(buffer, "a") as archive:
        link = ZipInfo("xl/media/image1.png")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return buffer.getvalue()


def _twice() -> bytes:
    """Return a workbook that holds its sheet a second time, under the same name."""
    buffer = io.BytesIO(xlsx())
    with warnings.catch_warnings(), ZipFile(buffer, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(_SHEET, sheet("<row/>"))
    return buffer.getvalue()


_LONG = "x" * 700_000
_FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
_CELL = '<table:table-cell{} office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
_AWAY = '<table:table-row table:number-rows-repeated="{}"><table:table-cell/></table:table-row>'
_ENTITIES = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 100}">' for at in range(8)
)
_UTF16 = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a>{sheet()}'.encode("utf-16")

HOSTILE: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "two-corners.xlsx": (lambda: xlsx(sheet(_ONE + _FAR)), "sheet-too-wide"),
    "far-down.xlsx": (
        lambda: xlsx(sheet(_ONE + '<row r="1048576"><c r="AZ1048576"><v>1</v></c></row>')),
        "sheet-too-far",
    ),
    "shared-text.xlsx": (
        lambda: xlsx(
            sheet("".join(f'<row r="{at}"><c r="A{at}" t="s"><v>0</v></c></row>' for at in range(1, 5001))),
            texts(f"<si><t>{_LONG}</t></si>"),
        ),
        "text-too-long",
    ),
    "rich-text.xlsx": (lambda: xlsx(shared=texts(f"<si>{'<r><t>abc</t></r>' * 11_000}</si>")), "text-too-long"),
    "own-text.xlsx": (
        lambda: xlsx(sheet(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{_LONG}</t></is></c></row>')),
        "text-too-long",
    ),
    "so-many-texts.xlsx": (lambda: xlsx(shared=texts("<si><t>a</t></si>", 2**32 - 1)), "file-beyond-memory"),
    "bomb.xlsx": (lambda: xlsx(sheet(_ONE, " " * 200_000_000)), "workbook-too-dense"),
    "parts.xlsx": (lambda: xlsx(more={f"x/{at}.bin": "" for at in range(10_001)}), "workbook-of-many-parts"),
    "doctype.xlsx": (lambda: xlsx(f"<!DOCTYPE a>{sheet()}"), "workbook-with-doctype"),
    "doctype-far.xlsx": (
        lambda: xlsx(more={"docProps/app.xml": f"<!--{'-a' * 9000}--><!DOCTYPE a><a/>"}),
        "workbook-with-doctype",
    ),
    "doctype-wide.xlsx": (lambda: xlsx(more={"docProps/app.xml": _UTF16}), "workbook-with-doctype"),
    "outside.xlsx": (lambda: xlsx(more={"../../etc/cron.d/x": "x"}), "workbook-leads-out"),
    "link.xlsx": (_link_out, "workbook-leads-out"),
    "elsewhere.xlsx": (
        lambda: xlsx(
            more={
                "xl/_rels/workbook.xml.rels": _related(
                    _link("rId1", "worksheet", "//server/sheet1.xml", ' TargetMode="External"')
                )
            }
        ),
        "workbook-leads-out",
    ),
    "two.xlsx": (lambda: xlsx() + xlsx(), "workbook-not-alone"),
    "two-kinds.xlsx": (lambda: xlsx() + b"a,b\n1,2\n", "workbook-not-alone"),
    "protected.xlsx": (_protected_zip, "workbook-protected"),
    "protected.xls": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "workbook-protected",
    ),
    "protected.ods": (lambda: ods("", "<manifest:encryption-data/>"), "workbook-protected"),
    "looping.xls": (looping_xls, "file-beyond-memory"),
    "repeated.ods": (
        lambda: ods(
            '<table:table-row table:number-rows-repeated="1048576">'
            + _CELL.format(' table:number-columns-repeated="16384"')
            + "</table:table-row>"
        ),
        "sheet-too-wide",
    ),
    "endless.ods": (
        lambda: ods(
            f"{_AWAY.format(10**12)}<table:table-row>{_CELL.format('')}</table:table-row>",
        ),
        "sheet-too-far",
    ),
    "broad.ods": (
        lambda: ods(
            f"<table:table-row>{_CELL.format(f' table:number-columns-repeated={chr(34)}{10**9}{chr(34)}')}"
            "</table:table-row>"
        ),
        "sheet-too-wide",
    ),
    "far.xml.xls": (
        lambda: xml2003(
            '<Row ss:Index="1048576"><Cell ss:Index="16384"><Data ss:Type="Number">1</Data></Cell></Row>'
        ),
        "sheet-too-wide",
    ),
    "entities.xls": (lambda: xml2003("<Row><Cell>&i;</Cell></Row>", f"{_ENTITIES}]>"), "workbook-with-doctype"),
    "spans.xls": (
        f"<table><tr>{'<td rowspan=1000 colspan=1000>x</td>' * 100}</tr></table>".encode,
        "sheet-too-far",
    ),
    "wide.csv": (lambda: b",".join([b"a"] * 20_000) + b"\n1", "sheet-too-wide"),
    "long.csv": (lambda: b"a,b\n" + b"x" * 40_000 + b",1\n", "text-too-long"),
    "zeros.csv": (lambda: b"a,b\n" + bytes(100_000), "not-a-table"),
    "nested.json": (lambda: b'{"format":"cellstats.summary/1","a":' + b"[" * 1_000_000, "json-broken"),
    "number.json": (lambda: b'{"format":"cellstats.summary/1","a":' + b"9" * 1_000_000 + b"}", "json-broken"),
    "cut.xlsx": (lambda: xlsx()[:-40], "workbook-broken"),
    "twice.xlsx": (_twice, "workbook-broken"),
    "damaged.xlsx": (lambda: xlsx(sheet() + "<<<"), "workbook-broken"),
    "empty.xlsx": (lambda: b"", "file-empty"),
}
"""A builder of each file by its name, and the code of the one finding that says what is wrong with it."""
