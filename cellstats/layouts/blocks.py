"""The blocks of a table of levels: which columns belong to one population and one measure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cellstats.findings import Finding, finding
from cellstats.layouts.columns import Column
from cellstats.layouts.context import Context, Subject, Told
from cellstats.layouts.header import Table
from cellstats.layouts.stages import chosen
from cellstats.numbers import is_value
from cellstats.text import nearest
from cellstats.vocabulary import Measure, Vocabulary

BASES = ("all", "eligible", "rated", "exempt", "not_rated")
_ADDED = ("exempt", "not_rated")  # several columns of these ("đình chỉ", "mới dưới 6 tháng") add up


@dataclass(frozen=True)
class Block:
    """One population on one measure: a column for each level, and the columns of its bases."""

    subject: Subject
    scale: Measure
    levels: dict[str, Column]
    bases: dict[str, list[Column]]
    others: tuple["Block", ...] = ()  # other ratings of the same, such as a proposal

    @property
    def stage(self) -> str | None:
        """Whether the ratings are "proposed" or "official"; None where nothing tells."""
        return self.first.stage

    @property
    def first(self) -> Column:
        """The first column of a level."""
        return min(self.levels.values(), key=lambda column: column.index)

    @cached_property
    def columns(self) -> list[Column]:
        """All columns of the block that hold values."""
        return [*self.levels.values(), *(column for columns in self.bases.values() for column in columns)]

    @cached_property
    def places(self) -> tuple[tuple[str, int | None], ...]:
        """Every level of the measure, best first, with the index of its column, if it has one."""
        indexes = {level: column.index for level, column in self.levels.items()}
        return tuple((level, indexes.get(level)) for level in self.scale.level_ids)

    @cached_property
    def left(self) -> int:
        """The first of these."""
        return min(column.index for column in self.columns)


@dataclass(frozen=True)
class _Group:
    """Columns that stand under the same words: the population, measures and period that these name."""

    population: str | None
    measures: frozenset[str]
    period: str | None
    stage: str | None
    carried: bool  # whether a total, not the columns themselves, names the population


def find_blocks(table: Table, context: Context, listed: Told | None = None) -> tuple[list[Block], list[Finding]]:
    """Return the blocks of a table, and what is wrong with its headings.

    In a list each row is one of those `listed`; otherwise the rows are units that count others.
    """
    table, parts = _parted(table)
    rows_of = next((column.population for column in table.having("unit") if column.population), None)
    among = set(context.vocabulary.populations) - {rows_of}
    groups = _groups(table, listed=listed is not None)
    blocks: list[Block] = []
    problems: list[Finding] = []
    for group, columns in groups.items():
        population = listed or context.population(group.population, among)
        titled = context.titled(among)
        carried = not listed and group.carried and group.population and len(groups) == 1
        fits = fitting([measure for column in columns for measure, _ in column.levels])
        measure = context.measure(group.measures, fits)
        if population.value is None or measure.value is None or (carried and titled not in (None, population.value)):
            code = "levels-of-several-measures" if measure.value is None else "population-not-named"
            problems.append(finding(code, table.heading_place(columns[0])))
            continue
        subject = Subject(population, measure, context.period(group.period))
        levels, wrong = _levels(table, subject, columns, context.vocabulary)
        problems += wrong
        if levels:
            scale = context.vocabulary.measures[measure.value]
            blocks.append(Block(subject, scale, levels, _bases(table, subject, columns)))
    return _settled(blocks), [*_unknown_headings(table, context, blocks), *parts, *problems]


def _levels(
    table: Table, subject: Subject, columns: Sequence[Column], vocabulary: Vocabulary
) -> tuple[dict[str, Column], list[Finding]]:
    """Return the column of each level, and which columns are none."""
    levels: dict[str, Column] = {}
    outdated = outdated_columns(columns, subject, table, vocabulary)
    problems = [*outdated.values()]
    for column in (each for each in columns if each.index not in outdated):
        level = dict(column.levels).get(subject.key.measure)
        if level is None or level in levels:
            code = "level-of-another-measure" if level is None else "level-twice"
            problems.append(finding(code, table.heading_place(column), heading=column.word))
        else:
            levels[level] = column
    return levels, problems


def _settled(blocks: Sequence[Block]) -> list[Block]:
    """Return one block for each subject, with the other ratings of the same beside it."""
    subjects: dict[Subject, list[Block]] = {}
    for block in blocks:
        subjects.setdefault(block.subject, []).append(block)
    settled = []
    for alike in subjects.values():
        best = alike.pop(chosen([block.stage for block in alike]))
        settled.append(replace(best, others=tuple(alike)))
    return settled


def outdated_columns(
    columns: Sequence[Column], subject: Subject, table: Table, vocabulary: Vocabulary
) -> dict[int, Finding]:
    """Return, by column, why a word that named a level up to a year names none; it is an award since."""
    key = subject.key
    why = {each.index: vocabulary.outdated(key.measure, each.word, key.period) for each in columns}
    current = {pair for each in columns if not why[each.index] for pair in each.levels}
    until = vocabulary.measures[key.measure].former_until
    found = {}
    for column in columns:
        if code := why[column.index]:
            award = code == "word-of-former-era" and current & {*column.levels}
            place = table.heading_place(column)
            found[column.index] = finding("award" if award else code, place, heading=column.word, until=f"{until}")
    return found


def _parted(table: Table) -> tuple[Table, list[Finding]]:
    """Return the table with a column of a part as that of its level where this has no other; else it is told."""
    own = {pair for column in table.having("level") for pair in column.levels}
    parts = [column for column in table.having("part") if own & {*column.levels} or not column.levels]
    columns = [
        replace(column, role="level") if column.role == "part" and column not in parts else column
        for column in table.columns
    ]
    told = [finding("column-of-parts", table.heading_place(column), heading=column.word) for column in parts]
    for column in table.having("or_better"):
        code = "column-of-parts" if own & {*column.levels} else "heading-of-a-level"
        told.append(finding(code, table.heading_place(column), heading=column.word))
    return replace(table, columns=tuple(columns)), told


def _groups(table: Table, *, listed: bool) -> dict[_Group, list[Column]]:
    """Return the columns of levels by the words above them.

    Where only a total names its population ("Tổng số đảng viên"), it names that of the columns right of it too, but
    not where two totals of different populations stand side by side; in a list it says how large each row is.
    """
    groups: dict[_Group, list[Column]] = {}
    carried: set[str] = set()
    before = ""
    for column in table.having("level", *(() if listed else BASES)):
        if column.role == "level":
            alone = min(carried) if len(carried) == 1 else None
            group = _Group(
                column.population or alone, column.measures, column.period, column.stage, column.population is None
            )
            groups.setdefault(group, []).append(column)
        elif column.population:
            carried = {column.population} if before == "level" else carried | {column.population}
        before = column.role or ""
    return groups


def fitting(fits: Sequence[str]) -> frozenset[str]:
    """Return the measures that have the most levels, from those that each level may be of."""
    most = max(map(fits.count, fits), default=0)
    return frozenset(measure for measure in fits if fits.count(measure) == most)


def _bases(table: Table, subject: Subject, levels: list[Column]) -> dict[str, list[Column]]:
    """Return the columns of the bases of a subject: of each total the nearest, of those not rated all."""
    bases: dict[str, list[Column]] = {}
    for column in table.having(*BASES):
        if (
            column.role
            and column.population in (None, subject.population.value)
            and column.measures <= {subject.measure.value}
            and column.period in (None, subject.period.value)
        ):
            bases.setdefault(column.role, []).append(column)
    return {
        role: columns if role in _ADDED else sorted(columns, key=lambda each: abs(each.index - levels[0].index))[:1]
        for role, columns in bases.items()
    }


def _unknown_headings(table: Table, context: Context, blocks: Sequence[Block]) -> list[Finding]:
    """Say which headings over numbers are not known: a misspelt level would be missing from every sum.

    It is an error where the heading looks like a level, or where a level lacks its column and either no total tells
    or the heading stands beside levels under the same words.
    """
    measures = context.vocabulary.measures.values()
    every = [word for measure in measures for level in measure.levels for word in level.offered]
    lacking = [block for block in blocks if len(block.levels) < len(block.scale.levels)]
    beside = {column.words[:-1] for block in lacking for column in block.levels.values()} - {()}
    lacked = {
        (block.scale.id, level) for block in lacking for level in block.scale.level_ids if level not in block.levels
    }
    untotalled = any(not block.bases for block in lacking)
    found = []
    for column in table.columns:
        if column.role is None and any(map(is_value, table.sheet.column(column.index)[table.first :])):
            offer = nearest(column.word, every, likeness=0.75)
            rest = "column-of-parts" if any(map(context.vocabulary.is_part, column.words)) else "heading-unknown"
            a_level = untotalled or column.words[:-1] in beside or _part_of(column, context.vocabulary) & lacked
            own_part = context.vocabulary.is_part(column.word) and not _part_of(column, context.vocabulary) & lacked
            code = rest if own_part else "heading-misspelt" if offer else "heading-of-a-level" if a_level else rest
            found.append(finding(code, table.heading_place(column), heading=column.word, nearest=offer or ""))
    return found


def _part_of(column: Column, vocabulary: Vocabulary) -> set[tuple[str, str]]:
    """Return the levels that stand behind "Trong đó" in a heading: "Trong đó: HTXSNV"."""
    meaning = vocabulary.heading(vocabulary.after_part(column.word) or "")
    return {*meaning.levels.items()} if meaning else set()
