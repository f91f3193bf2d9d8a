from collections.abc import Sequence
from pathlib import Path

import pytest

import cellstats
from tests.conftest import LEVELS, TITLE, Book, Cell, counts, scale, told

HEAD = ["Đơn vị", "Tổng số", *LEVELS]
CELLS = "cells rating 2021"


def test_units_in_rows_levels_in_columns(book: Book) -> None:
    """The plainest table: each unit is a tally, and the sheet is their sum."""
    path = book({"Chi bộ": [TITLE, [], HEAD, ["Xã A", 10, 2, 6, 1, 1], ["Xã B", 5, 1, 4, 0, 0]]})
    summary = cellstats.summarize(path)
    assert counts(summary) == {CELLS: scale(3, 10, 1, 1)}
    assert counts(summary, "Xã B") == {CELLS: scale(1, 4, 0, 0)}
    assert summary.findings == ()
    assert summary.totals()[0].base() == ("rated", 15)


def test_without_a_total_column(book: Book) -> None:
    """The levels add up to the base where no total is stated, and blanks in them are told once."""
    path = book({"Chi bộ": [TITLE, ["Đơn vị", *LEVELS], ["Xã A", 2, 6, None, 1], ["Xã B", 1, 4, None, None]]})
    summary = cellstats.summarize(path)
    assert counts(summary) == {CELLS: scale(3, 10, 0, 1)}
    assert told(summary.findings) == ["blank-as-zero Chi bộ!D3"]
    assert summary.findings[0].values == {"count": 3}


def test_a_level_without_a_column_is_told(book: Book) -> None:
    """A level that has no column at all is 0 only with a warning, unless the total proves it."""
    rows = [TITLE, ["Đơn vị", *LEVELS[:3]], ["Xã A", 2, 6, 1]]
    summary = cellstats.summarize(book({"Chi bộ": rows}))
    assert counts(summary) == {CELLS: scale(2, 6, 1, 0)}
    assert told(summary.findings) == ["level-without-column Chi bộ!A2"]
    proven = book({"Chi bộ": [TITLE, ["Đơn vị", "Tổng số", *LEVELS[:3]], ["Xã A", 9, 2, 6, 1]]})
    assert cellstats.summarize(proven).findings == ()


def test_a_blank_that_the_total_does_not_prove_is_not_reported(book: Book) -> None:
    """The remainder is unreported, the blank is null, and the finding names its cell."""
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, HEAD, ["Tỉnh", 3174, 604, 2364, None, 5]]}))
    assert counts(summary) == {CELLS: scale(604, 2364, None, 5)}
    assert summary.totals()[0].bases.unreported == 201
    assert told(summary.findings) == ["unreported Chi bộ!E3"]
    assert summary.findings[0].message() == "201 have no level: not reported for Completed"
    assert summary.findings[0].message("vi") == "201 chưa rõ mức: không báo cáo Hoàn thành nhiệm vụ"


@pytest.mark.parametrize("merged", [True, False])
def test_two_heading_rows_with_populations_side_by_side(book: Book, merged: bool) -> None:
    """The tier above names the population, with merged cells or with blanks; shares beside counts are not read."""
    tier = [["STT", "Đơn vị", "Chi bộ", *[None] * 4, "Đảng viên", *[None] * 4]]
    tier += [[None, None, "Tổng số", "HTXSNV", "Tỷ lệ HTXSNV", "HTTNV", "Tỷ lệ", "TS", *LEVELS]]
    rows = [["TỔNG HỢP NĂM 2021"], *tier, [1, "Xã A", 4, 1, 0.25, 3, 0.75, 60, 10, 40, 8, 2]]
    areas = {"Biểu": ["A2:A3", "B2:B3", "C2:G2", "H2:L2"]} if merged else None
    summary = cellstats.summarize(book({"Biểu": rows}, merged=areas))
    assert counts(summary) == {CELLS: scale(1, 3, 0, 0), "members rating 2021": scale(10, 40, 8, 2)}
    assert [(each.key.population, each.base()) for each in summary.totals()] == [
        ("cells", ("rated", 4)),
        ("members", ("rated", 60)),
    ]


