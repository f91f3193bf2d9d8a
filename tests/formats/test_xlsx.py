"""Excel: the same numbers as everywhere, as numbers."""

import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

import cellstats
from cellstats.formats import DOCUMENTS, TEXTS, Style
from cellstats.masking import with_masks
from cellstats.plan import load_plan
from cellstats.vocabulary import packaged
from tests.conftest import Book

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.xlsx"))
STYLE = Style(packaged(), by_unit=True)
XLSX = DOCUMENTS["xlsx"]
Table = list[dict[str, object]]
BOUNDS = [*enumerate(("6/7", "87.125%"))]
COUNTS = "XẾP LOẠI CHI BỘ NĂM 2021\nĐơn vị,HTXSNV,HTTNV,HTNV,KHTNV\n"


def table(content: bytes, name: str) -> Table:
    """Return the rows of a sheet under their headings."""
    heading, *rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(name).iter_rows()
    named: Table = [dict(zip(map(str, heading), row, strict=True)) for row in rows]
    return [each for each in named if not (name.startswith("Units") and each["Unit"] == "All together")]


def shown(value: object) -> Decimal | None:
    """Return a percentage as Excel shows it with two decimals: what a cell holds is not rounded any further."""
    if value == "":
        return None
    assert isinstance(value, float)
    number = Decimal(repr(value)) * 100
    assert number == round(number, 10)
    return number.quantize(Decimal("0.01"))


