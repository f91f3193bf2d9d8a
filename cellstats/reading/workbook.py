"""Excel workbooks, by python-calamine."""

import io
import sys
from collections.abc import Collection, Iterator, Mapping

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from cellstats.findings import finding
from cellstats.place import Place
from cellstats.reading.evidence import evidence
from cellstats.reading.page import Cell, Page, Request, Sheet, Unread
from cellstats.text import Broken, Percent

# The stream that holds an encrypted workbook, as the directory of its container names it.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def matches(content: bytes) -> bool:
    """Tell whether the content is an archive as Excel writes it, new or old."""
    return content.startswith((_ZIP, _OLE))


def read(source: str, content: bytes, _request: Request) -> Iterator[Page]:
    """Yield the worksheets of a workbook, hidden ones too, in their order."""
    if content.startswith(_OLE) and _ENCRYPTED in content:
        yield Unread(finding("workbook-protected", Place(source)))
        return
    try:
        yield from _sheets(source, content)
    except PasswordError:
        yield Unread(finding("workbook-protected", Place(source)))
    except (CalamineError, OSError, ValueError):
        # Its reason may quote the content, which is confidential.
        yield Unread(finding("workbook-broken", Place(source)))


def _sheets(source: str, content: bytes) -> Iterator[Sheet]:
    """Yield the worksheets; what the archive holds is looked at before the library, which trusts it, opens it."""
    found = evidence(content)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for at, sheet in enumerate(book.sheets_metadata):
        if sheet.typ == SheetTypeEnum.WorkSheet:
            seen = found.of(sheet.name, at)
            rows, merged = _cells(book.get_sheet_by_name(sheet.name))
            _put(rows, seen.broken)
            _show(rows, seen.percent)
            hidden = sheet.visible != SheetVisibleEnum.Visible
            yield Sheet(source, sheet.name, rows, merged or seen.merged, hidden, seen.hidden_rows)


def _cells(sheet: CalamineSheet) -> tuple[list[list[Cell]], tuple[tuple[int, int, int, int], ...]]:
    """Return the rows and the merged ranges of a sheet; equal texts are one, for a list repeats few words often."""
    blank: list[Cell] = [None] * (sheet.start[1] if sheet.start else 0)
    rows = [blank + [sys.intern(cell) if type(cell) is str else cell for cell in row] for row in sheet.iter_rows()]
    return rows, tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())


def _put(rows: list[list[Cell]], broken: Mapping[tuple[int, int], Broken]) -> None:
    """Put what the reader took for blank where it stands; the sheet grows where it stands at its edge."""
    for (row, column), problem in broken.items():
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = problem


def _show(rows: list[list[Cell]], percent: Collection[tuple[int, int]]) -> None:
    """Mark the numbers that are shown as percentages."""
    for row, column in percent:
        cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            rows[row][column] = Percent(cell)
