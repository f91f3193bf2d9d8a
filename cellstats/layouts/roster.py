"""Roster: one row for each cell or member, the rating as a word; several measures may stand side by side."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from cellstats.findings import Finding, finding
from cellstats.layouts.context import Context, Part, Subject, Told, source_of
from cellstats.layouts.header import Column, Table
from cellstats.layouts.listing import NOT_RATED, UNRECOGNIZED, UNREPORTED, Listing, listing, tallies_of
from cellstats.layouts.rows import RowKind
from cellstats.place import Place
from cellstats.tally import Key
from cellstats.text import is_blank, is_mark, nearest
from cellstats.vocabulary import Measure, Vocabulary

NAME = "roster"


def matches(table: Table) -> bool:
    """Tell whether a column's heading names a measure."""
    return bool(table.having("measure"))


def read(table: Table, context: Context) -> Part:
    """Return a tally for each unit and each column that names a measure."""
    columns = table.having("measure")
    if table.having("count") and not table.having("person"):
        return Part(findings=(finding("list-with-counts", table.heading_place(table.having("count")[0])),))
    rows = listing(table, columns, context.vocabulary)
    population = _population(table, context)
    part = Part(findings=(*rows.findings, *_sizes(table, rows)))
    if population.value is None:
        return part + Part(findings=(finding("population-not-named", table.heading_place(columns[0])),))
    taken: set[Key] = set()
    for column in columns:
        read_column = _read_column(table, column, rows, population, context)
        keys = {source.subject.key for source in read_column.sources}
        if keys & taken:
            names = context.vocabulary.measures[next(iter(keys)).measure].names
            read_column = Part(findings=(finding("measure-twice", table.heading_place(column), measure=names),))
        taken |= keys
        part += read_column
    return part


def _sizes(table: Table, rows: Listing) -> Iterator[Finding]:
    """Compare the numbers in a total row with how many rows stand above it, or since the last one."""
    items = [row.index for row, _ in rows.items]
    last = -1
    for row in rows.rows:
        if row.kind is RowKind.TOTAL:
            cells = enumerate(table.sheet.rows[row.index])
            stated = [(column, int(cell)) for column, cell in cells if isinstance(cell, int | float)]
            above = [index for index in items if index < row.index]
            sizes = {len(above), sum(index > last for index in above)}
            if stated and not any(number in sizes for _, number in stated):
                column, number = stated[0]
                yield finding("total-differs", table.sheet.place(row.index, column), total=number, parts=len(above))
            last = row.index


def _population(table: Table, context: Context) -> Told:
    """Return who is listed: named around the table or over its rows; people that nothing names are members."""
    people = bool(table.having("person"))
    every = context.vocabulary.populations
    named = next((column.population for column in table.having("person", "unit", "all") if column.population), None)
    if named and every[named].people != people:
        named = None
    told = context.population(named, {name for name, each in every.items() if each.people == people})
    if told.value is None and people:
        first = next(name for name, each in every.items() if each.people)
        return Told(first, "default")
    return told


@dataclass(frozen=True)
class _Words:
    """The words in one column of a list, by how many rows hold each; a blank is the word ""."""

    table: Table
    column: Column
    rows: Listing

    def at(self, row: int) -> str:
        """Return the word in a row: "" for a blank, "-" for a sign of nothing, "x" for a tick, else what is read."""
        cell = self.table.sheet.cell(row, self.column.index)
        if is_blank(cell):
            return "-" if cell and str(cell).strip() else ""
        return "x" if is_mark(cell) else str(cell).strip()

    @cached_property
    def by_unit(self) -> Counter[tuple[str | None, str]]:
        """How many rows of each unit hold each word."""
        return Counter((unit, self.at(row.index)) for row, unit in self.rows.items)

    @cached_property
    def counts(self) -> Counter[str]:
        """How many rows hold each word."""
        counts = Counter[str]()
        for (_, word), count in self.by_unit.items():
            counts[word] += count
        return counts

    def place(self, words: Collection[str]) -> Place:
        """Return where one of these words stands first."""
        row = next(row.index for row, _ in self.rows.items if self.at(row.index) in words)
        return self.table.sheet.place(row, self.column.index)

    def fitting(self, vocabulary: Vocabulary) -> frozenset[str]:
        """Return the measures that know the most of the rows' words."""
        known = {
            measure: sum(
                self.counts[word] for word in self.counts if vocabulary.level(measure, word) in scale.level_ids
            )
            for measure, scale in vocabulary.measures.items()
        }
        return frozenset(measure for measure, count in known.items() if count and count == max(known.values()))


def _read_column(table: Table, column: Column, rows: Listing, population: Told, context: Context) -> Part:
    words = _Words(table, column, rows)
    subject = Subject(
        population, context.measure(column.measures, words.fitting(context.vocabulary)), context.period(column.period)
    )
    if subject.measure.value is None:
        return Part(findings=(finding("column-not-understood", table.heading_place(column)),))
    scale = context.vocabulary.measures[subject.measure.value]
    levels, findings = _levels(words, scale, context.vocabulary)
    judged = ((unit, levels[word], count) for (unit, word), count in words.by_unit.items())
    tallies = tallies_of(subject.key, scale.level_ids, judged, table)
    return Part(tallies, tuple(findings), (source_of(table, NAME, rows.last, subject),))


def _levels(words: _Words, scale: Measure, vocabulary: Vocabulary) -> tuple[dict[str, str], list[Finding]]:
    """Return what each word of a column counts as, and what is to be said of those on no level."""
    ticked = scale.unmarked is not None and words.counts["x"] > 0 and set(words.counts) <= {"", "x"}
    if scale.unmarked and ticked:
        levels = {"x": scale.level_ids[0], "": scale.unmarked}
    else:
        levels = {word: vocabulary.level(scale.id, word) or UNRECOGNIZED for word in words.counts}
        levels |= {"": UNREPORTED, "-": NOT_RATED}  # a dash stands for one who is not rated yet
    findings = list(_unknown(words, [word for word, level in levels.items() if level == UNRECOGNIZED], scale))
    if blank := words.counts[""]:
        level = scale.level(scale.unmarked).names if scale.unmarked else ""
        findings.append(finding("unmarked" if ticked else "no-rating", words.place([""]), count=blank, level=level))
    return levels, findings


def _unknown(words: _Words, unknown: Sequence[str], scale: Measure) -> Iterator[Finding]:
    """Say where words stand that are not known, with the nearest known one; never the word: it may be a name."""
    known = [word for level in scale.levels for word in level.offered]
    by_offer: dict[str, list[str]] = {}
    for word in unknown:
        by_offer.setdefault(nearest(word, known) or "", []).append(word)
    for offer, alike in by_offer.items():
        code = "unknown-word" if offer else "unknown-word-unlike-any"
        count = sum(words.counts[word] for word in alike)
        yield finding(code, words.place(alike), count=count, nearest=offer)
