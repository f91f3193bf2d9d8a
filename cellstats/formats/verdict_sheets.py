"""The table of verdicts as values, and all that they are held against."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from cellstats.formats.grids import unit_name
from cellstats.formats.sentences import sentence
from cellstats.formats.sheets import Sheet, Value, headed, of_summary, without
from cellstats.formats.style import Style
from cellstats.formats.verdicts import worst_first
from cellstats.share import half_up, points
from cellstats.summary import Summary
from cellstats.targets import Verdict

MOST_DIGITS = 12
"""Decimals of a bound that has no last one."""


def of_verdicts(verdicts: Sequence[Verdict], summary: Summary, style: Style) -> Iterator[Sheet]:
    """Return the verdicts, and what they are held against."""
    return of_summary(summary, style, [verdicts_of(verdicts, style)])


def verdicts_of(verdicts: Sequence[Verdict], style: Style) -> Sheet:
    """Return the verdicts, and behind them those on units, the worst first."""
    columns = headed(style, target="text", in_period="text", unit="text", numerator="count", base="count")
    columns += headed(style, percent="percent", goal="goal", goal_words="text", status="status")
    columns += headed(style, margin_heads="count", margin_points="points", source="text")
    drawn = [verdict for verdict in verdicts if verdict.share]  # they stand first, so that a chart can show them
    others = (each for verdict in verdicts for each in (verdict, *sorted(verdict.parts, key=worst_first)))
    ordered = [*drawn, *(each for each in others if each.of or not each.share)]
    rows = tuple(_verdict(each, style) for each in ordered)
    picture = ((style.label("targets_drawn"), 0, len(drawn)),) if drawn else ()
    every = Sheet(style.label("targets"), columns, rows, picture, names=(0, 0), values=5, lines=6)
    return every if any(verdict.parts for verdict in verdicts) else without(every, 2)


def _exact(threshold: Fraction, decimals: int) -> Decimal:
    """Return a bound in percent with all its digits, at least so many: it is not rounded; two thirds have twelve."""
    shown = (half_up(threshold * 100, each) for each in range(decimals, MOST_DIGITS))
    return next((each for each in shown if Fraction(each) == threshold * 100), half_up(threshold * 100, MOST_DIGITS))


def _verdict(verdict: Verdict, style: Style) -> tuple[Value, ...]:
    target, bound = verdict.target, verdict.bound
    name, unit = target.names[style.language], unit_name(verdict.of) or None
    name = f"{name} ({verdict.period})" if verdict.period else name  # tells the bars of a chart apart
    threshold = None if bound is None else _exact(bound.threshold, style.decimals)
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
