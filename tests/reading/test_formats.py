import io
import struct
from pathlib import Path
from unicodedata import normalize
from zipfile import ZipFile

import pytest
import xlwt

import cellstats
from tests.conftest import LEVELS, counts, scale, told
from tests.reading.writers import ERROR, TYPED, WRITERS, Page, Rows, ods, xls, xlsx, xml2003

N = None
ROWS: Rows = [
    ["XẾP LOẠI CHI BỘ NĂM 2021"],
    ["Đơn vị", "Tổng số", "Kết quả xếp loại", N, N, N],
    [N, N, *LEVELS],
    ["Xã Hoà", 10, 2, 6, 1, 1],
    ["Xã Đức", 5, 1, 4, 0, 0],
    ["Cộng", 15, 3, 10, 1, 1],
]
MERGED = [(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 5)]
EXPECTED = {"cells rating 2021": scale(3, 10, 1, 1)}


def written(folder: Path, name: str, page: Page) -> Path:
    """Write a sheet in a format and return its path."""
    path = folder / f"ratings.{name}"
    path.write_bytes(WRITERS[name](page))
    return path


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_gives_the_same(tmp_path: Path, name: str) -> None:
    """A sheet is read alike in every format; the content tells which it is, not the suffix."""
    path = written(tmp_path, name, Page(ROWS, MERGED if name in TYPED else ()))
    (tmp_path / "ratings.bin").write_bytes(path.read_bytes())
    for each in (path, tmp_path / "ratings.bin"):
        summary = cellstats.summarize(each)
        assert counts(summary) == EXPECTED
        units = {normalize("NFC", tally.key.unit or ""): tally for tally in summary.totals(by_unit=True)}
        assert units["Xã Hoà"].counts == scale(2, 6, 1, 1)
        assert summary.findings == ()


@pytest.mark.parametrize("name", WRITERS)
def test_a_folder_holds_every_format(tmp_path: Path, name: str) -> None:
    """In a folder a file of every format is read."""
    written(tmp_path, name, Page(ROWS))
    assert counts(cellstats.summarize(tmp_path)) == EXPECTED


@pytest.mark.parametrize("name", TYPED)
def test_an_error_cell_in_every_format(tmp_path: Path, name: str) -> None:
    """A cell that holds #DIV/0! is an error at its place, never a blank."""
    rows = [[*cells] for cells in ROWS]
    rows[4][4] = ERROR
    summary = cellstats.summarize(written(tmp_path, name, Page(rows, MERGED)))
    assert [each.code for each in summary.findings] == ["error-cell"]
    assert str(summary.findings[0].place).endswith("!E5")
    assert summary.findings[0].values == {"value": ERROR}
    assert counts(summary)["cells rating 2021"]["completed"] is None


@pytest.mark.parametrize("name", TYPED)
def test_hidden_rows_in_every_format(tmp_path: Path, name: str) -> None:
    """A hidden row counts, and that is told."""
    summary = cellstats.summarize(written(tmp_path, name, Page(ROWS, MERGED, frozenset({4}))))
    assert counts(summary) == EXPECTED
    assert [(each.code, str(each.place).rpartition("!")[2]) for each in summary.findings] == [("rows-hidden", "A5")]


@pytest.mark.parametrize("name", [name for name in TYPED if name != "old.xls"])
def test_merged_cells_in_every_format(tmp_path: Path, name: str) -> None:
    """A unit's name that spans rows is the unit of each of them."""
    rows: Rows = [
        ["DANH SÁCH XẾP LOẠI ĐẢNG VIÊN NĂM 2021"],
        ["Chi bộ", "Họ và tên", "Xếp loại"],
        ["Thôn 1", "N A", "HTTNV"],
        [N, "N B", "HTTNV"],
        ["Thôn 2", "N C", "HTNV"],
    ]
    summary = cellstats.summarize(written(tmp_path, name, Page(rows, [(2, 0, 3, 0)])))
    assert counts(summary, "Thôn 1") == {"members rating 2021": scale(0, 2, 0, 0)}


@pytest.mark.parametrize("calculated", [True, False])
def test_formulas_without_a_value_in_old_workbooks(tmp_path: Path, calculated: bool) -> None:
    """Where no formula of an old workbook has a value each is an error; where others have one, it is a blank."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("B")
    rows: Rows = [["XẾP LOẠI CHI BỘ 2021"], ["Đơn vị", "Tổng số", *LEVELS], ["Xã A", 6, N, 1, 2, 3]]
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell is not None:
                sheet.write(row, column, cell)
    for row, column in ((2, 2), (6, 9)):
        sheet.write(row, column, xlwt.Formula("0+1"))
    buffer = io.BytesIO()
    book.save(buffer)
    content = buffer.getvalue()
    if calculated:  # the last formula has the value 1
        nothing = b"\x03\0\0\0\0\0\xff\xff"
        before, after = content.rsplit(nothing, 1)
        content = before + struct.pack("<d", 1) + after
    path = tmp_path / "a.xls"
    path.write_bytes(content)
    expected = [] if calculated else ["formula-without-value B!C3"]
    assert [each for each in told(cellstats.summarize(path).findings) if each.startswith("formula")] == expected


def test_a_formula_without_a_value_in_ods(tmp_path: Path) -> None:
    """A formula whose value was not stored is an error."""
    path = tmp_path / "a.ods"
    with ZipFile(io.BytesIO(ods(Page(ROWS)))) as written_so, ZipFile(path, "w") as archive:
        for name in written_so.namelist():
            content = written_so.read(name)
            four = b'<table:table-cell office:value-type="float" office:value="4"><text:p>4</text:p>'
            assert (four in content) == (name == "content.xml")
            archive.writestr(name, content.replace(four, b'<table:table-cell table:formula="of:=A1">'))
    assert "formula-without-value Biểu!D5" in told(cellstats.summarize(path).findings)


def test_a_page_of_several_tables(tmp_path: Path) -> None:
    """Tables of a page stand one below the other, with the lines between them; numbers are text."""
    head = "<tr><th>Đơn vị<th>HTXSNV<th>HTT<br>NV<th>HTNV<th>KHTNV"
    table = f"<table>{head}<tr><td>Xã A<td>1.200<td>&nbsp;2<td>3<td>4</table>"
    page = f"<p>XẾP LOẠI CHI BỘ NĂM 2021</p>{table}<p>XẾP LOẠI ĐẢNG VIÊN NĂM 2021</p>{table}<script>x</script>"
    path = tmp_path / "ratings.xls"
    path.write_text(page, encoding="utf-8")
    assert counts(cellstats.summarize(path)) == {
        "cells rating 2021": scale(1200, 2, 3, 4),
        "members rating 2021": scale(1200, 2, 3, 4),
    }


@pytest.mark.parametrize(
    "content",
    [
        xml2003(Page(ROWS))[:-50],
        xml2003(Page(ROWS)).replace(b'ss:Index="3"', b'ss:Index="99999999"'),
        xml2003(Page(ROWS)).replace(b'ss:Index="3"', b'ss:Index="1"'),
        xlsx(Page(ROWS))[:-200],
        xls(Page(ROWS))[:1500],
    ],
)
def test_a_broken_workbook_is_one_error(tmp_path: Path, content: bytes) -> None:
    """Whatever its format, a broken workbook is said to be broken, and nothing is raised."""
    path = tmp_path / "a.xls"
    path.write_bytes(content)
    assert [each.code for each in cellstats.summarize(path).findings] == ["workbook-broken"]
