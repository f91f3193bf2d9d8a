"""What JSON, CSV and TSV share: results as flat rows of plain values."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from cellstats.findings import Finding
from cellstats.formats.series import changes_of, series_of, turnovers_of
from cellstats.formats.style import Style
from cellstats.formats.verdicts import shown_parts
from cellstats.progress import Change, change, pace
from cellstats.ranking import Ranked, ranked
from cellstats.share import half_up, points
from cellstats.summary import COLUMNS, Summary, records_of, row
from cellstats.tally import Count, Key
from cellstats.targets import Status, Verdict

Row = dict[str, str | int | float | bool | None]

_RANKS = ("rank", "differs")
_CHANGES = ("since", "change_count", "change_points")
VERDICT_COLUMNS = (
    *("id", "name", "population", "measure", "period", "unit", "count", "base", "base_kind", "percent"),
    *("bound", "threshold", "status", "margin_points", "margin_count", "source"),
    *("group", "scope", "warn_at", "bound_period", "by", "units_met", "units_at_risk", "units_missed"),
    *("units_without_data", *_CHANGES, "pace_points", "pace_kept", "mark"),
)


def record_columns(style: Style) -> tuple[str, ...]:
    """Return the columns of the records, with those that the user's choices add."""
    ranks = _RANKS if style.by_unit else ()
    changes = _CHANGES if style.by_period else ()
    return (*COLUMNS, *ranks, *changes, *(("mark",) if style.small is not None else ()))


def records(summary: Summary, tallies: Iterable[Ranked], style: Style) -> list[Row]:
    """Return the rows of the frequency tables of tallies of a summary, under the names of `record_columns`."""
    series = {tally.key: tallies for tallies in series_of(summary) for tally in tallies} if style.by_period else {}
    rows: list[Row] = []
    for each in tallies:
        for record in records_of(each.tally, style.base):
            values: Row = row(record, style.decimals)
            if style.by_unit:
                values["rank"], values["differs"] = each.rank, each.differs
            if style.by_period:
                known = record.key in series
                changes = _change(changes_of(record, series[record.key], style.base), style) if known else {}
                values |= {name: changes.get(name) for name in _CHANGES}
            if style.small is not None:
                values["mark"] = _mark(summary, each.tally.key, record.base, style)
            rows.append(values)
    return rows


def totals(tallies: Iterable[Ranked]) -> list[Row]:
    """Return the bases of each tally, and what is in none of its levels."""
    return [each.tally.key._asdict() | each.tally.bases._asdict() for each in tallies]


def turnovers(summary: Summary) -> list[dict[str, object]]:
    """Return which units came and went from one period to the next."""
    return [
        {
            **{"population": key.population, "measure": key.measure, "period": key.period, "since": since},
            **{"new": found.new, "gone": found.gone, "renamed": found.renamed},
        }
        for tallies in series_of(summary)
        for key, since, found in turnovers_of(summary, tallies)
    ]


def verdicts(result: Sequence[Verdict], style: Style) -> list[Row]:
    """Return each verdict, and behind it those on units or groups, under the names of VERDICT_COLUMNS."""
    return [_verdict(each, style) for verdict in result for each in (verdict, *shown_parts(verdict, style))]


def finding(each: Finding, style: Style) -> Row:
    """Return a finding with its message in the language."""
    place = str(each.place) if each.place else None
    return {
        "code": each.code,
        "severity": each.severity.value,
        "place": place,
        "message": each.message(style.language),
    }


def every(summary: Summary, style: Style) -> Iterator[Ranked]:
    """Yield the tallies of everything together, and behind each, where wanted, those of its units."""
    units = summary.by_whole() if style.by_unit else {}
    for whole in summary.totals():
        yield Ranked(whole, None, None, None)
        yield from ranked(whole, units.get(whole.key, ()), summary.vocabulary, style.base)


def _mark(summary: Summary, key: Key, base: Count, style: Style) -> str | None:
    if key in summary.masked:
        return "masked"
    return "small" if key.unit is not None and style.star(base) else None


def _change(changed: Change | None, style: Style) -> Row:
    if changed is None:
        return {}
    exact = points(changed.share, style.decimals)
    return {"since": changed.since, "change_count": changed.count, "change_points": float(exact)}


def _verdict(verdict: Verdict, style: Style) -> Row:
    """Return a verdict; percent and points are rounded half up."""
    target, bound = verdict.target, verdict.bound
    counted = verdict.counted
    values: Row = {
        **{"id": target.id, "name": target.names[style.language], "population": "+".join(target.populations)},
        **{"measure": target.measure, "period": verdict.period, "source": target.source},
        **{"unit": verdict.of.unit if verdict.of else None, "group": verdict.of.group if verdict.of else None},
        **{"bound": target.goal.direction.value, "threshold": _number(bound.threshold) if bound else None},
        **{"bound_period": bound.period if bound else None, "by": target.by, "scope": target.scope.value},
        "warn_at": _number(bound.warn.value) if bound and bound.warn else None,
        "status": verdict.told,
    }
    if verdict.parts:
        values |= {"units_met": counted[Status.MET], "units_at_risk": counted[Status.AT_RISK]}
        values |= {"units_missed": counted[Status.MISSED], "units_without_data": counted[Status.NO_DATA]}
    elif not verdict.masked:
        values |= _numbers(verdict, style)
    if style.small is not None and verdict.of:
        small = verdict.share and style.star(verdict.share.whole)
        values |= {"mark": "masked" if verdict.masked else "small" if small else None}
    return {name: values.get(name) for name in VERDICT_COLUMNS}


def _numbers(verdict: Verdict, style: Style) -> Row:
    """Return the share of a verdict, its margin, its change, and the pace it needs."""
    share, bound = verdict.share, verdict.bound
    percent = share.percent(style.decimals, bound.threshold if bound else None) if share else None
    needed = pace(verdict)
    return {
        **{"count": share.part if share else None, "base": share.whole if share else None},
        **{"base_kind": verdict.base_kind, "percent": _float(percent), "margin_count": verdict.margin_count},
        "margin_points": None if verdict.margin is None else float(points(verdict.margin, style.decimals)),
        **_change(change(verdict), style),
        "pace_points": float(points(needed.needed, style.decimals)) if needed else None,
        "pace_kept": needed.kept if needed else None,
    }


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _number(threshold: Fraction) -> int | float:
    """Return a threshold in percent: 90, 33.3, and for 2/3 the nearest number."""
    percent = threshold * 100
    return int(percent) if percent.denominator == 1 else float(half_up(percent, 12))
