"""The units of a form, from a file: those of its ratings, else a column headed as units, or the only column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cellstats.defaults import ROWS
from cellstats.errors import UsageError
from cellstats.findings import Finding, Severity, finding
from cellstats.layouts import Defaults
from cellstats.layouts.header import LAST_HEADING_ROW, known_words
from cellstats.numbers import is_number
from cellstats.place import Place
from cellstats.reading import File, Page, Sheet, Unread, read
from cellstats.text import is_blank, number_in
from cellstats.vocabulary import Vocabulary, packaged

_PERIOD = re.compile(r"\W*(?:\d|năm\b|year\b|quý\b|tháng\b|q\d|h\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """The names in a file, each with its place, and what is to be said of the file."""

    names: tuple[tuple[Place, str], ...]
    findings: tuple[Finding, ...]


def units_in(vocabulary: Vocabulary | None, file: File) -> Found:
    """Return the names of units in the first sheet that has some."""
    words = vocabulary or packaged()
    findings: list[Finding] = []
    for page in read(file):
        if rated := tuple(_rated(page, words)):
            return Found(rated, tuple(findings))
        findings += [page.finding] if isinstance(page, Unread) else _too_long(page, words)
        if names := tuple(_of_page(page, words)):
            return Found(names, tuple(findings))
    return Found((), tuple(findings))


def units_of(found: Found, path: str, words: Vocabulary) -> tuple[str, ...]:
    """Return the names of units, which the rows of a form may have.

    Raises:
        UsageError: with every reason why they may not.

    """
    problems = [f"{each.place}: {each.message()}" for each in found.findings if each.severity is Severity.ERROR]
    if not found.names and not problems:
        problems = [
            f'{path}: names no units; they stand in one column, or below a heading such as "Đơn vị" or "Unit"'
        ]
    if len(found.names) > ROWS:
        problems.append(f"{path}: names {len(found.names):,} units; a form has {ROWS:,} rows at most")
    first: dict[str, Place] = {}
    for place, name in found.names:
        before = first.setdefault(words.key(name), place)
        if before != place:
            problems.append(f'{place}: "{name}" stands a second time, first in {before}')
        elif words.is_total(name) or words.is_part(name):
            problems.append(f'{place}: "{name}" labels a row that is no unit; leave it out')
        elif words.population_named(name) or _only_period(name, words):
            problems.append(
                f'{place}: "{name}" would be read as what is counted, not as a unit; name it in more words'
            )
    if problems:
        raise UsageError(*problems)
    return tuple(name for _, name in found.names)


def _only_period(name: str, words: Vocabulary) -> bool:
    """Tell whether a name is nothing but a period: "2024", "Năm 2024"; "Xã 2024" is a unit."""
    return bool(_PERIOD.match(name)) and words.period_in(name) is not None


def _rated(page: Page, words: Vocabulary) -> Iterator[tuple[Place, str]]:
    """Yield the units of a page of ratings, each once: its headings, groups and sums are none."""
    from cellstats.layouts.recognition import recognize  # is loaded where files are read

    tallies = recognize(page, words, Defaults()).tallies if isinstance(page, Sheet) else ()
    first = {(tally.key.group, tally.key.unit): tally.places[0] for tally in reversed(tallies)}
    for key in dict.fromkeys((tally.key.group, tally.key.unit) for tally in tallies):
        if key[1] is not None:
            yield first[key], key[1]


def _of_page(page: Page, words: Vocabulary) -> Iterator[tuple[Place, str]]:
    """Yield the names on a page with their places, down to what stands below the table."""
    if not isinstance(page, Sheet):
        return
    filled = [at for at in range(page.width) if not all(map(is_blank, page.column(at)))]
    heading = _heading(page, words)
    if heading is None and (len(filled) != 1 or _of_persons(page, words)):
        return
    above, column = heading or (-1, filled[0])
    for row in range(above + 1, len(page.rows)):
        cell = page.cell(row, column)
        name = page.text(row, column) if isinstance(cell, str) else number_in(cell) if is_number(cell) else ""
        if words.ends_table(name):
            return
        if not is_blank(name):
            yield page.place(row, column), name


def _of_persons(sheet: Sheet, words: Vocabulary) -> bool:
    """Tell whether a column is headed as one of persons, whose names are no units."""
    rows = range(min(LAST_HEADING_ROW, len(sheet.rows)))
    return any("person" in meaning.roles for row in rows for meaning in known_words(sheet, row, words).values())


def _heading(sheet: Sheet, words: Vocabulary) -> tuple[int, int] | None:
    """Return where the last column of units is headed, in the row with the most headings, or None."""
    rows = [known_words(sheet, row, words) for row in range(min(LAST_HEADING_ROW, len(sheet.rows)))]
    units = [[at for at, meaning in known.items() if "unit" in meaning.roles] for known in rows]
    headed = [row for row, columns in enumerate(units) if columns]
    best = max(headed, key=lambda row: len(rows[row]), default=None)
    return None if best is None else (best, units[best][-1])


def _too_long(page: Page, words: Vocabulary) -> Iterator[Finding]:
    """Say that rows of delimited text have more fields than the heading: a name may be cut off at its comma."""
    if isinstance(page, Sheet) and page.name is None and (heading := _heading(page, words)):
        width = len([cell for cell in page.rows[heading[0]] if not is_blank(cell)])
        rows = [row for row in range(len(page.rows)) if not all(map(is_blank, page.rows[row][width:]))]
        if rows:
            yield finding("row-too-long", page.place(rows[0], width), count=len(rows))
