"""Old workbooks (.xls), BIFF5 and BIFF8. Source: [MS-XLS] 2.4.127 Formula, 2.4.24 BoolErr, 2.4.221 Row."""

import struct
from collections.abc import Iterator
from io import BytesIO

from cellstats.reading.evidence.found import Evidence
from cellstats.text import Broken

ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
"""The errors by their codes; 43 and others are of later formats."""

_STREAMS = ("Workbook", "Book")
_FORMULA, _BOOLERR, _ROW, _BOUNDSHEET, _EOF = 0x0006, 0x0205, 0x0208, 0x0085, 0x000A
_NO_NUMBER = b"\xff\xff"  # ends a result that is a text, a truth value, an error or nothing
_ERROR, _NOTHING = 2, 3  # the first byte of such a result
_COLLAPSED = 0x20


def evidence(content: bytes) -> list[Evidence]:
    """Return the evidence of each sheet, in the order of the workbook."""
    import olefile  # only for old workbooks

    with olefile.OleFileIO(BytesIO(content)) as container:
        name = next((each for each in _STREAMS if container.exists(each)), None)
        stream = container.openstream(name).read() if name else b""
    starts = [struct.unpack_from("<I", body)[0] for kind, body in _records(stream, 0) if kind == _BOUNDSHEET]
    # A writer that leaves all calculation to Excel stores nothing for every formula; Excel does so for some.
    calculated = any(
        not _is_nothing(body) for start in starts for kind, body in _records(stream, start) if kind == _FORMULA
    )
    return [_of_sheet(stream, start, calculated=calculated) for start in starts]


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the content of each record, down to the end of the part that begins here."""
    while start + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, start)
        if kind == _EOF:
            return
        yield kind, stream[start + 4 : start + 4 + size]
        start += 4 + size


def _is_nothing(formula: bytes) -> bool:
    return formula[12:14] == _NO_NUMBER and formula[6] == _NOTHING


def _of_sheet(stream: bytes, start: int, *, calculated: bool) -> Evidence:
    broken: dict[tuple[int, int], Broken] = {}
    hidden: set[int] = set()
    for kind, body in _records(stream, start):
        if kind == _ROW and struct.unpack_from("<H", body, 12)[0] & _COLLAPSED:
            hidden.add(struct.unpack_from("<H", body)[0])
        elif kind == _BOOLERR and body[7]:
            broken[struct.unpack_from("<HH", body)] = _error(body[6])
        elif kind == _FORMULA and body[12:14] == _NO_NUMBER and body[6] == _ERROR:
            broken[struct.unpack_from("<HH", body)] = _error(body[8])
        elif kind == _FORMULA and not calculated:
            broken[struct.unpack_from("<HH", body)] = Broken("formula-without-value", "=")
    return Evidence(broken, frozenset(hidden))


def _error(code: int) -> Broken:
    return Broken("error-cell", ERRORS.get(code, "#ERROR!"))
