"""How each sheet was understood, before any number is added up; and the options that keep it so."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cellstats.findings import Finding, grouped
from cellstats.layouts import Column, Outline, Part, Subject
from cellstats.place import column_letters
from cellstats.tally import Key, Tally, total


@dataclass(frozen=True)
class InspectedColumn:
    """A column by its letters: what it is for, of whom, and the words of its heading, which decided.

    `measure` is that of a level, `period` and `stage` ("proposed", "official") what the heading says of them.
    """

    letters: str
    role: str | None
    population: str | None
    words: tuple[str, ...]
    measure: str | None = None
    period: str | None = None
    stage: str | None = None


@dataclass(frozen=True)
class InspectedTable:
    """A table as it was understood; rows are counted from 1, as Excel does.

    `rows` are those taken for "counted", "group", "total", "part", "below" or "unknown"; `totals` has what was
    counted of each subject.
    """

    layout: str
    range: str
    heading_rows: tuple[int, int] | None
    number_row: int | None
    columns: tuple[InspectedColumn, ...]
    subjects: tuple[Subject, ...]
    totals: tuple[Tally, ...]
    rows: Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class InspectedSheet:
    """A sheet, a saved summary, or a file that could not be read; `options` keep today's reading of it."""

    path: str
    name: str | None
    tables: tuple[InspectedTable, ...]
    findings: tuple[Finding, ...]
    options: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        """The command that keeps today's reading."""
        return shlex.join(["cellstats", "summarize", self.path, *self.options])


def inspected(part: Part) -> InspectedSheet:
    """Return how a page was understood."""
    sheets = [outline.table.sheet.place() for outline in part.outlines]
    findings = grouped(part.findings)
    places = [*sheets, *(each.place for each in findings if each.place)]
    path, name = (places[0].source, places[0].sheet) if places else (part.sources[0].path, part.sources[0].sheet)
    tables = tuple(_table(outline) for outline in part.outlines if not outline.unread)
    return InspectedSheet(path, name, tables, findings, tuple(_options(part.outlines, name)))


def _table(outline: Outline) -> InspectedTable:
    table = outline.table
    subjects = tuple(dict.fromkeys(source.subject for source in outline.sources))
    units: dict[Key, list[Tally]] = {subject.key: [] for subject in subjects}
    for tally in outline.tallies:
        units[tally.key.whole].append(tally)
    above = table.sheet.skipped
    rows = {kind: [row for rows in found for row in rows] for kind, found in outline.rows.items() if found}
    last = max((row for found in rows.values() for row in found), default=table.first - 1)
    return InspectedTable(
        outline.layout,
        table.area(last),
        (above + table.top + 1, above + table.bottom) if table.bottom > table.top else None,
        above + table.bottom + 1 if table.first > table.bottom else None,
        tuple(
            InspectedColumn(
                column_letters(each.index),
                role_of(each, outline),
                each.population,
                each.words,
                _level(each, outline)[0] if each.role == "level" else None,
                each.period,
                each.stage,
            )
            for each in table.columns
            if each.words or each.role
        ),
        subjects,
        tuple(total(units[subject.key], subject.key) for subject in subjects if units[subject.key]),
        {kind: [above + row + 1 for row in found] for kind, found in rows.items()},
    )


def _options(outlines: Sequence[Outline], name: str | None) -> Iterator[str]:
    """Yield the options that keep today's reading: of every table its heading, and what all tables agree on.

    There are none where a table has no heading, or an option says of some what it must not say of others: where
    headings are named, it holds for all.
    """
    subjects = {source.subject for outline in outlines for source in outline.sources}
    told = {part: {getattr(subject, part) for subject in subjects} for part in ("population", "measure", "period")}
    unread = any(outline.unread for outline in outlines)
    agreed = {part: found for part, found in told.items() if len({each.value for each in found}) == 1 and not unread}
    said = {part for part, found in told.items() if any(each.origin == "option" for each in found)}
    if not subjects or said - agreed.keys() or any(each.table.bottom == each.table.top for each in outlines):
        return
    columns = {tuple(_columns(outline)) for outline in outlines}
    if len(columns) > 1 and any(outline.table.having("label") for outline in outlines):
        return  # what is said of a column holds for all tables too
    if name is not None:
        yield from ("--sheet", name)
    for outline in outlines:
        above = outline.table.sheet.skipped
        first, last = above + outline.table.top + 1, above + outline.table.bottom
        yield from ("--header-row", f"{first}-{last}" if last > first else f"{first}")
    for column in columns.pop() if len(columns) == 1 else ():
        yield from ("--column", column)
    for part, found in agreed.items():
        if value := next(iter(found)).value:
            yield from (f"--{part}", value)


def _columns(outline: Outline) -> Iterator[str]:
    for column in outline.table.columns:
        if role := role_of(column, outline):  # what is not understood stays so, and is told again
            yield f"{role}={column_letters(column.index)}"


def _level(column: Column, outline: Outline) -> tuple[str, str]:
    """Return the measure and level of a column: of the measure that its heading names, else of one that is read."""
    read = {source.subject.measure.value for source in outline.sources}
    wanted = [pair for pair in column.levels if pair[0] in (column.measures or read)]
    return (wanted or [pair for pair in column.levels if pair[0] in read] or [*column.levels])[0]


def role_of(column: Column, outline: Outline) -> str | None:
    """Return the role of a column as it can be forced: the id of its level or measure, else its role."""
    if column.role == "level":
        return _level(column, outline)[1]
    if column.role == "measure":
        measures = {source.subject.measure.value for source in outline.sources}
        named = column.measures & measures or (measures if len(measures) == 1 else set())
        return min(filter(None, named), default=None)
    if column.role is None and column in outline.counted:
        return "count"
    return column.role
