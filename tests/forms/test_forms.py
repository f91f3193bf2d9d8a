import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

import cellstats
from cellstats.forms import Form, workbook
from cellstats.place import cell_name
from cellstats.vocabulary import Measure, Vocabulary, packaged, packaged_words
from tests.conftest import counts, told
from tests.forms.filling import Cells, fill

WORDS = packaged()
ANOTHER = cellstats.load_vocabulary("examples/another-scale.yaml")
SCALES = [(WORDS, name) for name in WORDS.measures] + [(ANOTHER, name) for name in ANOTHER.measures]
UNITS = ("Xã Cao Sơn", "=1+1", "Đảng bộ Sở Y tế")
ROWS = ((3, 11, 2, 1, 5, 7), (20, 4, 0, 6, 1, 2), (1, 30, 9, 0, 2, 4))
"""What each of three units counts, level by level, as far as a measure has levels."""


def forms(
    words: Vocabulary,
    measure: str,
    *,
    language: str = "en",
    period: str | None = "2025",
    listed: bool = False,
    units: Sequence[str] = (),
) -> list[Form]:
    scale = words.measures[measure]
    return [Form(each, scale, period, language, listed, tuple(units), 8) for each in words.populations.values()]


def everybody_rated(measure: Measure) -> bool:
    return measure.id in packaged_words("forms")["everybody_has_one"]


def typed_counts(measure: Measure, first: int, *, named: bool) -> Cells:
    """Return what is typed into a form of counts: in each unit two are not rated, one is exempt, or all rated."""
    typed: Cells = {}
    for row, values in enumerate(ROWS, first):
        levels = values[: len(measure.levels)]
        rated, apart = ([], []) if everybody_rated(measure) else ([sum(levels)], [2, 1])
        spread = [each for level in levels for each in (level, None)]
        cells = [sum(levels) + sum(apart), *rated, *spread, *apart]
        typed |= {cell_name(row, at): value for at, value in enumerate(cells, 2) if value is not None}
        typed |= {} if named else {cell_name(row, 1): UNITS[row - first]}
    return typed


def typed_list(form: Form, first: int) -> Cells:
    """Return what is typed into a list: each level in turn, and the words for who is not rated."""
    names = [level.names[form.language] for level in form.measure.levels]
    texts = packaged_words("forms")
    unrated = [texts[each][form.language] for each in ("choice_not_rated", "choice_exempt")]
    words = cycle([*names, *([] if form.all_rated else unrated)])
    typed: Cells = {}
    for row, word in zip(range(first, first + 8), words, strict=False):
        cells = [f"Nguyễn Văn {row}", UNITS[row % 3], word] if form.population.people else [f"Số {row}", word]
        typed |= {cell_name(row, at): value for at, value in enumerate(cells, 1)}
    return typed


def written(path: Path, made: Sequence[Form], typed: Sequence[Cells] = ()) -> str:
    path.write_bytes(workbook(made))
    fill(path, typed)
    return str(path)


