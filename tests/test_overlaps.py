"""A list and totals of one population in one run: of the same people only the list counts, and it is said."""

from collections.abc import Sequence
from pathlib import Path

import cellstats
from cellstats.formats import TEXTS, Style
from cellstats.reading import Request
from cellstats.vocabulary import packaged
from tests.conftest import LEVELS, Book, Cell, Rows, counts, scale, told

MEMBERS = "members rating 2021"
CELLS = "cells rating 2021"
TITLE = ["DANH SÁCH ĐẢNG VIÊN, XẾP LOẠI NĂM 2021"]
HEAD = ["Đơn vị", "Tổng số", *LEVELS]


def members(**units: str) -> Rows:
    """Return a list of members: of each unit one for each letter, x excellent, g good, c completed."""
    words = {"x": "HTXSNV", "g": "HTTNV", "c": "HTNV", "-": "Chưa xếp loại"}
    rows: list[list[Cell]] = [[unit.replace("_", " "), words[each]] for unit, all_ in units.items() for each in all_]
    numbered = [[number, f"Người {number}", *row] for number, row in enumerate(rows, 1)]
    return [TITLE, ["STT", "Họ và tên", "Chi bộ", "Xếp loại"], *numbered]


def nameless(levels: str) -> Rows:
    """Return a list of members that names no unit."""
    return [[cell for at, cell in enumerate(row) if at != 2] for row in members(A=levels)]


def totals(*rows: Sequence[Cell]) -> Rows:
    return [["XẾP LOẠI ĐẢNG VIÊN NĂM 2021"], HEAD, *rows]


def read(book: Book, *files: dict[str, Rows]) -> cellstats.Summary:
    return cellstats.summarize([book(sheets, f"{number}.xlsx") for number, sheets in enumerate(files)])


def test_totals_of_the_list_in_one_file_count_once(book: Book) -> None:
    """A sheet "Tổng hợp" with the numbers of the list is no other people, whatever it calls its unit."""
    summary = read(book, {"DS": members(A="xgg", B="gc"), "Tổng hợp": totals(["Đảng bộ xã", 5, 1, 3, 1, 0])})
    assert counts(summary) == {MEMBERS: scale(1, 3, 1, 0)}
    assert told(summary.findings) == ["list-and-totals-agree Tổng hợp!A2:F3"]
    assert "0.xlsx/DS!A2:D7" in summary.findings[0].message()
    assert summary.trusted


def test_totals_with_levels_in_rows_beside_their_list(book: Book) -> None:
    """Totals are totals whichever way they stand."""
    rows: list[list[Cell]] = [["XẾP LOẠI ĐẢNG VIÊN NĂM 2021"], ["STT", "Nội dung", "Số lượng"], [1, "Tổng số", 5]]
    rows += [
        [number, level, count] for number, (level, count) in enumerate(zip(LEVELS, (1, 3, 1, 0), strict=True), 2)
    ]
    summary = read(book, {"DS": members(A="xgg", B="gc"), "Tổng hợp": rows})
    assert [source.layout for source in summary.sources] == ["roster", "transposed"]
    assert counts(summary) == {MEMBERS: scale(1, 3, 1, 0)}
    assert [each.code for each in summary.findings] == ["list-and-totals-agree"]


def test_totals_that_differ_from_the_list_are_an_error(book: Book) -> None:
    """Both places, the first level that differs and both numbers are told; the list counts."""
    summary = read(book, {"DS": members(A="xgg", B="gc"), "Tổng hợp": totals(["Đảng bộ xã", 5, 1, 2, 2, 0])})
    assert counts(summary) == {MEMBERS: scale(1, 3, 1, 0)}
    assert told(summary.findings) == ["list-and-totals-differ Tổng hợp!A2:F3"]
    message = summary.findings[0].message()
    assert '"Good" is 2 here but 3 in the list' in message
    assert message.endswith("0.xlsx/DS!A2:D7; the list is counted")
    assert not summary.trusted


def test_a_base_that_differs_is_an_error_too(book: Book) -> None:
    """The levels agree, but the totals know of one more who is not rated."""
    summary = read(book, {"DS": members(A="xgg"), "Tổng hợp": totals(["Xã", 4, 1, 2, 0, 0])})
    assert "list-and-totals-differ Tổng hợp!A2:F3" in told(summary.findings)
    assert '"all" is 4 here but 3' in summary.findings[-1].message()


