"""Summary, Target → Verdict: decided on integers, and never contradicting the number printed beside it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction

from cellstats.bounds import Bound, Direction
from cellstats.findings import Finding, finding
from cellstats.periods import before, in_order, span_of
from cellstats.share import Share
from cellstats.summary import Summary
from cellstats.tally import Key, Tally, total
from cellstats.vocabulary import Names, Vocabulary


class Scope(StrEnum):
    """What a target is held against."""

    TOGETHER = "all together"
    UNIT = "each unit"
    GROUP = "each group"


@dataclass(frozen=True)
class Target:
    """A share of one population, or of several together, that a plan wants at least or at most so high.

    `levels` are those that count, `among` those that make the base; without `among` the base is the one named by
    `base`, else the rated where they are known, otherwise all. There is one bound, or one for each of some periods;
    `by` is the period by which the target is to be reached.
    """

    id: str
    names: Names
    populations: tuple[str, ...]
    measure: str
    levels: tuple[str, ...]
    among: tuple[str, ...]
    base: str | None
    bounds: tuple[Bound, ...]
    source: str
    scope: Scope = Scope.TOGETHER
    by: str | None = None

    def bound_for(self, period: str | None) -> Bound | None:
        """Return the bound of a period: its own, that of a longer one that holds it, else the nearest earlier one."""
        if self.bounds[0].period is None:
            return self.bounds[0]
        own = span_of(period)
        spans = [(span, each) for each in self.bounds if own and (span := span_of(each.period))]
        holding = [(span.months, each) for span, each in spans if own and span.holds(own)]
        earlier = [(span.end, each) for span, each in spans if own and span.end <= own.end]
        if holding:
            return min(holding, key=lambda pair: pair[0])[1]
        return max(earlier, key=lambda pair: pair[0])[1] if earlier else None

    @property
    def goal(self) -> Bound:
        """The bound that holds in the end."""
        return self.bounds[-1]


class Status(StrEnum):
    """What a verdict says; at risk is met, but not by far enough."""

    MET = "met"
    AT_RISK = "at_risk"
    MISSED = "missed"
    NO_DATA = "no_data"
    NO_BOUND = "no_bound"


UNSURE = frozenset({Status.AT_RISK, Status.NO_DATA, Status.NO_BOUND})
"""What is not missed, but not simply met either."""


@dataclass(frozen=True)
class Verdict:
    """A target held against the data of one period; `share` is None where there are none.

    `base_kind` is "rated", "eligible", "all", or "among" for a base made of levels. `of` is the unit or group that
    the verdict is on, None for everything together; `parts` are the verdicts on each, where the target is held
    against each, and then the share is of no matter. `earlier` is the verdict on the period before.
    """

    target: Target
    period: str | None
    bound: Bound | None = None
    share: Share | None = None
    base_kind: str | None = None
    reason: Finding | None = None
    of: Key | None = None
    parts: tuple["Verdict", ...] = ()
    masked: bool = False
    outside: int = 0  # heads that are in none of the parts
    earlier: "Verdict | None" = field(default=None, repr=False)

    @property
    def status(self) -> Status:
        """Met or missed as the integers have it, or why neither."""
        if self.parts:
            return self._of_parts()
        exact = self.share.fraction if self.share else None
        if exact is None:
            over = self.share and self.share.part and self.bound and self.bound.direction is Direction.AT_MOST
            return Status.MISSED if over else Status.NO_DATA  # 27 of none are 27 too many
        if self.bound is None:
            return Status.NO_BOUND
        if not self.bound.met_by(exact):
            return Status.MISSED
        return Status.MET if self.bound.safe_for(exact) else Status.AT_RISK

    @property
    def told(self) -> str:
        """The status as every format names it: "masked" where it is not to be known."""
        return "masked" if self.masked else self.status.value

    def _of_parts(self) -> Status:
        """Return missed where one missed it, and met only where none is unknown; a base of nobody is no matter."""
        nobody = Share(0, 0)
        statuses = {Status.NO_DATA if each.masked else each.status for each in self.parts if each.share != nobody}
        if self.outside:
            statuses.add(Status.NO_DATA)
        order = (Status.MISSED, Status.NO_BOUND, Status.NO_DATA, Status.AT_RISK, Status.MET)
        return next((each for each in order if each in statuses), Status.NO_DATA)

    @property
    def keys(self) -> frozenset[Key]:
        """What the verdict on a unit or group is taken from: its key for each population."""
        return (
            frozenset(self.of._replace(population=each) for each in self.target.populations)
            if self.of
            else frozenset()
        )

    @property
    def counted(self) -> Counter[Status]:
        """How many units or groups have each status, the masked ones left aside."""
        return Counter(each.status for each in self.parts if not each.masked)

    @property
    def margin(self) -> Fraction | None:
        """How far the share is beyond its bound (+) or short of it (-), exact (1 is 100 percentage points)."""
        exact = self.share.fraction if self.share else None
        if exact is None or self.bound is None:
            return None
        difference = exact - self.bound.threshold
        return difference if self.bound.direction is Direction.AT_LEAST else -difference

    @property
    def margin_count(self) -> int | None:
        """The margin in heads: 111 to spare is 111, 17 short is -17."""
        if self.bound is None or self.share is None or self.status is Status.NO_DATA:
            return None
        return self.bound.margin(self.share)


def check(summary: Summary, target: Target, base: str | None = None) -> Iterator[Verdict]:
    """Yield the verdict on a target for each period that the summary has data of, or one without data."""
    of_target = [
        tally
        for tally in summary.totals()
        if tally.key.population in target.populations and tally.key.measure == target.measure
    ]
    together = target.scope is Scope.TOGETHER
    each = [] if together else summary.unmasked.of_each(groups=target.scope is Scope.GROUP)
    verdicts: dict[str | None, Verdict] = {}
    for period in in_order({tally.key.period for tally in of_target}):
        tallies = {tally.key.population: tally for tally in of_target if tally.key.period == period}
        verdict = _judged(target, period, tallies, base, summary.vocabulary)
        if not together and verdict.bound:
            verdict = _of_each(verdict, each, summary, base)
        elif together and any(tally.key in summary.masked for tally in tallies.values()):
            verdict = replace(verdict, masked=True, reason=None)
        verdicts[period] = replace(verdict, earlier=verdicts.get(before(period, verdicts)) if verdicts else None)
    yield from verdicts.values() or (Verdict(target, None, target.bounds[0] if len(target.bounds) == 1 else None),)


def _of_each(verdict: Verdict, each: Sequence[Tally], summary: Summary, base: str | None) -> Verdict:
    """Return the verdict on a period as that on each of its units or groups."""
    target, period = verdict.target, verdict.period
    found: dict[Key, dict[str, Tally]] = {}
    for tally in each:
        key = tally.key
        if key.population in target.populations and (key.measure, key.period) == (target.measure, period):
            found.setdefault(key._replace(population=""), {})[key.population] = tally
    judged = (
        replace(_judged(target, period, tallies, base, summary.vocabulary), of=key) for key, tallies in found.items()
    )
    parts = tuple(replace(part, masked=_is_masked(part, summary)) for part in judged)
    outside = _outside(verdict, summary)
    code = "nothing-to-hold-against" if target.scope is Scope.UNIT else "no-groups"
    told = finding("some-in-no-unit" if parts else code, target=target.names, count=outside)
    reason = told if outside or not parts else verdict.reason
    return replace(verdict, share=None, base_kind=None, parts=parts, reason=reason, outside=outside)


def _is_masked(part: Verdict, summary: Summary) -> bool:
    """Tell whether a unit or group is not to be shown: it is masked, or the base of this very share is small."""
    small = part.share is not None and 0 < part.share.whole < (summary.mask_below or 0)
    return small or bool(part.keys & summary.masked)


def _outside(verdict: Verdict, summary: Summary) -> int:
    """Return how many heads of those judged are in no unit, or in no group: nobody knows which they belong to."""
    target = verdict.target
    return sum(
        tally.base(target.base)[1] or 0
        for tally in summary.tallies
        if tally.key.population in target.populations
        and (tally.key.measure, tally.key.period) == (target.measure, verdict.period)
        and (tally.key.group if target.scope is Scope.GROUP else tally.key.unit) is None
    )


def _judged(
    target: Target, period: str | None, tallies: Mapping[str, Tally], base: str | None, words: Vocabulary
) -> Verdict:
    """Return the verdict on the tallies of one period, by population."""
    verdict = Verdict(target, period, target.bound_for(period))
    if missing := [population for population in target.populations if population not in tallies]:
        names = [tuple(words.populations[each].names for each in part) for part in (missing, sorted(tallies))]
        told = finding("partly-without-data", target=target.names, missing=names[0], present=names[1])
        return replace(verdict, reason=told)
    share, kind = _share(target, list(tallies.values()), base)
    verdict = replace(verdict, share=share, base_kind=kind)
    return replace(verdict, reason=_reason(verdict))


def _share(target: Target, tallies: Sequence[Tally], base: str | None) -> tuple[Share | None, str | None]:
    """Return the share that a target is about, of all populations together, and what it is taken of."""
    together = total(tallies, tallies[0].key._replace(population="+".join(target.populations)))
    part = together.sum_of(target.levels)
    kind, whole = ("among", together.sum_of(target.among)) if target.among else together.base(target.base or base)
    return (None, None) if part is None or whole is None else (Share(part, whole), kind)


def _reason(verdict: Verdict) -> Finding | None:
    """Return why there is no verdict, or that its bound is that of another period."""
    target, period, bound = verdict.target, verdict.period, verdict.bound
    if verdict.share is None:
        return finding("level-not-known", target=target.names)
    own = span_of(period)
    if bound is None:
        return finding("no-bound" if own else "no-bound-without-period", target=target.names, period=period or "")
    if own and bound.period not in (None, period):
        return finding("bound-of-earlier", target=target.names, period=period or "", earlier=bound.period or "")
    return None
