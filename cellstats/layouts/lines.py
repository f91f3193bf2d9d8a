"""The rows of a table whose levels stand in rows, and the section that rows of one population make."""

from dataclasses import dataclass, field

from cellstats.layouts.blocks import BASES
from cellstats.vocabulary import Meaning, Vocabulary

_MADE = frozenset({"share", "or_better"})


@dataclass(frozen=True)
class Line:
    """A row: what its label says, and how deep its number stands (None without one)."""

    index: int
    label: str
    rank: int | None
    meaning: Meaning
    populations: frozenset[str]
    unit: str | None  # from a column of units left of the labels
    filled: bool
    is_part: bool
    is_below: bool = False  # the end of the table

    @property
    def base(self) -> str | None:
        """The base that it reports, if it does; "Chi bộ" with numbers is all of them."""
        bare = self.filled and self.meaning.populations and not self.meaning.levels
        return next((role for role in BASES if role in self.meaning.roles), "all" if bare else None)

    @property
    def is_made(self) -> bool:
        """Whether it states what is made of levels: "% Tốt", "Tốt trở lên"."""
        return bool(self.meaning.levels and self.meaning.roles & _MADE)

    def deeper(self, than: "Line | None") -> bool:
        """Tell whether its number stands below that of another row: 3.1 or a) below 3."""
        return than is not None and self.rank is not None and than.rank is not None and self.rank > than.rank


@dataclass(frozen=True)
class Titled:
    """What the titles above rows say: of each the last that says it."""

    population: str | None = None
    measures: frozenset[str] = frozenset()
    period: str | None = None

    def then(self, title: str, words: Vocabulary) -> "Titled":
        """Return what these titles and one more below them say."""
        populations = words.populations_in(title)
        return Titled(
            min(populations) if len(populations) == 1 else self.population,
            words.measures_in(title) or self.measures,
            words.period_in(title) or self.period,
        )


@dataclass
class Section:
    """The rows of one population on one measure, gathered from the top down."""

    unit: str | None = None
    titled: Titled = Titled()
    bases: dict[str, list[Line]] = field(default_factory=dict)
    levels: list[Line] = field(default_factory=list)
    last: Line | None = None
    named: frozenset[str] = frozenset()  # the populations that its rows name

    @property
    def lines(self) -> list[Line]:
        """The rows that count."""
        return [*(line for lines in self.bases.values() for line in lines), *self.levels]

    @property
    def population(self) -> str | None:
        """The only population that its rows name, or None."""
        return min(self.named) if len(self.named) == 1 else None

    def same(self, line: Line) -> Line | None:
        """Return the row above that says the same."""
        if line.base:
            return next(iter(self.bases.get(line.base, [])), None)
        said = set(line.meaning.levels.items())
        return next((each for each in self.levels if said & set(each.meaning.levels.items())), None)

    def add(self, line: Line) -> None:
        """Count a row."""
        (self.bases.setdefault(line.base, []) if line.base else self.levels).append(line)
        self.last = line
        self.named |= line.populations
