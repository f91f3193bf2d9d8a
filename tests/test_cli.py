import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import LEVELS, TITLE, Book

ROOT = Path(__file__).parent.parent
HEAD = ["Đơn vị", "Tổng số", *LEVELS]
GOOD = [TITLE, HEAD, ["Xã A", 10, 2, 7, 1, 0]]
POOR = [TITLE, HEAD, ["Xã A", 10, 1, 2, 6, 1]]
TARGETS = """\
version: 1
ratings: {ratings}
targets:
  - {{id: good, population: cells, at_or_above: good, at_least: 90%}}
"""


def run(
    *arguments: str, cwd: Path = ROOT, stdin: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the program as a user does; without stdin it is /dev/null."""
    given: dict[str, Any] = {"input": stdin} if stdin is not None else {"stdin": subprocess.DEVNULL}
    return subprocess.run(
        [sys.executable, "-m", "cellstats", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
        **given,
    )


def test_the_published_figures() -> None:
    """Numerator, denominator and share of all that the article prints, and what it does not print."""
    shown = run("summarize", "examples/hoa-binh-2021.xlsx")
    for figure in ("604/3,174 = 19.03%", "2,364/3,174 = 74.48%", "5/3,174 = 0.16%", "9,942/62,331 = 15.95%"):
        assert figure in shown.stdout
    for figure in ("47,193/62,331 = 75.71%", "299/62,331 = 0.48%", "93.51%", "91.66%", "201 not", "4,897 not"):
        assert figure in shown.stdout
    assert shown.returncode == 0
    assert "2.364/3.174 = 74,48%" in run("summarize", "examples/hoa-binh-2021.xlsx", "--lang", "vi").stdout


def test_check_targets_without_arguments_in_the_repository() -> None:
    """It reads targets.yaml and the workbook that the file names: two met, eight without data."""
    shown = run("check-targets")
    assert shown.returncode == 0
    assert shown.stdout.count("no data") == 8
    assert "2,968/3,174 = 93.51%   ≥ 90%  met        111 to spare" in shown.stdout
    assert "57,135/62,331 = 91.66%   ≥ 90%  met      1,037 to spare" in shown.stdout


def test_a_summary_is_piped_into_the_cap() -> None:
    """The two readings of the cap stand side by side, and the missed one decides the exit code."""
    saved = run("summarize", "examples/hoa-binh-2021.xlsx", "-f", "json").stdout
    shown = run("check-targets", "-t", "examples/excellent-cap.yaml", stdin=saved)
    assert shown.returncode == 1
    assert "9,942/47,193 = 21.07%  ≤ 20%  missed    504 too many" in shown.stdout
    assert "9,942/57,135 = 17.40%  ≤ 20%  met     1,485 to spare" in shown.stdout


def test_the_json_of_a_summary() -> None:
    """The contract with scripts, in full for one record and one total."""
    summary = json.loads(
        run("summarize", "examples/hoa-binh-2021.xlsx", "-f", "json", "--population", "cells").stdout
    )
    assert list(summary) == ["format", "sources", "totals", "records", "findings"]
    assert summary["format"] == "cellstats.summary/1"
    assert summary["totals"] == [
        {
            **{
                "population": "cells",
                "measure": "rating",
                "period": "2021",
                "unit": None,
                "group": None,
                "all": 3174,
            },
            **{"eligible": None, "rated": None, "exempt": None, "not_rated": None},
            **{"unreported": 201, "unrecognized": 0},
        }
    ]
    assert summary["records"][1] == {
        **{
            "population": "cells",
            "measure": "rating",
            "period": "2021",
            "unit": None,
            "group": None,
            "level": "good",
        },
        **{"count": 2364, "base": 3174, "base_kind": "all", "percent": 74.48},
        **{"cumulative_count": 2968, "cumulative_percent": 93.51},
    }
    assert summary["records"][2]["percent"] is None
    assert summary["findings"][0] == {
        **{"code": "unreported", "severity": "info", "place": "examples/hoa-binh-2021.xlsx/Chi bộ!E5"},
        "message": "201 have no level: not reported for Completed",
    }


def test_the_json_of_verdicts() -> None:
    """Percent, threshold and both margins are numbers, and no data is null."""
    verdicts = json.loads(run("check-targets", "-f", "json").stdout)["verdicts"]
    cells = next(each for each in verdicts if each["id"] == "cells-rated-good")
    assert {name: value for name, value in cells.items() if value is not None} == {
        **{"id": "cells-rated-good", "name": "Cells rated good or better", "population": "cells"},
        **{"measure": "rating", "period": "2021", "count": 2968, "base": 3174, "base_kind": "all", "percent": 93.51},
        **{"bound": "at_least", "threshold": 90, "status": "met", "margin_points": 3.51, "margin_count": 111},
        **{"source": "13-ĐA/TU, 08/8/2022", "scope": "all together", "by": "2025"},
    }
    assert {"unit", "warn_at", "units_missed", "change_count", "pace_points"} <= set(cells)


def test_csv_and_tsv_are_the_records() -> None:
    """One row for each level; what is not known is empty."""
    csv = run("summarize", "examples/hoa-binh-2021.xlsx", "-f", "csv").stdout.splitlines()
    assert csv[0] == (
        "population,measure,period,unit,group,level,count,base,base_kind,percent,cumulative_count,cumulative_percent"
    )
    assert csv[2] == "cells,rating,2021,,,good,2364,3174,all,74.48,2968,93.51"
    assert csv[3] == "cells,rating,2021,,,completed,,3174,all,,,"
    tsv = run("check-targets", "-f", "tsv").stdout.splitlines()
    assert "cells-rated-good\tCells rated good or better\tcells\trating\t2021\t\t2968\t3174\tall\t93.51" in tsv[9]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["summarize", "none.xlsx"], 3, "error: none.xlsx: there is no such file"),
        (["summarize", "empty"], 3, "error: empty: holds no workbook (.xlsx .xlsm .xlsb .xls .ods .csv .tsv .json)"),
        (["summarize", "broken.xlsx"], 3, "error: broken.xlsx: is not a workbook that can be read"),
        (
            ["summarize", "good.xlsx", "--population", "cels"],
            2,
            '--population: "cels" is not known; did you mean "cells"?',
        ),
        (["summarize", "good.xlsx", "--period", "2019"], 3, "--period 2019; they have: cells rating 2021"),
        (["summarize", "good.xlsx", "--sheet", "Chi bô"], 3, "error: no sheet with ratings was found"),
        (["summarize", "good.xlsx", "-o", "a.pdf"], 2, "a.pdf: no format has this suffix; known: .txt, .json"),
        (["summarize", "good.xlsx", "-o", "none/a.csv"], 2, "none/a.csv: cannot be written"),
        (["summarize", "good.xlsx", "-o", "good.xlsx", "-f", "csv"], 2, "good.xlsx: is an input too"),
        (["summarize", "good.xlsx", "--fromat", "csv"], 2, "--format"),
        (["summarize"], 2, "name a workbook, such as: cellstats summarize ratings.xlsx"),
        (
            ["summarize", "good.xlsx", "-o", "a.md", "-o", "b.csv"],
            2,
            "--output: takes one file; run once for each of: a.md, b.csv",
        ),
        (
            ["summarize", "good.xlsx", "-f", "json", "--format", "csv"],
            2,
            "--format: takes one format; run once for each of: json, csv",
        ),
        (
            ["summarize", "good.xlsx", "--vocabulary", "a.yaml", "--vocabulary", "b.yaml"],
            2,
            "--vocabulary: takes one file; run once for each of: a.yaml, b.yaml",
        ),
        (
            ["check-targets", "good.xlsx", "-t", "good.yaml", "-t", "none.yaml"],
            2,
            "--targets: takes one file; run once for each of: good.yaml, none.yaml",
        ),
        (["check-targets", "good.xlsx", "-t", "none.yaml"], 2, "none.yaml: there is no such file"),
        (["check-targets", "good.xlsx", "-t", "good.yaml"], 0, ""),
        (["check-targets", "poor.xlsx", "-t", "good.yaml"], 1, ""),
        (["check-targets", "poor.xlsx", "broken.xlsx", "-t", "good.yaml"], 3, "broken.xlsx"),
        (["check-targets", "-t", "good.yaml"], 0, ""),
        (["check-targets"], 2, "name a workbook, such as: cellstats check-targets ratings.xlsx"),
        (["check-targets", "members.xlsx", "-t", "good.yaml"], 0, ""),
        (["check-targets", "members.xlsx", "-t", "good.yaml", "--strict"], 1, ""),
    ],
)
def test_exit_codes_and_messages(book: Book, tmp_path: Path, arguments: list[str], code: int, told: str) -> None:
    """0 done, 1 missed, 2 usage, 3 data; each problem is one line, and never a traceback."""
    book({"Chi bộ": GOOD}, "good.xlsx")
    book({"Chi bộ": POOR}, "poor.xlsx")
    book({"Đảng viên": [["ĐẢNG VIÊN NĂM 2021"], *GOOD[1:]]}, "members.xlsx")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04")
    (tmp_path / "empty").mkdir()
    (tmp_path / "good.yaml").write_text(TARGETS.format(ratings="good.xlsx"))
    before = (tmp_path / "good.xlsx").read_bytes()
    shown = run(*arguments, cwd=tmp_path)
    assert shown.returncode == code
    assert told in shown.stderr
    assert "Traceback" not in shown.stderr
    assert (tmp_path / "good.xlsx").read_bytes() == before
    assert not [path for path in tmp_path.iterdir() if path.name[0] == "." or path.suffix in (".md", ".csv")]


def test_an_output_file_is_written_whole(book: Book, tmp_path: Path) -> None:
    """Its suffix chooses the format, stdout stays empty, and nothing else is left behind."""
    book({"Chi bộ": GOOD}, "good.xlsx")
    shown = run("summarize", "good.xlsx", "-o", "out.md", cwd=tmp_path)
    assert shown.stdout == ""
    assert (tmp_path / "out.md").read_text(encoding="utf-8") == run(
        "summarize", "good.xlsx", "-f", "markdown", cwd=tmp_path
    ).stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["good.xlsx", "out.md"]
    (tmp_path / "out.md").write_text("old")
    assert run("summarize", "none.xlsx", "-o", "out.md", cwd=tmp_path).returncode == 3
    assert (tmp_path / "out.md").read_text() == "old"


def test_quiet_leaves_only_errors_on_stderr() -> None:
    """-q silences what is not wrong."""
    assert "info:" in run("summarize", "examples/hoa-binh-2021.xlsx").stderr
    assert run("summarize", "examples/hoa-binh-2021.xlsx", "-q").stderr == ""
    assert "error:" in run("summarize", "none.xlsx", "-q").stderr


def test_an_empty_pipe_is_an_error_and_no_verdict_on_something_else() -> None:
    """When the command before it fails, check-targets does not fall back on other ratings."""
    shown = run("check-targets", stdin="")
    assert shown.returncode == 3
    assert "stdin: is empty" in shown.stderr


def test_a_closed_pipe_does_not_hide_the_verdict() -> None:
    """`| head -0` ends the reader, not the exit code."""
    program = f"{sys.executable} -m cellstats check-targets -t examples/excellent-cap.yaml -q"
    command = f"{program} </dev/null | true; exit ${{PIPESTATUS[0]}}"
    shown = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (shown.returncode, shown.stderr) == (1, "")


def test_an_ascii_terminal_loses_no_number() -> None:
    """Letters that it cannot show are escaped, and nothing fails."""
    shown = run("summarize", "examples/hoa-binh-2021.xlsx", PYTHONIOENCODING="ascii")
    assert shown.returncode == 0
    assert "2,364/3,174 = 74.48%" in shown.stdout


def test_a_defect_shows_no_text_of_cells(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What goes wrong inside is exit code 70, with its place and without its text."""
    from cellstats import commands, program

    def fail(*_arguments: object, **_options: object) -> None:
        raise KeyError("Bùi Thị Bí Mật")

    monkeypatch.setattr(commands, "summarize", fail)
    with pytest.raises(SystemExit) as ended:
        program.main(["summarize", "examples/hoa-binh-2021.xlsx"])
    assert ended.value.code == 70
    told = capsys.readouterr().err
    assert "a defect in cellstats" in told
    assert "KeyError at test_cli.py" in told
    assert "Mật" not in told


@pytest.mark.parametrize("given", [["--population", "cells,members"], ["--population", "members, cells,cells"]])
def test_what_is_wanted_is_named_with_commas_or_one_by_one(given: list[str]) -> None:
    """As `template` takes populations; measures and periods too."""
    apart = ("--population", "cells", "--population", "members", "--measure", "rating", "--period", "2021")
    command = ("summarize", "examples/hoa-binh-2021.xlsx", "-q", "-f", "json")
    together = run(*command, *given, "--measure", "rating,education", "--period", "2020,2021")
    assert (together.returncode, together.stdout) == (0, run(*command, *apart).stdout)


def test_help_fits_a_terminal_and_shows_examples() -> None:
    """Every page of help has examples and no line over 80 columns."""
    for page in ([], ["summarize"], ["check-targets"]):
        shown = run(*page, "--help").stdout
        assert "cellstats summarize ratings.xlsx" in shown or "cellstats check-targets ratings.xlsx" in shown
        assert max(map(len, shown.splitlines())) <= 80


def test_tables_fit_a_terminal() -> None:
    """No line of the tables is over 80 columns, in either language."""
    for language in ("en", "vi"):
        for command in (["summarize", "examples/committee.xlsx"], ["check-targets", "examples/committee.xlsx"]):
            shown = run(*command, "--lang", language).stdout
            assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("check-targets -t examples/excellent-cap.yaml -q </dev/null >&-", 1),
        ("summarize examples/hoa-binh-2021.xlsx -q >&-", 2),
        ("summarize examples/hoa-binh-2021.xlsx -q >/dev/full", 2),
        ("summarize - <&-", 3),
        ("--help >/dev/full", 2),
        ("summarize --fromat 2>&-", 2),
    ],
)
def test_closed_and_full_streams(command: str, code: int) -> None:
    """Output that is lost is no success, a verdict is not hidden, and nothing is called a defect."""
    shown = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m cellstats {command}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert shown.returncode == code
    assert "defect" not in shown.stderr


