import pytest

import cellstats
from tests.conftest import Book, Cell, Rows, counts, scale, told

N = None
HEADS: Rows = [
    ["STT", "Tên chi bộ", "Số đảng viên", "Ngày họp", "Điểm", "Xếp loại sinh hoạt", N, N, N],
    [N, N, N, N, N, "Tốt", "Khá", "Trung bình", "Kém"],
]
ROWS: Rows = [
    [1, "Thôn 1", 25, "03/03/2021", 95, "x"],
    [2, "Thôn 2", 20, "03/03/2021", "92,5", N, "x"],
    [3, "Thôn 3", 21, "04/03/2021", 55, N, N, "X"],
    [4, "Thôn 4", 22, "05/03/2021", 45, N, N, N, "x"],
    [N, "Tổng cộng", 88, N, N, 1, 1, 1, 1],
]
TITLE: list[Cell] = ["CHẤT LƯỢNG SINH HOẠT CHI BỘ THÁNG 3 NĂM 2021"]
MEETINGS = {"cells meeting_quality 2021-03": {"good": 1, "fair": 1, "average": 1, "poor": 1}}


def test_the_tick_decides_and_the_score_warns(book: Book) -> None:
    """In a meeting list the tick is the level, the score only speaks for one; date and size are no counts."""
    summary = cellstats.summarize(book({"T3": [TITLE, *HEADS, *ROWS]}))
    assert counts(summary) == MEETINGS
    assert told(summary.findings) == ["score-differs T3!E5"]
    assert summary.findings[0].values == {"count": 1}


def test_the_word_decides_and_the_score_warns(book: Book) -> None:
    """So it is where the level is a word."""
    words = ["Tốt", "Khá", "TB", "Kém"]
    head: list[Cell] = ["STT", "Chi bộ", "Tổng số đảng viên", "Tổng điểm", "Xếp loại"]
    rows: Rows = [[row[0], row[1], row[2], row[4], word] for row, word in zip(ROWS, words, strict=False)]
    summary = cellstats.summarize(book({"T3": [TITLE, head, *rows]}))
    assert counts(summary) == MEETINGS
    assert told(summary.findings) == ["score-differs T3!D4"]


@pytest.mark.parametrize(("year", "expected"), [(2025, ["score-differs DS!D4"]), (2024, [])])
def test_scores_of_ratings_speak_since_2025(book: Book, year: int, expected: list[str]) -> None:
    """Ratings have scores of 100 points since 2025; before, a number beside a rating is something else."""
    rows: Rows = [
        [f"DANH SÁCH XẾP LOẠI ĐẢNG VIÊN NĂM {year}"],
        ["STT", "Họ và tên", "Xếp loại", "Điểm"],
        [1, "N A", "HTXSNV", 91],
        [2, "N B", "HTXSNV", 89],
    ]
    summary = cellstats.summarize(book({"DS": rows}))
    assert counts(summary) == {f"members rating {year}": scale(2, 0, 0, 0)}
    assert told(summary.findings) == expected


def test_what_is_no_score(book: Book) -> None:
    """A blank or a word in the column of scores speaks for nothing, nor does what only Python takes for a number."""
    for odd in ("vắng", "NaN", "Infinity"):
        rows: Rows = [[*row[:4], cell, *row[5:]] for row, cell in zip(ROWS, [N, odd, 55, 45, N], strict=True)]
        assert told(cellstats.summarize(book({"T3": [TITLE, *HEADS, *rows]})).findings) == []
