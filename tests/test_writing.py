import os
import resource
from pathlib import Path

import pytest

from cellstats.errors import UsageError
from cellstats.writing import write_whole

OLD = "the report of last year\n" * 50
NEW = "Hoà Bình 74,48%\n" * 40


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(OLD, encoding="utf-8")
    return path


def test_every_byte_may_be_the_last_that_fits(report: Path) -> None:
    """The disk is full after n bytes, for every n: the old report is the same, and nothing else is left."""
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = len(NEW.encode())
    try:
        for fits in range(size):
            resource.setrlimit(resource.RLIMIT_FSIZE, (fits, most))
            with pytest.raises(UsageError, match=r"report\.txt: cannot be written: File too large"):
                write_whole(str(report), NEW, [])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    assert report.read_text(encoding="utf-8") == OLD
    assert os.listdir(report.parent) == ["report.txt"]
    write_whole(str(report), NEW, [])
    assert report.read_text(encoding="utf-8") == NEW


@pytest.mark.parametrize("call", ["fsync", "chmod", "replace"])
@pytest.mark.parametrize("problem", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_every_call_to_the_system_may_fail(
    report: Path, call: str, problem: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever it is, and even where somebody gives up just then, the old report is there and nothing else."""

    def fail(*_arguments: object, **_options: object) -> None:
        raise problem

    monkeypatch.setattr(os, call, fail)
    with pytest.raises((UsageError, KeyboardInterrupt)):
        write_whole(str(report), NEW, [])
    monkeypatch.undo()
    assert report.read_text(encoding="utf-8") == OLD
    assert os.listdir(report.parent) == ["report.txt"]


def test_a_folder_that_cannot_be_written_into(tmp_path: Path) -> None:
    """It is told in one line, with the name that was given."""
    with pytest.raises(UsageError, match=r"none/report\.txt: cannot be written: No such file or directory"):
        write_whole(str(tmp_path / "none" / "report.txt"), NEW, [])


def test_a_report_keeps_who_may_read_it(report: Path) -> None:
    """A new one is as the user's other files; one that only its owner may read stays so."""
    report.chmod(0o600)
    write_whole(str(report), NEW, [])
    assert report.stat().st_mode & 0o777 == 0o600
    mask = os.umask(0o027)
    try:
        write_whole(str(report.with_name("new.txt")), NEW, [])
    finally:
        os.umask(mask)
    assert report.with_name("new.txt").stat().st_mode & 0o777 == 0o640


def test_an_input_is_never_replaced(report: Path) -> None:
    """Not by its own name, not through a link of either kind."""
    report.with_name("soft.txt").symlink_to(report)
    os.link(report, report.with_name("hard.txt"))
    for name in ("report.txt", "soft.txt", "hard.txt"):
        with pytest.raises(UsageError, match="is an input too"):
            write_whole(str(report.with_name(name)), NEW, [str(report)])
    assert report.read_text(encoding="utf-8") == OLD


def test_a_link_is_written_through(report: Path) -> None:
    """Where a link stands for the report, the report changes and the link stays."""
    link = report.with_name("latest.txt")
    link.symlink_to(report.name)
    write_whole(str(link), NEW, [])
    assert link.is_symlink()
    assert report.read_text(encoding="utf-8") == NEW