def test_counts_and_shares_in_the_lower_tier(book: Book) -> None:
    """ "SL" and "Tỷ lệ %" qualify the level above them."""
    tiers = [["Đơn vị", "Tổng số", "HTXSNV", None, "HTTNV", None, "HTNV", None, "Không HTNV", None]]
    tiers += [[None, None, *["SL", "Tỷ lệ %"] * 4]]
    path = book({"Chi bộ": [TITLE, *tiers, ["Xã A", 4, 1, 25, 3, 75, 0, 0, 0, 0]]})
    assert counts(cellstats.summarize(path)) == {CELLS: scale(1, 3, 0, 0)}


def test_one_heading_row_whose_totals_name_the_populations(book: Book) -> None:
    """ "Tổng số chi bộ" and "Tổng số đảng viên" say whose the levels right of them are."""
    head = ["Đơn vị", "Tổng số chi bộ", *LEVELS, "Tổng số đảng viên", *LEVELS]
    path = book({"Năm 2021": [["Tổng hợp"], head, ["Xã A", 4, 1, 3, 0, 0, 60, 10, 40, 8, 2]]})
    assert counts(cellstats.summarize(path)) == {
        CELLS: scale(1, 3, 0, 0),
        "members rating 2021": scale(10, 40, 8, 2),
    }


def test_the_total_row_is_checked_and_never_added(book: Book) -> None:
    """A total that differs from its rows is an error at its cell; the rows count."""
    units = [["Xã A", 10, 2, 6, 1, 1], ["Xã B", 5, 1, 4, 0, 0]]
    right = book({"Chi bộ": [TITLE, HEAD, *units, ["Tổng cộng", 15, 3, 10, 1, 1]]})
    assert cellstats.summarize(right).findings == ()
    wrong = book({"Chi bộ": [TITLE, HEAD, *units, ["Tổng cộng", 15, 3, 11, 1, 1]]})
    summary = cellstats.summarize(wrong)
    assert counts(summary) == {CELLS: scale(3, 10, 1, 1)}
    assert told(summary.findings) == ["total-differs Chi bộ!D5"]
    assert summary.findings[0].message() == "the total says 11, its rows add up to 10; the rows are counted"


def test_a_total_row_first(book: Book) -> None:
    """A total above its rows is checked against all of them."""
    units = [["Xã A", 10, 2, 6, 1, 1], ["Xã B", 5, 1, 4, 0, 0]]
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, HEAD, ["Toàn huyện", 15, 3, 10, 1, 2], *units]}))
    assert counts(summary) == {CELLS: scale(3, 10, 1, 1)}
    assert told(summary.findings) == ["total-differs Chi bộ!F3"]


def test_a_table_of_only_a_total_row_is_counted(book: Book) -> None:
    """Where nothing else is there, the total is what there is."""
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, HEAD, ["Tổng cộng", 10, 2, 6, 1, 1]]}))
    assert counts(summary) == {CELLS: scale(2, 6, 1, 1)}
    assert told(summary.findings) == ["total-only Chi bộ!A3"]


def test_group_rows_are_not_counted(book: Book) -> None:
    """A row numbered A or I among rows numbered 1 heads a group; its sum is checked, never added."""
    rows: list[Sequence[Cell]] = [
        ["A", "Khối xã", None, None, None, None, None],
        [1, "Xã A", 10, 2, 6, 1, 1],
        ["B", "Khối cơ quan", 6, 1, 4, 0, 0],
        [1, "Sở B", 5, 1, 4, 0, 0],
        [None, "Cộng", 15, 3, 10, 1, 1],
    ]
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, ["STT", *HEAD], *rows]}))
    assert counts(summary) == {CELLS: scale(3, 10, 1, 1)}
    assert told(summary.findings) == ["rows-as-headings Chi bộ!A3", "total-differs Chi bộ!C5"]


