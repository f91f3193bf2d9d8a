"""Delimited text (.csv), by pandas."""

import csv
import io
import itertools
from collections.abc import Iterator

from cellstats.findings import finding
from cellstats.place import Place, cell_name
from cellstats.reading.page import Page, Sheet, Unread

_DELIMITERS = ",;\t"
_OWN = (
    "population,measure,period,unit,level",
    "population\tmeasure\tperiod\tunit\tlevel",
    "id,name,population,measure",
)
_LAST_HEADING = 100  # records: a heading, whose fields may hold line breaks, ends before
_FIELDS_IN_A_FIELD = 2  # so many delimiters and a line break in one field mean a quote that is not closed


def matches(content: bytes) -> bool:
    """Take every content: what is not text is said on reading."""
    return bool(content)


def read(source: str, content: bytes) -> Iterator[Page]:
    """Yield the one sheet of a delimited text, every cell as text; it has no name."""
    import pandas as pd  # 0.3 s, so only where it is used

    try:
        text = content.decode("utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        yield Unread(finding("text-not-unicode", Place(source)))
        return
    if "\0" in text:
        yield Unread(finding("not-a-table", Place(source)))
        return
    delimiter = max(_DELIMITERS, key=text.count)
    if text.split("\n", 1)[0].strip().startswith(_OWN):
        yield Unread(finding("own-result", Place(source)))
        return
    try:
        frame = pd.read_csv(
            io.StringIO(text),
            sep=delimiter,
            header=None,
            names=range(_width(text, delimiter)),
            dtype=str,
            keep_default_na=False,
            skip_blank_lines=False,
        )
    except (pd.errors.ParserError, ValueError):
        # Its reason may quote the content, which is confidential.
        yield Unread(finding("not-a-table", Place(source)))
        return
    rows = frame.to_numpy().tolist()
    for row, cells in enumerate(rows):
        if any("\n" in cell and cell.count(delimiter) >= _FIELDS_IN_A_FIELD for cell in cells):
            yield Unread(finding("quote-not-closed", Place(source, None, cell_name(row, 0))))
            return
    yield Sheet(source, None, rows)


def _width(text: str, delimiter: str) -> int:
    """Return at least the number of columns; in a heading the fields may run over several lines."""
    first = itertools.islice(csv.reader(io.StringIO(text), delimiter=delimiter), _LAST_HEADING)
    try:
        widest = max(map(len, first), default=1)
    except csv.Error:
        widest = 1
    return max(widest, max(line.count(delimiter) for line in text.splitlines()) + 1)
