"""Levels in rows, as in official forms: units, populations or years in columns, populations one below another.

Rows and columns change places, and each section is then read as a table of counts is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cellstats.findings import finding
from cellstats.layouts import counts
from cellstats.layouts.blocks import Block, fitting, outdated_columns
from cellstats.layouts.cells import Cells
from cellstats.layouts.columns import Column
from cellstats.layouts.context import Context, Outline, Part, Subject, joined
from cellstats.layouts.given import states_shares
from cellstats.layouts.header import Table
from cellstats.layouts.lines import Section
from cellstats.layouts.rows import Row, RowKind
from cellstats.layouts.stack import stack_of
from cellstats.layouts.standing import value_columns
from cellstats.layouts.sums import are_all_parts
from cellstats.place import Place
from cellstats.reading import Sheet
from cellstats.reading.grid import Grid
from cellstats.tally import Key
from cellstats.text import is_blank
from cellstats.vocabulary import Vocabulary

NAME = "transposed"


def matches(table: Table) -> bool:
    """Tell whether the table has its levels in rows."""
    return bool(table.having("label"))


def read(table: Table, context: Context) -> Part:
    """Return a tally for each section of rows and each column of counts."""
    label = table.having("label")[0]
    columns = [*value_columns(table, label.index)]
    stack = stack_of(table, label, columns, context.vocabulary)
    outline = Outline(table, NAME, stack.kinds, counted=tuple(columns))
    parts = [Part(findings=tuple(stack.told()), outlines=(outline,))]
    turned = replace(table, sheet=_Turned.of(table), columns=(), top=label.index, bottom=label.index + 1)
    seen: set[tuple[Key, str | None]] = set()
    for section in stack.sections:
        for subject, members in _subjects(section, columns, context).items():
            place = table.sheet.place(section.lines[0].index, label.index)
            if subject.measure.value is None or subject.population.value is None:
                code = "levels-of-several-measures" if section.levels else "section-without-levels"
                told = finding("population-not-named" if subject.measure.value else code, place)
                parts.append(Part(findings=(told,)))
            elif (subject.key, section.unit) in seen:
                parts.append(Part(findings=(finding("section-twice", place),)))
            else:
                seen.add((subject.key, section.unit))
                parts.append(_read_section(table, turned, section, subject, members, context=context))
    return joined(parts)


def _subjects(section: Section, columns: Sequence[Column], context: Context) -> dict[Subject, list[Column]]:
    """Return the columns of a section by what they are of.

    "Chi bộ" over a column is whom it counts, unless the rows or the titles name somebody else: then it is a unit.
    """
    words = context.vocabulary
    every = set(words.populations)
    over = {column.index: _population_over(column, words) for column in columns}
    own = section.population or section.titled.population
    kinds = own or context.titled(every) not in {None, *over.values()}
    fits = fitting([measure for line in section.levels for measure in line.meaning.levels])
    measure = context.measure(section.titled.measures, fits)
    subjects: dict[Subject, list[Column]] = {}
    for column in columns:
        population = context.population(own if kinds else over[column.index], every)
        subject = Subject(population, measure, context.period(column.period or section.titled.period))
        subjects.setdefault(subject, []).append(column)
    return subjects


def _population_over(column: Column, vocabulary: Vocabulary) -> str | None:
    meanings = [vocabulary.heading(word) for word in reversed(column.words)]
    return next((min(each.populations) for each in meanings if each and len(each.populations) == 1), None)


def _read_section(
    table: Table, turned: Table, section: Section, subject: Subject, columns: Sequence[Column], *, context: Context
) -> Part:
    """Read a section as a table of counts whose units are its columns."""
    scale = context.vocabulary.measures[subject.key.measure]
    lines = [
        Column(line.index, (line.label,), "level", levels=tuple(line.meaning.levels.items()), word=line.label)
        for line in section.levels
    ]
    outdated = outdated_columns(lines, subject, turned, context.vocabulary)
    levels = {
        level: line for line in lines if line.index not in outdated and (level := dict(line.levels).get(scale.id))
    }
    if not levels:
        return Part(findings=tuple(outdated.values()))
    bases = {
        role: [Column(line.index, (line.label,), role) for line in lines] for role, lines in section.bases.items()
    }
    block = Block(subject, scale, levels, bases)
    turned = replace(turned, columns=tuple(block.columns))
    rows = _rows(table, turned, section, block, columns, vocabulary=context.vocabulary)
    rows = sorted([*rows, *_share_rows(table, columns, context.vocabulary)], key=lambda row: row.index)
    part = counts.read_blocks(turned, [block], rows, context)
    area = table.area(max(column.index for column in block.columns))
    return Part(findings=tuple(outdated.values())) + replace(
        part, sources=tuple(replace(source, range=area, layout=NAME) for source in part.sources), outlines=()
    )


def _rows(
    table: Table,
    turned: Table,
    section: Section,
    block: Block,
    columns: Sequence[Column],
    *,
    vocabulary: Vocabulary,
) -> list[Row]:
    """Return the columns as the rows of a table of counts: units, their sums, and parts ("Trong đó").

    Parts that add up to the total are units all the same, as under "Chia ra".
    """
    rows = []
    for column in columns:
        named = [word for word in column.words if not _qualifies(word, block.subject, vocabulary)]
        summing = bool(named) and _sums(named[-1], vocabulary)
        group = " / ".join(word for word in named[:-1] if not _sums(word, vocabulary))
        parts = any(vocabulary.is_part(word) and not vocabulary.is_split(word) for word in column.words)
        kind = RowKind.TOTAL if summing else RowKind.PART if parts else RowKind.ITEM
        filled = any(not is_blank(turned.sheet.cell(column.index, at.index)) for at in block.columns)
        own = named[-1] if named and not summing else ""
        unit = " / ".join(filter(None, (section.unit, own)))
        over = None if section.unit else _over(table, column, own)
        at = _left_of(table, section) if section.unit and len(columns) == 1 and not own else over
        place = table.sheet.place(*at) if at else None
        rows.append(Row(column.index, kind, unit, filled, None, group, named=place))
    nameless = [row for row in rows if row.kind is RowKind.ITEM and not row.label]
    if len(nameless) < len([row for row in rows if row.kind is RowKind.ITEM]):  # "Số lượng" beside units sums them
        rows = [replace(row, kind=RowKind.TOTAL) if row in nameless else row for row in rows]
    if len(rows) == 1 or are_all_parts(rows, Cells.of(turned, rows, block.columns).counts):
        rows = [
            row if row.kind is RowKind.TOTAL and len(rows) > 1 else replace(row, kind=RowKind.ITEM) for row in rows
        ]
    return _grouped(rows)


def _over(table: Table, column: Column, name: str) -> tuple[int, int] | None:
    """Return where the name of a unit stands over its own column, if it does."""
    cells = ((row, column.index) for row in range(table.bottom - 1, table.top - 1, -1))
    return next((at for at in cells if name and table.sheet.text(*at) == name), None)


def _left_of(table: Table, section: Section) -> tuple[int, int]:
    """Return where the name of a unit stands left of its rows."""
    row, column = section.lines[0].index, table.having("unit")[0].index
    while row > table.first and is_blank(table.sheet.cell(row, column)):
        row -= 1
    return row, column


def _grouped(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, a sum that stands before those of its group ("Khối xã: Cộng │ Xã │ Phường") as its head."""
    heads = {
        row.index
        for row, after in pairwise(rows)
        if row.group and row.kind is RowKind.TOTAL and after.kind is RowKind.ITEM and after.group == row.group
    }
    if not heads:
        return [*rows]
    ranked = [replace(row, rank=1 if row.group else 0) if row.kind is RowKind.ITEM else row for row in rows]
    return [
        replace(row, kind=RowKind.GROUP, label=row.group or "", rank=0) if row.index in heads else row
        for row in ranked
    ]


