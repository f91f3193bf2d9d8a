"""What python-calamine does not tell of a workbook: error cells, formulas without a stored value, hidden rows.

It reads both kinds of cells as blank, in every format. One file for one family of formats.
"""

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from cellstats.reading.archive import Archive
from cellstats.reading.evidence import biff, binary, ods, ooxml
from cellstats.reading.evidence.found import Evidence
from cellstats.reading.files import BeyondError
from cellstats.reading.limits import LARGE, check_alone, check_archive
from cellstats.reading.saved import REPORT

__all__ = ["Evidence", "Found", "search"]

# LookupError: a part or a byte that is not there, an encoding that is not known.
_BROKEN = (BadZipFile, ParseError, struct.error, zlib.error, LookupError, EOFError, NotImplementedError, OSError)
_ARCHIVES = (ooxml, binary, ods)
_PROPERTIES = "docProps/core.xml"  # of a workbook, and of a report in Word


@dataclass(frozen=True)
class Found:
    """The evidence of the sheets of a workbook: by their names, or where these are not known in their order."""

    by_name: Mapping[str, Evidence] = field(default_factory=dict)
    in_order: tuple[Evidence, ...] = ()

    def of(self, name: str, at: int) -> Evidence:
        """Return the evidence of a sheet."""
        return self.in_order[at] if at < len(self.in_order) else self.by_name.get(name, Evidence())


def search(content: bytes) -> Callable[[], Found]:
    """Return how to get the evidence of a workbook, after a look at whether it is one that can be unpacked.

    That of an archive with a large part is gathered beside, while its reader is at work, which takes as long.

    Raises:
        ValueError: where the archive, its XML or its records are broken, now or when the evidence is wanted.
        BeyondError: where they hold too much.

    """
    with _told_as_broken():
        if not content.startswith(b"PK"):
            found = Found(in_order=tuple(biff.evidence(content)))
            return lambda: found
        archive = Archive(content)
        check_archive(archive)
        check_alone(content, archive)
        if any(part.file_size >= LARGE for part in archive.infolist()):
            from concurrent.futures import ThreadPoolExecutor  # only for these

            thread = ThreadPoolExecutor(1)
            gathered = thread.submit(_gathered, archive)
            thread.shutdown(wait=False)
            return gathered.result
    found = _gathered(archive)
    return lambda: found


def _gathered(archive: ZipFile) -> Found:
    with _told_as_broken(), archive:
        parts = frozenset(archive.namelist())
        if _PROPERTIES in parts and REPORT.encode() in archive.read(_PROPERTIES):
            raise BeyondError("own-result")
        family = next((family for family in _ARCHIVES if parts >= {family.PART}), None)
        return Found(family.evidence(archive, parts)) if family else Found()


@contextmanager
def _told_as_broken() -> Iterator[None]:
    """Tell of whatever a broken workbook raises as a ValueError."""
    try:
        yield
    except _BROKEN as problem:
        raise ValueError(type(problem).__name__) from problem
