"""What can be asked of the benchmarks, and what they print; how long things take is no test."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks import parts
from tests.benchmarks.data import EXAMPLE
from tests.benchmarks.jobs import Job


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--only", "foo"], "'foo' is not one of 'start', 'list', 'large list', 'large text', 'small files', "),
        (["--units", "0"], "Invalid value for '--units': 0 is not in the range x>=2."),
        (["--times", "0"], "Invalid value for '--times': 0 is not in the range x>=1."),
    ],
)
def test_what_cannot_be_measured_is_refused(arguments: list[str], told: str) -> None:
    """A group that there is not, with those there are, and sizes of nothing."""
    ended = CliRunner().invoke(benchmarks.main, arguments)
    assert ended.exit_code == 2
    assert told in ended.output


def test_bounds_stand_only_beside_the_sizes_they_hold_at() -> None:
    """At other sizes the ratios are printed alone, and that is said."""
    ended = CliRunner().invoke(benchmarks.main, ["--only", "start", "--times", "1"])
    assert len(re.findall(r"^ +\d+\.\d\d +(?:1\.6|2)  (?:kept  |missed)  \S", ended.output, re.MULTILINE)) == 3
    ended = CliRunner().invoke(benchmarks.main, ["--only", "start", "--times", "1", "--rows", "9"])
    first, *others = ended.output.splitlines()
    assert first == "Without bounds: these hold at the default sizes."
    assert [re.sub(r"^ +\d+\.\d\d  |: \d\.\d{3} s to \d\.\d{3} s$", "", each) for each in others] == [
        "--version : import click",
        "--help : import click",
        "a small workbook : importing the libraries",
    ]


def test_a_bound_is_a_ratio_and_kept_or_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is printed is judged: 0.588 is 0.59, and so is one part of 1.7."""
    used = {("own",): (1.0, 60.0), ("other",): (1.7, 50.0)}
    monkeypatch.setattr(benchmarks, "run", used.__getitem__)
    job = Job("own : other", ("own",), ("other",), 1 / 1.7, memory=1.15)
    assert list(benchmarks.results(job, 1, judged=True)) == [
        "  0.59  0.59  kept    own : other: 1.000 s to 1.700 s",
        "  1.20  1.15  missed  own : other: 60.000 MiB to 50.000 MiB",
    ]


def test_data_that_are_there_are_used_again(tmp_path: Path) -> None:
    """A file is made whole or not at all, and once; one of another size is another file."""
    arguments = ["--only", "large text", "--times", "1", "--data", str(tmp_path)]
    begun = []
    for rows in ("3", "3", "4"):
        assert CliRunner().invoke(benchmarks.main, [*arguments, "--large", rows]).exit_code == 0
        begun.append((tmp_path / "list-3.csv").stat().st_mtime_ns)
    assert begun[0] == begun[1] == begun[2]
    made = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in tmp_path.iterdir()}
    assert made == {"list-3.csv": 4, "list-4.csv": 5}


def test_the_steps_of_a_workbook_are_told() -> None:
    """Each with its time, those of the loop first."""
    ended = CliRunner().invoke(parts.main, [str(EXAMPLE)])
    told = [re.sub(r"^ +\d+\.\d{3} s  ", "", line) for line in ended.output.splitlines()]
    assert (told[0], told[-1]) == ("the loop: python-calamine reads", "the table is written")
    assert len(told) == 9
