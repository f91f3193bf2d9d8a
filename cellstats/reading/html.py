"""Tables in HTML, as web systems and old programs save them under the name of a workbook (.xls)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from cellstats.findings import finding
from cellstats.place import Place, cell_name
from cellstats.reading.encodings import UndecodableError, read_text
from cellstats.reading.grid import Cell, Grid
from cellstats.reading.limits import check_area, check_text
from cellstats.reading.page import Page, Request, Sheet, Unread
from cellstats.reading.saved import REPORT
from cellstats.text import Broken

_SNIFFED = 4096  # bytes in which the first tag of a table, or of the page, stands
_TAG = re.compile(rb"<(?:html|table|!doctype html)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)")
_MOST_SPANNED = 1000  # no table of ours is wider, or has a heading that is higher


def matches(content: bytes) -> bool:
    """Tell whether the content is a page, or a table of one."""
    return bool(_TAG.search(content[:_SNIFFED].replace(b"\0", b"")))


def read(source: str, content: bytes, request: Request) -> Iterator[Page]:
    """Yield the one sheet of a page, every cell as text, its tables one below the other; it has no name."""
    if REPORT.encode() in content[:_SNIFFED]:
        yield Unread(finding("own-result", Place(source)))
        return
    named = _CHARSET.search(content[:_SNIFFED])
    told = request.encoding or (named[1].decode("ascii") if named and b"\0" not in content[:_SNIFFED] else None)
    try:
        text, guessed = _decoded(content, told)
    except UndecodableError as problem:
        yield Unread(finding(problem.code, Place(source), encoding=told or ""))
        return
    if guessed:
        yield Unread(finding("encoding-guessed", Place(source), encoding=guessed))
    parser = _Tables()
    parser.feed(text)
    parser.close()
    yield Sheet(source, None, Grid.of(parser.grid), tuple(parser.merged), hidden_rows=frozenset(parser.hidden))


def _decoded(content: bytes, told: str | None) -> tuple[str, str | None]:
    """Return the text in the encoding that the page names, or, where it is not known, in one that is guessed."""
    try:
        return read_text(content, told)
    except LookupError:
        return read_text(content, None)


@dataclass
class _Tables(HTMLParser):
    """Gathers cells; a cell, a row or a table that is not closed ends where the next begins."""

    grid: list[list[Cell]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    _taken: set[tuple[int, int]] = field(default_factory=set)
    _text: list[str] | None = None
    _at: tuple[int, int] = (0, 0)
    _silent: int = 0  # within a script or a style

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell, or break a line."""
        given = {name: value or "" for name, value in attrs}
        if tag in ("script", "style"):
            self._silent += 1
        elif tag == "tr":
            self._close()
            self.grid.append([])
            if "hidden" in given or _HIDDEN.search(given.get("style", "")):
                self.hidden.add(len(self.grid) - 1)
        elif tag in ("td", "th"):
            self._close()
            self._open(_span(given.get("rowspan")), _span(given.get("colspan")))
        elif tag in ("br", "p", "div") and self._text:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a cell, or leave an empty row below a table."""
        if tag in ("script", "style"):
            self._silent = max(self._silent - 1, 0)
        elif tag in ("td", "th", "tr", "table"):
            self._close()
            if tag == "table":
                self.grid.append([])

    def handle_data(self, data: str) -> None:
        """Take the text of a cell, or of a line between the tables."""
        if self._silent or (self._text is None and not data.strip()):
            return
        if self._text is None:
            self.grid.append([" ".join(data.split())])
        else:
            self._text.append(re.sub(r"\s+", " ", data))

    def _open(self, height: int, width: int) -> None:
        self.grid = self.grid or [[]]
        row, column = len(self.grid) - 1, 0
        while (row, column) in self._taken:
            column += 1
        check_area(max(len(self._taken), height), width, cell_name(row, column))
        covered = {(row + down, column + right) for down in range(height) for right in range(width)}
        self._taken |= covered
        if len(covered) > 1:
            self.merged.append((row, column, row + height - 1, column + width - 1))
        self._at, self._text = (row, column), []

    def _close(self) -> None:
        if self._text is None:
            return
        row, column = self._at
        text = check_text("\n".join(line.strip() for line in "".join(self._text).split("\n")).strip())
        cells = self.grid[row]
        cells += [None] * (column + 1 - len(cells))
        cells[column] = Broken("error-cell", text) if _ERROR.fullmatch(text) else text or None
        self._text = None


def _span(value: str | None) -> int:
    return min(max(int(value), 1), _MOST_SPANNED) if value and value.isdecimal() else 1