def test_help_whose_reader_has_gone_is_no_failure() -> None:
    """`--help | head -c 0` ends with 0."""
    command = f"{sys.executable} -m cellstats --help | head -c 0; exit ${{PIPESTATUS[0]}}"
    assert subprocess.run(["bash", "-c", command], cwd=ROOT, check=False).returncode == 0


def test_an_output_never_replaces_an_input(book: Book, tmp_path: Path) -> None:
    """Not inside a folder that is read, not the targets file, not through a link; nothing is left behind."""
    book({"Chi bộ": GOOD}, "good.xlsx")
    (tmp_path / "t.yaml").write_text(TARGETS.format(ratings="good.xlsx"))
    (tmp_path / "link.json").symlink_to("good.xlsx")
    os.mkfifo(tmp_path / "fifo.json")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    for arguments in (
        ["summarize", ".", "-f", "csv", "-o", "good.xlsx"],
        ["check-targets", "good.xlsx", "-t", "t.yaml", "-f", "json", "-o", "t.yaml"],
        ["summarize", "good.xlsx", "-o", "link.json"],
        ["summarize", "good.xlsx", "-o", "fifo.json"],
    ):
        assert run(*arguments, cwd=tmp_path).returncode == 2, arguments
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


def test_a_name_that_is_no_text(book: Book, tmp_path: Path) -> None:
    """A file whose name is not UTF-8 is read, and its name shown as well as it can be."""
    path = Path(book({"Chi bộ": GOOD}, "good.xlsx"))
    odd = os.fsencode(tmp_path) + b"/\xff.xlsx"
    os.rename(path, odd)
    shown = subprocess.run(
        [sys.executable, "-m", "cellstats", "summarize", odd, "-o", str(tmp_path / "out.json")], cwd=ROOT, check=False
    )
    assert shown.returncode == 0
    assert sorted(os.listdir(os.fsencode(tmp_path))) == [b"out.json", b"\xff.xlsx"]


