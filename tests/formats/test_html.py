"""The page: the same digits as everywhere, and nothing in it but itself."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import cellstats
from cellstats.formats import TEXTS, Style
from cellstats.masking import with_masks
from cellstats.vocabulary import packaged
from tests.test_cli import run

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.xlsx"))
HTML = TEXTS["html"]
STYLE = Style(packaged(), by_unit=True)
COUNTS = "XẾP LOẠI CHI BỘ NĂM 2021\nĐơn vị,Tổng số,HTXSNV,HTTNV,HTNV,KHTNV\n"


class Tables(HTMLParser):
    """Gathers the texts of the cells of each table, by its caption."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: dict[str, list[list[str]]] = {}
        self.heard: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        if tag in ("caption", "td", "th"):
            self.heard = []
        if tag == "tr":
            self.rows[self.caption].append([])

    def handle_data(self, data: str) -> None:
        self.heard.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "caption":
            self.caption = "".join(self.heard)
            self.rows[self.caption] = []
        if tag in ("td", "th"):
            self.rows[self.caption][-1].append("".join(self.heard))


def example(name: str) -> Path:
    return next(path for path in EXAMPLES if path.stem == name)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_levels_and_units_are_those_of_the_json(path: Path, language: str) -> None:
    """Every count, base and percentage, of all together and of each unit, in its table and in its order."""
    style = replace(STYLE, language=language)
    summary = cellstats.summarize(path)
    tables = Tables(HTML.summary(summary, style)).rows.values()
    records = json.loads(TEXTS["json"].summary(summary, style))["records"]
    signs = str.maketrans(",.", ".,") if language == "vi" else {}

    def written(value: int | float | None) -> str:
        shape = ".2f" if isinstance(value, float) else ""
        return "–" if value is None else f"{value:,{shape}}{'%' if shape else ''}".translate(signs)

    def share(each: dict[str, Any], *names: str) -> list[str]:
        return [written(each[name]) for name in names]

    names = ("count", "base", "percent", "cumulative_count", "cumulative_percent")
    shown = [row[1:] for rows in tables for row in rows[1:] if rows[0][0] in ("Level", "Mức")]
    assert shown == [share(each, *names) for each in records if each["unit"] is None]
    units: dict[object, list[str]] = {}
    for each in records:
        if each["unit"] is not None:
            key = tuple(each[name] for name in ("population", "measure", "period", "group", "unit"))
            group = [each["group"]] if each["group"] else []
            begin = [written(each["rank"]), each["unit"], *group, written(each["base"])]
            units.setdefault(key, begin).extend(share(each, "count", "percent"))
    listed = [(rows[0], row) for rows in tables for row in rows[1:-1] if rows[0][0] in ("Rank", "Hạng")]
    ranked_by = [next(at for at, heading in enumerate(head) if heading.endswith(" (%)")) for head, _ in listed]
    totals = [rows[-1] for rows in tables if rows[0][0] in ("Rank", "Hạng")]
    assert {total[1] for total in totals} <= {"All together", "Tổng cộng"}
    assert [row[:at] + row[at + 1 : -1] for at, (_, row) in zip(ranked_by, listed, strict=True)] == [*units.values()]


def test_the_targets_stand_with_their_share_and_status() -> None:
    """As the table for a terminal has them; a status is a word, whatever its colour."""
    summary = cellstats.summarize(example("hoa-binh-2021"))
    verdicts = cellstats.check_targets(summary, cellstats.load_targets())
    page = HTML.verdicts(verdicts, summary, replace(STYLE, title="Plan 13"))
    assert Tables(page).rows["Targets"][-2] == [
        *("Cells rated good or better (2021) [1]", "met", "2,968/3,174 = 93.51%", "≥ 90%"),
        "111 to spare\n+3.51 points",
    ]
    assert "The targets were held against these results: 2 met and 8 no data." in page
    assert "Cells rated good or better: at least 90% – met" in page  # beside the line in the bar
    assert 'x1="90.0" x2="90.0"' in page


