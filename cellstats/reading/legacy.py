"""Texts in the encodings that Vietnamese fonts had before Unicode: TCVN3 (ABC, .VnTime) and VNI, cell by cell.

They hold letters of Western Europe in place of Vietnamese ones: "Tæng sè" and "Toång soá" are both "Tổng số".
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from cellstats.findings import finding
from cellstats.reading.grid import Cell, Grid, joined
from cellstats.reading.page import Page, Sheet, Unread
from cellstats.vocabulary import Vocabulary, packaged

ENCODINGS = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}
"""The names of the encodings, as an option and as people know them."""

# A sign or letter of no Vietnamese word, or two vowels with an accent as VNI writes them; it is looked back at from
# letters that may be one, which is four times as quick.
_ODD = re.compile(
    "[\u00a1-\u00ff](?:(?<=[\u00a1-\u00bf\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6\u00d8\u00db\u00dc\u00de\u00df\u00e4-\u00e7"
    "\u00eb\u00ee-\u00f1\u00f6\u00f8\u00fb\u00fc\u00fe\u00ff])|(?<=[aeouyAEOUY][ùúõâêÙÚÕÂÊ]))"
)
_ASCII_LETTER = re.compile("[A-Za-z]")
_WESTERN = re.compile("[\u0080-\u00ff]")
_FEWEST = 2  # one odd cell in a sheet may be a sign or a foreign word

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_ONSET = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x"
_NUCLEUS = (
    "iêu|yêu|oai|oao|oay|oeo|uai|uây|uôi|uya|uyê|uyu|ươi|ươu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|ôi|ơi"
    "|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y"
)
_SYLLABLE = re.compile(rf"(?:{_ONSET})?(?:{_NUCLEUS})(?:ch|ng|nh|c|m|n|p|t)?")
_STOPPED = re.compile(r"(?:ch|c|p|t)$")  # such a syllable has one of two tones
_WORD = re.compile(r"(?:[^\W\d_]|[\u00a1-\u00bf])+")  # a sign beside a letter stands for one
_LETTERS = frozenset(
    unicodedata.normalize("NFC", letter + tone)
    for letter in "aăâbcdđeêghiklmnoôơpqrstuưvxy"
    for tone in ("", *(("\u0300", "\u0301", "\u0303", "\u0309", "\u0323") if letter in "aăâeêioôơuưy" else ()))
)


def decoded(page: Page, vocabulary: Vocabulary | None = None) -> Iterator[Page]:
    """Yield a page with its cells in Unicode, after what is to be said of those that were not."""
    if not isinstance(page, Sheet):
        yield page
        return
    if not any(map(_is_odd, page.rows.kinds)):
        yield page
        return
    texts = {cell for cells in page.rows.columns for cell in cells if isinstance(cell, str)}
    odd = {text for text in texts if _encodings(text)}
    encoding = _common(odd)
    words = vocabulary or packaged()
    if encoding is None or not (len(odd) >= _FEWEST or _is_plain(next(iter(odd)), encoding, words)):
        yield page
        return
    whole = all(text.isascii() or _WESTERN.search(text) for text in texts)
    meant = {text: read for text in texts if (read := _read(text, encoding, words, whole=whole)) != text}
    grid = Grid(
        [[meant.get(cell, cell) if isinstance(cell, str) else cell for cell in cells] for cells in page.rows.columns]
    )
    changed = [
        (row, column)
        for column, cells in enumerate(page.rows.columns)
        for row, cell in enumerate(cells)
        if isinstance(cell, str) and cell in meant
    ]
    first = min(changed, default=(0, 0))
    yield Unread(finding("legacy-text", page.place(*first), count=len(changed), encoding=ENCODINGS[encoding]))
    yield replace(page, rows=grid, name=page.name and _read(page.name, encoding, words, whole=False))


def _is_plain(text: str, encoding: str, words: Vocabulary) -> bool:
    """Tell whether a text is in an encoding, even if it is the only one: it is known, or has several odd words."""
    odd = [word for word in text.split() if _ODD.search(word)]
    return len(odd) >= _FEWEST or _is_known(decode(text, encoding), words)


def _is_odd(cells: Iterable[Cell]) -> bool:
    """Tell at little cost whether some text may be in another encoding."""
    text = joined(cells)
    return not text.isascii() and bool(_ODD.search(text))


def _common(texts: set[str]) -> str | None:
    """Return the encoding of most texts."""
    votes = Counter(encoding for text in texts for encoding in _encodings(text))
    return votes.most_common(1)[0][0] if votes else None


@lru_cache(maxsize=4096)
def _encodings(text: str) -> tuple[str, ...]:
    """Return the encodings in which a text that is no Vietnamese as it stands is Vietnamese."""
    western = not text.isascii() and max(text) <= "\u00ff" and _ODD.search(text) and _ASCII_LETTER.search(text)
    if not western or is_vietnamese(text):
        return ()
    return tuple(name for name in ENCODINGS if is_vietnamese(decode(text, name)))


def _read(cell: str, encoding: str, words: Vocabulary, *, whole: bool) -> str:
    """Return a text in Unicode; one that may be both is decoded where all of the sheet is, or where that is known."""
    if cell.isascii() or max(cell) > "\u00ff" or not any(map(str.isalpha, cell)):
        return cell
    if encoding in _encodings(cell):
        return decode(cell, encoding)
    text = decode(cell, encoding)
    if not (_ASCII_LETTER.search(cell) and is_vietnamese(text)):
        return cell
    known, meant = _is_known(cell, words), _is_known(text, words)
    return text if meant > known or (whole and meant == known) else cell


def _is_known(text: str, words: Vocabulary) -> bool:
    placed = words.without_place(text) != words.key(text)
    return placed or words.heading(text) is not None or words.is_total(text) or words.is_part(text)


@lru_cache(maxsize=65536)
def decode(text: str, encoding: str) -> str:
    """Return a text in Unicode."""
    import viparse  # only where a text is in another encoding

    return str(viparse.fix(text, encoding=encoding))


def is_vietnamese(text: str) -> bool:
    """Tell whether each word that is more than ASCII could be a Vietnamese syllable."""
    return likelihood(text) == 1


def likelihood(text: str) -> float:
    """Return which part of the words of a text could be Vietnamese, those in ASCII left aside; 0 without any."""
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()]
    return sum(map(_is_syllable, words)) / len(words) if words else 0.0


@lru_cache(maxsize=65536)
def _is_syllable(word: str) -> bool:
    if not _LETTERS.issuperset(word.casefold()):
        return False
    parts = unicodedata.normalize("NFD", word.casefold())
    tones = _TONES.findall(parts)
    bare = unicodedata.normalize("NFC", _TONES.sub("", parts))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    return not _STOPPED.search(bare) or tones in (["\u0301"], ["\u0323"])
