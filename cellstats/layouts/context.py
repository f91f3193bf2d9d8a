"""What a table does not say in its heading: population, measure and period, from the sheet's name and titles."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from cellstats.findings import Finding
from cellstats.layouts.columns import Column
from cellstats.layouts.forced import Forced
from cellstats.layouts.header import Table
from cellstats.tally import Key, Tally
from cellstats.vocabulary import Names, Vocabulary


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


Listed = tuple[int, int]
"""How many are listed, and a number made of who they are and how each is rated, which tells no name."""


@dataclass(frozen=True)
class Source:
    """Where a table stands, and what it was taken for."""

    path: str
    sheet: str | None
    range: str
    layout: str
    subject: Subject
    listed: Listed = (0, 0)


@dataclass(frozen=True)
class Outline:
    """How a table was understood: what its columns and rows (counted from 0) were taken for, and what they gave.

    `counted` are the columns that hold counts where the levels stand in rows.
    """

    table: Table
    layout: str
    rows: Mapping[str, Sequence[range]]
    sources: tuple[Source, ...] = ()
    tallies: tuple[Tally, ...] = ()
    counted: tuple[Column, ...] = ()

    @property
    def unread(self) -> bool:
        """Whether the table is of no layout, or gives nothing to count."""
        return not self.layout


@dataclass(frozen=True)
class Part:
    """What one page gives to the summary."""

    tallies: tuple[Tally, ...] = ()
    findings: tuple[Finding, ...] = ()
    sources: tuple[Source, ...] = ()
    outlines: tuple[Outline, ...] = ()

    def __add__(self, other: "Part") -> "Part":
        return Part(
            self.tallies + other.tallies,
            self.findings + other.findings,
            self.sources + other.sources,
            self.outlines + other.outlines,
        )


def joined(parts: Sequence[Part]) -> Part:
    """Return what tables give together, half by half: one after the other would copy the first ones over and over."""
    half = len(parts) // 2
    return joined(parts[:half]) + joined(parts[half:]) if half else parts[0]


@dataclass(frozen=True)
class Defaults:
    """What the user says of sheets that do not say it themselves."""

    population: str | None = None
    measure: str | None = None
    period: str | None = None
    forced: Forced = field(default_factory=Forced)
    numbers: str | None = None  # the style of counts in text: "vi" or "en"


@dataclass(frozen=True)
class Context:
    """The texts around a table, and the words to read them with."""

    vocabulary: Vocabulary
    subjects: tuple[tuple[str, str], ...]  # (origin, text): the titles that say what the table is of
    others: tuple[tuple[str, str], ...]  # the name of the sheet, then the other titles from the nearest up
    defaults: Defaults
    above: tuple[str, ...] = ()  # the titles of the sheet, where other tables stand below them
    spoken: str | None = None  # whom the first row names that says itself whom it counts

    def population(self, named: str | None, among: Collection[str]) -> Told:
        """Return whom the heading, else the titles, else a text around the table names, if it is one of these."""
        if self.defaults.forced and self.defaults.population:
            return Told(self.defaults.population, "option")
        if named:
            return Told(named, "heading")
        if titled := self.titled(among):
            return Told(titled, "title")
        ambiguous = any(self._titled(text) for _, text in self.subjects)
        for origin, text in self.others:
            found = self.vocabulary.populations_in(text) & set(among)
            if len(found) == 1 and not (ambiguous and origin == "title"):
                return Told(min(found), origin)
        if self.defaults.population:
            return Told(self.defaults.population, "option")
        return Told(self.spoken, "words") if self.spoken else Told(None)

    def titled(self, among: Collection[str]) -> str | None:
        """Return the only population of these that the titles of the table name."""
        found = {each for _, text in self.subjects for each in self._titled(text)} & set(among)
        return min(found) if len(found) == 1 else None

    def _titled(self, text: str) -> frozenset[str]:
        """Return whom a title speaks of: "xếp loại đảng viên của các đảng bộ" speaks of members."""
        whole = self.vocabulary.populations_in(text)
        return (
            whole if len(whole) < 2 else self.vocabulary.populations_in(self.vocabulary.before_owner(text)) or whole
        )

    def measure(self, named: Collection[str], fitting: Collection[str]) -> Told:
        """Return the measure that the heading names, else a text around it, else the first listed that fits."""
        if self.defaults.forced and self.defaults.measure:
            return Told(self.defaults.measure, "option")
        if len(named) == 1:
            return Told(min(named), "heading")
        for origin, text in (*self.subjects, *self.others):
            found = self.vocabulary.measures_in(text) & set(fitting)
            if len(found) == 1:
                return Told(min(found), origin)
        if self.defaults.measure in fitting:
            return Told(self.defaults.measure, "option")
        first = next((each for each in self.vocabulary.measures if each in fitting), None)
        return Told(first, "words" if len(fitting) == 1 else "default") if first else Told(None)

    def period(self, named: str | None) -> Told:
        """Return the period that the heading names, else the first text around it that names one, or None."""
        if self.defaults.forced and self.defaults.period:
            return Told(self.defaults.period, "option")
        if named:
            return Told(named, "heading")
        sheet = [("title", text) for text in reversed(self.above)]
        for origin, text in (*self.subjects, *self.others, *sheet):
            if period := self.vocabulary.period_in(text):
                return Told(period, origin)
        return Told(self.defaults.period, "option") if self.defaults.period else Told(None)


def context_of(table: Table, vocabulary: Vocabulary, defaults: Defaults) -> Context:
    """Return the context of a table: its titles from the nearest up, and the name of its sheet."""
    titles = [("title", title) for title in reversed(table.titles)]
    subjects = [title for title in titles if vocabulary.is_subject(title[1])]
    name = [("sheet_name", table.sheet.name)] if table.sheet.name else []
    others = (*name, *(each for each in titles if each not in subjects))
    return Context(vocabulary, tuple(subjects), others, defaults, table.above)


def source_of(table: Table, layout: str, last: int, subject: Subject, listed: Listed = (0, 0)) -> Source:
    """Return where a table stands, down to its last row, and what it was taken for."""
    return Source(table.sheet.source, table.sheet.name, table.area(last), layout, subject, listed)


def names_of(key: Key, words: Vocabulary) -> dict[str, Names]:
    """Return the names of a population and a measure, as messages have them."""
    return {"measure": words.measures[key.measure].names, "population": words.populations[key.population].names}
