"""What texts beside the numbers are: labels of rows that sum, titles, and what stands below a table."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cellstats.text import composed, fold, fold_all, without_parentheses
from cellstats.vocabulary.memo import Memo
from cellstats.vocabulary.periods import Periods
from cellstats.vocabulary.phrases import MOST_WORDS, begins, phrases_in
from cellstats.vocabulary.words import Measure, Names, Population

_LABELS = (
    *("totals", "totals_begin", "comparisons", "comparisons_begin"),
    *("splits_begin", "parts_begin", "shares_begin", "endings"),
)
_NUMBER = re.compile(r"\b\d+\b")


@dataclass(frozen=True, repr=False)
class Texts:
    """The words of a vocabulary, and which texts begin with some of them."""

    measures: dict[str, Measure]
    populations: dict[str, Population]
    columns: dict[str, Any]
    labels: dict[str, Names]

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return type(self), (self.measures, self.populations, self.columns, self.labels)  # what is derived is not sent

    def key(self, text: str) -> str:
        """Return what two spellings of the same word share."""
        return self._known_keys[text]

    def keys(self, texts: Sequence[str]) -> list[str]:
        """Return the keys of many texts, all at once, that are not to be known again, such as names of units."""
        folded, spellings = fold_all(texts), self.columns["spellings"]
        if spellings.keys().isdisjoint(" ".join(folded).split(" ")):
            return folded
        return [" ".join([spellings.get(word, word) for word in text.split(" ")]) for text in folded]

    @cached_property
    def _known_keys(self) -> Memo[str]:
        words = self._known_words  # of names that are new most words are not
        return Memo(lambda text: " ".join(filter(None, map(words.__getitem__, text.split()))))

    @cached_property
    def _known_words(self) -> Memo[str]:
        spellings = self.columns["spellings"]
        return Memo(lambda word: " ".join(spellings.get(token, token) for token in fold(word).split()))

    def words_in(self, text: str) -> set[str]:
        """Return the words of the key of a text that is not to be known again, such as many names together."""
        words, spellings = self._known_words, self.columns["spellings"]
        keys = [spellings.get(word, word) if word.isdecimal() else words[word] for word in {*text.split()}]
        return {*" ".join(keys).split()}  # a number is as it is, and there are too many of them to be known

    def may_label(self, text: str) -> bool:
        """Tell at little cost whether a text may be more than a name: its first word begins a label that is known.

        A text that begins with anything but a word may be.
        """
        return self._may_begin(text, self._begins_labels)

    def _may_begin(self, text: str, known: Memo[bool]) -> bool:
        first = text.split(maxsplit=1)[:1]
        return known[first[0] if first else ""]

    def _begins_with(self, word: str, first_words: Collection[str]) -> bool:
        """Tell whether a text that begins with a word may begin with one of these, of which it is no part."""
        return not word.isalpha() or self.key(word).split(" ")[0] in first_words

    @cached_property
    def _begins_labels(self) -> Memo[bool]:
        return Memo(lambda word: self._begins_with(word, self._label_words))

    @cached_property
    def _label_words(self) -> frozenset[str]:
        """The first word of everything that labels a row which is no unit, or stands below a table."""
        return frozenset(key.split(" ")[0] for words in _LABELS for key in self._keys(words))

    def is_total(self, text: str) -> bool:
        """Tell whether a text labels a row that sums others."""
        return self.may_label(text) and self._known_totals[text]

    def _is_total(self, text: str) -> bool:
        keys = [self.key(form) for form in (text, without_parentheses(text))]
        return any(key in self._keys("totals") or self._begins(key, "totals_begin") for key in keys)

    @cached_property
    def _known_totals(self) -> Memo[bool]:
        return Memo(self._is_total)

    def is_comparison(self, text: str) -> bool:
        """Tell whether a text labels a plan, another year or a change, which are no counts of those rated."""
        if not self.may_label(text):
            return False
        key = self.key(text)
        return key in self._keys("comparisons") or self._begins(key, "comparisons_begin")

    def _begins(self, key: str, words: str) -> bool:
        """Tell whether a text begins with one of a list of words, in which {number} stands for any number."""
        return begins(_NUMBER.sub("number", key), self._keys(words))

    def is_split(self, text: str) -> bool:
        """Tell whether a text says that all parts of something follow ("Chia ra")."""
        return self.may_label(text) and begins(self.key(text), self._keys("splits_begin"))

    def without_place(self, text: str) -> str:
        """Return "cư yên" for "Xã Cư Yên": the name without the word for the kind of place, in folded form."""
        tokens = self.key(text).split()
        for count in range(min(len(tokens) - 1, MOST_WORDS), 0, -1):
            if " ".join(tokens[:count]) in self._keys("places_begin"):
                return " ".join(tokens[count:])
        return " ".join(tokens)

    def is_percent(self, text: str) -> bool:
        """Tell whether a title says that all numbers are percentages ("Đvt: %")."""
        return self.key(text) in self._keys("percent_units")

    def is_subject(self, text: str) -> bool:
        """Tell whether a title says what a table is of, as a letterhead or "kèm theo báo cáo" does not."""
        key = f" {self.key(text)} "
        return any(f" {word} " in key for word in self._keys("subjects"))

    def populations_in(self, text: str) -> frozenset[str]:
        """Return the populations that a title or sheet name speaks of."""
        return self._spoken_populations[text]

    def measures_in(self, text: str) -> frozenset[str]:
        """Return the measures that a title or sheet name speaks of."""
        return self._spoken_measures[text]

    @cached_property
    def _spoken_populations(self) -> Memo[frozenset[str]]:
        return self._spoken(self._population_phrases)

    @cached_property
    def _spoken_measures(self) -> Memo[frozenset[str]]:
        return self._spoken(self._measure_phrases)

    def _spoken(self, phrases: dict[str, str]) -> Memo[frozenset[str]]:
        most = max((key.count(" ") + 1 for key in phrases), default=0)
        return Memo(lambda text: phrases_in(self.key(text), phrases, most))

    @cached_property
    def _population_phrases(self) -> dict[str, str]:
        return {self.key(word): each.id for each in self.populations.values() for word in each.spoken}

    @cached_property
    def _measure_phrases(self) -> dict[str, str]:
        """What names a measure; a word for any result ("Xếp loại") names none."""
        generic = {self.key(word) for word in self.columns["roles"]["value"]}
        every = self.measures.values()
        phrases = {self.key(word): each.id for each in every for word in (*each.names.values(), *each.headings)}
        return {key: name for key, name in phrases.items() if key not in generic}

    def is_period(self, text: str) -> bool:
        """Tell whether a text names a period and nothing else ("Năm 2020")."""
        named = self.period_in(text)
        return named is not None and not self.key(self._periods.left_out(composed(text)))

    def period_in(self, text: str) -> str | None:
        """Return the period that a text names, dates left aside, or None where it names none or several."""
        return self._named_periods[text]

    @cached_property
    def _named_periods(self) -> Memo[str | None]:
        return Memo(self._periods.named_in)

    @cached_property
    def _periods(self) -> Periods:
        return Periods.of(self.columns["dates"], self.columns["periods"])

    def before_owner(self, text: str) -> str:
        """Return "xếp loại đảng viên" for "xếp loại đảng viên của các đảng bộ"."""
        tokens = self.key(text).split()
        owners = [tokens.index(word) for word in self._keys("owners") if word in tokens]
        return " ".join(tokens[: min(owners, default=len(tokens))])

    def ends_table(self, text: str) -> bool:
        """Tell whether a text stands below a table."""
        begun = self.may_label(text) and begins(self.key(text), self._keys("endings"))
        return begun or self.is_signed(text)

    def is_signed(self, text: str) -> bool:
        """Tell whether a text holds the line above a signature: a place and a date."""
        return bool(self._signed.search(composed(text)))

    def _keys(self, words: str) -> frozenset[str]:
        """Return the keys of a list of words."""
        return self._listed[words]

    @cached_property
    def _listed(self) -> Memo[frozenset[str]]:
        return Memo(lambda words: frozenset(map(self.key, self.columns[words])))

    @cached_property
    def _signed(self) -> re.Pattern[str]:
        return re.compile(self.columns["signed"], re.IGNORECASE)
