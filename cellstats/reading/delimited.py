"""Delimited text (.csv), by pandas."""

import io
from collections.abc import Iterator

from cellstats.findings import finding
from cellstats.place import Place
from cellstats.reading.page import Page, Sheet, Unread

_DELIMITERS = ",;\t"


def matches(content: bytes) -> bool:
    """Take every content: what is not text is said on reading."""
    return bool(content)


def read(source: str, content: bytes) -> Iterator[Page]:
    """Yield the one sheet of a delimited text, every cell as text; it has no name."""
    import pandas as pd  # 0.3 s, so only where it is used

    try:
        text = content.decode("utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        yield Unread(finding("text-not-unicode", Place(source)))
        return
    if "\0" in text:
        yield Unread(finding("not-a-table", Place(source)))
        return
    delimiter = max(_DELIMITERS, key=text.count)
    width = max(line.count(delimiter) for line in text.splitlines()) + 1
    try:
        frame = pd.read_csv(
            io.StringIO(text),
            sep=delimiter,
            header=None,
            names=range(width),
            dtype=str,
            keep_default_na=False,
            skip_blank_lines=False,
        )
    except (pd.errors.ParserError, ValueError):
        # Its reason may quote the content, which is confidential.
        yield Unread(finding("not-a-table", Place(source)))
        return
    yield Sheet(source, None, frame.to_numpy().tolist())
