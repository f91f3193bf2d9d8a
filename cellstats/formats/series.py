"""The series of periods: each level from one period to the next, and the units that came and went."""

from collections.abc import Iterator, Sequence

from cellstats.formats.grids import Grid, level_name, subject
from cellstats.formats.style import Style
from cellstats.periods import Span, before, span_of
from cellstats.progress import Change, change_of
from cellstats.ranking import success_of
from cellstats.share import Share
from cellstats.summary import Record, Summary, records_of
from cellstats.tally import Key, Tally
from cellstats.unit_changes import Turnover, turnover


def of_series(summary: Summary, style: Style) -> Iterator[Grid]:
    """Yield a table for each population and measure, a row for each level and period."""
    for tallies in series_of(summary):
        names = ("level", "in_period", "count", "percent", "change")
        rows = [row for level in tallies[0].counts for row in _rows(level, tallies, style)]
        sizes = (f"{tally.key.period or '–'} {_base(tally, style)}" for tally in tallies)
        notes = [f"{style.label('base')}: {'; '.join(sizes)}"]
        notes += [note for each in turnovers_of(summary, tallies) for note in _came_and_went(*each, style)]
        header = tuple(style.label(name) for name in names)
        title = subject(tallies[0].key, style)
        yield Grid(title, header, ("left", "left", "right", "right", "right"), tuple(rows), tuple(notes))


def series_of(summary: Summary) -> list[list[Tally]]:
    """Return the tallies of everything together by population and measure, in the order of time."""
    series: dict[tuple[str, str], list[Tally]] = {}
    for tally in summary.totals():
        series.setdefault((tally.key.population, tally.key.measure), []).append(tally)
    return list(series.values())


def successes_of(summary: Summary, style: Style) -> Iterator[list[tuple[Tally, Share]]]:
    """Yield the shares of the success of each subject in its periods of one length, where there are several."""
    for tallies in series_of(summary):
        alike: dict[int, list[tuple[Span, Tally, Share]]] = {}
        for tally in tallies:
            span, share = span_of(tally.key.period), success_of(tally, style.vocabulary, style.base)
            if span and share and share.whole:
                alike.setdefault(span.months, []).append((span, tally, share))
        for found in alike.values():
            if len(found) > 1:
                yield [(tally, share) for _, tally, share in sorted(found, key=lambda each: each[0])]


def changes_of(record: Record, tallies: Sequence[Tally], base: str | None) -> Change | None:
    """Return how a level changed since the period before."""
    since = before(record.key.period, [tally.key.period for tally in tallies])
    earlier = next((tally for tally in tallies if since is not None and tally.key.period == since), None)
    if earlier is None:
        return None
    then = next(each for each in records_of(earlier, base) if each.level == record.level)
    same_base = record.base_kind == then.base_kind
    return change_of(since, then.share, record.share) if same_base else None


def turnovers_of(summary: Summary, tallies: Sequence[Tally]) -> Iterator[tuple[Key, str, Turnover]]:
    """Yield, for each period with one before it, its key, that period, and which units came and went."""
    units = summary.by_whole()
    keys = {tally.key.period: tally.key for tally in tallies}
    for period, key in keys.items():
        since = before(period, keys)
        if since is not None and key in units and keys[since] in units:
            yield key, since, turnover(units[keys[since]], units[key], summary.vocabulary)


def _base(tally: Tally, style: Style) -> str:
    kind, size = tally.base(style.base)
    if kind is None or size is None:
        return style.label("base_unknown")
    return style.label(f"base_{style.base_name(kind, tally.key.measure)}", base=style.count(size))


def _rows(level: str, tallies: Sequence[Tally], style: Style) -> Iterator[tuple[str, ...]]:
    for tally in tallies:
        record = next(each for each in records_of(tally, style.base) if each.level == level)
        changed = changes_of(record, tallies, style.base)
        first = tally is tallies[0]
        yield (
            level_name(record, style) if first else "",
            tally.key.period or style.label("no_period"),
            style.count(record.count),
            style.share(record.share),
            f"{style.signed(changed.count)}, {style.label('points', points=style.points(changed.share))}"
            if changed
            else "",
        )


def _came_and_went(key: Key, since: str, found: Turnover, style: Style) -> Iterator[str]:
    renamed = tuple(f"{old} → {new}" for old, new in found.renamed)
    named = {"new_units": found.new, "gone_units": found.gone, "renamed_units": renamed}
    for label, units in named.items():
        if units:
            yield style.label(label, period=key.period or "", since=since, units=", ".join(units))
