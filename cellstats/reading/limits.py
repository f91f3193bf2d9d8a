"""What a file may hold. What goes beyond is no workbook of an office, and is refused before a reader sees it.

Only cells that hold something count: large empty areas with a border or a colour are usual.
"""

import re
import stat
from collections.abc import Iterator
from itertools import chain
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

from cellstats.reading.files import BeyondError

MOST_PARTS = 10_000
"""Files in the archive that a workbook is."""
MOST_UNPACKED = 4 * 1024**3
"""Bytes of all of them, unpacked."""
MOST_RATIO, RATIO_COUNTS_FROM = 250, 32 * 1024**2
"""How many times larger than packed a part may be, where it is larger than so many bytes."""
MOST_CELLS = 30_000_000
"""Cells of a sheet, blank ones between those that hold something too: a sheet of Excel full in 28 columns."""
MOST_COLUMNS = 2_000
"""Columns of a sheet: many times those of any form."""
LONGEST = 32_767
"""Signs in a cell, as Excel has them."""
LARGE = 16 * 1024**2
"""Bytes of a part, unpacked, from which on it is what it seems: a small one may make a large area."""

_END, _LENGTH_OF_END = b"PK\5\6", 22  # what ends an archive, before its comment
_PADDING = b"\0 \r\n"  # as some programs leave behind a file

_XML = (".xml", ".rels", ".vml")
_TAG = re.compile(rb"<[^>]*>")
_CHUNK = 4096
_ROOT = re.compile(rb"<[A-Za-z_]")
_NO_PLACE = re.compile(r"^(?:[/\\]|\w:)|(?:^|[/\\])\.\.(?:[/\\]|$)")


def check_archive(archive: ZipFile) -> None:
    """Refuse an archive that is no workbook by its list of contents, or by how its parts begin.

    Raises:
        BeyondError: for what is too much in it.
        ValueError: if two parts have one name.

    """
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise BeyondError("workbook-of-many-parts", count=len(parts), most=MOST_PARTS)
    if len({part.filename for part in parts}) < len(parts):
        raise ValueError(len(parts))  # readers disagree on which of two parts of one name counts
    if sum(part.file_size for part in parts) > MOST_UNPACKED or any(map(_is_bomb, parts)):
        raise BeyondError("workbook-too-dense", most=MOST_UNPACKED // 1024**2, ratio=MOST_RATIO)
    if any(_NO_PLACE.search(part.filename) or stat.S_ISLNK(part.external_attr >> 16) for part in parts):
        raise BeyondError("workbook-leads-out")
    if any(part.flag_bits & 1 for part in parts):
        raise BeyondError("workbook-protected")
    for part in parts:
        if part.filename.endswith(_XML):
            with archive.open(part) as content:
                check_doctype(iter(lambda: content.read(_CHUNK), b""))


def check_alone(content: bytes, archive: ZipFile) -> None:
    """Refuse content that is more than an archive, such as two workbooks in one stream, of which one would be lost.

    Raises:
        BeyondError: if anything but padding stands before the archive or behind it.

    """
    end = content.rfind(_END) + _LENGTH_OF_END + len(archive.comment)
    first = min((part.header_offset for part in archive.infolist()), default=0)
    if first > 0 or content[end:].strip(_PADDING):
        raise BeyondError("workbook-not-alone")


def _is_bomb(part: ZipInfo) -> bool:
    return part.file_size > max(RATIO_COUNTS_FROM, MOST_RATIO * part.compress_size)


def check_doctype(chunks: Iterator[bytes]) -> None:
    """Refuse XML that declares a DOCTYPE, which may make much of little; what is no XML is for its reader to say.

    Raises:
        BeyondError: if it declares one.

    """
    first = next(chunks, b"")
    root = _ROOT.search(first)
    if root and b"\0" not in first and b"<!" not in first[: root.start()]:
        return  # as nearly all begin; what is in wide letters, or begins with a comment, is parsed
    parser = expat.ParserCreate()
    begun: list[str] = []
    parser.StartDoctypeDeclHandler = lambda *_: begun.append("doctype")
    parser.StartElementHandler = lambda *_: begun.append("root")
    try:
        for chunk in chain([first], chunks):
            parser.Parse(chunk, False)
            if begun:
                break
    except (expat.ExpatError, LookupError, ValueError):  # no XML, or in an encoding that is not known
        pass
    if begun[:1] == ["doctype"]:
        raise BeyondError("workbook-with-doctype")


def check_area(rows: int, columns: int, last: str) -> None:
    """Refuse a sheet whose values, from the first cell to the `last`, lie over more cells than can be read.

    Raises:
        BeyondError: if so.

    """
    if columns > MOST_COLUMNS:
        raise BeyondError("sheet-too-wide", cell=last, most=MOST_COLUMNS)
    if rows * columns > MOST_CELLS:
        raise BeyondError("sheet-too-far", cell=last, most=MOST_CELLS)


def check_text(text: str) -> str:
    """Return the text of a cell.

    Raises:
        BeyondError: if it is too long.

    """
    if len(text) > LONGEST:
        raise BeyondError("text-too-long", most=LONGEST)
    return text


def check_texts(content: bytes, end: bytes) -> None:
    """Refuse XML in which a text is too long: from one `end` to the next are more than so many signs.

    It leaps from end to end, as far as a text may be long, so that the usual case costs next to nothing.

    Raises:
        BeyondError: if there is such a text.

    """
    start = 0
    while start + LONGEST < len(content):
        leap = content.rfind(end, start, start + LONGEST)
        if leap < 0:
            leap = content.find(end, start)
            if leap < 0:
                return
            import html  # only for such a text

            check_text(html.unescape(_TAG.sub(b"", content[start:leap]).decode("utf-8", "replace")))
        start = leap + len(end)
