"""The tables of a report as values: counts and rounded percentages as numbers, names in the language.

What people can calculate with and hand on; grids.py has the same as finished texts.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from cellstats.formats.grids import base_line, level_name, not_counted, title
from cellstats.formats.series import changes_of, series_of
from cellstats.formats.style import Style
from cellstats.layouts import Source
from cellstats.ranking import Ranked, ranked, success_of
from cellstats.share import points
from cellstats.summary import Record, Summary, percent_of, records_of
from cellstats.tally import Bases, Key, Tally

METHOD = ("method_shares", "method_rounding", "method_unknown")

SUBJECT = 3
"""So many columns at the left of the levels and units tell of what they are: population, measure, period."""

_MOST_DRAWN = 40  # units in a chart

Value = str | int | Decimal | None
"""A text, a count, or a percentage that is rounded as it is shown everywhere; None for what is not known."""


@dataclass(frozen=True)
class Column:
    """A column: its heading, and whether it holds "text", a "count", a "percent", a "goal" or a "status"."""

    heading: str
    kind: str = "text"


@dataclass(frozen=True)
class Sheet:
    """One table with its name; `drawn` are rows that make one picture, as (title, first row, rows), from 0.

    A picture shows the column `values` by the columns `names`, beside the bounds of the column `lines`. A `total`
    stands below the rows, whatever their order.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    drawn: tuple[tuple[str, int, int], ...] = ()
    names: tuple[int, int] = (0, 0)
    values: int = 0
    lines: int | None = None
    total: tuple[Value, ...] | None = None


def of_summary(summary: Summary, style: Style, before: Iterable[Sheet] = ()) -> Iterator[Sheet]:
    """Yield levels, bases, changes, wanted units, sources and method; what was found is first if it is an error."""
    wholes, found = summary.totals(), [findings_of(summary, style)]
    yield from () if summary.trusted else found
    yield from before
    yield levels_of(wholes, summary, style)
    yield _bases(summary, style)
    yield from changes_of_periods(summary, style)
    yield from units_of(wholes, summary, style)
    yield from found if summary.trusted else ()
    yield sources_of(summary.sources, style)
    yield _method(wholes, style)


def headed(style: Style, **kinds: str) -> tuple[Column, ...]:
    """Return columns by the labels of their headings and their kinds."""
    return tuple(Column(style.label(name), kind) for name, kind in kinds.items())


def _subject(key: Key, style: Style) -> tuple[str | None, str | None, str | None]:
    """Return the names of what something is of; a source, as a saved summary has it, may not tell or not be known."""
    populations, measures = style.vocabulary.populations, style.vocabulary.measures
    people = populations[key.population].names[style.language] if key.population in populations else key.population
    measure = measures[key.measure].names[style.language] if key.measure in measures else key.measure
    return people or None, measure or None, key.period


def levels_of(wholes: Sequence[Tally], summary: Summary, style: Style) -> Sheet:
    """Return the frequency tables, one below the other."""
    columns = headed(style, of_population="text", of_measure="text", in_period="text", level="text", count="count")
    columns += headed(style, base="count", percent="percent", cumulative="count", cumulative_percent="percent")
    rows: list[tuple[Value, ...]] = []
    drawn: list[tuple[str, int, int]] = []
    for whole in wholes:
        masked = whole.key in summary.masked
        records = [*records_of(whole, style.base)]
        drawn += [] if masked else [(title(whole.key, style), len(rows), len(records))]
        rows += [(*_subject(whole.key, style), *_level(record, style, masked=masked)) for record in records]
    return Sheet(style.label("summary"), columns, tuple(rows), tuple(drawn), names=(3, 3), values=6)


def _level(record: Record, style: Style, *, masked: bool) -> tuple[Value, ...]:
    if masked:
        return level_name(record, style), *[style.label("masked")] * 5
    percents = record.percent(style.decimals), record.cumulative_percent(style.decimals)
    return level_name(record, style), record.count, record.base, percents[0], record.cumulative_count, percents[1]


def _bases(summary: Summary, style: Style) -> Sheet:
    """Return how many there are, and how many of them are in none of the levels, and why."""
    columns = headed(style, of_population="text", of_measure="text", in_period="text")
    columns += headed(style, unit="text", group="text") if style.by_unit else ()
    columns += tuple(Column(style.label(f"heads_{name}"), "count") for name in Bases._fields)
    every = summary.totals(by_unit=style.by_unit)
    sheet = Sheet(style.label("bases"), columns, tuple(_base(each, summary, style) for each in every))
    grouped = not style.by_unit or any(each.key.group for each in every)
    return sheet if grouped else without(sheet, 4)


def _base(tally: Tally, summary: Summary, style: Style) -> tuple[Value, ...]:
    unit = (tally.key.unit or style.label("together"), tally.key.group) if style.by_unit else ()
    masked = style.label("masked") if tally.key in summary.masked else None
    heads = (masked or count for count in tally.bases)
    return *_subject(tally.key, style), *unit, *heads


def without(sheet: Sheet, column: int) -> Sheet:
    """Return a sheet without a column that is blank, left of its values that are drawn."""
    rows, total = tuple(_less(row, column) for row in sheet.rows), sheet.total and _less(sheet.total, column)
    columns = (*sheet.columns[:column], *sheet.columns[column + 1 :])
    lines = None if sheet.lines is None else sheet.lines - 1
    return replace(sheet, columns=columns, rows=rows, values=sheet.values - 1, lines=lines, total=total)


def _less(row: tuple[Value, ...], column: int) -> tuple[Value, ...]:
    return (*row[:column], *row[column + 1 :])


