"""The bar: on a terminal alone, only for what takes long, and gone in the end."""

import io
import os
import pty
import re
import subprocess
import sys
import time
from concurrent.futures import Future
from pathlib import Path

import pytest

from cellstats.bar import Bar, Watched
from cellstats.isolation import Here
from cellstats.reading import File

EXAMPLE = Path(__file__).parents[1] / "examples" / "hoa-binh-2021.xlsx"


class Terminal(io.StringIO):
    """What is written to a terminal."""

    def isatty(self) -> bool:
        """Tell that it is one."""
        return True


def lines(stream: io.StringIO) -> list[str]:
    """Return the lines that were drawn, one over the other, without the rate, which no test can know."""
    drawn = stream.getvalue().split("\r\x1b[K")
    return [re.sub(r", [\d.]+/s", "", line) for line in drawn if line]


def test_files_done_and_the_next_are_drawn_and_wiped_out() -> None:
    """The line has the files that are done, all files, and the first that is not; it does not stay."""
    stream, bar = Terminal(), Bar(None, "files")
    bar = Bar(stream, "files", after=0)
    futures = [Future[None]() for _ in range(4)]
    for at, future in enumerate(futures):
        bar.add(future, f"h{at}.xlsx")
    futures[1].set_result(None)
    time.sleep(0.11)
    futures[0].set_result(None)
    bar.wipe()
    assert lines(stream) == ["[#####...............] 1/4 files  h0.xlsx", "[##########..........] 2/4 files  h2.xlsx"]
    assert stream.getvalue().endswith("\r\x1b[K")


def test_what_takes_less_than_a_second_is_not_drawn() -> None:
    """Before a second is over nothing is drawn."""
    stream = Terminal()
    bar = Bar(stream, "files")
    bar.draw()
    bar.wipe()
    assert stream.getvalue() == ""


def test_a_name_can_not_control_the_terminal() -> None:
    """Signs that do not show are written as codes, and the line is no longer than the terminal is wide."""
    stream = Terminal()
    bar = Bar(stream, "files", after=0)
    bar.add(Future[None](), "a\x1b]0;b\x07" + "c" * 200)
    bar.add(Future[None](), "d")
    bar.draw()
    (line,) = lines(stream)
    assert "\x1b" not in line
    assert "\\x1b]0;b\\x07" in line
    drawn = stream.getvalue().split("\x1b[K")[1]
    assert len(drawn) == 79
    assert drawn.endswith("c…")


def test_of_one_file_the_seconds_are_told() -> None:
    """A bar that never moves would tell nothing."""
    stream = Terminal()
    bar = Bar(stream, "files", after=0)
    bar.add(Future[None](), "a.xlsx")
    bar.draw()
    assert lines(stream) == ["0 s  a.xlsx"]


def test_where_no_terminal_is_nothing_is_written() -> None:
    """A pipe or a file gets nothing."""
    stream = io.StringIO()
    with Watched(Here(), Bar(stream, "files", after=0)) as executor:
        assert executor.submit(len, File("a")) is not None
    assert stream.getvalue() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_the_command_leaves_no_bar_behind(tmp_path: Path) -> None:
    """On a terminal stderr ends where it began, and stdout is the result alone."""
    own, others = pty.openpty()
    command = [sys.executable, "-m", "cellstats", "summarize", str(EXAMPLE), "-f", "csv"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=others, cwd=tmp_path, check=True)
    os.close(others)
    told = os.read(own, 65536).decode()
    os.close(own)
    assert done.stdout.startswith(b"population,")
    assert told.startswith("info: ")
