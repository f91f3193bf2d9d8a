import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

import cellstats
from cellstats.isolation import Bounds, Here, LostError, Workers
from cellstats.pipeline import summarize
from tests.conftest import LEVELS, TITLE, Book, counts, scale

BOUNDS = Bounds(memory=1024, seconds=2)
HEAD = ["Đơn vị", "Tổng số", *LEVELS]


class Panic(BaseException):
    """As a library in Rust raises it: no Exception."""


def panics() -> None:
    raise Panic


def hangs() -> None:
    time.sleep(60)


def spins() -> None:
    while True:
        pass


def works() -> float:
    """Take the half of the time that is allowed."""
    end = time.process_time() + BOUNDS.seconds / 2
    while time.process_time() < end:
        pass
    return 1.0


def grows() -> None:
    held = []
    while True:
        held.append(bytes(50_000_000))  # none of it is touched, so that it takes no time


def aborts() -> None:
    os.abort()


def is_killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def exits() -> None:
    os._exit(0)


def fails() -> None:
    raise ValueError("Bùi Thị Bí Mật")


def ignores_signals() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    hangs()


def cannot_be_sent() -> Callable[[], None]:
    return lambda: None


@pytest.mark.parametrize("jobs", [1, 6])
def test_what_others_take_costs_no_result(jobs: int) -> None:
    """The bound is of the processor's time, so that it is the same for however many processes at once."""
    with Workers(jobs, BOUNDS) as workers:
        assert [each.result() for each in [workers.submit(works) for _ in range(6)]] == [1.0] * 6


