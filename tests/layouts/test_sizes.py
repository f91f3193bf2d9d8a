"""A unit that is larger than such units usually are is told, never refused."""

from collections.abc import Sequence

import cellstats
from tests.conftest import LEVELS, Book, Cell, told

TITLE = ["XẾP LOẠI ĐẢNG VIÊN NĂM 2021"]


def test_a_large_cell_in_a_table_of_counts(book: Book) -> None:
    """A row that is a cell has 30 members at most, as a rule; a commune, or the total row, may have more."""
    rows = [["Chi bộ 1", 30, 2, 26, 1, 1], ["Chi bộ 2", 31, 3, 26, 1, 1], ["Tổng cộng", 61, 5, 52, 2, 2]]
    summary = cellstats.summarize(book({"S": [TITLE, ["Tên chi bộ", "Tổng số", *LEVELS], *rows]}))
    assert told(summary.findings) == ["larger-than-usual S!A4"]
    assert summary.findings[0].message() == (
        'Cells with more than 30 Members, which is unusual: 1, the first here: "Chi bộ 2" with 31'
    )
    assert summary.trusted
    assert cellstats.summarize(book({"S": [TITLE, ["Đơn vị", "Tổng số", *LEVELS], *rows]})).findings == ()


def test_a_large_cell_in_a_list_of_members(book: Book) -> None:
    """The members of one cell are counted."""
    rows = [[number, f"Người {number}", "Chi bộ 1", "HTTNV"] for number in range(1, 32)]
    head = ["STT", "Họ và tên", "Chi bộ", "Xếp loại"]
    summary = cellstats.summarize(book({"DS": [["DANH SÁCH ĐẢNG VIÊN NĂM 2021"], head, *rows]}))
    assert told(summary.findings) == ["larger-than-usual DS!C3"]
    assert summary.findings[0].message("vi") == (
        'Chi bộ có hơn 30 Đảng viên, khác thường: 1, đầu tiên là "Chi bộ 1" ở đây, có 31'
    )


def test_a_large_cell_in_a_list_of_cells(book: Book) -> None:
    """A column "Số đảng viên" beside the rating of each cell says how large it is; the sum of them is no cell."""
    rows: list[Sequence[Cell]] = [[1, "Chi bộ 1", 20, "HTTNV"], [2, "Chi bộ 2", 300, "HTTNV"]]
    rows += [[3, "Chi bộ 3", "x", "HTTNV"], [None, "Tổng cộng: 3", 320]]
    head = ["STT", "Tên chi bộ", "Số đảng viên", "Xếp loại"]
    summary = cellstats.summarize(book({"DS": [["DANH SÁCH CHI BỘ NĂM 2021"], head, *rows]}))
    assert [each for each in told(summary.findings) if "total" not in each] == ["larger-than-usual DS!C4"]
    assert [each.values["unit"] for each in summary.findings if each.code == "larger-than-usual"] == ["Chi bộ 2"]
