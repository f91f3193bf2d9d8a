"""Saved summaries as inputs: the sum of summaries is the summary of everything."""

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import cellstats
from cellstats.formats import TEXTS, Style
from cellstats.masking import with_masks
from cellstats.tally import Bases, Key, Tally
from cellstats.vocabulary import packaged
from tests.conftest import Book, told

WORDS = packaged()
BY_UNIT = Style(WORDS, by_unit=True)
HEAD = ["Đơn vị", "Tổng số", "HTXSNV", "HTTNV", "HTNV", "Không HTNV", "Chưa XL"]


def saved(paths: Sequence[str | Path], to: Path, style: Style = BY_UNIT) -> Path:
    """Summarize files and save the summary."""
    to.write_text(TEXTS["json"].summary(cellstats.summarize(paths), style), encoding="utf-8")
    return to


def written(path: Path, units: Sequence[tuple[str, Sequence[int | None]]]) -> Path:
    """Write a table of counts as text; None is a blank."""
    rows = [[name, *("" if value is None else str(value) for value in values)] for name, values in units]
    lines = [["KẾT QUẢ XẾP LOẠI CHI BỘ NĂM 2021"], HEAD, *rows]
    path.write_text("\n".join(",".join(row) for row in lines) + "\n", encoding="utf-8")
    return path


ROW = st.tuples(*[st.integers(0, 50)] * 5).map(lambda each: (sum(each), *each))
DISTRICTS = st.lists(st.lists(ROW, min_size=1, max_size=4), min_size=3, max_size=3)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DISTRICTS, st.booleans())
def test_any_order_and_nesting_gives_the_same_bytes(
    tmp_path: Path, districts: list[list[tuple[int, ...]]], by_unit: bool
) -> None:
    """Workbooks at once, summaries in any order, and summaries of summaries are one text."""
    style = Style(WORDS, by_unit=by_unit)
    books = [
        written(tmp_path / f"{at}.csv", [(f"Xã {at}.{row}", counts) for row, counts in enumerate(rows)])
        for at, rows in enumerate(districts)
    ]
    assume(not cellstats.summarize(books).findings)  # one that is by chance the sum of the others is told
    at_once = saved(books, tmp_path / "all.json", style).read_bytes()
    one, two, three = (saved([book], tmp_path / f"{book.stem}.json", style) for book in books)
    for order in permutations((one, two, three)):
        assert saved(order, tmp_path / "sum.json", style).read_bytes() == at_once
    nested = saved([saved([three, one], tmp_path / "two.json", style), two], tmp_path / "sum.json", style)
    assert nested.read_bytes() == at_once


def test_a_summary_stands_beside_workbooks(tmp_path: Path) -> None:
    """A district that sent its summary and one that sent its workbook add up."""
    first = written(tmp_path / "a.csv", [("Xã A", (10, 1, 5, 3, 1, 0))])
    second = written(tmp_path / "b.csv", [("Xã B", (20, 2, 13, 5, 0, 0))])
    together = cellstats.summarize([saved([first], tmp_path / "a.json"), second])
    assert together.totals() == cellstats.summarize([first, second]).totals()


def test_a_unit_that_arrives_twice_is_an_error(tmp_path: Path) -> None:
    """In a summary and in a workbook, or in two summaries: the message names the unit and both places."""
    book = written(tmp_path / "a.csv", [("Xã A", (10, 1, 5, 3, 1, 0))])
    summary = saved([book], tmp_path / "a.json")
    again = cellstats.summarize([summary, book])
    assert not again.trusted
    assert "unit-twice" in {each.code for each in again.findings}


