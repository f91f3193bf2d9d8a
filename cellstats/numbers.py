"""Counts as offices write them: typed, or as text in either number style, decided by the whole column."""

import datetime
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from cellstats.text import Broken, Percent, is_blank, is_mark

STYLES = {"vi": (".", ","), "en": (",", ".")}
"""The signs of each number style: that between groups of three digits, and that before decimals."""

_WORDS = frozenset({"not-a-number", "date", "truth-value"})  # what a text may be that stands in a heading too
_LONGEST_COUNT = 12  # digits: no population that is rated has more
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([.,\s])\d{3})(?:\1\d{3})*")
_SPACED = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_DATE = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(?:\d{2}|\d{4})|\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?")
_TRUTHS = frozenset({"true", "false"})
_DECIMAL = re.compile(r"\d+[.,]\d+")
# What only one style writes: several groups, or decimals that are no group of three.
_ONLY = {
    style: re.compile(
        rf"\d{{1,3}}(?:\{group}\d{{3}}){{2,}}(?:\{point}\d+)?|\d{{1,3}}(?:\{group}\d{{3}})+\{point}\d+"
        rf"|\d+\{point}(?!\d{{3}}$)\d+|0\d*\{point}\d+|\d{{4,}}\{point}\d+"
    )
    for style, (group, point) in STYLES.items()
}


class NotACountError(ValueError):
    """A cell that should hold a count and does not; `code` names the finding that tells why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def parse_count(cell: object, style: str | None = None) -> int | None:
    """Return the whole number in a cell, or None where it holds nothing.

    Without a style, text may group its digits by threes with one kind of sign: 3.174 and 3,174 in text are both 3174,
    for a count has no decimals. A typed number 3.174 is a fraction, and refused.

    Args:
        cell: what stands in the cell.
        style: "vi" or "en" where the column or the user tells how its texts are written.

    Raises:
        NotACountError: for a fraction, a negative number, a percentage, a truth value, a date, a broken cell, or
            other text.

    """
    if cell is None:
        return None
    if type(cell) is float and cell.is_integer() and 0 <= cell < 10**_LONGEST_COUNT:
        return int(cell)  # as nearly all numbers of a workbook are
    if isinstance(cell, str):
        return None if is_blank(cell) else _written(_plain(cell), style)
    if isinstance(cell, Broken):
        raise NotACountError(cell.code)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        dated = isinstance(cell, datetime.date | datetime.time | datetime.timedelta)
        raise NotACountError("date" if dated else "truth-value" if isinstance(cell, bool) else "not-a-number")
    if not abs(cell) < 10**_LONGEST_COUNT:
        raise NotACountError("not-a-number")
    if isinstance(cell, Percent):
        raise NotACountError("percentage")
    if cell < 0:
        raise NotACountError("negative")
    if cell != int(cell):
        raise NotACountError("fraction")
    return int(cell)


def _plain(text: str) -> str:
    """Return a text with wide digits and spaces as usual ones; the number of a footnote (8²) is no digit of it."""
    noted = any(letter.isdigit() and not letter.isdecimal() for letter in text)
    return text.strip() if noted else unicodedata.normalize("NFKC", text).strip()


def _written(text: str, style: str | None) -> int:
    """Return the whole number that a text holds."""
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST_COUNT:
        return int(text)
    text = _SPACED.sub("", text)
    whole, decimals = _parts(text, style)
    if whole.isdecimal() and len(whole) <= _LONGEST_COUNT:
        # Three noughts may be a group as well: nothing says that 1.000 is 1.
        if decimals.strip("0") or len(decimals) == 3:
            raise NotACountError("decimals")
        return int(whole)
    if re.fullmatch(r"[\d.,]+\s*%", text):
        raise NotACountError("percentage")
    if _DATE.fullmatch(text):
        raise NotACountError("date")
    if text.casefold() in _TRUTHS:
        raise NotACountError("truth-value")
    raise NotACountError("negative" if re.fullmatch(r"[-−]\s*[\d.,]+", text) else "not-a-number")


def _parts(text: str, style: str | None) -> tuple[str, str]:
    """Return the whole digits and the decimals of a number, as its style divides them; other text is whole."""
    if style is None and _GROUPED.fullmatch(text):
        return re.sub(r"\D", "", text), ""
    if style is None:
        style = style_of([text])
    if style:
        group, point = STYLES[style]
        match = re.fullmatch(rf"(\d{{1,3}}(?:\{group}\d{{3}})+|\d+)(?:\{point}(\d+))?", text)
        if match:
            return match[1].replace(group, ""), match[2] or ""
    return text, ""


def style_of(texts: Iterable[str]) -> str | None:
    """Return the number style that texts of one column are written in, or None where nothing or both tell."""
    found = {style for text in map(_plain, texts) for style, pattern in _ONLY.items() if pattern.fullmatch(text)}
    return found.pop() if len(found) == 1 else None


def grouping_of(cell: object) -> str | None:
    """Return the sign that groups the digits of a number in text by threes, or None."""
    match = _GROUPED.fullmatch(_plain(cell)) if isinstance(cell, str) else None
    return match[1] if match and match[1] in ".," else None


def count_in(cell: object) -> int | None:
    """Return the whole number in a cell, or None where it holds nothing or something else."""
    return _written_count(cell) if isinstance(cell, str) else _count(cell)


def _count(cell: object) -> int | None:
    try:
        return parse_count(cell)
    except NotACountError:
        return None


_written_count = lru_cache(maxsize=4096)(_count)


def is_value(cell: object) -> bool:
    """Tell whether a cell holds what stands below a heading of levels: a number, even a wrong one, or a tick."""
    return is_mark(cell) or is_number(cell)


def is_number(cell: object) -> bool:
    """Tell whether a cell holds a number, even one that is no count."""
    if isinstance(cell, str):
        return _is_written(cell)
    try:
        return parse_count(cell) is not None
    except NotACountError:
        return True


@lru_cache(maxsize=4096)
def _is_written(text: str) -> bool:
    try:
        return parse_count(text) is not None
    except NotACountError as problem:
        return problem.code not in _WORDS
