import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

import cellstats
from tests.conftest import LEVELS, TITLE, Book, counts, scale, told

HEAD = ["Đơn vị", "Tổng số", *LEVELS]


@pytest.fixture
def formulas(tmp_path: Path) -> Callable[..., str]:
    """Write a table of one unit whose total and last level are formulas, with the values stored for them."""

    def write(total: object, last: object, *, calculated: bool = True) -> str:
        path, plain = tmp_path / "ratings.xlsx", tmp_path / "plain.xlsx"
        workbook = xlsxwriter.Workbook(str(plain))
        sheet = workbook.add_worksheet("Chi bộ")
        for row, cells in enumerate([TITLE, HEAD, ["Xã A", None, 2, 6, 1]]):
            sheet.write_row(row, 0, cells)
        sheet.write_formula("B3", "=SUM(C3:F3)", None, total)
        sheet.write_formula("F3", "=H3/I3", None, last)
        workbook.close()
        with zipfile.ZipFile(plain) as read, zipfile.ZipFile(path, "w") as written:
            for part in read.namelist():
                content = read.read(part).replace(b"<v></v>", b"")
                written.writestr(part, content.replace(b'fullCalcOnLoad="1"', b"") if calculated else content)
        return str(path)

    return write


def test_formulas_with_their_values_are_counts(formulas: Callable[..., str]) -> None:
    """A stored value counts, a stored 0 too where the program that saved the workbook calculates."""
    summary = cellstats.summarize(formulas(9, 0))
    assert counts(summary) == {"cells rating 2021": scale(2, 6, 1, 0)}
    assert summary.findings == ()


def test_an_error_cell_is_no_blank(formulas: Callable[..., str]) -> None:
    """#DIV/0! is an error with its cell, and the level stays unknown."""
    summary = cellstats.summarize(formulas(9, "#DIV/0!"))
    assert counts(summary) == {"cells rating 2021": scale(2, 6, 1, None)}
    assert told(summary.findings)[0] == "error-cell Chi bộ!F3"
    assert summary.findings[0].message().startswith("holds the error #DIV/0!; not counted")
    assert not summary.trusted


@pytest.mark.parametrize(("stored", "calculated"), [("", True), ("", False), (0, False)])
def test_a_formula_without_a_stored_value_is_no_zero(
    formulas: Callable[..., str], stored: object, calculated: bool
) -> None:
    """A formula that nobody calculated is an error, whether the writer stored nothing for it or 0."""
    summary = cellstats.summarize(formulas(9, stored, calculated=calculated))
    assert counts(summary) == {"cells rating 2021": scale(2, 6, 1, None)}
    assert told(summary.findings)[0] == "formula-without-value Chi bộ!F3"


def test_an_error_in_the_total_leaves_no_base(formulas: Callable[..., str]) -> None:
    """Without a total that can be read, nothing proves the base."""
    summary = cellstats.summarize(formulas("#REF!", 1))
    assert "error-cell Chi bộ!B3" in told(summary.findings)
    assert not summary.trusted


def test_an_error_in_a_list_is_not_recognized(book: Book) -> None:
    """In a list an error cell is a row whose rating is not known, never one that was left blank."""
    rows = [
        ["DANH SÁCH CHI BỘ NĂM 2021"],
        ["STT", "Tên chi bộ", "Xếp loại"],
        [1, "Thôn 1", "=NA()"],
        [2, "Thôn 2", "HTT"],
    ]
    summary = cellstats.summarize(book({"Chi bộ": rows}))
    assert summary.totals()[0].bases.unrecognized == 1
    assert told(summary.findings) == ["unknown-word-unlike-any Chi bộ!C3"]


def test_hidden_rows_are_counted_and_told(book: Book) -> None:
    """A hidden or filtered row is a row; blank ones and those above the table are not worth a word."""
    rows = [TITLE, HEAD, ["Xã A", 10, 2, 6, 1, 1], ["Xã B", 5, 1, 4, 0, 0], []]
    summary = cellstats.summarize(book({"Chi bộ": rows}, hidden=[0, 3, 4]))
    assert counts(summary) == {"cells rating 2021": scale(3, 10, 1, 1)}
    assert told(summary.findings) == ["rows-hidden Chi bộ!A4"]
    assert summary.findings[0].values == {"count": 1}


def test_a_number_that_is_shown_as_a_percentage_is_no_count(tmp_path: Path) -> None:
    """1 in the format 0% reads 100% to everyone who opens the workbook; beside a count it is its share."""
    path = tmp_path / "a.xlsx"
    workbook = xlsxwriter.Workbook(str(path))
    percent, custom = workbook.add_format({"num_format": 9}), workbook.add_format({"num_format": '0.0"%"%'})
    sheet = workbook.add_worksheet("S")
    sheet.write_row("A1", ["XẾP LOẠI CHI BỘ NĂM 2021"])
    sheet.write_row("A2", ["Đơn vị", "HTXSNV", "%", "HTTNV", "%", "HTNV", "Không HTNV"])
    sheet.write_row("A3", ["Xã A", 1, 1, 0, 0, 0, 0])
    sheet.write_row("A4", ["Xã B", 1, 0.5, 1, 0.5, 0, 0])
    for row in (2, 3):
        sheet.write(row, 2, 1 / (row - 1), percent)
        sheet.write(row, 4, 0.5 * (row - 2), percent)
    sheet.write(3, 5, 1, custom)
    workbook.close()
    summary = cellstats.summarize(path)
    assert told(summary.findings) == ["percentage S!F4"]
    assert summary.findings[0].message() == "a count is expected here, not the percentage 100%; not counted"
