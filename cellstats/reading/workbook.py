"""Excel workbooks, by python-calamine."""

import io
from collections.abc import Collection, Iterator, Mapping

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from cellstats.findings import finding
from cellstats.place import Place
from cellstats.reading.evidence import Evidence, search
from cellstats.reading.grid import Grid, blank
from cellstats.reading.page import Page, Request, Sheet, Unread
from cellstats.text import Broken, Percent

# The stream that holds an encrypted workbook, as the directory of its container names it.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def matches(content: bytes) -> bool:
    """Tell whether the content is an archive as Excel writes it, new or old."""
    return content.startswith((_ZIP, _OLE))


def read(source: str, content: bytes, _request: Request) -> Iterator[Page]:
    """Return the worksheets of a workbook, hidden ones too, in their order."""
    if content.startswith(_OLE) and _ENCRYPTED in content:
        return iter([Unread(finding("workbook-protected", Place(source)))])
    return _told(source, _sheets(source, content))


def _told(source: str, sheets: Iterator[Sheet]) -> Iterator[Page]:
    """Yield sheets, or why there are none."""
    try:
        yield from sheets
    except PasswordError:
        yield Unread(finding("workbook-protected", Place(source)))
    except (CalamineError, OSError, ValueError):
        # Its reason may quote the content, which is confidential.
        yield Unread(finding("workbook-broken", Place(source)))


def _sheets(source: str, content: bytes) -> Iterator[Sheet]:
    """Yield the worksheets; what the archive holds is looked at before the library, which trusts it, opens it.

    A list of a million rows takes nearly all of its memory before a row is seen, so what was used is dropped then.
    """
    found = search(content)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    del content
    sheets = [(at, each) for at, each in enumerate(book.sheets_metadata) if each.typ == SheetTypeEnum.WorkSheet]
    for at, sheet in sheets:
        cells = [book.get_sheet_by_name(sheet.name)]
        seen = found().of(sheet.name, at)
        if at == sheets[-1][0]:
            del book
        yield _sheet(source, sheet, cells.pop(), seen)


def _sheet(source: str, about: SheetMetadata, cells: CalamineSheet, seen: Evidence) -> Sheet:
    grid = _put(_grid(cells), seen.broken)
    _show(grid, seen.percent)
    merged = tuple((*first, *last) for first, last in cells.merged_cell_ranges or ())
    hidden = about.visible != SheetVisibleEnum.Visible
    return Sheet(source, about.name, grid, merged or seen.merged, hidden, seen.hidden_rows)


def _grid(sheet: CalamineSheet) -> Grid:
    """Return the cells of a sheet, from its first column on, which may be blank."""
    grid = Grid.of(sheet.iter_rows(), sheet.total_height + 1)
    left = sheet.start[1] if sheet.start else 0
    return Grid([*(blank(len(grid)) for _ in range(left)), *grid.columns], [*((),) * left, *grid.kinds])


def _put(grid: Grid, broken: Mapping[tuple[int, int], Broken]) -> Grid:
    """Return a grid with what the reader took for blank where it stands, be it at the edge of the sheet."""
    if broken:
        height, width = (max(at) + 1 for at in zip(*broken, strict=True))
        grid = grid.grown(height, width)
        for (row, column), problem in broken.items():
            grid.columns[column][row] = problem
    return grid


def _show(grid: Grid, percent: Collection[tuple[int, int]]) -> None:
    """Mark the numbers that are shown as percentages."""
    for row, column in percent:
        cell = grid.columns[column][row] if row < len(grid) and column < len(grid.columns) else None
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            grid.columns[column][row] = Percent(cell)