def cells(content: bytes) -> Iterator[tuple[str, Sequence[Sequence[object]]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names:
        yield name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize(("words", "name"), SCALES, ids=[name for _, name in SCALES])
@pytest.mark.parametrize("units", [UNITS, ()], ids=["named", "blank"])
def test_counts_are_read_back(
    tmp_path: Path, words: Vocabulary, name: str, language: str, units: Sequence[str]
) -> None:
    """A form of counts that is filled in gives just these counts, of each population, and nothing is to be said."""
    measure, made = words.measures[name], forms(words, name, language=language, units=units)
    path = written(tmp_path / "form.xlsx", made, [typed_counts(measure, 5, named=bool(units))] * len(made))
    summary = cellstats.summarize(path, vocabulary=words)
    assert told(summary.findings) == []
    sums = dict(zip(measure.level_ids, map(sum, zip(*ROWS, strict=True)), strict=False))
    assert counts(summary) == {f"{each.population.id} {name} 2025": sums for each in made}
    rest = 0 if everybody_rated(measure) else 9
    assert {tally.bases.all for tally in summary.totals()} == {sum(sums.values()) + rest}
    assert {tally.bases.rated for tally in summary.totals()} == {sum(sums.values())}
    assert {tally.key.unit for tally in summary.totals(by_unit=True)} == {None, *UNITS}


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize(("words", "name"), SCALES, ids=[name for _, name in SCALES])
@pytest.mark.parametrize("units", [UNITS, ()], ids=["chosen", "typed"])
def test_lists_are_read_back(
    tmp_path: Path, words: Vocabulary, name: str, language: str, units: Sequence[str]
) -> None:
    """A list that is filled in gives each level as often as it was chosen, and nothing is to be said."""
    every = forms(words, name, language=language, listed=True, units=units)
    made = [each for each in every if each.population.people or not units]  # else its rows are named
    path = written(tmp_path / "list.xlsx", made, [typed_list(each, 4) for each in made])
    summary = cellstats.summarize(path, vocabulary=words)
    assert told(summary.findings) == []
    levels = words.measures[name].level_ids
    kinds = len(levels) + (0 if made[0].all_rated else 2)
    often = {level: len(range(at, 8, kinds)) for at, level in enumerate(levels)}
    assert counts(summary) == {f"{each.population.id} {name} 2025": often for each in made}
    assert {tally.bases.all for tally in summary.totals()} == {8}


def test_totals_shares_and_the_check_are_worked_out(tmp_path: Path) -> None:
    """Formulas in full for one form: the total row sums, shares are of the rated, and what differs says so."""
    made = forms(WORDS, "rating", units=UNITS)[:1]
    typed = typed_counts(made[0].measure, 5, named=True)
    path = written(tmp_path / "form.xlsx", made, [typed])
    (name, rows), *_ = cells(Path(path).read_bytes())
    assert name == "Cells"
    assert rows[5] == [1, "Xã Cao Sơn", 20, 17, 3, 3 / 17, 11, 11 / 17, 2, 2 / 17, 1, 1 / 17, 2, 1, "adds up", ""]
    assert rows[6] == [2, "=1+1", 33, 30, 20, 20 / 30, 4, 4 / 30, 0, 0, 6, 6 / 30, 2, 1, "adds up", ""]
    assert rows[8] == ["", "Total", 96, 87, 24, 24 / 87, 45, 45 / 87, 11, 11 / 87, 7, 7 / 87, 6, 3, "adds up", ""]
    written(tmp_path / "form.xlsx", made, [typed | {"D6": 18}])
    (_, rows), *_ = cells(Path(path).read_bytes())
    assert [row[14] for row in rows[5:9]] == ["differs", "adds up", "adds up", "differs"]
    assert told(cellstats.summarize(path).findings) == ["parts-against-total Cells!D6", "rated-exceed-all Cells!D6"]


def test_a_blank_form_holds_nothing(tmp_path: Path) -> None:
    """Whatever is worked out is a dash, and that nothing stands below the headings is told."""
    made = [*forms(WORDS, "rating", units=UNITS)[:1], *forms(WORDS, "rating", units=UNITS, listed=True)[1:2]]
    path = written(tmp_path / "form.xlsx", made)
    (_, rows), *_ = cells(Path(path).read_bytes())
    assert rows[5] == [1, "Xã Cao Sơn", "", "", "", "–", "", "–", "", "–", "", "–", "", "", "–", ""]
    assert rows[8] == ["", "Total", *["–"] * 13, ""]
    assert told(cellstats.summarize(path).findings) == [
        "table-without-ratings Cells!A4",
        "table-without-ratings Members!D4",
        "nothing-read",
    ]


def test_a_unit_that_is_left_blank_is_told(tmp_path: Path) -> None:
    """Its row is in no sum; the others are counted."""
    made = forms(WORDS, "rating", units=[*UNITS, "Xã Mai Hịch"])[:1]
    path = written(tmp_path / "form.xlsx", made, [typed_counts(made[0].measure, 5, named=True)])
    assert told(cellstats.summarize(path).findings) == ["unit-without-counts Cells!A9"]


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize(
    "period", ["2025", "2020-2025", "2025-H1", "2025-H2", "2025-Q1", "2025-Q4", "2025-6M", "2025-11M", "2025-03"]
)
def test_every_period_is_read_back(tmp_path: Path, period: str, language: str) -> None:
    """In the words of its language it is the same period."""
    made = forms(WORDS, "rating", language=language, period=period, units=UNITS)[:1]
    path = written(tmp_path / "form.xlsx", made, [typed_counts(made[0].measure, 5, named=True)])
    summary = cellstats.summarize(path)
    assert told(summary.findings) == []
    assert [tally.key.period for tally in summary.totals()] == [period]


@pytest.mark.parametrize(("language", "said"), [("en", "Year 2025"), ("vi", "Năm 2025")])
def test_a_period_that_is_not_known_is_filled_in(tmp_path: Path, language: str, said: str) -> None:
    """The line below the title is for it; until it is said, that it is not is the only finding."""
    made = forms(WORDS, "rating", language=language, period=None, units=UNITS)[:1]
    typed = typed_counts(made[0].measure, 5, named=True)
    path = written(tmp_path / "form.xlsx", made, [typed])
    assert told(cellstats.summarize(path).findings) == [f"period-not-named {made[0].population.names[language]}!A4"]
    written(tmp_path / "form.xlsx", made, [typed | {"A2": said}])
    summary = cellstats.summarize(path)
    assert told(summary.findings) == []
    assert [tally.key.period for tally in summary.totals()] == ["2025"]


@pytest.mark.parametrize("place", ["A1", "B6", "C5", "F6", "O6", "C9"])
def test_what_is_no_cell_to_fill_in_is_locked(tmp_path: Path, place: str) -> None:
    """Titles, headings, the names of units, formulas and totals."""
    made = forms(WORDS, "rating", units=UNITS)[:1]
    with pytest.raises(AssertionError, match=r"is locked|no cells"):
        written(tmp_path / "form.xlsx", made, [{place: 1}])


def test_counts_are_whole_numbers_and_levels_are_chosen(tmp_path: Path) -> None:
    """Excel refuses anything else, and says why in the language of the form."""
    made = [*forms(WORDS, "rating", language="vi", units=UNITS)[:1]]
    made += forms(WORDS, "rating", language="vi", units=UNITS, listed=True)[1:2]
    written(tmp_path / "form.xlsx", made)
    with zipfile.ZipFile(tmp_path / "form.xlsx") as archive:
        counted, listed = (archive.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2))
    assert counted.count('<dataValidation type="whole" operator="greaterThanOrEqual" allowBlank="1"') == 8
    assert 'error="Số lượng phải là số nguyên, từ 0 trở lên."' in counted
    assert re.findall(r'type="list".*? sqref="(.*?)"><formula1>(.*?)</formula1>', listed) == [
        ("C5:C12", "$C$16:$C$18"),
        ("D5:D12", "$E$16:$E$21"),
    ]
    assert all("<sheetProtection " in each and "password" not in each for each in (counted, listed))


def test_the_same_form_is_the_same_bytes() -> None:
    """Nothing in it tells when or by whom it was made."""
    assert workbook(forms(WORDS, "rating")) == workbook(forms(WORDS, "rating"))


@pytest.mark.parametrize("name", [name for name, each in packaged_words("forms").items() if isinstance(each, dict)])
def test_every_text_is_in_both_languages(name: str) -> None:
    """A text in one language only would be missing from half of the forms."""
    assert set(packaged_words("forms")[name]) == {"en", "vi"}
