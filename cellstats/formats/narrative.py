"""A report in sentences, as offices order it: how many there are, who was not rated, the levels, the targets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from cellstats.findings import Severity
from cellstats.formats.grids import NOT_COUNTED, level_name, title, unit_name
from cellstats.formats.sentences import demanded, in_text, listed
from cellstats.formats.style import Style
from cellstats.formats.verdicts import shown_margin, shown_parts, shown_share
from cellstats.share import Share
from cellstats.summary import Summary, records_of
from cellstats.tally import Count, Tally
from cellstats.targets import Status, Verdict

_MOST_NAMED = 10  # units in a sentence


@dataclass(frozen=True)
class Passage:
    """A piece of a report: a heading of the first or second order, a paragraph, or a point of a list."""

    kind: Literal["title", "heading", "subheading", "paragraph", "point"]
    text: str


def of_report(summary: Summary, verdicts: Sequence[Verdict], style: Style) -> Iterator[Passage]:
    """Yield the report on a summary, and on the verdicts where there are any."""
    yield Passage("title", report_title(summary, style, targets=bool(verdicts)))
    if style.title:
        yield Passage("paragraph", style.label("held_against", plan=style.title))
    yield Passage("heading", style.label("results"))
    for whole in summary.totals():
        yield Passage("subheading", title(whole.key, style))
        yield from _of_tally(whole, style, masked=whole.key in summary.masked)
    if verdicts:
        yield Passage("heading", style.label("targets"))
        yield from _of_verdicts(verdicts, style)
    yield Passage("heading", style.label("to_settle"))
    yield from _to_settle(summary, style)


def report_title(summary: Summary, style: Style, *, targets: bool) -> str:
    """Return what heads a report: what it is of, and of which periods."""
    keys = [tally.key for tally in summary.totals()]
    measures = list(dict.fromkeys(key.measure for key in keys))
    populations = list(dict.fromkeys(key.population for key in keys))
    periods = list(dict.fromkeys(key.period for key in keys if key.period))
    people = [in_text(style.vocabulary.populations[each].names, style) for each in populations]
    values = {"people": listed(people, style), "periods": f", {', '.join(periods)}" if periods else ""}
    if len(measures) > 1:
        return style.label("report_targets" if targets else "report_shares", **values)
    measure = in_text(style.vocabulary.measures[measures[0]].names, style)
    return style.label("report_of", measure=measure, **values)


def _of_tally(tally: Tally, style: Style, *, masked: bool) -> Iterator[Passage]:
    """Yield how many there are, who is in no level, and each level with its numerator and denominator."""
    if masked:
        yield Passage("paragraph", style.label("tell_masked"))
        return
    kind, size = tally.base(style.base)
    known = kind is not None and size is not None
    base = style.count(size)
    told = [*_heads(tally, style), style.label(f"tell_of_{kind}" if known else "tell_of_unknown", base=base)]
    yield Passage("paragraph", " ".join(told))
    scale = style.vocabulary.measures[tally.key.measure]
    for record in records_of(tally, style.base):
        name = level_name(record, style)
        yield Passage("point", f"{name}: {_shown(record.share, record.count, style)}")
        if record.level == scale.success != scale.level_ids[0]:
            better = style.label("or_better", level=name)
            yield Passage("point", f"{better}: {_shown(record.cumulative_share, record.cumulative_count, style)}")


def _shown(share: Share | None, count: Count, style: Style) -> str:
    """Return a share, or where none is known the count alone, or that it is not known."""
    if share:
        return style.share(share)
    return style.label("not_known") if count is None else style.number(count)


def _heads(tally: Tally, style: Style) -> Iterator[str]:
    """Yield a sentence for each of the bases that is known, and one for those in no level."""
    bases = tally.bases
    if bases.all is not None:
        yield style.label("tell_all", count=style.number(bases.all))
    if bases.eligible not in (None, bases.all):
        yield style.label("tell_eligible", count=style.count(bases.eligible))
    without = [(count, name) for name in NOT_COUNTED if (count := getattr(bases, name))]
    if without:
        names = [f"{style.number(count)} ({style.label(name)})" for count, name in without]
        yield style.label("tell_without", list=listed(names, style))
    if bases.rated not in (None, bases.all):
        yield style.label("tell_rated", count=style.count(bases.rated))


def _of_verdicts(verdicts: Sequence[Verdict], style: Style) -> Iterator[Passage]:
    """Yield how many targets are met and missed, and each of them with its heads."""
    yield Passage("paragraph", targets_told(verdicts, style))
    for status, held in _by_status(verdicts).items():
        if held:
            yield Passage("paragraph", style.label(f"tell_{status.value}"))
        for verdict in held:
            yield Passage("point", _verdict(verdict, style))


def targets_told(verdicts: Sequence[Verdict], style: Style) -> str:
    """Return how many verdicts are of each status, in a sentence."""
    held = {each: len(found) for each, found in _by_status(verdicts).items() if found}
    counted = [f"{style.number(count)} {style.label(status)}" for status, count in held.items()]
    return style.label("tell_targets", list=listed(counted, style))


def _by_status(verdicts: Sequence[Verdict]) -> dict[Status, list[Verdict]]:
    return {each: [verdict for verdict in verdicts if verdict.status is each] for each in Status}


def _verdict(verdict: Verdict, style: Style) -> str:
    name = verdict.target.names[style.language] + (f" ({verdict.period})" if verdict.period else "")
    if verdict.masked or not (verdict.bound and (verdict.share or verdict.parts)):
        return name
    values = {"share": shown_share(verdict, style), "bound": demanded(verdict.bound, style)}
    told = style.label("tell_target", target=name, **values)
    return "; ".join((told, *shown_margin(verdict, style), *_units(verdict, style)))


def _units(verdict: Verdict, style: Style) -> Iterator[str]:
    """Yield the units or groups that missed a target, or are at risk, the worst first; the table has all of them."""
    parts = shown_parts(verdict, replace(style, by_unit=False))
    if parts:
        named = [f"{unit_name(part.of)} ({shown_share(part, style)})" for part in parts[:_MOST_NAMED]]
        more = [style.label("more_sources", count=style.number(len(parts) - _MOST_NAMED))]
        yield ", ".join([*named, *(more if parts[_MOST_NAMED:] else [])])


def _to_settle(summary: Summary, style: Style) -> Iterator[Passage]:
    """Yield what may make the numbers wrong, and what should be looked at; what was merely noted is left out."""
    if summary.mask_below is not None:
        yield Passage("paragraph", style.label("findings_masked"))
        return
    for severity, label in ((Severity.ERROR, "tell_errors"), (Severity.WARNING, "tell_warnings")):
        found = [each for each in summary.findings if each.severity is severity]
        if found:
            yield Passage("paragraph", style.label(label))
        for each in found:
            place = f"{each.place}: " if each.place else ""
            yield Passage("point", " ".join(f"{place}{each.message(style.language)}".split()))
    if all(each.severity is Severity.INFO for each in summary.findings):
        yield Passage("paragraph", style.label("tell_nothing"))
