"""Delimited text (.csv, .tsv)."""

import contextlib
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice, repeat
from operator import add

from cellstats.findings import finding
from cellstats.place import Place, cell_name
from cellstats.reading.encodings import UndecodableError, read_text
from cellstats.reading.grid import Block, Grid, blocks
from cellstats.reading.limits import LONGEST, MOST_CELLS, MOST_COLUMNS, check_area
from cellstats.reading.page import Page, Request, Sheet, Unread

_DELIMITERS = ",;\t"
_OWN = (
    "population,measure,period,unit,",
    "population\tmeasure\tperiod\tunit\t",
    "id,name,population,measure",
)
_LAST_HEADING = 100  # lines: a heading, whose fields may hold line breaks, ends before
_SAMPLE = 1_000_000  # letters in which these lines stand
_FIELDS_IN_A_FIELD = 2  # so many delimiters and a line break in one field mean a quote that is not closed
_LETTERS = 131_072  # of lines that are divided together
_AT_ONCE = 1024  # records that are looked at together
_END = "\0"  # a record of its own below the last; refused in any text, so that it stands nowhere else
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
    if "\r" in text:  # lines end as Windows, Unix or an old Macintosh ends them
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if guessed:
        yield Unread(finding("encoding-guessed", Place(source), encoding=guessed))
    if "\0" in text:
        yield Unread(finding("not-a-table", Place(source)))
    elif _first_line(text).strip().startswith(_OWN):
        yield Unread(finding("own-result", Place(source)))
    else:
        yield _sheet(source, text, request.delimiter or _delimiter(text))


def _sheet(source: str, text: str, delimiter: str) -> Page:
    if text.startswith(_SEPARATOR):
        text = text[len(_first_line(text)) :]  # the line stays, blank, so that cells keep their names
    try:
        grid = Grid.of_blocks(_filled(_blocks(text, delimiter)))
    except _RecordError as problem:
        return Unread(finding(problem.code, Place(source, None, cell_name(problem.row, 0)), most=LONGEST))
    for column, kinds in enumerate(grid.kinds) if '"' in text or _has_long_line(text) else ():
        if max(map(len, filter(None, kinds)), default=0) > LONGEST:  # type: ignore[arg-type]  # all are texts
            row = next(row for row, cell in enumerate(grid.columns[column]) if len(str(cell)) > LONGEST)
            return Unread(finding("text-too-long", Place(source, None, cell_name(row, column)), most=LONGEST))
    return Sheet(source, None, grid)


def _has_long_line(text: str) -> bool:
    """Tell whether a line is so long that a field in it may be too long; it leaps from end to end of others."""
    start = 0
    while start + LONGEST < len(text):
        end = text.rfind("\n", start, start + LONGEST)
        if end < 0:
            return True
        start = end + 1
    return False


class _RecordError(ValueError):
    """A record that is none: a quote is never closed, or so late that it takes whole rows, or a field is too long."""

    def __init__(self, code: str, row: int) -> None:
        super().__init__(code, row)
        self.code = code
        self.row = row


def _filled(records: Iterator[Block]) -> Iterator[Block]:
    """Yield blocks of records down to the last that holds something, each without blank columns right of all others.

    Raises:
        BeyondError: where what holds something lies over too many cells.

    """
    count = width = blank = 0
    for more, columns in records:
        last = next((at for at in range(len(columns), 0, -1) if any(columns[at - 1])), 0)
        if not last:
            blank += more
            continue
        width = max(width, last)
        if (count + blank + more) * width > MOST_CELLS:
            rows = count + blank + max(at for column in columns for at, cell in enumerate(column, 1) if cell)
            check_area(rows, width, cell_name(rows - 1, width - 1))
        if blank:
            yield blank, []
        yield more, columns[:last]
        count, blank = count + blank + more, 0


def _blocks(text: str, delimiter: str) -> Iterator[Block]:
    """Yield the records as columns; above the first quote each line is one, and they are divided together.

    Raises:
        BeyondError: where there are too many fields.
        _RecordError: where a quote is not closed, or a field is far too long.

    """
    quote = text.find('"')
    above = text.rfind("\n", 0, quote) + 1 if quote >= 0 else len(text)
    count = start = 0
    while start < above:
        end = text.find("\n", start + _LETTERS, above) + 1 or above
        lines = text[start:end]
        divided = _divided(lines, delimiter)
        for block in [divided] if divided else blocks(_records(_lines(lines), delimiter, count)):
            yield block
            count += block[0]
        start = end
    if above < len(text):
        yield from blocks(_records(islice(_lines(text), count, None), delimiter, count))


