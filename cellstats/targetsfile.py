"""targets.yaml → Target: the grammar of the file, and every problem in it at once, each with its place."""

import contextlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from cellstats.errors import FileError
from cellstats.targets import Bound, Direction, Target, parse_threshold
from cellstats.vocabulary import Vocabulary, packaged
from cellstats.yamlfile import Keys, YamlFile, grammar, in_both, line_of, load_yaml, offer


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Language = Literal["en", "vi"]


class TargetEntry(BaseModel):
    """One target of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1, description="a short name for scripts, used once")
    name: Annotated[
        dict[Language, str] | None, BeforeValidator(in_both, json_schema_input_type=str | dict[Language, str])
    ] = Field(None, description="what people read, in one text or in one for each language")
    population: Annotated[list[str], BeforeValidator(_listed, json_schema_input_type=str | list[str])] = Field(
        min_length=1, description="who is rated; several are added up"
    )
    measure: str | None = Field(None, description="what is measured; left out: the rating")
    at_or_above: str | None = Field(None, description="the lowest level that counts")
    levels: list[str] | None = Field(None, min_length=1, description="the levels that count, instead of at_or_above")
    among: list[str] | None = Field(None, min_length=1, description="the levels that make the base")
    base: Literal["rated", "eligible", "all"] | None = Field(None, description="the base, instead of among")
    at_least: str | None = Field(None, description="the lowest share that meets the target, such as 90% or 2/3")
    at_most: str | None = Field(None, description="the highest share that meets the target, such as 20%")
    scope: Literal["all together"] = Field("all together", description="what the target is held against")
    source: str = Field("", description="where the target is written")


class TargetsModel(BaseModel):
    """A targets file."""

    model_config = ConfigDict(extra="forbid", frozen=True, title="cellstats targets")

    version: Annotated[int, Field(ge=1, le=1, description="the version of this grammar")]
    title: str = Field("", description="what the targets are of")
    ratings: str | None = Field(None, description="the ratings to read where none are named, relative to this file")
    targets: list[TargetEntry] = Field(min_length=1)


@dataclass(frozen=True)
class Plan:
    """The targets of one file, and the ratings that it names: a path, or None."""

    path: str
    title: str
    ratings: str | None
    targets: tuple[Target, ...]


def packaged_targets() -> str:
    """Return the path of the targets that ship with cellstats: the repository's own file."""
    package = Path(__file__).parent
    installed = package / "targets.yaml"
    return str(installed if installed.exists() else package.parent / "targets.yaml")


def load_plan(path: str | PathLike[str] | None = None, vocabulary: Vocabulary | None = None) -> Plan:
    """Read a targets file, or the one that ships with cellstats.

    Raises:
        FileError: with every problem of the file, each with file:line:column and what would be right.

    """
    file = load_yaml(fspath(path or packaged_targets()))
    words = vocabulary or packaged()
    problems = list(file.problems)
    try:
        model = TargetsModel.model_validate(file.content)
    except ValidationError as problem:
        problems += grammar(file, problem.errors(), _fields)
    misspelt = {keys[:2] for keys in _unknown_keys(file)}
    for keys, text in _meaning(_readable(file), words):
        if not (len(keys) == 2 and keys in misspelt):  # a key that is missing may be the misspelt one
            problems.append(file.problem(keys, text))
    if problems:
        raise FileError(*sorted(problems, key=line_of))
    ratings = str(Path(file.name).parent / model.ratings) if model.ratings else None
    return Plan(file.name, model.title, ratings, tuple(_target(entry, words) for entry in model.targets))


def schema() -> str:
    """Return the JSON Schema of a targets file, for editors."""
    return json.dumps(TargetsModel.model_json_schema(), ensure_ascii=False, indent=2) + "\n"


def _unknown_keys(file: YamlFile) -> list[Keys]:
    """Return where keys stand in the targets that the grammar does not know."""
    return [keys for keys in file.marks if len(keys) == 3 and keys[2] not in TargetEntry.model_fields]


