import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

import cellstats
from cellstats.findings import Finding

os.environ["LC_ALL"] = "C.UTF-8"  # whoever runs the tests, the program speaks English

Cell = str | int | float | bool | date | None
Rows = Sequence[Sequence[Cell]]
Book = Callable[..., str]

TITLE = ["XẾP LOẠI CHẤT LƯỢNG CHI BỘ NĂM 2021"]
LEVELS = ["HTXSNV", "HTTNV", "HTNV", "Không HTNV"]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Write sheets of rows as a workbook and return its path; `merged` holds ranges such as "A1:B2" by sheet.

    `hidden` holds the rows, counted from 0, that are hidden on every sheet.
    """

    def write(
        sheets: Mapping[str, Rows],
        name: str = "ratings.xlsx",
        merged: Mapping[str, Sequence[str]] | None = None,
        hidden: Sequence[int] = (),
    ) -> str:
        path = tmp_path / name
        workbook = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"})
        for title, rows in sheets.items():
            sheet = workbook.add_worksheet(title)
            for area in (merged or {}).get(title, ()):
                sheet.merge_range(area, "")
            for row in hidden:
                sheet.set_row(row, None, None, {"hidden": True})
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if cell is not None:
                        sheet.write(row, column, cell)
        workbook.close()
        return str(path)

    return write


def counts(summary: cellstats.Summary, unit: str | None = None) -> dict[str, dict[str, int | None]]:
    """Return the counts by "population measure period", of everything or of one unit."""
    return {
        f"{tally.key.population} {tally.key.measure} {tally.key.period}": dict(tally.counts)
        for tally in summary.totals(by_unit=True)
        if tally.key.unit == unit
    }


def told(findings: Sequence[Finding]) -> list[str]:
    """Return findings as "code sheet!cell"."""
    return [f"{each.code} {each.place.sheet}!{each.place.cell}" if each.place else each.code for each in findings]


def scale(*values: int | None) -> dict[str, int | None]:
    """Return counts of the rating, best level first."""
    return dict(zip(("excellent", "good", "completed", "not_completed"), values, strict=True))
