"""Marks: one row for each cell or member, a tick under one of the levels; the total row holds counts."""

from collections import Counter
from collections.abc import Iterator

from cellstats.findings import Finding, finding
from cellstats.layouts.blocks import Block, find_blocks
from cellstats.layouts.context import Context, Part, source_of
from cellstats.layouts.header import Table
from cellstats.layouts.listing import (
    EXEMPT,
    NOT_RATED,
    UNRECOGNIZED,
    UNREPORTED,
    Listing,
    listing,
    tallies_of,
)
from cellstats.layouts.rows import Row, RowKind
from cellstats.text import NotACountError, is_blank, is_mark, parse_count

NAME = "marks"


def matches(table: Table) -> bool:
    """Tell whether below the headings of levels as many rows hold a tick as a number (the total row does)."""
    columns = [column.index for column in table.having("level")]
    below = [
        [table.sheet.cell(row, column) for column in columns] for row in range(table.first, len(table.sheet.rows))
    ]
    ticked = sum(any(is_mark(cell) for cell in row) for row in below)
    numbered = sum(any(not is_blank(cell) and not is_mark(cell) for cell in row) for row in below)
    return ticked >= max(numbered, 1)


def read(table: Table, context: Context) -> Part:
    """Return a tally for each unit and each block of columns."""
    blocks, problems = find_blocks(table, context, listed=True)
    part = Part(findings=tuple(problems))
    for block in blocks:
        part += _read_block(table, block, context)
    return part


def _read_block(table: Table, block: Block, context: Context) -> Part:
    rows = listing(table, block.columns, context.vocabulary)
    judged = {row.index: _judge(table, block, row, block.scale.unmarked) for row, _ in rows.items}
    counted = ((unit, judged[row.index], 1) for row, unit in rows.items)
    return Part(
        tallies_of(block.subject.key, block.scale.level_ids, counted, table),
        (*rows.findings, *_unclear(table, block, judged), *_totals(table, block, rows, judged)),
        (source_of(table, NAME, rows.last, block.subject),),
    )


def _judge(table: Table, block: Block, row: Row, unmarked: str | None) -> str:
    """Return the level that a row is ticked under, or what else it counts as."""
    others = {role: block.bases[role] for role in (EXEMPT, NOT_RATED) if role in block.bases}
    cells = {name: table.sheet.cell(row.index, column.index) for name, column in (block.levels | others).items()}
    ticked = [name for name, cell in cells.items() if is_mark(cell)]
    if len(ticked) == 1 and all(is_blank(cell) or is_mark(cell) for cell in cells.values()):
        return ticked[0]
    if any(not is_blank(cell) for cell in cells.values()):
        return UNRECOGNIZED
    return unmarked if unmarked and unmarked not in block.levels else UNREPORTED


def _unclear(table: Table, block: Block, judged: dict[int, str]) -> Iterator[Finding]:
    """Say which rows have no tick, or not just one."""
    first = min(column.index for column in block.levels.values())
    codes = {UNREPORTED: "no-mark", UNRECOGNIZED: "not-one-mark"}
    for kind, code in codes.items():
        rows = [row for row, name in judged.items() if name == kind]
        if rows:
            yield finding(code, table.sheet.place(rows[0], first), count=len(rows))


def _totals(table: Table, block: Block, rows: Listing, judged: dict[int, str]) -> Iterator[Finding]:
    """Compare the counts in the total row with the ticks."""
    seen = Counter(judged.values())
    for row in rows.rows:
        for level, column in block.levels.items() if row.kind is RowKind.TOTAL else ():
            place = table.sheet.place(row.index, column.index)
            try:
                stated = parse_count(table.sheet.cell(row.index, column.index))
            except NotACountError as problem:
                yield finding(problem.code, place, value="", meant="")
            else:
                if stated is not None and stated != seen[level]:
                    yield finding("total-differs", place, total=stated, parts=seen[level])