def test_the_pictures_have_their_numbers_as_text() -> None:
    """Who cannot see a picture hears what it shows."""
    page = HTML.summary(cellstats.summarize(example("three-years")), STYLE)
    alternatives = re.findall(r'role="img" aria-label="([^"]*)"', page)
    assert alternatives[0] == (
        "Cells · Rating · 2020: Excellent 15/133 = 11.28%, Good 81/133 = 60.90%, Completed 35/133 = 26.32%, "
        "Not completed 2/133 = 1.50%"
    )
    assert alternatives[1].startswith("Cells · Rating · 2020: 7 units around 72.18%, with the limits of chance")
    assert alternatives[-1] == "Cells · Rating: 2020: 96/133 = 72.18%, 2021: 111/133 = 83.46%, 2022: 101/121 = 83.47%"


def test_a_bar_stays_open_where_nobody_knows() -> None:
    """Of the cells of Hòa Bình 6.33% have no level: that part of the bar is empty, and the rest stands behind."""
    page = HTML.summary(cellstats.summarize(example("hoa-binh-2021")), STYLE)
    bars = re.findall(r'class="segment[^>]* x="([\d.]+)" width="([\d.]+)"', page)
    assert [(round(float(x), 2), round(float(width), 2)) for x, width in bars[:3]] == [
        (0, 19.03),
        (19.03, 74.48),
        (99.84, 0.16),
    ]
    assert "in no level, or not known" in page


def test_nothing_is_asked_for_and_nothing_can_be_smuggled_in(tmp_path: Path) -> None:
    """No address, no script but its own; a name that is a tag is a text."""
    path = tmp_path / "ratings.csv"
    unit = '"<script>alert(1)</script>"'
    path.write_text(f"XẾP LOẠI CHI BỘ NĂM 2021\nĐơn vị,HTXSNV,HTTNV,HTNV,KHTNV\n{unit},2,8,0,0\nB,5,0,0,0\n", "utf-8")
    page = HTML.summary(cellstats.summarize(path), STYLE)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not re.search(r"https?:|\bsrc=|@import|url\(", page)
    assert re.findall(r'href="([^"]*)"', page) == ["data:,"]


def test_a_page_is_no_source_of_ratings(tmp_path: Path) -> None:
    """Nobody counts a result once more."""
    path = tmp_path / "page.html"
    path.write_text(HTML.summary(cellstats.summarize(example("hoa-binh-2021")), STYLE), "utf-8")
    assert [each.code for each in cellstats.summarize(path).findings] == ["own-result", "nothing-read"]


def test_what_is_masked_is_in_no_picture(tmp_path: Path) -> None:
    """A unit that is not to be published has no dot, and its row has words instead of numbers."""
    path = tmp_path / "ratings.csv"
    rows = "A,1,1,0,0\nB,2,38,0,0\nC,20,20,0,0\nD,30,20,1,0\n"
    path.write_text(f"XẾP LOẠI CHI BỘ NĂM 2021\nĐơn vị,HTXSNV,HTTNV,HTNV,KHTNV\n{rows}", "utf-8")
    page = HTML.summary(with_masks(cellstats.summarize(path), 5), replace(STYLE, small=5))
    (units,) = (rows for caption, rows in Tables(page).rows.items() if caption.endswith("Units"))
    masked = [row[1] for row in units if "masked" in row]
    assert "A" in masked
    dots = re.findall(r'class="dot[^>]*><title>(\w)', page)
    assert sorted([*dots, *masked]) == ["A", "B", "C", "D"]


def test_a_share_above_all_is_drawn_too(tmp_path: Path) -> None:
    """What does not add up is told at the top, and no picture leaves its frame."""
    path = tmp_path / "ratings.csv"
    path.write_text(f"{COUNTS}Xã A,10,8,8,0,0\nXã B,10,9,9,0,0\nXã C,10,5,4,1,0\n", "utf-8")
    page = HTML.summary(cellstats.summarize(path), STYLE)
    assert "The numbers may be wrong: see the findings." in page
    assert all(10 <= float(y) <= 206 for y in re.findall(r'cy="([-\d.]+)"', page))
    assert "The numbers may be wrong" not in HTML.summary(cellstats.summarize(example("hoa-binh-2021")), STYLE)


