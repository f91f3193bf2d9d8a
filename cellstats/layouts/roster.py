"""Roster: one row for each cell or member, the rating as a word; several measures may stand side by side."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from cellstats.findings import Finding, finding
from cellstats.layouts.columns import Column
from cellstats.layouts.context import Context, Outline, Part, Subject, Told, source_of
from cellstats.layouts.header import Table
from cellstats.layouts.listing import (
    NOT_RATED,
    UNRECOGNIZED,
    UNREPORTED,
    Listing,
    identity,
    listed_population,
    listing,
    naming,
    tallies_of,
)
from cellstats.layouts.repeats import repeats
from cellstats.layouts.rows import RowKind
from cellstats.layouts.scores import contradictions
from cellstats.layouts.stages import chosen, differences
from cellstats.numbers import count_in
from cellstats.place import Place
from cellstats.reading.grid import Cell
from cellstats.text import is_blank, is_mark, nearest, remarks
from cellstats.vocabulary import Measure, Vocabulary

NAME = "roster"
_COMMONEST = 5  # words of a column that tell what it holds
_NAMED = 8  # cells that are named where rows are alike
_COMPARED = 1_000  # words of a column that may be misspelt: one with more is of names or remarks


def matches(table: Table) -> bool:
    """Tell whether a column's heading names a measure."""
    return bool(table.having("measure"))


def read(table: Table, context: Context) -> Part:
    """Return a tally for each unit and each column that names a measure."""
    columns = table.having("measure")
    if table.having("count") and not table.having("person"):
        return Part(findings=(finding("list-with-counts", table.heading_place(table.having("count")[0])),))
    if table.columns[0] in columns:
        return Part(findings=(finding("list-without-names", table.heading_place(columns[0])),))
    own = naming(table, context)
    rows = listing(table, columns, context.vocabulary, own)
    population = listed_population(table, context, own)
    part = Part(findings=(*rows.findings, *repeats(rows, own), *_sizes(rows)))
    if population.value is None:
        return part + Part(findings=(finding("population-not-named", table.heading_place(columns[0])),))
    subjects: dict[Subject, list[_Words]] = {}
    for column in columns:
        words = _Words(rows, column, own)
        subject = words.subject(population, context)
        if subject.measure.value is None:
            part += Part(findings=(_not_understood(words, context.vocabulary),))
        else:
            subjects.setdefault(subject, []).append(words)
    measures = {each.column.index: subject.key.measure for subject, alike in subjects.items() for each in alike}
    part += Part(outlines=(Outline(_measured(table, measures), NAME, rows.kinds),))
    for subject, alike in subjects.items():
        part += _read_columns(subject, alike, context.vocabulary)
    return part


def _measured(table: Table, measures: Mapping[int, str]) -> Table:
    """Return the table with the measures that the words of its columns are of."""
    columns = (
        replace(each, measures=frozenset({measures[each.index]})) if each.index in measures else each
        for each in table.columns
    )
    return replace(table, columns=tuple(columns))


def _sizes(rows: Listing) -> Iterator[Finding]:
    """Compare the numbers in a total row with how many rows stand above it, or since the last one.

    Where another total follows it may be that of its group alone.
    """
    table = rows.table
    counted = {row.index: row.count for row in rows.counted}
    final = max((row.index for row in rows.rows if row.kind is RowKind.TOTAL), default=-1)
    above = since = own = 0
    for row in rows.rows:
        count = counted.get(row.index, 0)
        above, since, own = above + count, since + count, own + count
        if not count and row.kind is not RowKind.TOTAL:  # it heads those below it
            own = 0
        if row.kind is RowKind.TOTAL:
            cells = table.sheet.filled(row.index)
            stated = [(column, number) for column, cell in cells if (number := count_in(cell)) is not None]
            sums = above, since, own if row.index < final else since
            if stated and not any(number in sums for _, number in stated):
                column, number = stated[0]
                yield finding("total-differs", table.sheet.place(row.index, column), total=number, parts=above)
            since = own = 0


@dataclass(frozen=True)
class _Words:
    """The words in one column of a list, a blank as the word ""."""

    rows: Listing
    column: Column
    own: Column | None  # it names the rows

    @cached_property
    def each(self) -> list[str]:
        """The word of each row: "" for a blank, "-" for a sign of nothing, "x" for a tick, else what is read."""
        cells = self.rows.cells(self.column.index)
        words = {cell: _word(cell) for cell in {*cells}}
        return [words[cell] for cell in cells]

    @cached_property
    def counts(self) -> Counter[str]:
        """How many rows hold each word."""
        return Counter(self.each)

    def place(self, words: Collection[str]) -> Place:
        """Return where one of these words stands first."""
        sought = {*words}
        at = next(at for at, word in enumerate(self.each) if word in sought)
        return self.rows.place(at, self.column.index)

    def cells(self, words: Collection[str]) -> str:
        """Return the names of the first cells that hold one of these words: "D6, D8, …"."""
        sought = {*words}
        found = islice((at for at, word in enumerate(self.each) if word in sought), _NAMED + 1)
        names = [f"{self.rows.place(at, self.column.index).cell}" for at in found]
        return ", ".join([*names[:_NAMED], *(["…"] if names[_NAMED:] else [])])

    def subject(self, population: Told, context: Context) -> Subject:
        """Return what the column is of, by its heading and its words."""
        measure = context.measure(self.column.measures, self.fitting(context.vocabulary))
        return Subject(population, measure, context.period(self.column.period))

    def fitting(self, vocabulary: Vocabulary) -> frozenset[str]:
        """Return the measures that know the most of the rows' words."""
        known: Counter[str] = Counter()
        for word, count in self.counts.items():
            for measure, level in vocabulary.levels(word).items():
                known[measure] += count if level in vocabulary.measures[measure].level_ids else 0
        most = max(known.values(), default=0)
        return frozenset(measure for measure, count in known.items() if most and count == most)