def test_a_unit_that_reports_nothing_is_told(book: Book) -> None:
    """A numbered unit without counts is in no sum, and that is a warning."""
    rows = [[1, "Xã A", 10, 2, 6, 1, 1], [2, "Xã B", *[None] * 5]]
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, ["STT", *HEAD], *rows]}))
    assert counts(summary) == {CELLS: scale(2, 6, 1, 1)}
    assert told(summary.findings) == ["unit-without-counts Chi bộ!A4"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [(3.174, "fraction"), (-1, "negative"), (True, "truth-value"), ("sáu", "not-a-number"), ("60%", "percentage")],
)
def test_a_cell_that_is_no_count_is_an_error_at_its_place(book: Book, cell: Cell, code: str) -> None:
    """It stays unknown, whatever the total would prove."""
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, ["Đơn vị", *LEVELS], ["Xã A", 2, cell, 1, 1]]}))
    assert counts(summary) == {CELLS: scale(2, None, 1, 1)}
    assert told(summary.findings)[0] == f"{code} Chi bộ!C3"
    assert not summary.trusted


def test_equal_values_of_two_types_in_one_column_are_two(book: Book) -> None:
    """True beside 1 is refused at its cell, wherever it stands in the column; each 1 is counted, typed or text."""
    rows = [["Xã A", True, 2], ["Xã B", 1, 2], ["Xã C", "1", 2], ["Xã D", True, 2], ["Xã E", 1, 2]]
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, ["Đơn vị", *LEVELS[:2]], *rows]}))
    assert [counts(summary, f"Xã {unit}") for unit in "ABCDE"] == [
        {"cells rating 2021": {"excellent": count, "good": 2, "completed": 0, "not_completed": 0}}
        for count in (None, 1, 1, None, 1)
    ]
    refused = [str(each.place).partition("!")[2] for each in summary.findings if each.code == "truth-value"]
    assert refused == ["B3", "B6"]


def test_a_fraction_names_what_was_probably_meant(book: Book) -> None:
    """3.174 typed in an English Excel was 3,174."""
    path = book({"Chi bộ": [TITLE, HEAD, ["Tỉnh", 3.174, 604, 2364, 201, 5]]})
    message = cellstats.summarize(path).findings[0].message()
    assert message == "a count cannot be 3.174; not counted. Typed in an English Excel, 3,174 may be meant"


def test_levels_that_exceed_their_total_are_an_error(book: Book) -> None:
    """Parts above the whole cannot be right."""
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, HEAD, ["Xã A", 9, 2, 6, 1, 1]]}))
    assert told(summary.findings) == ["parts-against-total Chi bộ!B3"]


def test_levels_that_fall_short_of_all_leave_a_remainder(book: Book) -> None:
    """All levels are reported but not everyone is on one: the base is all, and the rest is unreported."""
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, HEAD, ["Xã A", 12, 2, 6, 1, 1]]}))
    assert told(summary.findings) == ["remainder Chi bộ!B3"]
    assert summary.totals()[0].base() == ("all", 12)
    assert summary.totals()[0].bases.unreported == 2


def test_rated_and_not_rated_columns_are_bases(book: Book) -> None:
    """The rated are the base where a column reports them."""
    head = ["Đơn vị", "Tổng số", "Số được đánh giá, xếp loại", *LEVELS, "Chưa xếp loại"]
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, head, ["Xã A", 12, 10, 2, 6, 1, 1, 2]]}))
    assert summary.findings == ()
    tally = summary.totals()[0]
    assert tally.base() == ("rated", 10)
    assert (tally.bases.all, tally.bases.not_rated, tally.bases.unreported) == (12, 2, 0)


def test_a_misspelt_level_heading_is_an_error(book: Book) -> None:
    """Its numbers would be missing from every sum, so the heading's cell and the nearest known word are told."""
    head = ["Đơn vị", "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tôt nhiệm vụ", "Hoàn thành nhiệm vụ"]
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, head, ["Xã A", 2, 6, 1]]}))
    assert told(summary.findings)[0] == "heading-misspelt Chi bộ!C2"
    assert 'Nearest known level "Hoàn thành tốt nhiệm vụ"' in summary.findings[0].message()


def test_who_is_rated_must_be_named(book: Book) -> None:
    """Counts of nobody in particular are not counted; an option may name them."""
    path = book({"Biểu 1": [["TỔNG HỢP NĂM 2021"], HEAD, ["Xã A", 10, 2, 6, 1, 1]]})
    assert told(cellstats.summarize(path).findings) == ["population-not-named Biểu 1!C2"]
    summary = cellstats.summarize(path, defaults=cellstats.Defaults(population="cells"))
    assert counts(summary) == {CELLS: scale(2, 6, 1, 1)}
    assert summary.sources[0].subject.population.origin == "option"


