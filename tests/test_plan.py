from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from cellstats.bounds import Direction
from cellstats.errors import FileError
from cellstats.periods import FORMS
from cellstats.plan import load_plan, new_plan
from cellstats.plan.grammar import schema
from cellstats.targets import Scope

POPULATIONS = "cells, members, committee_members, group_leaders, organizations, collectives"
GOOD = """\
version: 1
targets:
  - id: cells-rated-good
    population: cells
    measure: rating
    at_or_above: good
    at_least: 90%
"""


def problems(tmp_path: Path, text: str) -> list[str]:
    """Return what is wrong with a targets file, without the folder it lies in."""
    path = tmp_path / "targets.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileError) as refused:
        load_plan(path)
    return [problem.replace(f"{tmp_path}/", "") for problem in refused.value.problems]


def test_the_plan_has_its_ten_targets() -> None:
    """Every target of the plan with its population, measure, bound and source."""
    plan = load_plan("targets.yaml")
    assert plan.ratings == "examples/hoa-binh-2021.xlsx"
    assert {each.source[:19] for each in plan.targets} == {"13-ĐA/TU, 08/8/2022"}
    told = [
        (each.id, "+".join(each.populations), each.measure, each.levels[-1], each.goal.text) for each in plan.targets
    ]
    assert told == [
        ("committee-education", "committee_members", "education", "upper_secondary", "100%"),
        ("committee-profession", "committee_members", "profession", "intermediate", "70%"),
        ("committee-theory-basic", "committee_members", "theory", "basic", "85%"),
        ("committee-theory-intermediate", "committee_members", "theory", "intermediate", "40%"),
        ("training", "committee_members+group_leaders", "training", "trained", "100%"),
        ("meetings", "cells", "meeting_quality", "good", "80%"),
        ("supervision", "cells", "supervision", "done", "100%"),
        ("committee-rated-good", "committee_members", "rating", "good", "90%"),
        ("cells-rated-good", "cells", "rating", "good", "90%"),
        ("members-rated-good", "members", "rating", "good", "90%"),
    ]


@pytest.mark.parametrize(
    ("text", "threshold"),
    [("90%", "9/10"), ("33.3%", "333/1000"), ("33,3 %", "333/1000"), ("2/3", "2/3"), ("0%", "0"), ("100%", "1")],
)
def test_a_threshold_is_exact(tmp_path: Path, text: str, threshold: str) -> None:
    """Its text is read as a fraction, never as a float."""
    path = tmp_path / "targets.yaml"
    path.write_text(GOOD.replace("90%", text), encoding="utf-8")
    bound = load_plan(path).targets[0].goal
    assert (bound.direction, bound.threshold) == (Direction.AT_LEAST, Fraction(threshold))


