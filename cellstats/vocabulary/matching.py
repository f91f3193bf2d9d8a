"""What words name, wherever they are met: in headings, cells, titles and the labels of rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from cellstats.text import without_enumerator, without_parentheses
from cellstats.vocabulary.memo import Memo
from cellstats.vocabulary.phrases import MOST_WORDS, begins, filled
from cellstats.vocabulary.sayings import Sayings
from cellstats.vocabulary.texts import Texts
from cellstats.vocabulary.words import Meaning

_ROWS = frozenset({"index", "unit", "person"})


@dataclass(frozen=True, repr=False)
class Matching(Texts):
    """Measures, populations and words, indexed by how they are matched."""

    def heading(self, text: str) -> Meaning | None:
        """Return what a heading cell says, or None for a word that is not known."""
        return self._meanings[text]

    def _meaning(self, text: str) -> Meaning | None:
        words = self.key(self._periods.left_out(text)).split(" ")
        if "(" not in text and self._hints.isdisjoint((*words, *map(" ".join, pairwise(words)))):
            return None  # as nearly all names are
        if known := next(filter(None, map(self._sayings.said, self._known_forms[text])), None):
            return known
        if begins(self.key(text), self._keys("persons_begin")):
            return Meaning(frozenset({"person"}))
        stage, rest = self.staged(text)
        bare = Meaning(frozenset({"value"}))
        return ((rest and self._sayings.said(rest)) or bare) if stage else None

    def staged(self, text: str) -> tuple[str | None, str]:
        """Return "proposed" or "official" where a heading tells, and what else it says: "Đảng ủy quyết định"."""
        return self._known_stages[text]

    def _staged(self, text: str) -> tuple[str | None, str]:
        tokens = self.key(text).split()
        for count in range(min(len(tokens), MOST_WORDS), 0, -1):
            for start in range(len(tokens) - count + 1):
                if stage := self._stages.get(" ".join(tokens[start : start + count])):
                    return stage, " ".join((*tokens[:start], *tokens[start + count :]))
        return None, self.key(text)

    def may_name_rows(self, text: str) -> bool:
        """Tell at little cost whether a text may head a column that says what a row is; `heading` tells for sure."""
        if not self._may_begin(text, self._begins_rows):
            return False
        key = self.key(without_enumerator(text))
        said = self._sayings.said(key)
        return bool(said and _names_rows(said)) or begins(key, self._keys("persons_begin"))

    def level(self, measure: str, text: str) -> str | None:
        """Return the level that a word names in a measure, or a role such as "not_rated", or None."""
        return self.levels(text).get(measure)

    def levels(self, text: str) -> Mapping[str, str]:
        """Return what a word names in each measure in which it names a level, or such a role."""
        return self._known_levels[text]

    def _levels_of(self, text: str) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for key in reversed(self._known_forms[text]):  # the first form decides
            role = self._unrated.get(key)
            for measure, levels in self._levels.items():
                if named := levels.get(key) or role:
                    found[measure] = named
        return found

    def outdated(self, measure: str, text: str, period: str | None) -> str | None:
        """Return why a word that named a level up to a year names none here, as a code; None where it does.

        Without a period nothing tells whether "Trong sạch vững mạnh" is a level or an award.
        """
        scale = self.measures[measure]
        if scale.former_until is None or not set(self._known_forms[text]) & self._former[measure]:
            return None
        if period is None:
            return "word-of-which-era"
        return "word-of-former-era" if int(period[:4]) > scale.former_until else None

    def is_part(self, text: str) -> bool:
        """Tell whether a text labels a row of a part of another ("Trong đó nữ"), or of shares ("Tỷ lệ %")."""
        if not self.may_label(text):
            return False
        meaning = self.heading(text) if begins(self.key(text), self._keys("shares_begin")) else None
        parts = self._keys("parts_begin") | self._keys("splits_begin")
        return begins(self.key(text), parts) or self.is_comparison(text) or bool(meaning and "share" in meaning.roles)

    def population_named(self, text: str) -> str | None:
        """Return the population that the whole of a text names, or None."""
        return self._named_populations[text]

    def _population_named(self, text: str) -> str | None:
        bare = without_enumerator(text)
        may = self._may_begin(bare, self._begins_populations)
        return self._population_phrases.get(self.key(bare)) if may else None

    def after_part(self, text: str) -> str | None:
        """Return what follows "Trong đó" in the label of a row, nothing for a row of shares; None for another row."""
        tokens = self.key(text).split()
        for count in range(min(len(tokens), MOST_WORDS), 0, -1):
            if " ".join(tokens[:count]) in self._keys("parts_begin") | self._keys("splits_begin"):
                return " ".join(tokens[count:])
        return "" if self.is_part(text) else None

    def _forms(self, text: str) -> list[str]:
        text = self._periods.left_out(text)
        bare = without_parentheses(text)
        keys = [self.key(form) for form in (text, bare, without_enumerator(text), without_enumerator(bare))]
        short = [self._without_aside(key) for key in keys]
        stripped = [self._without_prefixes(key) for key in (*keys, *short)]
        return [key for key in dict.fromkeys([*keys, *short, *stripped]) if key]

    def _without_aside(self, key: str) -> str:
        """Return "số có mặt" for "số có mặt đến thời điểm đánh giá"."""
        padded = f"{key} "
        starts = [at for aside in self._keys("asides") if (at := padded.find(f" {aside} ")) > 0]
        return key[: min(starts, default=len(key))]

    def _without_prefixes(self, key: str) -> str:
        """Return "tốt" for "số chi bộ xếp loại tốt"."""
        while True:
            known = self._prefixes.get(key.split(" ", maxsplit=1)[0], ())
            prefix = next((each for each in known if key.startswith(each)), None)
            if prefix is None:
                return key
            key = key.removeprefix(prefix)

    @cached_property
    def _meanings(self) -> Memo[Meaning | None]:
        return Memo(self._meaning)

    @cached_property
    def _known_stages(self) -> Memo[tuple[str | None, str]]:
        return Memo(self._staged)

    @cached_property
    def _known_levels(self) -> Memo[Mapping[str, str]]:
        return Memo(self._levels_of)

    @cached_property
    def _known_forms(self) -> Memo[list[str]]:
        return Memo(self._forms)

    @cached_property
    def _sayings(self) -> Sayings:
        levels: dict[str, dict[str, str]] = {}
        for measure, words in self._levels.items():
            for key, level in words.items():
                levels.setdefault(key, {})[measure] = level
        names = {
            "{level}": {key: Meaning(levels=each) for key, each in levels.items()},
            "{population}": {
                key: Meaning(populations=frozenset({name})) for key, name in self._population_phrases.items()
            },
        }
        measures = {key: Meaning(measures=frozenset({name})) for key, name in self._measure_phrases.items()}
        return Sayings.of(self.columns["roles"], names, measures, self.key)

    @cached_property
    def _row_first_words(self) -> frozenset[str]:
        """The words that begin what may head a column that says what a row is."""
        said = self._sayings
        alone = (key for key, meaning in said.alone.items() if _names_rows(meaning))
        around = (each.before for some in said.around.values() for each in some)
        return frozenset(key.split(" ")[0] for key in (*alone, *around, *self._keys("persons_begin")))

    @cached_property
    def _begins_rows(self) -> Memo[bool]:
        return Memo(lambda word: self._begins_with(word, self._row_first_words))

    @cached_property
    def _named_populations(self) -> Memo[str | None]:
        return Memo(self._population_named)

    @cached_property
    def _begins_populations(self) -> Memo[bool]:
        first_words = frozenset(key.split(" ")[0] for key in self._population_phrases)
        return Memo(lambda word: self._begins_with(word, first_words))

    @cached_property
    def _levels(self) -> dict[str, dict[str, str]]:
        return {
            measure.id: {self.key(word): level.id for level in measure.levels for word in level.spoken}
            for measure in self.measures.values()
        }

    @cached_property
    def _former(self) -> dict[str, frozenset[str]]:
        return {
            measure.id: frozenset(self.key(word) for level in measure.levels for word in level.former)
            for measure in self.measures.values()
        }

    @cached_property
    def _unrated(self) -> dict[str, str]:
        return {self.key(word): role for role in ("exempt", "not_rated") for word in self.columns["roles"][role]}

    @cached_property
    def _stages(self) -> dict[str, str]:
        return {
            key: stage
            for stage, words in self.columns["stages"].items()
            for word in words
            for _, key in filled(self.key, word, "{population}", self._population_phrases)
        }

    @cached_property
    def _prefixes(self) -> dict[str, list[str]]:
        """What a word may begin with, by its first word, the longest first: "số lượng" before "số"."""
        prefixes: dict[str, list[str]] = {}
        for prefix in sorted((*self._keys("prefixes"), *self._population_phrases), key=len, reverse=True):
            prefixes.setdefault(prefix.split(" ")[0], []).append(f"{prefix} ")
        return prefixes

    @cached_property
    def _hints(self) -> frozenset[str]:
        """Single words, and of all others the first two, without one of which a text is nothing that is known.

        What is known around a name is not without that.
        """
        known = (*self._sayings.alone, *self._stages, *self._keys("persons_begin"))
        return frozenset(" ".join(key.split(" ", 2)[:2]) for key in known)


def _names_rows(meaning: Meaning) -> bool:
    """Tell whether a word over a column may say that it names what each row is."""
    return bool(meaning.populations or meaning.roles & _ROWS)
