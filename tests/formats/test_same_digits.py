"""Every format shows the same verdicts, with the digits of the JSON."""

import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

import cellstats
from cellstats.formats import DOCUMENTS, TEXTS, Style
from cellstats.vocabulary import packaged
from tests.formats.test_html import Tables

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.xlsx"))
STYLE = Style(packaged())


def expected(verdicts: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return the share and the status of each verdict as people read them."""
    return [
        ("–" if each["percent"] is None else f"{each['count']:,}/{each['base']:,} = {each['percent']:.2f}%", status)
        for each in verdicts
        for status in [each["status"].replace("_", " ")]
    ]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_format_shows_the_same_verdicts(path: Path) -> None:
    """Share by share and status by status, for the plan that ships."""
    summary = cellstats.summarize(path)
    verdicts = cellstats.check_targets(summary, cellstats.load_targets())
    found = json.loads(TEXTS["json"].verdicts(verdicts, summary, STYLE))["verdicts"]
    word = Document(io.BytesIO(DOCUMENTS["docx"].verdicts(verdicts, summary, STYLE))).tables[0]
    page = Tables(TEXTS["html"].verdicts(verdicts, summary, STYLE)).rows["Targets"]
    lines = TEXTS["markdown"].verdicts(verdicts, summary, STYLE).splitlines()
    mail = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    assert [(row.cells[1].text, row.cells[3].text) for row in word.rows][1:] == expected(found)
    assert [(row[2], row[1]) for row in page[1:]] == expected(found)
    assert [(row[1], row[3]) for row in mail[2:]] == expected(found)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_workbook_has_the_same_verdicts_as_numbers(path: Path) -> None:
    """Count, base and rounded percentage; those with a share stand first, in their order."""
    summary = cellstats.summarize(path)
    verdicts = cellstats.check_targets(summary, cellstats.load_targets())
    found = json.loads(TEXTS["json"].verdicts(verdicts, summary, STYLE))["verdicts"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(DOCUMENTS["xlsx"].verdicts(verdicts, summary, STYLE)))
    rows = book.get_sheet_by_name("Targets").to_python()[1:]
    known = [(row[2], row[3], Decimal(repr(row[4])) * 100, row[7]) for row in rows if row[4] != ""]
    assert [(count, base, round(percent, 8), status) for count, base, percent, status in known] == [
        (each["count"], each["base"], Decimal(str(each["percent"])), each["status"].replace("_", " "))
        for each in found
        if each["percent"] is not None
    ]
    assert sorted(str(row[7]) for row in rows) == sorted(each["status"].replace("_", " ") for each in found)
