"""A report in sentences, as offices order it: how many there are, who was not rated, the levels, the targets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from cellstats.findings import Severity
from cellstats.formats.grids import level_name, subject, title, unit_name
from cellstats.formats.sentences import demanded, in_sentence, in_text, listed
from cellstats.formats.series import successes_of
from cellstats.formats.style import Style
from cellstats.formats.verdicts import paces_of, shown_margin, shown_parts, shown_share
from cellstats.progress import change_of
from cellstats.ranking import success_of
from cellstats.share import Share
from cellstats.summary import Summary, records_of
from cellstats.tally import Count, Tally
from cellstats.targets import Status, Verdict
from cellstats.vocabulary import period_in_words

_MOST_NAMED = 10  # units in a sentence
_MOST_PERIODS = 4  # in a title
_MOST_FOUND = 20  # findings of a severity; the table has all


@dataclass(frozen=True)
class Passage:
    """A piece of a report: a heading of the first or second order, a paragraph, one that leads to a list, a point."""

    kind: Literal["title", "heading", "subheading", "paragraph", "lead", "point"]
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
    yield from _changes(summary, style)
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
    told = dict.fromkeys(key.period for key in keys if key.period)
    periods = [in_sentence(period_in_words(each, style.language)) for each in told]
    people = [in_text(style.vocabulary.populations[each].names, style) for each in populations]
    if len(periods) > _MOST_PERIODS:
        periods = [f"{periods[0]} – {periods[-1]}"]
    values = {"people": listed(people, style), "periods": f", {', '.join(periods)}" if periods else ""}
    if len(measures) > 1:
        return style.label("report_targets" if targets else "report_shares", **values)
    measure = in_text(style.vocabulary.measures[measures[0]].names, style)
    return style.label("report_of", measure=measure, **values)


def _of_tally(tally: Tally, style: Style, *, masked: bool) -> Iterator[Passage]:
    """Yield how many there are, who is in no level, and each level with its numerator and denominator."""
    if masked:
        yield Passage("paragraph", style.label("tell_hidden"))
        return
    kind, size = tally.base(style.base)
    known = kind is not None and size is not None
    people = in_text(style.vocabulary.populations[tally.key.population].names, style)
    base = style.base_name(kind, tally.key.measure) if kind and known else "unknown"
    told = [*_heads(tally, people, style), style.label(f"tell_of_{base}", base=style.count(size), people=people)]
    yield Passage("lead", " ".join(told))
    scale = style.vocabulary.measures[tally.key.measure]
    for record in records_of(tally, style.base):
        yield Passage("point", f"{level_name(record, style)}: {_shown(record.share, record.count, style)}")
    if scale.success != scale.level_ids[0]:
        shown = _shown(success_of(tally, style.vocabulary, style.base), tally.at_or_above(scale.success), style)
        name = in_sentence(style.success(tally.key.measure))
        yield Passage("paragraph", style.label("tell_better", level=name, share=shown))


def _shown(share: Share | None, count: Count, style: Style) -> str:
    """Return a share, or where none is known the count alone, or that it is not known."""
    if share and share.whole:
        return style.share(share)
    return style.label("not_known") if count is None else style.number(count)


def _heads(tally: Tally, people: str, style: Style) -> Iterator[str]:
    """Yield a sentence for each of the bases that is known, and one for each reason to be in no level."""
    bases = tally.bases
    if bases.all is not None:
        yield style.label("tell_all", count=style.number(bases.all), people=people)
    if bases.eligible not in (None, bases.all):
        yield style.label("tell_eligible", count=style.count(bases.eligible))
    for name in ("exempt", "not_rated", "unreported", "unrecognized"):
        if count := getattr(bases, name):
            yield style.label(f"tell_{name}", count=style.number(count))
    if bases.rated not in (None, bases.all):
        base = style.base_name("rated", tally.key.measure)
        yield style.label(f"tell_{base}", count=style.count(bases.rated), people=people)


def _changes(summary: Summary, style: Style) -> Iterator[Passage]:
    """Yield how the share of the success of each subject went from period to period, where there are several."""
    for known in successes_of(summary, style):
        key = known[0][0].key
        yield Passage("subheading", f"{subject(key, style)} · {style.label('changes')}")
        yield Passage("lead", style.label("tell_change", level=in_sentence(style.success(key.measure))))
        for at, (tally, share) in enumerate(known):
            same = at and tally.base(style.base)[0] == known[at - 1][0].base(style.base)[0]
            change = change_of(None, known[at - 1][1], share) if same else None
            told = f"; {style.label('points', points=style.points(change.share))}" if change else ""
            yield Passage("point", f"{tally.key.period}: {style.share(share)}{told}")


def _of_verdicts(verdicts: Sequence[Verdict], style: Style) -> Iterator[Passage]:
    """Yield how many targets are met and missed, and each of them with its heads."""
    yield Passage("paragraph", targets_told(verdicts, style))
    for status, held in _by_status(verdicts).items():
        if held:
            yield Passage("lead", style.label(f"tell_{status}"))
        for verdict in held:
            yield Passage("point", _verdict(verdict, style))
    if paces := paces_of(verdicts, style):
        yield Passage("lead", style.label("tell_paces"))
        yield from (Passage("point", pace) for pace in paces)


def targets_told(verdicts: Sequence[Verdict], style: Style) -> str:
    """Return how many verdicts are of each status, in a sentence."""
    held = {each: len(found) for each, found in _by_status(verdicts).items() if found}
    counted = [f"{style.number(count)} {style.label(status)}" for status, count in held.items()]
    return style.label("tell_targets", list=listed(counted, style))


def _by_status(verdicts: Sequence[Verdict]) -> dict[str, list[Verdict]]:
    statuses = (*(each.value for each in Status), "masked")
    return {each: [verdict for verdict in verdicts if verdict.told == each] for each in statuses}


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
    """Yield what may make the numbers wrong, what should be looked at, and what was noted."""
    if summary.mask_below is not None:
        yield Passage("paragraph", style.label("findings_masked"))
        return
    leads = {Severity.ERROR: "tell_errors", Severity.WARNING: "tell_warnings", Severity.INFO: "tell_infos"}
    for severity, label in leads.items():
        found = [each for each in summary.findings if each.severity is severity]
        if found:
            yield Passage("lead", style.label(label))
        for each in found[:_MOST_FOUND]:
            place = f"{each.place}: " if each.place else ""
            yield Passage("point", " ".join(f"{place}{each.message(style.language)}".split()))
        if found[_MOST_FOUND:]:
            yield Passage("point", style.label("more_sources", count=style.number(len(found) - _MOST_FOUND)))
    if not summary.findings:
        yield Passage("paragraph", style.label("tell_nothing"))
