from unittest.mock import Mock

import pytest

import cellstats
from cellstats.layouts import Defaults, transposed
from cellstats.layouts.forced import Forced
from cellstats.tally import Bases
from tests.conftest import LEVELS, Book, Cell, Rows, counts, scale, told

N = None
TITLE: list[Cell] = ["KẾT QUẢ XẾP LOẠI CHI BỘ NĂM 2021"]
STOOD = {"cells rating 2021": scale(6, 30, 3, 1)}


def stood(*cells: tuple[Cell, ...]) -> list[list[Cell]]:
    """Rows of the four levels with their cells."""
    return [[word, *each] for word, each in zip(LEVELS, cells, strict=True)]


FORM: Rows = [
    ["ĐẢNG BỘ TỈNH", N, N, N, "ĐẢNG CỘNG SẢN VIỆT NAM"],
    ["BIỂU 7A"],
    ["TỔNG HỢP KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG TỔ CHỨC ĐẢNG, ĐẢNG VIÊN NĂM 2021"],
    ["STT", "Nội dung", "Tổng số", N, "Chia ra theo loại hình", N, N, N],
    [N, N, "Số lượng", "Tỷ lệ (%)", "Xã, phường", N, "Cơ quan", N],
    [N, N, N, N, "SL", "Tỷ lệ", "SL", "Tỷ lệ"],
    ["A", "B", "1=3+5", "2", "3", "4", "5", "6"],
    ["I", "TỔ CHỨC CƠ SỞ ĐẢNG"],
    [1, "Tổng số TCCSĐ có mặt đến thời điểm đánh giá", 100, N, 60, N, 40, N],
    [2, "Số TCCSĐ chưa được đánh giá, xếp loại", 2, "X", 1, "X", 1, "X"],
    [3, "Số TCCSĐ đã được đánh giá, xếp loại chất lượng", 98, "100,00", 59, "100,00", 39, "100,00"],
    ["a)", "Hoàn thành xuất sắc nhiệm vụ", 20, "20,41", 10, "16,95", 10, "25,64"],
    [N, "Trong đó: Tiêu biểu", 5, N, 2, N, 3, N],
    ["b)", "Hoàn thành tốt nhiệm vụ", 70, "71,43", 44, "74,58", 26, "66,67"],
    ["c)", "Hoàn thành nhiệm vụ", 7, "7,14", 5, "8,47", 2, "5,13"],
    ["d)", "Không hoàn thành nhiệm vụ", 1, "1,02", "-", "-", 1, "2,56"],
    ["II", "ĐẢNG VIÊN"],
    [1, "Tổng số đảng viên", 1000, N, 600, N, 400, N],
    [2, "Số đảng viên được miễn đánh giá, xếp loại", 20, N, 10, N, 10, N],
    [3, "Số đảng viên chưa được đánh giá, xếp loại", 30, N, 20, N, 10, N],
    [N, "Chia ra:"],
    [N, "- Mới kết nạp dưới 6 tháng", 20, N, 15, N, 5, N],
    [N, "- Đình chỉ sinh hoạt", 10, N, 5, N, 5, N],
    [4, "Số đảng viên đã được đánh giá, xếp loại", 950, "100,00", 570, "100,00", 380, "100,00"],
    ["a)", "Hoàn thành xuất sắc nhiệm vụ", 150, N, 90, N, 60, N],
    ["b)", "Hoàn thành tốt nhiệm vụ", 700, N, 420, N, 280, N],
    ["c)", "Hoàn thành nhiệm vụ", 90, N, 54, N, 36, N],
    ["d)", "Không hoàn thành nhiệm vụ", 10, N, 6, N, 4, N],
    [],
    ["NGƯỜI LẬP BIỂU", N, N, N, "T/M BAN THƯỜNG VỤ"],
    [N, N, N, N, "BÍ THƯ"],
]


