"""OpenDocument spreadsheets (.ods). Source: OASIS OpenDocument 1.3, part 3, sections 9.1 and 19.385."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

from cellstats.place import cell_name
from cellstats.reading.evidence.found import Evidence
from cellstats.reading.files import BeyondError
from cellstats.reading.limits import check_area, check_texts
from cellstats.text import Broken

PART = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_HIDDEN = frozenset({"collapse", "filter"})
_ERRORS = ("#", "Err:")


def evidence(archive: ZipFile, parts: frozenset[str]) -> dict[str, Evidence]:
    """Return the evidence of each sheet by its name."""
    found: dict[str, _Sheet] = {}
    sheet = _Sheet()
    if _MANIFEST in parts and b":encryption-data" in archive.read(_MANIFEST):
        raise BeyondError("workbook-protected")
    check_texts(archive.read(PART), b"<")
    with archive.open(PART) as content:
        for event, node in iterparse(content, ("start", "end")):
            kind = node.tag.rpartition("}")[2]
            if event == "start" and kind == "table":
                sheet = found.setdefault(_get(node, "name") or "", _Sheet())
            elif event == "end" and kind == "table-row":
                sheet.take(node)
                node.clear()
    return {
        name: Evidence(each.broken, frozenset(each.hidden), tuple(each.merged), frozenset(each.percent))
        for name, each in found.items()
    }


@dataclass
class _Sheet:
    """What is found row by row; a row or cell may stand for several alike, at the end of a sheet for a million."""

    row: int = 0
    width: int = 0
    broken: dict[tuple[int, int], Broken] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    percent: set[tuple[int, int]] = field(default_factory=set)

    def take(self, node: Element) -> None:
        """Take the next row."""
        times = _number(node, "number-rows-repeated")
        cells = list(_cells(node, self.row))
        if cells:
            self.width = max(self.width, cells[-1][0] + 1)
            last = self.row + times
            check_area(last, self.width, cell_name(last - 1, self.width - 1))
            rows = range(self.row, self.row + times)
            if _get(node, "visibility") in _HIDDEN:
                self.hidden |= {*rows}
            for column, cell in cells:
                if _get(cell, "value-type") == "percentage":
                    self.percent |= {(row, column) for row in rows}
                if problem := _problem(cell):
                    self.broken |= {(row, column): problem for row in rows}
                height, width = _number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned")
                if height > 1 or width > 1:
                    self.merged.append((self.row, column, self.row + height - 1, column + width - 1))
        self.row += times


def _cells(node: Element, row: int) -> Iterator[tuple[int, Element]]:
    """Yield the cells of a row that hold something, each with its column."""
    column = 0
    for cell in node:
        times = _number(cell, "number-columns-repeated")
        if len(cell) or _get(cell, "value-type") or _get(cell, "formula") or _get(cell, "number-rows-spanned"):
            check_area(1, column + times, cell_name(row, column + times - 1))
            yield from ((column + offset, cell) for offset in range(times))
        column += times


def _problem(cell: Element) -> Broken | None:
    formula, text = _get(cell, "formula"), "".join(cell.itertext()).strip()
    error = any(value == "error" for name, value in cell.attrib.items() if name.endswith("value-type"))
    if error or (formula and text.startswith(_ERRORS)):
        return Broken("error-cell", text or "#ERROR!")
    valued = _get(cell, "value-type") in ("string", None) or any(name.endswith("}value") for name in cell.attrib)
    missing = not _get(cell, "value-type") or not valued
    return Broken("formula-without-value", "=") if formula and missing and not text else None


def _get(node: Element, name: str) -> str | None:
    return next((value for key, value in node.attrib.items() if key.rpartition("}")[2] == name), None)


def _number(node: Element, name: str) -> int:
    value = _get(node, name)
    return int(value) if value and value.isdecimal() else 1
