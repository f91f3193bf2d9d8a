import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROWS = 600_000  # enough to be at it for seconds


@pytest.fixture(scope="module")
def long_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("long") / "list.csv"
    path.write_text("Họ và tên,Xếp loại\n" + "".join(f"A{at},Tốt\n" for at in range(ROWS)), encoding="utf-8")
    return path


def children(process: int) -> list[str]:
    return Path(f"/proc/{process}/task/{process}/children").read_text().split()


@pytest.mark.parametrize(
    ("sent", "code", "said"),
    [(signal.SIGINT, 130, "interrupted\n"), (signal.SIGTERM, 143, "terminated\n")],
)
def test_who_is_told_to_end_does(sent: signal.Signals, code: int, said: str, long_list: Path, tmp_path: Path) -> None:
    """One line, its own exit code, no process that goes on, and the old report as it was."""
    report = tmp_path / "report.json"
    report.write_text("old")
    other = tmp_path / "other.csv"
    other.write_bytes(long_list.read_bytes().replace(b"A", b"B"))
    with subprocess.Popen(
        [
            sys.executable,
            "-m",
            "cellstats",
            "summarize",
            str(long_list),
            str(other),
            "-o",
            str(report),
            "--jobs",
            "2",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as program:
        for _ in range(500):
            if len(children(program.pid)) == 2:
                break
            time.sleep(0.01)
        workers = children(program.pid)
        assert len(workers) == 2
        time.sleep(0.2)
        program.send_signal(sent)
        shown = program.communicate(timeout=10)
    assert (program.returncode, *shown) == (code, "", said)
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
    with pytest.raises(ProcessLookupError):
        os.killpg(program.pid, 0)
    assert report.read_text() == "old"
    assert sorted(os.listdir(tmp_path)) == ["other.csv", "report.json"]


def test_processes_end_with_who_asked_them(long_list: Path) -> None:
    """When the program itself is killed, those that read for it end with what they read, and say nothing."""
    with subprocess.Popen(
        [sys.executable, "-m", "cellstats", "summarize", str(long_list), "--max-seconds", "2"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as program:
        while not children(program.pid):
            time.sleep(0.01)
        program.kill()
        program.wait(10)
    for _ in range(100):
        try:
            os.killpg(program.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("a process that reads has outlived its program and its time")


def test_waiting_for_stdin_can_be_given_up() -> None:
    """Ctrl-C ends a program that waits for a pipe into which nobody writes."""
    with subprocess.Popen(
        [sys.executable, "-m", "cellstats", "summarize", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as program:
        time.sleep(1)
        program.send_signal(signal.SIGINT)
        program.wait(10)
        assert program.stderr
        assert (program.returncode, program.stderr.read()) == (130, "interrupted\n")
