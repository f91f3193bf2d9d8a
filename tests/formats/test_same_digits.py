"""Every format shows the same verdicts, with the digits of the JSON."""

import io
import json
import re
from dataclasses import replace
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


def units_of(summary: cellstats.Summary, style: Style) -> dict[tuple[object, ...], list[dict[str, Any]]]:
    """Return the levels of each unit, in the order of the JSON."""
    units: dict[tuple[object, ...], list[dict[str, Any]]] = {}
    for each in json.loads(TEXTS["json"].summary(summary, style))["records"]:
        if each["unit"] is not None:
            key = tuple(each[name] for name in ("population", "measure", "period", "group", "unit"))
            units.setdefault(key, []).append(each)
    return units


def as_read(level: dict[str, Any]) -> str:
    """Return a level of a unit as people read it."""
    count = "–" if level["count"] is None else f"{level['count']:,}"
    return count if level["percent"] is None else f"{count}\n{level['percent']:.2f}%"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_word_and_markdown_show_the_same_units(path: Path) -> None:
    """The counts and percentages of each unit, in the order of their ranks."""
    summary, style = cellstats.summarize(path), replace(STYLE, by_unit=True)
    expected_rows = [list(map(as_read, levels)) for levels in units_of(summary, style).values()]
    tables = Document(io.BytesIO(DOCUMENTS["docx"].summary(summary, style))).tables
    word = [row.cells for table in tables if table.rows[0].cells[0].text == "Unit" for row in table.rows[1:]]
    found = [[cell.text for cell in row[2 : 2 + len(each)]] for row, each in zip(word, expected_rows, strict=True)]
    assert found == expected_rows
    lines = [line.strip("|").split("|") for line in TEXTS["markdown"].summary(summary, style).splitlines()]
    mail = [[cell.strip() for cell in line] for line in lines if re.match(r"\s*(?:\d+\.|–) ", line[0])]
    short = [row[2 : 2 + len(each)] for row, each in zip(mail, expected_rows, strict=True)]
    assert [[cell.replace("; ", "\n") for cell in row] for row in short] == expected_rows


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_workbook_has_the_same_units_as_numbers(path: Path) -> None:
    """Name, counts and rounded percentages of each, in the order of their ranks; what is not known is blank."""
    summary, style = cellstats.summarize(path), replace(STYLE, by_unit=True)
    book = CalamineWorkbook.from_filelike(io.BytesIO(DOCUMENTS["xlsx"].summary(summary, style)))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names if name.startswith("Units")]
    rows = [(sheet[0], row) for sheet in sheets for row in sheet[1:-1]]
    for (heading, row), (key, levels) in zip(rows, units_of(summary, style).items(), strict=True):
        first = next(at for at, text in enumerate(heading) if str(text).endswith(" (%)")) + 1
        counts, shares = row[first : first + 2 * len(levels) : 2], row[first + 1 : first + 2 * len(levels) : 2]
        percents = [None if share == "" else round(Decimal(repr(share)) * 100, 8) for share in shares]
        assert row[4] == key[-1]
        assert counts == ["" if level["count"] is None else level["count"] for level in levels]
        assert percents == [None if level["percent"] is None else Decimal(str(level["percent"])) for level in levels]