def test_rows_of_cells_count_their_members(book: Book) -> None:
    """In a table whose rows are cells, the title's "đảng viên các chi bộ" are the members."""
    title = ["XẾP LOẠI ĐẢNG VIÊN CÁC CHI BỘ NĂM 2021"]
    summary = cellstats.summarize(book({"Biểu": [title, ["Tên chi bộ", *HEAD[1:]], ["Chi bộ 1", 10, 2, 6, 1, 1]]}))
    assert counts(summary) == {"members rating 2021": scale(2, 6, 1, 1)}


def test_signatures_end_the_table(book: Book) -> None:
    """What stands below the table is not read as units."""
    end: list[Sequence[Cell]] = [[], [None, "Hoà Bình, ngày 5 tháng 1 năm 2022"], ["NGƯỜI LẬP BIỂU"]]
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, HEAD, ["Xã A", 10, 2, 6, 1, 1], ["Nơi nhận:"], *end]}))
    assert counts(summary) == {CELLS: scale(2, 6, 1, 1)}
    assert summary.findings == ()


def test_values_below_the_end_are_told(book: Book) -> None:
    """A second table below the signatures is not counted, and that is an error at its first row."""
    end: list[Sequence[Cell]] = [["NGƯỜI LẬP BIỂU"], [], ["Xã B", 10, 2, 6, 1, 1]]
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, HEAD, ["Xã A", 10, 2, 6, 1, 1], *end]}))
    assert counts(summary) == {CELLS: scale(2, 6, 1, 1)}
    assert told(summary.findings) == ["rows-below-end Chi bộ!A6"]


def test_a_row_of_column_numbers_is_dropped(book: Book) -> None:
    """ "1 │ 2=3+4+5+6 │ 3 …" below the heading is no unit."""
    numbers = [1, "2=3+4+5+6", 3, 4, 5, 6]
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, HEAD, numbers, ["Xã A", 10, 2, 6, 1, 1]]}))
    assert counts(summary) == {CELLS: scale(2, 6, 1, 1)}
    assert summary.findings == ()


def test_english_words_and_counts_as_text(book: Book) -> None:
    """English headings are known, and grouped digits in text are counts."""
    rows = [["Ratings of members, year 2021"], ["Unit", "Total", "Excellent", "Good", "Completed", "Not completed"]]
    summary = cellstats.summarize(
        book({"Members": [*rows, ["Hoa Binh", "62.331", "9.942", "47.193", "4.897", "299"]]})
    )
    assert counts(summary) == {"members rating 2021": scale(9942, 47193, 4897, 299)}


def test_a_row_of_numbers_without_a_unit_is_an_error(book: Book) -> None:
    """It may be a sum or a unit; counting it either way could be wrong."""
    rows = [HEAD, ["Xã A", 10, 2, 6, 1, 1], [None, 10, 2, 6, 1, 1]]
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, *rows]}))
    assert counts(summary) == {CELLS: scale(2, 6, 1, 1)}
    assert told(summary.findings) == ["row-without-unit Chi bộ!A4"]


def test_a_tier_may_be_a_whole_title(book: Book) -> None:
    """ "Kết quả xếp loại chi bộ năm 2021" above the levels names the population and the period."""
    tiers = [["Đơn vị", "Kết quả xếp loại chi bộ năm 2021", None, None, None], [None, *LEVELS]]
    summary = cellstats.summarize(book({"Biểu": [*tiers, ["Xã A", 2, 6, 1, 1]]}, merged={"Biểu": ["A1:A2", "B1:E1"]}))
    assert counts(summary) == {CELLS: scale(2, 6, 1, 1)}
    subject = summary.sources[0].subject
    assert (subject.population.origin, subject.period.origin) == ("heading", "heading")


def test_levels_that_name_their_population(book: Book) -> None:
    """ "Đảng viên HTXSNV" is the level and whose it is."""
    head = ["Đơn vị", *(f"{who} {level}" for who in ("Chi bộ", "Đảng viên") for level in LEVELS)]
    summary = cellstats.summarize(book({"Năm 2021": [head, ["Xã A", 1, 3, 0, 0, 10, 40, 8, 2]]}))
    assert counts(summary) == {CELLS: scale(1, 3, 0, 0), "members rating 2021": scale(10, 40, 8, 2)}


