"""Summary, Target → Verdict: decided on integers, and never contradicting the number printed beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from cellstats.findings import Finding, finding
from cellstats.share import Share
from cellstats.summary import Summary
from cellstats.tally import Tally, total
from cellstats.vocabulary import Names, Vocabulary


class Direction(StrEnum):
    """On which side of its threshold a share meets a bound; on the threshold it always does."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True)
class Bound:
    """A threshold as an exact fraction (1 is 100%), the text it was written as, and its direction."""

    direction: Direction
    threshold: Fraction
    text: str

    def met_by(self, share: Fraction) -> bool:
        """Tell whether a share meets the bound."""
        return share >= self.threshold if self.direction is Direction.AT_LEAST else share <= self.threshold

    def margin(self, share: Share) -> int:
        """Return the heads to spare (+) or short of, or over, the bound (-), the base staying as it is."""
        exact = self.threshold * share.whole
        return share.part - ceil(exact) if self.direction is Direction.AT_LEAST else floor(exact) - share.part


def parse_threshold(text: str) -> Fraction:
    """Return the threshold that a text means: 90%, 33.3%, 33,3% or 2/3; 1 is 100%.

    Raises:
        ValueError: for any other text, with what would be right.

    """
    if match := re.fullmatch(r"(\d{1,3}(?:[.,]\d{1,9})?)\s*%", text.strip()):
        value = Fraction(match[1].replace(",", ".")) / 100
    elif match := re.fullmatch(r"(\d{1,9})\s*/\s*(\d{1,9})", text.strip()):
        value = Fraction(int(match[1]), int(match[2])) if int(match[2]) else Fraction(2)
    elif re.fullmatch(r"\d{1,3}(?:[.,]\d{1,9})?", text.strip()):
        number = Fraction(text.strip().replace(",", "."))
        hint = text.strip() if number > 1 else f"{float(number * 100):g}"
        raise ValueError(f'the threshold "{text}" may mean two things; write {hint}% if that is meant')
    else:
        raise ValueError(f'the threshold "{text}" is not understood; write it like 90%, 33.3% or 2/3')
    if value > 1:
        raise ValueError(f'the threshold "{text}" is not between 0% and 100%')
    return value


@dataclass(frozen=True)
class Target:
    """A share of one population, or of several together, that a plan wants at least or at most so high.

    `levels` are those that count, `among` those that make the base; without `among` the base is the one named by
    `base`, else the rated where they are known, otherwise all.
    """

    id: str
    names: Names
    populations: tuple[str, ...]
    measure: str
    levels: tuple[str, ...]
    among: tuple[str, ...]
    base: str | None
    bound: Bound
    source: str


class Status(StrEnum):
    """What a verdict says."""

    MET = "met"
    MISSED = "missed"
    NO_DATA = "no_data"


@dataclass(frozen=True)
class Verdict:
    """A target held against the data of one period; `share` is None where there are none.

    `base_kind` is "rated", "eligible", "all", or "among" for a base made of levels.
    """

    target: Target
    period: str | None
    share: Share | None = None
    base_kind: str | None = None
    reason: Finding | None = None

    @property
    def status(self) -> Status:
        """Met or missed as the integers have it, or no data."""
        exact = self.share.fraction if self.share else None
        if exact is None:
            return Status.NO_DATA
        return Status.MET if self.target.bound.met_by(exact) else Status.MISSED

    @property
    def margin(self) -> Fraction | None:
        """How far the share is beyond its bound (+) or short of it (-), exact (1 is 100 percentage points)."""
        exact = self.share.fraction if self.share else None
        if exact is None:
            return None
        difference = exact - self.target.bound.threshold
        return difference if self.target.bound.direction is Direction.AT_LEAST else -difference

    @property
    def margin_count(self) -> int | None:
        """The margin in heads: 111 to spare is 111, 17 short is -17."""
        return self.target.bound.margin(self.share) if self.share and self.share.whole else None


def check(summary: Summary, target: Target, base: str | None = None) -> Iterator[Verdict]:
    """Yield the verdict on a target for each period that the summary has data of, or one without data."""
    of_target = [
        tally
        for tally in summary.totals()
        if tally.key.population in target.populations and tally.key.measure == target.measure
    ]
    periods = sorted({tally.key.period or "" for tally in of_target})
    for period in periods:
        tallies = [each for each in of_target if (each.key.period or "") == period]
        yield _verdict(target, tallies, base, summary.vocabulary)
    if not periods:
        yield Verdict(target, None)


def _verdict(target: Target, tallies: list[Tally], base: str | None, words: Vocabulary) -> Verdict:
    period = tallies[0].key.period
    present = {tally.key.population for tally in tallies}
    missing = [population for population in target.populations if population not in present]
    if missing:
        names = [tuple(words.populations[each].names for each in part) for part in (missing, sorted(present))]
        reason = finding("partly-without-data", target=target.names, missing=names[0], present=names[1])
        return Verdict(target, period, reason=reason)
    together = total(tallies, replace(tallies[0].key, population="+".join(target.populations)))
    part = together.sum_of(target.levels)
    kind, whole = ("among", together.sum_of(target.among)) if target.among else together.base(target.base or base)
    if part is None or whole is None:
        return Verdict(target, period, reason=finding("level-not-known", target=target.names))
    return Verdict(target, period, Share(part, whole), kind)