def test_an_official_form_of_two_populations(book: Book) -> None:
    """Kinds of organization in columns, two populations one below the other; what is part of a row is not added."""
    summary = cellstats.summarize(book({"Biểu 7A": FORM}))
    assert counts(summary) == {
        "organizations rating 2021": scale(20, 70, 7, 1),
        "members rating 2021": scale(150, 700, 90, 10),
    }
    assert counts(summary, "Cơ quan") == {
        "organizations rating 2021": scale(10, 26, 2, 1),
        "members rating 2021": scale(60, 280, 36, 4),
    }
    bases = {tally.key.population: tally.bases for tally in summary.totals()}
    assert bases["members"] == Bases(all=1000, eligible=980, rated=950, exempt=20, not_rated=30)
    assert bases["organizations"] == Bases(all=100, eligible=100, rated=98, exempt=0, not_rated=2)
    assert told(summary.findings) == ["rows-of-parts Biểu 7A!B13"]
    assert {(source.layout, source.range) for source in summary.sources} == {
        ("transposed", "A4:H16"),
        ("transposed", "A4:H28"),
    }


@pytest.mark.parametrize(
    ("row", "column", "value", "expected"),
    [
        (11, 2, 21, ["total-differs Biểu 7A!C12"]),
        (25, 4, 421, ["parts-against-total Biểu 7A!E24", "total-differs Biểu 7A!C26"]),
        (24, 1, "Hoàn thành xuất xắc nhiệm vụ", ["heading-misspelt Biểu 7A!B25"]),
        (13, 6, 26.5, ["fraction Biểu 7A!G14"]),
        (27, 1, "Hoàn thành nhiệm vụ", ["row-again Biểu 7A!B28"]),
    ],
)
def test_a_fault_in_a_form_is_told_with_its_cell(
    book: Book, row: int, column: int, value: Cell, expected: list[str]
) -> None:
    """A sum, a word or a number that is wrong in a form is an error at its cell."""
    rows = [[*cells] for cells in FORM]
    rows[row][column] = value
    summary = cellstats.summarize(book({"Biểu 7A": rows}))
    assert not summary.trusted
    assert set(expected) <= set(told(summary.findings))


@pytest.mark.parametrize("closing", [["Tổng cộng", 40], ["Tổng số", 40], ["Cộng", 40]])
def test_one_column_of_counts(book: Book, closing: list[Cell]) -> None:
    """The plainest table: a level in each row, with or without its share, and a total that closes it."""
    head: list[Cell] = ["Mức xếp loại", "Số lượng", "Tỷ lệ %"]
    rows = [TITLE, head, *stood((6, "15,0"), (30, "75,0"), (3, "7,5"), (1, "2,5")), closing]
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert counts(summary) == STOOD
    assert summary.totals()[0].bases == Bases(40, 40, 40, 0, 0)
    assert summary.findings == ()


def test_a_total_that_opens_the_table(book: Book) -> None:
    """The total may stand above its levels."""
    rows = [TITLE, ["Mức", "Số chi bộ"], ["Tổng số chi bộ", 40], *stood((6,), (30,), (3,), (1,))]
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert counts(summary) == STOOD
    assert summary.findings == ()


def test_levels_that_miss_the_total(book: Book) -> None:
    """Levels in rows are checked against their total as levels in columns are."""
    rows = [TITLE, ["Mức", "Số lượng"], *stood((6,), (30,), (3,), (2,)), ["Tổng cộng", 40]]
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert told(summary.findings) == ["parts-against-total Biểu!B7"]


def test_units_in_columns(book: Book) -> None:
    """Each column is a unit; the one that sums them is checked, never added."""
    head: list[Cell] = ["Mức xếp loại", "Xã A", "Xã B", "Toàn huyện"]
    rows = [TITLE, head, *stood((4, 2, 6), (20, 10, 30), (3, N, 3), (1, 0, 1)), ["Tổng số", 28, 12, 41]]
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert counts(summary) == STOOD
    assert counts(summary, "Xã A") == {"cells rating 2021": scale(4, 20, 3, 1)}
    assert told(summary.findings) == ["total-differs Biểu!D7"]