def test_units_of_one_name_in_two_groups_are_two(book: Book) -> None:
    """ "Xã Tân Lập" is in many districts: those of two groups are no double, wherever they come from."""
    head = ["STT", "Đơn vị", "Tổng số", "HTXSNV", "HTTNV", "HTNV", "Không HTNV"]
    paths = [
        book(
            {
                "S": [
                    ["XẾP LOẠI CHI BỘ NĂM 2021"],
                    head,
                    ["I", district],
                    [1, "Xã Tân Lập", 9 + good, 1, 4 + good, 3, 1],
                    [2, f"Xã {district}", 4, 1, 1, 1, 1],
                ]
            },
            name,
        )
        for district, name, good in (("A", "a.xlsx", 1), ("B", "b.xlsx", 2), ("C", "c.xlsx", 1))
    ]
    summary = cellstats.summarize(paths[:2])
    assert [each for each in told(summary.findings) if "unit" in each] == ["unit-namesake S!B4"]
    assert summary.totals()[0].bases.all == 29
    assert "unit-twice S!B4" in told(cellstats.summarize(paths).findings)


def test_a_summary_holds_no_personal_data(book: Book, tmp_path: Path) -> None:
    """A list of members becomes counts; none of the names is in the text."""
    rows = [
        ["DANH SÁCH XẾP LOẠI ĐẢNG VIÊN NĂM 2021"],
        ["TT", "Họ và tên", "Chi bộ", "Xếp loại"],
        [1, "Nguyễn Văn Kín", "Chi bộ 1", "HTXSNV"],
        [2, "Trần Thị Mật", "Chi bộ 1", "lạ"],
    ]
    text = saved([book({"S": rows})], tmp_path / "a.json").read_text(encoding="utf-8")
    assert "Kín" not in text
    assert "Mật" not in text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            {"format": "cellstats.summary/2"},
            (
                "is a saved summary of version 2; "
                "this program reads cellstats.summary/1. Update cellstats, or save it again"
            ),
        ),
        ({"format": "cellstats.verdicts/1"}, "is JSON but no saved summary (cellstats.summary/1)"),
        ({}, "is JSON but no saved summary (cellstats.summary/1)"),
    ],
)
def test_another_format_is_refused_by_name(tmp_path: Path, content: dict[str, str], message: str) -> None:
    """A summary says which version of the format wrote it; an unknown version is not guessed at."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert [each.message() for each in cellstats.summarize(path).findings] == [message]


COUNT = st.none() | st.integers(0, 1000)
ALL = st.none() | st.integers(4000, 9000)  # at least as many as stand on the levels
UNITS = st.lists(st.tuples(COUNT, COUNT, COUNT, COUNT, ALL, ALL), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(UNITS)
def test_what_is_saved_reads_back(tmp_path: Path, rows: list[tuple[int | None, ...]]) -> None:
    """Counts that are not known stay so; nothing is lost between a summary and its text."""
    levels = WORDS.measures["rating"].level_ids
    tallies = tuple(
        Tally(Key("cells", "rating", "2021", f"Xã {at}"), dict(zip(levels, row, strict=False)), Bases(*row[4:]))
        for at, row in enumerate(rows)
    )
    summary = cellstats.Summary(tallies, (), (), WORDS)
    path = tmp_path / "a.json"
    path.write_text(TEXTS["json"].summary(summary, BY_UNIT), encoding="utf-8")
    again = cellstats.summarize(path)
    assert again.totals() == summary.totals()
    assert TEXTS["json"].summary(again, BY_UNIT) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"count": 23', '"count": 99'),
        ('"count": 12', '"count": 30'),
        ('"all": 20', '"all": 9'),
        ('"count": 12', '"count": 12,\n   "count": 99'),
    ],
)
def test_a_summary_that_contradicts_itself_is_refused(tmp_path: Path, before: str, after: str) -> None:
    """More on the levels than there are, more in the units than in all, or a number that stands twice."""
    units = [("X1", (20, 5, 12, 3, 0, 0)), ("X2", (3, 0, 3, 0, 0, 0)), ("Y1", (12, 2, 8, 2, 0, 0))]
    path = saved([written(tmp_path / "a.csv", units)], tmp_path / "a.json")
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    summary = cellstats.summarize(path)
    assert {each.code for each in summary.findings} <= {"json-contradicts-itself", "json-broken"}
    assert not summary.trusted
    assert summary.tallies == ()


def test_those_of_whom_only_some_tables_tell_are_told_once(tmp_path: Path) -> None:
    """Who is not rated stands in no sum where another table does not tell of such; a saved summary has said it."""
    known = written(tmp_path / "a.csv", [("Xã A", (8, 1, 2, 2, 1, 2))])
    other = written(tmp_path / "b.csv", [("Xã B", (None, 1, 1, 1, 1, None))])
    apart = "2 not rated: Cells, Rating; not all tables or rows tell how many, so that it stands in no sum"
    summary = cellstats.summarize([known, other])
    assert summary.totals()[0].bases.not_rated is None
    assert [(each.code, str(each.place), each.message()) for each in summary.findings] == [
        ("told-by-some", f"{known}!A3", apart)
    ]
    again = cellstats.summarize(saved([known, other], tmp_path / "all.json"))
    assert [each.message() for each in again.findings] == [apart]
    assert not cellstats.summarize(known).findings
    assert not cellstats.summarize(other).findings


def test_files_of_one_name_in_two_folders_are_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where their saved summaries have no unit in common; one that is read twice is an error."""
    for name, unit in (("a", "Xã A"), ("b", "Xã B")):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        saved([written(Path("ratings.csv"), [(unit, (6, 1, 2, 2, 1, 0))])], tmp_path / f"{name}.json")
    summary = cellstats.summarize([tmp_path / "a.json", tmp_path / "b.json"])
    assert (summary.totals()[0].bases.all, summary.findings) == (12, ())
    again = cellstats.summarize([tmp_path / "a.json", tmp_path / "a.json"])
    assert [each.code for each in again.findings] == ["counted-twice", "unit-twice"]


