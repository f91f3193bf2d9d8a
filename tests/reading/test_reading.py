import io
import stat
from pathlib import Path

import pytest
import xlsxwriter

import cellstats
from cellstats.reading import Request, files
from tests.conftest import LEVELS, TITLE, Book, Cell, counts, scale, told

TABLE: list[list[Cell]] = [[*TITLE], ["Đơn vị", "Tổng số", *LEVELS], ["Xã A", 10, 2, 6, 1, 1]]
CELLS = {"cells rating 2021": scale(2, 6, 1, 1)}


def csv(delimiter: str) -> str:
    """Return the table as delimited text, with a title line that is shorter than the table."""
    return "".join(delimiter.join(str(cell) for cell in row) + "\n" for row in TABLE)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimited_text(tmp_path: Path, delimiter: str, encoding: str) -> None:
    """The delimiter is found, and UTF-8 or UTF-16 is read; every cell is text."""
    path = tmp_path / "ratings.csv"
    path.write_text(csv(delimiter).replace("XẾP LOẠI", "XẾP LOẠI CHI BỘ"), encoding=encoding)
    assert counts(cellstats.summarize(path)) == CELLS


def test_several_files_and_sheets_are_added_up(book: Book) -> None:
    """Every sheet of every file counts."""
    one = book({"Chi bộ": TABLE, "Đảng viên": [["ĐẢNG VIÊN NĂM 2021"], *TABLE[1:]]}, "one.xlsx")
    two = book({"Chi bộ": [*TABLE[:2], ["Xã B", 10, 2, 6, 1, 1]]}, "two.xlsx")
    assert counts(cellstats.summarize([one, two])) == {
        "cells rating 2021": scale(4, 12, 2, 2),
        "members rating 2021": scale(2, 6, 1, 1),
    }


def test_only_the_named_sheets_are_read(book: Book) -> None:
    """Other sheets are not looked at."""
    path = book({"Chi bộ": TABLE, "Đảng viên": [["ĐẢNG VIÊN NĂM 2021"], *TABLE[1:]]})
    assert list(counts(cellstats.summarize(path, request=Request(("Chi bộ",))))) == ["cells rating 2021"]


def test_a_folder_is_read_in_order_and_deeply(book: Book, tmp_path: Path) -> None:
    """Workbooks below a folder are read; lock files and other files are left alone, and counted."""
    (tmp_path / "b").mkdir()
    book({"Chi bộ": TABLE}, "b/second.xlsx")
    book({"Chi bộ": [*TABLE[:2], ["Xã B", 10, 2, 6, 1, 1]]}, "a.xlsx")
    for name in ("~$a.xlsx", "notes.txt"):
        (tmp_path / name).write_text("no workbook")
    summary = cellstats.summarize(tmp_path)
    assert [Path(source.path).name for source in summary.sources] == ["a.xlsx", "second.xlsx"]
    assert [(each.code, each.values["count"]) for each in summary.findings] == [
        ("lock-files-left-alone", 1),
        ("files-left-alone", 1),
    ]


