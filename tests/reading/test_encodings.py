import subprocess
import sys
from pathlib import Path

import pytest

import cellstats
from tests.conftest import counts, scale, told

LINES = [
    "KẾT QUẢ XẾP LOẠI CHI BỘ NĂM 2021",
    "Đơn vị{0}Tổng số{0}HTXSNV{0}HTTNV{0}HTNV{0}Không HTNV",
    "Xã Hoà{0}10{0}2{0}6{0}1{0}1",
    "Xã Đức{0}5{0}1{0}4{0}0{0}0",
]
EXPECTED = {"cells rating 2021": scale(3, 10, 1, 1)}


def text(delimiter: str = ";") -> str:
    """Return the table as delimited text."""
    return "\n".join(line.format(delimiter) for line in LINES)


def cp1258(content: str) -> bytes:
    """Return a text in windows-1258, which has letters with a hat or a horn and tones apart."""
    import unicodedata

    letters = []
    for letter in content:
        base = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in base if mark in "\u0300\u0301\u0303\u0309\u0323"]
        rest = unicodedata.normalize("NFC", "".join(mark for mark in base if mark not in tones))
        letters.append(rest + "".join(tones))
    return "".join(letters).encode("cp1258")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"])
def test_every_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    """UTF-8 and UTF-16 with or without a mark, and windows-1258, are found out."""
    path = tmp_path / "ratings.csv"
    path.write_bytes(cp1258(text(delimiter)) if encoding == "cp1258" else text(delimiter).encode(encoding))
    summary = cellstats.summarize(path)
    assert counts(summary) == EXPECTED
    assert [each.code for each in summary.findings] == (["encoding-guessed"] if encoding == "cp1258" else [])


def test_a_forced_encoding_is_not_guessed(tmp_path: Path) -> None:
    """What --encoding says is not told again; a text that is not in it is one error."""
    path = tmp_path / "ratings.csv"
    path.write_bytes(cp1258(text()))
    summary = cellstats.summarize(path, request=cellstats.Request(encoding="windows-1258"))
    assert counts(summary) == EXPECTED
    assert summary.findings == ()
    summary = cellstats.summarize(path, request=cellstats.Request(encoding="utf-8"))
    assert told(summary.findings) == ["encoding-wrong None!None"]


def test_commas_in_a_note_do_not_mislead(tmp_path: Path) -> None:
    """The delimiter is what divides the lines alike, not what occurs most."""
    path = tmp_path / "ratings.csv"
    lines = [
        line.format(";") + (";một, hai, ba, bốn, năm, sáu, bảy, tám" if at > 1 else "")
        for at, line in enumerate(LINES)
    ]
    lines[1] += ";Ghi chú"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert counts(cellstats.summarize(path)) == EXPECTED


def test_quoted_fields_do_not_mislead(tmp_path: Path) -> None:
    """Delimiters in quotes divide nothing."""
    path = tmp_path / "ratings.csv"
    path.write_text(text(",").replace("Xã Hoà", '"Xã Hoà; thôn 1; thôn 2; thôn 3; thôn 4; thôn 5"'), encoding="utf-8")
    assert counts(cellstats.summarize(path)) == EXPECTED


def test_the_line_in_which_excel_names_the_delimiter(tmp_path: Path) -> None:
    """ "sep=|" is no row, and cells keep the names that they have in the file."""
    path = tmp_path / "ratings.csv"
    path.write_text("sep=|\n" + text("|").replace("|5|1|", "|6|1|"), encoding="utf-8")
    summary = cellstats.summarize(path)
    assert counts(summary) == EXPECTED
    assert told(summary.findings) == ["remainder None!B5"]


def test_a_forced_delimiter(tmp_path: Path) -> None:
    """--delimiter goes before what is guessed."""
    path = tmp_path / "ratings.csv"
    path.write_text(text("|"), encoding="utf-8")
    assert counts(cellstats.summarize(path, request=cellstats.Request(delimiter="|"))) == EXPECTED


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--encoding", "utf8x"], '--encoding: "utf8x" is not known; did you mean "utf-8"?'),
        (["--encoding", "base64"], '--encoding: "base64" is not known; known are such as utf-8, utf-16'),
        (["--delimiter", "ab"], '--delimiter: "ab" is not one sign, nor tab'),
    ],
)
def test_options_that_cannot_be_meant(arguments: list[str], message: str) -> None:
    """They end with 2 and one line that names them."""
    ended = subprocess.run(
        [sys.executable, "-m", "cellstats", "summarize", "examples/hoa-binh-2021.xlsx", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith(message)
    assert ended.stdout == ""


def test_the_name_of_a_delimiter() -> None:
    """A tab is written as tab or as \\t."""
    for name in ("tab", "\\t"):
        ended = subprocess.run(
            [sys.executable, "-m", "cellstats", "summarize", "-", "--delimiter", name, "-q", "-f", "csv"],
            input=text("\t"),
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0
        assert "excellent,3,15" in ended.stdout


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_system_ends_them(tmp_path: Path, end: str) -> None:
    """Windows, Unix and an old Macintosh end lines in three ways; each gives the same table, "sep=" too."""
    path = tmp_path / "ratings.csv"
    path.write_bytes(("sep=;\n" + text(";")).replace("\n", end).encode())
    plain = tmp_path / "plain.csv"
    plain.write_text("\n" + text(";"), encoding="utf-8")
    summary, expected = cellstats.summarize(path), cellstats.summarize(plain)
    assert [tally.counts for tally in summary.tallies] == [tally.counts for tally in expected.tallies]
    assert len(summary.tallies) > 0


def test_a_field_that_is_far_too_long_is_told_with_its_row(tmp_path: Path) -> None:
    """So it is, whether Excel could not hold it or the reader neither."""
    for length in (40_000, 140_000):
        path = tmp_path / f"{length}.csv"
        path.write_text(f"a,b\n1,2\n{'x' * length},1\n", encoding="utf-8")
        (found,) = cellstats.summarize(path).findings
        assert (found.code, str(found.place)) == ("text-too-long", f"{path}!A3")
