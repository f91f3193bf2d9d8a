from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.conftest import Book
from tests.test_cli import run


def test_a_form_of_cells_and_members(tmp_path: Path) -> None:
    """Without more it has a sheet for each, twenty blank rows and a line for the period; what was written is told."""
    done = run("template", "-o", "form.xlsx", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "written: form.xlsx\n")
    book = CalamineWorkbook.from_path(str(tmp_path / "form.xlsx"))
    assert book.sheet_names == ["Cells", "Members"]
    rows = book.get_sheet_by_name("Cells").to_python(skip_empty_area=False)
    assert [row[0] for row in rows[:3]] == [
        "CELLS · RATING",
        "YEAR ……",
        "Fill in the light cells with whole numbers; totals, shares and the check are worked out.",
    ]
    assert [row[0] for row in rows[5:]] == [*range(1, 21), ""]


@pytest.mark.parametrize("given", [["cells,members"], ["cells", "members"], ["cells, members", "cells"]])
def test_populations_are_named_together_or_one_by_one(tmp_path: Path, given: list[str]) -> None:
    """With commas or with the option again; one that is named twice has one sheet."""
    options = [part for each in given for part in ("--population", each)]
    assert run("template", "-o", "form.xlsx", "--lang", "vi", *options, cwd=tmp_path).returncode == 0
    assert CalamineWorkbook.from_path(str(tmp_path / "form.xlsx")).sheet_names == ["Chi bộ", "Đảng viên"]


def test_a_list_of_units_has_their_names_and_a_list_of_persons_its_rows(tmp_path: Path) -> None:
    """Cells are listed as the file of units names them; of persons there are as many rows as wanted."""
    (tmp_path / "units.txt").write_text("Chi bộ 1\nChi bộ 2\n", encoding="utf-8")
    done = run("template", "-o", "f.xlsx", "--form", "list", "--units", "units.txt", "--rows", "3", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "written: f.xlsx\n")
    book = CalamineWorkbook.from_path(str(tmp_path / "f.xlsx"))
    cells, members = (book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names)
    assert [row[:2] for row in cells[4:6]] == [[1, "Chi bộ 1"], [2, "Chi bộ 2"]]
    assert [row[:3] for row in members[4:7]] == [[1, "", ""], [2, "", ""], [3, "", ""]]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Missing option '-o' / '--output'"),
        (["-o", "form.csv"], "form.csv: a form is an Excel workbook; name it like form.xlsx"),
        (["-o", "-"], "-: a form is an Excel workbook; name it like form.xlsx"),
        (["-o", "full.xlsx"], "full.xlsx exists; name another file, or remove it first"),
        (["-o", "none/form.xlsx"], "none/form.xlsx: cannot be written"),
        (["-o", "a.xlsx", "--population", "cells,membres"], '"membres" is not known; did you mean "members"?'),
        (["-o", "a.xlsx", "--measure", "ratting"], '"ratting" is not known; did you mean "rating"?'),
        (["-o", "a.xlsx", "--period", "năm 2025"], '--period: "năm 2025" is no period; write it like 2025'),
        (["-o", "a.xlsx", "--period", ""], '--period: "" is no period; write it like 2025'),
        (["-o", "a.xlsx", "--units", "none.csv"], "none.csv: there is no such file"),
        (["-o", "a.xlsx", "--units", "broken.xlsx"], "broken.xlsx: is not a workbook that can be read"),
        (["-o", "a.xlsx", "--units", "empty.csv"], "empty.csv: is empty"),
        (["-o", "a.xlsx", "--units", "."], ".: "),
        (["-o", "a.xlsx", "--rows", "0"], "0 is not in the range"),
        (["-o", "a.xlsx", "--vocabulary", "none.yaml"], "none.yaml: there is no such file"),
    ],
)
def test_what_cannot_be_meant_is_said_in_one_line(
    book: Book, tmp_path: Path, arguments: list[str], told: str
) -> None:
    """Exit code 2, and nothing is written; above all a form that was filled in stays as it is."""
    full = Path(book({"Cells": [["filled in"]]}, "full.xlsx"))
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04")
    (tmp_path / "empty.csv").write_bytes(b"")
    before = full.read_bytes()
    done = run("template", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert full.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.xlsx", "empty.csv", "full.xlsx"]
