"""Counts: units in rows, levels in columns, with or without a total and a share beside each count."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from cellstats.findings import Finding, finding
from cellstats.layouts.blocks import Block, find_blocks
from cellstats.layouts.cells import Cells
from cellstats.layouts.context import Context, Outline, Part, names_of, source_of
from cellstats.layouts.given import given_shares, states_shares
from cellstats.layouts.header import Table
from cellstats.layouts.parts import check_parts
from cellstats.layouts.paths import paths_of
from cellstats.layouts.rows import Row, RowKind, below_end, kinds_of, rows_of
from cellstats.layouts.shares import check_shares
from cellstats.layouts.speaking import keys_of, subjects_of, with_speaking_rows
from cellstats.layouts.stages import differences
from cellstats.layouts.sumchecks import check_sums, told_of_sums
from cellstats.layouts.sums import Sum, find_sums, is_below_total
from cellstats.numbers import is_value
from cellstats.place import Place
from cellstats.tally import Bases, Key, Tally
from cellstats.vocabulary import Vocabulary

NAME = "counts"


def matches(table: Table) -> bool:
    """Tell whether a cell below the headings of levels holds a number; people are listed, never units."""
    below = range(table.first, len(table.sheet.rows))
    levels = table.having("level")
    return not table.having("person") and any(
        is_value(table.sheet.cell(row, column.index)) for row in below for column in levels
    )


def read(table: Table, context: Context) -> Part:
    """Return a tally for each unit and each block of columns."""
    context = with_speaking_rows(table, context)
    blocks, problems = find_blocks(table, context)
    if not blocks:
        return Part(findings=tuple(problems))
    columns = list({column.index: column for block in blocks for column in block.columns}.values())
    rows = _named_in_columns(rows_of(table, columns, context.vocabulary), table)
    return Part(findings=tuple(problems)) + read_blocks(table, blocks, rows, context)


def read_blocks(table: Table, blocks: Sequence[Block], rows: list[Row], context: Context) -> Part:
    """Return a tally for each row of a unit and each block; rows that sum others are checked."""
    every = [each for block in blocks for each in (block, *block.others)]
    columns = list({column.index: column for block in every for column in block.columns}.values())
    cells = Cells.of(
        table, [row for row in rows if not states_shares(row, context.vocabulary)], columns, context.defaults.numbers
    )
    indexes = [column.index for column in columns]
    sums = find_sums(rows, indexes, cells.counts)
    rows = _without_sums(rows, sums)
    below = is_below_total(rows, indexes, cells.counts)
    rows = [
        replace(row, kind=RowKind.PART if context.vocabulary.is_period(row.label) else RowKind.AFTER)
        if row.index in below
        else row
        for row in rows
    ]
    items, told = _items(table, rows)
    codes = {True: "row-sums-group", False: "row-sums-others"}
    told += [finding(codes[each.sure], table.sheet.place(each.row)) for each in sums]
    if not sums and not any(row.kind is RowKind.TOTAL and row.filled for row in rows):
        told += told_of_sums(table, items, indexes, cells.counts)
    outline = Outline(table, NAME, kinds_of(rows, items))
    part = Part(findings=(*told, *cells.told), outlines=(outline,))
    for block in blocks:
        part += _read_block(block, cells, rows, items, context)
        tally = partial(cells.tally, block=block, key=block.subject.key)
        given = list(given_shares(table, block, every, rows, context.vocabulary))
        part += Part(findings=tuple(check_shares(table.sheet, given, tally, context.vocabulary)))
    return part


def _named_in_columns(rows: list[Row], table: Table) -> list[Row]:
    """Return the rows by the last of several columns of units ("Huyện │ Xã"); the others say which group each is in.

    A blank in these is the name above it, as if they were merged.
    """
    units = [column.index for column in table.having("unit")]
    if len(units) < 2:
        return rows
    named: list[Row] = []
    groups = [""] * (len(units) - 1)
    for row in rows:
        *above, own = (table.sheet.text(row.index, column) for column in units)
        if row.kind is not RowKind.ITEM or not own:
            named.append(row)
            continue
        for at, group in enumerate(above):
            if group and group != groups[at]:
                groups[at:] = [group] + [""] * (len(groups) - at - 1)
        named.append(replace(row, label=own, group=" / ".join(filter(None, groups))))
    return named


def _without_sums(rows: Sequence[Row], sums: Sequence[Sum]) -> list[Row]:
    """Return the rows with those that sum others as sums; one that stands above its parts is their group."""
    labels = {row.index: row.label for row in rows}
    summing = {each.row for each in sums}
    groups = {part: labels[each.row] for each in sums if each.heads for part in each.parts}
    return [
        replace(row, kind=RowKind.SUM)
        if row.index in summing
        else replace(row, group=groups[row.index])
        if row.index in groups
        else row
        for row in rows
    ]


def _items(table: Table, rows: Sequence[Row]) -> tuple[list[Row], list[Finding]]:
    """Return the rows of units, and what is to be said of the others.

    A row without values is a unit's where it is numbered as the finest are, else it heads those below.
    """
    place = table.sheet.place
    labelled = bool(table.having("unit"))
    plain = [row for row in rows if row.kind is RowKind.ITEM]
    finest = max((row.rank for row in plain if row.rank is not None), default=None)
    heads = [row for row in plain if not row.filled and (row.rank is None or row.rank != finest)]
    heads += [row for row in rows if row.kind is RowKind.GROUP and not row.filled]
    nameless = [row for row in plain if row.filled and labelled and not row.label]
    others = {row.index for row in (*heads, *nameless)}
    items = [row for row in plain if row.index not in others]
    totals = [row for row in rows if row.kind is RowKind.TOTAL and row.filled]
    told = below_end(table, rows)
    told += [finding("row-without-unit", place(row.index)) for row in nameless]
    if heads:
        told.append(finding("rows-as-headings", place(min(row.index for row in heads)), count=len(heads)))
    stray = [row for row in items if row.rank is None and row.filled] if finest is not None else []
    if stray:
        told.append(finding("rows-without-number", place(stray[0].index), count=len(stray)))
    if totals and not items:
        items = totals[-1:]
        told.append(finding("total-only", place(items[0].index)))
    return items, told


def _read_block(block: Block, cells: Cells, rows: Sequence[Row], items: Sequence[Row], context: Context) -> Part:
    table, key = cells.table, block.subject.key
    filled = [row for row in items if any(cells.states(row.index, column.index) for column in block.columns)]
    counted = {row.index for row in items}
    heads = {row.index for row in rows if row.kind is RowKind.ITEM and row.index not in counted}
    paths = paths_of(rows, heads)
    keys = keys_of(filled, paths, block.subject, context.vocabulary)
    stated = cells.bases(filled, block)
    tallies = {row.index: cells.tally(row, block, keys[row.index], stated[row.index]) for row in filled}
    blanks = _blanks(block, cells, [*tallies])
    resolved = {column: dict(counts) for column, counts in cells.counts.items()} if blanks else cells.counts
    for row, level, column in blanks:
        if column is not None:
            resolved[column][row] = tallies[row].counts[level]
    findings = [
        *_differences(block, cells, tallies),
        *_silent(table, [row for row in items if row.index not in tallies], key, context.vocabulary),
        *_told_of_blanks(blanks, block, cells, tallies, stated),
        *(
            problem
            for row, tally in tallies.items()
            for problem in check_parts(table.sheet, block, row, stated[row], tally)
        ),
        *check_sums(table, rows, filled, block.columns, resolved),
    ]
    last = max((row.index for row in rows), default=table.first)
    sources = (source_of(table, NAME, last, subject) for subject in subjects_of(block.subject, keys.values()))
    return Part(tuple(tallies.values()), tuple(findings), tuple(sources))


def _differences(block: Block, cells: Cells, tallies: Mapping[int, Tally]) -> Iterator[Finding]:
    """Compare the counts with other ratings of the same, such as proposals."""
    every = (block, *block.others)
    rows = [*tallies] if block.others else []
    counted = [
        [tuple(cells.counts[each.levels[level].index].get(row) for level in each.levels) for row in rows]
        for each in every
    ]
    columns = [each.first for each in every]

    def place(at: int, column: int) -> Place:
        return cells.table.sheet.place(rows[at], column)

    yield from differences(cells.table, columns, counted, block.scale.names, place=place, nothing=None)


def _silent(table: Table, rows: Sequence[Row], key: Key, vocabulary: Vocabulary) -> list[Finding]:
    """Say which units report nothing: they are in no sum."""
    if not rows:
        return []
    place = table.sheet.place(rows[0].index)
    return [finding("unit-without-counts", place, count=len(rows), **names_of(key, vocabulary))]


Blank = tuple[int, str, int | None]
"""A row, a level that it states nothing of, and the column of that, if it has one."""


def _blanks(block: Block, cells: Cells, rows: Sequence[int]) -> list[Blank]:
    silent = {
        column: {row for row in rows if cells.counts[column][row] is None and not cells.states(row, column)}
        for _, column in block.places
        if column is not None
    }
    if len(silent) == len(block.places) and not any(silent.values()):
        return []  # as nearly always
    return [
        (row, level, column)
        for row in rows
        for level, column in block.places
        if column is None or row in silent[column]
    ]


def _told_of_blanks(
    blanks: Sequence[Blank], block: Block, cells: Cells, tallies: Mapping[int, Tally], stated: Mapping[int, Bases]
) -> Iterator[Finding]:
    """Say how many blanks were taken as 0 without a total that proves it, and how many stay unknown."""
    table, scale = cells.table, block.scale
    assumed = [
        (row, level, column)
        for row, level, column in blanks
        if tallies[row].counts[level] == 0 and stated[row].of_levels is None
    ]
    unknown = [(row, level, column) for row, level, column in blanks if tallies[row].counts[level] is None]
    in_cells = [(row, column) for row, _, column in assumed if column is not None]
    if in_cells:
        yield finding("blank-as-zero", table.sheet.place(*in_cells[0]), count=len(in_cells))
    missing = dict.fromkeys(level for _, level, column in assumed if column is None)
    if missing:
        levels = tuple(scale.level(level).names for level in missing)
        yield finding("level-without-column", table.sheet.place(table.top), levels=levels)
    unreported = sum(tallies[row].bases.unreported or 0 for row in {row for row, *_ in unknown})
    if unreported:
        row, _, column = unknown[0]
        place = table.sheet.place(row, block.columns[0].index if column is None else column)
        levels = tuple(scale.level(level).names for level in dict.fromkeys(level for _, level, _ in unknown))
        yield finding("unreported", place, count=unreported, levels=levels)
