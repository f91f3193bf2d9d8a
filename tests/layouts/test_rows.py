"""What no heading says: which rows are units, and which sum, head, repeat or end."""

from collections.abc import Sequence
from pathlib import Path

import pytest

import cellstats
from cellstats.formats import TEXTS, Style
from tests.conftest import LEVELS, Book, Cell, counts, scale, told

TITLE = ["XẾP LOẠI ĐẢNG VIÊN NĂM 2021"]
HEAD = ["STT", "Đơn vị", "Tổng số", *LEVELS]
A: list[Cell] = [1, "Xã A", 10, 2, 7, 1, 0]
B: list[Cell] = [2, "Xã B", 20, 4, 14, 2, 0]
SUM: list[Cell] = [30, 6, 21, 3, 0]
MEMBERS = "members rating 2021"


@pytest.mark.parametrize(
    "label",
    [
        *("Tổng cộng (A+B)", "TỔNG CỘNG TOÀN TỈNH", "Tổng toàn huyện", "Cộng khối xã", "Toàn thành phố", "Subtotal"),
        *("T. cộng", "Tổng (1+2)", "Toàn Đảng bộ huyện", "Tổng cộng 2 xã"),
    ],
)
def test_a_label_that_begins_as_a_total_is_one(book: Book, label: str) -> None:
    """However it goes on, it is a sum and no unit."""
    summary = cellstats.summarize(book({"S": [TITLE, HEAD, A, B, [None, label, *SUM]]}))
    assert counts(summary) == {MEMBERS: scale(6, 21, 3, 0)}
    assert summary.findings == ()


@pytest.mark.parametrize("number", ["3. ", "A. ", "I. ", "a) ", "- ", "1.1. "])
def test_a_total_may_be_numbered_in_its_label(book: Book, number: str) -> None:
    """A sum whose label begins with a number is no unit, first or last; where it differs, that is an error."""
    one, two, total = (["1. Xã A", *A[2:]], ["2. Xã B", *B[2:]], [f"{number}Tổng cộng", *SUM])
    for rows in ([one, two, total], [total, one, two]):
        summary = cellstats.summarize(book({"S": [TITLE, HEAD[1:], *rows]}))
        assert counts(summary) == {MEMBERS: scale(6, 21, 3, 0)}
        assert summary.findings == ()
    wrong = [f"{number}Tổng cộng", 30, 6, 22, 2, 0]
    assert "total-differs S!D5" in told(cellstats.summarize(book({"S": [TITLE, HEAD[1:], one, two, wrong]})).findings)


def test_a_total_in_the_label_of_a_group_is_that_of_its_rows(book: Book) -> None:
    """ "A. Cộng khối xã" above numbered rows sums these alone."""
    rows: list[list[Cell]] = [["A. Cộng khối xã", *A[2:]], ["1. Xã A", *A[2:]]]
    rows += [["B. Cộng khối phường", *B[2:]], ["1. Phường B", *B[2:]]]
    summary = cellstats.summarize(book({"S": [TITLE, HEAD[1:], *rows]}))
    assert counts(summary) == {MEMBERS: scale(6, 21, 3, 0)}
    assert summary.findings == ()


@pytest.mark.parametrize("number", ["", "- ", "a) ", "1.1. "])
def test_a_part_may_be_numbered_in_its_label(book: Book, number: str) -> None:
    """A part is no unit however its label begins, and two equal units above it stay two."""
    part = [f"{number}Trong đó: nữ", 5, 1, 3, 1, 0]
    summary = cellstats.summarize(book({"S": [TITLE, HEAD[1:], ["Xã A", *A[2:]], ["Xã B", *A[2:]], part]}))
    assert counts(summary) == {MEMBERS: scale(4, 14, 2, 0)}
    assert told(summary.findings) == ["rows-of-parts S!A5"]