def test_an_error_on_a_sheet_that_is_not_shown_does_not_count(book: Book, tmp_path: Path) -> None:
    """--population members leaves the findings of the cells' sheet aside."""
    wrong = [TITLE, HEAD, ["Xã A", 10, 2, 7, 1, 1]]
    book({"CB": wrong, "ĐV": [["ĐẢNG VIÊN NĂM 2021"], *GOOD[1:]]}, "two.xlsx")
    assert run("summarize", "two.xlsx", cwd=tmp_path).returncode == 3
    shown = run("summarize", "two.xlsx", "--population", "members", cwd=tmp_path)
    assert (shown.returncode, shown.stderr) == (0, "")


def test_dash_is_stdout() -> None:
    """`-o -` writes no file."""
    assert run("summarize", "examples/cell-marks.xlsx", "-o", "-", "-f", "csv").stdout.startswith(
        "population,measure"
    )


def test_what_is_wrong_is_told_where_nothing_is_counted(tmp_path: Path) -> None:
    """A workbook whose only row has no unit gives no number, an error with its cell, and exit code 3."""
    head = "Đơn vị,Tổng số,HTXSNV,HTTNV,HTNV,Không HTNV"
    (tmp_path / "a.csv").write_text(f"XẾP LOẠI CHI BỘ NĂM 2021\n{head}\n,10,2,7,1,0\n", encoding="utf-8")
    shown = run("summarize", "a.csv", cwd=tmp_path)
    assert (shown.returncode, shown.stdout) == (3, "")
    assert shown.stderr.startswith("error: a.csv!A3: a row of numbers without a unit; not counted.")


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({"LC_ALL": "vi_VN.UTF-8"}, "74,48%"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "vi_VN"}, "74,48%"),
        ({"LC_ALL": "", "LC_MESSAGES": "en_GB.UTF-8", "LANG": "vi_VN"}, "74.48%"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "de_DE.UTF-8"}, "74.48%"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}, "74.48%"),
    ],
)
def test_the_language_is_that_of_the_locale(environment: dict[str, str], shown: str) -> None:
    """Without --lang the locale decides, in the order of POSIX; any other language than ours is English."""
    command = ("summarize", "examples/hoa-binh-2021.xlsx")
    assert shown in run(*command, cwd=ROOT, stdin=None, **environment).stdout
    assert "74.48%" in run(*command, "--lang", "en", cwd=ROOT, stdin=None, **environment).stdout


