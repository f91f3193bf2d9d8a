"""The tables of a report as values: counts and rounded percentages as numbers, names in the language.

What people can calculate with and hand on; grids.py has the same as finished texts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from cellstats.findings import Finding
from cellstats.formats.grids import base_line, level_name, not_counted, title, unit_name
from cellstats.formats.sentences import sentence
from cellstats.formats.style import Style
from cellstats.formats.verdicts import worst_first
from cellstats.layouts import Source
from cellstats.ranking import Ranked, ranked
from cellstats.share import Share, points
from cellstats.summary import Record, Summary, records_of
from cellstats.tally import Key, Tally
from cellstats.targets import Verdict

_MOST_DRAWN = 40  # units in a chart

Value = str | int | Decimal | None
"""A text, a count, or a percentage that is rounded as it is shown everywhere; None for what is not known."""


@dataclass(frozen=True)
class Column:
    """A column: its heading, and whether it holds "text", a "count", a "percent" or a "status"."""

    heading: str
    kind: str = "text"


@dataclass(frozen=True)
class Sheet:
    """One table with its name; `drawn` are rows that make one picture, as (title, first row, rows), from 0.

    A picture shows the column `values` by the column `names`, beside the bounds of the column `lines`.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    drawn: tuple[tuple[str, int, int], ...] = ()
    names: int = 0
    values: int = 0
    lines: int | None = None


def of_summary(summary: Summary, style: Style) -> Iterator[Sheet]:
    """Yield the levels of all subjects, where wanted the units of each, what was found, and from where it comes."""
    wholes = summary.totals()
    yield _levels(wholes, summary, style)
    units = summary.by_whole() if style.by_unit else {}
    numbered = [whole for whole in wholes if whole.key in units]
    for number, whole in enumerate(numbered, 1):
        name = style.label("units") if len(numbered) == 1 else f"{style.label('units')} {number}"
        yield _units(name, whole, units[whole.key], summary, style)
    yield _findings(summary.findings, style)
    yield _sources(summary.sources, style)
    yield _method(wholes, style)


def of_verdicts(verdicts: Sequence[Verdict], findings: Sequence[Finding], style: Style) -> Iterator[Sheet]:
    """Yield the verdicts, what was found, and how it was counted."""
    yield _verdicts(verdicts, style)
    yield _findings(findings, style)
    yield _method((), style)


def _headed(style: Style, **kinds: str) -> tuple[Column, ...]:
    return tuple(Column(style.label(name), kind) for name, kind in kinds.items())


def _percent(share: Share | None, style: Style) -> Decimal | None:
    return share.percent(style.decimals) if share else None


def _subject(key: Key, style: Style) -> tuple[str | None, str | None, str | None]:
    """Return the names of what something is of; a source, as a saved summary has it, may not tell or not be known."""
    populations, measures = style.vocabulary.populations, style.vocabulary.measures
    people = populations[key.population].names[style.language] if key.population in populations else key.population
    measure = measures[key.measure].names[style.language] if key.measure in measures else key.measure
    return people or None, measure or None, key.period


def _levels(wholes: Sequence[Tally], summary: Summary, style: Style) -> Sheet:
    columns = _headed(style, of_population="text", of_measure="text", in_period="text", level="text", count="count")
    columns += _headed(style, base="count", percent="percent", cumulative="count", cumulative_percent="percent")
    rows: list[tuple[Value, ...]] = []
    drawn: list[tuple[str, int, int]] = []
    for whole in wholes:
        masked = whole.key in summary.masked
        records = [*records_of(whole, style.base)]
        drawn += [] if masked else [(title(whole.key, style), len(rows), len(records))]
        rows += [(*_subject(whole.key, style), *_level(record, style, masked=masked)) for record in records]
    return Sheet(style.label("summary"), columns, tuple(rows), tuple(drawn), names=3, values=6)


def _level(record: Record, style: Style, *, masked: bool) -> tuple[Value, ...]:
    if masked:
        return level_name(record, style), *[style.label("masked")] * 5
    percents = _percent(record.share, style), _percent(record.cumulative_share, style)
    return level_name(record, style), record.count, record.base, percents[0], record.cumulative_count, percents[1]


