"""XML spreadsheets of Excel 2003, often saved as .xls. Source: Microsoft, XML Spreadsheet Reference."""

import io
from collections.abc import Iterator
from datetime import datetime
from xml.etree.ElementTree import Element, ParseError, iterparse

from cellstats.findings import finding
from cellstats.place import Place, cell_name
from cellstats.reading.grid import Cell, Grid
from cellstats.reading.limits import check_area, check_doctype, check_text
from cellstats.reading.page import Page, Request, Sheet, Unread
from cellstats.text import Broken

_NAMESPACE = b"urn:schemas-microsoft-com:office:spreadsheet"
_SNIFFED = 4096
_FARTHEST = (1_048_576, 16_384)  # the last row and column of Excel
_YES = frozenset({"1", "true"})


def matches(content: bytes) -> bool:
    """Tell whether the content is such a workbook."""
    return _NAMESPACE in content[:_SNIFFED].replace(b"\0", b"")


def read(source: str, content: bytes, _request: Request) -> Iterator[Page]:
    """Yield the worksheets of a workbook."""
    try:
        check_doctype(iter([content]))
        nodes = [node for _, node in iterparse(io.BytesIO(content)) if _kind(node) == "Worksheet"]
        sheets = [_sheet(source, node) for node in nodes]
    except (ParseError, ValueError, LookupError):
        # Its reason may quote the content, which is confidential.
        yield Unread(finding("workbook-broken", Place(source)))
        return
    yield from sheets


def _sheet(source: str, sheet: Element) -> Sheet:
    rows: list[list[Cell]] = []
    merged: list[tuple[int, int, int, int]] = []
    hidden: set[int] = set()
    number, width = -1, 0
    for row in (node for node in sheet.iter() if _kind(node) == "Row"):
        number = _index(row, number, 0)
        rows += [[] for _ in range(number + 1 - len(rows))]
        if _get(row, "Hidden") in _YES:
            hidden.add(number)
        column = -1
        for cell in (node for node in row if _kind(node) == "Cell"):
            column = _index(cell, column, 1)
            width = max(width, column + 1)
            check_area(number + 1, width, cell_name(number, column))
            rows[number] += [None] * (column + 1 - len(rows[number]))
            rows[number][column] = _value(cell)
            down, right = int(_get(cell, "MergeDown") or 0), int(_get(cell, "MergeAcross") or 0)
            if down or right:
                merged.append((number, column, number + down, column + right))
            column += right
        number += int(_get(row, "Span") or 0)
    visible = next((node.text for node in sheet.iter() if _kind(node) == "Visible"), None)
    name = _get(sheet, "Name")
    return Sheet(
        source, name, Grid.of(rows), tuple(merged), bool(visible and visible != "SheetVisible"), frozenset(hidden)
    )


def _index(node: Element, before: int, axis: int) -> int:
    """Return where a row or cell stands: where it says, else after the one before it."""
    index = int(_get(node, "Index") or before + 2) - 1
    if not before < index < _FARTHEST[axis]:
        raise ValueError(index)
    return index


def _value(cell: Element) -> Cell:
    data = next((node for node in cell if _kind(node) == "Data"), None)
    text = check_text("".join(data.itertext()) if data is not None else "")
    kind = (_get(data, "Type") if data is not None else None) or "String"
    if kind == "Error":
        return Broken("error-cell", text)
    if not text:
        textual = data is not None and kind == "String"  # a text of no letters is a value
        return Broken("formula-without-value", "=") if _get(cell, "Formula") and not textual else None
    if kind == "Number":
        return float(text)
    if kind == "Boolean":
        return text in _YES
    return datetime.fromisoformat(text) if kind == "DateTime" else text


def _kind(node: Element) -> str:
    return node.tag.rpartition("}")[2]


def _get(node: Element, name: str) -> str | None:
    return next((value for key, value in node.attrib.items() if key.rpartition("}")[2] == name), None)