def _share_rows(table: Table, columns: Sequence[Column], vocabulary: Vocabulary) -> list[Row]:
    """Return the columns of shares right of counts as rows of shares below them."""
    counted = {column.index for column in columns}
    beside = [column for column in table.having("share") if column.index - 1 in counted and column.words]
    rows = [Row(column.index, RowKind.PART, column.words[-1], filled=False, rank=None) for column in beside]
    return [row for row in rows if states_shares(row, vocabulary)]


def _sums(word: str, vocabulary: Vocabulary) -> bool:
    meaning = vocabulary.heading(word)
    return vocabulary.is_total(word) or (meaning is not None and "all" in meaning.roles)


def _qualifies(word: str, subject: Subject, vocabulary: Vocabulary) -> bool:
    """Tell whether a heading names no unit: "Số lượng", "Năm 2021", or "Chi bộ" over counts of cells."""
    meaning = vocabulary.heading(word)
    of_whom = meaning is not None and subject.population.value in meaning.populations and not meaning.roles
    counted = meaning is not None and bool(meaning.roles & {"count", "share", "value"})
    return counted or of_whom or vocabulary.period_in(word) is not None or vocabulary.is_part(word)


@dataclass(frozen=True)
class _Turned(Sheet):
    """A sheet whose rows are the columns of another; its places are those of the other."""

    heading: int = 0

    @classmethod
    def of(cls, table: Table) -> "_Turned":
        """Return the sheet of a table, turned."""
        sheet = table.sheet
        return cls(
            sheet.source,
            sheet.name,
            Grid.of(sheet.rows.columns),
            hidden=sheet.hidden,
            skipped=sheet.skipped,
            heading=max(table.bottom - 1, 0),
        )

    def place(self, row: int | None = None, column: int = 0) -> Place:
        """Return the place of a cell as it stands in the other; that of a whole row is the heading of its column."""
        return super().place() if row is None else super().place(max(column, self.heading), row)
