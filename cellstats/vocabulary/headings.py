"""What the words over a column say together, and which columns hold words of levels."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cellstats.text import composed
from cellstats.vocabulary.matching import Matching
from cellstats.vocabulary.memo import Memo
from cellstats.vocabulary.words import Meaning

_QUALIFIERS = frozenset({"count", "share"})
_PARTS = frozenset({"eligible", "rated", "exempt", "not_rated"})
_MOST = 1024  # columns, whose headings many files have in common
_MANY = 16  # texts that are hardly known from other columns, as names are


@dataclass(frozen=True)
class Heading:
    """What all words over one column say, the lowest first to decide.

    `word` is the one that decides what the column is for, `meaning` what that means.
    """

    word: str
    meaning: Meaning | None
    share: bool
    compared: bool
    period: str | None
    stage: str | None
    population: str | None
    measures: frozenset[str]


@dataclass(frozen=True, repr=False)
class Vocabulary(Matching):
    """Measures, populations and words, indexed by how they are matched."""

    def over_column(self, words: tuple[str, ...]) -> Heading:
        """Return what the words over a column, from the top down, say together."""
        return self._known_columns(words)

    @cached_property
    def _known_columns(self) -> Callable[[tuple[str, ...]], Heading]:
        return lru_cache(_MOST)(self._over_column)

    def _over_column(self, words: tuple[str, ...]) -> Heading:
        """Find it: "Số lượng" and "Tỷ lệ" only qualify what stands above them."""
        upwards = words[::-1]
        word, lowest, share = self._deciding(words)
        # Above the words that decide, a tier may be a whole title: "Kết quả xếp loại chi bộ năm 2021".
        staged = [self.staged(each) for each in upwards]  # who proposes is not who is rated
        populations = [found for _, rest in staged if len(found := self.populations_in(rest)) == 1]
        naming = [each for each in upwards if not (lowest and lowest.levels and each == word)]  # a level names none
        return Heading(
            word,
            lowest,
            share,
            any(map(self.is_comparison, words)),
            next(filter(None, map(self.period_in, upwards)), None),
            next((stage for stage, _ in staged if stage), None),
            min(populations[0]) if populations else None,
            next((found for each in naming if len(found := self.measures_in(each)) == 1), frozenset()),
        )

    def _deciding(self, words: tuple[str, ...]) -> tuple[str, Meaning | None, bool]:
        """Return the word that decides what a column is for, what it means, and whether the column holds shares."""
        tiers = [self.heading(word) for word in reversed(words)]
        counted = any(tier and "count" in tier.roles for tier in tiers[:1])
        share = not counted and any(
            "%" in word or (tier and "share" in tier.roles) for word, tier in zip(words[::-1], tiers, strict=True)
        )
        deciding = [*words]
        while len(tiers) > 1 and tiers[0] and _qualifies(tiers[0], tiers[1]):
            tiers.pop(0)
            deciding.pop()
        return deciding[-1], tiers[0], share

    def name_level(self, texts: Collection[str]) -> bool:
        """Tell whether one of these says as a heading that it is of a level."""
        if len(texts) > _MANY and self._are_of_no_level(composed("\n".join(texts))):
            return False
        return any(map(self._of_level.__getitem__, texts))

    def _are_of_no_level(self, texts: str) -> bool:
        """Tell at little cost whether texts, a line each, have no word that begins a level, as names have none."""
        return not self._periods.may_be_in(texts) and self._level_first_words.isdisjoint(self.words_in(texts))

    @cached_property
    def _of_level(self) -> Memo[bool]:
        return Memo(self._is_of_level)

    def _is_of_level(self, text: str) -> bool:
        if self._level_first_words.isdisjoint(self.key(self._periods.left_out(text)).split(" ")):
            return False  # as nearly all names are
        meaning = self.heading(text)
        return bool(meaning and meaning.levels)

    @cached_property
    def _level_first_words(self) -> frozenset[str]:
        return frozenset(key.split(" ")[0] for words in self._levels.values() for key in words)


def _qualifies(lower: Meaning, upper: Meaning | None) -> bool:
    """Tell whether a word only qualifies the one above: "Số lượng", or "Tổng số" under a level or "đã xếp loại"."""
    if lower.levels:
        return False
    of_part = upper is not None and bool(upper.levels or upper.roles & _PARTS)
    return bool(lower.roles & _QUALIFIERS) or (lower.roles == {"all"} and not lower.populations and of_part)
