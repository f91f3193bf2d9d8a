"""Render: a result → text, or a document. One file for one kind of format, listed in TEXTS or DOCUMENTS.

The one that is wanted is loaded when it writes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from cellstats.formats.style import Style

if TYPE_CHECKING:
    from cellstats.inspection import InspectedSheet
    from cellstats.summary import Summary
    from cellstats.targets import Verdict

__all__ = ["DOCUMENTS", "FORMATS", "TEXTS", "Format", "Style"]

T = TypeVar("T", str, bytes)


@dataclass(frozen=True)
class Format(Generic[T]):
    """A way to write a result; `suffixes` are those of files that are written so.

    Its writer is a module of this package, or a value in one.
    """

    writer: str
    suffixes: tuple[str, ...]
    inspects: bool = False  # whether it writes how sheets were understood
    report: bool = False  # whether it is handed in, and so names files without the folders of this machine
    empty: bool = False  # whether a result without data is written too, so that scripts find its findings

    def _load(self) -> Any:
        """Return what writes."""
        module, _, name = self.writer.partition(".")
        loaded = import_module(f"{__name__}.{module}")
        return getattr(loaded, name) if name else loaded

    def summary(self, result: "Summary", style: Style) -> T:
        """Return the shares as they are written."""
        written: T = self._load().summary(result, style)
        return written

    def verdicts(self, result: "Sequence[Verdict]", of: "Summary", style: Style) -> T:
        """Return which targets are met, beside the shares that were held against them where it has both."""
        written: T = self._load().verdicts(result, of, style)
        return written

    def inspection(self, sheets: "Sequence[InspectedSheet]", style: Style) -> T:
        """Return how each sheet was understood."""
        written: T = self._load().inspection(sheets, style)
        return written


TEXTS: Mapping[str, Format[str]] = {
    "table": Format("tables.plain", (".txt",), inspects=True),
    "json": Format("json", (".json",), inspects=True, empty=True),
    "csv": Format("delimited.csv", (".csv",)),
    "tsv": Format("delimited.tsv", (".tsv",)),
    "markdown": Format("tables.markdown", (".md",), inspects=True, report=True),
    "html": Format("html", (".html", ".htm"), report=True),
}
"""The formats that are text, by name."""

DOCUMENTS: Mapping[str, Format[bytes]] = {
    "xlsx": Format("xlsx", (".xlsx",), report=True),
    "docx": Format("docx", (".docx",), report=True),
}
"""The formats that are documents, for files."""

FORMATS: Mapping[str, Format[str] | Format[bytes]] = {**TEXTS, **DOCUMENTS}
"""All formats by name."""
