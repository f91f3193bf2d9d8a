"""The columns that a sheet is kept in."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cellstats.reading.grid import Cell, Grid, besides_numbers
from cellstats.reading.page import Sheet
from cellstats.text import is_blank

CELLS = st.sampled_from(["Tốt", "Khá", "12", "", None, 1.0, 2.0, 2.5, 0.0, -1.0, True, 1])
ROWS = st.lists(st.lists(CELLS, max_size=4), max_size=9)


def alike(one: Sequence[Sequence[Cell]], other: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether rows hold the same values of the same types, for 1 == True."""
    return [[*map(repr, row)] for row in one] == [[*map(repr, row)] for row in other]


@given(ROWS, st.integers(0, 12))
def test_rows_are_what_they_were(rows: list[list[Cell]], height: int) -> None:
    """Short rows end in blanks, whatever number of rows is expected; no cell changes its value or its type."""
    width = max(map(len, rows), default=0)
    filled = [[*row, *[None] * (width - len(row))] for row in rows] if width else []
    grid = Grid.of(rows, height)
    assert alike([*grid], filled)
    assert len(grid) == len(filled)


@given(st.lists(st.lists(st.sampled_from(["Tốt", " ", "-", "", None, 0.0, False, 2.0]), max_size=4), max_size=9))
def test_the_filled_cells_of_a_row_are_all_that_hold_something(rows: list[list[Cell]]) -> None:
    """0 and False are values, a dash is none; below the last row there are no cells."""
    sheet = Sheet("a.xlsx", "S", Grid.of(rows))
    for at, row in enumerate([*sheet.rows, []]):
        assert sheet.filled(at) == [(column, cell) for column, cell in enumerate(row) if not is_blank(cell)]


@pytest.mark.parametrize("height", [0, 2500, 5000])
def test_many_rows_are_what_they_were(height: int) -> None:
    """Columns of names, of few words, and of both kinds of cells are kept whole, and a word that repeats is one."""
    rows = [[float(at), f"Nguyễn {at}", f"Chi bộ {at // 30}", None if at % 7 else True] for at in range(2500)]
    grid = Grid.of(rows, height)
    assert alike([*grid], rows)
    for column, kinds in zip(grid.columns, grid.kinds, strict=True):
        assert {cell for cell in column if isinstance(cell, str)} <= {*kinds}
    assert len({*map(id, grid.columns[2])}) == 84


@pytest.mark.parametrize("height", [0, 3000])
def test_a_column_that_pauses_for_thousands_of_rows_goes_on_in_its_row(height: int) -> None:
    """Where all rows of a long stretch are shorter than those above and below, each cell stays in its row."""
    rows = [["a", "b"][: 1 if 900 < at < 2800 else 2] for at in range(3000)]
    grid = Grid.of(rows, height)
    assert [at for at, cell in enumerate(grid.columns[1]) if cell == "b"] == [*range(901), *range(2800, 3000)]


@given(st.lists(CELLS, max_size=9), st.integers(0, 3), st.integers(0, 3))
def test_what_is_no_number_is_found(cells: list[Cell], first: int, many: int) -> None:
    """Passed over are whole numbers above 0 and texts of digits alone, a thousand at a time or one by one."""
    column: list[Cell] = [*[5.0] * 1024 * many, *cells]

    def is_number(cell: Cell) -> bool:
        return (type(cell) is float and cell > 0 and cell == int(cell)) or (
            isinstance(cell, str) and cell.isdecimal()
        )

    expected = {at: cell for at, cell in enumerate(column) if at >= first and not is_number(cell)}
    assert besides_numbers(column, first) == expected