def test_periods_of_one_length_alone_are_one_line(tmp_path: Path) -> None:
    """A quarter lies in its year: no line leads from one to the other, nor to what has no period."""
    for period in ("NĂM 2022", "NĂM 2023", "QUÝ I/2023", ""):
        title = f"XẾP LOẠI CHI BỘ {period}".strip()
        (tmp_path / f"{len(period)}{period[-1:]}.csv").write_text(
            f"{title}\nĐơn vị,HTXSNV,HTTNV,HTNV,KHTNV\nXã A,1,4,5,0\n", "utf-8"
        )
    page = HTML.summary(cellstats.summarize(tmp_path), STYLE)
    trends = re.findall(r'aria-label="(Cells · Rating: [^"]*)"', page)
    assert trends == ["Cells · Rating: 2022: 5/10 = 50.00%, 2023: 5/10 = 50.00%"]
    assert "None" not in page


def test_what_a_verdict_hides_no_table_beside_it_shows(tmp_path: Path) -> None:
    """The base of a cap may be small where the unit is not: its levels are masked too, and enough beside them."""
    rows = "Alpha,200,41,101,51,7\nBeta,25,2,3,20,0\nGamma,90,21,41,21,7\nDelta,80,20,30,21,9\n"
    (tmp_path / "a.csv").write_text(COUNTS.replace("CHI BỘ", "ĐẢNG VIÊN") + rows, "utf-8")
    command = ["check-targets", str(tmp_path / "a.csv"), "-t", "examples/excellent-cap-units.yaml", "--by", "unit"]
    page = run(*command, "--small", "20", "--mask", "-q", "-f", "html").stdout
    units = [row for caption, rows in Tables(page).rows.items() if caption.endswith("Units") for row in rows]
    assert sorted(row[1] for row in units if "masked" in row) == ["Beta", "Delta"]
    assert "Beta: " not in page
    assert "5/25" not in page


def test_labels_do_not_lie_over_each_other(tmp_path: Path) -> None:
    """Of units of one share and of nearly one size the first is named beside its dot, the others in its title."""
    path = tmp_path / "ratings.csv"
    alike = "".join(f"Chi bộ cơ quan {at},0,{20 + at},0,0\n" for at in range(5))
    path.write_text(f"{COUNTS.replace('Tổng số,', '')}{alike}Xã A,0,20,60,0\nXã B,0,150,50,0\n", "utf-8")
    page = HTML.summary(cellstats.summarize(path), STYLE)
    assert re.findall(r'<text class="name[^>]*>([^<]*)', page) == ["Chi bộ cơ quan 0", "Xã A"]
    assert len(re.findall(r'class="dot[^>]*><title>Chi bộ cơ quan', page)) == 5


def test_what_is_of_another_base_is_no_dot(tmp_path: Path) -> None:
    """Where one unit makes the whole one of all, a unit of which some are not rated is left out, which is said."""
    path = tmp_path / "ratings.csv"
    heads = "XẾP LOẠI CHI BỘ NĂM 2021\nĐơn vị,Tổng số,Đã xếp loại,HTXSNV,HTTNV,HTNV,KHTNV\n"
    rows = "Alpha,60,60,0,50,10,0\nBeta,100,,0,50,10,0\nGamma,100,60,0,50,10,0\nDelta,70,70,9,50,11,0\n"
    path.write_text(heads + rows, "utf-8")
    summary = cellstats.summarize(path)
    page = HTML.summary(summary, STYLE)
    assert re.findall(r'class="dot[^>]*><title>(\w+)', page) == ["Delta", "Alpha", "Beta"]
    assert "Cells · Rating · 2021: 3 units around 63.33%" in page
    assert "Not drawn, being of another base than the whole: 1.</figcaption>" in page
    all_alike = HTML.summary(summary, replace(STYLE, base="all"))
    assert "Not drawn" not in all_alike
    assert len(re.findall(r'class="dot', all_alike)) == 4
