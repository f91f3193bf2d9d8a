"""Delimited text (.csv, .tsv), by pandas."""

import csv
import io
import itertools
from collections import Counter
from collections.abc import Iterator

from cellstats.findings import finding
from cellstats.place import Place, cell_name
from cellstats.reading.encodings import UndecodableError, read_text
from cellstats.reading.limits import LONGEST, check_area
from cellstats.reading.page import Page, Request, Sheet, Unread

_DELIMITERS = ",;\t"
_OWN = (
    "population,measure,period,unit,",
    "population\tmeasure\tperiod\tunit\t",
    "id,name,population,measure",
)
_LAST_HEADING = 100  # records: a heading, whose fields may hold line breaks, ends before
_FIELDS_IN_A_FIELD = 2  # so many delimiters and a line break in one field mean a quote that is not closed
_SEPARATOR = "sep="  # the first line that Excel writes where the delimiter is no comma


def matches(content: bytes) -> bool:
    """Take every content: what is not text is said on reading."""
    return bool(content)


def read(source: str, content: bytes, request: Request) -> Iterator[Page]:
    """Yield the one sheet of a delimited text, every cell as text; it has no name."""
    try:
        text, guessed = read_text(content, request.encoding)
    except UndecodableError as problem:
        yield Unread(finding(problem.code, Place(source), encoding=request.encoding or ""))
        return
    if guessed:
        yield Unread(finding("encoding-guessed", Place(source), encoding=guessed))
    if "\0" in text:
        yield Unread(finding("not-a-table", Place(source)))
    elif text.split("\n", 1)[0].strip().startswith(_OWN):
        yield Unread(finding("own-result", Place(source)))
    else:
        yield _sheet(source, text, request.delimiter or _delimiter(text))


def _sheet(source: str, text: str, delimiter: str) -> Page:
    import pandas as pd  # 0.3 s, so only where it is used

    if text.startswith(_SEPARATOR):
        text = text[text.find("\n") :]  # the line stays, blank, so that cells keep their names
    width = _width(text, delimiter)
    check_area(1, width, cell_name(0, width - 1))
    try:
        frame = pd.read_csv(
            io.StringIO(text),
            sep=delimiter,
            header=None,
            names=range(width),
            dtype=str,
            keep_default_na=False,
            skip_blank_lines=False,
        )
    except (pd.errors.ParserError, ValueError):
        # Its reason may quote the content, which is confidential.
        return Unread(finding("not-a-table", Place(source)))
    rows = frame.to_numpy().tolist()
    for row, cells in enumerate(rows):
        if any("\n" in cell and cell.count(delimiter) >= _FIELDS_IN_A_FIELD for cell in cells):
            return Unread(finding("quote-not-closed", Place(source, None, cell_name(row, 0))))
        if max(map(len, cells), default=0) > LONGEST:
            return Unread(finding("text-too-long", Place(source, None, cell_name(row, 0)), most=LONGEST))
    return Sheet(source, None, rows)


def _delimiter(text: str) -> str:
    """Return the sign that divides most lines into the same number of fields, quoted ones respected."""
    first = text.split("\n", 1)[0].strip()
    if first.startswith(_SEPARATOR) and len(first) > len(_SEPARATOR):
        return first[len(_SEPARATOR)]
    return max(_DELIMITERS, key=lambda delimiter: _regularity(text, delimiter))


def _regularity(text: str, delimiter: str) -> tuple[int, int]:
    """Return how many lines have the commonest number of fields, where that is several, and this number."""
    widths = Counter(len(fields) for fields in _fields(text, delimiter) if len(fields) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _fields(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the first records, as far as they can be read."""
    try:
        yield from itertools.islice(csv.reader(io.StringIO(text), delimiter=delimiter), _LAST_HEADING)
    except csv.Error:
        return


def _width(text: str, delimiter: str) -> int:
    """Return at least the number of columns; in a heading the fields may run over several lines."""
    widest = max(map(len, _fields(text, delimiter)), default=1)
    return max(widest, max(line.count(delimiter) for line in text.splitlines()) + 1)
