"""Each job of cellstats beside its reference, in one run: python -m tests.benchmarks [--only GROUP].

Whole processes are run in turns, and of each the median is taken; what counts is the ratio of the two.
"""

import compileall
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import click

import cellstats
from tests.benchmarks.jobs import GROUPS, Job, Sizes, jobs

F = TypeVar("F", bound=Callable[..., None])
MIB = 1024
"""The operating system tells memory in KiB."""


def run(command: tuple[str, ...]) -> tuple[float, float]:
    """Return how many seconds a command takes, which must succeed, and the MiB that its largest process takes."""
    begun = time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return time.perf_counter() - begun, used.ru_maxrss / MIB


def missing(job: Job) -> list[str]:
    """Return what a job needs that is not installed: libraries of Python and other programs."""
    return [name for name in job.needs if not (importlib.util.find_spec(name) or shutil.which(name))]


def results(job: Job, times: int, *, judged: bool) -> Iterator[str]:
    """Yield the ratio of the time of a job to that of its reference, and of the memory, where these are bounded.

    Where it is judged, the bound stands beside it, and whether it is kept.
    """
    pairs = [(run(job.command), run(job.reference)) for _ in range(times)]
    medians = [[statistics.median(values) for values in zip(*each, strict=True)] for each in zip(*pairs, strict=True)]
    (seconds, memory), (other_seconds, other_memory) = medians
    measured = (("s", seconds, other_seconds, job.bound), ("MiB", memory, other_memory, job.memory))
    for unit, own, other, bound in measured:
        if bound is not None:
            ratio, most = round(own / other, 2), round(bound, 2)  # what is printed is judged
            verdict = f"  {most:>4g}  {'kept' if ratio <= most else 'missed':<6}" if judged else ""
            yield f"{ratio:>6.2f}{verdict}  {job.name}: {own:.3f} {unit} to {other:.3f} {unit}"


def size(name: str, told: str, least: int = 1) -> Callable[[F], F]:
    """Return an option for how large the data are; of what is halved there are two at least."""
    default = getattr(Sizes(), name)
    return click.option(f"--{name}", type=click.IntRange(least), default=default, show_default=True, help=told)


@click.command()
@click.option("--only", type=click.Choice(list(GROUPS)), help="Only the jobs of this group.")
@size("rows", "Rows of a list.")
@size("large", "Rows of a large list.")
@size("files", "Small workbooks.")
@size("provinces", "Workbooks of a country.", 2)
@size("members", "Rows of each of these.")
@size("units", "Units of a sheet of counts.", 2)
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder where the data are made and stay, for the next run; else they are made anew.",
)
@click.option("--times", type=click.IntRange(1), default=5, show_default=True, help="Runs of each command.")
def main(only: str | None, data: Path | None, times: int, **given: int) -> None:
    """Print the ratio of each job to its reference, its bound and whether it is kept, and the medians."""
    os.environ["PATH"] = os.pathsep.join((os.path.dirname(sys.executable), os.environ["PATH"]))
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # words are compiled as they are used
    compileall.compile_dir(Path(cellstats.__file__).parent, quiet=2)  # as pip leaves what it installs
    sizes = Sizes(**given)
    judged = sizes == Sizes()
    if not judged:
        click.echo("Without bounds: these hold at the default sizes.")
    with tempfile.TemporaryDirectory() as folder:
        for job in jobs(data or Path(folder), sizes, only):
            if names := missing(job):
                click.echo(f"skipped  {job.name}: {', '.join(names)} is not installed")
            else:
                for line in results(job, times, judged=judged):
                    click.echo(line)


if __name__ == "__main__":
    main()
