"""Given shares are checked against the counts beside them, and never counted."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import cellstats
from cellstats.layouts import Defaults
from cellstats.layouts.recognition import recognize
from cellstats.reading.grid import Grid
from cellstats.reading.page import Sheet
from cellstats.share import half_up
from cellstats.vocabulary import packaged
from tests.conftest import LEVELS, TITLE, Book, Cell, counts, scale, told

CELLS = "cells rating 2021"
PAIRS = [word for level in LEVELS for word in (level, "Tỷ lệ %")]
HEAD = ["Đơn vị", "Tổng số", *PAIRS]


def row(name: str, total: Cell, numbers: Sequence[Cell], shares: Sequence[Cell]) -> list[Cell]:
    """Return a row with a share right of each count."""
    return [name, total, *(cell for pair in zip(numbers, shares, strict=True) for cell in pair)]


def codes(book: Book, *rows: Sequence[Cell], head: Sequence[Cell] = HEAD) -> list[str]:
    return told(cellstats.summarize(book({"S": [TITLE, head, *rows]})).findings)


@pytest.mark.parametrize(
    "shares",
    [
        [0.2857, 0.4286, 0.2857, 0],
        [28.57, 42.86, 28.57, 0],
        ["28,57%", "42,86%", "28,57%", "0,00%"],
        ["28.57", "42.86", "28.57", "0"],
        ["0,2857", "0,4286", "0,2857", "0"],
        [2 / 7, 3 / 7, 2 / 7, 0],
        [0.2857 * 100, 0.4286 * 100, 0.2857 * 100, 0],
        [29, 43, "29%", None],
        ["X", "…", "-", " "],
    ],
)
def test_a_rounded_share_is_no_news(book: Book, shares: Sequence[Cell]) -> None:
    """However it is written, rounded to its own number of decimals or not at all, and where there is none."""
    assert codes(book, row("Xã A", 7, [2, 3, 2, 0], shares), row("Xã B", 5, [1, 4, 0, 0], [None] * 4)) == []


def test_half_even_is_rounding_too(book: Book) -> None:
    """1/8 is 12.5%: 13% half up and 12% half even are both right, 0.125 is exact."""
    assert codes(
        book, row("A", 8, [1, 7, 0, 0], ["13%", "88%", 0, 0]), row("B", 8, [1, 7, 0, 0], ["12%", "88%"] * 2)
    ) == ["share-wrong S!H4"]
    assert codes(book, row("A", 8, [1, 7, 0, 0], ["13%", "87%", 0, 0])) == ["share-forced S!F3"]
    assert codes(book, row("A", 8, [1, 7, 0, 0], ["14%", "87%", 0, 0])) == ["share-wrong S!D3", "share-cut-off S!F3"]
    assert codes(book, row("A", 8, [1, 7, 0, 0], [0.125, 0.875, 0, 0])) == []


def test_a_column_of_small_shares_is_read_as_a_whole(book: Book) -> None:
    """0.16 beside 5 of 3,174 is 0.16%, not 16%, though it is below 1."""
    assert codes(book, row("Tỉnh", 3174, [604, 2364, 201, 5], [19.03, 74.48, 6.33, 0.16])) == []


def test_shares_cut_off(book: Book) -> None:
    """2/3 = 66.66% was cut off: one remark for the table, with the first cell and how many."""
    summary = cellstats.summarize(
        book({"S": [TITLE, HEAD, *[row(name, 3, [1, 2, 0, 0], [33.33, 66.66, 0, 0]) for name in "AB"]]})
    )
    assert told(summary.findings) == ["share-cut-off S!F3"]
    assert summary.findings[0].message() == (
        "shares cut off instead of rounded: 2, the first here: 66.66% instead of 66.67%"
    )
    assert summary.findings[0].message("vi").endswith("66,66% thay vì 66,67%")
    assert summary.trusted


def test_shares_forced_to_a_hundred(book: Book) -> None:
    """Three thirds printed as 33.33, 33.33 and 33.34 add up to 100: told apart from a wrong share."""
    numbers, rounded = [1, 1, 1, 0], [33.33, 33.33, 33.33, 0]
    assert codes(book, row("A", 3, numbers, rounded)) == []
    assert codes(book, row("A", 3, numbers, [33.33, 33.33, 33.34, 0])) == ["share-forced S!H3"]
    assert codes(book, row("A", 3, numbers, [33.33, 33.34, 33.34, 0])) == ["share-wrong S!F3"]
    both_ways = row("A", 7, [2, 3, 2, 0], [28.58, 42.85, 28.57, 0])
    assert codes(book, both_ways) == ["share-wrong S!D3", "share-cut-off S!F3"]


def test_a_wrong_share(book: Book) -> None:
    """A slip of a digit is a warning at its cell, with both numbers; the counts count."""
    rows = [
        row("A", 7, [2, 3, 2, 0], [28.57, 48.26, 28.57, 0]),
        row("Tổng cộng", 7, [2, 3, 2, 0], [28.57, 42.86, 0, 0]),
    ]
    summary = cellstats.summarize(book({"S": [TITLE, HEAD, *rows]}))
    assert counts(summary) == {CELLS: scale(2, 3, 2, 0)}
    assert told(summary.findings) == ["share-wrong S!F3"]
    assert summary.findings[0].message() == (
        "given shares that their counts do not give: 2, the first here: 48.26%, recomputed 42.86%"
    )


def test_shares_of_another_base(book: Book) -> None:
    """With 12 cells of whom 10 are rated, 2 are 20%; 16.67% are of all, and the finding says so."""
    head = ["Đơn vị", "Tổng số", "Số được xếp loại", *PAIRS]
    of_all = ["Xã A", 12, 10, 2, 16.67, 6, 50, 1, 8.33, 1, 8.33]
    of_rated: list[Cell] = ["Xã A", 12, 10, 2, 20, 6, 60, 1, 10, 1, 10]
    assert codes(book, of_rated, head=head) == []
    summary = cellstats.summarize(book({"S": [TITLE, head, of_all]}))
    assert told(summary.findings) == ["share-of-another-base S!E3"]
    assert summary.findings[0].message() == (
        "given shares of another base (all) than is taken here: 4, the first here: 16.67%, taken here 20.00%"
    )


def test_one_row_of_another_base(book: Book) -> None:
    """Where all other rows are of the rated, the one that is of all is told at its first cell."""
    head = ["Đơn vị", "Tổng số", "Số được xếp loại", *PAIRS]
    rows: list[list[Cell]] = [[name, 12, 10, 2, 20, 6, 60, 1, 10, 1, 10] for name in "AB"]
    of_all: list[Cell] = ["C", 12, 10, 2, 16.67, 6, 50, 1, 8.33, 1, 8.33]
    assert codes(book, *rows, of_all, head=head) == ["share-of-another-base S!E5"]


def test_shares_of_the_levels_alone(book: Book) -> None:
    """Where only 10 of 12 are on a level and all are the base, shares of the 10 are of the levels added up."""
    assert codes(book, row("Xã A", 12, [2, 6, 1, 1], [20, 60, 10, 10])) == [
        "remainder S!B3",
        "share-of-another-base S!D3",
    ]


def test_shares_of_the_eligible(book: Book) -> None:
    """The eligible are a base as well."""
    head = ["Đơn vị", "Tổng số", "Thuộc diện đánh giá", "Số được xếp loại", *PAIRS]
    summary = cellstats.summarize(
        book({"S": [TITLE, head, ["Xã A", 40, 16, 10, 2, 12.5, 6, 37.5, 1, 6.25, 1, 6.25]]})
    )
    assert "another base (those eligible)" in summary.findings[-1].message()


def test_shares_under_the_heading_of_their_level(book: Book) -> None:
    """Whichever of "SL" and "Tỷ lệ" stands first, and with two populations side by side."""
    first = ["Đơn vị", "Chi bộ", *[None] * 7, "Đảng viên"]
    tiers = [[None, *[cell for level in LEVELS for cell in (level, None)] * 2], [None, *["Tỷ lệ %", "SL"] * 8]]
    cells, members = [25, 1, 75, 3, 0, 0, 0, 0], [10, 2, 90, 18, 0, 0, 0, 0]
    title = ["TỔNG HỢP NĂM 2021"]
    assert told(cellstats.summarize(book({"S": [title, first, *tiers, ["A", *cells, *members]]})).findings) == []
    wrong = [11, 2, 90, 18, 0, 0, 0, 0]
    found = cellstats.summarize(book({"S": [title, first, *tiers, ["A", *cells, *wrong]]})).findings
    assert told(found) == ["share-wrong S!J5"]


def test_shares_left_of_counts_whose_total_names_the_population(book: Book) -> None:
    """A share is of the count that stands under the same level beside it, not of the one of another population."""
    levels = [cell for level in LEVELS for cell in (level, None)]
    tiers = [["Đơn vị", "Tổng số chi bộ", *levels, "Tổng số đảng viên", *levels]]
    tiers += [[None, None, *["Tỷ lệ %", "SL"] * 4, None, *["Tỷ lệ %", "SL"] * 4]]
    numbers: list[Cell] = ["A", 4, 25, 1, 75, 3, 0, 0, 0, 0, 20, 10, 2, 90, 18, 0, 0, 0, 0]
    assert told(cellstats.summarize(book({"S": [["NĂM 2021"], *tiers, numbers]})).findings) == []


def test_all_counts_and_then_all_shares(book: Book) -> None:
    """The tier above says of which population shares are that stand nearer to the counts of another."""
    tiers = [["Đơn vị", *[cell for who in ("Chi bộ", "Đảng viên") * 2 for cell in (who, *[None] * 3)]]]
    tiers += [[None, *LEVELS * 2, *[f"Tỷ lệ {level}" for level in LEVELS] * 2]]
    numbers: list[Cell] = ["A", 1, 3, 0, 0, 2, 18, 0, 0, 25, 75, 0, 0, 10, 90, 0, 0]
    assert told(cellstats.summarize(book({"S": [["NĂM 2021"], *tiers, numbers]})).findings) == []
    wrong = [26 if cell == 25 else cell for cell in numbers]
    assert told(cellstats.summarize(book({"S": [["NĂM 2021"], *tiers, wrong]})).findings) == ["share-wrong S!J4"]


def test_shares_in_a_block_of_their_own(book: Book) -> None:
    """Four counts and then four shares."""
    tiers = ["Đơn vị", "Số lượng", *[None] * 3, "Tỷ lệ (%)"], [None, *LEVELS, *LEVELS]
    right, wrong = ["A", 2, 7, 1, 0, 20, 70, 10, 0], ["A", 2, 7, 1, 0, 20, 70, 12, 0]
    assert told(cellstats.summarize(book({"S": [TITLE, *tiers, right]})).findings) == []
    assert told(cellstats.summarize(book({"S": [TITLE, *tiers, wrong]})).findings) == ["share-wrong S!H4"]


def test_a_share_that_belongs_to_no_level(book: Book) -> None:
    """A "Tỷ lệ" right of a total or of all levels may be of anything, and is not checked."""
    assert codes(book, ["A", 10, 99, 2, 7, 1, 0], head=["Đơn vị", "Tổng số", "Tỷ lệ", *LEVELS]) == []
    assert codes(book, ["A", 2, 7, 1, 0, 90], head=["Đơn vị", *LEVELS, "Tỷ lệ"]) == []
    women = ["Đơn vị", LEVELS[0], "% nữ", LEVELS[1], "% nữ", *LEVELS[2:]]
    assert codes(book, ["A", 2, 50, 7, 10, 1, 0], head=women) == []


def test_a_row_of_shares(book: Book) -> None:
    """A row "Tỷ lệ %" is checked against the row of counts above it, and its fractions are no counts."""
    rows: list[list[Cell]] = [["A", 7, 2, 3, 2, 0], ["B", 3, 1, 2, 0, 0], ["Tổng cộng", 10, 3, 5, 2, 0]]
    head: list[Cell] = ["Đơn vị", "Tổng số", *LEVELS]
    assert codes(book, *rows, ["Tỷ lệ %", 100, 30, 50, 20, 0.0], head=head) == ["rows-of-parts S!A6"]
    found = codes(book, *rows, ["Tỷ lệ %", 1, 0.3, 0.56, 0.2, 0], head=head)
    assert found == ["rows-of-parts S!A6", "share-wrong S!D6"]


def test_shares_where_levels_stand_in_rows(book: Book) -> None:
    """A column "Tỷ lệ %" right of one of counts is checked cell by cell, in an official form too."""
    head = [["TT", "Nội dung", "Khối xã", None, "Khối cơ quan"], [None, None, *["Số lượng", "Tỷ lệ %"] * 2]]
    rows: list[list[Cell]] = [[1, "Tổng số", 7, 100, 3, "100,00"]]
    cells: list[list[Cell]] = [[2, 28.57, 1, "33,33"], [3, 42.86, 2, "66,66"], [2, 28.57, 0, "-"]]
    for number, each in enumerate(cells, 2):
        rows.append([number, LEVELS[number - 2], *each])
    summary = cellstats.summarize(book({"S": [TITLE, *head, *rows]}, merged={"S": ["C2:D2", "E2:F2"]}))
    assert [source.layout for source in summary.sources] == ["transposed"]
    assert counts(summary)[CELLS]["good"] == 5
    assert [each for each in told(summary.findings) if "share" in each] == ["share-cut-off S!F6"]


def test_a_share_without_a_count(book: Book) -> None:
    """Where the count is not reported its share is told, and it proves nothing."""
    summary = cellstats.summarize(
        book({"S": [TITLE, HEAD, row("Tỉnh", 3174, [604, 2364, None, 5], [19.03, 74.48, 6.33, 0.16])]})
    )
    assert counts(summary) == {CELLS: scale(604, 2364, None, 5)}
    assert told(summary.findings) == ["unreported S!G3", "share-without-count S!H3"]


def test_an_error_in_a_share(tmp_path_factory: pytest.TempPathFactory) -> None:
    """#DIV/0! on a base of 0 is as it must be; elsewhere it is told, and is no error, for shares are recomputed."""
    import xlsxwriter

    path = tmp_path_factory.mktemp("shares") / "a.xlsx"
    workbook = xlsxwriter.Workbook(str(path))
    sheet = workbook.add_worksheet("S")
    rows = [TITLE, HEAD, row("A", 0, [0] * 4, [None] * 4), row("B", 4, [1, 3, 0, 0], [None, 75, 0, 0])]
    for index, cells in enumerate(rows):
        sheet.write_row(index, 0, cells)
    for cell in ("D3", "F3", "D4"):
        sheet.write_formula(cell, "=1/0", None, "#DIV/0!")
    workbook.close()
    summary = cellstats.summarize(path)
    assert told(summary.findings) == ["share-unreadable S!D4"]
    assert summary.trusted