def test_what_may_be_left_out(tmp_path: Path) -> None:
    """Without a measure the rating is meant, without a name the id is shown; a name may be one text."""
    path = tmp_path / "targets.yaml"
    path.write_text(GOOD.replace("    measure: rating\n", ""), encoding="utf-8")
    target = load_plan(path).targets[0]
    assert (target.measure, target.names["vi"], target.source) == ("rating", "cells-rated-good", "")
    path.write_text(GOOD + "    name: Good cells\n", encoding="utf-8")
    assert load_plan(path).targets[0].names == {"en": "Good cells", "vi": "Good cells"}
    path.write_text(GOOD + "    name: {vi: Chi bộ tốt}\n", encoding="utf-8")
    assert load_plan(path).targets[0].names == {"en": "Chi bộ tốt", "vi": "Chi bộ tốt"}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("at_least: 90%", "at_leest: 90%", ['7:5: unknown key "at_leest"; did you mean "at_least"?']),
        ("version: 1\n", "", ['1:1: the key "version" is missing']),
        ("version: 1", "version: 2", ['1:1: "version" cannot be "2"; known: 1']),
        ("90%", "90", ['7:5: the threshold "90" may mean two things; write 90% if that is meant']),
        ("90%", "0.9", ['7:5: the threshold "0.9" may mean two things; write 90% if that is meant']),
        ("90%", "ninety", ['7:5: the threshold "ninety" is not understood; write it like 90%, 33.3% or 2/3']),
        ("90%", "120%", ['7:5: the threshold "120%" is not between 0% and 100%']),
        ("90%", "1/0", ['7:5: the threshold "1/0" is not between 0% and 100%']),
        ("population: cells", "population: cels", ['4:5: unknown population "cels"; did you mean "cells"?']),
        ("measure: rating", "measure: ratings", ['5:5: unknown measure "ratings"; did you mean "rating"?']),
        (
            "at_or_above: good",
            "at_or_above: fine",
            ['6:5: unknown level "fine" of rating; known: excellent, good, completed, not_completed'],
        ),
        ("at_or_above: good", "levels: [god]", ['6:5: unknown level "god" of rating; did you mean "good"?']),
        ("at_or_above: good", "levels: [good, good]", ['6:5: "levels" names a level twice']),
        (
            "    at_or_above: good\n",
            "",
            ['3:5: name the levels that count with one of "at_or_above" and "levels"'],
        ),
        (
            "at_least: 90%",
            "at_least: 90%\n    at_most: 95%",
            ['3:5: "at_least" and "at_most" cannot both stand in one target; make two of it'],
        ),
        (
            "90%",
            "{2024: 85, 2025: 90%}",
            ['7:16: the threshold "85" may mean two things; write 85% if that is meant'],
        ),
        (
            "90%",
            "{24: 85%}",
            [f'7:16: the period "24" is not understood; write it like {FORMS}'],
        ),
        ("90%", "[90%]", ["7:5: a text, or keys and values, are expected here"]),
        (
            "90%",
            "90%\n    warn_at: 90%",
            ['8:5: "warn_at" must be above "at_least": what lies between is at risk'],
        ),
        (
            "90%",
            "{2024: 85%, 2025: 90%}\n    warn_at: 88%",
            ['8:5: "warn_at" must be above "at_least": what lies between is at risk'],
        ),
        (
            "at_least: 90%",
            "at_most: 20%\n    warn_at: {2024: 18%}",
            ['8:15: "at_most" is one bound for every period; write one "warn_at"'],
        ),
        (
            "at_least: 90%",
            "at_most: 20%\n    warn_at: 22%",
            ['8:5: "warn_at" must be below "at_most": what lies between is at risk'],
        ),
        (
            "90%",
            "90%\n    by: soon",
            [f'8:5: the period "soon" is not understood; write it like {FORMS}'],
        ),
        ("90%", "90%\n    scope: each units", ['8:5: "scope" cannot be "each units"; did you mean "each unit"?']),
        ("90%", "90%\n    base: everyone", ['8:5: "base" cannot be "everyone"; known: rated, eligible, all']),
        (
            "at_or_above: good",
            "mean: 90",
            ['6:5: a mean of scores is no share; name the levels that count with "at_or_above" or "levels"'],
        ),
        (
            "measure: rating",
            "measure: score",
            ['5:5: a mean of scores is no share; name the levels that count with "at_or_above" or "levels"'],
        ),
        ("population: cells", "population: no", [f'4:5: unknown population "no"; known: {POPULATIONS}']),
        ("90%", "010", ['7:5: the threshold "010" is not understood; write it like 90%, 33.3% or 2/3']),
        ("90%", "12:30", ['7:5: the threshold "12:30" is not understood; write it like 90%, 33.3% or 2/3']),
        ("90%", "{}", ['7:5: "at_least" is empty']),
        ("at_or_above: good", "at_or_above:", ['6:5: "at_or_above" is empty']),
        (
            "population: cells",
            "population: Đảng viên",
            ['4:5: unknown population "Đảng viên"; did you mean "members"?'],
        ),
        ("at_or_above: good", "at_or_above: Tốt", ['6:5: unknown level "Tốt" of rating; did you mean "good"?']),
        (
            "90%",
            "90%\n    among: [good]",
            ['8:5: "among" must hold the levels that count, or the share may be more than 100%'],
        ),
        ("90%", "{2024: 90%}\n    by: 2025", ['8:5: "by" and a bound for each period both name the end; keep one']),
        (
            "population: cells\n    measure: rating\n    at_or_above: good\n    at_least: 90%",
            "population: cels\n    scope: each unt\n    at_or_above: goood\n    at_least: 90",
            [
                '4:5: unknown population "cels"; did you mean "cells"?',
                '5:5: "scope" cannot be "each unt"; did you mean "each unit"?',
                '6:5: unknown level "goood" of rating; did you mean "good"?',
                '7:5: the threshold "90" may mean two things; write 90% if that is meant',
            ],
        ),
        ("version: 1", "version: 1\nversion: 1", ['2:1: the key "version" stands twice']),
        (
            "id: cells-rated-good",
            "id: &a x\n    name: *a",
            ["4:11: aliases and deep nesting are not read; write the value out"],
        ),
    ],
)
def test_each_problem_is_one_line_with_its_place(tmp_path: Path, before: str, after: str, told: list[str]) -> None:
    """File, line, column, what is wrong, and where it helps the nearest right word."""
    assert before in GOOD
    text = GOOD.replace(before, after)
    found = problems(tmp_path, text)
    if "alias" in told[0]:
        told = [each.replace("4:11", found[0].split("targets.yaml:")[1].split(": ")[0]) for each in told]
    assert found == [f"targets.yaml:{each}" for each in told]


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    """Keys that stand twice or are not known do not hide what is wrong with the others."""
    entry = GOOD.split("targets:\n")[1].replace("90%", "90%\n    at_leest: 90%\n    source: a\n    source: b")
    text = GOOD.replace("good\n    at_least: 90%", "fair\n    at_least: 90") + entry
    assert problems(tmp_path, text) == [
        'targets.yaml:6:5: unknown level "fair" of rating; known: excellent, good, completed, not_completed',
        'targets.yaml:7:5: the threshold "90" may mean two things; write 90% if that is meant',
        'targets.yaml:8:5: the id "cells-rated-good" is used twice',
        'targets.yaml:13:5: unknown key "at_leest"; did you mean "at_least"?',
        'targets.yaml:15:5: the key "source" stands twice',
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "targets.yaml: is empty"),
        ("a: [", "targets.yaml:1:5: is not YAML: expected the node content, but found '<stream end>'"),
        ("- a", "targets.yaml:1:1: keys and values are expected here"),
    ],
)
def test_a_file_that_is_none(tmp_path: Path, text: str, told: str) -> None:
    """Empty, broken and wrongly shaped files are said to be so."""
    assert problems(tmp_path, text) == [told]


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    """It is named with the system's reason."""
    with pytest.raises(FileError, match=r"none\.yaml: there is no such file"):
        load_plan(tmp_path / "none.yaml")