def _units(name: str, whole: Tally, units: Sequence[Tally], summary: Summary, style: Style) -> Sheet:
    scale = style.vocabulary.measures[whole.key.measure]
    columns = [*_headed(style, of_population="text", of_measure="text", in_period="text")]
    columns += _headed(style, rank="count", unit="text", group="text", base="count")
    for level in whole.counts:
        short = style.short(scale.level(level))
        columns += [Column(short, "count"), Column(f"{short} %", "percent")]
    success = style.short(scale.level(scale.success))
    best = success if scale.success == scale.level_ids[0] else style.label("or_better", level=success)
    columns += [Column(f"{best} (%)", "percent"), *_headed(style, differs="text")]
    every = ranked(whole, units, style.vocabulary, style.base)
    rows = tuple((*_subject(whole.key, style), *_unit(each, summary, style)) for each in every)
    most = min(len(rows), _MOST_DRAWN)
    part = f" (1–{most})" if most < len(rows) else ""
    picture = (f"{title(whole.key, style)}: {best}{part}", 0, most)
    return Sheet(name, tuple(columns), rows, (picture,), names=4, values=len(columns) - 2)


def _unit(each: Ranked, summary: Summary, style: Style) -> tuple[Value, ...]:
    key = each.tally.key
    if key in summary.masked:
        return None, key.unit, key.group, *[style.label("masked")] * (2 + 2 * len(each.tally.counts)), None
    counts = [(record.count, _percent(record.share, style)) for record in records_of(each.tally, style.base)]
    base = each.tally.base(style.base)[1]
    differs = style.label(each.differs.value) if each.differs else None
    levels = (value for pair in counts for value in pair)
    return each.rank, key.unit, key.group, base, *levels, _percent(each.share, style), differs


def _verdicts(verdicts: Sequence[Verdict], style: Style) -> Sheet:
    columns = _headed(style, target="text", in_period="text", unit="text", numerator="count", base="count")
    columns += _headed(style, percent="percent", goal="percent", goal_words="text", status="status")
    columns += _headed(style, margin_heads="count", margin_points="points", source="text")
    drawn = [verdict for verdict in verdicts if verdict.share]  # they stand first, so that a chart can show them
    others = (each for verdict in verdicts for each in (verdict, *sorted(verdict.parts, key=worst_first)))
    ordered = [*drawn, *(each for each in others if each.of or not each.share)]
    rows = tuple(_verdict(each, style) for each in ordered)
    picture = ((style.label("targets_drawn"), 0, len(drawn)),) if drawn else ()
    every = Sheet(style.label("targets"), columns, rows, picture, names=0, values=5, lines=6)
    return every if any(verdict.parts for verdict in verdicts) else _without(every, 2)


def _without(sheet: Sheet, column: int) -> Sheet:
    """Return a sheet without a column that is blank, left of those that are drawn."""
    rows = tuple((*row[:column], *row[column + 1 :]) for row in sheet.rows)
    columns = (*sheet.columns[:column], *sheet.columns[column + 1 :])
    lines = None if sheet.lines is None else sheet.lines - 1
    return replace(sheet, columns=columns, rows=rows, values=sheet.values - 1, lines=lines)


def _verdict(verdict: Verdict, style: Style) -> tuple[Value, ...]:
    target, bound = verdict.target, verdict.bound
    name, unit = target.names[style.language], unit_name(verdict.of) or None
    threshold = None if bound is None else points(bound.threshold, style.decimals)
    words = sentence(target, style)
    if verdict.masked:
        masked = style.label("masked")
        return name, verdict.period, unit, None, None, None, threshold, words, masked, None, None, target.source
    share = verdict.share
    percent = share.percent(style.decimals, bound.threshold if bound else None) if share else None
    margin = None if verdict.margin is None else points(verdict.margin, style.decimals)
    return (
        *(name, verdict.period, unit, share.part if share else None, share.whole if share else None, percent),
        *(threshold, words, style.label(verdict.status.value), verdict.margin_count, margin, target.source),
    )


def _findings(findings: Sequence[Finding], style: Style) -> Sheet:
    columns = _headed(style, severity="text", place="text", message="text")
    rows = tuple(
        (style.label(each.severity), str(each.place) if each.place else None, each.message(style.language))
        for each in findings
    )
    return Sheet(style.label("findings"), columns, rows)


def _sources(sources: Sequence[Source], style: Style) -> Sheet:
    columns = _headed(style, file="text", sheet="text", range="text", layout="text", of_population="text")
    columns += _headed(style, of_measure="text", in_period="text")
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
    lines = [style.label("method_shares"), style.label("method_rounding"), style.label("method_unknown")]
    for whole in wholes:
        lines += [
            f"{title(whole.key, style)}: {line}" for line in (base_line(whole, style), *not_counted(whole, style))
        ]
    return Sheet(style.label("method"), _headed(style, method="text"), tuple((line,) for line in lines))
