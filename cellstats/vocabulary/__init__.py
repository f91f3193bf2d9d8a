"""The words: measures with their levels, populations, what columns are for. All of it is data."""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml

from cellstats.errors import FileError
from cellstats.text import fold, without_enumerator, without_parentheses
from cellstats.vocabulary.words import Level, Meaning, Measure, Names, Population

__all__ = [
    "Level",
    "Meaning",
    "Measure",
    "Names",
    "Population",
    "Vocabulary",
    "packaged",
    "packaged_words",
    "two_levels",
]

_YEAR = re.compile(r"\d{4}")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # for the packaged files only; 7 times as fast


@dataclass(frozen=True, repr=False)
class Vocabulary:
    """Measures, populations and words, indexed by how they are matched."""

    measures: dict[str, Measure]
    populations: dict[str, Population]
    columns: dict[str, Any]
    labels: dict[str, Names]

    def key(self, text: str) -> str:
        """Return what two spellings of the same word share."""
        return " ".join(self.columns["spellings"].get(token, token) for token in fold(text).split())

    def heading(self, text: str) -> Meaning | None:
        """Return what a heading cell says, or None for a word that is not known."""
        for key in self._forms(text):
            if key in self._headings:
                return self._headings[key]
        return None

    def level(self, measure: str, text: str) -> str | None:
        """Return the level that a word names in a measure, or a role such as "not_rated", or None."""
        for key in self._forms(text):
            found = self._levels[measure].get(key) or self._unrated.get(key)
            if found:
                return found
        return None

    def is_total(self, text: str) -> bool:
        """Tell whether a text labels a row that sums others."""
        return self.key(text) in self._totals

    def ends_table(self, text: str) -> bool:
        """Tell whether a text stands below a table."""
        key = self.key(text) + " "
        return any(key.startswith(ending) for ending in self._endings) or bool(self._signed.search(text))

    def populations_in(self, text: str) -> frozenset[str]:
        """Return the populations that a title or sheet name speaks of."""
        return _phrases(self.key(text), self._population_phrases)

    def measures_in(self, text: str) -> frozenset[str]:
        """Return the measures that a title or sheet name speaks of."""
        return _phrases(self.key(text), self._measure_phrases)

    def period_in(self, text: str) -> str | None:
        """Return the period that a text names, dates left aside, or None where it names none or several."""
        undated = self._dates.sub(" ", text)
        for pattern, template in self._periods:
            found = {template.format(**match.groupdict()) for match in pattern.finditer(undated)}
            if found:
                return found.pop() if len(found) == 1 else None
        return None

    def _without_period(self, text: str) -> str:
        """Return "Xếp loại" for "Xếp loại năm 2021"."""
        if _YEAR.search(text):
            for pattern, _ in self._periods:
                text = pattern.sub(" ", text)
        return text

    def _forms(self, text: str) -> list[str]:
        text = self._without_period(text)
        bare = without_parentheses(text)
        keys = [self.key(form) for form in (text, bare, without_enumerator(text), without_enumerator(bare))]
        stripped = [key.removeprefix(prefix) for key in keys for prefix in self._prefixes if key.startswith(prefix)]
        return [key for key in dict.fromkeys([*keys, *stripped]) if key]

    @cached_property
    def _headings(self) -> dict[str, Meaning]:
        roles: dict[str, set[str]] = {}
        populations = {key: {name} for key, name in self._population_phrases.items()}
        levels: dict[str, dict[str, str]] = {}
        for measure, words in self._levels.items():
            for key, level in words.items():
                levels.setdefault(key, {})[measure] = level
        for role, word in ((role, word) for role, words in self.columns["roles"].items() for word in words):
            fillings = [*levels] if "{level}" in word else [*populations] if "{population}" in word else [""]
            for filling in fillings:
                key = self.key(word.replace("{level}", filling).replace("{population}", filling))
                roles.setdefault(key, set()).add(role)
                if "{level}" in word:
                    levels.setdefault(key, {}).update(levels[filling])
                elif "{population}" in word:
                    populations.setdefault(key, set()).update(populations[filling])
        measures = self._measure_phrases
        return {
            key: Meaning(
                frozenset(roles.get(key, ())),
                frozenset(populations.get(key, ())),
                frozenset({measures[key]} if key in measures else ()),
                levels.get(key, {}),
            )
            for key in {*roles, *populations, *levels, *measures}
        }

    @cached_property
    def _levels(self) -> dict[str, dict[str, str]]:
        return {
            measure.id: {self.key(word): level.id for level in measure.levels for word in level.spoken}
            for measure in self.measures.values()
        }

    @cached_property
    def _unrated(self) -> dict[str, str]:
        return {self.key(word): role for role in ("exempt", "not_rated") for word in self.columns["roles"][role]}

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

    @cached_property
    def _totals(self) -> frozenset[str]:
        return frozenset(map(self.key, self.columns["totals"]))

    @cached_property
    def _prefixes(self) -> tuple[str, ...]:
        return tuple(self.key(prefix) + " " for prefix in self.columns["prefixes"])

    @cached_property
    def _endings(self) -> tuple[str, ...]:
        return tuple(self.key(ending) + " " for ending in self.columns["endings"])

    @cached_property
    def _signed(self) -> re.Pattern[str]:
        return re.compile(self.columns["signed"], re.IGNORECASE)

    @cached_property
    def _dates(self) -> re.Pattern[str]:
        return re.compile(self.columns["dates"], re.IGNORECASE)

    @cached_property
    def _periods(self) -> list[tuple[re.Pattern[str], str]]:
        return [(re.compile(each["pattern"], re.IGNORECASE), each["period"]) for each in self.columns["periods"]]


