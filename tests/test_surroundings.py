import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import LEVELS, TITLE, Book
from tests.test_cli import ROOT

HEAD = ["Đơn vị", "Tổng số", *LEVELS]
WORKBOOK = str(ROOT / "examples/hoa-binh-2021.xlsx")


def ran(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program with these variables of the environment and no others."""
    return subprocess.run(
        [sys.executable, "-I", "-m", "cellstats", *arguments],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"LANG": "C", "LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "ascii:strict"},
        {"NO_COLOR": "1", "TERM": "dumb"},
        {"HOME": "/nonexistent"},
        {"TMPDIR": "/nonexistent"},
    ],
)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_no_number_is_lost_to_the_surroundings(environment: dict[str, str], language: str) -> None:
    """Whatever language, encoding, home or temporary folder a machine has."""
    ended = subprocess.run(
        [sys.executable, "-m", "cellstats", "summarize", WORKBOOK, "--lang", language],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0
    shown = b"2,364/3,174 = 74.48%" if language == "en" else b"2.364/3.174 = 74,48%"
    assert shown in ended.stdout
    assert b"\x1b" not in ended.stdout + ended.stderr


def test_a_folder_that_may_only_be_read(tmp_path: Path) -> None:
    """Nothing is written beside what is read."""
    (tmp_path / "a.xlsx").write_bytes(Path(WORKBOOK).read_bytes())
    before = sorted(tmp_path.iterdir())
    tmp_path.chmod(0o555)
    try:
        assert ran("summarize", "a.xlsx", cwd=tmp_path).returncode == 0
    finally:
        tmp_path.chmod(0o755)
    assert sorted(tmp_path.iterdir()) == before


def test_the_network_is_never_asked(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """No connection is made and no name looked up, even for a workbook full of addresses."""
    import cellstats

    def refused(*_arguments: object, **_options: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    path = book(
        {"http.example.com": [["http://example.com/xep-loai"], TITLE, HEAD, ["www.example.com", 4, 1, 1, 1, 1]]}
    )
    assert cellstats.summarize(path).totals()[0].bases.all == 4
    assert cellstats.check_targets(cellstats.summarize(path), cellstats.load_targets())


def test_streams_that_are_closed_are_not_written_into(tmp_path: Path) -> None:
    """With stderr closed its number is not given to the output, into which findings would then be written."""
    (tmp_path / "a.xlsx").write_bytes(Path(WORKBOOK).read_bytes())
    command = f"{sys.executable} -m cellstats summarize a.xlsx -o out.json <&- >&- 2>&-"
    ended = subprocess.run(["bash", "-c", command], cwd=tmp_path, check=False)
    assert ended.returncode == 0
    whole = ran("summarize", "a.xlsx", "-f", "json", cwd=tmp_path).stdout
    assert (tmp_path / "out.json").read_bytes() == whole
    assert os.listdir("/proc/self/fd")
