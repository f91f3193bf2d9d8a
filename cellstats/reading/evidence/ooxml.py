"""Workbooks of today (.xlsx, .xlsm). Source: ECMA-376 part 1, 18.3.1 (worksheets), 18.2.2 (calcPr)."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import IO
from xml.etree import ElementTree
from zipfile import ZipFile

from cellstats.place import cell_name, column_index
from cellstats.reading.evidence.found import Evidence
from cellstats.reading.files import BeyondError
from cellstats.reading.limits import LARGE, check_area, check_texts
from cellstats.text import Broken

PART = "xl/workbook.xml"
_STYLES = "xl/styles.xml"
_TEXTS = "xl/sharedStrings.xml"
_PERCENT = frozenset({"9", "10"})  # 0% and 0.00%, which are built in
# Of an error cell, a hidden row, a formula; and the few bytes, much quicker to find, of which each has some.
_SIGN = re.compile(rb"""t=["']e["']|hidden=|ht=["']0["']|[<:]f[>\s/]""")
_HINTS = (b't="e"', b"hidden=", b'ht="0"', b"'", b"<f", b":f")
_PIECE = 1024**2
_FAR = re.compile(rb'\br="[A-Z]{2,3}\d')  # a column beyond Z
_VALUE = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<(?:\w+:)?(?:v|is|f)\b')
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")
_YES = frozenset({"1", "true"})


def evidence(archive: ZipFile, parts: frozenset[str]) -> dict[str, Evidence]:
    """Return the evidence of each sheet by its name; it is searched for a few bytes, and parsed where it has them."""
    if _TEXTS in parts:
        check_texts(archive.read(_TEXTS), b"</si>")
    book = ElementTree.fromstring(archive.read(PART))
    # A writer that leaves all calculation to Excel stores 0, or nothing, for every formula.
    percent = _percent_styles(archive, parts)
    calculated = not any(node.get("fullCalcOnLoad") in _YES for node in book.iter() if _is(node, "calcPr"))
    return {
        name: _of_sheet(archive, part, percent, calculated=calculated)
        for name, part in _sheets(archive, book)
        if part in parts
    }


def relations(archive: ZipFile, part: str) -> dict[str, str]:
    """Return the parts of the archive that a workbook names, by their identities.

    Raises:
        BeyondError: if a sheet stands outside of it.

    """
    named = ElementTree.fromstring(archive.read(part))
    if any(each.get("TargetMode") == "External" and each.get("Type", "").endswith("/worksheet") for each in named):
        raise BeyondError("workbook-leads-out")
    return {
        each.get("Id", ""): posixpath.normpath(posixpath.join("/xl", each.get("Target", ""))).lstrip("/")
        for each in named
    }


def _is(node: ElementTree.Element, name: str) -> bool:
    return node.tag.rpartition("}")[2] == name


def _sheets(archive: ZipFile, book: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet and the part of the archive that holds it."""
    targets = relations(archive, "xl/_rels/workbook.xml.rels")
    for node in book.iter():
        identity = next((value for key, value in node.attrib.items() if key.endswith("}id")), None)
        if _is(node, "sheet") and identity in targets:
            yield node.get("name", ""), targets[identity]


def _percent_styles(archive: ZipFile, parts: frozenset[str]) -> list[str]:
    """Return the styles of cells, by their number, that show percentages."""
    if _STYLES not in parts:
        return []
    styles = ElementTree.fromstring(archive.read(_STYLES))
    formats = {
        node.get("numFmtId") for node in styles.iter() if _is(node, "numFmt") and "%" in node.get("formatCode", "")
    }
    cells = next((node for node in styles if _is(node, "cellXfs")), ())
    return [str(at) for at, node in enumerate(cells) if node.get("numFmtId") in formats | _PERCENT]


def _percent_cells(styles: list[str]) -> re.Pattern[bytes]:
    """Return the pattern of cells that show percentages."""
    return re.compile(
        rf'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{{1,3}})(\d{{1,7}})"[^>]*?\bs="(?:{"|".join(styles)})"'.encode()
    )


def _pieces(archive: ZipFile, part: str) -> Iterator[bytes]:
    """Yield the content of a part, a large one piece by piece, each of them of whole tags."""
    if archive.getinfo(part).file_size < LARGE:
        yield archive.read(part)
        return
    begun = b""
    with archive.open(part) as opened:
        while more := opened.read(_PIECE):
            begun += more
            end = begun.rfind(b"<")
            if end > 0:
                yield begun[:end]
                begun = begun[end:]
    yield begun


def _check_far(content: bytes) -> None:
    """Refuse a sheet with values too far apart, which a small part may make.

    Raises:
        BeyondError: if they are.

    """
    if _FAR.search(content):
        cells = [(int(row), column_index(letters.decode())) for letters, row in _VALUE.findall(content)]
        rows, columns = (max(each, default=0) for each in (zip(*cells, strict=True) if cells else ((), ())))
        check_area(rows, columns + 1, cell_name(rows - 1, columns))


def _of_sheet(archive: ZipFile, part: str, styles: list[str], *, calculated: bool) -> Evidence:
    """Return the evidence of a sheet.

    Raises:
        BeyondError: for texts that are too long, or values too far apart.

    """
    shown = _percent_cells(styles) if styles else None
    percent: set[tuple[int, int]] = set()
    signed = False
    for piece in _pieces(archive, part):
        check_texts(piece, b"<")
        if archive.getinfo(part).file_size < LARGE:
            _check_far(piece)
        found = shown.finditer(piece) if shown else ()
        percent |= {(int(each[2]) - 1, column_index(each[1].decode())) for each in found}
        signed = signed or (any(hint in piece for hint in _HINTS) and bool(_SIGN.search(piece)))
    if not signed:
        return Evidence(percent=frozenset(percent))
    with archive.open(part) as opened:
        return replace(_parsed(opened, calculated=calculated), percent=frozenset(percent))


def _parsed(opened: IO[bytes], *, calculated: bool) -> Evidence:
    """Return what only a parser finds: cells without a value, and hidden rows."""
    broken: dict[tuple[int, int], Broken] = {}
    hidden: set[int] = set()
    row, column = -1, -1
    for event, node in ElementTree.iterparse(opened, ("start", "end")):
        if event == "start" and _is(node, "row"):
            row, column = int(node.get("r", row + 2)) - 1, -1
            if node.get("hidden") in _YES or node.get("ht") == "0":
                hidden.add(row)
        elif event == "end" and _is(node, "c"):
            at = _REFERENCE.fullmatch(node.get("r", ""))
            column = column_index(at[1]) if at else column + 1
            if problem := _problem(node, calculated=calculated):
                broken[row, column] = problem
        elif event == "end" and _is(node, "row"):
            node.clear()
    return Evidence(broken, frozenset(hidden))


def _problem(cell: ElementTree.Element, *, calculated: bool) -> Broken | None:
    """Return why a cell holds no value, or None where it holds one or is merely blank."""
    parts = {node.tag.rpartition("}")[2]: node.text or "" for node in cell}
    kind, value = cell.get("t", "n"), parts.get("v")
    if kind == "e":
        return Broken("error-cell", value or "#ERROR!")
    if "f" not in parts or (kind == "str" and value is not None):  # a text of no letters is a value
        return None
    return Broken("formula-without-value", "=") if not value or (not calculated and value == "0") else None