def test_populations_in_columns(book: Book) -> None:
    """Populations over the columns are whom they count."""
    title: list[Cell] = ["KẾT QUẢ XẾP LOẠI NĂM 2021"]
    heads: Rows = [["Mức xếp loại", "Chi bộ", N, "Đảng viên", N], [N, "Số lượng", "Tỷ lệ", "Số lượng", "Tỷ lệ"]]
    rows = [title, *heads, *stood((6, "15,0", 100, N), (30, N, 700, N), (3, N, 90, N), (1, N, 10, N))]
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert counts(summary) == STOOD | {"members rating 2021": scale(100, 700, 90, 10)}
    assert summary.findings == ()


def test_kinds_of_organization_that_bear_the_name_of_a_population(book: Book) -> None:
    """Where the title says who is rated, "Chi bộ cơ sở" and "Chi bộ" over columns are kinds of organization."""
    title: list[Cell] = ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2021"]
    rows = [title, ["Mức xếp loại", "Đảng bộ", "Chi bộ"], *stood((60, 40), (400, 300), (50, 40), (5, 5))]
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert counts(summary) == {"members rating 2021": scale(100, 700, 90, 10)}
    assert counts(summary, "Chi bộ") == {"members rating 2021": scale(40, 300, 40, 5)}


def test_years_in_columns(book: Book) -> None:
    """Years over the columns are kept apart, never added."""
    heads: Rows = [["Mức xếp loại", "Năm 2020", N, "Năm 2021", N], [N, "SL", "TL", "SL", "TL"]]
    rows = [["KẾT QUẢ XẾP LOẠI CHI BỘ"], *heads, *stood((5, N, 6, N), (31, N, 30, N), (4, N, 3, N), (0, N, 1, N))]
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert counts(summary) == STOOD | {"cells rating 2020": scale(5, 31, 4, 0)}
    assert summary.findings == ()


@pytest.mark.parametrize("repeated", [True, False])
def test_units_beside_the_levels(book: Book, repeated: bool) -> None:
    """A unit may span the rows of its levels, or be written in each of them."""
    first, second = stood((4,), (20,), (3,), (1,)), stood((2,), (10,), (0,), (0,))
    rows: list[list[Cell]] = [TITLE, ["Đơn vị", "Mức xếp loại", "Số lượng"]]
    for unit, block in (("Xã A", first), ("Xã B", second)):
        rows += [[unit if repeated or not at else N, *cells] for at, cells in enumerate(block)]
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert counts(summary) == STOOD
    assert counts(summary, "Xã B") == {"cells rating 2021": scale(2, 10, 0, 0)}
    assert summary.findings == ()


def test_columns_of_a_part_only(book: Book) -> None:
    """Columns under "Trong đó" that are not all there is are no units; the total counts."""
    heads: Rows = [["Mức xếp loại", "Tổng số", "Trong đó", N], [N, N, "Nông thôn", "Doanh nghiệp"]]
    rows = [TITLE, *heads, *stood((6, 2, 1), (30, 10, 9), (3, 0, 0), (1, 0, 0))]
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert counts(summary) == STOOD
    assert counts(summary, "Nông thôn") == {}
    assert "rows-of-parts Biểu!C3" in told(summary.findings)
    assert summary.trusted


@pytest.mark.parametrize("word", ["Trong đó", "Chia ra"])
def test_columns_of_all_parts(book: Book, word: str) -> None:
    """Columns under "Chia ra", or "Trong đó" where they add up to the total, are units."""
    heads: Rows = [["Mức xếp loại", "Tổng số", word, N], [N, N, "Nông thôn", "Doanh nghiệp"]]
    rows = [TITLE, *heads, *stood((6, 4, 2), (30, 20, 10), (3, 3, 0), (1, 1, 0))]
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert counts(summary) == STOOD
    assert counts(summary, "Nông thôn") == {"cells rating 2021": scale(4, 20, 3, 1)}
    assert summary.findings == ()