def rounded(exact: Fraction) -> Decimal:
    return half_up(exact, 2)


def cut(exact: Fraction) -> Decimal:
    return Decimal(floor(exact * 100)).scaleb(-2)


def found_in(rows: Sequence[tuple[Sequence[int], int]], look: Callable[[Fraction], Decimal], sign: str) -> set[str]:
    """Return the codes for a table of counts whose shares of these bases are written in a look."""
    head: list[Cell] = ["Đơn vị", "Tổng số", "Số được xếp loại", *PAIRS]
    written: list[list[Cell]] = []
    for number, (numbers, base) in enumerate(rows, 1):
        shares = [f"{look(Fraction(100 * each, base)):f}".replace(".", sign) + "%" for each in numbers]
        total = row(f"Xã {number}", sum(numbers), numbers, shares)
        written.append([*total[:1], max(sum(numbers), base), *total[1:]])
    page = Sheet("a.xlsx", "S", Grid.of([TITLE, head, *written]))
    return {each.code for each in recognize(page, packaged(), Defaults()).findings if each.code.startswith("share")}


NUMBERS = st.tuples(*[st.integers(0, 400)] * 4).filter(any)
TABLES = st.lists(NUMBERS, min_size=1, max_size=5)
SIGNS = st.sampled_from([",", "."])


