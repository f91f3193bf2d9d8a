"""The words of the field, each as what it stands for, however it is written."""

import unicodedata

import pytest

import cellstats
from cellstats.vocabulary import packaged
from tests.conftest import Book, Rows, counts, told

WORDS = packaged()
LEVELS = {
    "excellent": "Hoàn thành xuất sắc nhiệm vụ · HTXSNV · HTXS · HT xuất sắc · Xuất sắc · XS · Mức 1"
    " · Đủ tư cách hoàn thành xuất sắc nhiệm vụ · Trong sạch vững mạnh · TSVM",
    "good": "Hoàn thành tốt nhiệm vụ · HTTNV · HTTTNV · HTT · HT tốt · Mức 2 · Đủ tư cách hoàn thành tốt nhiệm vụ",
    "completed": "Hoàn thành nhiệm vụ · HTNV · HT · Mức 3 · Đủ tư cách hoàn thành nhiệm vụ"
    " · Đủ tư cách nhưng còn hạn chế · Đủ tư cách nhưng có mặt còn hạn chế",
    "not_completed": "Không hoàn thành nhiệm vụ · KHTNV · Không HTNV · KHT · Chưa hoàn thành"
    " · Chưa hoàn thành nhiệm vụ · Mức 4 · Yếu kém · Yếu, kém · Vi phạm tư cách",
    "not_rated": "Chưa xếp loại · Chưa ĐG, XL · Không xếp loại · Không đánh giá · Đình chỉ · Đình chỉ sinh hoạt"
    " · Mới < 6 tháng · Chờ đánh giá · Chờ chuẩn y · Chưa đủ điều kiện xếp loại"
    " · Không đủ điều kiện đánh giá, xếp loại",
    "exempt": "Miễn đánh giá · Được miễn · Miễn đánh giá, xếp loại",
}
ROLES = {
    "index": "STT · TT · S/T/T · Số TT",
    "person": "Họ và tên · Họ tên · Đ/c · Đồng chí",
    "all": "Tổng số · Tổng · TS · Tổng số chi bộ · Tổng số đảng viên · Số có mặt đến thời điểm 31/12"
    " · Số lượng đảng viên",
    "eligible": "Thuộc diện đánh giá · Số phải kiểm điểm",
    "rated": "Số được đánh giá, xếp loại · Số đã được đánh giá, xếp loại · ĐGXL · Số được ĐG,XL · Đã xếp loại"
    " · Số chi bộ được đánh giá · Số được đánh giá · Đã đánh giá · Tổng số đảng viên được xếp loại",
    "count": "Số lượng · SL · Số",
    "share": "Tỷ lệ · Tỷ lệ % · Tỷ lệ (%) · Tỉ lệ · TL · Tỷ trọng · %",
    "value": "Xếp loại · Mức xếp loại · Kết quả xếp loại · Phân loại · Tự xếp loại · Chi bộ đề xuất"
    " · Mức xếp loại chính thức",
    "score": "Điểm · Tổng điểm · KQ số điểm · Điểm bình quân",
    "note": "Ghi chú · Lý do",
    "unit": "Đơn vị · Tên đơn vị · Tên chi bộ · Tên TCCSĐ",
}
POPULATIONS = {"cells": "Chi bộ", "organizations": "Đảng bộ · Tổ chức đảng · TCCSĐ", "members": "Đảng viên"}


def spoken(table: dict[str, str]) -> list[tuple[str, str]]:
    """Return each word of a table with what it stands for."""
    return [(word, meaning) for meaning, words in table.items() for word in words.split(" · ")]


def looks(word: str) -> list[str]:
    """Return a word as it may be written."""
    return [word, word.upper(), word.replace(" ", "\n"), unicodedata.normalize("NFD", word), f"  {word} "]


@pytest.mark.parametrize(("word", "level"), spoken(LEVELS))
def test_every_word_of_a_level(word: str, level: str) -> None:
    """In any case, with numbers, dashes or "Chi bộ" before it, and letters composed or not, it is its level."""
    before = ("a) ", "A. ", "1. ", "- ", "Số ", "Xếp loại ", "Đảng viên ", "Chi bộ ")
    for written in (*looks(word), *(f"{each}{word}" for each in before)):
        assert WORDS.level("rating", written) == level, written


