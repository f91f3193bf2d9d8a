"""What words name: measures with their levels, populations, and what the headings of columns say."""

from dataclasses import dataclass, field
from functools import cached_property

Names = dict[str, str]
"""A text in each language of the output: {"en": …, "vi": …}."""


@dataclass(frozen=True)
class Level:
    """One step of a scale."""

    id: str
    names: Names
    words: tuple[str, ...]
    least_score: int | None = None  # the least score that speaks for it
    former: tuple[str, ...] = ()  # words that named it up to a year
    short: Names = field(default_factory=dict)  # names over narrow columns, where they are others

    @property
    def spoken(self) -> tuple[str, ...]:
        """Every word that names it, or did."""
        return (*self.names.values(), *self.words, *self.former)

    @property
    def offered(self) -> tuple[str, ...]:
        """The words that are offered for a misspelt one: no abbreviations."""
        return tuple(word for word in self.spoken if not word.isupper())


@dataclass(frozen=True)
class Measure:
    """An ordered scale, best level first; `unmarked` is the level of a row without a tick among ticked ones.

    Units are ranked by the share of the level `ranked_by`, or better.
    """

    id: str
    names: Names
    levels: tuple[Level, ...]
    headings: tuple[str, ...]
    unmarked: str | None = None
    scored_since: int | None = None  # the first year whose scores speak for levels
    former_until: int | None = None  # the last year in which former words named levels
    ranked_by: str | None = None

    def level(self, name: str) -> Level:
        """Return a level by its id."""
        return next(level for level in self.levels if level.id == name)

    @property
    def success(self) -> str:
        """The level that stands for a success: the one that units are ranked by, else the best."""
        return self.ranked_by or self.level_ids[0]

    @cached_property
    def level_ids(self) -> tuple[str, ...]:
        """The ids of the levels, best first."""
        return tuple(level.id for level in self.levels)


@dataclass(frozen=True)
class Population:
    """Who is rated; `people` where one of them is a person.

    `usual_most` tells of how many of another population one of them usually consists at most.
    """

    id: str
    names: Names
    people: bool
    words: tuple[str, ...]
    usual_most: dict[str, int] = field(default_factory=dict)

    @property
    def spoken(self) -> tuple[str, ...]:
        """Every word that names it."""
        return (*self.names.values(), *self.words)


@dataclass(frozen=True)
class Meaning:
    """All that one word of a heading may say; a word may say several things ("Chi bộ", "Tốt")."""

    roles: frozenset[str] = frozenset()
    populations: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    levels: dict[str, str] = field(default_factory=dict)  # measure → level

    def __or__(self, other: "Meaning") -> "Meaning":
        """Return what both say."""
        return Meaning(
            self.roles | other.roles,
            self.populations | other.populations,
            self.measures | other.measures,
            {**self.levels, **other.levels},
        )