def shape(content: bytes, cell: str) -> str:
    """Return the number format of a cell of the first sheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet, styles = (archive.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "styles"))
    codes: dict[str, str] = {
        "9": "0%",
        "10": "0.00%",
        **dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]*)"', styles)),
    }
    formats = re.findall(r'<xf numFmtId="(\d+)"', styles.partition("<cellXfs")[2])
    return codes[formats[int(re.findall(rf'<c r="{cell}" s="(\d+)"', sheet)[0])]]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_levels_are_those_of_the_json(path: Path) -> None:
    """Every count, base and percentage in the workbook is that of the JSON, level by level."""
    summary = cellstats.summarize(path)
    content = XLSX.summary(summary, STYLE)
    records = [each for each in json.loads(TEXTS["json"].summary(summary, STYLE))["records"] if each["unit"] is None]
    rows = table(content, "Summary")
    assert [(row["Count"], row["Base"], shown(row["Percent"])) for row in rows] == [
        (
            "" if each["count"] is None else each["count"],
            "" if each["base"] is None else each["base"],
            None if each["percent"] is None else Decimal(str(each["percent"])).quantize(Decimal("0.01")),
        )
        for each in records
    ]


def test_the_units_are_ranked_as_in_the_json() -> None:
    """Each unit stands at its rank with its counts and its share."""
    path = next(path for path in EXAMPLES if path.name == "district-counts.xlsx")
    summary = cellstats.summarize(path)
    names = CalamineWorkbook.from_filelike(io.BytesIO(XLSX.summary(summary, STYLE))).sheet_names
    records = json.loads(TEXTS["json"].summary(summary, STYLE))["records"]
    found = [
        (row["Rank"], row["Unit"], row["Excellent"], shown(row["Excellent %"]))
        for name in names
        if name.startswith("Units")
        for row in table(XLSX.summary(summary, STYLE), name)
    ]
    assert found == [
        (each["rank"], each["unit"], each["count"], Decimal(str(each["percent"])).quantize(Decimal("0.01")))
        for each in records
        if each["unit"] is not None and each["level"] == "excellent"
    ]


def test_verdicts_have_their_status_as_a_word() -> None:
    """Target, count, base, share, goal, status and margin stand in one row."""
    summary = cellstats.summarize(next(path for path in EXAMPLES if path.name == "hoa-binh-2021.xlsx"))
    verdicts = cellstats.check_targets(summary, cellstats.load_targets())
    first = table(XLSX.verdicts(verdicts, summary, STYLE), "Targets")[0]
    assert (first["Count"], first["Base"], shown(first["Percent"])) == (2968, 3174, Decimal("93.51"))
    assert (shown(first["Goal"]), first["Status"], first["Margin, heads"]) == (Decimal("90.00"), "met", 111)


def test_a_text_is_never_a_formula(tmp_path: Path) -> None:
    """Names that begin as formulas, and signs that do not show, are texts."""
    path = tmp_path / "ratings.csv"
    heading = "Đơn vị,HTXSNV,HTTNV,HTNV,KHTNV"
    path.write_text(f"XẾP LOẠI CHI BỘ NĂM 2021\n{heading}\n=1+1,2,8,0,0\n@a\x1b,5,0,0,0\n", encoding="utf-8")
    content = XLSX.summary(cellstats.summarize(path), STYLE)
    assert {row["Unit"] for row in table(content, "Units")} == {"=1+1", "@a\\x1b"}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any(b"<f>" in archive.read(part) for part in archive.namelist() if "worksheets/sheet" in part)


def test_two_runs_give_the_same_bytes_and_no_source_of_ratings(tmp_path: Path) -> None:
    """No time or name is in the file, and nobody counts a result once more."""
    written = []
    for name in ("a.xlsx", "b.xlsx"):
        command = [sys.executable, "-m", "cellstats", "summarize", str(EXAMPLES[0]), "-q", "-o", str(tmp_path / name)]
        subprocess.run([*command, "--by", "unit", "--lang", "vi"], check=True, stdin=subprocess.DEVNULL)
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]
    assert [each.code for each in cellstats.summarize(tmp_path / "a.xlsx").findings] == ["own-result", "nothing-read"]


def test_masked_units_are_masked(book: Book) -> None:
    """What is not to be published is a word in each of its cells."""
    path = book(
        {"S": [["XẾP LOẠI CHI BỘ NĂM 2021"], ["Đơn vị", "HTXSNV", "HTTNV", "HTNV", "KHTNV"], ["A", 1, 1, 0, 0]]}
    )
    command = [sys.executable, "-m", "cellstats", "summarize", path, "-q", "--by", "unit", "--small", "5", "--mask"]
    done = subprocess.run([*command, "-f", "xlsx"], check=True, capture_output=True, stdin=subprocess.DEVNULL)
    (row,) = table(done.stdout, "Units")
    assert {row["Base"], row["Excellent"], row["Excellent %"]} == {"masked"}


@pytest.mark.parametrize(("good", "first"), [("3", "Targets"), ("three", "Findings")])
def test_what_may_make_numbers_wrong_is_seen_first(tmp_path: Path, good: str, first: str) -> None:
    """A workbook opens at its findings where one of them is an error, else at what was asked for."""
    path = tmp_path / "ratings.csv"
    path.write_text(f"{COUNTS}A,1,{good},0,0\n", encoding="utf-8")
    plan = load_plan(Path(__file__).parents[2] / "targets.yaml", packaged())
    summary = cellstats.summarize(path)
    content = XLSX.verdicts(cellstats.check_targets(summary, plan.targets), summary, STYLE)
    assert isinstance(content, bytes)
    names = CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names
    assert [names[0], names.count("Findings")] == [first, 1]


def test_rows_are_as_high_as_their_lines_and_say_what_they_are_of(tmp_path: Path) -> None:
    """A name of three lines takes three, no row is higher than Excel allows; its subject stands beside each unit."""
    path = tmp_path / "ratings.csv"
    names = ('"Xã A\nxóm 1\nxóm 2"', "Xã B", "Xã " + "rất dài " * 400)
    rows = "".join(f"{name},{at + 1},9,0,0\n" for at, name in enumerate(names))
    path.write_text(f"XẾP LOẠI CHI BỘ NĂM 2021\nĐơn vị,HTXSNV,HTTNV,HTNV,KHTNV\n{rows}", encoding="utf-8")
    content = XLSX.summary(cellstats.summarize(path), STYLE)
    units = table(content, "Units")
    assert {(row["Population"], row["Period"]) for row in units} == {("Cells", "2021")}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        heights = re.findall(r' ht="([\d.]+)"', archive.read("xl/worksheets/sheet3.xml").decode())
    by_name = {str(row["Unit"])[:5]: float(height) for row, height in zip(units, heights[1:-1], strict=True)}
    assert by_name["Xã A\n"] == 3 * by_name["Xã B"]
    assert by_name["Xã rấ"] < 409.5


def test_the_changes_between_periods_are_those_of_the_json() -> None:
    """Where there are several periods, each level has its change in heads and points, as --by period has it."""
    summary = cellstats.summarize(next(path for path in EXAMPLES if path.name == "three-years.xlsx"))
    style = replace(STYLE, by_unit=False, by_period=True)
    records = json.loads(TEXTS["json"].summary(summary, style))["records"]
    expected = {(each["period"], each["level"].replace("_", " ").capitalize()): each for each in records}
    rows = table(XLSX.summary(summary, style), "Changes")
    assert len(rows) == len(records) == 12
    for row in rows:
        each = expected[str(row["Period"]), str(row["Level"])]
        assert (row["Count"], row["Since"] or None) == (each["count"], each["since"])
        assert (row["Change, heads"] or None) == (each["change_count"] or None)
        assert (row["Change, points"] or None) == (each["change_points"] or None)


def test_those_in_no_level_have_columns_of_their_own() -> None:
    """How many are exempt, not rated or not reported stands beside the bases, blank where nobody knows."""
    summary = cellstats.summarize(next(path for path in EXAMPLES if path.name == "hoa-binh-2021.xlsx"))
    first = table(XLSX.summary(summary, STYLE), "Bases")[0]
    assert (first["Population"], first["All"], first["Rated"], first["Not reported"]) == ("Cells", 3174, "", 201)


@pytest.mark.parametrize(
    ("threshold", "goal"), [("33.3%", "33.3"), ("99.996%", "99.996"), ("90%", "90"), ("2/3", "66.666666666667")]
)
def test_a_goal_is_not_rounded(tmp_path: Path, threshold: str, goal: str) -> None:
    """Beside a share that is, it would contradict the verdict: 33.2% rounded is 33%, and misses 33.3%."""
    (tmp_path / "a.csv").write_text(f"{COUNTS}Xã A,0,332,0,668\n", encoding="utf-8")
    plan = f"version: 1\ntargets: [{{id: a, population: cells, at_or_above: good, at_least: {threshold}}}]\n"
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    summary = cellstats.summarize(tmp_path / "a.csv")
    verdicts = cellstats.check_targets(summary, cellstats.load_targets(tmp_path / "plan.yaml"))
    (row,) = table(XLSX.verdicts(verdicts, summary, replace(STYLE, decimals=0)), "Targets")
    assert (row["Status"], round(Decimal(repr(row["Goal"])) * 100, 12)) == ("missed", Decimal(goal))


@pytest.mark.parametrize("decimals", range(5))
def test_a_goal_without_a_last_digit_is_shown_with_those_wanted(tmp_path: Path, decimals: int) -> None:
    """6/7 is shown as 85.71%, as the shares are; a bound that ends is shown to its end: 87.125%."""
    (tmp_path / "a.csv").write_text(f"{COUNTS}Xã A,0,335,0,668\n", encoding="utf-8")
    bounds = "".join(
        f"  - {{id: a{at}, population: cells, at_or_above: good, at_least: {each}}}\n" for at, each in BOUNDS
    )
    (tmp_path / "plan.yaml").write_text(f"version: 1\ntargets:\n{bounds}", encoding="utf-8")
    summary = cellstats.summarize(tmp_path / "a.csv")
    verdicts = cellstats.check_targets(summary, cellstats.load_targets(tmp_path / "plan.yaml"))
    content = XLSX.verdicts(verdicts, summary, replace(STYLE, decimals=decimals))
    assert [round(Decimal(repr(row["Goal"])), 12) for row in table(content, "Targets")] == [
        Decimal("0.857142857143"),
        Decimal("0.87125"),
    ]
    zeros = f"{0:.{decimals}f}%"
    assert [shape(content, f"F{row}") for row in (2, 3)] == [zeros, max(zeros, "0.000%", key=len)]
    assert [shape(content, f"E{row}") for row in (2, 3)] == [zeros] * 2


def test_masked_units_are_in_no_chart(tmp_path: Path) -> None:
    """They would look like the worst of all."""
    rows = "Xã A,50,30,20,0\nXã B,1,1,0,0\nXã C,20,20,1,0\nXã D,2,1,0,0\nXã E,9,9,9,0\n"
    (tmp_path / "a.csv").write_text(f"{COUNTS}{rows}", encoding="utf-8")
    masked = with_masks(cellstats.summarize(tmp_path / "a.csv"), 5)
    with zipfile.ZipFile(io.BytesIO(XLSX.summary(masked, replace(STYLE, small=5)))) as archive:
        drawn = archive.read("xl/charts/chart2.xml").decode()
    assert re.findall(r"<c:f>(Units!\$E.*?)</c:f>", drawn) == ["Units!$E$2:$E$4"]
    assert "<c:v>0</c:v>" not in drawn.partition("<c:val>")[2].partition("</c:val>")[0]


def test_units_have_their_total_below(tmp_path: Path) -> None:
    """Whatever the order, it is outside of the filter."""
    (tmp_path / "a.csv").write_text(f"{COUNTS}Xã A,1,2,3,4\nXã B,2,2,1,0\n", encoding="utf-8")
    content = XLSX.summary(cellstats.summarize(tmp_path / "a.csv"), STYLE)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Units").to_python()
    assert rows[-1][3:7] == ["", "All together", 15, 0.4667]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert '<autoFilter ref="A1:P3"/>' in archive.read("xl/worksheets/sheet3.xml").decode()
