"""From one period to the next: how a share changed, and whether it changes fast enough for the end of a plan."""

from dataclasses import dataclass
from fractions import Fraction

from cellstats.periods import span_of
from cellstats.share import Share
from cellstats.targets import Scope, Verdict


@dataclass(frozen=True)
class Change:
    """How a share changed since an earlier period: in heads, and exact (1 is 100 percentage points)."""

    since: str | None
    count: int
    share: Fraction


@dataclass(frozen=True)
class Pace:
    """How much a share must still change each year (1 is 100 points) to meet its bound by a period.

    `last` is by how much it changed each year since the period before, None without one.
    """

    by: str
    needed: Fraction
    last: Fraction | None

    @property
    def kept(self) -> bool | None:
        """Whether the last change, if it goes on, is enough."""
        if self.last is None:
            return None
        return self.last >= self.needed if self.needed > 0 else self.last <= self.needed


def change_of(since: str | None, earlier: Share | None, later: Share | None) -> Change | None:
    """Return how a share changed since an earlier period, or None where one of the two is not known."""
    then, now = earlier.fraction if earlier else None, later.fraction if later else None
    if earlier is None or later is None or then is None or now is None:
        return None
    return Change(since, later.part - earlier.part, now - then)


def change(verdict: Verdict) -> Change | None:
    """Return how the share of a verdict changed since the period before; on another base it cannot be told."""
    earlier = verdict.earlier
    if earlier is None or verdict.parts or verdict.base_kind != earlier.base_kind:
        return None
    return change_of(earlier.period, earlier.share, verdict.share)


def pace(verdict: Verdict) -> Pace | None:
    """Return the pace that a target with a later year still needs, or None where it needs none.

    A share that stands where it should in the end needs none.
    """
    target, own = verdict.target, span_of(verdict.period)
    goal, end = target.goal, span_of(target.by)
    exact = verdict.share.fraction if verdict.share else None
    if target.scope is not Scope.TOGETHER or not (own and end and target.by) or exact is None:
        return None
    if end.end <= own.end or goal.met_by(exact):
        return None
    changed = change(verdict)
    since = span_of(changed.since) if changed else None
    last = changed.share * 12 / (own.end - since.end) if changed and since else None
    return Pace(target.by, (goal.threshold - exact) * 12 / (end.end - own.end), last)
