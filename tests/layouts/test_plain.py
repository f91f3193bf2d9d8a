"""Plain rows of a list: looking at them together is only quicker."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from cellstats.layouts.header import Table, find_table
from cellstats.layouts.plain import Stretch, stretches
from cellstats.layouts.rows import rows_of
from cellstats.reading.grid import Cell, Grid
from cellstats.reading.page import Sheet
from cellstats.vocabulary import packaged

HEADING: tuple[Cell, ...] = ("Chi bộ", "STT", "Họ và tên", "Xếp loại")
NAMES = (
    *("Nguyễn Văn A", "Tổng cộng", "Cộng Hòa", " Trần Thị B", "Trong đó nữ", "Họ và tên", "1. Lê Văn C", "Kế hoạch"),
    *("", None, 7.0, "-", "Hoà Bình, ngày 1 tháng 2 năm 2022", "Nơi nhận:", "Người C", "I. Khối xã", "- Nữ", "Họ D"),
)
NUMBERS = (1.0, 2.0, "3", "", None, "I", "A", "1.1", 2.5, 0.0, -1.0, "-", 1_000_000.0)
RATINGS = ("Hoàn thành tốt nhiệm vụ", "Tốt", "", None, "-", "Xếp loại", 5.0, "x")
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Chi bộ 1", "", None, "Tổng", "Chi bộ"]),
        *map(st.sampled_from, (NUMBERS, NAMES, RATINGS)),
    ),
    max_size=12,
)


def table_of(rows: Sequence[Sequence[Cell]], *, numbered: bool = True) -> Table:
    """Return the table of a list of members, with or without the column of their numbers."""
    every = [row if numbered else (row[0], *row[2:]) for row in (HEADING, *rows)]
    table = find_table(Sheet("a.xlsx", "S", Grid.of(every)), packaged(), 0, 0)
    assert table
    return table


@given(ROWS, st.booleans())
def test_plain_rows_are_what_they_are_one_by_one(rows: Sequence[Sequence[Cell]], numbered: bool) -> None:
    """A row is of the same kind, rank and fill whether it is looked at alone or with others."""
    table = table_of(rows, numbered=numbered)
    values = table.having("measure")
    whole = Stretch(table.first, len(table.sheet.rows) - table.first, plain=False)
    alone = rows_of(table, values, packaged(), parts=[whole])
    assert rows_of(table, values, packaged()) == alone
    together = [each for row in rows_of(table, values, packaged(), listed=True) for each in row.apart()]
    assert [(row.index, row.kind, row.filled, row.rank) for row in together] == [
        (row.index, row.kind, row.filled, row.rank) for row in alone
    ]
    labelled = {row.index: row.label for row in together if row.label}
    assert labelled == {row.index: row.label for row in alone if row.index in labelled}


@given(ROWS)
def test_stretches_are_all_rows_in_their_order(rows: Sequence[Sequence[Cell]]) -> None:
    """Each row below the heading is in one stretch."""
    table = table_of(rows)
    found = [*stretches(table, [3], packaged())]
    assert [row for each in found for row in range(each.first, each.first + each.count)] == [
        *range(table.first, len(table.sheet.rows))
    ]


def test_a_usual_list_is_one_stretch() -> None:
    """What is numbered, named and rated is plain; the one that is not is looked at, with the row above it."""
    usual = [("Chi bộ 1", float(at), f"Nguyễn Văn {at}", "Tốt") for at in range(1, 8)]
    assert [*stretches(table_of(usual), [3], packaged())] == [Stretch(1, 7, True, True, True)]
    broken = [*usual[:4], ("Cộng", 5.0, "", "Tốt"), *usual[5:]]
    assert [*stretches(table_of(broken), [3], packaged())] == [
        Stretch(1, 3, True, True, True),
        Stretch(4, 2, plain=False),
        Stretch(6, 2, True, True, True),
    ]


def test_sums_in_a_list_without_numbers_are_looked_at_alone() -> None:
    """Where no column numbers the rows, those above a sum, be it of each third row, stay plain."""
    rows = [(" Tổng cộng" if at % 3 == 2 else "Thôn 1", None, f"Nguyễn {at}", "Tốt") for at in range(6)]
    assert [*stretches(table_of(rows, numbered=False), [2], packaged())] == [
        Stretch(1, 2, True, False, True),
        Stretch(3, 1, plain=False),
        Stretch(4, 2, True, False, True),
        Stretch(6, 1, plain=False),
    ]
