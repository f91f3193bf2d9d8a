"""Each job of cellstats beside its reference, in one run: python -m tests.benchmarks [--rows N] [--times N].

Whole processes are timed in turns, and of each the median is taken; what counts is the ratio of the two.
"""

import importlib.util
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from tests.benchmarks.data import EXAMPLE, delimited, roster, small_workbooks

LIBRARIES = "import click, tabulate, yaml, python_calamine"
BARE_LOOP = """
import sys
from collections import Counter
from python_calamine import CalamineWorkbook
for path in sys.argv[1:]:
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    print(Counter(row[-1] for row in sheet.iter_rows()))
"""
FRAME = """
import sys, pandas
print(pandas.read_excel(sys.argv[1], header=None, engine={engine!r}).iloc[:, -1].value_counts())
"""
TEXT = """
import sys, pandas
print(pandas.read_csv(sys.argv[1], dtype=str).iloc[:, -1].value_counts())
"""
MODULES = {"calamine": "python_calamine"}
"""What the engines of pandas are imported as, where that is not their name."""


@dataclass(frozen=True)
class Job:
    """A command, what it is held against, and the most that it may take of its time; `needs` are libraries."""

    name: str
    command: tuple[str, ...]
    reference: tuple[str, ...]
    bound: float
    needs: tuple[str, ...] = ()


def jobs(folder: Path, rows: int, files: int) -> Iterator[Job]:
    """Yield the jobs, their files made in a folder."""
    yield Job("--version : import click", cellstats("--version"), python("import click"), 1.6)
    yield Job("--help : import click", cellstats("--help"), python("import click"), 1.6)
    yield Job("a small workbook : importing the libraries", summarize(EXAMPLE), python(LIBRARIES), 2)
    workbook = roster(folder / "list.xlsx", rows)
    name = f"a list of {rows:,} rows"
    yield Job(f"{name} : the bare loop", summarize(workbook), python(BARE_LOOP, workbook), 1.5)
    for engine, times in (("calamine", 1.8), ("openpyxl", 6)):
        reference = python(FRAME.format(engine=engine), workbook)
        yield Job(f"{name} : pandas over {engine}", summarize(workbook), reference, 1 / times, (engine,))
    text = delimited(folder / "list.csv", rows)
    yield Job(f"{rows:,} rows of CSV : pandas", summarize(text), python(TEXT, text), 1)
    many = small_workbooks(folder / "many", files)
    loops = python(BARE_LOOP, *sorted(many.iterdir()))
    yield Job(f"{files:,} small workbooks : the bare loops", summarize(many), loops, 2)
    one = summarize(many, "--jobs", "1")
    yield Job(f"{files:,} small workbooks, 2 processes : 1", summarize(many, "--jobs", "2"), one, 1 / 1.7)


def cellstats(*arguments: str | Path) -> tuple[str, ...]:
    """Return a command of cellstats."""
    return (str(Path(sys.executable).with_name("cellstats")), *map(str, arguments))


def summarize(*arguments: str | Path) -> tuple[str, ...]:
    """Return the command that summarizes files."""
    return cellstats("summarize", "--quiet", *arguments)


def python(program: str, *arguments: str | Path) -> tuple[str, ...]:
    """Return the command that runs a program."""
    return (sys.executable, "-c", program, *map(str, arguments))


def seconds(command: tuple[str, ...]) -> float:
    """Return how long a command takes, which must succeed."""
    begun = time.perf_counter()
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


@click.command()
@click.option("--rows", default=62_331, help="Rows of a list.")
@click.option("--files", default=1_000, help="Small workbooks.")
@click.option("--times", default=5, help="Runs of each command.")
def main(rows: int, files: int, times: int) -> None:
    """Print the ratio of each job to its reference, beside its bound."""
    with tempfile.TemporaryDirectory() as folder:
        for job in jobs(Path(folder), rows, files):
            if missing := [name for name in job.needs if not importlib.util.find_spec(MODULES.get(name, name))]:
                click.echo(f"skipped  {job.name}: {', '.join(missing)} is not installed")
                continue
            pairs = [(seconds(job.command), seconds(job.reference)) for _ in range(times)]
            own, other = (statistics.median(each) for each in zip(*pairs, strict=True))
            kept = "kept" if own / other <= job.bound else "NOT KEPT"
            click.echo(
                f"{own / other:6.2f} x  {job.name}: {own:.3f} s to {other:.3f} s; bound {job.bound:.2f} {kept}"
            )


if __name__ == "__main__":
    main()
