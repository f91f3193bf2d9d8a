"""Excel workbooks, by python-calamine."""

import io
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from cellstats.findings import finding
from cellstats.place import Place
from cellstats.reading.page import Page, Sheet, Unread

# The stream that holds an encrypted workbook, as the directory of its container names it.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def matches(content: bytes) -> bool:
    """Tell whether the content is an archive as Excel writes it, new or old."""
    return content.startswith((_ZIP, _OLE))


def read(source: str, content: bytes) -> Iterator[Page]:
    """Yield the worksheets of a workbook, hidden ones too, in their order."""
    if content.startswith(_OLE) and _ENCRYPTED in content:
        yield Unread(finding("workbook-protected", Place(source)))
        return
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in book.sheets_metadata:
            if sheet.typ == SheetTypeEnum.WorkSheet:
                cells = book.get_sheet_by_name(sheet.name)
                rows = cells.to_python(skip_empty_area=False)
                hidden = sheet.visible != SheetVisibleEnum.Visible
                yield Sheet(source, sheet.name, rows, _merged(cells.merged_cell_ranges), hidden)
    except PasswordError:
        yield Unread(finding("workbook-protected", Place(source)))
    except (CalamineError, OSError, ValueError):
        # Its reason may quote the content, which is confidential.
        yield Unread(finding("workbook-broken", Place(source)))


def _merged(
    ranges: list[tuple[tuple[int, int], tuple[int, int]]] | None,
) -> tuple[tuple[int, int, int, int], ...]:
    return tuple((*first, *last) for first, last in ranges or ())