@pytest.mark.parametrize(("word", "role"), spoken(ROLES))
def test_every_word_of_a_column(word: str, role: str) -> None:
    """A heading says what its column is for."""
    for written in looks(word):
        meaning = WORDS.heading(written)
        assert meaning is not None, written
        assert role in meaning.roles, written


@pytest.mark.parametrize(("word", "population"), spoken(POPULATIONS))
def test_every_word_of_a_population(word: str, population: str) -> None:
    """A heading may name whom it counts."""
    for written in looks(word):
        assert WORDS.populations_in(written) == {population}, written


@pytest.mark.parametrize("word", ["Cộng", "Tổng cộng", "Tổng số", "Tổng", "Toàn tỉnh", "Toàn Đảng bộ"])
def test_every_word_of_a_total(word: str) -> None:
    """A row of this label sums others."""
    assert all(map(WORDS.is_total, looks(word)))


@pytest.mark.parametrize("word", ["Trong đó", "Chia ra", "Gồm", "Trong đó: nữ", "Tỷ lệ %"])
def test_every_word_of_a_part(word: str) -> None:
    """A row of this label is a part of another, or holds shares."""
    assert all(map(WORDS.is_part, looks(word)))


BELOW = (
    "Nơi nhận: · Người lập biểu · T/M BAN THƯỜNG VỤ · TM. BAN CHẤP HÀNH · Trưởng ban · Bí thư · Ghi chú: tạm tính"
    " · Hoà Bình, ngày 3 tháng 1 năm 2022 · …, ngày … tháng … năm …"
)


@pytest.mark.parametrize("text", BELOW.split(" · "))
def test_every_word_below_a_table(text: str) -> None:
    """A text of these stands below the table."""
    assert WORDS.ends_table(text)


@pytest.mark.parametrize(
    ("left", "right"),
    [("tỷ", "tỉ"), ("uỷ", "ủy"), ("hoà", "hòa"), ("thuỷ", "thủy"), ("TW", "TƯ"), ("hằng năm", "hàng năm")],
)
def test_spellings_that_are_one_word(left: str, right: str) -> None:
    """Pairs of spellings are one word."""
    assert WORDS.key(left) == WORDS.key(right)


@pytest.mark.parametrize(
    "text",
    [
        "Chưa rõ hoàn thành nhiệm vụ",
        "Hoàn thành nhiệm vụ rất tốt",
        "Không",
        "Hoàn thành xuất sắc nhiệm vụ và hơn nữa",
    ],
)
def test_no_word_is_found_inside_another(text: str) -> None:
    """A word counts as a whole: "Hoàn thành nhiệm vụ" inside other words names no level."""
    assert WORDS.level("rating", text) is None


def test_one_word_of_two_measures(book: Book) -> None:
    """ "Tốt" is the good level in a sheet of ratings, and that of meetings in a sheet of meetings."""
    rows: Rows = [["STT", "Tên chi bộ", "Kết quả"], [1, "Thôn 1", "Tốt"], [2, "Thôn 2", "Tốt"]]
    for title, key in (
        ("XẾP LOẠI CHI BỘ NĂM 2021", "cells rating 2021"),
        ("CHẤT LƯỢNG SINH HOẠT CHI BỘ NĂM 2021", "cells meeting_quality 2021"),
    ):
        (subject, found), *_ = counts(cellstats.summarize(book({"S": [[title], *rows]}))).items()
        assert (subject, found["good"]) == (key, 2)


@pytest.mark.parametrize(("word", "measure", "level"), [("TB", "meeting_quality", "average"), ("TB", "rating", None)])
def test_abbreviations_of_several_meanings(word: str, measure: str, level: str | None) -> None:
    """An abbreviation stands for a level only in the measure that has it."""
    assert WORDS.level(measure, word) == level


def test_the_nearest_word_is_offered_and_not_used(book: Book) -> None:
    """A misspelt level is an error that offers the known word; its row is on no level."""
    rows: Rows = [
        ["STT", "Tên chi bộ", "Xếp loại"],
        [1, "a", "Hoàn thành tốt nhiệm vụ"],
        [2, "b", "Hoàn thàn tốt nhiệm vụ"],
    ]
    summary = cellstats.summarize(book({"S": [["XẾP LOẠI CHI BỘ NĂM 2021"], *rows]}))
    assert told(summary.findings) == ["unknown-word S!C4"]
    assert summary.findings[0].values["nearest"] == "Hoàn thành tốt nhiệm vụ"
    assert counts(summary)["cells rating 2021"]["good"] == 1
