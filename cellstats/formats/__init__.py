"""Render: a result → text, or a document. One file for one kind of format, listed in TEXTS or DOCUMENTS."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from cellstats.formats import delimited, docx, html, json, tables, xlsx
from cellstats.formats.style import Style
from cellstats.inspection import InspectedSheet
from cellstats.summary import Summary
from cellstats.targets import Verdict

__all__ = ["DOCUMENTS", "FORMATS", "TEXTS", "Format", "Style"]

T = TypeVar("T", str, bytes)


@dataclass(frozen=True)
class Format(Generic[T]):
    """A way to write a result; `suffixes` are those of files that are written so."""

    suffixes: tuple[str, ...]
    summary: Callable[[Summary, Style], T]
    verdicts: Callable[[Sequence[Verdict], Summary, Style], T]
    inspection: Callable[[Sequence[InspectedSheet], Style], T] | None = None
    report: bool = False  # whether it is handed in, and so names files without the folders of this machine
    empty: bool = False  # whether a result without data is written too, so that scripts find its findings


TEXTS = {
    "table": Format((".txt",), tables.plain.summary, tables.plain.verdicts, tables.plain.inspection),
    "json": Format((".json",), json.summary, json.verdicts, json.inspection, empty=True),
    "csv": Format((".csv",), delimited.csv.summary, delimited.csv.verdicts),
    "tsv": Format((".tsv",), delimited.tsv.summary, delimited.tsv.verdicts),
    "markdown": Format(
        (".md",), tables.markdown.summary, tables.markdown.verdicts, tables.markdown.inspection, report=True
    ),
    "html": Format((".html", ".htm"), html.summary, html.verdicts, report=True),
}
"""The formats that are text, by name."""

DOCUMENTS = {
    "xlsx": Format((".xlsx",), xlsx.summary, xlsx.verdicts, report=True),
    "docx": Format((".docx",), docx.summary, docx.verdicts, report=True),
}
"""The formats that are documents, for files."""

FORMATS: Mapping[str, Format[str] | Format[bytes]] = {**TEXTS, **DOCUMENTS}
"""All formats by name."""