def test_parts_that_should_be_all_and_are_not(book: Book) -> None:
    """Columns under "Chia ra" that do not add up to the total are an error."""
    heads: Rows = [["Mức xếp loại", "Tổng số", "Chia ra", N], [N, N, "Nông thôn", "Doanh nghiệp"]]
    rows = [TITLE, *heads, *stood((6, 4, 2), (30, 20, 9), (3, 3, 0), (1, 1, 0))]
    assert told(cellstats.summarize(book({"Biểu": rows})).findings) == ["total-differs Biểu!B5"]


def test_levels_again_without_a_name(book: Book) -> None:
    """Where the levels stand a second time and nothing says of whom, they are not added."""
    rows = [TITLE, ["Mức", "Số lượng"], ["Tổng số", 40], *stood((6,), (30,), (3,), (1,)), ["Tổng số", 50]]
    rows += stood((6,), (40,), (3,), (1,))
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert counts(summary) == STOOD
    assert told(summary.findings) == ["section-twice Biểu!A8"]


def test_sub_rows_in_levels(book: Book) -> None:
    """Rows numbered below a level, or after "Trong đó", are parts of it; a level that follows them is none."""
    rows: Rows = [
        TITLE,
        ["TT", "Nội dung", "Số lượng"],
        [1, "Hoàn thành xuất sắc nhiệm vụ", 6],
        ["1.1", "Biểu dương", 2],
        [2, "Hoàn thành tốt nhiệm vụ", 30],
        [N, "Trong đó"],
        [N, "Chi bộ ghép", 4],
        [3, "Hoàn thành nhiệm vụ", 3],
        [4, "Không hoàn thành nhiệm vụ", 1],
    ]
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert counts(summary) == STOOD
    assert told(summary.findings) == ["rows-of-parts Biểu!B4"]


def test_results_of_a_review(book: Book) -> None:
    """Who must be reviewed, was, and was not stand in rows, collectives and members in columns; reasons are parts."""
    rows: Rows = [
        ["KẾT QUẢ KIỂM ĐIỂM NĂM 2021"],
        ["TT", "Nội dung", "Tập thể", "Đảng viên", "Ghi chú"],
        [1, "Số phải kiểm điểm", 50, 1000, N],
        [2, "Đã kiểm điểm", 48, 990, N],
        [3, "Chưa kiểm điểm", 2, 10, N],
        ["3.1", "Do đi công tác", 1, 6, N],
        ["3.2", "Do ốm đau", 1, 4, N],
    ]
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert counts(summary) == {
        "collectives review 2021": {"reviewed": 48, "not_reviewed": 2},
        "members review 2021": {"reviewed": 990, "not_reviewed": 10},
    }
    assert told(summary.findings) == ["rows-of-parts Biểu!B6"]


@pytest.mark.parametrize("first", [True, False])
def test_a_form_and_a_table_of_units_on_one_sheet(book: Book, first: bool) -> None:
    """A form with its levels in rows may stand above or below a table with its levels in the heading."""
    form = [TITLE, ["Mức xếp loại", "Số lượng"], *stood((6,), (30,), (3,), (1,)), []]
    units = [["XẾP LOẠI ĐẢNG VIÊN NĂM 2021"], ["Đơn vị", *LEVELS], ["Xã A", 5, 6, 7, 8], ["Xã B", 1, 1, 1, 1], []]
    rows = form + units if first else units + form
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert counts(summary) == STOOD | {"members rating 2021": scale(6, 7, 8, 9)}
    assert summary.trusted


def test_two_forms_one_below_the_other(book: Book) -> None:
    """Each form has its own title; the same heading again within one is the next page."""
    head: list[Cell] = ["Mức xếp loại", "Số lượng", "Ghi chú"]
    whole = stood((6, N), (30, N), (3, N), (1, N))
    paged = [TITLE, head, *whole[:2], ["Tiếp theo"], head, *whole[2:]]
    second = [["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2022"], head, *stood((9, N), (8, N), (7, N), (6, N))]
    summary = cellstats.summarize(book({"Biểu": [*paged, [], *second]}))
    assert counts(summary) == STOOD | {"members rating 2022": scale(9, 8, 7, 6)}
    assert summary.findings == ()