def _phrases(text: str, phrases: dict[str, str]) -> frozenset[str]:
    """Return what the phrases in a text name; the longest phrase takes its words, whole words only."""
    found = set()
    tokens = text.split()
    start = 0
    while start < len(tokens):
        for end in range(len(tokens), start, -1):
            if (phrase := " ".join(tokens[start:end])) in phrases:
                found.add(phrases[phrase])
                start = end
                break
        else:
            start += 1
    return frozenset(found)


@cache
def packaged() -> Vocabulary:
    """Return the vocabulary that ships with cellstats.

    Raises:
        FileError: if a word means two levels of one measure.

    """
    texts = {name: packaged_words(name) for name in ("measures", "populations", "columns", "labels")}
    measures = {name: _measure(name, entry) for name, entry in texts.pop("measures").items()}
    populations = {
        name: Population(name, entry["names"], entry["people"], tuple(entry["words"]))
        for name, entry in texts.pop("populations").items()
    }
    vocabulary = Vocabulary(measures, populations, **texts)
    problems = [problem for measure in measures.values() for problem in two_levels(vocabulary, measure)]
    if problems:
        raise FileError(*problems)
    return vocabulary


@cache
def packaged_words(name: str) -> dict[str, Any]:
    """Return the content of a packaged words file, named without its suffix."""
    text = (files("cellstats.vocabulary") / f"{name}.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, Loader=_Loader)
    return content


def _measure(name: str, entry: dict[str, Any]) -> Measure:
    levels = tuple(Level(key, each["names"], tuple(each["words"])) for key, each in entry["levels"].items())
    return Measure(name, entry["names"], levels, tuple(entry["headings"]), entry.get("unmarked"))


def two_levels(vocabulary: Vocabulary, measure: Measure) -> list[str]:
    """Return the words that mean two levels of a measure."""
    seen: dict[str, str] = {}
    return [
        f"{measure.id}: {word!r} means both {seen[key]} and {level.id}"
        for level in measure.levels
        for word in level.spoken
        if seen.setdefault(key := vocabulary.key(word), level.id) != level.id
    ]