def test_a_misspelt_heading_in_text_is_an_error_too(tmp_path: Path) -> None:
    """In CSV the numbers below it are text, and are missed all the same."""
    path = tmp_path / "a.csv"
    path.write_text("Đơn vị,HTXSNV,HTTNV,Hoàn thành nhiệm vu\nXã A,2,6,1\n", encoding="utf-8")
    assert told(cellstats.summarize(path).findings)[0].startswith("heading-misspelt")


@pytest.mark.parametrize(
    "rows",
    [
        [["Đơn vị", "Tỷ lệ (%)", None, None, None], [None, *LEVELS], ["A", 20, 70, 10, 0]],
        [["Đơn vị", *(f"{level} (tỷ lệ %)" for level in LEVELS)], ["A", 20, 70, 10, 0]],
        [["Đơn vị tính: %"], ["Đơn vị", *LEVELS], ["Xã A", 20, 70, 10, 0]],
        [["Đơn vị", *LEVELS], ["Xã A", "0.2", "0.7", "0.1", "0"]],
    ],
)
def test_percentages_are_no_counts(book: Book, rows: list[list[Cell]]) -> None:
    """Shares stand for nobody, whether the heading, the title or the numbers tell."""
    assert counts(cellstats.summarize(book({"Chi bộ": [TITLE, *rows]}))).get(CELLS, {}).get("good") is None


def test_counts_beside_percentages_in_blocks(book: Book) -> None:
    """Four counts and then four shares: the counts are read, without a complaint about the shares."""
    tiers = [["Đơn vị", "Số lượng", *[None] * 3, "Tỷ lệ (%)", *[None] * 3], [None, *LEVELS, *LEVELS]]
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, *tiers, ["A", 2, 7, 1, 0, 20, 70, 10, 0]]}))
    assert counts(summary) == {CELLS: scale(2, 7, 1, 0)}
    assert summary.findings == ()


def test_a_total_that_cannot_be_read_proves_nothing(book: Book) -> None:
    """Beside a refused total a blank is not 0, for there is a total, only not a known one."""
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, HEAD, ["Tỉnh", 3.174, 604, 2364, None, 5]]}))
    assert counts(summary) == {CELLS: scale(604, 2364, None, 5)}
    assert summary.totals()[0].base() == (None, None)
    assert [each.code for each in summary.findings] == ["fraction"]


def test_several_columns_of_those_not_rated_add_up(book: Book) -> None:
    """100 = 2 suspended + 3 new + 95 rated, so the blank is 0."""
    head = ["Đơn vị", "Tổng số", "Đình chỉ sinh hoạt", "Mới dưới 6 tháng", *LEVELS]
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, head, ["Xã A", 100, 2, 3, 20, 70, 5, None]]}))
    assert counts(summary) == {CELLS: scale(20, 70, 5, 0)}
    bases = summary.totals()[0].bases
    assert (bases.eligible, bases.rated, bases.not_rated, bases.exempt) == (100, 95, 5, 0)


def test_all_are_the_exempt_the_not_rated_and_the_rated(book: Book) -> None:
    """What that sum leaves is told and unreported; what exceeds it is an error."""
    head = ["Đơn vị", "Tổng số", "Được miễn", "Chưa xếp loại", "Số được đánh giá, xếp loại", *LEVELS]
    short = cellstats.summarize(book({"Chi bộ": [TITLE, head, ["Xã A", 100, 5, 5, 80, 20, 50, 10, 0]]}))
    assert told(short.findings) == ["bases-remainder Chi bộ!B3"]
    assert short.totals()[0].bases.unreported == 10
    over = cellstats.summarize(book({"Chi bộ": [TITLE, head, ["Xã A", 100, 15, 15, 80, 20, 50, 10, 0]]}))
    assert told(over.findings) == ["rated-exceed-all Chi bộ!E3"]


