"""What JSON, CSV and TSV share: results as flat rows of plain values."""

from dataclasses import fields
from fractions import Fraction

from cellstats.findings import Finding
from cellstats.formats.style import Style
from cellstats.share import half_up, points
from cellstats.summary import COLUMNS, Summary, row
from cellstats.tally import Bases
from cellstats.targets import Verdict

Row = dict[str, str | int | float | None]

RECORD_COLUMNS = COLUMNS
VERDICT_COLUMNS = (
    *("id", "name", "population", "measure", "period", "unit", "count", "base", "base_kind", "percent"),
    *("bound", "threshold", "status", "margin_points", "margin_count", "source"),
)


def records(summary: Summary, style: Style) -> list[Row]:
    """Return the rows of the frequency tables under the names of RECORD_COLUMNS."""
    return [row(record, style.decimals) for record in summary.records(by_unit=style.by_unit, base=style.base)]


def totals(summary: Summary, style: Style) -> list[Row]:
    """Return the bases of each tally, and what is in none of its levels."""
    rows = []
    for tally in summary.totals(by_unit=style.by_unit):
        key: Row = {
            "population": tally.key.population,
            "measure": tally.key.measure,
            "period": tally.key.period,
        }
        bases: Row = {each.name: getattr(tally.bases, each.name) for each in fields(Bases)}
        rows.append(key | {"unit": tally.key.unit, "group": tally.key.group} | bases)
    return rows


def verdict(verdict: Verdict, style: Style) -> Row:
    """Return a verdict under the names of VERDICT_COLUMNS; percent and points are rounded half up."""
    target, share = verdict.target, verdict.share
    percent = share.percent(style.decimals, target.bound.threshold) if share else None
    margin = None if verdict.margin is None else points(verdict.margin, style.decimals)
    values = (
        *(
            target.id,
            target.names[style.language],
            "+".join(target.populations),
            target.measure,
            verdict.period,
            None,
        ),
        *(share.part if share else None, share.whole if share else None, verdict.base_kind),
        *(
            None if percent is None else float(percent),
            target.bound.direction.value,
            _number(target.bound.threshold),
        ),
        *(
            verdict.status.value,
            None if margin is None else float(margin),
            verdict.margin_count,
            target.source,
        ),
    )
    return dict(zip(VERDICT_COLUMNS, values, strict=True))


def finding(each: Finding, style: Style) -> Row:
    """Return a finding with its message in the language."""
    place = str(each.place) if each.place else None
    return {
        "code": each.code,
        "severity": each.severity.value,
        "place": place,
        "message": each.message(style.language),
    }


def _number(threshold: Fraction) -> int | float:
    """Return a threshold in percent: 90, 33.3, and for 2/3 the nearest number."""
    percent = threshold * 100
    return int(percent) if percent.denominator == 1 else float(half_up(percent, 12))