def test_a_sum_without_a_known_label_is_found_by_arithmetic(book: Book) -> None:
    """A row without a number that is the sum of the rows above it is not counted, and that is told."""
    summary = cellstats.summarize(book({"S": [TITLE, HEAD, A, B, [None, "Tỉnh Hòa Bình", *SUM]]}))
    assert counts(summary) == {MEMBERS: scale(6, 21, 3, 0)}
    assert told(summary.findings) == ["row-sums-others S!A5"]
    plain = [[*row[1:]] for row in (HEAD, A, B, [None, "Tỉnh Hòa Bình", *SUM])]
    assert told(cellstats.summarize(book({"S": [TITLE, *plain]})).findings) == ["row-sums-others S!A5"]


def test_rows_numbered_alike_are_units_though_they_add_up(book: Book) -> None:
    """Where each third row sums the next two, all are counted, and it is an error; rows of zeros are no parts."""
    rows = [[at + 1, f"Xã {at}", *((2, 1, 1, 0, 0), (1, 1, 0, 0, 0), (1, 0, 1, 0, 0))[at % 3]] for at in range(9)]
    summary = cellstats.summarize(book({"S": [TITLE, HEAD, *rows]}))
    assert counts(summary) == {MEMBERS: scale(6, 6, 0, 0)}
    assert told(summary.findings) == ["row-may-sum S!A3", "row-may-sum S!A6", "row-may-sum S!A9"]
    zeros = [[None, f"Xã {at}", *((0,) * 5 if at % 3 else (1, 1, 0, 0, 0))] for at in range(6)]
    summary = cellstats.summarize(book({"S": [TITLE, HEAD, *zeros]}, "b.xlsx"))
    assert (counts(summary), told(summary.findings)) == ({MEMBERS: scale(2, 0, 0, 0)}, [])


def test_rows_that_add_up_in_few_columns_are_units(book: Book) -> None:
    """5, 3, 2, 4, 4, all good, may be two groups with their sums, or five units: an error, and a total decides."""
    rows = [[f"Xã {at}", good, 0, good, 0, 0] for at, good in enumerate((5, 3, 2, 4, 4))]
    summary = cellstats.summarize(book({"S": [TITLE, HEAD[1:], *rows]}))
    assert counts(summary) == {MEMBERS: scale(0, 18, 0, 0)}
    assert told(summary.findings) == ["row-may-sum S!A3", "row-may-sum S!A6"]
    summary = cellstats.summarize(book({"S": [TITLE, HEAD[1:], *rows, ["Cộng", 18, 0, 18, 0, 0]]}, "b.xlsx"))
    assert (counts(summary), told(summary.findings)) == ({MEMBERS: scale(0, 18, 0, 0)}, [])
    summary = cellstats.summarize(book({"S": [TITLE, HEAD[1:], *rows, ["Cộng", 9, 0, 9, 0, 0]]}, "c.xlsx"))
    assert counts(summary) == {MEMBERS: scale(0, 9, 0, 0)}


def test_equal_rows_are_not_all_sums_of_each_other(book: Book) -> None:
    """Of two, one with a number and one without, the numbered is the unit; that it is not sure is told."""
    same = (10, 2, 7, 1, 0)
    rows = [TITLE, HEAD, [1, "Xã A", *same], [None, "Xã B", *same]]
    summary = cellstats.summarize(book({"S": rows}))
    assert counts(summary) == counts(summary, "Xã A") == {MEMBERS: scale(2, 7, 1, 0)}
    assert told(summary.findings) == ["row-sums-others S!A4"]
    summary = cellstats.summarize(book({"S": [*rows, [2, "Xã C", *same]]}, "b.xlsx"))
    assert counts(summary) == {MEMBERS: scale(4, 14, 2, 0)}
    assert told(summary.findings) == ["row-sums-others S!A4"]
    upper = [TITLE, HEAD, [None, "Xã A", *same], [None, "Xã B", *same], [1, "Xã C", 3, 3, 0, 0, 0]]
    summary = cellstats.summarize(book({"S": upper}, "c.xlsx"))
    assert counts(summary) == {MEMBERS: scale(5, 7, 1, 0)}
    assert told(summary.findings) == ["rows-without-number S!A3", "row-sums-others S!A4"]


