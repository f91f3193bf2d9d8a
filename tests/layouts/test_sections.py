import pytest

import cellstats
from tests.conftest import LEVELS, TITLE, Book, Cell, counts, scale, told

HEAD: list[Cell] = ["Đơn vị", "Tổng số", *LEVELS]
TIERS: list[list[Cell]] = [
    ["STT", "Đơn vị", "Tổng số", "Kết quả xếp loại", None, None, None],
    [None, None, None, *LEVELS],
]
SIGNED: list[list[Cell]] = [[], ["NGƯỜI LẬP BIỂU", None, None, "BÍ THƯ"], []]


def test_two_populations_one_below_the_other(book: Book) -> None:
    """A second title with the same heading is a second table, of what its own title says."""
    first = [TITLE, HEAD, ["Xã A", 10, 2, 6, 1, 1], ["Xã B", 5, 1, 4, 0, 0]]
    second = [[], ["XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], HEAD, ["Xã C", 100, 20, 60, 10, 10]]
    summary = cellstats.summarize(book({"Biểu": [*first, *second]}))
    assert counts(summary) == {"cells rating 2021": scale(3, 10, 1, 1), "members rating 2022": scale(20, 60, 10, 10)}
    assert [source.range for source in summary.sources] == ["A2:F4", "A7:F8"]
    assert summary.findings == ()


def test_the_title_of_the_sheet_names_the_period_of_all_its_tables(book: Book) -> None:
    """Titles of the tables name the populations, the sheet's title the year; signatures may stand between."""
    rows = [["TỔNG HỢP KẾT QUẢ XẾP LOẠI NĂM 2021"], ["I. Chi bộ"], HEAD, ["Xã A", 10, 2, 6, 1, 1], *SIGNED]
    rows += [["II. Đảng viên"], HEAD, ["Xã A", 100, 20, 60, 10, 10]]
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert counts(summary) == {"cells rating 2021": scale(2, 6, 1, 1), "members rating 2021": scale(20, 60, 10, 10)}


def test_the_second_table_may_have_two_heading_rows(book: Book) -> None:
    """Another heading is another table, also where only its first row says what a row is."""
    rows = [TITLE, HEAD, ["Xã A", 10, 2, 6, 1, 1], ["XẾP LOẠI ĐẢNG VIÊN NĂM 2021"], *TIERS]
    rows += [[1, "Xã A", 100, 20, 60, 10, 10]]
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert counts(summary) == {"cells rating 2021": scale(2, 6, 1, 1), "members rating 2021": scale(20, 60, 10, 10)}


def test_a_list_below_a_table_of_counts(book: Book) -> None:
    """Tables on one sheet need not be of one layout."""
    rows = [
        TITLE,
        HEAD,
        ["Xã A", 10, 2, 6, 1, 1],
        [],
        ["DANH SÁCH ĐẢNG VIÊN NĂM 2021"],
        ["STT", "Họ và tên", "Xếp loại"],
    ]
    rows += [[1, "A", "HTTNV"], [2, "B", "HTXSNV"]]
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert counts(summary) == {"cells rating 2021": scale(2, 6, 1, 1), "members rating 2021": scale(1, 1, 0, 0)}
    assert [source.layout for source in summary.sources] == ["counts", "roster"]


@pytest.mark.parametrize("between", [[], ["Tiếp theo biểu số 2"]])
def test_the_heading_of_the_next_page_is_no_table(book: Book, between: list[Cell]) -> None:
    """The same heading again, under no title of its own, goes on with the table."""
    rows = [TITLE, HEAD, ["Xã A", 10, 2, 6, 1, 1], between, HEAD, ["Xã B", 5, 1, 4, 0, 0]]
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert counts(summary) == {"cells rating 2021": scale(3, 10, 1, 1)}
    assert len(summary.sources) == 1


def test_a_row_of_words_is_no_heading(book: Book) -> None:
    """In a list whose rows hold nothing but words, a row is not taken for the heading of another table."""
    rows = [TITLE, ["Tên chi bộ", "Xếp loại", "Ghi chú"], ["Chi bộ", "HTTNV", None], ["Chi bộ 2", "HTXSNV", "Tốt"]]
    summary = cellstats.summarize(book({"Chi bộ": rows}))
    assert counts(summary) == {"cells rating 2021": scale(1, 1, 0, 0)}


def test_a_table_that_cannot_be_read_says_so_beside_one_that_can(book: Book) -> None:
    """Each table has its own findings, with its own cells."""
    rows = [
        TITLE,
        HEAD,
        ["Xã A", 10, 2, 6, 1, 1],
        ["XẾP LOẠI NĂM 2021 CỦA ĐƠN VỊ KHÁC, CHI BỘ"],
        HEAD,
        ["Xã B", 9, 2, 6, 1, 1],
    ]
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert told(summary.findings) == ["parts-against-total Biểu!B6"]


def test_a_level_without_a_heading_above_it_ends(book: Book) -> None:
    """A word of a level in the very first row, over a table of its own, is passed by, and reading ends."""
    rows: list[list[Cell]] = [
        ["Không HTNV"],
        ["XẾP LOẠI CHI BỘ NĂM 2021"],
        ["Đơn vị", "Tổng số", *LEVELS],
        ["Đơn vị", 24, 4, 15, 5, 0],
        ["HTTNV", 25, 4, 18, 3, 0],
        ["HTNV", 29, 3, 22, 4, 0],
    ]
    summary = cellstats.summarize(book({"Năm 2021": rows}))
    assert told(summary.findings) == ["heading-of-a-level Năm 2021!A4", "level-without-column Năm 2021!A3"]


def test_the_cells_of_a_second_table_keep_their_names(book: Book) -> None:
    """Merged headings, hidden rows, places, ranges and the options that keep the reading are those of the sheet."""
    one: list[list[Cell]] = [
        [*TITLE],
        ["TT", "Đơn vị", "Tổng số", "Xếp loại"],
        [None, None, None, *LEVELS],
        [1, "Xã 1", 10, 1, 5, 3, 1],
        [2, "Xã 2", 20, 2, "13x", 5, 0],
    ]
    other = [["XẾP LOẠI ĐẢNG VIÊN NĂM 2021"], *one[1:]]
    merged = [area for top in (2, 8) for area in (f"A{top}:A{top + 1}", f"D{top}:G{top}")]
    path = book({"S": [*one, [], *other]}, merged={"S": merged}, hidden=(9,))
    summary = cellstats.summarize(path)
    assert counts(summary, "Xã 1") == {
        "cells rating 2021": scale(1, 5, 3, 1),
        "members rating 2021": scale(1, 5, 3, 1),
    }
    assert told(summary.findings) == ["not-a-number S!E5", "not-a-number S!E11", "rows-hidden S!A10"]
    assert [source.range for source in summary.sources] == ["A2:G5", "A8:G11"]
    (sheet,) = cellstats.inspect(path)
    assert [table.heading_rows for table in sheet.tables] == [(2, 3), (8, 9)]
    assert [table.rows["counted"] for table in sheet.tables] == [[4, 5], [10, 11]]
    assert ("--header-row", "8-9") in list(zip(sheet.options, sheet.options[1:], strict=False))


def test_of_forms_that_begin_in_other_columns_none_is_lost(book: Book) -> None:
    """The upper form stands a column further right than the lower one, or further left."""
    for left in ((1, 0), (0, 1)):
        rows: list[list[Cell]] = []
        for times, start in zip((1, 2), left, strict=True):
            words = dict(zip(["Tổng số chi bộ", *LEVELS], (10, 1, 5, 3, 1), strict=True))
            form: list[list[Cell]] = [[f"XẾP LOẠI CHI BỘ NĂM {2020 + times}"], ["Nội dung", "Số lượng"]]
            form += [[word, each * times] for word, each in words.items()]
            rows += [[*[None] * start, *each] for each in [*form, []]]
        summary = cellstats.summarize(book({"S": rows}))
        assert counts(summary) == {"cells rating 2021": scale(1, 5, 3, 1), "cells rating 2022": scale(2, 10, 6, 2)}
        assert summary.findings == ()


def test_a_range_that_begins_in_the_table_above_names_nothing_below(book: Book) -> None:
    """ "Ghi chú" that is merged down beside two tables heads a column of the first alone."""
    rows: list[list[Cell]] = [
        [*HEAD, "Ghi chú"],
        ["Xã A", 10, 2, 6, 1, 1],
        [],
        ["XẾP LOẠI ĐẢNG VIÊN NĂM 2021"],
        [*HEAD],
        ["Xã A", 10, 2, 6, 1, 1],
    ]
    summary = cellstats.summarize(book({"S": [TITLE, *rows]}, merged={"S": ["G2:G7"]}))
    assert [source.range for source in summary.sources] == ["A2:G3", "A6:F7"]
