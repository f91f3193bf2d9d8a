"""Render: a result → text. One file for one kind of format, listed in FORMATS."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cellstats.findings import Finding
from cellstats.formats import delimited, json, tables
from cellstats.formats.style import Style
from cellstats.inspection import InspectedSheet
from cellstats.summary import Summary
from cellstats.targets import Verdict

__all__ = ["FORMATS", "Format", "Style"]


@dataclass(frozen=True)
class Format:
    """A way to write a result; `suffixes` are those of files that are written so."""

    suffixes: tuple[str, ...]
    summary: Callable[[Summary, Style], str]
    verdicts: Callable[[Sequence[Verdict], Sequence[Finding], Style], str]
    inspection: Callable[[Sequence[InspectedSheet], Style], str] | None = None
    empty: bool = False  # whether a result without data is written too, so that scripts find its findings


FORMATS = {
    "table": Format((".txt",), tables.plain.summary, tables.plain.verdicts, tables.plain.inspection),
    "json": Format((".json",), json.summary, json.verdicts, json.inspection, empty=True),
    "csv": Format((".csv",), delimited.csv.summary, delimited.csv.verdicts),
    "tsv": Format((".tsv",), delimited.tsv.summary, delimited.tsv.verdicts),
    "markdown": Format((".md",), tables.markdown.summary, tables.markdown.verdicts, tables.markdown.inspection),
}
"""The formats by name."""