def test_a_numbered_unit_is_never_taken_for_a_sum(book: Book) -> None:
    """1, 2, 3: the third is counted even where it is the sum of the others; that is an error, and a total decides."""
    rows = [TITLE, HEAD, A, B, [3, "Xã C", *SUM]]
    summary = cellstats.summarize(book({"S": rows}))
    assert counts(summary) == {MEMBERS: scale(12, 42, 6, 0)}
    assert told(summary.findings) == ["row-may-sum S!A5"]
    summary = cellstats.summarize(book({"S": [*rows, [None, "Cộng", 60, 12, 42, 6, 0]]}, "b.xlsx"))
    assert (counts(summary), summary.findings) == ({MEMBERS: scale(12, 42, 6, 0)}, ())
    summary = cellstats.summarize(book({"S": [TITLE, HEAD, [1, "Xã C", *SUM], A, B]}, "c.xlsx"))
    assert told(summary.findings) == ["row-may-sum S!A3"]


@pytest.mark.parametrize("number", [None, 4])
def test_a_sum_with_a_slip_is_told(book: Book, number: int | None) -> None:
    """A first or last row that is the sum of all others in many columns but one is counted, and that is an error."""
    c = [3, "Xã C", 6, 1, 3, 2, 0]
    slip = [number, "Huyện", 36, 7, 25, 5, 0]
    for rows, cell in (([A, B, c, slip], "E6"), ([slip, A, B, c], "E3")):
        summary = cellstats.summarize(book({"S": [TITLE, HEAD, *rows]}, f"{cell}.xlsx"))
        assert counts(summary) == {MEMBERS: scale(14, 49, 10, 0)}
        assert f"row-nearly-sums S!{cell}" in told(summary.findings)
        found = next(each for each in summary.findings if each.code == "row-nearly-sums")
        assert (found.severity, found.values) == ("error", {"total": 25, "parts": 24})


@pytest.mark.parametrize("label", ["Tỷ lệ (%)", "Trong đó nữ", "Trong đó: dự bị"])
def test_parts_and_shares_are_no_units(book: Book, label: str) -> None:
    """A row of percentages or of a part of the others is not counted, and told."""
    summary = cellstats.summarize(book({"S": [TITLE, HEAD, A, B, [None, label, 100, 20, 70, 10, 0]]}))
    assert counts(summary) == {MEMBERS: scale(6, 21, 3, 0)}
    assert told(summary.findings) == ["rows-of-parts S!A5"]


@pytest.mark.parametrize(
    ("group", "children"),
    [
        ("A", ("1", "2")),
        ("I", ("I.1", "I.2")),
        ("1", ("1.1", "1.2")),
        ("1", ("-", "-")),
        ("1", ("a", "b")),
        (None, ("1", "2")),
        ("A", (None, None)),
    ],
)
def test_a_group_with_its_sum_is_not_counted(book: Book, group: Cell, children: Sequence[Cell]) -> None:
    """However the group and its units are numbered, only the units count."""
    rows = [[group, "Khối xã", *SUM], [children[0], *A[1:]], [children[1], *B[1:]]]
    summary = cellstats.summarize(book({"S": [TITLE, HEAD, *rows]}))
    assert counts(summary) == {MEMBERS: scale(6, 21, 3, 0)}
    assert summary.trusted


