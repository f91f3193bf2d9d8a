"""START HERE: the way of the data, from paths to a summary to verdicts.

    paths ──read──▶ pages ──recognize──▶ parts ──add_up──▶ Summary ──check──▶ verdicts
           reading/         layouts/            summary.py          targets.py

Each arrow is one function and each thing between is one frozen type. The command line (cli.py) does nothing but
read its arguments, call these functions, print what they return through formats/, and choose the exit code.
"""

from collections.abc import Iterable, Sequence
from os import PathLike, fspath

from cellstats.layouts import Defaults, recognize
from cellstats.reading import read
from cellstats.summary import Summary, add_up
from cellstats.targets import Target, Verdict, check
from cellstats.vocabulary import Vocabulary, packaged


def summarize(
    paths: Iterable[str | PathLike[str]] | str | PathLike[str],
    *,
    sheets: Sequence[str] = (),
    defaults: Defaults | None = None,
    vocabulary: Vocabulary | None = None,
) -> Summary:
    """Return the summary of workbooks, delimited texts, saved summaries, folders of them, or stdin ("-").

    Args:
        paths: one path or several.
        sheets: the names of the only sheets to read; all without any.
        defaults: population, measure and period of sheets that do not name them.
        vocabulary: the words; those that ship with cellstats without any.

    Nothing is raised for what is wrong with the data: that is in `Summary.findings`.

    """
    words = vocabulary or packaged()
    each = [paths] if isinstance(paths, str | PathLike) else paths
    pages = (page for path in each for page in read(fspath(path), sheets))
    return add_up((recognize(page, words, defaults or Defaults()) for page in pages), words)


def check_targets(summary: Summary, targets: Sequence[Target], *, base: str | None = None) -> list[Verdict]:
    """Return a verdict for each target, and for each period that the summary has data of, in their order.

    Args:
        summary: what was counted.
        targets: what to hold it against.
        base: "rated", "eligible" or "all" for targets that do not name their base.

    """
    return [verdict for target in targets for verdict in check(summary, target, base)]
