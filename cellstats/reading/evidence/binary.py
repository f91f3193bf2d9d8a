"""Binary workbooks (.xlsb). Source: [MS-XLSB] 2.4.673 BrtRowHdr, 2.4.313 BrtCellError, 2.4.656 BrtFmlaError."""

import struct
from collections.abc import Iterator
from zipfile import ZipFile

from cellstats.place import cell_name
from cellstats.reading.evidence.biff import ERRORS
from cellstats.reading.evidence.found import Evidence
from cellstats.reading.evidence.ooxml import relations
from cellstats.reading.files import BeyondError
from cellstats.reading.limits import LONGEST, check_area
from cellstats.text import Broken

PART = "xl/workbook.bin"
_ROW, _CELL_ERROR, _FORMULA_ERROR, _SHEET, _MERGED = 0, 3, 11, 156, 176
_COLLAPSED = 0x10
_TEXTS = "xl/sharedStrings.bin"
_FILLED = range(2, 12)  # cells with a value; 1 is a blank one
_OF_TEXT = frozenset({6, 8, 19})  # a text, that of a formula, a shared one


def evidence(archive: ZipFile, parts: frozenset[str]) -> dict[str, Evidence]:
    """Return the evidence of each sheet by its name."""
    if _TEXTS in parts:
        _check_texts(archive.read(_TEXTS))
    targets = relations(archive.read("xl/_rels/workbook.bin.rels"))
    return {
        name: _of_sheet(archive.read(targets[identity]))
        for name, identity in _sheets(archive.read(PART))
        if targets.get(identity) in parts
    }


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the content of each record; both its numbers take seven bits of each byte."""
    start = 0
    while start < len(content):
        kind, start = _number(content, start, 2)
        size, start = _number(content, start, 4)
        yield kind, content[start : start + size]
        start += size


def _number(content: bytes, start: int, most: int) -> tuple[int, int]:
    """Return a number, and where what follows it stands."""
    number = 0
    for at in range(most):
        byte = content[start + at]
        number |= (byte & 0x7F) << (7 * at)
        if byte < 0x80:
            return number, start + at + 1
    return number, start + most


def _sheets(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet and the identity of its part."""
    for kind, body in _records(content):
        if kind == _SHEET:
            identity, start = _text(body, 8)
            yield _text(body, start)[0], identity


def _text(body: bytes, start: int) -> tuple[str, int]:
    end = start + 4 + 2 * int(struct.unpack_from("<I", body, start)[0])
    return body[start + 4 : end].decode("utf-16-le", "replace"), end


def _check_texts(content: bytes) -> None:
    """Refuse texts that are too long; a record has few bytes beside those of its text.

    Raises:
        BeyondError: if there is one.

    """
    if any(kind in _OF_TEXT and len(body) > 4 * LONGEST for kind, body in _records(content)):
        raise BeyondError("text-too-long", most=LONGEST)


def _of_sheet(content: bytes) -> Evidence:
    _check_texts(content)
    broken: dict[tuple[int, int], Broken] = {}
    hidden: set[int] = set()
    merged: list[tuple[int, int, int, int]] = []
    row = last = width = 0
    for kind, body in _records(content):
        if kind in _FILLED:
            last, width = row + 1, max(width, struct.unpack_from("<I", body)[0] + 1)
        if kind == _ROW:
            row = struct.unpack_from("<I", body)[0]
            if body[11] & _COLLAPSED:
                hidden.add(row)
        elif kind in (_CELL_ERROR, _FORMULA_ERROR):
            column = struct.unpack_from("<I", body)[0]
            broken[row, column] = Broken("error-cell", ERRORS.get(body[8], "#ERROR!"))
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<4I", body)
            merged.append((top, left, bottom, right))
    check_area(last, width, cell_name(last - 1, width - 1))
    return Evidence(broken, frozenset(hidden), tuple(merged))
