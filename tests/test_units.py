"""What --by, --small, --mask and scopes show: units, groups and periods, in every format."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tests.test_cli import run

ROWS = {
    "A": (30, 3, 26, 1, 0),
    "B": (40, 4, 20, 10, 6),
    "C": (3, 0, 3, 0, 0),
    "D": (40, 2, 34, 4, 0),
    "E": (20, 1, 16, 3, 0),
}
EACH = """\
version: 1
targets:
  - {id: good, population: cells, at_or_above: good, at_least: 85%, warn_at: 92%, scope: each unit}
"""


@pytest.fixture
def counts(tmp_path: Path) -> Path:
    """Write five communes, one of them small, one poor, and a target for each of them."""
    rows = [f"Xã {name},{','.join(map(str, values))}" for name, values in ROWS.items()]
    head = "Đơn vị,Tổng số,HTXSNV,HTTNV,HTNV,Không HTNV"
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["XẾP LOẠI CHI BỘ NĂM 2021", head, *rows]), encoding="utf-8")
    (tmp_path / "each.yaml").write_text(EACH, encoding="utf-8")
    return path


def test_units_are_ranked_and_marked(counts: Path) -> None:
    """From the best share to the worst; who differs by more than chance has a sign, which is told in words."""
    shown = run("summarize", str(counts), "--by", "unit", "--small", "5", "-q").stdout
    assert [line.split("  ")[0] for line in shown.splitlines() if line[:1].isdigit()] == [
        "1. Xã C",
        "2. Xã A ▲",
        "3. Xã D",
        "4. Xã E",
        "5. Xã B ▼▼",
    ]
    assert "Ranked by: Good or better" in shown
    assert "▼▼ far below the whole (99.8% limits)" in shown
    assert "3*" in shown
    assert "* base below 5" in shown


def test_ranks_in_json_and_csv(counts: Path) -> None:
    """Rank, difference and mark stand behind the columns that there always are."""
    rows = list(csv.DictReader(io.StringIO(run("summarize", str(counts), "-f", "csv", "--by", "unit").stdout)))
    assert list(rows[0])[-2:] == ["rank", "differs"]
    told = [(row["unit"], row["rank"], row["differs"]) for row in rows if row["level"] == "good"]
    assert told == [
        ("", "", ""),
        ("Xã C", "1", ""),
        ("Xã A", "2", "above"),
        ("Xã D", "3", ""),
        ("Xã E", "4", ""),
        ("Xã B", "5", "far_below"),
    ]
    content = json.loads(run("summarize", str(counts), "-f", "json", "--by", "unit", "--small", "5").stdout)
    assert {record["unit"]: record["mark"] for record in content["records"] if record["mark"]} == {"Xã C": "small"}


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_masked_units_are_in_no_format(counts: Path, form: str) -> None:
    """The 3 of 3 and, with them, the next larger unit are hidden in every format; the total stays."""
    shown = run("summarize", str(counts), "--by", "unit", "--small", "5", "--mask", "-f", form).stdout
    assert "133" in shown
    small = [line for line in shown.splitlines() if "Xã C" in line or "Xã E" in line]
    assert small or form == "json"
    assert all("masked" in line and not re.search(r"\d%|\d\.\d", line) for line in small if form != "json")
    if form == "json":
        units = [each for each in json.loads(shown)["totals"] if each["unit"] in ("Xã C", "Xã E")]
        assert [(each["all"], each["rated"], each["unreported"]) for each in units] == [(None, None, None)] * 2
        hidden = [each for each in json.loads(shown)["records"] if each["mark"] == "masked"]
        assert {(each["unit"], each["count"], each["base"], each["percent"], each["rank"]) for each in hidden} == {
            (unit, None, None, None, None) for unit in ("Xã C", "Xã E")
        }
    if form == "table":
        assert "masked: base below 5, or needed to hide one" in shown


def test_mask_needs_a_size(counts: Path) -> None:
    """Without --small nothing says what is to be hidden."""
    refused = run("summarize", str(counts), "--mask")
    assert (refused.returncode, refused.stderr) == (
        2,
        "--mask: say with --small below which base a unit is masked, such as --small 5\n",
    )


def test_a_target_for_each_unit_lists_those_that_missed_it(counts: Path) -> None:
    """Worst first, with how many heads they are short, those at risk not among the met; --by unit lists all."""
    each = str(counts.parent / "each.yaml")
    shown = run("check-targets", str(counts), "-t", each, "-q")
    assert shown.returncode == 1
    assert [" ".join(line.split()) for line in shown.stdout.splitlines()[2:]] == [
        "good (2021) 2 of 5 units met ≥ 85% each unit missed 2 at risk",
        "at risk below 92% 1 missed",
        "· Xã B 24/40 = 60.00% ≥ 85% missed 10 short",
        "−25.00 points",
    ]
    every = run("check-targets", str(counts), "-t", each, "-q", "--by", "unit").stdout
    listed = [line[2:6] for line in every.splitlines() if line.startswith("·")]
    assert listed == ["Xã B", "Xã E", "Xã D", "Xã A", "Xã C"]
    assert "at risk" in next(line for line in every.splitlines() if "Xã D" in line)


def test_the_verdict_on_each_unit_in_json(counts: Path) -> None:
    """The first row counts the units and has no share of its own, so that nothing contradicts its status."""
    each = str(counts.parent / "each.yaml")
    whole, missed = json.loads(run("check-targets", str(counts), "-t", each, "-f", "json").stdout)["verdicts"]
    assert [whole[f"units_{name}"] for name in ("met", "at_risk", "missed", "without_data")] == [2, 2, 1, 0]
    assert (whole["status"], whole["unit"], whole["count"], whole["percent"]) == ("missed", None, None, None)
    assert (missed["unit"], missed["count"], missed["base"], missed["margin_count"]) == ("Xã B", 24, 40, -10)


def test_a_masked_unit_has_no_verdict_that_is_shown(counts: Path) -> None:
    """It is counted, and neither its share nor whether it met the target is told."""
    each = str(counts.parent / "each.yaml")
    options = ("-t", each, "-q", "--by", "unit", "--small", "25", "--mask")
    shown = run("check-targets", str(counts), *options).stdout
    assert [" ".join(line.split()) for line in shown.splitlines() if "Xã E" in line or "Xã C" in line] == [
        "· Xã C masked ≥ 85% masked",
        "· Xã E masked ≥ 85% masked",
    ]


def test_a_target_on_a_masked_total_is_masked(counts: Path) -> None:
    """It is no missing number: nothing is said of it but that it is not shown."""
    whole = counts.parent / "whole.yaml"
    whole.write_text(EACH.replace(", scope: each unit", ""), encoding="utf-8")
    options = ("-t", str(whole), "--small", "200", "--mask")
    shown = run("check-targets", str(counts), *options)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert [" ".join(line.split()) for line in shown.stdout.splitlines()[2:]] == [
        "good (2021) masked ≥ 85% masked",
        "at risk below 92%",
        "masked: base below 200, or needed to hide one",
    ]
    (verdict,) = json.loads(run("check-targets", str(counts), *options, "-f", "json").stdout)["verdicts"]
    assert (verdict["status"], verdict["count"], verdict["margin_count"]) == ("masked", None, None)


def test_the_series_of_three_years() -> None:
    """Each level by year, with its change in heads and points, and which units came, went or were renamed."""
    shown = run("summarize", "examples/three-years.xlsx", "--by", "period", "-q").stdout
    assert "               2022       24  24/121 = 19.83%    +6, +6.30 points" in shown
    assert shown.endswith(
        "Perhaps renamed since 2020: Xã Kim Lập → Phường Kim Lập\n"
        "New in 2022: Xã Thanh Hối\n"
        "Gone since 2021: Xã Mỹ Thành\n"
    )
    content = json.loads(run("summarize", "examples/three-years.xlsx", "--by", "period", "-f", "json").stdout)
    excellent = [each for each in content["records"] if each["level"] == "excellent"]
    assert [(each["period"], each["since"], each["change_count"], each["change_points"]) for each in excellent] == [
        ("2020", None, None, None),
        ("2021", "2020", 3, 2.26),
        ("2022", "2021", 6, 6.3),
    ]
    assert [(each["period"], each["new"], each["gone"], each["renamed"]) for each in content["turnover"]] == [
        ("2021", [], [], [["Xã Kim Lập", "Phường Kim Lập"]]),
        ("2022", ["Xã Thanh Hối"], ["Xã Mỹ Thành"], []),
    ]


def test_the_pace_that_a_plan_still_needs() -> None:
    """6.53 points are missing three years before 2025; the last change was next to none."""
    shown = run("check-targets", "examples/three-years.xlsx", "--by", "period", "-q", "--lang", "vi")
    assert shown.returncode == 1
    line = "hoàn thành tốt nhiệm vụ trở lên (2022): mỗi năm cần +2,18 điểm % để ≥ 90% vào 2025;"
    assert line in " ".join(shown.stdout.split())
    verdicts = json.loads(run("check-targets", "examples/three-years.xlsx", "-f", "json").stdout)["verdicts"]
    paces = [(each["pace_points"], each["pace_kept"]) for each in verdicts if each["id"] == "cells-rated-good"]
    assert paces == [(3.56, None), (1.64, True), (2.18, False)]


def test_strict_counts_what_is_at_risk(counts: Path) -> None:
    """Met, but not by far enough, is an exit code of 1 with --strict only."""
    plan = counts.parent / "plan.yaml"
    plan.write_text(EACH.replace("85%", "60%").replace(", scope: each unit", ""), encoding="utf-8")
    assert run("check-targets", str(counts), "-t", str(plan)).returncode == 0
    assert run("check-targets", str(counts), "-t", str(plan), "--strict").returncode == 1


def test_targets_in_words_and_a_new_file(tmp_path: Path) -> None:
    """The command says the targets in force; --new writes a file that can be used, and writes over none."""
    shown = run("targets", "-t", "examples/excellent-cap.yaml", "--lang", "vi").stdout
    assert "không quá 20% đảng viên hoàn thành xuất sắc nhiệm vụ" in shown
    path = str(tmp_path / "new.yaml")
    new = run("targets", "--new", "-o", path)
    assert (new.returncode, new.stderr) == (0, f"written: {path}\n")
    assert "at least 90% of cells good or better, by 2025, at risk below 92%" in run("targets", "-t", path).stdout
    again = run("targets", "--new", "-o", path)
    assert (again.returncode, "exists; name another file" in again.stderr) == (2, True)


def test_masked_results_tell_no_length_of_a_list(tmp_path: Path) -> None:
    """Ranges of lists are bases, findings may quote counts, and a small base within a large unit is masked too."""
    rows = ["Họ và tên,Chi bộ,Xếp loại", "A,T1,HTXSNV", "B,T1,HTTNV", "C,T1,HTNV"]
    (tmp_path / "a.csv").write_text("\n".join(["DANH SÁCH ĐẢNG VIÊN NĂM 2021", *rows]), encoding="utf-8")
    shown = run("summarize", "a.csv", "--by", "unit", "--small", "5", "--mask", "-f", "json", cwd=tmp_path).stdout
    content = json.loads(shown)
    assert [each["range"] for each in content["sources"]] == [""]
    assert content["findings"] == []
    assert {each["all"] for each in content["totals"]} == {None}  # the total is as small


def test_a_small_base_of_levels_is_masked(counts: Path) -> None:
    """Excellent among excellent and good has a base of its own, which may be small in a unit that is not."""
    plan = counts.parent / "cap.yaml"
    cap = "{id: cap, population: cells, levels: [not_completed], among: [not_completed, completed], at_most: 20%, "
    plan.write_text(f"version: 1\ntargets:\n  - {cap}scope: each unit}}\n", encoding="utf-8")
    shown = run("check-targets", str(counts), "-t", str(plan), "--by", "unit", "--small", "5", "--mask", "-f", "json")
    parts = {each["unit"]: (each["status"], each["base"]) for each in json.loads(shown.stdout)["verdicts"][1:]}
    assert parts == {
        "Xã B": ("missed", 16),
        **dict.fromkeys(("Xã A", "Xã C", "Xã D", "Xã E"), ("masked", None)),
    }


def test_a_unit_on_another_base_has_a_sign(tmp_path: Path) -> None:
    """One unit leaves a level blank, so the whole is of all: units on the rated say so, and are not compared."""
    head = "Đơn vị,Tổng số,Đã xếp loại,HTXSNV,HTTNV,HTNV,Không HTNV"
    path = tmp_path / "a.csv"
    rows = ["Xã A,100,,0,50,,0", "Xã B,100,60,0,50,10,0", "Xã C,60,60,0,50,10,0"]
    path.write_text("\n".join(["XẾP LOẠI CHI BỘ NĂM 2021", head, *rows]), encoding="utf-8")
    shown = run("summarize", str(path), "--by", "unit", "-q").stdout.splitlines()
    units = [" ".join(line.split()) for line in shown if line[:1].isdigit()]
    assert units == [
        "1. Xã B 60 † 0 50 10 0 83.33%",
        "1. Xã C ▲▲ 60 0 50 10 0 83.33%",
        "3. Xã A 100 0 50 – 0 50.00%",
    ]
    assert shown[-1] == "† another base than the whole, not compared"
    assert not [line for line in shown if line.startswith("In no unit")]
    assert run("summarize", str(path), "--by", "unit", "--lang", "vi", "-q").stdout.splitlines()[-1] == (
        "† cơ sở tính khác với toàn bộ, không so sánh"
    )
    page = tmp_path / "a.html"
    assert run("summarize", str(path), "--by", "unit", "-q", "-o", str(page)).returncode == 0
    assert page.read_text(encoding="utf-8").count(">another base than the whole, not compared<") == 1
