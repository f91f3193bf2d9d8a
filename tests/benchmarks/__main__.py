"""Each job of cellstats beside its reference, in one run: python -m tests.benchmarks [--only WORD].

Whole processes are run in turns, and of each the median is taken; what counts is the ratio of the two.
"""

import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import click

from tests.benchmarks.jobs import Job, Sizes, jobs

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


def results(job: Job, times: int) -> Iterator[str]:
    """Yield the ratio of the time of a job to that of its reference, and where it is bounded that of the memory."""
    pairs = [(run(job.command), run(job.reference) if job.reference else (1.0, 1.0)) for _ in range(times)]
    medians = [[statistics.median(values) for values in zip(*each, strict=True)] for each in zip(*pairs, strict=True)]
    (seconds, memory), (other_seconds, other_memory) = medians
    measured = [("s", seconds, other_seconds, job.bound, job.share)]
    if job.memory:
        measured.append(("MiB", memory, other_memory, job.memory, 1))
    for unit, own, other, bound, share in measured:
        ratio = own * share / other
        shown = f"{own:.3f} {unit}" + (f" to {other:.3f} {unit}" if job.reference else "")
        yield f"{ratio:6.2f} {'<=' if ratio <= bound else '> '} {bound:.2f}  {job.name}: {shown}"


@click.command()
@click.option("--only", default="", help="Only jobs with this word in their name.")
@click.option("--rows", default=62_331, help="Rows of a list.")
@click.option("--large", default=1_000_000, help="Rows of a large list.")
@click.option("--files", default=1_000, help="Small workbooks.")
@click.option("--provinces", default=63, help="Workbooks of a country.")
@click.option("--members", default=88_000, help="Rows of each of these.")
@click.option("--units", default=20_000, help="Units of a sheet of counts.")
@click.option("--times", default=5, help="Runs of each command.")
def main(only: str, times: int, **sizes: int) -> None:
    """Print the ratio of each job to its reference, its bound, and the medians."""
    os.environ["PATH"] = os.pathsep.join((os.path.dirname(sys.executable), os.environ["PATH"]))
    with tempfile.TemporaryDirectory() as folder:
        for job in jobs(Path(folder), Sizes(**sizes), only):
            if names := missing(job):
                click.echo(f"skipped  {job.name}: {', '.join(names)} is not installed")
            else:
                for line in results(job, times):
                    click.echo(line)


if __name__ == "__main__":
    main()
