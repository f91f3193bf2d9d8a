import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cellstats.text import fold, fold_all, is_mark, nearest, numbering, visible, without_enumerator


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Hoàn  thành\ntốt nhiệm vụ", "hoàn thành tốt NHIỆM VỤ"),
        ("Hòa", "Hoà"),
        ("khỏe", "khoẻ"),
        ("Đảng ủy", "Đảng uỷ"),
        ("THỦY", "thuỷ"),
        (unicodedata.normalize("NFD", "Đảng viên"), "Đảng viên"),
        ("Chưa ĐG,XL", "chưa đg, xl."),
        ("Tổng\u00a0số", "Tổng số"),
    ],
)
def test_spellings_that_are_one_word(left: str, right: str) -> None:
    """Case, spaces, line breaks, punctuation, NFD and the place of the tone mark do not count."""
    assert fold(left) == fold(right)


@pytest.mark.parametrize(("left", "right"), [("Tốt", "Tót"), ("hoàn", "hoán"), ("Đảng", "Dảng"), ("quý", "quỷ")])
def test_letters_and_accents_count(left: str, right: str) -> None:
    """Two words that differ in an accent are two words."""
    assert fold(left) != fold(right)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """A folded word is its own fold, in either normal form."""
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.text()))
def test_many_are_folded_as_one_is(texts: list[str]) -> None:
    """Texts that are folded together are what each is by itself, line breaks and all."""
    assert fold_all(texts) == [*map(fold, texts)]


@given(st.text(st.characters(exclude_categories=[])))
@example("Chi bộ\u200b 1\u3164\ud800\x7f\n\t")
def test_each_sign_is_shown_by_itself(text: str) -> None:
    """What shows of a text is what shows of each of its signs, and is left alone when it is shown again."""
    shown = visible(text)
    assert shown == "".join(map(visible, text))
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("number", "after", "rank"),
    [
        ("A", "", 0),
        ("I", "", 1),
        ("I", "H", 0),
        ("IV", "", 1),
        ("1", "", 2),
        ("3.", "", 2),
        ("1.1", "", 3),
        ("I.1", "", 2),
        ("a)", "", 6),
        ("-", "", 7),
        ("", "", None),
        ("Xã A", "", None),
    ],
)
def test_how_deep_a_number_stands(number: str, after: str, rank: int | None) -> None:
    """A heads I heads 1 heads 1.1 heads a; an I after an H is a letter."""
    assert numbering(number, after) == rank


def test_ticks() -> None:
    """An x in either case ticks a box, other letters do not."""
    assert [is_mark(cell) for cell in ("x", " X ", "✓", "a", "", 1)] == [True, True, True, False, False, False]


def test_the_nearest_word_is_offered() -> None:
    """A misspelt word gets the known one that looks most like it; a strange one gets none."""
    known = ["Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ"]
    assert nearest("Hoàn thành tôt nhiệm vụ", known) == "Hoàn thành tốt nhiệm vụ"
    assert nearest("Nghỉ ốm", known) is None


@pytest.mark.parametrize(
    ("text", "bare"), [("a) Tốt", "Tốt"), ("1. Tốt", "Tốt"), ("- Tốt", "Tốt"), ("K.HTNV", "K.HTNV")]
)
def test_enumerators_are_left_out(text: str, bare: str) -> None:
    """A leading "a)", "1." or "-" is no part of a word."""
    assert without_enumerator(text) == bare
