"""The archive that a workbook is. Source: PKWARE, APPNOTE 4.3.7 (the header of a part)."""

import io
import struct
import zlib
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import IO, Literal, TypeVar, TypeVarTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cellstats.reading.limits import LARGE

_SMALL = 64 * 1024  # bytes of a part
_MOST = 64  # small parts that are known again
_HEADER = struct.Struct("<4s22xHH")  # the sign that begins it, the lengths of the name and of what follows that
_SIGN = b"PK\x03\x04"
_USUAL = 0b1000_0000_1110  # flags of a part that change nothing here: how hard it is packed, names in UTF-8

More = TypeVarTuple("More")
T = TypeVar("T")


def remembered(function: Callable[[bytes, *More], T]) -> Callable[[bytes, *More], T]:
    """Return a function of a part that knows small ones again, such as a theme or styles, which many files share."""
    known: Callable[..., T] = lru_cache(_MOST)(function)
    return lambda content, *more: (known if len(content) <= _SMALL else function)(content, *more)


class Archive(ZipFile):
    """An archive in memory, each small part of which is found and unpacked once.

    `ZipFile` takes longer to find one than to unpack it, and does both each time. What is not just as nearly all
    parts are is left to it, so that it alone says what is broken.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content))
        self._content = content
        self._kept: dict[int, bytes] = {}
        self._room = LARGE
        starts = sorted(part.header_offset for part in self.infolist())
        # Of parts at one place none has room, as none has that lies over the next.
        self._ends = dict(reversed([*pairwise([*starts, self.start_dir])]))

    def open(
        self,
        name: str | ZipInfo,
        mode: Literal["r", "w"] = "r",
        pwd: bytes | None = None,
        *,
        force_zip64: bool = False,
    ) -> IO[bytes]:
        """Return what reads a part."""
        part = name if isinstance(name, ZipInfo) else self.getinfo(name)
        content = self._kept.get(part.header_offset)
        if content is None and max(part.file_size, part.compress_size) <= min(_SMALL, self._room):
            content = self._unpacked(part)
        if content is None:
            return super().open(part, mode, pwd, force_zip64=force_zip64)
        if part.header_offset not in self._kept:
            self._kept[part.header_offset] = content
            self._room -= len(content)
        return io.BytesIO(content)

    def _unpacked(self, part: ZipInfo) -> bytes | None:
        """Return the content of a part, or None where anything about it is unusual."""
        packed = self._packed(part)
        if packed is None:
            return None
        return _unpacked(packed, part.file_size, part.CRC)

    def _packed(self, part: ZipInfo) -> bytes | None:
        """Return the bytes of a part as they stand in the archive."""
        start, name = part.header_offset, part.orig_filename
        usual = part.compress_type == ZIP_DEFLATED and not part.flag_bits & ~_USUAL
        if not usual or not name.isascii() or not 0 <= start <= len(self._content) - _HEADER.size:
            return None
        sign, of_name, of_more = _HEADER.unpack_from(self._content, start)
        start += _HEADER.size
        named = self._content[start : start + of_name] == name.encode()
        start += of_name + of_more
        end = start + part.compress_size
        return self._content[start:end] if sign == _SIGN and named and end <= self._ends[part.header_offset] else None


@remembered
def _unpacked(packed: bytes, size: int, checksum: int) -> bytes | None:
    """Return what was packed, or None where it is broken."""
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = unpacking.decompress(packed, size + 1)
    except zlib.error:
        return None
    whole = unpacking.eof and len(content) == size
    return content if whole and zlib.crc32(content) == checksum else None
