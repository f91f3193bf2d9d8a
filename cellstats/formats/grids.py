"""What people read, as grids of finished texts: frequency tables, units, verdicts."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cellstats.formats.style import Style
from cellstats.layouts import Source
from cellstats.place import Place
from cellstats.summary import Record, Summary, records_of
from cellstats.tally import Key, Tally
from cellstats.targets import Direction, Status, Verdict

NOT_COUNTED = ("unreported", "not_rated", "exempt", "unrecognized")
"""What is in none of the levels, in the order in which it is told."""

_LEVEL_WIDTH = 11  # a level's name over a column of units is wrapped to this
MOST_SOURCES = 3
"""So many places are named below a table; the JSON has all."""


@dataclass(frozen=True)
class Grid:
    """A titled table of texts; `aligned` has "left" or "right" for each column, `command` is never wrapped."""

    title: str
    header: tuple[str, ...]
    aligned: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    command: str = ""


def of_summary(summary: Summary, style: Style) -> Iterator[Grid]:
    """Yield a frequency table for each population, measure and period, and where wanted one of its units."""
    every = summary.totals(by_unit=style.by_unit)
    for tally in every:
        if tally.key.unit is None:
            yield _frequencies(tally, summary.sources, style)
            units = [each for each in every if each.key.unit and each.key.whole == tally.key]
            if units:
                yield _units(units, style)


def of_verdicts(verdicts: Sequence[Verdict], style: Style) -> Grid:
    """Return the table of verdicts: the target, its share, bound, status and margin; the sources stand below."""
    names = ("target", "share", "goal", "status", "margin")
    header = tuple(style.label(name) for name in names)
    sources = list(dict.fromkeys(verdict.target.source for verdict in verdicts if verdict.target.source))
    rows = tuple(_verdict(verdict, sources, style) for verdict in verdicts)
    notes = tuple(f"[{number}] {source}" for number, source in enumerate(sources, 1))
    return Grid("", header, ("left", "right", "right", "left", "right"), rows, notes)


def title(key: Key, style: Style) -> str:
    """Return what a table is of: population, measure, period."""
    population = style.vocabulary.populations[key.population].names[style.language]
    measure = style.vocabulary.measures[key.measure].names[style.language]
    return " · ".join((population, measure, key.period or style.label("no_period")))


def _frequencies(tally: Tally, sources: Sequence[Source], style: Style) -> Grid:
    names = ("level", "count", "percent", "cumulative", "cumulative_percent")
    rows = tuple(_frequency(record, style) for record in records_of(tally, style.base))
    notes = (base_line(tally, style), *_not_counted(tally, style), *_from(tally.key, sources, style))
    header = tuple(style.label(name) for name in names)
    return Grid(title(tally.key, style), header, ("left", *("right",) * 4), rows, notes)


def _frequency(record: Record, style: Style) -> tuple[str, ...]:
    return (
        _level(record, style),
        style.count(record.count),
        style.share(record.share),
        style.count(record.cumulative_count),
        style.percent(record.cumulative_share),
    )


def _level(record: Record, style: Style) -> str:
    return style.vocabulary.measures[record.key.measure].level(record.level).names[style.language]


def base_line(tally: Tally, style: Style) -> str:
    """Return what the shares are taken of, and of how many that is a part."""
    kind, size = tally.base(style.base)
    if kind is None or size is None:
        return f"{style.label('base')}: {style.label('base_unknown')}"
    of = style.label("of_all", base=style.count(tally.bases.all))
    more = f" {of}" if kind != "all" and tally.bases.all not in (None, size) else ""
    return f"{style.label('base')}: {style.label(f'base_{kind}', base=style.count(size))}{more}"


def _not_counted(tally: Tally, style: Style) -> Iterator[str]:
    """Yield one line of what is in none of the levels, where there is any."""
    told = [
        f"{style.number(count)} {style.label(name)}" for name in NOT_COUNTED if (count := getattr(tally.bases, name))
    ]
    if told:
        yield f"{style.label('not_counted')}: {', '.join(told)}"


def _from(key: Key, sources: Sequence[Source], style: Style) -> Iterator[str]:
    """Yield where the counts stand, and what tells that they are of this population, measure and period."""
    mine = [source for source in sources if source.subject.key == key]
    for source in mine[:MOST_SOURCES]:
        told = ((name, getattr(source.subject, name).origin) for name in ("population", "measure", "period"))
        origins = [f"{style.label(name)}: {style.label(origin)}" for name, origin in told if origin]
        place = Place(source.path, source.sheet, source.range)
        yield f"{style.label('from')}: {place} ({', '.join((style.label(source.layout), *origins))})"
    if mine[MOST_SOURCES:]:
        yield style.label("more_sources", count=style.number(len(mine) - MOST_SOURCES))


def _units(tallies: Sequence[Tally], style: Style) -> Grid:
    levels = [_level(record, style) for record in records_of(tallies[0])]
    rows: list[tuple[str, ...]] = []
    group: str | None = None
    for tally in tallies:
        if tally.key.group != group:
            group = tally.key.group
            rows.append((group or "–", "", *("" for _ in levels)))
        records = list(records_of(tally, style.base))
        shares = (_count_and_share(record, style) for record in records)
        rows.append((tally.key.unit or "", style.count(records[0].base), *shares))
    header = (style.label("unit"), style.label("base"), *(textwrap.fill(level, _LEVEL_WIDTH) for level in levels))
    key = tallies[0].key.whole
    return Grid(title(key, style), header, ("left", *("right",) * (len(header) - 1)), tuple(rows))


def _count_and_share(record: Record, style: Style) -> str:
    share = f" ({style.percent(record.share)})" if record.share else ""
    return f"{style.count(record.count)}{share}"


def _verdict(verdict: Verdict, sources: Sequence[str], style: Style) -> tuple[str, ...]:
    target = verdict.target
    period = f"({verdict.period})" if verdict.period else ""
    source = f"[{sources.index(target.source) + 1}]" if target.source else ""
    return (
        " ".join(filter(None, (target.names[style.language], period, source))),
        style.share(verdict.share, target.bound.threshold),
        style.bound(target.bound),
        style.label(verdict.status.value),
        "\n".join(_margin(verdict, style)),
    )


def _margin(verdict: Verdict, style: Style) -> Iterator[str]:
    """Yield the margin in heads and in percentage points."""
    heads, margin = verdict.margin_count, verdict.margin
    if heads is None or margin is None:
        return
    missed = verdict.status is Status.MISSED
    over = "too_many" if verdict.target.bound.direction is Direction.AT_MOST else "short"
    yield style.label(over if missed else "spare", heads=style.number(abs(heads)))
    yield style.label("points", points=style.points(margin))