def _read_columns(subject: Subject, alike: list[_Words], vocabulary: Vocabulary) -> Part:
    """Return the tallies of one column; others of the same subject are proposals, with which it is compared."""
    words = alike.pop(chosen([each.column.stage for each in alike]))
    scale = vocabulary.measures[subject.key.measure]
    period = subject.period.value
    read_all = [_levels(each, scale, period, vocabulary) for each in (words, *alike)]
    judged = [[own[0][word] for word in each.each] for each, own in zip((words, *alike), read_all, strict=True)]
    rows, columns = words.rows, [each.column for each in (words, *alike)]
    told = differences(rows.table, columns, judged, scale.names, place=rows.place, nothing=UNREPORTED)
    tallies = tallies_of(subject.key, scale.level_ids, rows, judged[0])
    listed = identity(rows, words.own, judged[0])
    source = source_of(rows.table, NAME, rows.last, subject, listed)
    scores = contradictions(rows, scale, subject.period.value, judged[0])
    return Part(tallies, (*told, *scores, *read_all[0][1]), (source,))


def _word(cell: Cell) -> str:
    if is_blank(cell):
        return "-" if cell and str(cell).strip() else ""
    return "x" if is_mark(cell) else str(cell).strip()


def _not_understood(words: _Words, vocabulary: Vocabulary) -> Finding:
    """Say that no word of a column is a level; where one looks like a level, it is likely that all are misspelt."""
    every = vocabulary.measures.values()
    known = [word for scale in every for level in scale.levels for word in level.offered]
    common = [word for word, _ in words.counts.most_common(_COMMONEST) if word.strip("-x")]
    offer = next(filter(None, (nearest(word, known, likeness=0.75) for word in common)), None)
    if offer is None:
        code = "column-not-understood" if any(words.counts) else "table-without-ratings"
        return finding(code, words.rows.table.heading_place(words.column))
    count = sum(count for word, count in words.counts.items() if word.strip("-x"))
    return finding("column-misspelt", words.place(common), count=count, nearest=offer)


def _levels(
    words: _Words, scale: Measure, period: str | None, vocabulary: Vocabulary
) -> tuple[dict[str, str], list[Finding]]:
    """Return what each word of a column counts as, and what is to be said of those on no level."""
    ticked = scale.unmarked is not None and words.counts["x"] > 0 and set(words.counts) <= {"", "x"}
    if scale.unmarked and ticked:
        levels = {"x": scale.level_ids[0], "": scale.unmarked}
    else:
        levels = {word: vocabulary.level(scale.id, word) or UNRECOGNIZED for word in words.counts}
        levels |= {"": UNREPORTED, "-": NOT_RATED}  # a dash stands for one who is not rated yet
    outdated = {word: why for word in words.counts if (why := vocabulary.outdated(scale.id, word, period))}
    findings = [
        finding(why, words.place([word]), heading=word, until=f"{scale.former_until}")
        for word, why in outdated.items()
    ]
    findings += _unknown(words, [word for word, level in levels.items() if level == UNRECOGNIZED], scale)
    levels |= dict.fromkeys(outdated, UNRECOGNIZED)
    if remarked := [word for word, level in levels.items() if _is_remarked(word, level, scale, vocabulary)]:
        count = sum(words.counts[word] for word in remarked)
        findings.append(
            finding("rating-with-remark", words.place(remarked), count=count, cells=words.cells(remarked))
        )
    if blank := words.counts[""]:
        level = scale.level(scale.unmarked).names if scale.unmarked else ""
        code, cells = "unmarked" if ticked else "no-rating", words.cells([""])
        findings.append(finding(code, words.place([""]), count=blank, level=level, cells=cells))
    return levels, findings


def _is_remarked(word: str, level: str, scale: Measure, vocabulary: Vocabulary) -> bool:
    """Tell whether a word of a level has beside it what may take it back, as "(chưa duyệt)" or a question mark does.

    A score does not, nor does the same level in short.
    """
    if level not in scale.level_ids:
        return False
    told = (each for each in remarks(word) if any(map(str.isalpha, each)) and not each.strip()[:1].isdigit())
    return "?" in word or any(vocabulary.level(scale.id, each) != level for each in told)


def _unknown(words: _Words, unknown: Sequence[str], scale: Measure) -> Iterator[Finding]:
    """Say where words stand that are not known, with the nearest known one; never the word: it may be a name."""
    known = [word for level in scale.levels for word in level.offered] if 0 < len(unknown) <= _COMPARED else []
    by_offer: dict[str, list[str]] = {}
    for word in unknown:
        by_offer.setdefault(nearest(word, known) or "", []).append(word)
    for offer, alike in by_offer.items():
        code = "unknown-word" if offer else "unknown-word-unlike-any"
        count = sum(words.counts[word] for word in alike)
        yield finding(code, words.place(alike), count=count, nearest=offer, cells=words.cells(alike))
