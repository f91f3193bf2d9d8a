"""Tables for a terminal: what makes one wider than 80 columns is wrapped at words."""

import cellstats
from cellstats.formats import Style
from cellstats.formats.grids import Grid
from cellstats.formats.tables import plain
from cellstats.summary import Summary
from cellstats.vocabulary import packaged
from tests.conftest import LEVELS, Book

LONG = "Target of a long name with many words"


def units_of(summary: Summary, language: str) -> list[str]:
    """Return the table of units, without its notes."""
    return plain.summary(summary, Style(packaged(), language, by_unit=True)).split("\n\n")[1].splitlines()[1:-1]


def table(header: tuple[str, ...], *rows: tuple[str, ...]) -> list[str]:
    aligned = ("left", *("right",) * (len(header) - 1))
    return plain._grid(Grid("", header, aligned, rows)).splitlines()


def test_what_fits_is_not_wrapped() -> None:
    """A column is as wide as its longest text, and two spaces part it from the next."""
    assert table(("Unit", "Not completed"), ("Xã A", "1\n2.50%")) == [
        "Unit  Not completed",
        "----  -------------",
        "Xã A              1",
        "              2.50%",
    ]


def test_headings_are_wrapped_first() -> None:
    """A heading wider than its column is wrapped at words, while the first column stays as it is."""
    header = ("Unit", "Excellent", "Not completed", "Intermediate or better")
    assert table(header, ("A unit whose name is of forty letters, yes", "1", "100.00%", "2,345")) == [
        "Unit                                        Excellent        Not  Intermediate",
        "                                                       completed     or better",
        "------------------------------------------  ---------  ---------  ------------",
        "A unit whose name is of forty letters, yes          1    100.00%         2,345",
    ]


def test_then_the_widest_column_is_narrowed_at_words() -> None:
    """A value and what stands beside it hold together, and the first column is not the only one to be narrow."""
    header = ("Target", "Share", "Goal", "Margin", "Change")
    row = (LONG, "96/133 = 72.18%", "≥ 90%\nat risk below 92%", "37 to spare\n+2.18 points", "+11.28 points")
    assert table(header, row) == [
        "Target                      Share       Goal        Margin         Change",
        "----------------  ---------------  ---------  ------------  -------------",
        "Target of a long  96/133 = 72.18%      ≥ 90%   37 to spare  +11.28 points",
        "  name with many                     at risk  +2.18 points",
        "  words                            below 92%",
    ]


def test_the_longest_scale_fits(book: Book) -> None:
    """Six levels of units, one of them held by all, fit, and no word of a heading is cut."""
    levels = ["Trên đại học", "Đại học", "Cao đẳng", "Trung cấp", "Sơ cấp", "Chưa qua đào tạo"]
    rows = [["Chi bộ thôn Đồng Tâm", 6, 1, 1, 1, 1, 1, 1], ["Chi bộ thôn Hợp Tiến", 3, 0, 3, 0, 0, 0, 0]]
    title = ["TRÌNH ĐỘ CHUYÊN MÔN CỦA ĐẢNG VIÊN NĂM 2021"]
    summary = cellstats.summarize(book({"S": [title, ["Đơn vị", "Tổng số", *levels], *rows]}))
    assert units_of(summary, "en") == [
        "Unit         Base  Postgrad.    Univ.  College  Interm.   Elem.    None  Interm.",
        "                                                                              or",
        "                                                                          better",
        "-----------  ----  ---------  -------  -------  -------  ------  ------  -------",
        "1. Chi bộ       3          0        3        0        0       0       0  100.00%",
        "  thôn Hợp             0.00%  100.00%    0.00%    0.00%   0.00%   0.00%",
        "  Tiến",
        "2. Chi bộ       6          1        1        1        1       1       1   66.67%",
        "  thôn Đồng           16.67%   16.67%   16.67%   16.67%  16.67%  16.67%",
        "  Tâm",
    ]
    assert units_of(summary, "vi") == [
        "Đơn vị          Mẫu    Trên  Đại học     Cao   Trung  Sơ cấp    Chưa    Trung",
        "                 số     đại             đẳng     cấp             qua  cấp trở",
        "                        học                                      đào      lên",
        "                                                                 tạo",
        "--------------  ---  ------  -------  ------  ------  ------  ------  -------",
        "1. Chi bộ thôn    3       0        3       0       0       0       0  100,00%",
        "  Hợp Tiến            0,00%  100,00%   0,00%   0,00%   0,00%   0,00%",
        "2. Chi bộ thôn    6       1        1       1       1       1       1   66,67%",
        "  Đồng Tâm           16,67%   16,67%  16,67%  16,67%  16,67%  16,67%",
    ]


def test_units_of_a_rating_fit_with_a_share_of_all(book: Book) -> None:
    """A unit of which all are good makes the column of a short heading wide."""
    rows = [["Đảng bộ cơ quan huyện số 1", 6, 0, 6, 0, 0], ["Đảng bộ cơ quan huyện số 2", 8, 2, 4, 1, 1]]
    title = ["XẾP LOẠI ĐẢNG VIÊN NĂM 2021"]
    summary = cellstats.summarize(book({"S": [title, ["Đơn vị", "Tổng số", *LEVELS], *rows]}))
    assert units_of(summary, "en") == [
        "Unit                Base  Excellent     Good  Completed        Not  Good or",
        "                                                         completed   better",
        "------------------  ----  ---------  -------  ---------  ---------  -------",
        "1. Đảng bộ cơ quan     6          0        6          0          0  100.00%",
        "  huyện số 1                  0.00%  100.00%      0.00%      0.00%",
        "2. Đảng bộ cơ quan     8          2        4          1          1   75.00%",
        "  huyện số 2                 25.00%   50.00%     12.50%     12.50%",
    ]


def test_a_name_is_not_cut_within_a_word_as_long_as_it_is_no_longer_than_twenty_letters() -> None:
    """Whatever the other columns need: the column of names is wide enough for its longest word."""
    rows = [(f"{at}. Organizations of an administration", *["1,234,567"] * 7) for at in (1, 2)]
    first = [line[:17].rstrip() for line in table(("Unit", *(f"Level {at}" for at in range(7))), *rows)]
    assert first[2:5] == ["1. Organizations", "  of an", "  administration"]


def test_what_does_not_show_is_padded_as_it_is_seen(book: Book) -> None:
    """A sign that is shown by its code takes more room than it has itself."""
    rows = [[name, 10, 2, 7, 1, 0] for name in ("Xã A", "Xã\u200bB")]
    sheet = [["XẾP LOẠI ĐẢNG VIÊN NĂM 2021"], ["Đơn vị", "Tổng số", *LEVELS], *rows]
    summary = cellstats.summarize(book({"S": sheet}))
    lines = plain.summary(summary, Style(packaged(), by_unit=True)).splitlines()
    first, other = (line for line in lines if line.startswith(("1. Xã", "2. Xã")))
    assert "Xã\\u200bB" in other + first
    assert first.index(" 10 ") == other.index(" 10 ")
