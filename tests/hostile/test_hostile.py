import io
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from cellstats.defaults import MEMORY
from cellstats.vocabulary import packaged_words
from tests.conftest import LEVELS, TITLE
from tests.hostile.builders import HOSTILE, ods, sheet, texts, xlsx

GOOD = 10
HEAD = ["Đơn vị", "Tổng số", *LEVELS]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Ten workbooks, each of one unit of 11 to 20 cells."""
    folder = tmp_path_factory.mktemp("good")
    paths = [folder / f"good-{at}.xlsx" for at in range(GOOD)]
    for at, path in enumerate(paths):
        book = xlsxwriter.Workbook(str(path))
        page = book.add_worksheet("Chi bộ")
        for row, cells in enumerate([TITLE, HEAD, [f"Xã {at}", 11 + at, 1 + at, 7, 2, 1]]):
            page.write_row(row, 0, cells)
        book.close()
    return paths


def summarized(*arguments: str | Path, **options: str) -> tuple[int, dict[str, list[dict[str, object]]], str]:
    """Return the exit code, the result and what was said of a run of the program."""
    ended = subprocess.run(
        [sys.executable, "-m", "cellstats", "summarize", *map(str, arguments), "-f", "json"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, **options},
    )
    return ended.returncode, json.loads(ended.stdout), ended.stderr


def all_counted(result: dict[str, list[dict[str, object]]]) -> bool:
    """Tell whether all good files, and nothing else, were counted."""
    return [each["all"] for each in result["totals"]] == [sum(range(11, 11 + GOOD))]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_itself_alone(name: str, good: list[Path], tmp_path: Path) -> None:
    """It is one error with its name and the reason, within bounds; the ten good files beside it are counted."""
    build, code = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(build())
    ended, result, said = summarized(*good[:5], path, *good[5:])
    assert ended == 3
    assert all_counted(result)
    errors = [each for each in result["findings"] if each["severity"] == "error"]
    assert [each["code"] for each in errors] == [code]
    assert str(errors[0]["place"]).startswith(str(path))
    assert said.count("error:") == 1
    assert "Traceback" not in said
    assert "panicked" not in said
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < (MEMORY + 200) * 1024


def test_what_takes_too_long_is_given_up(good: list[Path], tmp_path: Path) -> None:
    """A list of 400,000 rows within one second; its message says how to allow more."""
    path = tmp_path / "large.csv"
    path.write_text("Họ và tên,Xếp loại\n" + "".join(f"A{at},Tốt\n" for at in range(400_000)), encoding="utf-8")
    ended, result, said = summarized(*good, path, "--max-seconds", "1")
    assert (ended, all_counted(result)) == (3, True)
    assert f"error: {path}: was not read within 1 seconds of work; save it again in Excel, or allow more with" in said


def test_pipes_and_devices_are_no_files(good: list[Path], tmp_path: Path) -> None:
    """A named pipe does not hang the program, whether it is named or in a folder; nor does an endless device."""
    os.mkfifo(tmp_path / "pipe.xlsx")
    (tmp_path / "zero.xlsx").symlink_to("/dev/zero")
    ended, result, said = summarized(*good, tmp_path / "pipe.xlsx", tmp_path / "zero.xlsx")
    assert (ended, all_counted(result)) == (3, True)
    assert "pipe.xlsx: is a pipe, not a file; name - to read what is piped into stdin\n" in said
    assert "zero.xlsx: is a device, not a file\n" in said
    ended, result, said = summarized(*good, tmp_path)
    assert (ended, all_counted(result)) == (3, True)
    assert "holds no workbook" in said


def test_lock_files_are_counted_and_never_named(good: list[Path], tmp_path: Path) -> None:
    """`~$` files hold the name of whoever has a workbook open; a pattern of the shell names them too."""
    lock = tmp_path / "~$bi-mat.xlsx"
    lock.write_bytes(b"\x05Nguyen Van Bi Mat")
    (tmp_path / "good.xlsx").write_bytes(good[0].read_bytes())
    for named in ([tmp_path], [lock, tmp_path / "good.xlsx"]):
        ended, result, said = summarized(*named)
        assert ended == 0
        assert [each["code"] for each in result["findings"]] == ["lock-files-left-alone"]
        assert "left alone: 1\n" in said
        assert "mat" not in said


def test_links_lead_nowhere_twice(good: list[Path], tmp_path: Path) -> None:
    """A link to a folder above ends; a linked folder is read, and a file with two names only once."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for path in good:
        (elsewhere / path.name).write_bytes(path.read_bytes())
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "up").symlink_to(tmp_path)
    (folder / "again.xlsx").symlink_to(elsewhere / "good-0.xlsx")
    (folder / "gone.xlsx").symlink_to(tmp_path / "nothing")
    ended, result, _ = summarized(folder)
    assert (ended, all_counted(result)) == (0, True)


def test_a_folder_as_deep_as_a_path_can_be(good: list[Path], tmp_path: Path) -> None:
    """Folders are walked however deep; one that cannot be opened is told."""
    here = os.getcwd()
    try:
        os.chdir(tmp_path)
        for _ in range(1500):
            os.mkdir("d")
            os.chdir("d")
        Path("good.xlsx").write_bytes(good[0].read_bytes())
    finally:
        os.chdir(here)
    ended, result, _ = summarized(tmp_path)
    subprocess.run(["rm", "-r", tmp_path / "d"], check=True)  # too deep for the clean-up of the tests
    assert (ended, len(result["totals"])) == (0, 1)


