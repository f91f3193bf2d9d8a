"""What people read, as grids of finished texts: frequency tables and units."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from cellstats.formats.style import Style
from cellstats.layouts import Source
from cellstats.place import Place
from cellstats.ranking import Differs, Ranked, ranked
from cellstats.summary import Record, Summary, records_of, share_of
from cellstats.tally import NOT_COUNTED, Count, Key, Tally

SIGNS = {Differs.FAR_ABOVE: "▲▲", Differs.ABOVE: "▲", Differs.BELOW: "▼", Differs.FAR_BELOW: "▼▼"}
"""Beside a unit that differs from the whole by more than chance explains."""

APART = "†"
"""Beside the base of a unit that is another than that of the whole."""

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
    units = summary.by_whole() if style.by_unit else {}
    for tally in summary.totals():
        yield _frequencies(tally, summary.sources, style)
        if tally.key in units:
            yield _units(tally, units[tally.key], summary, style)


def of_units(summary: Summary, style: Style) -> Iterator[Grid]:
    """Yield a table of the units of each population, measure and period."""
    units = summary.by_whole()
    for whole in summary.totals():
        if whole.key in units:
            yield _units(whole, units[whole.key], summary, style)


def title(key: Key, style: Style) -> str:
    """Return what a table is of: population, measure, period."""
    return f"{subject(key, style)} · {key.period or style.label('no_period')}"


def subject(key: Key, style: Style) -> str:
    """Return what a table is of in any period: population, measure."""
    population = style.vocabulary.populations[key.population].names[style.language]
    return f"{population} · {style.vocabulary.measures[key.measure].names[style.language]}"


def _frequencies(tally: Tally, sources: Sequence[Source], style: Style) -> Grid:
    names = ("level", "count", "percent", "cumulative", "cumulative_percent")
    rows = tuple(_frequency(record, style) for record in records_of(tally, style.base))
    notes = (base_line(tally, style), *not_counted(tally, style), *_from(tally.key, sources, style))
    header = tuple(style.label(name) for name in names)
    return Grid(title(tally.key, style), header, ("left", *("right",) * 4), rows, notes)


def _frequency(record: Record, style: Style) -> tuple[str, ...]:
    return (
        level_name(record, style),
        style.count(record.count),
        style.share(record.share),
        style.count(record.cumulative_count),
        style.percent(record.cumulative_share),
    )


def level_name(record: Record, style: Style) -> str:
    """Return the name of the level of a record."""
    return style.vocabulary.measures[record.key.measure].level(record.level).names[style.language]


def base_line(tally: Tally, style: Style) -> str:
    """Return what the shares are taken of, and of how many that is a part."""
    kind, size = tally.base(style.base)
    if kind is None or size is None:
        why = "base_unrecognized" if tally.bases.unrecognized else "base_unknown"
        return f"{style.label('base')}: {style.label(why)}"
    name = style.base_name(kind, tally.key.measure)
    of = style.label("of_all", base=style.count(tally.bases.all))
    more = f" {of}" if kind != "all" and tally.bases.all not in (None, size) else ""
    return f"{style.label('base')}: {style.label(f'base_{name}', base=style.count(size))}{more}"


def not_counted(tally: Tally, style: Style) -> Iterator[str]:
    """Yield one line of what is in none of the levels, where there is any."""
    told = [
        f"{style.number(count)} {style.label(name)}" for name in NOT_COUNTED if (count := getattr(tally.bases, name))
    ]
    if told:
        yield f"{style.label('not_counted')}: {', '.join(told)}"


def _from(key: Key, sources: Sequence[Source], style: Style) -> Iterator[str]:
    """Yield where the counts stand, and what tells that they are of this population, measure and period."""
    mine = [source for source in sources if source.subject.key == key]
    most = len(mine) if style.verbose else MOST_SOURCES
    for source in mine[:most]:
        told = ((name, getattr(source.subject, name).origin) for name in ("population", "measure", "period"))
        origins = [f"{style.label(name)}: {style.label(origin)}" for name, origin in told if origin]
        place = Place(source.path, source.sheet, source.range or None)
        yield f"{style.label('from')}: {place} ({', '.join((style.label(source.layout), *origins))})"
    if mine[most:]:
        yield style.label("more_sources", count=style.number(len(mine) - most))


def unit_name(key: Key | None) -> str:
    """Return the name of a unit, with the groups above it where there are any; or the name of a group."""
    return "" if key is None else " / ".join(filter(None, (key.group, key.unit)))


def _units(whole: Tally, tallies: Sequence[Tally], summary: Summary, style: Style) -> Grid:
    """Return the units, ranked; what the signs beside those that differ mean stands below."""
    every = ranked(whole, tallies, style.vocabulary, style.base)
    scale = style.vocabulary.measures[whole.key.measure]
    names = [style.short(scale.level(level)) for level in whole.counts]
    ranked_by = style.success(whole.key.measure, short=True)
    better = [] if scale.success == scale.level_ids[0] else [ranked_by]
    header = (style.label("unit"), style.label("base"), *names, *better)
    differ = [each.differs for each in every if each.differs]
    masks = any(tally.key in summary.masked for tally in tallies)
    outside = _outside(whole, tallies, style)
    notes = (
        *([style.label("in_no_unit", count=style.number(outside))] if outside else []),
        style.label("ranked_by", level=ranked_by),
        *(f"{SIGNS[each]} {style.label(each.value)}" for each in Differs if each in differ),
        *style.small_notes([tally.base(style.base)[1] for tally in tallies], masks=masks),
        *([f"{APART} {style.label('apart')}"] if any(each.apart for each in every) else []),
    )
    cell = lru_cache(None)(partial(_count_and_share, style))  # of many small units, many have the same
    rows = tuple(_unit(each, summary, style, cell, better=bool(better)) for each in every)
    return Grid(title(whole.key, style), header, ("left", *("right",) * (len(header) - 1)), rows, notes)


def _outside(whole: Tally, tallies: Sequence[Tally], style: Style) -> int:
    """Return how many are in no unit, where that is known, of the base of the whole."""
    kind = whole.base(style.base)[0]
    sizes = [tally.base(kind)[1] for tally in (whole, *tallies)]
    known = [size for size in sizes if size is not None]
    return max(known[0] - sum(known[1:]), 0) if len(known) == len(sizes) else 0


def _unit(
    each: Ranked, summary: Summary, style: Style, cell: Callable[[Count, Count], str], *, better: bool
) -> tuple[str, ...]:
    """Return the row of a unit: its rank, name and group, its base, each level, and the share it is ranked by."""
    tally = each.tally
    rank = "–" if each.rank is None else f"{style.number(each.rank)}."
    sign = f" {SIGNS[each.differs]}" if each.differs else ""
    below = f"\n({tally.key.group})" if tally.key.group else ""
    name = f"{rank} {tally.key.unit}{sign}{below}"
    if tally.key in summary.masked:
        return (name, *[style.label("masked")] * (1 + len(tally.counts) + better))
    base = tally.base(style.base)[1]
    levels = [cell(count, base) for count in tally.counts.values()]
    size = style.count(base) + style.star(base) + (f" {APART}" if each.apart else "")
    return (name, size, *levels, *([style.percent(each.share)] if better else []))


def _count_and_share(style: Style, count: Count, base: Count) -> str:
    shown, share = style.count(count), share_of(count, base)
    return f"{shown}\n{style.percent(share)}" if share else shown
