"""Read: a path or stdin → pages. Nothing above knows which library read them."""

import os
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Protocol

from cellstats.findings import finding
from cellstats.place import Place
from cellstats.reading import delimited, saved, workbook
from cellstats.reading.page import Page, Sheet, Unread

__all__ = ["Page", "Sheet", "Unread", "read"]


class Kind(Protocol):
    """A kind of input is a module with a cheap question about the content and a reading of it."""

    def matches(self, content: bytes) -> bool:
        """Tell whether the content is of this kind."""

    def read(self, source: str, content: bytes) -> Iterator[Page]:
        """Yield its pages."""


KINDS: tuple[Kind, ...] = (saved, workbook, delimited)
"""The kinds of input, asked in this order by content; the last takes every text."""

SUFFIXES = (".xlsx", ".csv", ".json")
"""What is read in a folder; a file that is named is read whatever its name."""

STDIN = "-"


def read(path: str, sheets: Collection[str] = ()) -> Iterator[Page]:
    """Yield what a file, a folder or stdin ("-") holds, in a stable order; only these sheets, where any are named.

    What cannot be read comes as `Unread`, so that one bad file costs nothing but itself.
    """
    if path != STDIN and os.path.isdir(path):
        yield from _folder(path, sheets)
        return
    try:
        content = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except FileNotFoundError:
        yield Unread(finding("file-not-found", Place(path)))
    except OSError as problem:
        yield Unread(finding("file-not-readable", Place(path), reason=problem.strerror or "unknown reason"))
    else:
        pages = _content("stdin" if path == STDIN else path, content)
        yield from (page for page in pages if not (sheets and isinstance(page, Sheet) and page.name not in sheets))


def _content(source: str, content: bytes) -> Iterator[Page]:
    if not content.strip():
        yield Unread(finding("file-empty", Place(source)))
        return
    kind = next(kind for kind in KINDS if kind.matches(content))
    yield from kind.read(source, content)


def _folder(path: str, sheets: Collection[str]) -> Iterator[Page]:
    """Yield the pages of every workbook below a folder, and say which files were left alone."""
    paths = sorted(os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names)
    wanted = [
        each for each in paths if each.lower().endswith(SUFFIXES) and not os.path.basename(each).startswith("~$")
    ]
    if not wanted:
        yield Unread(finding("folder-without-workbooks", Place(path), suffixes=" ".join(SUFFIXES)))
    elif others := len(paths) - len(wanted):
        yield Unread(finding("files-left-alone", Place(path), count=others, suffixes=" ".join(SUFFIXES)))
    for each in wanted:
        yield from read(each, sheets)
