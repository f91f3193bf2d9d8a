"""Words of another organisation (--vocabulary FILE): added to those that ship, every problem with its place."""

from collections.abc import Collection, Iterator
from copy import deepcopy
from os import PathLike, fspath
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from cellstats.errors import FileError
from cellstats.vocabulary import Vocabulary, build, packaged_words, two_levels
from cellstats.yamlfile import Keys, YamlFile, grammar, in_both, line_of, load_yaml, offer

Words = list[str]
Names = Annotated[dict[str, str] | None, BeforeValidator(in_both)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LevelEntry(_Entry):
    """A level of a measure; a new one stands below another, or is the lowest."""

    names: Names = None
    words: Words = Field(default_factory=list)
    score: int | None = None
    below: str | None = None


class MeasureEntry(_Entry):
    """A measure: a new one with all its levels, best first, or words for one that is known."""

    names: Names = None
    headings: Words = Field(default_factory=list)
    unmarked: str | None = None
    ranked_by: str | None = None
    scored_since: int | None = None
    levels: dict[str, LevelEntry] = Field(default_factory=dict)


class PopulationEntry(_Entry):
    """A population: a new one, or words for one that is known."""

    names: Names = None
    people: bool | None = None
    words: Words = Field(default_factory=list)
    usual_most: dict[str, int] = Field(default_factory=dict)


class ColumnsEntry(_Entry):
    """Words of headings, rows and titles; each list is that of the same name which ships."""

    roles: dict[str, Words] = Field(default_factory=dict)
    stages: dict[str, Words] = Field(default_factory=dict)
    spellings: dict[str, str] = Field(default_factory=dict)
    prefixes: Words = Field(default_factory=list)
    asides: Words = Field(default_factory=list)
    persons_begin: Words = Field(default_factory=list)
    totals: Words = Field(default_factory=list)
    totals_begin: Words = Field(default_factory=list)
    parts_begin: Words = Field(default_factory=list)
    splits_begin: Words = Field(default_factory=list)
    shares_begin: Words = Field(default_factory=list)
    comparisons: Words = Field(default_factory=list)
    comparisons_begin: Words = Field(default_factory=list)
    percent_units: Words = Field(default_factory=list)
    subjects: Words = Field(default_factory=list)
    owners: Words = Field(default_factory=list)
    endings: Words = Field(default_factory=list)


class VocabularyModel(_Entry):
    """A vocabulary file."""

    measures: dict[str, MeasureEntry] = Field(default_factory=dict)
    populations: dict[str, PopulationEntry] = Field(default_factory=dict)
    columns: ColumnsEntry = Field(default_factory=ColumnsEntry)


def load_words(path: str | PathLike[str]) -> Vocabulary:
    """Return the vocabulary that ships with cellstats, with the words of a file added.

    Raises:
        FileError: with every problem of the file, each with file:line:column and what would be right.

    """
    file = load_yaml(fspath(path))
    problems = list(file.problems)
    try:
        model = VocabularyModel.model_validate(file.content)
    except ValidationError as problem:
        raise FileError(*sorted([*problems, *grammar(file, problem.errors(), _fields, {})], key=line_of)) from None
    problems += [file.problem(keys, text) for keys, text in _meaning(model)]
    if not problems:
        vocabulary = _merged(model)
        problems = [file.problem(keys, text) for keys, text in _doubled(file, model, vocabulary)]
        if not problems:
            return vocabulary
    raise FileError(*sorted(problems, key=line_of))


def _fields(keys: Keys) -> Collection[str]:
    """Return the keys that may stand at a place: measures, M, levels, L, key."""
    if len(keys) == 1:
        return VocabularyModel.model_fields
    if keys[0] == "columns":
        return ColumnsEntry.model_fields
    entry = LevelEntry if len(keys) > 3 else MeasureEntry if keys[0] == "measures" else PopulationEntry
    return entry.model_fields


def _meaning(model: VocabularyModel) -> Iterator[tuple[Keys, str]]:
    """Yield what the keys mean that cannot be."""
    for name, measure in model.measures.items():
        yield from _measure(name, measure)
    known = packaged_words("populations")
    for name, population in model.populations.items():
        if name not in known and (population.names is None or population.people is None):
            yield ("populations", name), f'the new population "{name}" needs names, and people: true or false'
    for key in ("roles", "stages"):
        words = packaged_words("columns")[key]
        for name in getattr(model.columns, key):
            if name not in words:
                yield ("columns", key, name), f'unknown key "{name}"' + offer(name, words)


def _measure(name: str, measure: MeasureEntry) -> Iterator[tuple[Keys, str]]:
    at: Keys = ("measures", name)
    packaged = packaged_words("measures")
    known = packaged.get(name, {"levels": {}})["levels"]
    if name not in packaged and (measure.names is None or len(measure.levels) < 2):
        yield at, f'the new measure "{name}" needs names and at least two levels'
    levels = list(dict.fromkeys([*known, *measure.levels]))
    for level, entry in measure.levels.items():
        if level not in known and entry.names is None:
            yield (*at, "levels", level), f'the new level "{level}" needs names'
        if entry.below is not None and (entry.below == level or entry.below not in levels):
            yield (*at, "levels", level, "below"), f'unknown level "{entry.below}"' + offer(entry.below, levels)
    for key, named in (("unmarked", measure.unmarked), ("ranked_by", measure.ranked_by)):
        if named is not None and named not in levels:
            yield (*at, key), f'unknown level "{named}"' + offer(named, levels)


def _merged(model: VocabularyModel) -> Vocabulary:
    """Return the packaged vocabulary with the words of a file that has no problems."""
    measures, populations, columns = (
        deepcopy(packaged_words(name)) for name in ("measures", "populations", "columns")
    )
    for name, measure in model.measures.items():
        entry = measures.setdefault(name, {"headings": [], "levels": {}})
        entry |= _given(measure, "names", "unmarked", "ranked_by", "scored_since")
        entry["headings"] += measure.headings
        for key, level in measure.levels.items():
            if key not in entry["levels"]:
                entry["levels"] = _with_level(entry["levels"], key, level.below)
            entry["levels"][key] |= _given(level, "names", "score")
            entry["levels"][key]["words"] += level.words
    for name, population in model.populations.items():
        known = populations.setdefault(name, {"words": []})
        known |= _given(population, "names", "people")
        known["words"] += population.words
        known["usual_most"] = known.get("usual_most", {}) | population.usual_most
    for key, value in model.columns:
        if isinstance(value, list):
            columns[key] += value
        elif key == "spellings":
            columns[key] |= value
        else:
            for name, words in value.items():
                columns[key][name] += words
    return build(measures, populations, columns)


def _given(entry: _Entry, *keys: str) -> dict[str, Any]:
    return {key: value for key in keys if (value := getattr(entry, key)) is not None}


def _with_level(levels: dict[str, Any], key: str, below: str | None) -> dict[str, Any]:
    """Return the levels, best first, with a new one."""
    order = list(levels)
    order.insert(order.index(below) + 1 if below in order else len(order), key)
    return {each: levels.get(each, {"words": []}) for each in order}


def _doubled(file: YamlFile, model: VocabularyModel, vocabulary: Vocabulary) -> Iterator[tuple[Keys, str]]:
    """Yield the words that would mean two levels of a measure, or two populations."""
    for name in model.measures:
        for word, first, second in two_levels(vocabulary, vocabulary.measures[name]):
            keys: Keys = ("measures", name, "levels", second)
            own = (*keys, "words") if (*keys, "words") in file.marks else keys
            yield own, f'"{word}" would mean both {first} and {second}'
    seen: dict[str, str] = {}
    for population in vocabulary.populations.values():
        for word in population.spoken:
            other = seen.setdefault(vocabulary.key(word), population.id)
            if other != population.id:
                at = population.id if population.id in model.populations else other
                yield ("populations", at), f'"{word}" would mean both {other} and {population.id}'