def _divided(lines: str, delimiter: str) -> Block | None:
    """Return whole lines without quotes as columns, or None where one has more fields than another, or but one.

    None too where one is long, for of several faults the upper one is told, and of these lines all come at once.
    """
    width = _first_line(lines).count(delimiter) + 1
    if not (1 < width <= MOST_COLUMNS and lines.endswith("\n")) or _has_long_line(lines):
        return None
    fields = lines.replace("\n", f"{delimiter}\n{delimiter}").split(delimiter)  # so that an end is a field of its own
    ends = fields[width :: width + 1]
    if ends != ["\n"] * lines.count("\n"):
        return None
    return len(ends), [fields[at : -1 : width + 1] for at in range(width)]


def _records(lines: Iterator[str], delimiter: str, count: int) -> Iterator[list[str]]:
    """Yield the fields of each record in lines; the records are numbered from `count` on.

    Raises:
        BeyondError: where there are too many.
        _RecordError: where a quote is not closed, or a field is far too long.

    """
    reader = csv.reader(chain(lines, [_END]), delimiter=delimiter)
    line = 0
    while True:
        some: list[list[str]] = []
        try:
            some.extend(islice(reader, _AT_ONCE))
        except csv.Error:  # a field is far too long; those before it have come
            _check_several(some, delimiter, count)
            taken = sum(1 + sum(field.count("\n") for field in fields) for fields in some)
            several = reader.line_num > line + taken + 1
            raise _RecordError("quote-not-closed" if several else "text-too-long", count + len(some)) from None
        if reader.line_num > line + len(some):
            _check_several(some, delimiter, count)
        if max(map(len, some)) > MOST_COLUMNS:
            row = next(row for row, fields in enumerate(some) if len(fields) > MOST_COLUMNS)
            check_area(1, len(some[row]), cell_name(count + row, len(some[row]) - 1))
        if some[-1] == [_END]:
            yield from some[:-1]
            return
        yield from some
        count, line = count + len(some), reader.line_num


def _check_several(records: list[list[str]], delimiter: str, first: int) -> None:
    """Refuse records of which one runs over several lines with a field that holds what looks like others, or the end.

    Raises:
        _RecordError: if one does.

    """
    widths = Counter(len(fields) for fields in records if fields != [_END])
    usual = max(widths, key=lambda width: (widths[width], width), default=0)
    for row, fields in enumerate(records, first):
        if fields != [_END] and any(_is_several(fields, at, usual, delimiter) for at in range(len(fields))):
            raise _RecordError("quote-not-closed", row)


def _is_several(fields: Sequence[str], at: int, usual: int, delimiter: str) -> bool:
    """Tell whether a field that runs over several lines holds what looks like other fields, or the end.

    A quote that is not closed takes in the rest of its line, and of the line that ends it as many fields as stand
    before it. A field of a record as wide as is usual that does neither is a note of several lines with commas.
    """
    field = fields[at]
    if "\n" not in field or field.count(delimiter) < _FIELDS_IN_A_FIELD:
        return _END in field
    above, *_, below = (line.count(delimiter) for line in field.split("\n"))
    return _END in field or len(fields) != usual or (at + above < usual and below == at)


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a text, each with its end."""
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return map(add, lines, repeat("\n"))


def _first_line(text: str) -> str:
    end = text.find("\n")
    return text if end < 0 else text[:end]


def _delimiter(text: str) -> str:
    """Return the sign that divides most lines into the same number of fields, quoted ones respected."""
    first = _first_line(text).strip()
    if first.startswith(_SEPARATOR) and len(first) > len(_SEPARATOR):
        return first[len(_SEPARATOR)]
    sample = [*islice(_lines(text[:_SAMPLE]), _LAST_HEADING)]
    return max(_DELIMITERS, key=lambda delimiter: _regularity(sample, delimiter))


def _regularity(lines: list[str], delimiter: str) -> tuple[int, int]:
    """Return how many records have the commonest number of fields, where that is several, and this number."""
    widths = Counter[int]()
    with contextlib.suppress(csv.Error):  # a field is far too long
        widths.update(len(fields) for fields in csv.reader(lines, delimiter=delimiter) if len(fields) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))
