"""The words: measures with their levels, populations, what columns are for. All of it is data."""

import re
from functools import cache
from typing import Any

from cellstats.vocabulary.headings import Heading, Vocabulary
from cellstats.vocabulary.packaged import packaged_words
from cellstats.vocabulary.words import Level, Meaning, Measure, Names, Population

__all__ = [
    "Heading",
    "Level",
    "Meaning",
    "Measure",
    "Names",
    "Population",
    "Vocabulary",
    "build",
    "packaged",
    "packaged_words",
    "period_in_words",
    "two_levels",
]


@cache
def packaged() -> Vocabulary:
    """Return the vocabulary that ships with cellstats."""
    return build(*(packaged_words(name) for name in ("measures", "populations", "columns")))


def build(measures: dict[str, Any], populations: dict[str, Any], columns: dict[str, Any]) -> Vocabulary:
    """Return the vocabulary of words as the YAML files hold them."""
    people = {
        name: Population(name, entry["names"], entry["people"], tuple(entry["words"]), entry.get("usual_most", {}))
        for name, entry in populations.items()
    }
    scales = {name: _measure(name, entry) for name, entry in measures.items()}
    return Vocabulary(scales, people, columns, packaged_words("labels"))


def period_in_words(period: str, language: str) -> str:
    """Return a period as titles have it: "Quý III/2025"; one that is written in no known way stays as it is."""
    known: Any = packaged_words("periods")
    for each in known:
        if match := re.fullmatch(each["pattern"], period):
            return str(each[language].format(**match.groupdict()))
    return period


def _measure(name: str, entry: dict[str, Any]) -> Measure:
    levels = tuple(
        Level(
            key,
            each["names"],
            tuple(each["words"]),
            each.get("score"),
            tuple(each.get("former", ())),
            each.get("short", {}),
        )
        for key, each in entry["levels"].items()
    )
    settings = (entry.get(key) for key in ("unmarked", "scored_since", "former_until", "ranked_by"))
    return Measure(name, entry["names"], levels, tuple(entry["headings"]), *settings)


def two_levels(vocabulary: Vocabulary, measure: Measure) -> list[tuple[str, str, str]]:
    """Return the words that mean two levels of a measure, each with both."""
    seen: dict[str, str] = {}
    return [
        (word, seen[key], level.id)
        for level in measure.levels
        for word in level.spoken
        if seen.setdefault(key := vocabulary.key(word), level.id) != level.id
    ]