def test_a_lettered_row_without_units_below_it_is_a_unit(book: Book) -> None:
    """A and III have counts and no rows of their own, so they count."""
    rows = [["A", "Khối cơ quan", 10, 2, 7, 1, 0], ["B", "Khối xã"], A]
    assert counts(cellstats.summarize(book({"S": [TITLE, HEAD, *rows]}))) == {MEMBERS: scale(4, 14, 2, 0)}
    rows = [["I", "C", *A[2:]], ["II", "D", *SUM], A, B, ["III", "E", 5, 1, 4, 0, 0]]
    assert counts(cellstats.summarize(book({"S": [TITLE, HEAD, *rows]}))) == {MEMBERS: scale(9, 32, 4, 0)}


def test_nested_groups_are_checked_each_for_itself(book: Book) -> None:
    """II ends where B begins; a wrong sum is named at its cell."""
    rows = [["A", "Khối xã", *SUM], ["I", "H1", *A[2:]], [1, "x", *A[2:]], ["II", "H2", *B[2:]], [1, "y", *B[2:]]]
    rows += [["B", "Cơ quan", 11, 2, 7, 1, 0], [1, "z", *A[2:]], [None, "Tổng cộng", 40, 8, 28, 4, 0]]
    summary = cellstats.summarize(book({"S": [TITLE, HEAD, *rows]}))
    assert counts(summary) == {MEMBERS: scale(8, 28, 4, 0)}
    assert told(summary.findings) == ["total-differs S!C8"]


@pytest.mark.parametrize(
    ("last", "codes"),
    [(["Tổng cộng", 56, 9, 42, 4, 1], []), (["Ghi chú"], ["total-differs"])],
)
def test_a_total_above_another_may_be_of_its_group_alone(book: Book, last: list[Cell], codes: list[str]) -> None:
    """Though groups above it have none of their own; the last total of a table sums more than its last group."""
    rows: list[list[Cell]] = [["I", "Khối xã"], [1, "Xã A", 10, 2, 7, 1, 0], [2, "Xã B", 20, 3, 15, 1, 1]]
    rows += [["II", "Khối cơ quan"], [1, "Sở C", 12, 2, 9, 1, 0], [2, "Sở D", 14, 2, 11, 1, 0]]
    rows += [[None, "Cộng", 26, 4, 20, 2, 0], [None, *last]]
    summary = cellstats.summarize(book({"S": [TITLE, HEAD, *rows]}))
    assert [tally.bases.all for tally in summary.totals()] == [56]
    assert sorted({each.code for each in summary.findings} - {"rows-as-headings"}) == codes


def test_units_of_one_name_in_two_groups_are_two(book: Book) -> None:
    """Each has its group beside its name."""
    rows = [["I", "Xã A"], [1, "Chi bộ 1", *A[2:]], ["II", "Xã B"], [1, "Chi bộ 1", *B[2:]]]
    summary = cellstats.summarize(book({"S": [TITLE, HEAD, *rows]}))
    units = [(tally.key.unit, tally.key.group) for tally in summary.totals(by_unit=True)[1:]]
    assert units == [("Chi bộ 1", "Xã A"), ("Chi bộ 1", "Xã B")]
    assert told(summary.findings) == ["rows-as-headings S!A3"]


def test_a_repeated_heading_is_no_row(book: Book) -> None:
    """The heading of the second page is passed over."""
    summary = cellstats.summarize(book({"S": [TITLE, HEAD, A, HEAD, B]}))
    assert counts(summary) == {MEMBERS: scale(6, 21, 3, 0)}
    assert summary.findings == ()


def test_signatures_beside_and_below_a_table(book: Book) -> None:
    """Posts and names under the columns of counts are no counts, units or persons."""
    end: list[Sequence[Cell]] = [
        [],
        [None, "NGƯỜI LẬP BIỂU", None, None, None, "T/M BAN THƯỜNG VỤ"],
        [None, "Trần Thị L", None, None, None, "Nguyễn Văn K"],
    ]
    summary = cellstats.summarize(book({"S": [TITLE, HEAD, A, B, *end]}))
    assert counts(summary) == {MEMBERS: scale(6, 21, 3, 0)}
    assert summary.findings == ()


