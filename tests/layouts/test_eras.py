"""Level names of 2008 to 2017 and since 2018."""

import pytest

import cellstats
from tests.conftest import Book, Cell, Rows, counts, scale, told

TSVM = "Trong sạch vững mạnh"
OLD: list[Cell] = [TSVM, "HTTNV", "HTNV", "Yếu kém"]


def title(year: int | None) -> list[Cell]:
    """Return a title with its year, or without one."""
    return [f"XẾP LOẠI TỔ CHỨC CƠ SỞ ĐẢNG{f' NĂM {year}' if year else ''}"]


def key(year: int | None) -> str:
    """Return the subject of the table."""
    return f"organizations rating {year}"


def test_the_best_level_up_to_2017(book: Book) -> None:
    """Up to 2017 the best organizations were "trong sạch vững mạnh"; "tiêu biểu" is a part of these."""
    head: list[Cell] = ["Đơn vị", "Tổng số", TSVM, "TSVM tiêu biểu", *OLD[1:]]
    summary = cellstats.summarize(book({"S": [title(2015), head, ["Huyện A", 10, 5, 2, 3, 1, 1]]}))
    assert counts(summary) == {key(2015): scale(5, 3, 1, 1)}
    assert told(summary.findings) == ["column-of-parts S!D2"]


def test_an_award_since_2018(book: Book) -> None:
    """Since 2018 it is an award among the excellent, and is not counted."""
    head: list[Cell] = ["Đơn vị", "Tổng số", "HTXSNV", "TSVM", *OLD[1:]]
    summary = cellstats.summarize(book({"S": [title(2021), head, ["Huyện A", 10, 5, 2, 3, 1, 1]]}))
    assert counts(summary) == {key(2021): scale(5, 3, 1, 1)}
    assert told(summary.findings) == ["award S!D2"]


@pytest.mark.parametrize(("year", "code"), [(2018, "word-of-former-era"), (None, "word-of-which-era")])
def test_a_former_word_alone(book: Book, year: int | None, code: str) -> None:
    """Where nothing else names the best level, or no year is known, the word is an error and counts nothing."""
    summary = cellstats.summarize(book({"S": [title(year), ["Đơn vị", *OLD], ["Huyện A", 5, 3, 1, 1]]}))
    assert f"{code} S!B2" in told(summary.findings)
    assert not summary.trusted
    assert counts(summary)[key(year)]["excellent"] != 5


@pytest.mark.parametrize(
    ("year", "expected", "codes"),
    [
        (2017, scale(2, 1, 0, 0), []),
        (2018, scale(0, 1, 0, 0), ["word-of-former-era DS!C3", "word-of-former-era DS!C4"]),
        (None, scale(0, 1, 0, 0), ["word-of-which-era DS!C3", "word-of-which-era DS!C4", "period-not-named DS!A2"]),
    ],
)
def test_a_former_word_in_a_list(
    book: Book, year: int | None, expected: dict[str, int | None], codes: list[str]
) -> None:
    """In a list a former word is a level in its years, and else an error at its first row."""
    head: list[Cell] = ["STT", "Tên tổ chức đảng", "Xếp loại"]
    rows: Rows = [[1, "a", TSVM], [2, "b", "TSVM tiêu biểu"], [3, "c", "HTTNV"]]
    summary = cellstats.summarize(book({"DS": [title(year), head, *rows]}))
    assert counts(summary) == {key(year): expected}
    assert told(summary.findings) == codes


@pytest.mark.parametrize(("year", "best", "codes"), [(2016, 5, []), (2020, None, ["word-of-former-era S!A3"])])
def test_a_former_word_in_a_row(book: Book, year: int, best: int | None, codes: list[str]) -> None:
    """So it is where the levels stand in rows."""
    rows = [[word, count] for word, count in zip(OLD, (5, 3, 1, 1), strict=True)]
    summary = cellstats.summarize(book({"S": [title(year), ["Mức", "Số lượng"], *rows, ["Tổng số", 10]]}))
    assert counts(summary)[key(year)]["excellent"] == best
    assert [each for each in told(summary.findings) if each.startswith("word")] == codes


def test_a_part_of_the_completed(book: Book) -> None:
    """ "Còn hạn chế" is a part of those who completed where these have a column, and else they are it."""
    member: list[Cell] = ["XẾP LOẠI ĐẢNG VIÊN NĂM 2014"]
    head: list[Cell] = ["Đơn vị", "HTXSNV", "HTTNV", "HTNV", "Còn hạn chế", "Vi phạm tư cách"]
    summary = cellstats.summarize(book({"S": [member, head, ["Xã A", 1, 2, 3, 1, 4]]}))
    assert counts(summary) == {"members rating 2014": scale(1, 2, 3, 4)}
    assert told(summary.findings) == ["column-of-parts S!E2"]
    four = [*head[:3], "Đủ tư cách nhưng còn hạn chế", head[5]]
    summary = cellstats.summarize(book({"S": [member, four, ["Xã A", 1, 2, 3, 4]]}))
    assert counts(summary) == {"members rating 2014": scale(1, 2, 3, 4)}


def test_a_part_in_a_row(book: Book) -> None:
    """In rows a part below its level is told as one."""
    member: list[Cell] = ["XẾP LOẠI ĐẢNG VIÊN NĂM 2014"]
    rows: Rows = [["HTXSNV", 1], ["HTTNV", 2], ["HTNV", 3], ["Còn hạn chế", 1], ["Vi phạm tư cách", 4]]
    summary = cellstats.summarize(book({"S": [member, ["Mức", "Số lượng"], *rows]}))
    assert counts(summary) == {"members rating 2014": scale(1, 2, 3, 4)}
    assert told(summary.findings) == ["rows-of-parts S!A6"]
