"""Units in order of their share, and which of them differ from the whole by more than chance explains.

Source of the limits: D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in
Medicine 24 (2005) 1185-1202; E. B. Wilson's score test stands behind them (Journal of the American Statistical
Association 22 (1927) 209-212).
"""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from statistics import NormalDist
from typing import NamedTuple

from cellstats.share import Share
from cellstats.tally import Tally
from cellstats.vocabulary import Vocabulary


class Differs(StrEnum):
    """How a unit stands apart from the whole: beyond its limits at 95%, or far, beyond those at 99.8%."""

    FAR_ABOVE = "far_above"
    ABOVE = "above"
    BELOW = "below"
    FAR_BELOW = "far_below"


LIMITS = {each: Fraction(NormalDist().inv_cdf(0.5 + each / 2)) ** 2 for each in (0.95, 0.998)}
"""The squares of how many standard errors the limits stand from the whole."""


class Ranked(NamedTuple):
    """A unit with the share that it is ranked by, its rank (units of one share have one), and whether it differs.

    A share of another base than that of the whole, such as of the rated beside one of all, is `apart`: it cannot be
    compared.
    """

    tally: Tally
    share: Share | None
    rank: int | None
    differs: Differs | None
    apart: bool = False


def differs(share: Share, whole: Share) -> Differs | None:
    """Tell whether the share of a unit lies outside the limits that chance sets around the share of the whole.

    The limits are the binomial ones of a funnel plot, p ± z·√(p(1−p)/n) with p of the whole and n of the unit:
    outside them are the units whose Wilson interval does not hold p. They are compared squared, in whole numbers.
    """
    n, part, every = share.whole, whole.part, whole.whole
    if not n or not every:
        return None
    distance = share.part * every - part * n  # both sides times the square of all there are
    spread = n * part * (every - part)
    beyond = [distance**2 * limit.denominator > limit.numerator * spread for limit in LIMITS.values()]
    if not distance or not beyond[0]:
        return None
    if distance > 0:
        return Differs.FAR_ABOVE if beyond[1] else Differs.ABOVE
    return Differs.FAR_BELOW if beyond[1] else Differs.BELOW


def ranked(whole: Tally, units: Sequence[Tally], words: Vocabulary, base: str | None = None) -> list[Ranked]:
    """Return units from the highest share to the lowest; alike ones by name, those without a share last.

    The share is that of the level of the measure that stands for a success, or better.
    """
    together, kind = success_of(whole, words, base), whole.base(base)[0]
    shares = [success_of(unit, words, base) for unit in units]
    heights = _heights(shares)
    known = sorted((height for height in heights if height is not None), reverse=True)
    ranks: dict[int | None, int] = {height: rank for rank, height in reversed([*enumerate(known, 1)])}
    order = sorted(range(len(units)), key=lambda at: _order(heights[at], units[at]))
    every = []
    for at in order:
        share = shares[at]
        apart = share is not None and kind is not None and units[at].base(kind)[1] != share.whole
        beside = differs(share, together) if share and together and not apart else None
        every.append(Ranked(units[at], share, ranks.get(heights[at]), beside, apart))
    return every


def _heights(shares: Sequence[Share | None]) -> list[int | None]:
    """Return whole numbers in the order of the shares, equal for equal ones; None for those that are not known.

    Two different shares of at most n heads lie at least 1/n² apart, so that times n² they differ by 1 or more, and
    what is behind the point can be cut off. Fractions would be compared many times as slowly.
    """
    fine = max((share.whole for share in shares if share), default=0) ** 2
    return [share.part * fine // share.whole if share and share.whole else None for share in shares]


def success_of(tally: Tally, words: Vocabulary, base: str | None = None) -> Share | None:
    """Return the share of the level that stands for a success, or better, or None where it is not known."""
    part, whole = tally.at_or_above(words.measures[tally.key.measure].success), tally.base(base)[1]
    return None if part is None or whole is None else Share(part, whole)


def _order(height: int | None, unit: Tally) -> tuple[bool, int, str, str]:
    return height is None, -(height or 0), unit.key.group or "", unit.key.unit or ""
