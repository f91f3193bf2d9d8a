import cellstats
from tests.conftest import Book, Cell, counts, scale, told

TITLE = ["DANH SÁCH ĐẢNG VIÊN CHI BỘ THÔN 1 NĂM 2021"]
HEAD = ["STT", "Họ và tên", "Chi bộ", "Xếp loại"]
MEMBERS = "members rating 2021"
GOOD, EXCELLENT = "Hoàn thành tốt nhiệm vụ", "HTXSNV"


def test_one_row_for_each_member(book: Book) -> None:
    """Rows are counted by level and by the unit that a column names; all of them are the rated."""
    rows = [[1, "A", "Chi bộ 1", GOOD], [2, "B", "Chi bộ 1", EXCELLENT], [3, "C", "Chi bộ 2", "HTTNV"]]
    summary = cellstats.summarize(book({"DS": [TITLE, HEAD, *rows]}))
    assert counts(summary) == {MEMBERS: scale(1, 2, 0, 0)}
    assert counts(summary, "Chi bộ 2") == {MEMBERS: scale(0, 1, 0, 0)}
    assert summary.totals()[0].base() == ("rated", 3)
    assert summary.findings == ()


def test_those_not_rated_are_counted_apart(book: Book) -> None:
    """Not rated, exempt and blank are three things, and none of them is in the base of the rated."""
    words = [GOOD, "Chưa xếp loại", "Được miễn", None, "-"]
    rows = [[number, f"Người {number}", "Chi bộ 1", word] for number, word in enumerate(words, 1)]
    summary = cellstats.summarize(book({"DS": [TITLE, HEAD, *rows]}))
    bases = summary.totals()[0].bases
    assert (bases.all, bases.eligible, bases.rated) == (5, 4, 1)
    assert (bases.not_rated, bases.exempt, bases.unreported) == (2, 1, 1)
    assert told(summary.findings) == ["no-rating DS!D6"]


def test_an_unknown_word_is_neither_in_nor_out(book: Book) -> None:
    """It is told with its cell and the nearest known word, the row is "not recognized", and the base is all."""
    rows = [[1, "A", "Chi bộ 1", GOOD], [2, "B", "Chi bộ 1", "Hoàn thành tôt nhiệm vụ"]]
    summary = cellstats.summarize(book({"DS": [TITLE, HEAD, *rows]}))
    assert counts(summary) == {MEMBERS: scale(0, 1, 0, 0)}
    assert summary.totals()[0].bases.unrecognized == 1
    assert summary.totals()[0].base() == ("all", 2)
    assert told(summary.findings) == ["unknown-word DS!D4"]
    assert summary.findings[0].values == {"count": 1, "nearest": "Hoàn thành tốt nhiệm vụ", "cells": "D4"}
    assert not summary.trusted


def test_the_cells_that_are_to_be_mended_are_named(book: Book) -> None:
    """Up to eight of those that are alike, beside rows that are none of the list; of more it is said so."""
    wrong: list[list[object]] = [[at, "A", "Chi bộ 1", "Giỏi lắm"] for at in range(1, 9)]
    others = [[9, "B", "Chi bộ 2", GOOD], [10, "C", "Chi bộ 2", None]]
    cells = "D3, D4, D5, D7, D8, D9, D10, D11"
    for more, named in (([], cells), ([[11, "D", "Chi bộ 2", "Giỏi lắm"]], f"{cells}, …")):
        rows = [*wrong[:3], [None, None, "Chi bộ 2", None], *wrong[3:], *others, *more]
        summary = cellstats.summarize(book({"DS": [TITLE, HEAD, *rows]}))
        messages = {each.code: each.message() for each in summary.findings}
        count = 8 + len(more)
        assert messages["unknown-word-unlike-any"] == (
            f"rows whose word is no known level: {count}, in {named}; not recognized"
        )
        assert messages["no-rating"] == "rows whose level is blank: 1, in D13; counted as not reported"


def test_a_total_in_a_list_may_be_of_its_group_alone(book: Book) -> None:
    """Where another follows; the last one counts all, or those since the one above."""
    rows = [["Chi bộ 1"], [1, "A", "", GOOD], [2, "B", "", GOOD], ["Chi bộ 2"], [1, "C", "", GOOD]]
    for totals, codes in (([1, 3], []), ([2, 3], ["total-differs DS!C8"]), ([1], ["total-differs DS!C8"])):
        every = [*rows, *([None, "Cộng", total] for total in totals)]
        summary = cellstats.summarize(book({"DS": [TITLE, HEAD, *every]}))
        assert counts(summary) == {MEMBERS: scale(0, 3, 0, 0)}
        assert told(summary.findings)[1:] == codes


