"""The jobs, each with the reference that it is held against."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from cellstats.defaults import FORMATS
from tests.benchmarks.data import EXAMPLE, counts, delimited, roster, small_workbooks
from tests.benchmarks.programs import BARE_LOOP, COLUMN, CSVKIT, FRAME, LIBRARIES, TEXT, WRITTEN

NEEDS_OF_CSVKIT = ("in2csv", "csvcut", "csvstat")
LEAST = Path(__file__).with_name("least.py")
TWO_SECONDS = 25  # times importing the libraries: that took 0.08 s on the machine on which 2 s are the bound


@dataclass(frozen=True)
class Sizes:
    """How large the data are; the bounds hold at these sizes."""

    rows: int = 62_331
    large: int = 1_000_000
    files: int = 1_000
    provinces: int = 63
    members: int = 88_000
    units: int = 20_000


@dataclass(frozen=True)
class Job:
    """A command, what it is held against, and how many times its time, and its memory, it may take at most.

    `needs` are libraries or programs.
    """

    name: str
    command: tuple[str, ...]
    reference: tuple[str, ...]
    bound: float | None
    needs: tuple[str, ...] = ()
    memory: float | None = None


def jobs(folder: Path, sizes: Sizes, only: str | None) -> Iterator[Job]:
    """Yield the jobs of one group, or of all; their files are made in a folder, or are there from an earlier run."""
    for word, make in GROUPS.items():
        if only in (None, word):
            yield from make(folder, sizes)


def starting(_folder: Path, _sizes: Sizes) -> Iterator[Job]:
    """Yield the jobs that take hardly any time."""
    for option in ("--version", "--help"):
        yield Job(f"{option} : import click", cellstats(option), python("import click"), 1.6)
    yield Job("a small workbook : importing the libraries", summarize(EXAMPLE), python(LIBRARIES), 2)


def lists(folder: Path, sizes: Sizes) -> Iterator[Job]:
    """Yield the jobs on the list of a province."""
    workbook = made(roster, folder / f"list-{sizes.rows}.xlsx", sizes.rows)
    name = f"a list of {sizes.rows:,} rows"
    yield Job(f"{name} : the bare loop", summarize(workbook), python(BARE_LOOP, workbook), 1.5)
    for engine, module, times in (("calamine", "python_calamine", 1.8), ("openpyxl", "openpyxl", 6)):
        reference = python(FRAME.format(engine=engine), workbook)
        yield Job(f"{name} : pandas over {engine}", summarize(workbook), reference, 1 / times, (module,))
    for command, told in ((summarize(workbook), name), (least(workbook), f"{name}, the least")):
        yield Job(f"{told} : csvkit", command, csvkit(workbook), 1 / 8, NEEDS_OF_CSVKIT)
    yield Job(f"{name}, the least : the bare loop", least(workbook), python(BARE_LOOP, workbook), 1.5)
    over_calamine = python(FRAME.format(engine="calamine"), workbook)
    yield Job(f"{name}, the least : pandas over calamine", least(workbook), over_calamine, 1 / 1.8)


def large_list(folder: Path, sizes: Sizes) -> Iterator[Job]:
    """Yield the jobs on an Excel sheet filled to its end."""
    workbook = made(roster, folder / f"list-{sizes.large}.xlsx", sizes.large)
    name = f"a list of {sizes.large:,} rows"
    yield Job(f"{name} : the bare loop", summarize(workbook), python(BARE_LOOP, workbook), 1.3, memory=1.15)
    reference = python(FRAME.format(engine="calamine"), workbook)
    yield Job(f"{name} : pandas over calamine", summarize(workbook), reference, 1 / 2)
    yield Job(f"{name}, the least : pandas over calamine", least(workbook), reference, 1 / 2)
    yield Job(f"{name}, the least : the bare loop", least(workbook), python(BARE_LOOP, workbook), 1.3)
    yield Job(
        f"{name} : one column by fastexcel",
        summarize(workbook),
        python(COLUMN, workbook),
        1.5,
        ("fastexcel", "pyarrow"),
    )


def large_text(folder: Path, sizes: Sizes) -> Iterator[Job]:
    """Yield the job on a long delimited text."""
    text = made(delimited, folder / f"list-{sizes.large}.csv", sizes.large)
    yield Job(f"{sizes.large:,} rows of CSV : pandas", summarize(text), python(TEXT, text), 1)
    yield Job(f"{sizes.large:,} rows of CSV, the least : pandas", least(text), python(TEXT, text), 1)


def small_files(folder: Path, sizes: Sizes) -> Iterator[Job]:
    """Yield the jobs on many small workbooks."""
    many = made(small_workbooks, folder / f"small-{sizes.files}", sizes.files)
    name = f"{sizes.files:,} small workbooks"
    every = sorted(many.iterdir())
    yield Job(f"{name} : the bare loops", summarize(many), python(BARE_LOOP, *every), 2)
    yield Job(f"{name}, the least : the bare loops", least(*every), python(BARE_LOOP, *every), 2)
    one = summarize(many, "--jobs", "1")
    yield Job(f"{name}, 2 processes : 1 process", summarize(many, "--jobs", "2"), one, 1 / 1.7)


def country(folder: Path, sizes: Sizes) -> Iterator[Job]:
    """Yield the jobs on the lists of all provinces: twice as many take twice the time, and no more memory."""
    names = {at: f"province-{at:02}-{sizes.members}.xlsx" for at in range(sizes.provinces)}
    every = [made(roster, folder / name, sizes.members, at * sizes.members) for at, name in names.items()]
    name = f"{sizes.provinces} lists of {sizes.members:,} rows"
    half = every[: len(every) // 2]
    yield Job(f"{name} : half of them", summarize(*every), summarize(*half), 2.2)
    yield Job(f"{name}, memory : one list", summarize(*every), summarize(every[0]), None, memory=1.2)


def units(folder: Path, sizes: Sizes) -> Iterator[Job]:
    """Yield the jobs on a sheet of counts with many units."""
    sheet, half = (made(counts, folder / f"units-{each}.xlsx", each) for each in (sizes.units, sizes.units // 2))
    commands = {form: summarize(sheet, "--by", "unit", "-f", form) for form in FORMATS}
    commands["xlsx, by xlsxwriter alone"] = python(WRITTEN, str(sizes.units))
    for form, command in commands.items():
        yield Job(f"{sizes.units:,} units, {form} : importing the libraries", command, python(LIBRARIES), TWO_SECONDS)
    command, smaller = (summarize(each, "--by", "unit", "-f", "csv") for each in (sheet, half))
    yield Job(f"{sizes.units:,} units : half of them", command, smaller, 2.2)


def made(make: Callable[..., None], path: Path, *sizes: int) -> Path:
    """Return a file, or folder of them, that is made where it is not there, whole or not at all.

    Another process makes it, for the memory of this one would count as that of its commands.
    """
    if not path.exists():
        begun = path.with_name(f"begun-{path.name}")
        with ProcessPoolExecutor(1) as executor:
            executor.submit(make, begun, *sizes).result()
        begun.rename(path)
    return path


GROUPS = {
    "start": starting,
    "list": lists,
    "large list": large_list,
    "large text": large_text,
    "small files": small_files,
    "country": country,
    "units": units,
}
"""What makes the jobs, by the word that chooses them."""


def cellstats(*arguments: str | Path) -> tuple[str, ...]:
    """Return a command of cellstats."""
    return (str(Path(sys.executable).with_name("cellstats")), *map(str, arguments))


def summarize(*arguments: str | Path) -> tuple[str, ...]:
    """Return the command that summarizes files."""
    return cellstats("summarize", "--quiet", *arguments)


def least(*paths: Path) -> tuple[str, ...]:
    """Return the command that counts lists by unit and does nothing else."""
    return (sys.executable, str(LEAST), *map(str, paths))


def csvkit(workbook: Path) -> tuple[str, ...]:
    """Return the command by which csvkit counts the last column of a list."""
    return ("sh", "-c", CSVKIT, "sh", str(workbook))


def python(program: str, *arguments: str | Path) -> tuple[str, ...]:
    """Return the command that runs a program."""
    return (sys.executable, "-c", program, *map(str, arguments))
