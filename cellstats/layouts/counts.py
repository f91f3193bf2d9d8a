"""Counts: units in rows, levels in columns, with or without a total and a share beside each count."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cellstats.findings import Finding, finding
from cellstats.layouts.blocks import Block, find_blocks
from cellstats.layouts.context import Context, Part, source_of
from cellstats.layouts.header import Column, Table
from cellstats.layouts.rows import Row, RowKind, below_end, rows_of
from cellstats.layouts.sums import check_sums
from cellstats.tally import Bases, Count, Key, Tally, from_reported
from cellstats.text import NotACountError, is_blank, is_value, parse_count
from cellstats.vocabulary import Vocabulary

NAME = "counts"


def matches(table: Table) -> bool:
    """Tell whether a cell below the headings of levels holds a number."""
    below = range(table.first, len(table.sheet.rows))
    return any(is_value(table.sheet.cell(row, column.index)) for row in below for column in table.having("level"))


def read(table: Table, context: Context) -> Part:
    """Return a tally for each unit and each block of columns."""
    blocks, problems = find_blocks(table, context, listed=False)
    if not blocks:
        return Part(findings=tuple(problems))
    rows = list(rows_of(table, [column for block in blocks for column in block.columns], context.vocabulary))
    items, told = _items(table, rows)
    part = Part(findings=(*problems, *told))
    for block in blocks:
        part += _read_block(table, block, rows, items, context)
    return part


def _items(table: Table, rows: Sequence[Row]) -> tuple[list[Row], list[Finding]]:
    """Return the rows of units, and what is to be said of the others.

    Without numbers, a row is a unit's where the units are numbered, else it heads those below.
    """
    labelled = bool(table.having("unit", "person"))
    plain = [row for row in rows if row.kind is RowKind.ITEM]
    heads = [row for row in rows if row.kind is not RowKind.TOTAL and not row.filled and row.numbering != "arabic"]
    nameless = [row for row in plain if row.filled and labelled and not row.label]
    items = [row for row in plain if row not in heads and row not in nameless]
    totals = [row for row in rows if row.kind is RowKind.TOTAL and row.filled]
    told = below_end(table, rows)
    told += [finding("row-without-unit", table.sheet.place(row.index)) for row in nameless]
    if heads:
        told.append(finding("rows-as-headings", table.sheet.place(heads[0].index), count=len(heads)))
    if totals and not items:
        items = totals[-1:]
        told.append(finding("total-only", table.sheet.place(items[0].index)))
    return items, told


@dataclass(frozen=True)
class _Cells:
    """The counts of a block as they stand in the cells, and the cells that hold something else."""

    table: Table
    counts: dict[tuple[int, int], Count]
    unreadable: dict[tuple[int, int], Finding]

    @classmethod
    def of(cls, table: Table, rows: Sequence[Row], columns: Sequence[Column]) -> "_Cells":
        counts: dict[tuple[int, int], Count] = {}
        unreadable: dict[tuple[int, int], Finding] = {}
        for at in ((row.index, column.index) for row in rows for column in columns):
            cell = table.sheet.cell(*at)
            try:
                counts[at] = parse_count(cell)
            except NotACountError as problem:
                counts[at] = None
                unreadable[at] = finding(problem.code, table.sheet.place(*at), **_fraction(cell))
        return cls(table, counts, unreadable)

    def bases(self, row: int, block: Block) -> Bases:
        """Return the bases that one row reports."""
        return Bases(**{name: self.counts[row, column.index] for name, column in block.bases.items()})

    def tally(self, row: Row, block: Block, key: Key) -> Tally:
        """Return what one row reports."""
        at = {level: (row.index, column.index) for level, column in block.levels.items()}
        return from_reported(
            key,
            {level: self.counts[at[level]] if level in at else None for level in block.scale.level_ids},
            self.bases(row.index, block),
            unreadable=frozenset(level for level, cell in at.items() if cell in self.unreadable),
            place=self.table.sheet.place(row.index, min(column.index for column in block.columns)),
        )


def _fraction(cell: object) -> dict[str, str]:
    """Return a fraction, and what was probably meant: 3.174 typed in an English Excel was 3,174."""
    return {"value": str(cell), "meant": f"{round(cell * 1000):,}"} if isinstance(cell, float) else {}


def _read_block(table: Table, block: Block, rows: Sequence[Row], items: Sequence[Row], context: Context) -> Part:
    cells = _Cells.of(table, rows, block.columns)
    key = block.subject.key
    filled = [
        row
        for row in items
        if any(not is_blank(table.sheet.cell(row.index, column.index)) for column in block.columns)
    ]
    tallies = {row.index: cells.tally(row, block, replace(key, unit=row.label or None)) for row in filled}
    resolved = dict(cells.counts)
    for row, tally in tallies.items():
        resolved |= {(row, column.index): tally.counts[level] for level, column in block.levels.items()}
    findings = [
        *cells.unreadable.values(),
        *_silent(table, [row for row in items if row.index not in tallies], key, context.vocabulary),
        *_blanks(block, cells, tallies),
        *(problem for row, tally in tallies.items() for problem in _parts(block, cells, row, tally)),
        *check_sums(table, rows, filled, block.columns, resolved),
    ]
    last = max((row.index for row in rows), default=table.first)
    source = source_of(table, NAME, last, block.subject)
    return Part(tuple(tallies.values()), tuple(findings), (source,))


def _silent(table: Table, rows: Sequence[Row], key: Key, vocabulary: Vocabulary) -> list[Finding]:
    """Say which units report nothing: they are in no sum."""
    if not rows:
        return []
    population, measure = vocabulary.populations[key.population].names, vocabulary.measures[key.measure].names
    place = table.sheet.place(rows[0].index)
    return [finding("unit-without-counts", place, count=len(rows), population=population, measure=measure)]


def _blanks(block: Block, cells: _Cells, tallies: Mapping[int, Tally]) -> Iterator[Finding]:
    """Say how many blanks were taken as 0 without a total that proves it, and how many stay unknown."""
    blank = [
        (row, level)
        for row in tallies
        for level in block.scale.level_ids
        if level not in block.levels or is_blank(cells.table.sheet.cell(row, block.levels[level].index))
    ]
    assumed = [
        (row, level)
        for row, level in blank
        if tallies[row].counts[level] == 0 and cells.bases(row, block).of_levels is None
    ]
    unknown = [(row, level) for row, level in blank if tallies[row].counts[level] is None]
    in_cells = [(row, level) for row, level in assumed if level in block.levels]
    if in_cells:
        row, level = in_cells[0]
        yield finding("blank-as-zero", cells.table.sheet.place(row, block.levels[level].index), count=len(in_cells))
    missing = dict.fromkeys(level for _, level in assumed if level not in block.levels)
    if missing:
        yield finding(
            "level-without-column",
            cells.table.sheet.place(cells.table.top),
            levels=tuple(block.scale.level(level).names for level in missing),
        )
    if unknown:
        row, level = unknown[0]
        column = block.levels[level].index if level in block.levels else block.columns[0].index
        yield finding(
            "unreported",
            cells.table.sheet.place(row, column),
            count=sum(tallies[row].bases.unreported or 0 for row in {row for row, _ in unknown}),
            levels=tuple(block.scale.level(level).names for level in dict.fromkeys(level for _, level in unknown)),
        )


def _parts(block: Block, cells: _Cells, row: int, tally: Tally) -> Iterator[Finding]:
    """Compare the parts of one row with their total."""
    bases, counted = tally.bases, sum(count for count in tally.counts.values() if count is not None)
    stated = cells.bases(row, block).of_levels
    if stated is None:
        return
    total = next(name for name in ("rated", "eligible", "all") if getattr(cells.bases(row, block), name) is not None)
    place = cells.table.sheet.place(row, block.bases[total].index)
    if counted > stated or (counted < stated and total == "rated" and None not in tally.counts.values()):
        yield finding("parts-against-total", place, parts=counted, total=stated)
    elif counted < stated and None not in tally.counts.values():
        yield finding("remainder", place, parts=counted, total=stated, count=stated - counted)
    if bases.all is not None and bases.rated is not None and bases.rated > bases.all:
        yield finding("rated-exceed-all", place, rated=bases.rated, all=bases.all)