def test_a_thousand_different_words_are_no_misspellings(book: Book) -> None:
    """A column of so many is of remarks or names: of each the nearest level would say nothing, and take its time."""
    rows = [[at, "A", f"Chi bộ {at}", f"Hoàn thành tôt nhiệm vụ {at}"] for at in range(1, 1002)]
    summary = cellstats.summarize(book({"DS": [TITLE, HEAD, *rows, [1002, "B", "Chi bộ 1", GOOD]]}))
    assert told(summary.findings) == ["unknown-word-unlike-any DS!D3"]
    assert summary.findings[0].values["count"] == 1001


def test_no_finding_carries_a_name(book: Book) -> None:
    """Even where a name has slipped into the column of ratings, it is not repeated."""
    rows = [[1, "Bùi Thị Bí Mật", "Chi bộ 1", GOOD], [2, None, "Chi bộ 1", "Bùi Văn Bí Mật"], [3, "C", "Bí", None]]
    summary = cellstats.summarize(book({"DS": [TITLE, HEAD, *rows]}))
    assert [each.code for each in summary.findings] == ["unknown-word-unlike-any", "no-rating"]
    assert not any("Mật" in each.message(language) for each in summary.findings for language in ("en", "vi"))


def test_several_measures_side_by_side(book: Book) -> None:
    """Each column whose heading names a measure is counted on that scale."""
    head = ["TT", "Họ tên", "Học vấn", "Chuyên môn", "Lý luận chính trị", "Xếp loại"]
    rows = [[1, "A", "THPT", "Đại học", "Trung cấp", GOOD], [2, "B", "THCS", "Trung cấp", "Sơ cấp", GOOD]]
    summary = cellstats.summarize(book({"Cấp ủy": [["NĂM 2021"], head, *rows]}))
    found = counts(summary)
    assert found["committee_members rating 2021"] == scale(0, 2, 0, 0)
    assert found["committee_members education 2021"] == {"upper_secondary": 1, "lower_secondary": 1, "primary": 0}
    assert {level for level, count in found["committee_members theory 2021"].items() if count} == {
        "intermediate",
        "basic",
    }
    assert summary.findings == ()


def test_a_column_of_ticks_counts_the_blank_as_the_other_level(book: Book) -> None:
    """Where only x and blank stand, who has no x was not trained, and that reading is told."""
    rows = [[1, "A", "x"], [2, "B", "X"], [3, "C", None]]
    summary = cellstats.summarize(book({"Cấp ủy": [["NĂM 2021"], ["STT", "Họ tên", "Bồi dưỡng"], *rows]}))
    assert counts(summary) == {"committee_members training 2021": {"trained": 2, "not_trained": 1}}
    assert told(summary.findings) == ["unmarked Cấp ủy!C5"]


def test_a_list_of_cells(book: Book) -> None:
    """Without a person column, the column that names the cells names the population."""
    rows = [[1, "Chi bộ 1", "Tốt"], [2, "Chi bộ 2", "Khá"]]
    title = ["CHẤT LƯỢNG SINH HOẠT NĂM 2021"]
    summary = cellstats.summarize(book({"DS": [title, ["STT", "Tên chi bộ", "Xếp loại"], *rows]}))
    assert counts(summary) == {"cells meeting_quality 2021": {"good": 1, "fair": 1, "average": 0, "poor": 0}}


def test_words_that_fit_several_measures_are_told(book: Book) -> None:
    """ "Tốt" alone may be a rating or a meeting's quality: the measure that is listed first is taken, and said."""
    rows = [["Tên chi bộ", "Xếp loại"], ["Chi bộ 1", "Tốt"]]
    summary = cellstats.summarize(book({"DS": [["NĂM 2021"], *rows]}))
    assert counts(summary) == {"cells rating 2021": scale(0, 1, 0, 0)}
    assert told(summary.findings) == ["measure-assumed DS!A2"]


def test_people_whom_nothing_names_are_members(book: Book) -> None:
    """A list of people without a title is taken as members, with a warning."""
    summary = cellstats.summarize(book({"Sheet1": [["Họ và tên", "Xếp loại"], ["A", GOOD]]}))
    assert counts(summary) == {"members rating None": scale(0, 1, 0, 0)}
    assert told(summary.findings) == ["period-not-named Sheet1!A1", "population-assumed Sheet1!A1"]


def test_headings_and_totals_in_a_list_are_no_people(book: Book) -> None:
    """Group rows, the total row and signatures are not counted."""
    rows = [["I", "Chi bộ 1", None, None], [1, "A", "Chi bộ 1", GOOD], ["II", "Chi bộ 2", None, None]]
    rows += [[1, "B", "Chi bộ 2", GOOD], [None, "Tổng cộng: 2", None, None], [None, "Bí thư", None, None]]
    summary = cellstats.summarize(book({"DS": [TITLE, HEAD, *rows]}))
    assert summary.totals()[0].bases.all == 2


