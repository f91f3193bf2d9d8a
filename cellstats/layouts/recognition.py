"""Recognize: a page → tallies and findings. One file for one layout, listed in LAYOUTS."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from cellstats.findings import Finding, finding
from cellstats.layouts import counts, marks, roster, saved, transposed
from cellstats.layouts.columns import COMPARISON
from cellstats.layouts.context import (
    Context,
    Defaults,
    Outline,
    Part,
    context_of,
    joined,
)
from cellstats.layouts.header import Table
from cellstats.layouts.sections import find_tables
from cellstats.layouts.sizes import larger_than_usual
from cellstats.numbers import is_number, is_value
from cellstats.periods import span_of
from cellstats.place import column_letters
from cellstats.reading.grid import Grid, blank
from cellstats.reading.page import Page, Saved, Sheet, Unread
from cellstats.vocabulary import Vocabulary


class Layout(Protocol):
    """A layout is a module with a cheap question and a reading."""

    NAME: str

    def matches(self, table: Table) -> bool:
        """Tell whether a table is of this layout."""

    def read(self, table: Table, context: Context) -> Part:
        """Return what the table gives."""


LAYOUTS: tuple[Layout, ...] = (transposed, marks, counts, roster)
"""The layouts of a table, asked in this order."""

_SEVERAL = 3  # rows that hold words of levels hardly by chance


def recognize(page: Page, vocabulary: Vocabulary, defaults: Defaults) -> Part:
    """Return what a page gives: tallies, or at least a finding that says why it gives none."""
    if isinstance(page, Unread):
        return Part(findings=(page.finding,))
    if isinstance(page, Saved):
        return saved.read(page, vocabulary)
    tables = list(find_tables(page, vocabulary, defaults.forced))
    if not tables:
        return Part(findings=(_passed_over(page, vocabulary),))
    return joined([_read(table, vocabulary, defaults) for table in tables])


def _passed_over(sheet: Sheet, vocabulary: Vocabulary) -> Finding:
    """Say that a sheet holds no table, or that words of levels stand in row after row below no heading."""
    for column, cells in enumerate(sheet.rows.columns):
        words = Counter(cell for cell in cells if isinstance(cell, str))
        levels = {
            word: count for word, count in words.items() if (named := vocabulary.heading(word)) and named.levels
        }
        if sum(levels.values()) >= _SEVERAL and max(levels.values()) > 1:
            row = next(row for row, cell in enumerate(cells) if cell in levels)
            return finding("levels-without-heading", sheet.place(row, column), count=sum(levels.values()))
    return finding("sheet-passed-over", sheet.place())


def _read(table: Table, vocabulary: Vocabulary, defaults: Defaults) -> Part:
    part = _understood(table, vocabulary, defaults)
    return part if part.outlines else part + Part(outlines=(Outline(table, "", {}),))


def _understood(table: Table, vocabulary: Vocabulary, defaults: Defaults) -> Part:
    if any(map(vocabulary.is_percent, table.titles)):
        return Part(findings=(finding("unit-is-percent", table.sheet.place(table.top)),))
    layout = next((layout for layout in LAYOUTS if layout.matches(table)), None)
    if layout is None:
        return Part(findings=(finding("table-without-ratings", table.sheet.place(table.top)),))
    context = context_of(table, vocabulary, defaults)
    part = layout.read(table, context)
    if layout is counts and (words := _rated_units(table, vocabulary)):
        part += replace(roster.read(words, context), outlines=())
    outlines = (replace(each, sources=part.sources, tallies=part.tallies) for each in part.outlines)
    part = replace(part, outlines=tuple(outlines))
    told = (*_guessed(part, table, vocabulary), *larger_than_usual(table, part, vocabulary))
    return part + Part(findings=told)


def _rated_units(table: Table, vocabulary: Vocabulary) -> Table | None:
    """Return the ratings of units that stand in words beside what each unit counts, as a list of these units."""
    rated = [
        column
        for column in table.having("measure")
        if any(
            (meaning := vocabulary.heading(table.sheet.text(row, column.index))) and meaning.levels
            for row in range(table.first, len(table.sheet.rows))
        )
    ]
    if not rated or not table.having("unit"):
        return None
    columns = (*table.having("index", "unit"), *rated)
    kept = {column.index for column in columns}
    cells = table.sheet.rows.columns
    below = blank(len(table.sheet.rows) - table.first)
    grid = Grid([cell if at in kept else cell[: table.first] + below for at, cell in enumerate(cells)])
    return replace(table, columns=columns, sheet=replace(table.sheet, rows=grid))


def _outside(table: Table) -> Iterator[Finding]:
    """Say that numbers stand right of the heading: in delimited text a row has too many fields."""
    sheet, last = table.sheet, max(column.index for column in table.columns)
    rows: dict[int, int] = {}  # the first column with a number in each
    for column in range(last + 1, sheet.width):
        cells = sheet.column(column)[table.first :]
        if values := {cell for cell in {*cells} if is_value(cell)}:
            rows = {row: column for row, cell in enumerate(cells, table.first) if cell in values} | rows
    if rows:
        code = "row-too-long" if sheet.name is None else "heading-missing"
        yield finding(code, sheet.place(*min(rows.items())), count=len(rows))


def _not_counted(table: Table) -> Iterator[Finding]:
    """Say which columns hold numbers that are no counts of those rated: plans, other years, changes, women among all.

    In a list of persons such a column holds the year in which each was born.
    """
    codes = {COMPARISON: "column-of-comparison"} | ({} if table.having("person") else {"sex": "column-of-parts"})
    for column in table.having(*codes):
        if any(is_number(table.sheet.cell(row, column.index)) for row in range(table.first, len(table.sheet.rows))):
            yield finding(codes[column.role or ""], table.heading_place(column), heading=column.word)


def _differing_periods(part: Part, table: Table, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Say that a title names another period than the sheet, as that of a copied sheet often does."""
    named = vocabulary.period_in(table.sheet.name or "")
    titled = (each.subject.period for each in part.sources if each.subject.period.origin == "title")
    for told in dict.fromkeys(titled):
        own, others = span_of(told.value), span_of(named)
        if own and others and not (own.holds(others) or others.holds(own)):
            yield finding("period-differs", table.sheet.place(), period=f"{told.value}", named=f"{named}")


def _guessed(part: Part, table: Table, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Say what the sheet does not say itself."""
    place = table.sheet.place(table.top)
    yield from _outside(table)
    yield from _not_counted(table)
    for column in table.columns:
        if column.index >= table.sheet.width:  # as only an option says
            yield finding("column-beyond-sheet", place, column=column_letters(column.index))
    if table.sheet.hidden and part.tallies:
        yield finding("sheet-hidden", table.sheet.place())
    hidden = sorted(row for row in table.sheet.hidden_rows if row >= table.first and table.sheet.filled(row))
    if hidden and part.tallies:
        yield finding("rows-hidden", table.sheet.place(hidden[0]), count=len(hidden))
    if any(source.subject.period.value is None for source in part.sources):
        yield finding("period-not-named", place)
    yield from _differing_periods(part, table, vocabulary)
    for source in part.sources:
        if source.subject.population.value and source.subject.population.origin == "default":
            names = vocabulary.populations[source.subject.population.value].names
            yield finding("population-assumed", place, population=names)
        if source.subject.measure.value and source.subject.measure.origin == "default":
            yield finding("measure-assumed", place, measure=vocabulary.measures[source.subject.measure.value].names)
