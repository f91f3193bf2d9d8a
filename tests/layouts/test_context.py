"""What the texts around a table say, and what they do not."""

import unicodedata

import pytest

import cellstats
from tests.conftest import LEVELS, Book, counts, scale, told

HEAD = ["STT", "Đơn vị", "Tổng số", *LEVELS]
A = [1, "Xã A", 10, 2, 7, 1, 0]
TITLE = "XẾP LOẠI ĐẢNG VIÊN NĂM 2021"


@pytest.mark.parametrize(
    "line",
    [
        "(Kèm theo Báo cáo số 12-BC/HU ngày      tháng 01 năm 2022)",
        "(Kèm theo Báo cáo của Đảng bộ huyện)",
        "ngày ..../..../2022",
        "ngày 15 tháng 12, năm 2022",
        unicodedata.normalize("NFD", "ngày 15 tháng 12 năm 2022"),
        "Số liệu tính đến tháng 01/2022",
        "15 December 2022",
        "(theo Hướng dẫn số 21 năm 2019)",
    ],
)
def test_a_line_beside_the_title_does_not_say_what_it_is_of(book: Book, line: str) -> None:
    """Dates and references are neither the period nor the population."""
    summary = cellstats.summarize(book({"Sheet1": [[TITLE], [line], HEAD, A]}))
    assert counts(summary) == {"members rating 2021": scale(2, 7, 1, 0)}


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("GIAI ĐOẠN 2020-2025", "2020-2025"),
        ("QUÝ 1, NĂM 2022", "2022-Q1"),
        ("6 THÁNG ĐẦU NĂM 2022", "2022-H1"),
        ("THÁNG 3 NĂM 2022", "2022-03"),
        ("NĂM 2021 - 2022", "2021-2022"),
        ("NĂM 2021 VÀ 2022", None),
        ("NĂM 2022 (theo HD 21-HD/BTCTW năm 2019)", "2022"),
    ],
)
def test_half_years_quarters_and_months_are_no_years(book: Book, title: str, period: str | None) -> None:
    """A period is what the title says, and nothing where it says two."""
    summary = cellstats.summarize(book({"Sheet1": [[f"XẾP LOẠI ĐẢNG VIÊN {title}"], HEAD, A]}))
    assert [tally.key.period for tally in summary.totals()] == [period]


def test_the_title_goes_before_the_name_of_the_sheet(book: Book) -> None:
    """A sheet may bear the name of its office."""
    summary = cellstats.summarize(book({"Đảng bộ xã A": [[TITLE], HEAD, A]}))
    assert list(counts(summary)) == ["members rating 2021"]


def test_the_owner_is_not_whom_a_title_speaks_of(book: Book) -> None:
    """ "Đảng viên của các đảng bộ" are members, whatever a letterhead says."""
    titles = [["ĐẢNG BỘ TỈNH HÒA BÌNH"], ["XẾP LOẠI ĐẢNG VIÊN CỦA CÁC ĐẢNG BỘ NĂM 2021"]]
    assert list(counts(cellstats.summarize(book({"S": [*titles, HEAD, A]})))) == ["members rating 2021"]


def test_a_total_that_contradicts_the_title_is_not_decided(book: Book) -> None:
    """ "Số đảng viên" beside levels under "xếp loại chi bộ" may be the size or the base: it is asked for."""
    rows = [["XẾP LOẠI CHI BỘ NĂM 2021"], ["Đơn vị", "Số đảng viên", *LEVELS], ["A", 200, 2, 7, 1, 0]]
    assert told(cellstats.summarize(book({"S": rows})).findings) == ["population-not-named S!C2"]
    rows = [rows[0], ["Đơn vị", "Số chi bộ", "Số đảng viên", *LEVELS], ["Xã A", 10, 200, 2, 7, 1, 0]]
    summary = cellstats.summarize(book({"S": rows}))
    assert [(tally.key.population, tally.base()) for tally in summary.totals()] == [("cells", ("rated", 10))]


def test_a_hidden_sheet_is_counted_and_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What cannot be seen in Excel is said."""
    import xlsxwriter

    path = str(tmp_path_factory.mktemp("hidden") / "a.xlsx")
    workbook = xlsxwriter.Workbook(path)
    workbook.add_worksheet("Bìa")
    sheet = workbook.add_worksheet("Đảng viên 2021")
    for row, cells in enumerate([HEAD, A]):
        sheet.write_row(row, 0, cells)
    sheet.hide()
    workbook.close()
    summary = cellstats.summarize(path)
    assert told(summary.findings) == ["sheet-passed-over Bìa!None", "sheet-hidden Đảng viên 2021!None"]
    assert counts(summary) == {"members rating 2021": scale(2, 7, 1, 0)}


@pytest.mark.parametrize(
    ("sheet", "codes"),
    [
        ("2020", ["period-differs 2020!None"]),
        ("2021", []),
        ("Quý III-2021", []),
        ("2021-2025", []),
        ("15.12.2020", []),
    ],
)
def test_a_sheet_that_is_named_after_another_period_is_told(book: Book, sheet: str, codes: list[str]) -> None:
    """As one that was copied from last year's; the title decides. A date is no period, nor is one within another."""
    summary = cellstats.summarize(book({sheet: [[TITLE], HEAD, A]}))
    assert counts(summary) == {"members rating 2021": scale(2, 7, 1, 0)}
    assert told(summary.findings) == codes


def test_a_file_of_several_that_gives_nothing_is_told(book: Book) -> None:
    """A warning, for an office may be missing; where no file gives anything, one error says so."""
    good, other = book({"S": [[TITLE], HEAD, A]}, "a.xlsx"), book({"Bìa": [["x"]], "Bìa 2": [["y"]]}, "b.xlsx")
    found = cellstats.summarize([good, other]).findings
    assert told(found) == ["sheet-passed-over Bìa!None", "sheet-passed-over Bìa 2!None", "file-passed-over None!None"]
    assert (found[-1].severity, found[-1].place and found[-1].place.source) == ("warning", str(other))
    assert "file-passed-over None!None" not in told(cellstats.summarize([other]).findings)