def changes_of_periods(summary: Summary, style: Style) -> Iterator[Sheet]:
    """Yield how each level changed from one period to the next, where there are several."""
    columns = headed(style, of_population="text", of_measure="text", level="text", in_period="text", count="count")
    columns += headed(style, base="count", percent="percent", since="text", change_heads="change")
    columns += headed(style, change_points="points")
    rows = [
        _changed(record, tallies, style)
        for tallies in series_of(summary)
        if len(tallies) > 1
        for records in zip(*(records_of(tally, style.base) for tally in tallies), strict=True)
        for record in records
    ]
    if rows:
        yield Sheet(style.label("changes"), columns, tuple(rows))


def _changed(record: Record, tallies: Sequence[Tally], style: Style) -> tuple[Value, ...]:
    change = changes_of(record, tallies, style.base)
    people, measure, period = _subject(record.key, style)
    change_ = (change.since, change.count, points(change.share, style.decimals)) if change else (None,) * 3
    counts = record.count, record.base, record.percent(style.decimals)
    return people, measure, level_name(record, style), period, *counts, *change_


def units_of(wholes: Sequence[Tally], summary: Summary, style: Style) -> Iterator[Sheet]:
    """Yield the units of each subject, ranked, where they are wanted."""
    units = summary.by_whole() if style.by_unit else {}
    numbered = [whole for whole in wholes if whole.key in units]
    for number, whole in enumerate(numbered, 1):
        name = style.label("units") if len(numbered) == 1 else f"{style.label('units')} {number}"
        yield ranks_of(name, whole, ranked(whole, units[whole.key], style.vocabulary, style.base), summary, style)


def ranks_of(name: str, whole: Tally, every: Sequence[Ranked], summary: Summary, style: Style) -> Sheet:
    """Return the units of a subject in their order, and below them the whole."""
    scale = style.vocabulary.measures[whole.key.measure]
    columns = [*headed(style, of_population="text", of_measure="text", in_period="text")]
    best = style.success(whole.key.measure, short=True)
    columns += headed(style, rank="count", unit="text", group="text", base="count")
    columns += [Column(f"{best} (%)", "percent")]
    for level in whole.counts:
        short = style.short(scale.level(level))
        columns += [Column(short, "count"), Column(f"{short} %", "percent")]
    columns += headed(style, remark="text")
    subject_ = _subject(whole.key, style)
    rows = tuple([(*subject_, *_unit(each, summary, style)) for each in every])
    most = min(sum(each.share is not None for each in every), _MOST_DRAWN)  # the others stand last
    part = f" (1–{most})" if most < len(rows) else ""
    picture = (f"{title(whole.key, style)}: {best}{part}", 0, most)
    total = (*subject_, *_unit(_together(whole, style), summary, style))
    every_one = Sheet(name, tuple(columns), rows, (picture,), names=(4, 4), values=7, total=total)
    return every_one if any(each.tally.key.group for each in every) else without(every_one, 5)


def _together(whole: Tally, style: Style) -> Ranked:
    """Return the whole as the row below its units."""
    named = replace(whole, key=whole.key.of_unit(style.label("together")))
    return Ranked(named, success_of(whole, style.vocabulary, style.base), None, None)


def _unit(each: Ranked, summary: Summary, style: Style) -> tuple[Value, ...]:
    key = each.tally.key
    if key in summary.masked:
        return None, key.unit, key.group, *[style.label("masked")] * (2 + 2 * len(each.tally.counts)), None
    base = each.tally.base(style.base)[1]
    remarks = [style.label(each.differs.value)] if each.differs else []
    remarks += [style.label("apart")] if each.apart else []
    remarks += [style.label("small", small=style.number(style.small))] if style.small and style.star(base) else []
    levels: list[Value] = []
    for count in each.tally.counts.values():
        levels += (count, percent_of(count, base, style.decimals))
    ranked_by = each.share.percent(style.decimals) if each.share else None
    return each.rank, key.unit, key.group, base, ranked_by, *levels, "; ".join(remarks) or None


def findings_of(summary: Summary, style: Style) -> Sheet:
    """Return what was found, each with its place; or that it was nothing, or is not published."""
    columns = headed(style, severity="text", place="text", message="text")
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (style.label(each.severity), str(each.place) if each.place else None, each.message(style.language))
        for each in summary.findings
    )
    nothing = style.label("no_findings" if summary.mask_below is None else "findings_masked")
    return Sheet(style.label("findings"), columns, rows or ((None, None, nothing),))


def sources_of(sources: Sequence[Source], style: Style) -> Sheet:
    """Return the tables that were read, and what they were taken for."""
    columns = headed(style, file="text", sheet="text", range="text", layout="text", of_population="text")
    columns += headed(style, of_measure="text", in_period="text")
    rows = tuple(
        (each.path, each.sheet, each.range or None, style.label(each.layout), *_told(each, style)) for each in sources
    )
    return Sheet(style.label("sources"), columns, rows)


def _told(source: Source, style: Style) -> tuple[str | None, ...]:
    """Return what a table is of, each with what told it."""
    subject_, names = source.subject, _subject(source.subject.key, style)
    told = (subject_.population, subject_.measure, subject_.period)
    return tuple(
        f"{name} ({style.label(each.origin)})" if name and each.origin else name
        for name, each in zip(names, told, strict=True)
    )


def _method(wholes: Sequence[Tally], style: Style) -> Sheet:
    lines = [style.label(name) for name in METHOD]
    for whole in wholes:
        lines += [
            f"{title(whole.key, style)}: {line}" for line in (base_line(whole, style), *not_counted(whole, style))
        ]
    return Sheet(style.label("method"), headed(style, method="text"), tuple((line,) for line in lines))
