"""Units that are counted a second time, also under names that look alike."""

from itertools import product

import pytest

import cellstats
from cellstats import doubles
from cellstats.skeleton import are_apart, skeletons
from tests.conftest import LEVELS, TITLE, Book, Cell, Rows, counts, scale, told

HEAD = ["Đơn vị", "Tổng số", *LEVELS]
A, B = [10, 2, 6, 1, 1], [20, 4, 14, 2, 0]
CELLS = "cells rating 2021"


def test_a_unit_twice_in_one_table_is_an_error(book: Book) -> None:
    """The second name is told with its cell, and that of the first; a number in front is no part of a name."""
    for first, again in (("Chi bộ A", "CHI BỘ A"), ("1. Chi bộ A", "2. Chi bộ A")):
        summary = cellstats.summarize(book({"S": [TITLE, HEAD, [first, *A], [again, *B]]}))
        assert told(summary.findings) == ["unit-twice S!A4"]
        assert summary.findings[0].values["first"] == f"{summary.sources[0].path}/S!A3"


def test_a_unit_twice_in_one_group_is_an_error(book: Book) -> None:
    """Two groups may each have a "Chi bộ 1", one group may not have two."""
    rows = [["I", "Xã A"], [1, "Chi bộ 1", *A], [2, "Chi bộ 1", *B], ["II", "Xã B"], [1, "Chi bộ 2", *B]]
    summary = cellstats.summarize(book({"S": [TITLE, ["STT", *HEAD], *rows]}))
    assert "unit-twice S!B5" in told(summary.findings)
    assert not summary.trusted


@pytest.mark.parametrize(
    "name", ["Xã Hoà Binh", "Xã Hoa Bình", "Xã Hòa-Bình.", "Хã Hòa Bình", "Xã Hòa B1nh", "Xã HòaBình"]
)
def test_names_that_look_alike_are_told(book: Book, name: str) -> None:
    """A missing accent, a sign, a Cyrillic letter or a 1 for an i: a warning, for communes may differ by a tone."""
    rows = [TITLE, HEAD, ["Xã Hòa Bình", *A], [name, *B]]
    summary = cellstats.summarize(book({"S": rows}))
    assert counts(summary) == {CELLS: scale(6, 20, 3, 1)}
    expected = "unit-twice S!A4" if name == "Xã Hòa-Bình." else "unit-look-alike S!A4"
    assert told(summary.findings) == [expected]


def test_names_that_look_alike_in_two_tables_of_counts(book: Book) -> None:
    """The place of the first is told; lists of two communes may well name their cells alike."""
    sheets = {name: [TITLE, HEAD, [unit, *A]] for name, unit in (("1", "Xã Hòa Bình"), ("2", "Xã Hoà Binh"))}
    summary = cellstats.summarize(book(sheets))
    assert told(summary.findings) == ["unit-look-alike 2!A3"]
    assert 'looks like "Xã Hòa Bình" in' in summary.findings[0].message()
    title, head = ["DANH SÁCH ĐẢNG VIÊN NĂM 2021"], ["Họ và tên", "Chi bộ", "Xếp loại"]
    lists = {
        name: [title, head, ["A", cell, "HTTNV"]] for name, cell in (("1", "Chi bộ thôn 1"), ("2", "Chi bo thon 1"))
    }
    assert told(cellstats.summarize(book(lists, "b.xlsx")).findings) == []
    one = [title, head, ["A", "Chi bộ thôn 1", "HTTNV"], ["B", "Chi bo thon 1", "HTTNV"]]
    assert told(cellstats.summarize(book({"DS": one}, "c.xlsx")).findings) == ["unit-look-alike DS!B4"]


def places(summary: cellstats.Summary, code: str) -> list[str]:
    """Return the cells of the two units that the only finding of a kind tells of."""
    [alike] = [each for each in summary.findings if each.code == code]
    return [str(place).rpartition("/")[2] for place in (alike.values["first"], alike.place)]


