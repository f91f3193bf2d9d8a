"""Saved summaries: what `summarize -f json` wrote."""

import json
from collections.abc import Iterator

from cellstats.findings import finding
from cellstats.place import Place
from cellstats.reading.page import Page, Request, Saved, Unread

FORMAT = "cellstats.summary/1"


def matches(content: bytes) -> bool:
    """Tell whether the content begins as a JSON object does."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def read(source: str, content: bytes, _request: Request) -> Iterator[Page]:
    """Yield the saved summary, or why the text is none."""
    try:
        value = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        yield Unread(finding("json-broken", Place(source)))
        return
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        yield Unread(finding("json-not-a-summary", Place(source), format=FORMAT))
        return
    yield Saved(source, value)
