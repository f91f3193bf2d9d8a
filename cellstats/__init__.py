"""cellstats: exact, traceable shares from rating workbooks, held against the targets of a plan.

    >>> import cellstats
    >>> summary = cellstats.summarize("examples/hoa-binh-2021.xlsx")
    >>> verdicts = cellstats.check_targets(summary, cellstats.load_targets("targets.yaml"))

Start reading in `cellstats/pipeline.py`.
"""

from collections.abc import Sequence
from importlib import import_module
from os import PathLike
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cellstats.bounds import Bound
    from cellstats.errors import CellstatsError, FileError, UsageError
    from cellstats.findings import Finding, Severity
    from cellstats.layouts import Defaults
    from cellstats.masking import with_masks
    from cellstats.pipeline import check_targets, inspect, summarize
    from cellstats.place import Place
    from cellstats.progress import Change, Pace, change, pace
    from cellstats.ranking import Differs, Ranked, ranked
    from cellstats.reading import Request
    from cellstats.share import Share
    from cellstats.summary import Record, Summary
    from cellstats.tally import Tally
    from cellstats.targets import Scope, Status, Target, Verdict
    from cellstats.unit_changes import Turnover, turnover
    from cellstats.vocabulary import Vocabulary

__all__ = [
    "Bound",
    "CellstatsError",
    "Change",
    "Defaults",
    "Differs",
    "FileError",
    "Finding",
    "Pace",
    "Place",
    "Ranked",
    "Record",
    "Request",
    "Scope",
    "Severity",
    "Share",
    "Status",
    "Summary",
    "Tally",
    "Target",
    "Turnover",
    "UsageError",
    "Verdict",
    "Vocabulary",
    "change",
    "check_targets",
    "inspect",
    "load_targets",
    "load_vocabulary",
    "pace",
    "ranked",
    "summarize",
    "turnover",
    "with_masks",
]

__version__ = "0.1.0"

_NAMES = {
    "bounds": "Bound",
    "errors": "CellstatsError, FileError, UsageError",
    "findings": "Finding, Severity",
    "layouts": "Defaults",
    "masking": "with_masks",
    "pipeline": "check_targets, inspect, summarize",
    "place": "Place",
    "progress": "Change, Pace, change, pace",
    "ranking": "Differs, Ranked, ranked",
    "reading": "Request",
    "share": "Share",
    "summary": "Record, Summary",
    "tally": "Tally",
    "targets": "Scope, Status, Target, Verdict",
    "unit_changes": "Turnover, turnover",
    "vocabulary": "Vocabulary",
}
_MODULES = {name: module for module, names in _NAMES.items() for name in names.split(", ")}


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """Return a name from its module, loaded when it is first used, so that the command starts at once."""
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
        return value


def load_targets(
    path: str | PathLike[str] | None = None, *, vocabulary: "Vocabulary | None" = None
) -> "Sequence[Target]":
    """Return the targets of a file, or without one those that ship with cellstats.

    Raises:
        FileError: with every problem of the file, each with file:line:column.

    """
    from cellstats.plan import load_plan  # pydantic only where targets are read

    return load_plan(path, vocabulary).targets


def load_vocabulary(path: str | PathLike[str]) -> "Vocabulary":
    """Return the words that ship with cellstats, with those of a file added.

    Raises:
        FileError: with every problem of the file, each with file:line:column.

    """
    from cellstats.vocabularyfile import load_words  # pydantic only where a file is read

    return load_words(path)
