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
        finding("more-errors", Place("a.xlsx", "S", "C21"), count=980, kind="not-a-number"),
    )
    assert grouped(many[:21]) == tuple(many[:21])
    assert grouped(many)[-1].severity is many[0].severity


def test_kinds_and_sheets_are_told_apart() -> None:
    """What is of another kind, or on another sheet, keeps its place among the others."""
    here, there = ([finding("unit-twice", place, unit="A", first="B") for place in places(name, 30)] for name in "ST")
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
    assert told[-1].message() == "980 more of this kind (fraction), the first here"
    assert told[-1].message("vi") == "còn 980 thông báo cùng loại (fraction), cái đầu ở đây"
    assert not summary.trusted


def test_what_only_informs_is_of_one_kind_on_all_sheets() -> None:
    """Thousands of files that are unusual in one way are told of in a few lines; errors are told of each."""
    infos = [finding("sheet-passed-over", Place(f"{at}.xlsx", "S")) for at in range(100)]
    assert grouped(infos)[-1] == finding("more-infos", Place("20.xlsx", "S"), count=80, kind="sheet-passed-over")
    errors = [finding("file-not-found", Place(f"{at}.xlsx")) for at in range(100)]
    assert grouped(errors) == tuple(errors)
