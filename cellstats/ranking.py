"""Units in order of their share, and which of them differ from the whole by more than chance explains.

Source of the limits: D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in
Medicine 24 (2005) 1185-1202; E. B. Wilson's score test stands behind them (Journal of the American Statistical
Association 22 (1927) 209-212).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from statistics import NormalDist

from cellstats.share import Share
from cellstats.tally import Tally
from cellstats.vocabulary import Vocabulary


class Differs(StrEnum):
    """How a unit stands apart from the whole: beyond its limits at 95%, or far, beyond those at 99.8%."""

    FAR_ABOVE = "far_above"
    ABOVE = "above"
    BELOW = "below"
    FAR_BELOW = "far_below"


_LIMITS = {each: Fraction(NormalDist().inv_cdf(0.5 + each / 2)) ** 2 for each in (0.95, 0.998)}
"""The squares of how many standard errors the limits stand from the whole."""


@dataclass(frozen=True)
class Ranked:
    """A unit with the share that it is ranked by, its rank (units of one share have one), and whether it differs."""

    tally: Tally
    share: Share | None
    rank: int | None
    differs: Differs | None


def differs(share: Share, whole: Share) -> Differs | None:
    """Tell whether the share of a unit lies outside the limits that chance sets around the share of the whole.

    The limits are the binomial ones of a funnel plot, p ± z·√(p(1−p)/n) with p of the whole and n of the unit:
    outside them are the units whose Wilson interval does not hold p. They are compared squared, on fractions.
    """
    p = whole.fraction
    if p is None or not share.whole:
        return None
    distance = share.part - p * share.whole
    beyond = [distance**2 > limit * share.whole * p * (1 - p) for limit in _LIMITS.values()]
    if not distance or not beyond[0]:
        return None
    if distance > 0:
        return Differs.FAR_ABOVE if beyond[1] else Differs.ABOVE
    return Differs.FAR_BELOW if beyond[1] else Differs.BELOW


def ranked(whole: Tally, units: Sequence[Tally], words: Vocabulary, base: str | None = None) -> list[Ranked]:
    """Return units from the highest share to the lowest; alike ones by name, those without a share last.

    The share is that of the level of the measure that stands for a success, or better.
    """
    level = words.measures[whole.key.measure].success
    together = _share(whole, level, base)
    pairs = sorted(((_share(unit, level, base), unit) for unit in units), key=lambda pair: _order(*pair))
    fractions = [share.fraction for share, _ in pairs if share and share.fraction is not None]
    ranks = {fraction: rank for rank, fraction in reversed([*enumerate(fractions, 1)])}
    return [
        Ranked(
            unit,
            share,
            None if share is None or share.fraction is None else ranks[share.fraction],
            differs(share, together) if share and together else None,
        )
        for share, unit in pairs
    ]


def _share(tally: Tally, level: str, base: str | None) -> Share | None:
    part, whole = tally.at_or_above(level), tally.base(base)[1]
    return None if part is None or whole is None else Share(part, whole)


def _order(share: Share | None, unit: Tally) -> tuple[bool, Fraction, str, str]:
    exact = share.fraction if share else None
    return exact is None, -(exact or Fraction(0)), unit.key.group or "", unit.key.unit or ""
