"""Units that are counted a second time, also under names that look alike."""

import pytest

import cellstats
from cellstats.skeleton import skeleton
from tests.conftest import LEVELS, TITLE, Book, counts, scale, told

HEAD = ["Đơn vị", "Tổng số", *LEVELS]
A, B = [10, 2, 6, 1, 1], [20, 4, 14, 2, 0]
CELLS = "cells rating 2021"


def test_a_unit_twice_in_one_table_is_an_error(book: Book) -> None:
    """The second row is named, with the place of the first; a number in front is no part of a name."""
    for first, again in (("Chi bộ A", "CHI BỘ A"), ("1. Chi bộ A", "2. Chi bộ A")):
        summary = cellstats.summarize(book({"S": [TITLE, HEAD, [first, *A], [again, *B]]}))
        assert told(summary.findings) == ["unit-twice S!B4"]
        assert summary.findings[0].values["first"] == f"{summary.sources[0].path}/S!B3"


def test_a_unit_twice_in_one_group_is_an_error(book: Book) -> None:
    """Two groups may each have a "Chi bộ 1", one group may not have two."""
    rows = [["I", "Xã A"], [1, "Chi bộ 1", *A], [2, "Chi bộ 1", *B], ["II", "Xã B"], [1, "Chi bộ 2", *B]]
    summary = cellstats.summarize(book({"S": [TITLE, ["STT", *HEAD], *rows]}))
    assert "unit-twice S!C5" in told(summary.findings)
    assert not summary.trusted


@pytest.mark.parametrize(
    "name", ["Xã Hoà Binh", "Xã Hoa Bình", "Xã Hòa-Bình.", "Хã Hòa Bình", "Xã Hòa B1nh", "Xã HòaBình"]
)
def test_names_that_look_alike_are_told(book: Book, name: str) -> None:
    """A missing accent, a sign, a Cyrillic letter or a 1 for an i: a warning, for communes may differ by a tone."""
    rows = [TITLE, HEAD, ["Xã Hòa Bình", *A], [name, *B]]
    summary = cellstats.summarize(book({"S": rows}))
    assert counts(summary) == {CELLS: scale(6, 20, 3, 1)}
    expected = "unit-twice S!B4" if name == "Xã Hòa-Bình." else "unit-look-alike S!B4"
    assert told(summary.findings) == [expected]


def test_names_that_look_alike_in_two_tables_of_counts(book: Book) -> None:
    """The place of the first is told; lists of two communes may well name their cells alike."""
    sheets = {name: [TITLE, HEAD, [unit, *A]] for name, unit in (("1", "Xã Hòa Bình"), ("2", "Xã Hoà Binh"))}
    summary = cellstats.summarize(book(sheets))
    assert told(summary.findings) == ["unit-look-alike 2!B3"]
    assert 'looks like "Xã Hòa Bình" in' in summary.findings[0].message()
    title, head = ["DANH SÁCH ĐẢNG VIÊN NĂM 2021"], ["Họ và tên", "Chi bộ", "Xếp loại"]
    lists = {
        name: [title, head, ["A", cell, "HTTNV"]] for name, cell in (("1", "Chi bộ thôn 1"), ("2", "Chi bo thon 1"))
    }
    assert told(cellstats.summarize(book(lists, "b.xlsx")).findings) == []
    one = [title, head, ["A", "Chi bộ thôn 1", "HTTNV"], ["B", "Chi bo thon 1", "HTTNV"]]
    assert told(cellstats.summarize(book({"DS": one}, "c.xlsx")).findings) == ["unit-look-alike DS!A3"]


def test_numbers_tell_units_apart() -> None:
    """A 1 or 0 is a letter only within a word."""
    different = ["Chi bộ 1", "Chi bộ 11", "Chi bộ 10", "Chi bộ I", "Chi bộ O", "Chi bộ"]
    assert len({skeleton(name) for name in different}) == len(different)
    assert skeleton("Tổ 1A") == skeleton("To lA") == skeleton("3. TỔ IA")