def test_the_path_that_was_written_is_told(tmp_path: Path) -> None:
    """On stderr, in the language, unless only errors are wanted; nothing where nothing was written."""
    path = str(tmp_path / "a.csv")
    assert run("summarize", "examples/cell-marks.xlsx", "-o", path).stderr.splitlines()[-1] == f"written: {path}"
    vietnamese = run("summarize", "examples/cell-marks.xlsx", "-o", path, "--lang", "vi")
    assert vietnamese.stderr.splitlines()[-1] == f"đã ghi: {path}"
    assert run("summarize", "examples/cell-marks.xlsx", "-o", path, "-q").stderr == ""
    assert "written" not in run("summarize", "missing.xlsx", "-o", path).stderr


def test_stdin_is_named_once() -> None:
    """What is piped in can be read once; the second time it would be empty."""
    told = run("summarize", "-", "-", stdin="a")
    assert told.returncode == 2
    assert "- is named twice" in told.stderr


def test_where_nothing_was_read_it_is_said_why() -> None:
    """Even with -q, which leaves only errors beside a result."""
    told = run("summarize", "examples/cell-marks.xlsx", "--sheet", "Bieu 1", "-q")
    assert (told.returncode, told.stdout) == (3, "")
    assert [line.split(" ")[0] for line in told.stderr.splitlines()] == ["info:", "error:"]
    assert "has no sheet that was chosen; it has: " in told.stderr


def test_the_help_says_what_each_command_does_in_a_line() -> None:
    """In 80 columns no description is cut."""
    told = run("--help", COLUMNS="80").stdout
    assert "Say which targets are met, and by how much." in told
    assert "..." not in told.partition("Commands:")[2]
