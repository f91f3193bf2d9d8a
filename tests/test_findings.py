"""Findings: of many of one kind the first are told, and how many more there are."""

import cellstats
from cellstats.findings import MOST_ALIKE, finding, grouped
from cellstats.place import Place
from tests.conftest import Book

HEADING = ["Đơn vị", "Tổng số", "HTXSNV", "HTTNV", "HTNV", "KHTNV"]


def places(sheet: str, count: int) -> list[Place]:
    return [Place("a.xlsx", sheet, f"C{row}") for row in range(1, count + 1)]


def test_many_of_one_kind_are_one_line() -> None:
    """Twenty are told one by one, the rest as one, where the first of them stands; a last one as it is."""
    many = [finding("not-a-number", place, value="?") for place in places("S", 1000)]
    assert grouped(many) == (
        *many[:MOST_ALIKE],
        finding(
            "more-errors",
            Place("a.xlsx", "S", "C21"),
            count=980,
            message={"en": "a count is expected here; not counted", "vi": "ô này phải là số đếm; không tính"},
        ),
    )
    assert grouped(many[:21]) == tuple(many[:21])
    assert grouped(many)[-1].severity is many[0].severity


def test_kinds_and_sheets_are_told_apart() -> None:
    """What is of another kind, or on another sheet, keeps its place among the others."""
    here, there = ([finding("not-a-number", place) for place in places(name, 30)] for name in "ST")
    other = finding("period-not-named", Place("a.xlsx", "S", "A1"))
    found = grouped([*here, other, *there])
    assert len(found) == 2 * (MOST_ALIKE + 1) + 1
    assert found[MOST_ALIKE + 1] == other


def test_a_sheet_of_which_every_row_is_wrong_has_few_findings(book: Book) -> None:
    """A thousand fractions are twenty errors and one that says how many more, and the data are not trusted."""
    rows = [[f"Xã {at}", 10, 3.5, 2, 1, 0] for at in range(1000)]
    summary = cellstats.summarize(book({"S": [["Xếp loại đảng viên năm 2021"], HEADING, *rows]}))
    told = [each for each in summary.findings if each.code in ("fraction", "more-errors")]
    assert len(told) == MOST_ALIKE + 1
    assert told[-1].message() == (
        "980 more of this kind, the first here: a count cannot be 3.5; not counted. "
        "Typed in an English Excel, 3,500 may be meant"
    )
    assert told[-1].message("vi") == (
        "còn 980 thông báo cùng loại, cái đầu ở đây: số đếm không thể là 3.5; không tính. "
        "Có thể ý là 3,500, nhập trong Excel tiếng Anh"
    )
    assert not summary.trusted


def test_a_table_that_is_read_twice_says_where(book: Book) -> None:
    """The line for the rest says in words what they are, and where the first stands, in both places."""
    rows = [[f"Xã {at}", 10, 2, 6, 1, 1] for at in range(1, 82)]
    table = [["Xếp loại đảng viên năm 2021"], HEADING, *rows]
    path = book({"Gốc": table, "Bản sao": table})
    last = cellstats.summarize(path).findings[-1]
    assert str(last.place) == f"{path}/Bản sao!A23"
    assert last.message() == (
        '61 more of this kind, the first here: Rating of Members of "Xã 21" is counted a second time, first in '
        f"{path}/Gốc!A23; keep one, or name the groups of both"
    )


def test_what_only_informs_is_of_one_kind_on_all_sheets() -> None:
    """Thousands of files that are unusual in one way are told of in a few lines; errors are told of each."""
    infos = [finding("sheet-passed-over", Place(f"{at}.xlsx", "S")) for at in range(100)]
    assert grouped(infos)[-1] == finding(
        "more-infos",
        Place("20.xlsx", "S"),
        count=80,
        message={"en": "passed over, holds no table of ratings", "vi": "bỏ qua, không có bảng xếp loại"},
    )
    errors = [finding("file-not-found", Place(f"{at}.xlsx")) for at in range(100)]
    assert grouped(errors) == tuple(errors)
