"""How numbers, levels and places are written: the language and the decimals."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from cellstats.bounds import Bound, Direction
from cellstats.findings import Finding
from cellstats.share import Share, points
from cellstats.tally import Count
from cellstats.vocabulary import Level, Vocabulary, packaged_words


@dataclass(frozen=True)
class Style:
    """What the user chose: the language, the decimals of percentages, the base, and whether units are shown."""

    vocabulary: Vocabulary
    language: str = "en"
    decimals: int = 2
    base: str | None = None
    by_unit: bool = False
    by_period: bool = False
    small: int | None = None  # bases below are marked
    verbose: bool = False  # whether every place is named
    title: str = ""  # of the plan that is held against
    template: tuple[str, bytes] | None = field(default=None, repr=False)  # the name and content of a Word document

    def label(self, name: str, **values: str) -> str:
        """Return a text of the program in the language."""
        known = self.vocabulary.labels
        return (known if name in known else packaged_words("reports"))[name][self.language].format(**values)

    def base_name(self, kind: str, measure: str) -> str:
        """Return the name of a base for labels: of measures other than the first, the rating, nobody is rated."""
        first = next(iter(self.vocabulary.measures))
        return "found" if kind == "rated" and measure != first else kind

    def short(self, level: Level) -> str:
        """Return the name of a level over a narrow column."""
        return level.short.get(self.language, level.names[self.language])

    def success(self, measure: str, *, short: bool = False) -> str:
        """Return what units are ranked by: "Excellent", or "Good or better"."""
        scale = self.vocabulary.measures[measure]
        level = scale.level(scale.success)
        name = self.short(level) if short else level.names[self.language]
        return name if scale.success == scale.level_ids[0] else self.label("or_better", level=name)

    def number(self, value: int | Decimal) -> str:
        """Return a number with grouped digits: 2,364 and 74.48, or 2.364 and 74,48."""
        plain = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
        return plain if plain.isdigit() else plain.translate(self._signs)

    @cached_property
    def _signs(self) -> dict[int, str]:
        return str.maketrans({",": self.label("grouping"), ".": self.label("decimal")})

    def signed(self, value: int) -> str:
        """Return a difference in heads with its sign: +104, −3."""
        return f"+{self.number(value)}" if value > 0 else self.number(value).replace("-", "−")

    def star(self, base: Count) -> str:
        """Return the mark of a small base, or nothing."""
        return "*" if self.small is not None and base is not None and 0 < base < self.small else ""

    def small_notes(self, bases: Iterable[Count], *, masks: bool) -> list[str]:
        """Return what the marks of small and of masked units mean, where there are any."""
        if self.small is None:
            return []
        labels = [*(["small_note"] if any(map(self.star, bases)) else []), *(["masked_note"] if masks else [])]
        return [self.label(label, small=self.number(self.small)) for label in labels]

    def count(self, value: Count) -> str:
        """Return a count, or the sign for one that is not known."""
        return self.label("unknown") if value is None else self.number(value)

    def percent(self, share: Share | None, beside: Fraction | None = None) -> str:
        """Return a share in percent, with as many digits as the bound beside it needs."""
        known = (share.part, share.whole, beside) if share else None
        if known not in self._percents:
            value = share.percent(self.decimals, beside) if share else None
            self._percents[known] = self.label("unknown") if value is None else f"{self.number(value)}%"
        return self._percents[known]

    @cached_property
    def _percents(self) -> dict[tuple[int, int, Fraction | None] | None, str]:
        """The shares that were shown: of many small units, many have the same."""
        return {}

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
        return f"{sign} {self.threshold(bound.text)}"

    def threshold(self, text: str) -> str:
        """Return the text of a threshold in the number style: 33.3% or 33,3%."""
        return text.replace(",", ".").replace(".", self.label("decimal"))

    def finding(self, finding: Finding) -> str:
        """Return a finding in one line: its severity, place and message."""
        place = f"{finding.place}: " if finding.place else ""
        return " ".join(f"{self.label(finding.severity)}: {place}{finding.message(self.language)}".split())