ONE: Rows = [["Chỉ tiêu", "Xã Hòa", "Xã Hoa"], [LEVELS[0], 1, 2], [LEVELS[1], 3, 4]]
TWO: Rows = [
    ["Chỉ tiêu", "Xã Hòa", None, "Xã Hoa"],
    [None, "Số lượng", "Tỷ lệ", "Số lượng", "Tỷ lệ"],
    [LEVELS[0], 5, 50, 5, 50],
    [LEVELS[1], 5, 50, 5, 50],
]
LEFT: Rows = [
    ["Đơn vị", "Chỉ tiêu", "Số lượng"],
    ["Xã Hòa", LEVELS[0], 5],
    [None, LEVELS[1], 5],
    ["Xã Hoa", LEVELS[0], 5],
    [None, LEVELS[1], 5],
]


@pytest.mark.parametrize(
    ("rows", "merged", "cells"),
    [
        (ONE, [], ["S!B2", "S!C2"]),
        (TWO, [], ["S!B2", "S!D2"]),
        (TWO, ["B2:C2", "D2:E2"], ["S!B2", "S!D2"]),
        (LEFT, [], ["S!A3", "S!A5"]),
        (LEFT, ["A3:A4", "A5:A6"], ["S!A3", "S!A5"]),
    ],
)
def test_a_unit_of_a_form_stands_over_its_column_or_left_of_its_rows(
    book: Book, rows: Rows, merged: list[str], cells: list[str]
) -> None:
    """A finding on it tells the cell of its name, not that of its first count."""
    summary = cellstats.summarize(book({"S": [TITLE, *rows]}, merged={"S": merged}))
    assert places(summary, "unit-look-alike") == cells


@pytest.mark.parametrize(("head", "word"), [(["Xếp loại"], "HTTNV"), (LEVELS, "x")])
def test_a_unit_of_a_list_may_be_named_by_the_row_that_heads_it(book: Book, head: list[str], word: str) -> None:
    """A finding on it tells the cell of this row, not that of its first member."""
    rows: Rows = [["I", "Chi bộ Hòa"], [1, "A", word], ["II", "Chi bộ Hoa"], [1, "B", word], [2, "C", word]]
    title = ["DANH SÁCH XẾP LOẠI ĐẢNG VIÊN NĂM 2021"]
    summary = cellstats.summarize(book({"S": [title, ["STT", "Họ và tên", *head], *rows]}))
    assert places(summary, "unit-look-alike") == ["S!B3", "S!B5"]


def test_numbers_tell_units_apart() -> None:
    """A 1 or 0 is a letter only within a word."""
    different = ["Chi bộ 1", "Chi bộ 11", "Chi bộ 10", "Chi bộ I", "Chi bộ O", "Chi bộ"]
    assert len({*skeletons(different)}) == len(different)
    assert len({*skeletons(["Tổ 1A", "To lA", "3. TỔ IA"])}) == 1


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        *[("Huyện ủy L", "Huyện ủy I", False), ("Xã Ia Lâu", "Xã La Lâu", False), ("XÃ LAI", "XÃ IAI", False)],
        *[("Tổ lA", "Tổ IA", True), ("Xã LÃNH", "Xa Lanh", True), ("XÃ PLEIKU", "Xã Plêiku", True)],
    ],
)
def test_a_capital_l_is_no_i(book: Book, first: str, second: str, alike: bool) -> None:
    """Only a small l looks like a capital I; L and l are one letter."""
    summary = cellstats.summarize(book({"S": [TITLE, HEAD, [first, *A], [second, *B]]}))
    assert told(summary.findings) == ["unit-look-alike S!A4"] * alike


def test_a_name_apart_from_the_first_is_compared_too(book: Book) -> None:
    """Of three names the third may look like the second, though that does not look like the first."""
    rows: Rows = [["Huyện ủy L", *A], ["Huyện ủy I", *B], ["Huyen uy I", *B]]
    summary = cellstats.summarize(book({"S": [TITLE, HEAD, *rows]}))
    assert told(summary.findings) == ["unit-look-alike S!A5"]
    assert summary.findings[0].values["first"] == f"{summary.sources[0].path}/S!A4"


