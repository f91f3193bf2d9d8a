import cellstats
from tests.conftest import LEVELS, TITLE, Book, counts, scale, told

HEAD = ["TT", "Tên chi bộ", *LEVELS]
CELLS = "cells rating 2021"


def test_an_x_under_a_level(book: Book) -> None:
    """Each row is on the level under which it is ticked; the total row holds counts and is checked."""
    rows = [[1, "Chi bộ 1", "x"], [2, "Chi bộ 2", None, "X"], [3, "Chi bộ 3", None, "x"]]
    summary = cellstats.summarize(book({"DS": [TITLE, HEAD, *rows, [None, "Tổng cộng", 1, 2, 0, 0]]}))
    assert counts(summary) == {CELLS: scale(1, 2, 0, 0)}
    assert summary.findings == ()
    assert [source.layout for source in summary.sources] == ["marks"]


def test_a_total_row_that_differs_from_the_ticks(book: Book) -> None:
    """The ticks are counted, and the cell of the total is named."""
    rows = [[1, "Chi bộ 1", "x"], [2, "Chi bộ 2", "x"], [None, "Tổng cộng", 1, None, None, None]]
    summary = cellstats.summarize(book({"DS": [TITLE, HEAD, *rows]}))
    assert counts(summary) == {CELLS: scale(2, 0, 0, 0)}
    assert told(summary.findings) == ["total-differs DS!C5"]


def test_no_tick_and_two_ticks(book: Book) -> None:
    """A row without a tick is not reported; one with two is not recognized, and the rated are not known."""
    rows = [[1, "Chi bộ 1", "x"], [2, "Chi bộ 2"], [3, "Chi bộ 3", "x", "x"]]
    summary = cellstats.summarize(book({"DS": [TITLE, HEAD, *rows]}))
    assert counts(summary) == {CELLS: scale(1, 0, 0, 0)}
    bases = summary.totals()[0].bases
    assert (bases.all, bases.unreported, bases.unrecognized) == (3, 1, 1)
    assert summary.totals()[0].base() == ("all", 3)
    assert told(summary.findings) == ["no-mark DS!C4", "not-one-mark DS!C5"]


def test_a_tick_under_not_rated(book: Book) -> None:
    """The column "Chưa xếp loại" takes its rows out of the rated."""
    rows = [[1, "Chi bộ 1", "x"], [2, "Chi bộ 2", None, None, None, None, "x"]]
    summary = cellstats.summarize(book({"DS": [TITLE, [*HEAD, "Chưa xếp loại"], *rows]}))
    assert summary.totals()[0].base() == ("rated", 1)
    assert summary.totals()[0].bases.not_rated == 1


def test_how_large_a_cell_is_does_not_make_it_people(book: Book) -> None:
    """A column "Số đảng viên" beside the ticks says how many members a cell has; cells are rated."""
    rows = [["TT", "Chi bộ", "Số đảng viên", "Tốt", "Khá"], [1, "Chi bộ 1", 20, "x"], [2, "Chi bộ 2", 30, None, "x"]]
    summary = cellstats.summarize(book({"DS": [["NĂM 2021"], *rows]}))
    assert counts(summary) == {"cells meeting_quality 2021": {"good": 1, "fair": 1, "average": 0, "poor": 0}}
    assert summary.findings == ()


def test_a_single_column_of_ticks(book: Book) -> None:
    """Under "Đã bồi dưỡng" alone, those without a tick were not trained."""
    rows = [[1, "A", "x"], [2, "B", None]]
    summary = cellstats.summarize(book({"Cấp ủy": [["NĂM 2021"], ["STT", "Họ tên", "Đã bồi dưỡng"], *rows]}))
    assert counts(summary) == {"committee_members training 2021": {"trained": 1, "not_trained": 1}}


def test_a_one_beside_a_person_is_a_tick(book: Book) -> None:
    """A list of people is never a table of units, so no name is a unit."""
    rows = [["STT", "Họ và tên", *LEVELS], [1, "Nguyễn Văn A", 1], [2, "Nguyễn Văn A", None, 1]]
    summary = cellstats.summarize(book({"Đảng viên 2021": rows}))
    assert counts(summary) == {"members rating 2021": scale(1, 1, 0, 0)}
    assert {tally.key.unit for tally in summary.tallies} == {None}


def test_the_sum_of_each_group_of_ticks(book: Book) -> None:
    """A "Cộng" row sums the ticks since the last one."""
    rows = [[1, "Chi bộ 1", "x"], [2, "Chi bộ 2", "x"], [None, "Cộng", 2, 0], [3, "Chi bộ 3", None, "x"]]
    summary = cellstats.summarize(book({"DS": [TITLE, HEAD, *rows, [None, "Cộng", 0, 1]]}))
    assert counts(summary) == {CELLS: scale(2, 1, 0, 0)}
    assert summary.findings == ()