def test_totals_in_one_file_are_compared_unit_by_unit(book: Book) -> None:
    """The list counts for the units that it names; the totals keep the others."""
    rows = totals(["Chi bộ A", 3, 1, 2, 0, 0], ["Chi bộ B", 2, 0, 1, 1, 0], ["Chi bộ C", 9, 2, 7, 0, 0])
    summary = read(book, {"DS": members(Chi_bộ_A="xgg", Chi_bộ_B="gg"), "Tổng hợp": rows})
    assert counts(summary) == {MEMBERS: scale(3, 11, 0, 0)}
    assert told(summary.findings) == ["list-and-unit-differ Tổng hợp!A4"]
    assert 'the first "Chi bộ B": "Good" is 1 here but 2 in the list' in summary.findings[0].message()


def test_units_in_common_are_the_same_people_in_two_files(book: Book) -> None:
    """A unit of which one file has the list and another the totals counts once."""
    rows = totals(["1. Chi bộ A", 3, 1, 2, 0, 0], ["2. Chi bộ C", 9, 2, 7, 0, 0])
    summary = read(book, {"DS": members(Chi_bộ_A="xgg", Chi_bộ_B="gg")}, {"Tổng hợp": rows})
    assert counts(summary) == {MEMBERS: scale(3, 11, 0, 0)}
    assert told(summary.findings) == ["list-and-totals-agree Tổng hợp!A2:F4"]


def test_other_units_in_another_file_are_added(book: Book) -> None:
    """One district sends a list and another totals: nothing is to be said."""
    summary = read(book, {"DS": members(Chi_bộ_A="xgg")}, {"Tổng hợp": totals(["Chi bộ C", 9, 2, 7, 0, 0])})
    assert counts(summary) == {MEMBERS: scale(3, 9, 0, 0)}
    assert summary.findings == ()


def test_the_same_numbers_under_other_units_are_told(book: Book) -> None:
    """They may be the same people under another name; both count, with a warning."""
    summary = read(book, {"DS": members(Chi_bộ_A="xgg")}, {"Tổng hợp": totals(["Đảng bộ xã", 3, 1, 2, 0, 0])})
    assert counts(summary) == {MEMBERS: scale(2, 4, 0, 0)}
    assert told(summary.findings) == ["totals-like-list Tổng hợp!A2:F3"]
    assert summary.trusted


def test_a_single_level_in_common_is_no_likeness(book: Book) -> None:
    """Three good ones here and three good ones there are nothing unusual."""
    summary = read(book, {"DS": members(Chi_bộ_A="ggg")}, {"Tổng hợp": totals(["Chi bộ B", 3, 0, 3, 0, 0])})
    assert summary.findings == ()


def test_lists_of_several_files_beside_their_totals(book: Book) -> None:
    """Together they have the numbers of totals in a further file, which may be of the same people."""
    rows = totals(["Xã A", 3, 1, 2, 0, 0], ["Xã B", 2, 0, 1, 1, 0])
    summary = read(book, {"1": nameless("xgg")}, {"2": nameless("gc")}, {"3": rows})
    assert told(summary.findings) == ["list-or-totals 3!A2:F4", "sheet-sums-others 3!None"]


def test_totals_of_everything_in_another_file_are_an_error(book: Book) -> None:
    """No unit tells whether they include the list: nobody is dropped, and nobody may be counted twice in silence."""
    for numbers in ([3, 1, 2, 0, 0], [90, 20, 70, 0, 0]):
        summary = read(book, {"DS": members(Chi_bộ_A="xgg")}, {"Tổng hợp": totals(["Tổng cộng", *numbers])})
        assert counts(summary)[MEMBERS]["excellent"] == 1 + numbers[1]
        assert told(summary.findings) == ["total-only Tổng hợp!A3", "list-or-totals Tổng hợp!A2:F3"]
        assert not summary.trusted


