"""The words: measures with their levels, populations, what columns are for. All of it is data."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from cellstats.errors import FileError
from cellstats.vocabulary.matching import Vocabulary
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

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # for the packaged files only; 7 times as fast


@cache
def packaged() -> Vocabulary:
    """Return the vocabulary that ships with cellstats.

    Raises:
        FileError: if a word means two levels of one measure.

    """
    texts = {name: packaged_words(name) for name in ("measures", "populations", "columns", "labels")}
    measures = {name: _measure(name, entry) for name, entry in texts.pop("measures").items()}
    populations = {
        name: Population(name, entry["names"], entry["people"], tuple(entry["words"]), entry.get("usual_most", {}))
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
    levels = tuple(
        Level(key, each["names"], tuple(each["words"]), each.get("score")) for key, each in entry["levels"].items()
    )
    return Measure(
        name, entry["names"], levels, tuple(entry["headings"]), entry.get("unmarked"), entry.get("scored_since")
    )


def two_levels(vocabulary: Vocabulary, measure: Measure) -> list[str]:
    """Return the words that mean two levels of a measure."""
    seen: dict[str, str] = {}
    return [
        f"{measure.id}: {word!r} means both {seen[key]} and {level.id}"
        for level in measure.levels
        for word in level.spoken
        if seen.setdefault(key := vocabulary.key(word), level.id) != level.id
    ]