def test_a_numbered_row_never_ends_a_list(book: Book) -> None:
    """A member whose post is "Bí thư" and whose rating is blank is a member."""
    head = ["STT", "Chức vụ", "Họ và tên", "Xếp loại"]
    rows = [[1, "ĐV", "A", "HTXSNV"], [2, "Bí thư", "B", None], [3, "ĐV", "C", "KHTNV"]]
    summary = cellstats.summarize(book({"S": [["DANH SÁCH ĐẢNG VIÊN NĂM 2021"], head, *rows]}))
    assert counts(summary) == {MEMBERS: scale(1, 0, 0, 1)}
    assert summary.totals()[0].bases.unreported == 1


def test_rows_that_are_only_numbered_are_nobody(book: Book) -> None:
    """Numbers filled in ahead are no members."""
    rows = [["STT", "Họ và tên", "Xếp loại"], [1, "A", "HTXSNV"], [2, None, None], [3, None, None]]
    summary = cellstats.summarize(book({"Đảng viên 2021": rows}))
    assert summary.totals()[0].bases.all == 1
    assert summary.findings == ()


def test_groups_are_the_path_of_their_units(book: Book) -> None:
    """Numbered groups stand below each other; a head without a number stands right above its units."""
    rows = [["A", "Khối xã"], ["I", "Huyện 1"], [1, "x", *A[2:]], ["II", "Huyện 2"], [1, "y", *A[2:]]]
    rows += [["B", "Khối cơ quan"], [1, "z", *A[2:]]]
    summary = cellstats.summarize(book({"S": [TITLE, HEAD, *rows]}))
    groups = {tally.key.unit: tally.key.group for tally in summary.tallies}
    assert groups == {"x": "Khối xã / Huyện 1", "y": "Khối xã / Huyện 2", "z": "Khối cơ quan"}


def test_heads_without_a_number_are_groups(book: Book) -> None:
    """So are heads of units that bear no number."""
    rows = [[None, "Khối xã"], [1, "x", *A[2:]], [None, "Khối cơ quan"], [2, "z", *A[2:]]]
    summary = cellstats.summarize(book({"S": [TITLE, HEAD, *rows]}))
    assert {tally.key.unit: tally.key.group for tally in summary.tallies} == {"x": "Khối xã", "z": "Khối cơ quan"}


def test_groups_of_a_list_are_units(book: Book) -> None:
    """In a list without a column of units the rows that head others are the units; a person is never one."""
    head = ["STT", "Họ và tên", "Xếp loại"]
    rows = [["I", "Chi bộ Thôn 1"], [1, "N A", "HTTNV"], ["II", "Chi bộ Thôn 2"], [1, "N B", "HTNV"], [None, "N C"]]
    summary = cellstats.summarize(book({"S": [["XẾP LOẠI ĐẢNG VIÊN 2021"], head, *rows, [2, "N D", "HTNV"]]}))
    units = {tally.key.unit: tally.bases.all for tally in summary.totals(by_unit=True)}
    assert units == {None: 3, "Chi bộ Thôn 1": 1, "Chi bộ Thôn 2": 2}


def test_a_group_is_saved_and_read_back(book: Book, tmp_path: Path) -> None:
    """The path of a unit stands beside it in the JSON, and comes back from there."""
    rows = [["A", "Khối xã"], [1, "x", *A[2:]], [2, "y", *A[2:]]]
    summary = cellstats.summarize(book({"S": [TITLE, HEAD, *rows]}))
    saved = tmp_path / "saved.json"
    saved.write_text(TEXTS["json"].summary(summary, Style(summary.vocabulary, by_unit=True)), encoding="utf-8")
    again = cellstats.summarize(saved)
    assert [tally.key for tally in again.tallies] == [tally.key for tally in summary.tallies]