def test_a_list_without_units_beside_totals_of_another_file(book: Book) -> None:
    """With other numbers they are taken as other people, with a warning; with the same numbers it is an error."""
    listed = {"DS": nameless("xgg")}
    other = read(book, listed, {"Tổng hợp": totals(["Chi bộ C", 9, 2, 7, 0, 0])})
    assert counts(other) == {MEMBERS: scale(3, 9, 0, 0)}
    assert told(other.findings) == ["list-beside-totals Tổng hợp!A2:F3"]
    same = read(book, listed, {"Tổng hợp": totals(["Chi bộ C", 3, 1, 2, 0, 0])})
    assert told(same.findings) == ["list-or-totals Tổng hợp!A2:F3"]


def test_several_lists_beside_their_totals(book: Book) -> None:
    """The lists of one file are held together against the totals in it."""
    rows = totals(["Xã A", 3, 1, 2, 0, 0], ["Xã B", 2, 0, 1, 1, 0])
    summary = read(book, {"A": nameless("xgg"), "B": nameless("gc"), "Tổng hợp": rows})
    assert counts(summary) == {MEMBERS: scale(1, 3, 1, 0)}
    assert told(summary.findings) == ["list-and-totals-agree Tổng hợp!A2:F4"]


def test_lists_of_which_only_some_name_units(book: Book) -> None:
    """Where a list names no units, it is not known whether it covers the rest of the totals, unless all agrees."""
    lists = {"A": members(Chi_bộ_A="xgg"), "B": nameless("gc")}
    agree = totals(["Chi bộ A", 3, 1, 2, 0, 0], ["Chi bộ B", 2, 0, 1, 1, 0])
    summary = read(book, {**lists, "Tổng hợp": agree})
    assert counts(summary) == {MEMBERS: scale(1, 3, 1, 0)}
    assert told(summary.findings) == ["list-and-totals-agree Tổng hợp!A2:F4"]
    more = totals(["Chi bộ A", 3, 1, 2, 0, 0], ["Chi bộ C", 9, 2, 7, 0, 0])
    summary = read(book, {**lists, "Tổng hợp": more})
    assert told(summary.findings) == ["list-and-totals-agree Tổng hợp!A2:F4", "list-or-totals Tổng hợp!A2:F4"]


def test_ticks_beside_their_totals(book: Book) -> None:
    """A list with ticks is a list as well, also on the sheet of the totals."""
    marks: list[list[Cell]] = [["TT", "Tên chi bộ", *LEVELS], [1, "Chi bộ 1", "x"], [2, "Chi bộ 2", None, "x"]]
    title = ["XẾP LOẠI CHẤT LƯỢNG CHI BỘ NĂM 2021"]
    rows: Rows = [title, *marks, [], ["TỔNG HỢP XẾP LOẠI CHI BỘ NĂM 2021"], HEAD, ["Xã A", 2, 1, 1, 0, 0]]
    summary = read(book, {"S": rows})
    assert counts(summary) == {CELLS: scale(1, 1, 0, 0)}
    assert told(summary.findings) == ["list-and-totals-agree S!A7:F8"]


def test_a_saved_summary_keeps_what_was_a_list(book: Book, tmp_path: Path) -> None:
    """A saved list beside the totals of its file counts once; saved totals without units are told beside a list."""
    first = book({"DS": members(Chi_bộ_A="xgg"), "Tổng hợp": totals(["Đảng bộ xã", 3, 1, 2, 0, 0])})
    saved = tmp_path / "saved.json"

    def save(summary: cellstats.Summary) -> Path:
        saved.write_text(TEXTS["json"].summary(summary, Style(packaged())), encoding="utf-8")
        return saved

    save(cellstats.summarize(first, request=Request(("DS",))))
    book({"Tổng hợp": totals(["Đảng bộ xã", 3, 1, 2, 0, 0])})
    again = cellstats.summarize([saved, first])
    assert counts(again) == {MEMBERS: scale(1, 2, 0, 0)}
    assert [each.code for each in again.findings] == ["list-and-totals-agree"]
    save(cellstats.summarize(book({"S": totals(["Chi bộ C", 9, 2, 7, 0, 0])}, "c.xlsx")))
    beside = cellstats.summarize([book({"DS": members(Chi_bộ_A="xgg")}, "d.xlsx"), saved])
    assert counts(beside) == {MEMBERS: scale(3, 9, 0, 0)}
    assert [each.code for each in beside.findings] == ["list-beside-totals"]
