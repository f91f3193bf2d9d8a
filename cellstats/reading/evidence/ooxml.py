"""Workbooks of today (.xlsx, .xlsm). Source: ECMA-376 part 1, 18.3.1 (worksheets), 18.2.2 (calcPr)."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import IO
from xml.etree import ElementTree
from zipfile import ZipFile

from cellstats.place import cell_name, column_index
from cellstats.reading.archive import remembered
from cellstats.reading.evidence.found import Evidence
from cellstats.reading.files import BeyondError
from cellstats.reading.limits import LARGE, check_area, check_texts
from cellstats.text import Broken

PART = "xl/workbook.xml"
_STYLES = "xl/styles.xml"
_TEXTS = "xl/sharedStrings.xml"
_PERCENT = frozenset({"9", "10"})  # 0% and 0.00%, which are built in
_SIGNS = (
    re.compile(rb"f(?:(?<=<f)[>/ \t\r\n]|(?<=:f)[>/ ])"),
    re.compile(rb'e"(?<=t="e")'),
    re.compile(rb'h(?:idden=|t="0")'),
)
"""The signs of a formula, an error cell and a hidden row.

Each begins with a letter that few tags hold, and looks back at what stands before it: a search for one letter is
several times as quick as one for two or three.
"""
_QUOTED = (b"t='e'", b"ht='0'")  # so written hardly ever
_PIECE = 256 * 1024
# A column beyond Z. That r begins a word is looked back at: from a letter on, a search is six times as quick.
_FAR = re.compile(rb'r="[A-Z]{2}(?<!\wr="..)[A-Z]?\d')
_VALUE = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<(?:\w+:)?(?:v|is|f)\b')
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")
_YES = frozenset({"1", "true"})


def evidence(archive: ZipFile, parts: frozenset[str]) -> dict[str, Evidence]:
    """Return the evidence of each sheet by its name; it is searched for a few bytes, and parsed where it has them."""
    if _TEXTS in parts:
        check_texts(archive.read(_TEXTS), b"</si>")
    book = _book(archive.read(PART))
    percent = _percent_styles(archive.read(_STYLES)) if _STYLES in parts else ()
    targets = relations(archive.read("xl/_rels/workbook.xml.rels"))
    return {
        name: _of_sheet(archive, targets[identity], percent, calculated=book.calculated)
        for name, identity in book.sheets
        if targets.get(identity) in parts
    }


@remembered
def relations(content: bytes) -> Mapping[str, str]:
    """Return the parts of the archive that a workbook names, by their identities.

    Raises:
        BeyondError: if a sheet stands outside of it.

    """
    named = ElementTree.fromstring(content)
    if any(each.get("TargetMode") == "External" and each.get("Type", "").endswith("/worksheet") for each in named):
        raise BeyondError("workbook-leads-out")
    return {
        each.get("Id", ""): posixpath.normpath(posixpath.join("/xl", each.get("Target", ""))).lstrip("/")
        for each in named
    }


def _is(node: ElementTree.Element, name: str) -> bool:
    return node.tag.rpartition("}")[2] == name


@dataclass(frozen=True)
class _Book:
    """The names of the sheets, each with the identity of its part, and whether values are stored for formulas."""

    sheets: Sequence[tuple[str, str]]
    calculated: bool


@remembered
def _book(content: bytes) -> _Book:
    sheets: list[tuple[str, str]] = []
    calculated = True
    for node in ElementTree.fromstring(content).iter():
        if _is(node, "sheet"):
            identity = next((value for key, value in node.attrib.items() if key.endswith("}id")), None)
            sheets += [(node.get("name", ""), identity)] if identity is not None else []
        # A writer that leaves all calculation to Excel stores 0, or nothing, for every formula.
        elif _is(node, "calcPr") and node.get("fullCalcOnLoad") in _YES:
            calculated = False
    return _Book(sheets, calculated)


@remembered
def _percent_styles(content: bytes) -> Sequence[str]:
    """Return the styles of cells, by their number, that show percentages."""
    styles = ElementTree.fromstring(content)
    formats = {
        node.get("numFmtId") for node in styles.iter() if _is(node, "numFmt") and "%" in node.get("formatCode", "")
    }
    cells = next((node for node in styles if _is(node, "cellXfs")), ())
    return [str(at) for at, node in enumerate(cells) if node.get("numFmtId") in formats | _PERCENT]


def _percent_cells(styles: Sequence[str]) -> re.Pattern[bytes]:
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


def _is_signed(content: bytes) -> bool:
    """Tell whether a sheet has what only a parser finds."""
    quoted = b"'" in content and any(map(content.__contains__, _QUOTED))
    return quoted or any(sign.search(content) for sign in _SIGNS)


def _of_sheet(archive: ZipFile, part: str, styles: Sequence[str], *, calculated: bool) -> Evidence:
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
        signed = signed or _is_signed(piece)
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
