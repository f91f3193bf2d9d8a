"""How numbers, levels and places are written: the language and the decimals."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cellstats.findings import Finding
from cellstats.share import Share, points
from cellstats.tally import Count
from cellstats.targets import Bound, Direction
from cellstats.vocabulary import Vocabulary


@dataclass(frozen=True)
class Style:
    """What the user chose: the language, the decimals of percentages, the base, and whether units are shown."""

    vocabulary: Vocabulary
    language: str = "en"
    decimals: int = 2
    base: str | None = None
    by_unit: bool = False

    def label(self, name: str, **values: str) -> str:
        """Return a text of the program in the language."""
        return self.vocabulary.labels[name][self.language].format(**values)

    def number(self, value: int | Decimal) -> str:
        """Return a number with grouped digits: 2,364 and 74.48, or 2.364 and 74,48."""
        signs = str.maketrans({",": self.label("grouping"), ".": self.label("decimal")})
        return f"{value:,f}".translate(signs) if isinstance(value, Decimal) else f"{value:,}".translate(signs)

    def count(self, value: Count) -> str:
        """Return a count, or the sign for one that is not known."""
        return self.label("unknown") if value is None else self.number(value)

    def percent(self, share: Share | None, beside: Fraction | None = None) -> str:
        """Return a share in percent, with as many digits as the bound beside it needs."""
        value = share.percent(self.decimals, beside) if share else None
        return self.label("unknown") if value is None else f"{self.number(value)}%"

    def points(self, difference: Fraction) -> str:
        """Return a difference of two shares with its sign: +3.51, -0.34."""
        shown = self.number(points(difference, self.decimals))
        return f"+{shown}" if difference > 0 else shown.replace("-", "−")

    def share(self, share: Share | None, beside: Fraction | None = None) -> str:
        """Return a share with its numerator and denominator: 2,364/3,174 = 74.48%."""
        if share is None:
            return self.label("unknown")
        return f"{self.number(share.part)}/{self.number(share.whole)} = {self.percent(share, beside)}"

    def bound(self, bound: Bound) -> str:
        """Return a bound as it was written: ≥ 90%."""
        sign = "≥" if bound.direction is Direction.AT_LEAST else "≤"
        return f"{sign} {bound.text.replace(',', '.').replace('.', self.label('decimal'))}"

    def finding(self, finding: Finding) -> str:
        """Return a finding in one line: its severity, place and message."""
        place = f"{finding.place}: " if finding.place else ""
        return " ".join(f"{self.label(finding.severity)}: {place}{finding.message(self.language)}".split())
