"""START HERE: the way of the data, from paths to a summary to verdicts.

    paths ──read──▶ pages ──recognize──▶ parts ──add_up──▶ Summary ──check──▶ verdicts
           reading/         layouts/            summary.py          targets.py

Each arrow is one function and each thing between is one frozen type. A command
(commands.py) calls these functions, prints what they return through formats/, and chooses the exit code; cli.py says
what can be typed.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from os import PathLike, fspath
from typing import TypeVar

from cellstats.findings import Finding, finding
from cellstats.inspection import InspectedSheet, inspected
from cellstats.isolation import Here, LostError
from cellstats.job import Job, counted
from cellstats.layouts import Defaults
from cellstats.place import Place
from cellstats.reading import File, Request, files_of
from cellstats.summary import Summary, add_up
from cellstats.targets import Target, Verdict, check
from cellstats.vocabulary import Vocabulary, packaged

Paths = Iterable[str | PathLike[str]] | str | PathLike[str]
T = TypeVar("T")


def summarize(
    paths: Paths,
    *,
    request: Request | None = None,
    defaults: Defaults | None = None,
    vocabulary: Vocabulary | None = None,
    executor: Executor | None = None,
) -> Summary:
    """Return the summary of workbooks, delimited texts, saved summaries, folders of them, or stdin ("-").

    Args:
        paths: one path or several.
        request: the only sheets to read, and how delimited text is encoded and divided.
        defaults: population, measure and period of sheets that do not name them.
        vocabulary: the words; those that ship with cellstats without any.
        executor: who reads the files, such as `cellstats.isolation.Workers`; this process without any.

    Nothing is raised for what is wrong with the data: that is in `Summary.findings`.

    """
    words = vocabulary or packaged()
    return add_up(_each(paths, Job(counted, request, defaults, vocabulary), executor or Here()), words)


def inspect(
    paths: Paths,
    *,
    request: Request | None = None,
    defaults: Defaults | None = None,
    vocabulary: Vocabulary | None = None,
    executor: Executor | None = None,
) -> list[InspectedSheet]:
    """Return how each sheet was understood: its tables, their columns and rows, and what is to be said of them.

    The arguments are those of `summarize`.
    """
    job = Job(inspected, request, defaults, vocabulary)
    return [*_each(paths, job, executor or Here())]


def _each(paths: Paths, job: Job[T], executor: Executor) -> Iterator[T]:
    """Yield what the pages of each file give, in the order of the paths, whichever is done first."""
    every = [paths] if isinstance(paths, str | PathLike) else paths
    found = [each for path in every for each in files_of(fspath(path))]
    begun = [(each, executor.submit(job, each)) if isinstance(each, File) else each for each in found]
    for each in begun:
        yield from job.said(each) if isinstance(each, Finding) else _result(*each, job)


def _result(file: File, begun: "Future[list[T]]", job: Job[T]) -> list[T]:
    """Return what a file gives, or why that is lost, which costs no other file."""
    try:
        return begun.result()
    except LostError as lost:
        return job.said(finding(lost.loss.code, Place(file.source), **lost.loss.values))
    except BrokenExecutor:
        return job.said(finding("file-ends-reader", Place(file.source)))


def check_targets(summary: Summary, targets: Sequence[Target], *, base: str | None = None) -> list[Verdict]:
    """Return a verdict for each target, and for each period that the summary has data of, in their order.

    Args:
        summary: what was counted.
        targets: what to hold it against.
        base: "rated", "eligible" or "all" for targets that do not name their base.

    """
    return [verdict for target in targets for verdict in check(summary, target, base)]
