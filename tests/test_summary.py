from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cellstats
from cellstats.formats import TEXTS, Style
from cellstats.layouts import Part
from cellstats.place import Place
from cellstats.summary import Summary, add_up
from cellstats.tally import Bases, Key, from_reported
from cellstats.vocabulary import packaged
from tests.conftest import LEVELS, TITLE, Book, Rows, counts, scale, told

WORDS = packaged()
COUNT = st.none() | st.integers(0, 99)
HEAD = ["Đơn vị", "Tổng số", *LEVELS]


@st.composite
def summaries(draw: st.DrawFn) -> Summary:
    """Draw a summary of units that report what they like, if no more than there are."""
    rated, every = st.none() | st.integers(400, 500), st.none() | st.integers(700, 900)
    units = draw(st.lists(st.none() | st.sampled_from(["Xã A", "Xã B", "Xã C"]), min_size=1, max_size=6, unique=True))
    tallies = []
    for row, unit in enumerate(units):
        key = Key(draw(st.sampled_from(["cells", "members"])), "rating", draw(st.sampled_from([None, "2021"])), unit)
        reported = {level: draw(COUNT) for level in WORDS.measures["rating"].level_ids}
        bases = Bases(all=draw(every), rated=draw(rated), not_rated=draw(COUNT))
        tallies.append(from_reported(key, reported, bases, place=Place("a.xlsx", "S", f"A{row}")))
    return add_up([Part(tuple(tallies))], WORDS)


def test_records_list_every_level_best_first(book: Book) -> None:
    """Each record has its count, base, share, and those of this level or better."""
    path = book({"Chi bộ": [TITLE, HEAD, ["Tỉnh", 3174, 604, 2364, None, 5]]})
    records = cellstats.summarize(path).records()
    assert [(each.level, each.count, each.base, each.base_kind, each.cumulative_count) for each in records] == [
        ("excellent", 604, 3174, "all", 604),
        ("good", 2364, 3174, "all", 2968),
        ("completed", None, 3174, "all", None),
        ("not_completed", 5, 3174, "all", None),
    ]
    assert [str(each.percent()) for each in records] == ["19.03", "74.48", "None", "0.16"]
    assert str(records[1].cumulative_percent()) == "93.51"


def test_another_base_may_be_asked_for(book: Book) -> None:
    """A base that was not reported gives no share."""
    path = book({"Chi bộ": [TITLE, [*HEAD, "Chưa xếp loại"], ["Xã A", 12, 2, 6, 1, 1, 2]]})
    summary = cellstats.summarize(path)
    assert [str(each.percent()) for each in summary.records()][:2] == ["20.00", "60.00"]
    assert [str(each.percent()) for each in summary.records(base="all")][:2] == ["16.67", "50.00"]
    assert [str(each.percent()) for each in summary.records(base="eligible")][:2] == ["16.67", "50.00"]
    untotalled = cellstats.summarize(book({"Chi bộ": [TITLE, ["Đơn vị", *LEVELS], ["Xã A", 2, 6, 1, 1]]}, "b.xlsx"))
    assert [each.percent() for each in untotalled.records(base="all")] == [None] * 4


def test_a_frame_is_tidy_and_knows_unknown_from_zero(book: Book) -> None:
    """One row for each level, nullable integers, percentages rounded half up."""
    path = book({"Chi bộ": [TITLE, HEAD, ["Tỉnh", 3174, 604, 2364, None, 5]]})
    frame = cellstats.summarize(path).to_frame()
    assert list(frame["percent"][:2]) == [19.03, 74.48]
    assert frame["count"].dtype == "Int64"
    assert frame.loc[frame["level"] == "completed", "count"].isna().all()
    assert pd.isna(frame["unit"]).all()


def test_the_same_unit_twice_is_an_error(book: Book) -> None:
    """A workbook that was sent twice would count everyone twice."""
    rows = [TITLE, HEAD, ["Xã A", 10, 2, 6, 1, 1]]
    summary = cellstats.summarize([book({"Chi bộ": rows}, "a.xlsx"), book({"Chi bộ": rows}, "b.xlsx")])
    assert told(summary.findings) == ["unit-twice Chi bộ!A3"]
    assert not summary.trusted


def test_namesakes_in_two_lists_are_a_warning(book: Book) -> None:
    """Two communes may each have a "Chi bộ 1"; the same list twice is an error all the same."""
    head = ["Họ và tên", "Chi bộ", "Xếp loại"]
    title = ["DANH SÁCH ĐẢNG VIÊN NĂM 2021"]
    one = book({"DS": [title, head, ["A", "Chi bộ 1", "HTTNV"]]}, "a.xlsx")
    two = book({"DS": [title, head, ["A", "Chi bộ 1", "XS"]]}, "b.xlsx")
    summary = cellstats.summarize([one, two])
    assert told(summary.findings) == ["unit-namesake DS!B3"]
    assert counts(summary) == {"members rating 2021": scale(1, 1, 0, 0)}
    again = book({"DS": [title, head, ["A", "Chi bộ 1", "HTTNV"]]}, "c.xlsx")
    assert told(cellstats.summarize([one, again]).findings) == ["unit-twice DS!B3"]


def test_a_table_without_units_twice_is_an_error(book: Book) -> None:
    """The same file named twice is told even where no unit is named."""
    path = book({"DS": [["Tên chi bộ", "Xếp loại"], ["Chi bộ 1", "XS"]]})
    assert "counted-twice DS!A1:B2" in told(cellstats.summarize([path, path]).findings)


