import cellstats
from cellstats.layouts.recognition import LAYOUTS
from tests.conftest import LEVELS, TITLE, Book, counts, scale, told

TABLE = [["Đơn vị", "Tổng số", *LEVELS], ["Xã A", 10, 2, 6, 1, 1]]


def test_sheets_without_ratings_are_passed_over_and_told(book: Book) -> None:
    """A cover page costs nothing but a finding."""
    cover = [["BÁO CÁO"], ["Kính gửi: Ban Tổ chức"], ["Tổng số trang", 3]]
    summary = cellstats.summarize(book({"Bìa": cover, "Chi bộ": [TITLE, *TABLE]}))
    assert counts(summary) == {"cells rating 2021": scale(2, 6, 1, 1)}
    assert told(summary.findings) == ["sheet-passed-over Bìa!None"]
    assert summary.trusted


def test_what_was_taken_from_where_is_told(book: Book) -> None:
    """Each source says what named its population, measure and period."""
    by_sheet = cellstats.summarize(book({"Chi bộ 2021": TABLE})).sources[0]
    assert (by_sheet.range, by_sheet.layout) == ("A1:F2", "counts")
    subject = by_sheet.subject
    assert (subject.population.value, subject.population.origin) == ("cells", "sheet_name")
    assert (subject.measure.value, subject.measure.origin) == ("rating", "words")
    assert (subject.period.value, subject.period.origin) == ("2021", "sheet_name")
    by_title = cellstats.summarize(book({"Sheet1": [["XẾP LOẠI ĐẢNG VIÊN NĂM 2021"], *TABLE]})).sources[0].subject
    assert (by_title.population.origin, by_title.period.origin) == ("title", "title")


def test_a_letterhead_and_titles_above_the_heading(book: Book) -> None:
    """The heading is found below a letterhead of two columns and several titles."""
    above = [["ĐẢNG BỘ TỈNH", None, "ĐẢNG CỘNG SẢN VIỆT NAM"], ["*"], [], TITLE, ["Đvt: Chi bộ"], []]
    summary = cellstats.summarize(book({"Sheet1": [*above, *TABLE]}))
    assert counts(summary) == {"cells rating 2021": scale(2, 6, 1, 1)}


def test_a_table_below_which_nothing_stands(book: Book) -> None:
    """Headings without numbers are told, not counted as 0."""
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, TABLE[0]]}))
    assert told(summary.findings) == ["table-without-ratings Chi bộ!A2", "nothing-read"]


def test_every_layout_has_a_label() -> None:
    """A layout is a module with a name that people can read."""
    labels = cellstats.summarize([]).vocabulary.labels
    assert all(layout.NAME in labels for layout in LAYOUTS)
