"""The blocks of a table of levels: which columns belong to one population and one measure."""

from dataclasses import dataclass

from cellstats.findings import Finding, finding
from cellstats.layouts.context import Context, Subject
from cellstats.layouts.header import Column, Table
from cellstats.text import is_value, nearest
from cellstats.vocabulary import Measure

BASES = ("all", "eligible", "rated", "exempt", "not_rated")


@dataclass(frozen=True)
class Block:
    """One population on one measure: a column for each level, and the columns of its bases."""

    subject: Subject
    scale: Measure
    levels: dict[str, Column]
    bases: dict[str, Column]

    @property
    def columns(self) -> list[Column]:
        """All columns of the block that hold values."""
        return [*self.levels.values(), *self.bases.values()]


@dataclass(frozen=True)
class _Group:
    """Columns that stand under the same words: the population, measures and period that these name."""

    population: str | None
    measures: frozenset[str]
    period: str | None


def find_blocks(table: Table, context: Context, *, listed: bool) -> tuple[list[Block], list[Finding]]:
    """Return the blocks of a table, and what is wrong with its headings.

    With `listed` each row is one of the population, so that the heading of the rows names it ("Tên chi bộ");
    otherwise the rows are units that count others.
    """
    rows_of = next((column.population for column in table.having("unit") if column.population), None)
    among = _candidates(context, rows_of, bool(table.having("person")), listed=listed)
    blocks, problems = [], _unknown_headings(table, context)
    for group, columns in _groups(table, listed=listed).items():
        population = context.population((rows_of if listed else None) or group.population, among)
        measure = context.measure(group.measures, _fitting(columns))
        if population.value is None or measure.value is None:
            code = "population-not-named" if population.value is None else "levels-of-several-measures"
            problems.append(finding(code, table.heading_place(columns[0])))
            continue
        levels: dict[str, Column] = {}
        for column in columns:
            level = dict(column.levels).get(measure.value)
            if level is None or level in levels:
                code = "level-of-another-measure" if level is None else "level-twice"
                problems.append(finding(code, table.heading_place(column), heading=column.words[-1]))
            else:
                levels[level] = column
        subject = Subject(population, measure, context.period(group.period))
        scale = context.vocabulary.measures[measure.value]
        blocks.append(Block(subject, scale, levels, _bases(table, group, columns)))
    return blocks, problems


def _candidates(context: Context, rows_of: str | None, people: bool, *, listed: bool) -> set[str]:
    """Return the populations that texts around the table may name."""
    every = context.vocabulary.populations
    if listed:
        return {name for name, population in every.items() if population.people == people}
    return set(every) - {rows_of}


def _groups(table: Table, *, listed: bool) -> dict[_Group, list[Column]]:
    """Return the columns of levels by the words above them.

    Where only a total names its population ("Tổng số đảng viên"), it names that of the columns right of it too; in
    a list it says how large each row is.
    """
    groups: dict[_Group, list[Column]] = {}
    carried = None
    for column in table.having("level", *(() if listed else BASES)):
        carried = column.population or carried
        if column.role == "level":
            groups.setdefault(_Group(carried, column.measures, column.period), []).append(column)
    return groups


def _fitting(columns: list[Column]) -> frozenset[str]:
    """Return the measures that have the most of these columns as levels."""
    fits = [measure for column in columns for measure, _ in column.levels]
    most = max(map(fits.count, fits))
    return frozenset(measure for measure in fits if fits.count(measure) == most)


def _bases(table: Table, group: _Group, levels: list[Column]) -> dict[str, Column]:
    """Return the columns of the bases: those of the same population, the nearest to the levels where several fit."""
    bases: dict[str, Column] = {}
    for column in table.having(*BASES):
        mine = column.population in (None, group.population) and column.measures in (
            frozenset(),
            group.measures,
        )
        if mine and column.role:
            known = bases.setdefault(column.role, column)
            if abs(column.index - levels[0].index) < abs(known.index - levels[0].index):
                bases[column.role] = column
    return bases


def _unknown_headings(table: Table, context: Context) -> list[Finding]:
    """Say which headings over numbers are not known: a misspelt level would be missing from every sum."""
    measures = context.vocabulary.measures.values()
    every = [word for measure in measures for level in measure.levels for word in level.spoken]
    found = []
    for column in table.columns:
        below = [table.sheet.cell(row, column.index) for row in range(table.first, len(table.sheet.rows))]
        if column.role is None and any(map(is_value, below)):
            offer = nearest(column.words[-1], every, likeness=0.75)
            code = "heading-misspelt" if offer else "heading-unknown"
            found.append(finding(code, table.heading_place(column), heading=column.words[-1], nearest=offer or ""))
    return found
