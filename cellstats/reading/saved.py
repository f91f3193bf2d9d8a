"""Saved summaries: what `summarize -f json` wrote; and by what its other results are known."""

import json
import re
from collections.abc import Iterator

from cellstats.findings import finding
from cellstats.place import Place
from cellstats.reading.page import Page, Request, Saved, Unread

FORMAT = "cellstats.summary/1"
REPORT = "cellstats.report/1"
"""What the properties of a workbook say that cellstats has written: a result is no ratings."""

_SUMMARY = re.compile(r"cellstats\.summary/(\d{1,9})")


def matches(content: bytes) -> bool:
    """Tell whether the content begins as a JSON object does."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def read(source: str, content: bytes, _request: Request) -> Iterator[Page]:
    """Yield the saved summary, or why the text is none."""
    try:
        value = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        yield Unread(finding("json-broken", Place(source)))
        return
    named = value.get("format") if isinstance(value, dict) else None
    if named != FORMAT:
        version = isinstance(named, str) and _SUMMARY.fullmatch(named)
        code = "json-of-another-version" if version else "json-not-a-summary"
        yield Unread(finding(code, Place(source), known=FORMAT, version=version[1] if version else ""))
        return
    yield Saved(source, value)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object whose keys stand once each.

    Raises:
        ValueError: if one stands twice, for readers disagree on which of them counts.

    """
    entries = dict(pairs)
    if len(entries) < len(pairs):
        raise ValueError(len(pairs))
    return entries