def test_two_years_side_by_side(book: Book) -> None:
    """Each block is of the year above it, with the total of that year."""
    tiers = [["Đơn vị", "Năm 2020", *[None] * 4, "Năm 2021"], [None, *["Tổng số", *LEVELS] * 2]]
    summary = cellstats.summarize(book({"Chi bộ": [*tiers, ["A", 10, 2, 6, 1, 1, 20, 4, 12, 2, 2]]}))
    assert counts(summary) == {"cells rating 2020": scale(2, 6, 1, 1), CELLS: scale(4, 12, 2, 2)}
    assert summary.findings == ()


def test_no_is_a_level_where_it_is_not_the_first_column(book: Book) -> None:
    """Unit │ Yes │ No."""
    rows = [["SUPERVISION OF CELLS 2021"], ["Unit", "Yes", "No"], ["A1", 7, 3], ["B1", 5, 0]]
    assert counts(cellstats.summarize(book({"S": rows}))) == {"cells supervision 2021": {"done": 12, "not_done": 3}}


def test_an_unknown_heading_where_a_level_lacks_its_column_is_an_error(book: Book) -> None:
    """Its numbers may be that level's, and nothing else would tell."""
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, ["Đơn vị", "Nhóm A", *LEVELS[1:]], ["A", 2, 7, 1, 0]]}))
    assert told(summary.findings)[0] == "heading-of-a-level Chi bộ!B2"


def test_numbers_without_a_heading_are_told(book: Book) -> None:
    """Sums that somebody wrote beside the table are not counted."""
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, HEAD, ["Xã A", 10, 2, 6, 1, 1, None, 10]]}))
    assert told(summary.findings) == ["heading-missing Chi bộ!H3"]


def test_the_level_names_of_members_up_to_2017(book: Book) -> None:
    """The forms of 2008 to 2017 said of each member how far he was qualified; the steps are the same."""
    old = ["Đủ tư cách hoàn thành xuất sắc nhiệm vụ", "Đủ tư cách HTTNV", "Đủ tư cách\nhoàn thành nhiệm vụ"]
    heading: list[Cell] = ["Đơn vị", "Tổng số", *old, "Vi phạm tư cách"]
    rows = [["XẾP LOẠI ĐẢNG VIÊN NĂM 2015"], heading, ["Xã A", 100, 20, 60, 15, 5]]
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert counts(summary) == {"members rating 2015": scale(20, 60, 15, 5)}
    assert summary.findings == ()


def test_a_part_of_a_level_is_no_level(book: Book) -> None:
    """A heading "Còn hạn chế" beside the levels is not known, is told with its cell, and is in no sum."""
    heading: list[Cell] = ["Đơn vị", "Tổng số", *LEVELS, "Đủ tư cách nhưng còn hạn chế"]
    rows = [["XẾP LOẠI ĐẢNG VIÊN NĂM 2015"], heading, ["Xã A", 100, 20, 60, 15, 5, 3]]
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert counts(summary) == {"members rating 2015": scale(20, 60, 15, 5)}
    assert [each.place.cell for each in summary.findings if each.place] == ["G2"]


def test_average_is_a_level_beside_others_of_its_measure(book: Book) -> None:
    """Beside levels that only the quality of meetings has; beside those of the rating it is no count."""
    meetings = [["MEETINGS 2025"], ["Unit", "Good", "Fair", "Average", "Poor"], ["A", 3, 2, 1, 4]]
    ratings = [["RATINGS 2025"], ["Unit", "Excellent", "Good", "Completed", "Not completed", "Average"]]
    path = book({"Cells": meetings, "Members": [*ratings, ["A", 5, 4, 3, 2, 14]]})
    summary = cellstats.summarize(path)
    assert counts(summary) == {
        "cells meeting_quality 2025": {"good": 3, "fair": 2, "average": 1, "poor": 4},
        "members rating 2025": scale(5, 4, 3, 2),
    }
    assert told(summary.findings) == ["column-of-comparison Members!F2"]


def test_a_merged_heading_is_named_where_its_text_stands(book: Book) -> None:
    """The cells below the first of a merged range hold nothing."""
    heads = [["Đơn vị", "Số đã qua", "Chia ra", None, None, None], [None, None, *LEVELS]]
    path = book({"S": [TITLE, *heads, ["A", 9, 1, 1, 1, 1]]}, merged={"S": ["A2:A3", "B2:B3", "C2:F2"]})
    assert told(cellstats.summarize(path).findings) == ["heading-unknown S!B2"]