def test_the_schema_is_that_of_the_model() -> None:
    """The JSON Schema that editors read is kept equal to what the program checks."""
    assert Path("cellstats/targets.schema.json").read_text(encoding="utf-8") == schema()


@pytest.mark.parametrize("path", ["targets.yaml", "examples/excellent-cap.yaml", "examples/excellent-cap-units.yaml"])
def test_the_first_line_names_the_schema(path: str) -> None:
    """Editors find the schema relative to the file."""
    first = Path(path).read_text(encoding="utf-8").splitlines()[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert (Path(path).parent / named).resolve() == Path("cellstats/targets.schema.json").resolve()


def test_bounds_by_period_scope_and_warning(tmp_path: Path) -> None:
    """All that a target may say, as it is meant; the bounds stand in the order of time, the last one is the goal."""
    path = tmp_path / "targets.yaml"
    text = "{2025: 90%, 2024: 85%}\n    warn_at: {2025: 95%}\n    scope: each group"
    path.write_text(GOOD.replace("90%", text), encoding="utf-8")
    target = load_plan(path).targets[0]
    assert [(each.period, each.text, each.warn and each.warn.text) for each in target.bounds] == [
        ("2024", "85%", None),
        ("2025", "90%", "95%"),
    ]
    assert (target.scope, target.by, target.goal.text) == (Scope.GROUP, "2025", "90%")


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_starter_is_a_sound_file(tmp_path: Path, language: str) -> None:
    """What --new writes can be used as it is, on any machine: it names no path of this one."""
    path = tmp_path / "targets.yaml"
    path.write_text(new_plan(language), encoding="utf-8")
    plan = load_plan(path)
    assert [each.id for each in plan.targets] == ["cells-rated-good", "excellent-cap", "training"]
    assert "file:" not in new_plan(language)
    assert str(Path.cwd()) not in new_plan(language)


def test_both_starters_say_the_same() -> None:
    """The two languages differ in their comments and names alone."""
    files = [yaml.safe_load(new_plan(language)) for language in ("en", "vi")]
    for entry in (target for content in files for target in content["targets"]):
        entry.pop("name")
        entry.pop("source", None)
    assert files[0]["targets"] == files[1]["targets"]
