"""START HERE: the way of the data, from paths to a summary to verdicts.

    paths ──read──▶ pages ──recognize──▶ parts ──add_up──▶ Summary ──check──▶ verdicts
           reading/         layouts/            summary.py          targets.py

Each arrow is one function and each thing between is one frozen type. The command line (cli.py) does nothing but
read its arguments, call these functions, print what they return through formats/, and choose the exit code.
"""

from collections.abc import Iterable, Iterator, Sequence
from os import PathLike, fspath

from cellstats.inspection import InspectedSheet, inspected
from cellstats.layouts import Defaults, Part, recognize
from cellstats.reading import Request, read
from cellstats.summary import Summary, add_up
from cellstats.targets import Target, Verdict, check
from cellstats.vocabulary import Vocabulary, packaged

Paths = Iterable[str | PathLike[str]] | str | PathLike[str]


def summarize(
    paths: Paths,
    *,
    request: Request | None = None,
    defaults: Defaults | None = None,
    vocabulary: Vocabulary | None = None,
) -> Summary:
    """Return the summary of workbooks, delimited texts, saved summaries, folders of them, or stdin ("-").

    Args:
        paths: one path or several.
        request: the only sheets to read, and how delimited text is encoded and divided.
        defaults: population, measure and period of sheets that do not name them.
        vocabulary: the words; those that ship with cellstats without any.

    Nothing is raised for what is wrong with the data: that is in `Summary.findings`.

    """
    words = vocabulary or packaged()
    return add_up(_recognized(paths, request, defaults, words), words)


def inspect(
    paths: Paths,
    *,
    request: Request | None = None,
    defaults: Defaults | None = None,
    vocabulary: Vocabulary | None = None,
) -> list[InspectedSheet]:
    """Return how each sheet was understood: its tables, their columns and rows, and what is to be said of them.

    The arguments are those of `summarize`.
    """
    return [inspected(part) for part in _recognized(paths, request, defaults, vocabulary or packaged())]


def _recognized(
    paths: Paths, request: Request | None, defaults: Defaults | None, words: Vocabulary
) -> Iterator[Part]:
    for path in [paths] if isinstance(paths, str | PathLike) else paths:
        for page in read(fspath(path), request):
            yield recognize(page, words, defaults or Defaults())


def check_targets(summary: Summary, targets: Sequence[Target], *, base: str | None = None) -> list[Verdict]:
    """Return a verdict for each target, and for each period that the summary has data of, in their order.

    Args:
        summary: what was counted.
        targets: what to hold it against.
        base: "rated", "eligible" or "all" for targets that do not name their base.

    """
    return [verdict for target in targets for verdict in check(summary, target, base)]
