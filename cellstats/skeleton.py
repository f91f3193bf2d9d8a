"""What is left of a name when all that the eye may miss is taken from it."""

import re
import unicodedata
from collections.abc import Sequence

from cellstats.text import in_lines, without_enumerator

# Letters that look alike: Cyrillic and Greek ones, đ, and i, which is l in some fonts.
_ALIKE: dict[int, int | None] = {**str.maketrans("аеорсхуіїкмтнвјѕαεορτινκυχđi", "aeopcxyllkmtnbjsaeoptlvkuxdl")}
_WORD = re.compile(r"[^\W_]+")


def skeletons(names: Sequence[str]) -> list[str]:
    """Return of each name the form in which two that look alike are equal.

    It has no accents, spaces, signs or number in front. 0 and 1 are letters where they stand in a word with others
    ("Ch1 bộ"); a number stays a number.
    """
    letters = unicodedata.normalize("NFD", in_lines(map(without_enumerator, names)).casefold())
    accents = dict.fromkeys(map(ord, filter(unicodedata.combining, {*letters})))
    return [*map(_skeleton, letters.translate(_ALIKE | accents).split("\n")[: len(names)])]


def _skeleton(bare: str) -> str:
    words = _WORD.findall(bare)
    return "".join([word if word.isdecimal() else word.replace("0", "o").replace("1", "l") for word in words])


def are_apart(one: str, other: str) -> bool:
    """Tell whether of two names of one skeleton one has a capital L where the other has an I: they look apart."""
    pairs = zip(*map(_letters, (one, other)), strict=False) if one != other else ()
    return any("L" in pair and {*pair} - {"L", "l"} for pair in pairs)


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFD", without_enumerator(name))))
