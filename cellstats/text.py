"""When two spellings are one word, and what a cell holds that is no number."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import accumulate

# Old and new place of the tone mark (hòa/hoà, khỏe/khoẻ, ủy/uỷ), the letters decomposed.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OLD_TONE = re.compile(f"(o)([{_TONES}])([ae])|(u)([{_TONES}])(y)")
# Everything but letters, digits, marks and the percent sign separates words.
_SEPARATORS = re.compile(r"(?:[^\w%]|_)+")
# A letter needs its space: "K.HTNV" is "Không HTNV", no item K.
_ENUMERATOR = re.compile(
    r"^\s*(?:[-–+*•]\s*|\(?(?:\d{1,2}(?:\.\d{1,2})+[.)]?\s+|\d{1,2}[.)]\s*|(?:[a-eđ]|[ivx]{1,4})(?:\)\s*|\.\s+)))",
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(r"\([^()]*\)")
BULLETS = frozenset({"-", "–", "+", "*", "•"})
UNIT_RANK, BULLET_RANK = 2, 7
"""How deep a row with a whole number stands, and one with a bullet; see `numbering`."""
_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")

NOTHING = frozenset({"", "-", "–", "—", "…", "..."})
"""What a cell without a number holds (compare after stripping)."""

MARKS = frozenset({"x", "×", "✓", "✔", "√", "☑", "☒", "v"})
"""What ticks a box (compare after stripping and folding case)."""


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return the form in which two spellings of one word are equal.

    Case, composed or decomposed letters, spaces, line breaks, punctuation and the old or new place of the
    tone mark do not count; every letter and accent does.
    """
    if text.isascii() and text.isalnum():
        return text.lower()  # as numbers and abbreviations
    return _SEPARATORS.sub(" ", _with_tones_in_place(text)).strip()


def fold_all(texts: Sequence[str]) -> list[str]:
    """Return each of many texts folded: their letters all at once, which is several times as quick."""
    lines = _with_tones_in_place(in_lines(texts)).split("\n")[: len(texts)]
    return [_SEPARATORS.sub(" ", line).strip() for line in lines]


def carried_down(names: Iterable[str], above: str = "") -> list[str]:
    """Return names, each blank one as the name above it; `above` stands above the first."""
    return [*accumulate(names, lambda before, name: name or before, initial=above)][1:]


def in_lines(texts: Iterable[str]) -> str:
    """Return texts as one, a line each, whatever breaks of lines they hold."""
    return "\n".join([text.replace("\n", " ") for text in texts])


def _with_tones_in_place(text: str) -> str:
    loose = unicodedata.normalize("NFD", text.casefold())
    return unicodedata.normalize("NFC", _OLD_TONE.sub(r"\1\3\2\4\6\5", loose))


# Signs that Unicode counts as letters or marks, and that show nothing.
_BLANKS = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")


def composed(text: str) -> str:
    """Return the text with its letters composed (NFC), as patterns are written."""
    return unicodedata.normalize("NFC", text)


def without_enumerator(text: str) -> str:
    """Return the text without a leading "a)", "A.", "1." or "-"."""
    begun = _ENUMERATOR.match(text)
    return text[begun.end() :] if begun else text


def without_parentheses(text: str) -> str:
    """Return the text without its remarks in parentheses."""
    return _PARENTHESIS.sub(" ", text)


def remarks(text: str) -> list[str]:
    """Return the remarks of a text in parentheses, without these."""
    return [each[1:-1] for each in _PARENTHESIS.findall(text)]


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """Return the known word that looks most like the given one, to be offered, never to be used."""
    by_fold = {fold(candidate): candidate for candidate in known}
    close = get_close_matches(fold(word), by_fold, n=1, cutoff=likeness) if by_fold else []
    return by_fold[close[0]] if close else None


def is_blank(cell: object) -> bool:
    """Tell whether a cell holds nothing: no value, or a sign that stands for none."""
    return cell is None or (isinstance(cell, str) and cell.strip() in NOTHING)


def is_mark(cell: object) -> bool:
    """Tell whether a cell holds a tick."""
    return isinstance(cell, str) and cell.strip().casefold() in MARKS


@dataclass(frozen=True)
class Broken:
    """What a cell holds instead of a value: an error such as #DIV/0!, or a formula that was never calculated.

    `code` names the finding that tells why nothing in the cell can be counted.
    """

    code: str
    shown: str

    def __str__(self) -> str:
        return self.shown


class Percent(float):
    """A number in a cell that is shown as a percentage: 1 is shown as 100%."""

    def __str__(self) -> str:
        return f"{float(self) * 100:g}%"


def number_of(label: str) -> str:
    """Return the number that a label begins with: "1." of "1. Xã A", "-" of "- Nữ"; or ""."""
    word, _, rest = label.strip().partition(" ")
    return word if rest and (word.endswith((".", ")")) or word in BULLETS) else ""


def number_in(cell: object) -> str:
    """Return the number of a row as it is read: a whole one without decimals, "" of a blank cell."""
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else f"{cell:g}"
    return str(cell or "").strip()


def numbering(number: str, after: str = "") -> int | None:
    """Return how deep the number of a row stands: A 0, I 1, 1 2, each part after a dot 1 deeper, a 6, - 7, + 8.

    None for what is no number; an I that comes `after` an H is a letter.
    """
    text = number.strip().rstrip(".)")
    if number.strip() in BULLETS:
        return BULLET_RANK + (number.strip() == "+")
    first, *parts = text.split(".")
    if first.isdecimal():
        return UNIT_RANK + len(parts)
    if _ROMAN.fullmatch(first) and not (len(first) == 1 and after.rstrip(".)") == chr(ord(first) - 1)):
        return 1 + len(parts)
    if len(first) == 1 and first.isalpha():
        return (0 if first.isupper() else 6) + len(parts)
    return None


def visible(text: str) -> str:
    """Return a text in which every sign shows; line breaks and spaces stay.

    Escaped is what controls a terminal, turns the direction of writing, or has no width.
    """
    return text if _all_shows(text) else "\n".join(map(_visible, text.split("\n")))


# The signs of ASCII that show, and the break of a line.
_PLAIN = bytes([*range(ord(" "), ord("~") + 1), ord("\n")])


def _all_shows(text: str) -> bool:
    rest = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)  # most of a long text goes at once
    signs = rest.decode("utf-8", "surrogatepass")
    return signs.isprintable() and not _BLANKS.search(signs)


def _visible(line: str) -> str:
    if _all_shows(line):
        return line
    return "".join(sign if _shows(sign) else sign.encode("unicode_escape").decode("ascii") for sign in line)


def _shows(sign: str) -> bool:
    return (sign.isprintable() and not _BLANKS.match(sign)) or unicodedata.category(sign) == "Zs"