def test_stdin_is_told_by_its_content(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook piped in is read like the file."""
    content = Path(book({"Chi bộ": TABLE})).read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    summary = cellstats.summarize("-")
    assert counts(summary) == CELLS
    assert summary.sources[0].path == "stdin"


def test_the_content_decides_not_the_suffix(book: Book, tmp_path: Path) -> None:
    """A workbook that is named .csv is a workbook."""
    path = tmp_path / "ratings.csv"
    path.write_bytes(Path(book({"Chi bộ": TABLE})).read_bytes())
    assert counts(cellstats.summarize(path)) == CELLS


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b" \n", "file-empty"),
        (b"PK\x03\x04 not an archive", "workbook-broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 not a workbook", "workbook-broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "workbook-protected"),
        (b"{", "json-broken"),
        (b"{}", "json-not-a-summary"),
        (b'{"format": "cellstats.summary/2"}', "json-of-another-version"),
        (b'{"format": "cellstats.summary/1"}', "json-incomplete"),
        (b"\xff\xfe\x00", "text-not-unicode"),
        (b"\x89PNG\x00\x00", "text-not-unicode"),
        (b"a\x00b", "not-a-table"),
        (b'a,"b\nc', "quote-not-closed"),
        (b"hello\n", "sheet-passed-over"),
    ],
)
def test_what_cannot_be_read_is_a_finding(tmp_path: Path, content: bytes, code: str) -> None:
    """One bad file is an error with its name, and nothing is raised."""
    path = tmp_path / "bad.xlsx"
    path.write_bytes(content)
    summary = cellstats.summarize(path)
    assert [each.code for each in summary.findings if each.severity.value == "error"] == [
        code if code != "sheet-passed-over" else "nothing-read"
    ]
    assert all(each.place is None or each.place.source == str(path) for each in summary.findings)
    assert not summary.trusted


def test_one_bad_file_costs_only_itself(book: Book, tmp_path: Path) -> None:
    """The others are counted, and the numbers are marked as not to be trusted."""
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04")
    summary = cellstats.summarize([book({"Chi bộ": TABLE}), tmp_path / "bad.xlsx", tmp_path / "none.xlsx"])
    assert counts(summary) == CELLS
    assert [each.code for each in summary.findings] == ["workbook-broken", "file-not-found"]


def test_a_folder_without_workbooks(tmp_path: Path) -> None:
    """It is an error that names the folder."""
    summary = cellstats.summarize(tmp_path)
    assert told(summary.findings) == ["folder-without-workbooks None!None"]


def test_merged_cells_hold_the_text_of_their_first(book: Book) -> None:
    """A unit's name that spans rows is the unit of each; merged counts are never filled."""
    rows: list[list[Cell]] = [["DANH SÁCH ĐẢNG VIÊN NĂM 2021"], ["Chi bộ", "Họ và tên", "Xếp loại"]]
    rows += [["Chi bộ 1", "A", "Tốt"], [None, "B", "XS"]]
    summary = cellstats.summarize(book({"DS": rows}, merged={"DS": ["A3:A4"]}))
    assert counts(summary, "Chi bộ 1") == {"members rating 2021": scale(1, 1, 0, 0)}


def test_headings_of_several_lines_in_delimited_text(tmp_path: Path) -> None:
    """A quoted field may run over lines; the table is as wide as its records."""
    path = tmp_path / "a.csv"
    text = 'XẾP LOẠI CHI BỘ NĂM 2021\nSTT,"Đơn\nvị","Tổng\nsố","HT\nXSNV",HTTNV,HTNV,KHTNV\n1,Xã A,10,2,6,1,1\n'
    path.write_text(text.replace("HT\nXSNV", "HTXSNV"), encoding="utf-8")
    assert counts(cellstats.summarize(path)) == CELLS


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tên chi bộ,Tổng số chi bộ,HTXSNV,HTTNV,HTNV,KHTNV\nXã A,1,010,2,7,0,0\n", "row-too-long"),
        ('Đơn vị,HTXSNV,HTTNV\n"Xã A,1,2\nXã B,1,2\nXã C",3,4\n', "quote-not-closed"),
        ("population,measure,period,unit,level,count\ncells,rating,2021,,good,5\n", "own-result"),
    ],
)
def test_delimited_text_that_would_be_read_wrong(tmp_path: Path, text: str, code: str) -> None:
    """A number with a comma, a quote that is not closed, and a result of the program itself are told."""
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    assert code in [each.code for each in cellstats.summarize(path).findings]