def test_of_a_table_that_is_read_twice_that_alone_is_told(book: Book) -> None:
    """However its file is named, its units are no further mistakes; a unit that is elsewhere too is one."""
    path = book({"Chi bộ": [TITLE, HEAD, *([f"Xã {at}", 10, 2, 6, 1, 1] for at in range(30))]})
    other = book({"S": [TITLE, HEAD, ["Xã 7", 10, 2, 6, 1, 1]]}, "other.xlsx")
    again = f"{Path(path).parent}/./ratings.xlsx"
    twice = ["counted-twice Chi bộ!A2:F32"] * 2
    assert told(cellstats.summarize([path, again]).findings) == twice
    assert told(cellstats.summarize([path, path]).findings) == twice[:1]
    assert told(cellstats.summarize([path, again, other]).findings) == [*twice, "unit-twice S!A3"]


@given(summaries(), st.booleans())
def test_a_saved_summary_reads_back(summary: Summary, by_unit: bool) -> None:
    """What is saved, with units or without, gives the same totals and the same records again."""
    again = _saved(TEXTS["json"].summary(summary, Style(WORDS, by_unit=by_unit)))
    assert again.totals() == summary.totals()
    assert again.records() == summary.records()


def _saved(text: str) -> Summary:
    from cellstats.layouts import Defaults
    from cellstats.layouts.recognition import recognize
    from cellstats.reading import Request, saved

    return add_up(
        [recognize(page, WORDS, Defaults()) for page in saved.read("stdin", text.encode(), Request())], WORDS
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [('"count": 2', '"count": -2'), ('"count": 2', '"count": "2"'), ('"all": 10', '"all": 9.5'), ("good", "gut")],
)
def test_a_saved_summary_that_was_changed_is_refused(book: Book, tmp_path: Path, before: str, after: str) -> None:
    """Counts that are no counts, and levels that are missing, are said, not taken."""
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, HEAD, ["Xã A", 10, 2, 6, 1, 1]]}))
    text = TEXTS["json"].summary(summary, Style(WORDS))
    assert before in text
    path = tmp_path / "saved.json"
    path.write_text(text.replace(before, after), encoding="utf-8")
    assert told(cellstats.summarize(path).findings)[0] == "json-incomplete None!None"


def test_an_impossible_sum_is_told_and_reads_back(book: Book) -> None:
    """More exempt than members are an error at their cell; then nobody knows how many are eligible."""
    head = ["Đơn vị", "Tổng số", "Được miễn", *LEVELS]
    rows: Rows = [["Xã A", 10, 12, 3, 2, 1, 0], ["Xã B", 10, 2, 3, 4, 1, 0], ["Xã C", *[10**12 - 1] * 6]]
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, head, *rows]}))
    assert told(summary.findings) == ["rated-exceed-all Chi bộ!C3", "parts-against-total Chi bộ!B5"]
    assert [each.bases.eligible for each in summary.tallies] == [None, 8, 0]
    again = _saved(TEXTS["json"].summary(summary, Style(WORDS, by_unit=True)))
    assert again.totals() == summary.totals()
    assert {each.key.unit: each for each in again.tallies} == {each.key.unit: each for each in summary.tallies}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"period": "2021"', '"period": 2021'),
        ('"counts"', '"zzz"'),
        ('"title"', '["title"]'),
        ('": 10', f'": {10**30}'),
    ],
)
def test_a_saved_summary_of_the_wrong_kind_is_refused(book: Book, tmp_path: Path, before: str, after: str) -> None:
    """Whatever stands in the JSON, it ends in one line and no defect."""
    summary = cellstats.summarize(book({"Chi bộ": [TITLE, HEAD, ["Xã A", 10, 2, 6, 1, 1]]}))
    text = TEXTS["json"].summary(summary, Style(WORDS))
    assert before in text
    path = tmp_path / "saved.json"
    path.write_text(text.replace(before, after), encoding="utf-8")
    assert told(cellstats.summarize(path).findings) == ["json-incomplete None!None"]


def test_a_summary_beside_what_it_was_made_of_is_an_error(book: Book, tmp_path: Path) -> None:
    """A saved summary names its sources, so that they are not counted again."""
    path = book({"Chi bộ": [TITLE, HEAD, ["Xã A", 10, 2, 6, 1, 1]]})
    saved = tmp_path / "saved.json"
    saved.write_text(TEXTS["json"].summary(cellstats.summarize(path), Style(WORDS)), encoding="utf-8")
    assert "counted-twice" in [each.code for each in cellstats.summarize([path, saved]).findings]
    assert cellstats.summarize(saved).trusted


def test_look_alike_names_are_one_unit(book: Book) -> None:
    """ "Xã Hoà Bình" on one sheet is "Xã Hòa Bình" on the other."""
    rows = {
        name: [TITLE, HEAD, [unit, 10, 2, 6, 1, 1]] for name, unit in (("1", "Xã Hoà Bình"), ("2", "XÃ HÒA BÌNH"))
    }
    assert told(cellstats.summarize(book(rows)).findings) == ["unit-twice 2!A3"]


def test_a_sheet_that_sums_the_others_is_an_error(book: Book) -> None:
    """A sheet "Tổng hợp" beside those it sums would count everyone twice."""
    units = {"A": [10, 2, 6, 1, 1], "B": [20, 4, 14, 2, 0], "C": [5, 1, 4, 0, 0]}
    sheets = {name: [TITLE, HEAD, [f"Xã {name}", *row]] for name, row in units.items()}
    sheets["Tổng hợp"] = [TITLE, HEAD, ["Huyện", 35, 7, 24, 3, 1]]
    assert told(cellstats.summarize(book(sheets)).findings) == ["sheet-sums-others Tổng hợp!None"]
