"""What a form is of, and what stands on its sheet: columns, rows, formulas; how they look is in xlsx.py."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cellstats.vocabulary import Measure, Population, packaged_words, period_in_words

FIRST_HEADING = 3
"""The row of the heading, counted from 0: below the title, the period and what to do."""


class Kind(StrEnum):
    """What the cells of a column hold, and so who fills them in."""

    INDEX = "index"
    TEXT = "text"
    CHOICE = "choice"
    COUNT = "count"
    PERCENT = "percent"
    CHECK = "check"


@dataclass(frozen=True)
class Column:
    """A column: its heading, a second word below where the heading spans several, its width in letters.

    Of its `choices` one may be chosen, or if there are none anything written.
    """

    kind: Kind
    heading: str
    width: float
    below: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Formula:
    """A formula, and its value while nothing is filled in."""

    text: str
    value: str


Cell = str | int | Formula | None
"""What the form gives; None is a cell to fill in."""
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Texts:
    """The texts of forms in a language."""

    language: str

    def __getitem__(self, name: str) -> str:
        text: str = packaged_words("forms")[name][self.language]
        return text

    def period(self, period: str) -> str:
        """Return a period in words that titles have."""
        return period_in_words(period, self.language)


@dataclass(frozen=True)
class Page:
    """A sheet: its texts above the heading, its columns and rows, and the row of totals if it has one.

    Without a `period` the line for it is to be filled in.
    """

    name: str
    title: str
    period: str | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None
    texts: Texts


@dataclass(frozen=True)
class Form:
    """What a form is of: a row for each unit, or so many blank ones."""

    population: Population
    measure: Measure
    period: str | None
    language: str
    listed: bool
    units: tuple[str, ...]
    blank: int

    @property
    def texts(self) -> Texts:
        """Its texts."""
        return Texts(self.language)

    @property
    def all_rated(self) -> bool:
        """Whether everybody has a level of the measure, so that nobody is told apart as not rated."""
        return self.measure.id in packaged_words("forms")["everybody_has_one"]

    def page(self, columns: Iterable[Column], rows: Iterable[Row], total: Row | None) -> Page:
        """Return the page with these columns and rows, under the name and the titles of the form."""
        population, measure = self.population.names[self.language], self.measure.names[self.language]
        title = self.texts["title_list" if self.listed else "title_counts"]
        return Page(
            population,
            title.format(population=population, measure=measure).upper(),
            self.texts.period(self.period).upper() if self.period else None,
            tuple(columns),
            tuple(rows),
            total,
            self.texts,
        )