@pytest.mark.parametrize(
    "rows",
    [
        [["Tên chi bộ", "Xếp loại", "Số đảng viên"], ["Thôn 1", "HTXSNV", 9], ["Thôn 2", "HTTNV", 8]],
        [["Đơn vị", "Xếp loại", "Điểm"], ["Xã A", "HTXSNV", 95], ["Xã A", "HTTNV", 85], ["Xã A", "HTTNV", 81]],
        [["Tên chi bộ", "Xếp loại"], ["Thôn 1", "HTXSNV"], ["Thôn 2", "HTTNV"]],
    ],
)
def test_a_list_is_no_form(book: Book, rows: list[list[Cell]]) -> None:
    """A list with a number beside its ratings counts its rows, not those numbers."""
    summary = cellstats.summarize(book({"Biểu": [TITLE, *rows]}))
    assert [source.layout for source in summary.sources] == ["roster"]
    assert summary.totals()[0].bases.all == len(rows) - 1


def test_a_number_in_a_list_of_scores_only(book: Book) -> None:
    """Scores beside ratings without any name are no counts."""
    rows = [TITLE, ["Xếp loại", "Điểm"], ["HTXSNV", 95], ["HTTNV", 85]]
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert [source.layout for source in summary.sources] != ["transposed"]


def test_a_form_with_one_number(book: Book) -> None:
    """Where all levels but one are blank, the rows are levels all the same, and never a list of four."""
    rows = [TITLE, ["Mức xếp loại", "Xã A", "Tổng số"], *stood((N, N), (N, N), (N, N), (1, 1)), ["Tổng số", 1, 1]]
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert counts(summary) == {"cells rating 2021": scale(0, 0, 0, 1)}


def test_levels_below_the_end_are_told(book: Book) -> None:
    """A signature ends a form: rows with numbers below it are told, be it that nothing at all was counted above."""
    form = [TITLE, ["Mức xếp loại", "Số lượng"], *stood((6,), (30,), (3,), (1,))]
    summary = cellstats.summarize(book({"Biểu": [*form[:-1], ["NGƯỜI LẬP BIỂU"], form[-1]]}))
    assert counts(summary) == {"cells rating 2021": scale(6, 30, 3, 0)}
    assert told(summary.findings) == ["rows-below-end Biểu!A7", "level-without-column Biểu!A2"]
    nothing: Rows = [[N, "Chi bộ 9", 3], ["NGƯỜI LẬP"], [N, "HTXSNV"], [N, "HTTNV", 30]]
    summary = cellstats.summarize(book({"Biểu": nothing}, "b.xlsx"))
    assert summary.tallies == ()
    assert told(summary.findings) == ["rows-below-end Biểu!B4", "heading-unknown Biểu!B1"]


def test_a_column_of_shares_without_a_heading(book: Book) -> None:
    """A column that only the user says to be of shares is left aside, in forms and in tables of units."""
    form: Rows = [TITLE, ["Mức xếp loại", "Số lượng"], *stood((6, 15), (30, 75), (3, 7.5), (1, 2.5))]
    units: Rows = [TITLE, ["Đơn vị", "Tổng số", *LEVELS], ["Xã A", 40, 6, 30, 3, 1, 2.5]]
    for rows, column in ((form, 2), (units, 6)):
        forced = Defaults(forced=Forced(columns={column: "share"}))
        summary = cellstats.summarize(book({"Biểu": rows}), defaults=forced)
        assert counts(summary) == STOOD
        assert summary.trusted


@pytest.mark.parametrize("heading", ["Số lượng", "Tổng số"])
def test_a_number_right_of_the_heading_is_not_counted(book: Book, heading: str) -> None:
    """It is told with its cell; where nothing stands over the counts, each column is counted."""
    rows: Rows = stood((6,), (30,), (3, N, 5), (1,))
    summary = cellstats.summarize(book({"Biểu": [TITLE, ["Mức xếp loại", heading], *rows]}))
    assert (counts(summary), told(summary.findings)) == (STOOD, ["heading-missing Biểu!D5"])
    summary = cellstats.summarize(book({"Biểu": [TITLE, *rows]}, "b.xlsx"))
    assert counts(summary) == {"cells rating 2021": scale(6, 30, 8, 1)}


