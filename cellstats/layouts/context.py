"""What a table does not say in its heading: population, measure and period, from the sheet's name and titles."""

from collections.abc import Collection
from dataclasses import dataclass

from cellstats.findings import Finding
from cellstats.layouts.header import Table
from cellstats.tally import Key, Tally
from cellstats.vocabulary import Vocabulary


@dataclass(frozen=True)
class Told:
    """Something that was read, and where: "heading", "sheet_name", "title", "option", "words", "default"."""

    value: str | None
    origin: str | None = None


@dataclass(frozen=True)
class Subject:
    """What a table was taken to be of, and from where each of it was taken."""

    population: Told
    measure: Told
    period: Told

    @property
    def key(self) -> Key:
        """The key of everything in the table together."""
        return Key(self.population.value or "", self.measure.value or "", self.period.value)


@dataclass(frozen=True)
class Source:
    """Where a table stands, and what it was taken for."""

    path: str
    sheet: str | None
    range: str
    layout: str
    subject: Subject


@dataclass(frozen=True)
class Part:
    """What one page gives to the summary."""

    tallies: tuple[Tally, ...] = ()
    findings: tuple[Finding, ...] = ()
    sources: tuple[Source, ...] = ()

    def __add__(self, other: "Part") -> "Part":
        return Part(self.tallies + other.tallies, self.findings + other.findings, self.sources + other.sources)


@dataclass(frozen=True)
class Defaults:
    """What the user says of sheets that do not say it themselves."""

    population: str | None = None
    measure: str | None = None
    period: str | None = None


@dataclass(frozen=True)
class Context:
    """The texts around a table, nearest first, and the words to read them with."""

    vocabulary: Vocabulary
    texts: tuple[tuple[str, str], ...]  # (origin, text)
    defaults: Defaults

    def population(self, named: str | None, among: Collection[str]) -> Told:
        """Return the population that the heading, else the only one among these that a text around it names."""
        if named:
            return Told(named, "heading")
        for origin, text in self.texts:
            found = self.vocabulary.populations_in(text) & set(among)
            if len(found) == 1:
                return Told(min(found), origin)
        return Told(self.defaults.population, "option") if self.defaults.population else Told(None)

    def measure(self, named: Collection[str], fitting: Collection[str]) -> Told:
        """Return the measure that the heading names, else a text around it, else the first listed that fits."""
        if len(named) == 1:
            return Told(min(named), "heading")
        for origin, text in self.texts:
            found = self.vocabulary.measures_in(text) & set(fitting)
            if len(found) == 1:
                return Told(min(found), origin)
        if self.defaults.measure in fitting:
            return Told(self.defaults.measure, "option")
        first = next((each for each in self.vocabulary.measures if each in fitting), None)
        return Told(first, "words" if len(fitting) == 1 else "default") if first else Told(None)

    def period(self, named: str | None) -> Told:
        """Return the period that the heading names, else the first text around it that names one, or None."""
        if named:
            return Told(named, "heading")
        for origin, text in self.texts:
            if period := self.vocabulary.period_in(text):
                return Told(period, origin)
        return Told(self.defaults.period, "option") if self.defaults.period else Told(None)


def context_of(table: Table, vocabulary: Vocabulary, defaults: Defaults) -> Context:
    """Return the context of a table: the name of its sheet, then its titles from the nearest up."""
    name = [("sheet_name", table.sheet.name)] if table.sheet.name else []
    titles = [("title", title) for title in reversed([*table.titles])]
    return Context(vocabulary, (*name, *titles), defaults)


def source_of(table: Table, layout: str, last: int, subject: Subject) -> Source:
    """Return where a table stands, down to its last row, and what it was taken for."""
    return Source(table.sheet.source, table.sheet.name, table.area(last), layout, subject)
