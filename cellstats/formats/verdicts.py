"""The table of verdicts: target, share, bound, status and margin; units, changes and the pace where wanted."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from cellstats.bounds import Direction
from cellstats.formats.grids import Grid, unit_name
from cellstats.formats.sentences import warned
from cellstats.formats.style import Style
from cellstats.periods import span_of
from cellstats.progress import change, pace
from cellstats.targets import Scope, Status, Verdict

_COUNTED = (Status.AT_RISK, Status.MISSED, Status.NO_DATA)


def of_verdicts(verdicts: Sequence[Verdict], style: Style) -> Grid:
    """Return the table of verdicts; what the numbers in brackets stand for, and notes, stand below."""
    names = ("target", "share", "goal", "status", "margin", *(["change"] if style.by_period else []))
    header = tuple(style.label(name) for name in names)
    sources = list(dict.fromkeys(verdict.target.source for verdict in verdicts if verdict.target.source))
    rows = [row for verdict in verdicts for row in _rows(verdict, sources, style)]
    notes = [f"[{number}] {source}" for number, source in enumerate(sources, 1)]
    shown = [part for verdict in verdicts for part in shown_parts(verdict, style)]
    masks = any(each.masked for verdict in verdicts for each in (verdict, *verdict.parts))
    notes += paces_of(verdicts, style)
    notes += style.small_notes([part.share.whole for part in shown if part.share and not part.masked], masks=masks)
    aligned = ("left", "right", "right", "left", *("right",) * (len(names) - 4))
    return Grid("", header, aligned, tuple(rows), tuple(notes))


def paces_of(verdicts: Sequence[Verdict], style: Style) -> list[str]:
    """Return what each target with a later year still needs, by its latest verdict."""
    latest = {(verdict.target.id, _months(verdict)): verdict for verdict in verdicts}
    return [note for verdict in latest.values() for note in _pace(verdict, style)]


def shown_parts(verdict: Verdict, style: Style) -> list[Verdict]:
    """Return the units or groups that are listed below a verdict: those that missed it, else at risk; or all."""
    shown = [part for part in verdict.parts if not part.masked]
    missed = [part for part in shown if part.status is Status.MISSED]
    parts = verdict.parts if style.by_unit else missed or [part for part in shown if part.status is Status.AT_RISK]
    return sorted(parts, key=worst_first)


def _months(verdict: Verdict) -> int | None:
    span = span_of(verdict.period)
    return span.months if span else None


def worst_first(part: Verdict) -> tuple[bool, Fraction, str]:
    """Return what sorts units: the worst first, those without a share and the masked ones last, by name."""
    hidden = part.masked or part.margin_count is None
    worst = Fraction(-1) - (part.share.part if part.share else 0)  # some of none are further off than any share
    margin = worst if part.margin is None else part.margin
    return hidden, Fraction(0) if hidden else margin, unit_name(part.of)


def _rows(verdict: Verdict, sources: Sequence[str], style: Style) -> Iterator[tuple[str, ...]]:
    target = verdict.target
    period = f"({verdict.period})" if verdict.period else ""
    source = f"[{sources.index(target.source) + 1}]" if target.source else ""
    name = " ".join(filter(None, (target.names[style.language], period, source)))
    yield _row(name, verdict, style)
    for part in shown_parts(verdict, style):
        yield _row(f"· {unit_name(part.of)}", part, style)


def _row(name: str, verdict: Verdict, style: Style) -> tuple[str, ...]:
    status = style.label(verdict.told)
    margin = () if verdict.masked else shown_margin(verdict, style)
    cells = (name, shown_share(verdict, style), _goal(verdict, style), status, "\n".join(margin))
    return (*cells, "\n".join(_change(verdict, style))) if style.by_period else cells


def shown_share(verdict: Verdict, style: Style) -> str:
    """Return the share, or how many units met the target."""
    if verdict.masked:
        return style.label("masked")
    if verdict.parts:
        met, every = verdict.counted[Status.MET], verdict.counted.total()
        label = "groups_met" if verdict.target.scope is Scope.GROUP else "units_met"
        return style.label(label, met=style.number(met), all=style.number(every))
    star = style.star(verdict.share.whole) if verdict.of and verdict.share else ""
    return style.share(verdict.share, verdict.bound.threshold if verdict.bound else None) + star


def _goal(verdict: Verdict, style: Style) -> str:
    if verdict.bound is None:
        return style.label(
            "no_bound_for" if verdict.period else "no_bound_without_period", period=verdict.period or ""
        )
    bound, scope = style.bound(verdict.bound), verdict.target.scope
    if verdict.of:
        return bound
    goal = bound if scope is Scope.TOGETHER else style.label(scope.value.replace(" ", "_"), bound=bound)
    return "\n".join(filter(None, (goal, warned(verdict.bound, style))))


def shown_margin(verdict: Verdict, style: Style) -> Iterator[str]:
    """Yield the margin in heads and in percentage points, or how many units are on the wrong side."""
    if verdict.parts:
        for status in _COUNTED:
            if count := verdict.counted[status]:
                yield style.label(f"count_{status.value}", count=style.number(count))
        if masked := sum(part.masked for part in verdict.parts):
            yield style.label("count_masked", count=style.number(masked))
        return
    heads, margin, bound = verdict.margin_count, verdict.margin, verdict.bound
    if heads is None or bound is None:
        return
    over = "too_many" if bound.direction is Direction.AT_MOST else "short"
    missed = verdict.status is Status.MISSED
    yield style.label(over if missed else "spare", heads=style.number(abs(heads)))
    if margin is not None:
        yield style.label("points", points=style.points(margin))


def _change(verdict: Verdict, style: Style) -> Iterator[str]:
    """Yield the change since the period before, in heads and in percentage points."""
    if changed := change(verdict):
        yield style.signed(changed.count)
        yield style.label("points", points=style.points(changed.share))


def _pace(verdict: Verdict, style: Style) -> Iterator[str]:
    """Yield what a target with a later year still needs each year, and whether the last change keeps that."""
    if needed := pace(verdict):
        target = verdict.target
        name = f"{target.names[style.language]} ({verdict.period})"
        values = {"points": style.points(needed.needed), "bound": style.bound(target.goal), "by": needed.by}
        told = [style.label("pace", target=name, **values)]
        if needed.last is not None:
            label = "pace_kept" if needed.kept else "pace_not_kept"
            told.append(style.label(label, points=style.points(needed.last)))
        yield "; ".join(told)