def test_the_total_row_of_a_list_is_checked(book: Book) -> None:
    """A stated size that is not the number of rows is an error at its cell."""
    rows = [HEAD, [1, "A", "Chi bộ 1", GOOD], [2, "B", "Chi bộ 1", GOOD]]
    right = cellstats.summarize(book({"DS": [TITLE, *rows, [None, "Tổng cộng", 2]]}))
    wrong = cellstats.summarize(book({"DS": [TITLE, *rows, [None, "Tổng cộng", 25]]}))
    assert counts(right) == counts(wrong) == {MEMBERS: scale(0, 2, 0, 0)}
    assert (told(right.findings), told(wrong.findings)) == ([], ["total-differs DS!C5"])


def test_a_heading_may_name_the_period(book: Book) -> None:
    """ "Xếp loại năm 2020" and "Xếp loại năm 2021" side by side are two periods of one measure."""
    rows = [["STT", "Họ và tên", "Xếp loại năm 2020", "Xếp loại năm 2021"], [1, "A", "HTNV", GOOD]]
    summary = cellstats.summarize(book({"Đảng viên": rows}))
    assert counts(summary) == {
        "members rating 2020": scale(0, 0, 1, 0),
        "members rating 2021": scale(0, 1, 0, 0),
    }
    assert [source.subject.period.origin for source in summary.sources] == ["heading", "heading"]


def test_a_second_column_of_the_same_measure_is_an_error(book: Book) -> None:
    """Counting both would count everyone twice."""
    rows = [["STT", "Họ và tên", "Xếp loại", "Xếp loại"], [1, "A", "HTNV", GOOD]]
    summary = cellstats.summarize(book({"Đảng viên 2021": rows}))
    assert counts(summary) == {MEMBERS: scale(0, 0, 1, 0)}
    assert told(summary.findings) == ["measure-twice Đảng viên 2021!D1"]


def test_a_column_of_names_is_known_however_it_is_headed(book: Book) -> None:
    """Names are never units, and a list with names is one of people."""
    for heading in ("Họ tên đảng viên", "Tên đảng viên", "Họ, tên khai sinh", "Member name"):
        rows = [["STT", "Chi bộ", heading, "Xếp loại"], [1, "T1", "Nguyễn A", EXCELLENT], [2, "T1", "Trần B", GOOD]]
        summary = cellstats.summarize(book({"DS": [["DANH SÁCH ĐẢNG VIÊN NĂM 2021"], *rows]}))
        assert counts(summary) == {MEMBERS: scale(1, 1, 0, 0)}, heading
        assert {tally.key.unit for tally in summary.tallies} == {"T1"}


def test_abbreviations_keep_their_not(book: Book) -> None:
    """ "K.HTNV" is not completed, not an item K of those completed."""
    rows = [["STT", "Họ và tên", "Xếp loại"], [1, "A", "K.HTNV"], [2, "B", "HT tốt NV"], [3, "C", "C.HTNV"]]
    summary = cellstats.summarize(book({"Đảng viên 2021": rows}))
    assert counts(summary) == {MEMBERS: scale(0, 1, 0, 1)}
    assert told(summary.findings) == ["unknown-word Đảng viên 2021!C4"]


def test_counts_beside_the_levels_are_no_list(book: Book) -> None:
    """Where a number of those rated stands beside each rating, a row is not one of them, and nothing is counted."""
    head: list[Cell] = ["Ngày", "Kết quả xếp loại", "Số lượng"]
    rows = [
        ["XẾP LOẠI CHI BỘ NĂM 2021"],
        head,
        ["Đợt 1", "HTXSNV", 5],
        ["Đợt 2", "HTXSNV", 6],
        ["Đợt 3", "HTXSNV", 7],
    ]
    summary = cellstats.summarize(book({"S": rows}))
    assert summary.tallies == ()
    assert told(summary.findings) == ["list-with-counts S!C2"]


def test_a_legend_is_no_list(book: Book) -> None:
    """Levels in the first column, with their meaning beside them, are nobody's ratings."""
    head: list[Cell] = ["Mức xếp loại", "Ghi chú"]
    rows = [["XẾP LOẠI CHI BỘ NĂM 2021"], head, ["HTXSNV", "xuất sắc"], ["HTTNV", "tốt"], ["HTNV", "được"]]
    summary = cellstats.summarize(book({"S": rows}))
    assert summary.tallies == ()
    assert told(summary.findings) == ["list-without-names S!A2"]