def test_a_group_without_a_name_is_none(book: Book) -> None:
    """A row that only a number and a sum fill heads rows numbered below it, and adds nothing to their path."""
    rows = [["I", "Khối xã"], [1, None, *A[2:]], ["1.1", "x", *A[2:]]]
    summary = cellstats.summarize(book({"S": [TITLE, HEAD, *rows]}))
    assert [(each.key.unit, each.key.group) for each in summary.tallies] == [("x", "Khối xã")]


def test_an_i_after_an_h_is_a_letter_whatever_stands_between(book: Book) -> None:
    """Groups H and I stand beside each other, though members numbered 1, 2 stand between them."""
    head = ["STT", "Họ và tên", "Xếp loại"]
    first = [["H", "Chi bộ 8"], [1, "A", "HTTNV"], [2, "B", "HTTNV"]]
    for more in ([], [[None, "D", "HTTNV"]]):
        rows = [["DANH SÁCH ĐẢNG VIÊN NĂM 2021"], head, *first, *more, ["I", "Chi bộ 9"], [1, "C", "HTTNV"]]
        units = [(each.key.group, each.key.unit) for each in cellstats.summarize(book({"DS": rows})).tallies]
        assert units == [(None, "Chi bộ 8"), (None, "Chi bộ 9")]


def test_words_of_a_former_era_alone_make_no_table_of_counts(book: Book) -> None:
    """A list in which only words of former years stand in rows, and a truth value, is told, not a defect."""
    title = ["DANH SÁCH ĐẢNG VIÊN ĐƯỢC ĐÁNH GIÁ, XẾP LOẠI NĂM 2021"]
    head = ["Họ và tên", "Đảng bộ", "Tự xếp loại", "Mức xếp loại chính thức"]
    rows = [
        ["Trần Thị B", "Tổ 4", "Trong sạch vững mạnh", "Trong sạch vững mạnh"],
        [" ", "Thôn 3", "Không hoàn thành", False],
        ["Trần Thị B", None, "Tốt", "Không hoàn thành"],
        ["Trần Thị B", None, "Xuất sắc", "Xuất sắc"],
    ]
    summary = cellstats.summarize(book({"DS": [title, head, *rows]}))
    assert "word-of-former-era" in [each.code for each in summary.findings]


@pytest.mark.parametrize("merged", [[], ["A3:B3", "A5:B5"], ["A3:G3", "A5:G5"]])
def test_a_title_in_the_column_of_numbers_heads_the_rows_below_it(book: Book, merged: list[str]) -> None:
    """However far it is merged: it is the group of units, and the unit of those that a list names."""
    rows = [TITLE, HEAD, ["Khối xã"], A, ["Khối phường"], [1, *B[1:]]]
    summary = cellstats.summarize(book({"S": rows}, merged={"S": merged}))
    assert [tally.key[3:] for tally in summary.tallies] == [("Xã A", "Khối xã"), ("Xã B", "Khối phường")]
    assert told(summary.findings) == ["rows-as-headings S!A3"]
    members = [[1, "A", "HTTNV"], [1, "B", "HTNV"]]
    rows = [TITLE, ["STT", "Họ và tên", "Xếp loại"], ["Chi bộ 1"], members[0], ["Chi bộ 2"], members[1]]
    summary = cellstats.summarize(book({"S": rows}, "list.xlsx", merged={"S": merged}))
    assert [tally.key.unit for tally in summary.tallies] == ["Chi bộ 1", "Chi bộ 2"]
    assert told(summary.findings) == ["rows-as-headings S!A3"]


def test_a_signature_in_the_column_of_numbers_ends_the_table(book: Book) -> None:
    """Values below it are told, not counted; a number alone, or a note above the heading again, is no row."""
    rows = [TITLE, HEAD, A, [2], ["Tiếp theo"], HEAD, B, ["Người lập biểu"], [None, "Xã C", *B[2:]]]
    summary = cellstats.summarize(book({"S": rows}))
    assert counts(summary) == {MEMBERS: scale(6, 21, 3, 0)}
    assert told(summary.findings) == ["rows-below-end S!A9"]
