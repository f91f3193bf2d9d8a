import subprocess
import sys
from pathlib import Path

import pytest

import cellstats
from cellstats.vocabulary import packaged
from tests.conftest import Book, Rows, counts, told

UNION = "examples/another-scale.yaml"
ROWS: Rows = [
    ["XẾP LOẠI CÔNG ĐOÀN NĂM 2023"],
    ["Đơn vị", "Tổng số tổ công đoàn", "VMXS", "Vững mạnh", "Khá", "TB", "Yếu"],
    ["Trường A", 10, 2, 6, 1, 1, 0],
    ["Trường B", 5, 1, 3, 1, 0, 0],
    ["Cộng toàn ngành", 15, 3, 9, 2, 1, 0],
]
UNION_COUNTS = {"strong": 3, "firm": 9, "fair": 2, "average": 1, "weak": 0}


def refused(tmp_path: Path, text: str) -> list[str]:
    """Return the problems of a vocabulary file."""
    path = tmp_path / "words.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(cellstats.FileError) as problem:
        cellstats.load_vocabulary(path)
    return [each.replace(str(path), "words.yaml") for each in problem.value.problems]


def test_another_scale_is_read_without_code(book: Book) -> None:
    """A file adds a population, a measure with its levels, and words; without it nothing is counted silently."""
    path = book({"S": ROWS})
    summary = cellstats.summarize(path, vocabulary=cellstats.load_vocabulary(UNION))
    assert counts(summary) == {"union_groups union_rating 2023": UNION_COUNTS}
    assert summary.findings == ()
    assert not cellstats.summarize(path).trusted


def test_targets_may_name_another_scale(book: Book, tmp_path: Path) -> None:
    """The program reads, selects and checks with the words of the file."""
    targets = tmp_path / "plan.yaml"
    entry = "{id: a, population: union_groups, measure: union_rating, at_or_above: firm, at_least: 80%}"
    targets.write_text(f"version: 1\ntargets:\n  - {entry}\n", encoding="utf-8")
    options = ["--vocabulary", UNION, "--measure", "union_rating", "-q"]
    ended = subprocess.run(
        [sys.executable, "-m", "cellstats", "check-targets", book({"S": ROWS}), "-t", str(targets), *options],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "12/15 = 80.00%" in ended.stdout


def test_words_are_added_to_known_ones(tmp_path: Path, book: Book) -> None:
    """Words may be added to levels, headings, populations, roles and totals that are known."""
    path = tmp_path / "words.yaml"
    path.write_text(
        "measures: {rating: {levels: {excellent: {words: [Hạng nhất]}, poor: {names: Rất kém, below: completed}}}}\n"
        "populations: {cells: {words: [Nhóm]}}\n"
        "columns: {roles: {unit: [Nơi]}, totals: [Tất cả]}\n",
        encoding="utf-8",
    )
    words = cellstats.load_vocabulary(path)
    assert words.measures["rating"].level_ids == ("excellent", "good", "completed", "poor", "not_completed")
    rows: Rows = [["XẾP LOẠI NHÓM 2021"], ["Nơi", "Hạng nhất", "Rất kém"], ["x", 1, 2], ["y", 1, 0], ["Tất cả", 2, 2]]
    summary = cellstats.summarize(book({"S": rows}), vocabulary=words)
    (tally,) = summary.totals()
    assert (tally.key.population, tally.counts["excellent"], tally.counts["poor"]) == ("cells", 2, 2)


def test_the_packaged_words_stay_as_they_are() -> None:
    """A file changes nothing for those who do not name it."""
    before = packaged().measures["rating"]
    cellstats.load_vocabulary(UNION)
    assert "union_rating" not in packaged().measures
    assert packaged().measures["rating"] == before


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    """Each with its line and column, and what would be right."""
    text = """measures:
  rating:
    levels:
      excelent: {words: [A]}
      good: {words: [Xuất sắc]}
  new: {names: Mới}
populations:
  groups: {words: [Nhóm]}
columns:
  roles: {unti: [Nơi]}
"""
    assert refused(tmp_path, text) == [
        'words.yaml:4:7: the new level "excelent" needs names',
        'words.yaml:6:3: the new measure "new" needs names and at least two levels',
        'words.yaml:8:3: the new population "groups" needs names, and people: true or false',
        'words.yaml:10:11: unknown key "unti"; did you mean "unit"?',
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("mesures: {}", 'words.yaml:1:1: unknown key "mesures"; did you mean "measures"?'),
        ("measures: {rating: {level: {}}}", 'words.yaml:1:21: unknown key "level"; did you mean "levels"?'),
        (
            "measures: {rating: {levels: {good: {words: [Xuất sắc]}}}}",
            'words.yaml:1:37: "Xuất sắc" would mean both excellent and good',
        ),
        (
            "populations: {cells: {words: [Đảng viên]}}",
            'words.yaml:1:15: "Đảng viên" would mean both cells and members',
        ),
        (
            "measures: {rating: {levels: {x: {names: X, below: god}}}}",
            'words.yaml:1:44: unknown level "god"; did you mean "good"?',
        ),
        ("measures: {rating: {unmarked: god}}", 'words.yaml:1:21: unknown level "god"; did you mean "good"?'),
        ("columns: {totals: Tất cả}", "words.yaml:1:11: a list is expected here"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    """A misspelt key, a word of two levels or populations, and a level that is not there."""
    assert refused(tmp_path, text) == [problem]


def test_a_wrong_file_ends_with_2(tmp_path: Path) -> None:
    """The program says what is wrong, and reads nothing."""
    path = tmp_path / "words.yaml"
    path.write_text("mesures: {}", encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "cellstats", "summarize", "examples/hoa-binh-2021.xlsx", "--vocabulary", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "did you mean" in ended.stderr


def test_the_scale_of_rosters_too(book: Book) -> None:
    """Words of a list are of the measure that its heading names."""
    rows: Rows = [
        ["DANH SÁCH TỔ CÔNG ĐOÀN NĂM 2023"],
        ["STT", "Tổ công đoàn", "Xếp loại công đoàn"],
        [1, "Tổ 1", "VMXS"],
        [2, "Tổ 2", "Vững mạnh"],
    ]
    summary = cellstats.summarize(book({"S": rows}), vocabulary=cellstats.load_vocabulary(UNION))
    assert counts(summary) == {
        "union_groups union_rating 2023": dict.fromkeys(UNION_COUNTS, 0) | {"strong": 1, "firm": 1}
    }
    assert told(summary.findings) == []
