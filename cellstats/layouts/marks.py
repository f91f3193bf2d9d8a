"""Marks: one row for each cell or member, a tick under one of the levels; the total row holds counts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cellstats.findings import Finding, finding
from cellstats.layouts.blocks import Block, find_blocks
from cellstats.layouts.columns import Column
from cellstats.layouts.context import Context, Outline, Part, source_of
from cellstats.layouts.header import Table
from cellstats.layouts.listing import (
    EXEMPT,
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
from cellstats.layouts.stages import differences
from cellstats.layouts.sumchecks import check_sums
from cellstats.numbers import NotACountError, is_value, parse_count
from cellstats.reading.grid import typed
from cellstats.tally import Count
from cellstats.text import is_blank, is_mark

NAME = "marks"


def matches(table: Table) -> bool:
    """Tell whether below the headings of levels as many rows hold a tick as a number (the total row does).

    Beside a column of persons a 1 is a tick too.
    """
    people = bool(table.having("person"))
    columns = [table.sheet.column(column.index)[table.first :] for column in table.having("level")]
    values = {value for cells in columns for value in typed(cells)}
    if not any(_is_tick(cell, people=people) for _, cell in values):
        return False
    below = [*zip(*columns, strict=True)]
    filled = [[cell for cell in row if not is_blank(cell)] for row in below if any(map(is_value, row))]
    ticks = [cells for cells in filled if cells and all(_is_tick(cell, people=people) for cell in cells)]
    numbered = sum(map(bool, filled)) - len(ticks)
    single = sum(len(cells) == 1 for cells in ticks)  # a row of nothing but X is crossed out in a table of counts
    return single >= max(numbered, 1) or bool(ticks and (people or not numbered))


def _is_tick(cell: object, *, people: bool) -> bool:
    return is_mark(cell) or (people and not isinstance(cell, bool) and cell in (1, "1"))


def read(table: Table, context: Context) -> Part:
    """Return a tally for each unit and each block of columns."""
    own = naming(table, context)
    blocks, problems = find_blocks(table, context, listed_population(table, context, own))
    part = Part(findings=tuple(problems))
    for block in blocks:
        part += _read_block(table, block, own, context)
    return replace(part, outlines=part.outlines[:1])


def _read_block(table: Table, block: Block, own: Column | None, context: Context) -> Part:
    rows = listing(table, block.columns, context.vocabulary, own)
    alike = (block, *block.others)
    every = [_judged(rows, each) for each in alike]
    judged, columns = every[0], [each.first for each in alike]
    return Part(
        tallies_of(block.subject.key, block.scale.level_ids, rows, judged),
        (
            *rows.findings,
            *repeats(rows, own),
            *differences(table, columns, every, block.scale.names, place=rows.place, nothing=UNREPORTED),
            *contradictions(rows, block.scale, block.subject.period.value, judged),
            *_unclear(rows, block, judged),
            *_totals(rows, block, judged),
        ),
        (source_of(table, NAME, rows.last, block.subject, identity(rows, own, judged)),),
        (Outline(table, NAME, rows.kinds),),
    )


def _choices(block: Block) -> list[tuple[str, Column]]:
    """Return the columns that may be ticked, with what a tick in each means."""
    others = [(role, column) for role in (EXEMPT, NOT_RATED) for column in block.bases.get(role, [])]
    return [*block.levels.items(), *others]


def _judged(rows: Listing, block: Block) -> list[str]:
    """Return the level that each row is ticked under, or what else it counts as."""
    people, unmarked = bool(rows.table.having("person")), block.scale.unmarked
    nothing = unmarked if unmarked and unmarked not in block.levels else UNREPORTED
    choices = _choices(block)
    judged = []
    for cells in zip(*(rows.cells(column.index) for _, column in choices), strict=True):
        filled = [at for at, cell in enumerate(cells) if not is_blank(cell)]
        clear = len(filled) == 1 and _is_tick(cells[filled[0]], people=people)
        judged.append(choices[filled[0]][0] if clear else UNRECOGNIZED if filled else nothing)
    return judged


def _unclear(rows: Listing, block: Block, judged: Sequence[str]) -> Iterator[Finding]:
    """Say which rows have no tick, or not just one."""
    first = min(column.index for column in block.levels.values())
    codes = {UNREPORTED: "no-mark", UNRECOGNIZED: "not-one-mark"}
    for kind, code in codes.items():
        if count := judged.count(kind):
            yield finding(code, rows.place(judged.index(kind), first), count=count)


def _totals(rows: Listing, block: Block, judged: Sequence[str]) -> list[Finding]:
    """Compare the counts in rows that sum others with the ticks."""
    table, totals = rows.table, [row for row in rows.rows if row.kind is RowKind.TOTAL]
    if not totals:
        return []
    columns = [column for _, column in _choices(block)]
    items = [item for row in rows.counted for item in row.apart()]
    counts: dict[int, dict[int, Count]] = {
        column.index: {item.index: int(level == name) for item, level in zip(items, judged, strict=True)}
        for name, column in _choices(block)
    }
    problems = []
    for row in totals:
        for column in columns:
            try:
                counts[column.index][row.index] = parse_count(table.sheet.cell(row.index, column.index))
            except NotACountError as problem:
                shown = str(table.sheet.cell(row.index, column.index))
                problems.append(
                    finding(problem.code, table.sheet.place(row.index, column.index), value=shown, meant=shown)
                )
    every = [each for row in rows.rows for each in row.apart()]
    return [*problems, *check_sums(table, every, items, columns, counts)]