@pytest.mark.parametrize(
    ("heading", "note"),
    [
        ("Ghi chú", "Thôn 1, xã A, huyện B\nvắng có lý do"),
        ("Ghi chú", "ốm\nnghỉ, có phép, đã báo"),
        ("Ghi chú\n(ốm, nghỉ, đi vắng, đi công tác, việc khác)", ""),
    ],
)
def test_notes_of_several_lines_with_commas_are_notes(tmp_path: Path, heading: str, note: str) -> None:
    """A quote that is closed takes in no other record: its own is as wide as the others, its lines are no parts."""
    path = tmp_path / "a.csv"
    rows = [f'STT,Họ và tên,Xếp loại,"{heading}"', f'1,A,HTTNV,"{note}"', "2,B,HTNV,"]
    path.write_text("\n".join(["XẾP LOẠI ĐẢNG VIÊN NĂM 2021,,,", *rows, ""]), encoding="utf-8")
    summary = cellstats.summarize(path)
    assert counts(summary) == {"members rating 2021": scale(0, 1, 1, 0)}
    assert summary.findings == ()


@pytest.mark.parametrize("before", [0, 1022, 1023, 1024, 3000])
@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ('"Xã A,1,2\nXã B,1,2\nXã C",3,4', "quote-not-closed"),
        ('"Xã A,1,2', "quote-not-closed"),
        (f"{'A' * 140_000},1,2", "text-too-long"),
        (f"{'A' * 40_000},1,2", "text-too-long"),
        (f'"Xã A\n{"A" * 140_000}",1,2', "quote-not-closed"),
    ],
)
def test_a_bad_record_is_found_wherever_it_stands(tmp_path: Path, before: int, bad: str, code: str) -> None:
    """After records of one or of two lines, be they few or thousands, a bad one is told with its row."""
    path = tmp_path / "a.csv"
    good = [f'"Xã\nsố {at}",1,2' if at % 5 == 0 else f"Xã số {at},1,2" for at in range(before)]
    path.write_text("\n".join(["Đơn vị,HTXSNV,HTTNV", *good, bad, "Xã Z,1,2"]), encoding="utf-8")
    found = [(each.code, each.place and each.place.cell) for each in cellstats.summarize(path).findings]
    assert (code, f"A{before + 2}") in found


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(book: Book) -> None:
    """A misspelt --sheet names the sheets of the file."""
    summary = cellstats.summarize(book({"Chi bộ": TABLE}), request=Request(("Chi bô",)))
    assert summary.findings[0].message() == "has no sheet that was chosen; it has: Chi bộ"


class Failing(io.BytesIO):
    """A file whose disk fails after some reads."""

    def __init__(self, content: bytes, good: int) -> None:
        super().__init__(content)
        self.good = good

    def fileno(self) -> int:
        return 0

    def read(self, size: int | None = -1, /) -> bytes:
        self.good -= 1
        if self.good < 0:
            raise OSError(5, "Input/output error")
        return super().read(size)


def test_every_read_may_fail(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever it is, the file is an error with the reason, and half of it is not taken for the whole."""
    path = book({"Chi bộ": TABLE})
    content = Path(path).read_bytes()
    size = 512
    reads = len(content) // size + 2
    monkeypatch.setattr(files, "_CHUNK", size)
    for good in range(reads):
        with monkeypatch.context() as patched:
            patched.setattr(files, "open", lambda *_, good=good: Failing(content, good), raising=False)
            patched.setattr(stat, "S_ISREG", lambda _mode: True)
            findings = cellstats.summarize(path).findings
        assert [(each.code, each.values["reason"]) for each in findings if each.code != "nothing-read"] == [
            ("file-not-readable", "Input/output error")
        ]
    assert cellstats.summarize(path).tallies


@pytest.mark.parametrize("sheets", [(), ("Biểu 1",)], ids=["all", "chosen"])
def test_a_workbook_of_charts_alone_is_named(tmp_path: Path, sheets: tuple[str, ...]) -> None:
    """A workbook without a sheet that has cells is told, whichever sheets are asked for."""
    path = tmp_path / "charts.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_chartsheet("Biểu đồ")
    summary = cellstats.summarize(path, request=Request(sheets))
    assert summary.findings[0].code == "file-without-sheets"
