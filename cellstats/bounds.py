"""The bounds of targets: exact thresholds from their text, on which side they are met, the margin in heads."""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from cellstats.share import Share


class Direction(StrEnum):
    """On which side of its threshold a share meets a bound; on the threshold it always does."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True)
class Threshold:
    """An exact fraction (1 is 100%), and the text it was written as."""

    value: Fraction
    text: str


@dataclass(frozen=True)
class Bound:
    """A threshold with its direction, and for which period it was set; None holds for every period.

    A share that meets the bound but not `warn` is at risk.
    """

    direction: Direction
    threshold: Fraction
    text: str
    warn: Threshold | None = None
    period: str | None = None

    def met_by(self, share: Fraction) -> bool:
        """Tell whether a share meets the bound."""
        return self._reaches(share, self.threshold)

    def safe_for(self, share: Fraction) -> bool:
        """Tell whether a share is not at risk either."""
        return self.warn is None or self._reaches(share, self.warn.value)

    def margin(self, share: Share) -> int:
        """Return the heads to spare (+) or short of, or over, the bound (-), the base staying as it is."""
        exact = self.threshold * share.whole
        return share.part - ceil(exact) if self.direction is Direction.AT_LEAST else floor(exact) - share.part

    def _reaches(self, share: Fraction, value: Fraction) -> bool:
        return share >= value if self.direction is Direction.AT_LEAST else share <= value


def parse_threshold(text: str) -> Fraction:
    """Return the threshold that a text means: 90%, 33.3%, 33,3% or 2/3; 1 is 100%.

    Raises:
        ValueError: for any other text, with what would be right.

    """
    if match := re.fullmatch(r"((?:0|[1-9][0-9]{0,2})(?:[.,][0-9]{1,9})?)\s*%", text.strip()):
        value = Fraction(match[1].replace(",", ".")) / 100
    elif match := re.fullmatch(r"([0-9]{1,9})\s*/\s*([0-9]{1,9})", text.strip()):
        value = Fraction(int(match[1]), int(match[2])) if int(match[2]) else Fraction(2)
    elif re.fullmatch(r"(?:0|[1-9][0-9]{0,2})(?:[.,][0-9]{1,9})?", text.strip()):
        number = Fraction(text.strip().replace(",", "."))
        hint = text.strip() if number > 1 else f"{float(number * 100):g}"
        raise ValueError(f'the threshold "{text}" may mean two things; write {hint}% if that is meant')
    else:
        raise ValueError(f'the threshold "{text}" is not understood; write it like 90%, 33.3% or 2/3')
    if value > 1:
        raise ValueError(f'the threshold "{text}" is not between 0% and 100%')
    return value