def test_names_of_one_skeleton_are_compared_with_few_others(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of names in all combinations of I and L each is compared with eight; those of two letters are still told."""
    compared: list[tuple[str, str]] = []

    def counting(one: str, other: str) -> bool:
        compared.append((one, other))
        return are_apart(one, other)

    monkeypatch.setattr(doubles, "are_apart", counting)
    names = ["Tổ " + "".join(letters) for letters in product("IL", repeat=6)]
    rows: Rows = [[name, *A] for name in (*names, "Tổ II", "Tổ IL", "Tổ LI", "Tổ LL", "Tô IL", "Tô LL")]
    summary = cellstats.summarize(book({"S": [TITLE, HEAD, *rows]}))
    assert told(summary.findings) == ["unit-look-alike S!A71", "unit-look-alike S!A72"]
    assert [str(each.values["first"]).split("!")[1] for each in summary.findings] == ["A68", "A70"]
    assert len(compared) < 8 * len(rows)


def test_a_list_twice_is_an_error(book: Book) -> None:
    """The same names with the same ratings on a second sheet, or in a second file; other ratings are another list."""
    rows: list[list[Cell]] = [["DANH SÁCH XẾP LOẠI CHI BỘ NĂM 2021"], ["TT", "Tên chi bộ", "Xếp loại"]]
    rows += [[1, "T1", "HTXSNV"], [2, "T2", "HTTNV"], [3, "T3", "HTTNV"]]
    twice = cellstats.summarize(book({"DS": rows, "DS (2)": rows}))
    assert told(twice.findings) == ["list-twice DS (2)!A2:C5"]
    other = [*rows[:-1], [3, "T3", "HTNV"]]
    assert told(cellstats.summarize(book({"DS": rows, "DS (2)": other})).findings) == []


def test_a_cell_that_is_listed_twice_is_told(book: Book) -> None:
    """Within one list a cell stands once; persons may be namesakes."""
    title = ["DANH SÁCH XẾP LOẠI CHI BỘ NĂM 2021"]
    rows = [title, ["TT", "Tên chi bộ", "Xếp loại"], [1, "T1", "HTXSNV"], [2, "T2", "HTTNV"], [3, "t1", "HTNV"]]
    assert told(cellstats.summarize(book({"DS": rows})).findings) == ["listed-twice DS!B5"]


def test_a_unit_beside_its_own_sheet_is_an_error(book: Book) -> None:
    """ "Huyện 1" on the sheet of all districts has the numbers of the sheet of its communes: both are counted."""
    head = ["Đơn vị", "Tổng số", "HTXSNV", "HTTNV", "HTNV", "Không HTNV"]
    title = ["XẾP LOẠI CHI BỘ NĂM 2021"]
    all_districts = [title, head, ["Huyện 1", 22, 5, 15, 2, 0], ["Huyện 2", 9, 1, 8, 0, 0]]
    own = [title, head, ["Xã A", 10, 2, 7, 1, 0], ["Xã B", 12, 3, 8, 1, 0]]
    summary = cellstats.summarize(book({"Tổng hợp": all_districts, "Huyện 1": own}))
    assert told(summary.findings) == ["unit-sums-sheet Tổng hợp!A3"]


def test_lists_with_the_same_numbers_by_chance_are_not_doubles(book: Book) -> None:
    """A cell of one list may have the counts of another list; whether these are the same people their rows tell."""
    title, head = ["DANH SÁCH ĐẢNG VIÊN NĂM 2021"], ["STT", "Họ và tên", "Chi bộ", "Xếp loại"]

    def rows(cell: str, names: str, many: int) -> list[list[str | int]]:
        return [[at, f"{names} {at}", cell, "HTTNV" if at > 2 else "HTXSNV"] for at in range(1, many + 1)]

    one = [title, head, *rows("Thôn 1", "Lê", 12), *rows("Thôn 2", "Vũ", 4)]
    other = [title, head, *rows("Xóm 1", "Hà", 1), *[[at, f"Bùi {at}", "Xóm 2", "HTTNV"] for at in range(2, 12)]]
    other.append([13, "Đỗ", "Xóm 1", "HTXSNV"])
    assert told(cellstats.summarize(book({"A": one, "B": other})).findings) == []


def test_a_name_over_two_rows_of_a_list_stands_twice(book: Book) -> None:
    """One that is merged over them does; a dash is no name."""
    names = ("Chi bộ A", None, "-", "-", "Chi bộ B")
    listed: list[list[Cell]] = [[at, name, "HTTNV"] for at, name in enumerate(names, 1)]
    rows = [["DANH SÁCH XẾP LOẠI CHI BỘ NĂM 2021"], ["TT", "Tên chi bộ", "Xếp loại"], *listed]
    assert told(cellstats.summarize(book({"DS": rows}, merged={"DS": ["B3:B4"]})).findings) == ["listed-twice DS!B4"]