def _readable(file: YamlFile) -> dict[int, TargetEntry]:
    """Return the targets whose keys can be read, by their place in the list, keys that are not known left out."""
    targets = file.content.get("targets") if isinstance(file.content, dict) else None
    entries = {}
    for index, target in enumerate(targets if isinstance(targets, list) else []):
        if isinstance(target, dict):
            known = {key: value for key, value in target.items() if key in TargetEntry.model_fields}
            with contextlib.suppress(ValidationError):
                entries[index] = TargetEntry.model_validate(known)
    return entries


def _fields(keys: Keys) -> Collection[str]:
    return (TargetEntry if len(keys) > 1 else TargetsModel).model_fields


def _meaning(entries: Mapping[int, TargetEntry], words: Vocabulary) -> Iterator[tuple[Keys, str]]:
    """Yield what the keys mean that cannot be."""
    ids: set[str] = set()
    for index, entry in entries.items():
        at: Keys = ("targets", index)
        if entry.id in ids:
            yield (*at, "id"), f'the id "{entry.id}" is used twice'
        ids.add(entry.id)
        for population in entry.population:
            if population not in words.populations:
                yield (
                    (*at, "population"),
                    f'unknown population "{population}"' + offer(population, words.populations),
                )
        measure = words.measures.get(_measure(entry, words))
        if measure is None:
            yield (
                (*at, "measure"),
                f'unknown measure "{entry.measure}"' + offer(entry.measure or "", words.measures),
            )
        else:
            yield from _levels(entry, at, measure.id, measure.level_ids)
        yield from _bounds(entry, at)
        if entry.among and entry.base:
            yield (*at, "base"), '"among" and "base" both name the base; keep one'


def _levels(entry: TargetEntry, at: Keys, measure: str, known: tuple[str, ...]) -> Iterator[tuple[Keys, str]]:
    if (entry.at_or_above is None) == (entry.levels is None):
        yield at, 'name the levels that count with one of "at_or_above" and "levels"'
    named = {"at_or_above": [entry.at_or_above or known[0]], "levels": entry.levels, "among": entry.among}
    for key, levels in named.items():
        for level in levels or ():
            if level not in known:
                text = f'unknown level "{level}" of {measure}' + (
                    offer(level, known) or f"; known: {', '.join(known)}"
                )
                yield (*at, key), text
        if len(set(levels or ())) < len(levels or ()):
            yield (*at, key), f'"{key}" names a level twice'


def _bounds(entry: TargetEntry, at: Keys) -> Iterator[tuple[Keys, str]]:
    given = [(key, text) for key in Direction if (text := getattr(entry, key)) is not None]
    if not given:
        yield at, 'name the threshold with "at_least" or "at_most"'
    if len(given) > 1:
        yield at, '"at_least" and "at_most" cannot both stand in one target; make two of it'
    for key, text in given:
        try:
            parse_threshold(text)
        except ValueError as problem:
            yield (*at, key), str(problem)


def _target(entry: TargetEntry, words: Vocabulary) -> Target:
    measure = words.measures[_measure(entry, words)]
    levels = entry.levels or measure.level_ids[: measure.level_ids.index(entry.at_or_above or "") + 1]
    direction = Direction.AT_LEAST if entry.at_least is not None else Direction.AT_MOST
    text = entry.at_least or entry.at_most or ""
    return Target(
        id=entry.id,
        names=dict(entry.name.items()) if entry.name else {"en": entry.id, "vi": entry.id},
        populations=tuple(dict.fromkeys(entry.population)),
        measure=measure.id,
        levels=tuple(levels),
        among=tuple(entry.among or ()),
        base=entry.base,
        bound=Bound(direction, parse_threshold(text), text.strip()),
        source=entry.source,
    )


def _measure(entry: TargetEntry, words: Vocabulary) -> str:
    return next(iter(words.measures)) if entry.measure is None else entry.measure
