"""What is left of a name when all that the eye may miss is taken from it."""

import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse

from cellstats.text import without_enumerator

# Letters that look alike: Cyrillic and Greek ones, đ, and i, which is l in some fonts.
_ALIKE = str.maketrans("аеорсхуіїкмтнвјѕαεορτινκυχđi", "aeopcxyllkmtnbjsaeoptlvkuxdl")
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """Return the form in which two names that look alike are equal: no accents, spaces, signs or number in front.

    0 and 1 are letters where they stand in a word with others ("Ch1 bộ"); a number stays a number.
    """
    letters = unicodedata.normalize("NFD", without_enumerator(name).casefold())
    bare = "".join(filterfalse(unicodedata.combining, letters)).translate(_ALIKE)
    return "".join(
        word if word.isdecimal() else word.replace("0", "o").replace("1", "l") for word in _WORD.findall(bare)
    )