def test_large_empty_areas_are_usual(tmp_path: Path) -> None:
    """Cells with a border and nothing in them, to the last corner of the sheet, are no values."""
    rows: list[list[str | int]] = [[*TITLE], [*HEAD], ["Xã 1", 10, 2, 7, 1, 0]]
    cells = "".join(
        f'<row r="{row}">'
        + "".join(
            f'<c r="{chr(65 + at)}{row}"><v>{cell}</v></c>'
            if isinstance(cell, int)
            else f'<c r="{chr(65 + at)}{row}" t="inlineStr"><is><t>{cell}</t></is></c>'
            for at, cell in enumerate(each)
        )
        + "</row>"
        for row, each in enumerate(rows, 1)
    )
    styled = "".join(f'<row r="{row}" s="1"><c r="XFD{row}" s="1"/></row>' for row in range(4, 50_000))
    corner = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    (tmp_path / "a.xlsx").write_bytes(xlsx(sheet(cells + styled + corner)))
    ended, result, _ = summarized(tmp_path / "a.xlsx")
    assert ended == 0
    assert [each["all"] for each in result["totals"]] == [10]


@pytest.mark.parametrize(
    "areas", [["A1:XFD1048576"], ["A1:XFD1048576"] * 5000, [f"A{5000 - at}:XFD9000" for at in range(4990)]]
)
def test_merged_ranges_without_end_cost_nothing(areas: list[str], tmp_path: Path) -> None:
    """Ranges over the whole sheet, a thousand times, on each other: the sheet is read in the time of its values."""
    values = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(9, 5009))
    heading = '<row r="8">' + "".join(
        f'<c r="{letter}8" t="inlineStr"><is><t>{text}</t></is></c>'
        for letter, text in zip("ABCDEF", HEAD, strict=True)
    )
    merged = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    content = xlsx(sheet(f"{heading}</row>{values}", f"<mergeCells>{merged}</mergeCells>"))
    (tmp_path / "a.xlsx").write_bytes(content)
    _, result, said = summarized(tmp_path / "a.xlsx", "--max-seconds", "10")
    assert "within" not in said
    assert result["findings"]


def test_every_message_of_refusal_is_in_both_languages() -> None:
    """And every hostile file ends in one of them."""
    words = packaged_words("messages")
    assert all(set(words[code]) == {"severity", "en", "vi"} for _, code in HOSTILE.values())


def test_a_sheet_that_only_seems_far_is_read(tmp_path: Path) -> None:
    """Rows repeated to the end of the sheet without values are no values."""
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    empty = f'<table:table-row table:number-rows-repeated="1048000">{blank}</table:table-row>'
    (tmp_path / "a.ods").write_bytes(ods(f"<table:table-row><table:table-cell/></table:table-row>{empty}"))
    _, result, _ = summarized(tmp_path / "a.ods")
    assert [each["code"] for each in result["findings"]] == ["nothing-read", "sheet-passed-over"]


def test_a_sheet_filled_to_its_last_row_is_read(good: list[Path], tmp_path: Path) -> None:
    """1,048,576 rows of ten columns, as Excel has them, are an honest list: it is counted within the usual bounds."""
    last = 1_048_576
    words = ["STT", "Họ và tên", "Xếp loại", "HTXSNV", "HTTNV", "HTNV", "Nam", "Kinh", "XẾP LOẠI ĐẢNG VIÊN NĂM 2021"]
    words += [f"Chi bộ {at}" for at in range(100)]
    shared = texts("".join(f"<si><t>{word}</t></si>" for word in [*words, "Chi bộ", "a", "b", "c", "d", "e"]))

    def row(at: int) -> str:
        unit, level = 9 + at % 100, 3 + at % 3
        cells = "".join(
            f'<c r="{letter}{at}" t="s"><v>{text}</v></c>'
            for letter, text in zip("CDEFGHI", (unit, level, 6, 7, 6, 7, 6), strict=True)
        )
        name = f'<c r="B{at}" t="inlineStr"><is><t>Nguyễn Văn {at}</t></is></c>'
        return f'<row r="{at}"><c r="A{at}"><v>{at - 2}</v></c>{name}{cells}<c r="J{at}"><v>{at % 7}</v></c></row>'

    heads = zip("ABCDEFGHIJ", (0, 1, 109, 2, 110, 111, 112, 113, 114, 114), strict=True)
    heading = "".join(f'<c r="{letter}2" t="s"><v>{text}</v></c>' for letter, text in heads)
    top = f'<row r="1"><c r="A1" t="s"><v>8</v></c></row><row r="2">{heading}</row>'
    path = tmp_path / "full.xlsx"
    before, after = sheet("|").split("|")
    part = "xl/worksheets/sheet1.xml"
    with ZipFile(io.BytesIO(xlsx(shared=shared))) as small, ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name in small.namelist():
            if name != part:
                archive.writestr(name, small.read(name))
        with archive.open(part, "w") as content:
            for start in range(3, last + 1, 10_000):
                rows = "".join(map(row, range(start, min(start + 10_000, last + 1))))
                content.write(((before + top if start == 3 else "") + rows).encode())
            content.write(after.encode())
    ended, result, said = summarized(path, "--max-seconds", "300")
    assert (ended, "error" in said) == (0, False)
    assert [each["all"] for each in result["totals"]] == [last - 2]
    counted = {str(each["level"]): each["count"] for each in result["records"]}
    assert counted == {
        "excellent": sum(at % 3 == 0 for at in range(3, last + 1)),
        "good": sum(at % 3 == 1 for at in range(3, last + 1)),
        "completed": sum(at % 3 == 2 for at in range(3, last + 1)),
        "not_completed": 0,
    }
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < (MEMORY + 200) * 1024
    assert all_counted(summarized(*good)[1])