def test_units_that_a_masked_summary_hides_are_told(tmp_path: Path) -> None:
    """Units beside a masked one do not add up to everything, so that this alone is read, and that is said."""
    book = written(
        tmp_path / "a.csv", [("Xã A", (9, 1, 2, 4, 2, 0)), ("Xã B", (2, 1, 1, 0, 0, 0)), ("C", (9, 9, 0, 0, 0, 0))]
    )
    masked = tmp_path / "masked.json"
    masked.write_text(TEXTS["json"].summary(with_masks(cellstats.summarize(book), 5), BY_UNIT), encoding="utf-8")
    summary = cellstats.summarize(masked)
    assert [tally.key.unit for tally in summary.tallies] == [None]
    assert summary.totals()[0].bases.all == 20
    (told,) = summary.findings
    assert (told.code, told.values["count"]) == ("units-beside-sum", 3)


def test_what_has_no_unit_is_kept_beside_the_units(tmp_path: Path) -> None:
    """Where one district sent units and another none, the units stay, and no verdict on each unit is reached."""
    one = saved([written(tmp_path / "a.csv", [("X1", (20, 5, 12, 3, 0, 0))])], tmp_path / "a.json", Style(WORDS))
    two = saved([written(tmp_path / "b.csv", [("Y1", (12, 2, 9, 1, 0, 0))])], tmp_path / "b.json")
    both = saved([one, two], tmp_path / "both.json")
    summary = cellstats.summarize(both)
    assert {tally.key.unit: tally.bases.all for tally in summary.tallies} == {None: 20, "Y1": 12}
    target = replace(cellstats.load_targets("targets.yaml")[8], scope=cellstats.Scope.UNIT)
    (verdict,) = cellstats.check_targets(summary, [target])
    assert (verdict.status, verdict.outside, len(verdict.parts)) == (cellstats.Status.NO_DATA, 20, 1)
    assert verdict.reason is not None
    assert verdict.reason.code == "some-in-no-unit"


def test_what_is_counted_twice_is_told_once(tmp_path: Path) -> None:
    """A saved summary tells of it, so that reading it does not tell it again: the bytes stay the same."""
    path = written(tmp_path / "a.csv", [("Xã A", (10, 1, 2, 3, 4, 0))])
    first = saved([path, path], tmp_path / "first.json")
    again = saved([first], tmp_path / "again.json")
    assert [each["code"] for each in json.loads(first.read_bytes())["findings"]] == ["counted-twice"]
    assert again.read_bytes() == first.read_bytes()
