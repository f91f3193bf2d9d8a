"""Periods in the order of time: years, half-years, quarters, months and terms, and how they follow one another."""

import re
from collections.abc import Collection
from dataclasses import dataclass

FORMS = "2025, 2025-H1, 2025-Q3, 2025-9M, 2025-03 or 2020-2025"
"""How periods are written."""

_PERIOD = re.compile(
    r"(\d{4})(?:-(?:(?P<to>\d{4})|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<first>[2-9]|1[01])M|(?P<month>0[1-9]|1[0-2])))?"
)


@dataclass(frozen=True, order=True)
class Span:
    """The time of a period in months, counted from the year 0; `end` is the first month after it."""

    start: int
    end: int

    @property
    def months(self) -> int:
        """How long it is."""
        return self.end - self.start

    def holds(self, other: "Span") -> bool:
        """Tell whether another lies within it."""
        return self.start <= other.start and other.end <= self.end


def span_of(period: str | None) -> Span | None:
    """Return when a period was, or None for none, or for a text that is no period."""
    match = _PERIOD.fullmatch(period or "")
    if not match:
        return None
    january = 12 * int(match[1])
    if match["to"]:
        last = 12 * int(match["to"]) + 12
        return Span(january, last) if last > january else None
    if match["first"]:
        return Span(january, january + int(match["first"]))
    for part, months in (("quarter", 3), ("half", 6), ("month", 1)):
        if match[part]:
            start = january + months * (int(match[part]) - 1)
            return Span(start, start + months)
    return Span(january, january + 12)


def in_order(periods: Collection[str | None]) -> list[str | None]:
    """Return the periods in the order of time, what is no period first, longer ones behind those that they hold."""
    return sorted(periods, key=lambda each: (span.end, span.months) if (span := span_of(each)) else (0, 0))


def before(period: str | None, periods: Collection[str | None]) -> str | None:
    """Return the last of the periods that is over when this one begins and is as long as it, or None."""
    own = span_of(period)
    earlier = {
        span: each for each in periods if own and (span := span_of(each)) and span.months == own.months and span < own
    }
    return earlier[max(earlier)] if earlier else None
