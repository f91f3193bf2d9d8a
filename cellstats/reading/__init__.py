"""Read: a file → pages. Nothing above knows which library read them."""

from collections.abc import Collection, Iterator
from importlib import import_module
from itertools import chain
from typing import Protocol

from cellstats.findings import finding
from cellstats.place import Place
from cellstats.reading.files import BeyondError, File, UnreadableError, content_of, files_of, named
from cellstats.reading.page import Page, Request, Sheet, Unread

__all__ = ["File", "Page", "Request", "Sheet", "Unread", "files_of", "named", "read"]


class Kind(Protocol):
    """A kind of input is a module with a cheap question about the content and a reading of it."""

    def matches(self, content: bytes) -> bool:
        """Tell whether the content is of this kind."""

    def read(self, source: str, content: bytes, request: Request) -> Iterator[Page]:
        """Yield its pages.

        Raises:
            BeyondError: where it holds too much.

        """


KINDS = ("saved", "workbook", "xml2003", "html", "delimited")
"""The kinds of input, a module each, asked in this order by content; the last takes every text."""


def read(file: File, request: Request | None = None) -> Iterator[Page]:
    """Yield what a file holds, as the request says.

    What cannot be read comes as `Unread`, so that one bad file costs nothing but itself.
    """
    from cellstats.reading.legacy import decoded  # as all that reads, it is loaded where something is read

    request = request or Request()
    pages = (each for page in _pages(file, request) for each in decoded(page))
    first = next(pages, None)
    if first is None:
        yield Unread(finding("file-without-sheets", Place(file.source)))
    else:
        yield from _chosen(chain([first], pages), request.sheets)


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


def _pages(file: File, request: Request) -> Iterator[Page]:
    """Yield the pages of a file; nothing here keeps its content, so that a reader can drop it."""
    try:
        yield from _by_kind(file.source, content_of(file), request)
    except UnreadableError as problem:
        yield Unread(problem.finding)
    except BeyondError as problem:
        yield Unread(finding(problem.code, Place(file.source), **problem.values))


def _by_kind(source: str, content: bytes, request: Request) -> Iterator[Page]:
    if not content or content.isspace():
        return iter([Unread(finding("file-empty", Place(source)))])
    kinds: Iterator[Kind] = (import_module(f"{__name__}.{name}") for name in KINDS)
    return next(kind for kind in kinds if kind.matches(content)).read(source, content, request)
