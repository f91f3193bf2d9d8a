"""Read: a path or stdin → pages. Nothing above knows which library read them."""

import os
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Protocol

from cellstats.findings import finding
from cellstats.place import Place
from cellstats.reading import delimited, html, saved, workbook, xml2003
from cellstats.reading.encodings import is_encoding
from cellstats.reading.legacy import decoded
from cellstats.reading.page import Page, Request, Sheet, Unread

__all__ = ["Page", "Request", "Sheet", "Unread", "is_encoding", "read"]


class Kind(Protocol):
    """A kind of input is a module with a cheap question about the content and a reading of it."""

    def matches(self, content: bytes) -> bool:
        """Tell whether the content is of this kind."""

    def read(self, source: str, content: bytes, request: Request) -> Iterator[Page]:
        """Yield its pages."""


KINDS: tuple[Kind, ...] = (saved, workbook, xml2003, html, delimited)
"""The kinds of input, asked in this order by content; the last takes every text."""

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".json")
"""What is read in a folder; a file that is named is read whatever its name."""

STDIN = "-"


def read(path: str, request: Request | None = None) -> Iterator[Page]:
    """Yield what a file, a folder or stdin ("-") holds, in a stable order, as the request says.

    What cannot be read comes as `Unread`, so that one bad file costs nothing but itself.
    """
    request = request or Request()
    if path != STDIN and os.path.isdir(path):
        yield from _folder(path, request)
        return
    try:
        content = _stdin() if path == STDIN else Path(path).read_bytes()
    except FileNotFoundError:
        yield Unread(finding("file-not-found", Place(_shown(path))))
    except OSError as problem:
        yield Unread(finding("file-not-readable", Place(_shown(path)), reason=problem.strerror or "unknown reason"))
    else:
        pages = _content("stdin" if path == STDIN else _shown(path), content, request)
        yield from _chosen((each for page in pages for each in decoded(page)), request.sheets)


def _stdin() -> bytes:
    return sys.stdin.buffer.read() if sys.stdin else b""  # a closed stdin is None


def _shown(path: str) -> str:
    """Return a path as it can be written: a name that is no text has its odd bytes replaced."""
    return os.fsencode(path).decode("utf-8", "replace")


def _chosen(pages: Iterator[Page], sheets: Collection[str]) -> Iterator[Page]:
    """Yield the pages, of sheets only those that are chosen, where any are."""
    others: list[Sheet] = []
    found = not sheets
    for page in pages:
        chosen = not sheets or not isinstance(page, Sheet) or page.name in sheets
        found = found or chosen
        if chosen:
            yield page
        elif isinstance(page, Sheet):
            others.append(page)
    if not found:
        names = ", ".join(page.name or "a sheet without a name" for page in others)
        yield Unread(finding("sheet-not-chosen", Place(others[0].source), sheets=names))


def _content(source: str, content: bytes, request: Request) -> Iterator[Page]:
    if not content.strip():
        yield Unread(finding("file-empty", Place(source)))
        return
    kind = next(kind for kind in KINDS if kind.matches(content))
    yield from kind.read(source, content, request)


def _folder(path: str, request: Request) -> Iterator[Page]:
    """Yield the pages of every workbook below a folder, and say which files were left alone."""
    paths = sorted(os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names)
    wanted = [each for each in paths if _is_wanted(each)]
    if not wanted:
        yield Unread(finding("folder-without-workbooks", Place(_shown(path)), suffixes=" ".join(SUFFIXES)))
    elif others := len(paths) - len(wanted):
        yield Unread(finding("files-left-alone", Place(_shown(path)), count=others, suffixes=" ".join(SUFFIXES)))
    for each in wanted:
        yield from read(each, request)


def _is_wanted(path: str) -> bool:
    """Tell whether a file in a folder is read: a workbook by its name, no lock file of Excel, no pipe or device."""
    named = path.lower().endswith(SUFFIXES) and not os.path.basename(path).startswith("~$")
    return named and os.path.isfile(path)