def test_a_list_whose_words_are_all_misspelt_is_an_error(book: Book) -> None:
    """No word is known, but they look like levels: it is told how many rows, where, and what they look like."""
    rows = [[at, f"Người {at}", "Chi bộ 1", "Hoàn thành tôt nhiệm vu"] for at in range(1, 31)]
    summary = cellstats.summarize(book({"DS": [TITLE, HEAD, *rows]}))
    assert told(summary.findings) == ["column-misspelt DS!D3"]
    assert summary.findings[0].values == {"count": 30, "nearest": "Hoàn thành tốt nhiệm vụ"}
    assert not summary.trusted


def test_a_list_of_something_else_is_a_warning(book: Book) -> None:
    """Words that look like no level may well be none."""
    rows = [[at, f"Người {at}", "Chi bộ 1", "Đạt"] for at in range(1, 31)]
    summary = cellstats.summarize(book({"DS": [TITLE, HEAD, *rows]}))
    assert "column-not-understood DS!D2" in told(summary.findings)


def test_levels_below_a_heading_that_is_not_known_are_an_error(book: Book) -> None:
    """One misspelt heading loses a list, which is told with its first cell; a legend of levels is none."""
    head = ["STT", "Họ và tên", "Chi bộ", "Xep loai"]
    rows = [[at, f"Người {at}", "Chi bộ 1", GOOD if at % 2 else EXCELLENT] for at in range(1, 31)]
    summary = cellstats.summarize(book({"DS": [TITLE, head, *rows]}))
    assert told(summary.findings) == ["levels-without-heading DS!D3"]
    assert summary.findings[0].values == {"count": 30}
    assert not summary.trusted
    legend = [["Ghi chú"], ["HTXSNV"], ["HTTNV"], ["HTNV"], ["Không HTNV"]]
    both = cellstats.summarize(book({"DS": [TITLE, HEAD, *rows], "Chú giải": legend}))
    assert told(both.findings) == ["sheet-passed-over Chú giải!None"]


def test_a_name_of_a_million_rows_keeps_its_number(book: Book) -> None:
    """A row numbered 1,000,000 is a row as any other; a number is not written as a power of ten."""
    rows = [[at, f"Người {at}", "Chi bộ 1", GOOD] for at in (999_999, 1_000_000, 1_000_001)]
    summary = cellstats.summarize(book({"DS": [TITLE, HEAD, *rows, [1_000_002, None, "Chi bộ 1", None]]}))
    assert summary.totals()[0].bases.all == 4


def test_persons_who_stand_twice_with_all_that_is_said_of_them_are_told(book: Book) -> None:
    """The number too, for persons may be namesakes; without numbers it takes many columns. All are counted."""
    rows: list[list[Cell]] = [[at, f"Người {at}", "Chi bộ 1", "HTTNV"] for at in (1, 2, 3)]
    summary = cellstats.summarize(book({"DS": [TITLE, HEAD, *rows, *rows[1:]]}))
    assert counts(summary) == {MEMBERS: scale(0, 5, 0, 0)}
    assert [(each.code, each.values) for each in summary.findings] == [("rows-alike", {"count": 2})]
    assert told(summary.findings) == ["rows-alike DS!B6"]
    namesake: list[Cell] = [4, "Người 1", "Chi bộ 1", "HTTNV"]
    by_unit: list[list[Cell]] = [[1, "Người 1", "Chi bộ 2", "HTTNV"]]
    for others in ([namesake], by_unit):
        assert cellstats.summarize(book({"DS": [TITLE, HEAD, *rows, *others]}, "b.xlsx")).findings == ()
    unnumbered = [TITLE, HEAD[1:], *(row[1:] for row in (rows[0], rows[0]))]
    assert cellstats.summarize(book({"DS": unnumbered}, "c.xlsx")).findings == ()
    born = [[*row[1:], "01/02/1980", "Nam"] for row in (rows[0], rows[0])]
    summary = cellstats.summarize(book({"DS": [TITLE, [*HEAD[1:], "Ngày sinh", "Giới tính"], *born]}, "d.xlsx"))
    assert told(summary.findings) == ["rows-alike DS!A4"]


def test_a_remark_beside_a_rating_is_told(book: Book) -> None:
    """What may take a rating back is not dropped without a word; a score is no such thing, nor the level in short."""
    words = ["HTTNV (chưa duyệt)", "HTTNV", "HTTNV?", "Hoàn thành tốt nhiệm vụ (HTTNV)", "HTTNV (85 điểm)"]
    rows = [[at, f"Người {at}", "Chi bộ 1", word] for at, word in enumerate(words, 1)]
    summary = cellstats.summarize(book({"DS": [TITLE, HEAD, *rows]}))
    assert counts(summary) == {MEMBERS: scale(0, 5, 0, 0)}
    assert told(summary.findings) == ["rating-with-remark DS!D3"]
    assert summary.findings[0].values == {"count": 2, "cells": "D3, D5"}