@settings(max_examples=60, deadline=None)
@given(TABLES, SIGNS)
def test_rounded_shares_are_never_told(table: list[tuple[int, ...]], sign: str) -> None:
    """Whatever the counts are, their shares rounded half up are right."""
    assert found_in([(numbers, sum(numbers)) for numbers in table], rounded, sign) == set()


@settings(max_examples=60, deadline=None)
@given(TABLES, SIGNS)
def test_shares_cut_off_are_told_as_such(table: list[tuple[int, ...]], sign: str) -> None:
    """Whatever the counts are, and only where one was cut off at all."""
    rows = [(numbers, sum(numbers)) for numbers in table]
    exact = [Fraction(100 * each, base) for numbers, base in rows for each in numbers]
    expected = {"share-cut-off"} if any(cut(each) not in (rounded(each), round(each, 2)) for each in exact) else set()
    assert found_in(rows, cut, sign) == expected


@settings(max_examples=60, deadline=None)
@given(TABLES, st.integers(1, 50), SIGNS)
def test_shares_of_all_are_told_as_such(table: list[tuple[int, ...]], unrated: int, sign: str) -> None:
    """Whatever the counts are, wherever the shares of all are not also those of the rated."""
    rows = [(numbers, sum(numbers) + unrated) for numbers in table]
    pairs = [
        (Fraction(100 * each, base), Fraction(100 * each, sum(numbers))) for numbers, base in rows for each in numbers
    ]
    assume(any(rounded(of_all) not in (rounded(right), round(right, 2), cut(right)) for of_all, right in pairs))
    assert found_in(rows, rounded, sign) == {"share-of-another-base"}
