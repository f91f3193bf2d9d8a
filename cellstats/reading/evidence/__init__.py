"""What python-calamine does not tell of a workbook: error cells, formulas without a stored value, hidden rows.

It reads both kinds of cells as blank, in every format. One file for one family of formats.
"""

import io
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from cellstats.reading.evidence import biff, binary, ods, ooxml
from cellstats.reading.evidence.found import Evidence
from cellstats.reading.limits import LARGE, check_archive

__all__ = ["Evidence", "Found", "check", "evidence"]

# LookupError: a part or a byte that is not there, an encoding that is not known.
_BROKEN = (BadZipFile, ParseError, struct.error, zlib.error, LookupError, EOFError, NotImplementedError, OSError)
_ARCHIVES = (ooxml, binary, ods)


@dataclass(frozen=True)
class Found:
    """The evidence of the sheets of a workbook: by their names, or where these are not known in their order."""

    by_name: Mapping[str, Evidence] = field(default_factory=dict)
    in_order: tuple[Evidence, ...] = ()

    def of(self, name: str, at: int) -> Evidence:
        """Return the evidence of a sheet."""
        return self.in_order[at] if at < len(self.in_order) else self.by_name.get(name, Evidence())


def check(content: bytes) -> bool:
    """Look at whether an archive is one that can be unpacked; tell whether it has a large part, as long lists have.

    Raises:
        ValueError: where the archive is broken.
        BeyondError: where it holds too much.

    """
    if not content.startswith(b"PK"):
        return False
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            check_archive(archive)
            return any(part.file_size >= LARGE for part in archive.infolist())
    except _BROKEN as problem:
        raise ValueError(len(content)) from problem


def evidence(content: bytes) -> Found:
    """Return the evidence of a workbook that was checked.

    Raises:
        ValueError: where the archive, its XML or its records are broken.
        BeyondError: where they hold too much.

    """
    try:
        if not content.startswith(b"PK"):
            return Found(in_order=tuple(biff.evidence(content)))
        with ZipFile(io.BytesIO(content)) as archive:
            parts = frozenset(archive.namelist())
            family = next((family for family in _ARCHIVES if parts >= {family.PART}), None)
            return Found(family.evidence(archive, parts)) if family else Found()
    except _BROKEN as problem:
        raise ValueError(len(content)) from problem
