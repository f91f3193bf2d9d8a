"""Periods as titles write them: years, quarters, half-years, months, terms; dates are none."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cellstats.text import composed, without_parentheses

# That no digit stands before it is looked back at, which is four times as quick.
_YEAR = re.compile(r"(?:19|20)(?<!\d\d\d)\d{2}(?!\d)")


@dataclass(frozen=True)
class Periods:
    """The patterns of dates, and of periods with a template for each; the first that is found decides."""

    dates: re.Pattern[str]
    patterns: Sequence[tuple[re.Pattern[str], str]]

    @classmethod
    def of(cls, dates: str, periods: Sequence[Mapping[str, str]]) -> "Periods":
        """Return the patterns that the words of a vocabulary hold."""
        patterns = [(re.compile(each["pattern"], re.IGNORECASE), each["period"]) for each in periods]
        return cls(re.compile(dates, re.IGNORECASE), patterns)

    def named_in(self, text: str) -> str | None:
        """Return the period that a text names, dates left aside, or None where it names none or several."""
        undated = self.dates.sub(" ", composed(text))
        for form in (without_parentheses(undated), undated):
            for pattern, template in self.patterns:
                found = {template.format(**match.groupdict()) for match in pattern.finditer(form)}
                if found:
                    known = re.findall(_YEAR, "".join(found))
                    others = set(_YEAR.findall(pattern.sub(" ", form))) - set(known)
                    return found.pop() if len(found) == 1 and not others else None
        return None

    def may_be_in(self, text: str) -> bool:
        """Tell at little cost whether a text may name a period: each has a year."""
        return bool(_YEAR.search(text))

    def left_out(self, text: str) -> str:
        """Return "Xếp loại" for "Xếp loại năm 2021"."""
        text = composed(text)
        if self.may_be_in(text):
            for pattern, _ in self.patterns:
                text = pattern.sub(" ", text)
        return text