def test_a_note_far_right_changes_no_form(book: Book) -> None:
    """The columns between hold nothing, and are as if they were not there."""
    form: Rows = [TITLE, ["Mức xếp loại", "Số lượng"], *stood((6,), (30,), (3,), (1,))]
    far: Rows = [[*row, *[None] * (1400 - len(row)), "Ghi chú"] if at == 4 else row for at, row in enumerate(form)]
    summary = cellstats.summarize(book({"Biểu": far}))
    assert (counts(summary), told(summary.findings)) == (STOOD, [])


def test_a_form_of_many_units_is_turned_once(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each unit has a section of its own below the last title that says what it is of, and one source."""
    turning = Mock(wraps=transposed._Turned.of)
    monkeypatch.setattr(transposed._Turned, "of", turning)
    rows: list[list[Cell]] = [["TỔNG HỢP NĂM 2020"], ["Đơn vị", "Chỉ tiêu", "Số lượng"]]
    for at in range(100):
        rows += [[N, "Xếp loại chi bộ năm 2021" if at == 0 else f"Phần {at}"]]
        rows += [[N if level else f"Xã {at}", word, at + level] for level, word in enumerate(LEVELS)]
    summary = cellstats.summarize(book({"Biểu": rows}))
    assert turning.call_count == 1
    assert counts(summary) == {"cells rating 2021": scale(4950, 5050, 5150, 5250)}
    assert counts(summary, "Xã 99") == {"cells rating 2021": scale(99, 100, 101, 102)}
    assert len(summary.sources) == 100


@pytest.mark.parametrize("made", ["HTTNV trở lên", "Từ HTTNV trở lên", "Good or better", "% HTTNV", "Tỷ lệ HTTNV"])
@pytest.mark.parametrize("at", [0, 4])
def test_what_is_made_of_levels_is_no_level(book: Book, made: str, at: int) -> None:
    """A row of several levels together, or of the share of one, is told and not counted, wherever it stands."""
    rows = stood((6,), (30,), (3,), (1,))
    rows.insert(at, [made, 36])
    summary = cellstats.summarize(book({"S": [TITLE, ["Nội dung", "Số lượng"], *rows]}))
    assert counts(summary) == STOOD
    assert told(summary.findings) == [f"rows-of-parts S!A{at + 3}"]


def test_a_level_that_only_such_a_row_tells_of_is_an_error(book: Book) -> None:
    """Where no total tells how many there are, nothing else says that a level is missing."""
    rows = [row for row in stood((6,), (30,), (3,), (1,)) if row[1] != 30]
    rows.insert(1, ["HTTNV trở lên", 36])
    summary = cellstats.summarize(book({"S": [TITLE, ["Nội dung", "Số lượng"], *rows]}))
    assert "heading-of-a-level S!A4" in told(summary.findings)
    assert not summary.trusted


@pytest.mark.parametrize(
    ("title", "rows", "key", "expected"),
    [
        (
            "MEETING QUALITY OF CELLS 2022",
            {"Good": 20, "Fair": 60, "Average": 15, "Poor": 5},
            "cells",
            [20, 60, 15, 5],
        ),
        ("TRÌNH ĐỘ HỌC VẤN ĐẢNG VIÊN NĂM 2022", {"12/12": 20, "THCS": 60, "Tiểu học": 15}, "members", [20, 60, 15]),
    ],
)
def test_every_word_of_a_level_labels_a_row(
    book: Book, title: str, rows: dict[str, int], key: str, expected: list[int]
) -> None:
    """One that labels a comparison elsewhere does, and one without a letter."""
    summary = cellstats.summarize(book({"S": [[title], ["Content", "Number"], *map(list, rows.items())]}))
    (tally,) = summary.totals()
    assert (tally.key.population, [*tally.counts.values()]) == (key, expected)
    assert summary.findings == ()