@pytest.mark.parametrize(
    ("work", "code"),
    [
        (panics, "file-ends-reader"),
        (hangs, "file-beyond-time"),
        (spins, "file-beyond-time"),
        (ignores_signals, "file-beyond-time"),
        (grows, "file-beyond-memory"),
        (aborts, "file-beyond-memory"),
        (is_killed, "file-beyond-memory"),
        (exits, "file-ends-reader"),
        (fails, "file-defect"),
        (cannot_be_sent, "file-defect"),
    ],
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_whatever_happens_costs_one_result(work: Callable[[], object], code: str, jobs: int) -> None:
    """Between ten calls that go well, one that ends its process, or does not end, is lost and says why."""
    with Workers(jobs, BOUNDS) as workers:
        before = [workers.submit(pow, 2, at) for at in range(5)]
        lost = workers.submit(work)
        after = [workers.submit(pow, 2, at) for at in range(5, 10)]
        with pytest.raises(LostError) as raised:
            lost.result()
        assert [each.result() for each in (*before, *after)] == [2**at for at in range(10)]
    assert raised.value.loss.code == code
    assert raised.value.loss.values["memory"] == 1024
    assert "Mật" not in str(raised.value.loss)


def test_a_process_that_ended_while_it_was_free_costs_nothing() -> None:
    """Another takes its place."""
    with Workers(1, BOUNDS) as workers:
        first = workers.submit(os.getpid).result()
        os.kill(first, signal.SIGKILL)
        time.sleep(0.2)
        assert workers.submit(os.getpid).result() != first


def test_one_that_took_much_does_no_more() -> None:
    """So that what a file may take does not hang on what was read before it."""
    with Workers(1, BOUNDS) as workers:
        first = workers.submit(os.getpid).result()
        assert workers.submit(os.getpid).result() == first
        assert workers.submit(len, bytes(300_000_000)).result() == 300_000_000
        assert workers.submit(os.getpid).result() != first


def test_no_process_is_left() -> None:
    """Neither after the work, nor when it is given up in its middle."""
    with Workers(2, BOUNDS) as workers:
        done = [workers.submit(os.getpid) for _ in range(4)]
        processes = {each.result() for each in done}
    with contextlib.suppress(KeyError), Workers(2, BOUNDS) as workers:
        processes |= {workers.submit(os.getpid).result()}
        workers.submit(hangs)
        raise KeyError
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_work_that_was_begun_is_ended_first() -> None:
    """As with every executor, leaving waits for what was submitted."""
    with Workers(2, BOUNDS) as workers:
        futures = [workers.submit(pow, 3, at) for at in range(20)]
        mapped = workers.map(partial(pow, 3), range(5))
    assert [each.result() for each in futures] == [3**at for at in range(20)]
    assert [*mapped] == [1, 3, 9, 27, 81]


@pytest.mark.parametrize("engine", [Here, partial(Workers, 2, BOUNDS), partial(ThreadPoolExecutor, 2)])
def test_whoever_reads_the_result_is_the_same(engine: Callable[[], Workers], book: Book) -> None:
    """In the order of the paths, whichever is read first."""
    paths = [
        book({"Chi bộ": [TITLE, HEAD, [f"Xã {at}", 10 + at, 2 + at, 7, 1, 0]]}, f"{at}.xlsx") for at in range(12)
    ]
    paths.insert(4, book({"Chi bộ": [["nothing"]]}, "nothing.xlsx"))
    with engine() as executor:
        summary = summarize(paths, executor=executor)
    assert summary == summarize(paths)
    assert [source.path for source in summary.sources] == [path for path in paths if "nothing" not in path]
    assert counts(summary) == {"cells rating 2021": scale(90, 84, 12, 0)}


def test_another_engine_may_lose_its_processes(book: Book) -> None:
    """What a pool of processes says of one that has ended is an error of the file, and nothing is raised."""

    class Lossy(Here):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            future = super().submit(fn, *args, **kwargs)
            if "1.xlsx" in args[0].path:
                future = type(future)()
                future.set_exception(BrokenExecutor())
            return future

    paths = [book({"Chi bộ": [TITLE, HEAD, ["Xã", 10, 2, 7, 1, 0]]}, f"{at}.xlsx") for at in range(2)]
    summary = cellstats.summarize(paths, executor=Lossy())
    assert [(each.code, str(each.place)) for each in summary.findings] == [("file-ends-reader", paths[1])]
    assert counts(summary) == {"cells rating 2021": scale(2, 7, 1, 0)}


def test_a_pool_of_python_reads_too(book: Book) -> None:
    """The seam is `concurrent.futures.Executor`: what is done with a file can be sent to another process."""
    path = book({"Chi bộ": [TITLE, HEAD, ["Xã", 10, 2, 7, 1, 0]]})
    with ProcessPoolExecutor(1) as executor:
        assert summarize(path, executor=executor) == summarize(path)


def test_nothing_is_written_to_disk(book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a temporary copy nor an image of memory stays behind."""
    path = book({"Chi bộ": [TITLE, HEAD, ["Xã", 10, 2, 7, 1, 0]]})
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.chdir(tmp_path / "tmp")
    with Workers(1, BOUNDS) as workers:
        summarize(path, executor=workers)
        with pytest.raises(LostError):
            workers.submit(aborts).result()
    assert [*(tmp_path / "tmp").iterdir()] == []


def test_the_result_is_the_same_for_any_number_of_processes(tmp_path: Path) -> None:
    """The result and what is told of it are in the order of the arguments, whichever file is done first."""
    for at, rows in enumerate((3000, 1, 400, 2)):
        names = "".join(f"Lê Văn {row},Tốt\n" for row in range(rows))
        heading = "Họ và tên,Xếp loại đảng viên năm 2021"
        (tmp_path / f"{at}.csv").write_text(f"{heading}\n{names}Lê Văn X,Tót\n", encoding="utf-8")
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04")
    paths = [str(tmp_path / name) for name in ("0.csv", "1.csv", "none.csv", "bad.xlsx", "2.csv", "3.csv")]
    results = []
    for jobs in ("1", "2", "7"):
        command = [sys.executable, "-m", "cellstats", "summarize", *paths, "-f", "json", "--jobs", jobs]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        results.append((done.returncode, done.stdout, done.stderr))
    assert results[0] == results[1] == results[2]
    assert results[0][0] == 3
    assert b'"count": 3403' in results[0][1]
    told = results[0][2].decode()
    assert [told.index(name) for name in ("0.csv", "1.csv", "none.csv", "bad.xlsx", "2.csv")] == sorted(
        told.index(name) for name in ("0.csv", "1.csv", "none.csv", "bad.xlsx", "2.csv")
    )
