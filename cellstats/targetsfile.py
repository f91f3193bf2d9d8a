"""targets.yaml → Target: the grammar of the file, and every problem in it at once, each with its place."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from os import PathLike, fspath
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from cellstats.errors import FileError
from cellstats.targets import Bound, Direction, Target
from cellstats.text import nearest
from cellstats.vocabulary import Names, Vocabulary, packaged
from cellstats.yamlfile import Keys, YamlFile, load_yaml


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _in_both(value: object) -> object:
    return {"en": value, "vi": value} if isinstance(value, str) else value


class TargetEntry(BaseModel):
    """One target of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1, description="a short name for scripts, used once")
    name: Annotated[Names | None, BeforeValidator(_in_both, json_schema_input_type=str | Names)] = Field(
        None, description="what people read, in one text or in one for each language"
    )
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
    try:
        model = TargetsModel.model_validate(file.content)
    except ValidationError as problem:
        raise FileError(*_grammar(file, problem)) from None
    problems = [file.problem(keys, text) for keys, text in _meaning(model, words)]
    if problems:
        raise FileError(*problems)
    ratings = str(Path(file.name).parent / model.ratings) if model.ratings else None
    return Plan(file.name, model.title, ratings, tuple(_target(entry, words) for entry in model.targets))


def schema() -> str:
    """Return the JSON Schema of a targets file, for editors."""
    return json.dumps(TargetsModel.model_json_schema(), ensure_ascii=False, indent=2) + "\n"


def _grammar(file: YamlFile, problem: ValidationError) -> list[str]:
    """Return the problems with keys and kinds of values in the file's words."""
    lines = []
    for error in problem.errors():
        keys: Keys = error["loc"]
        match error["type"]:
            case "extra_forbidden":
                model = TargetEntry if len(keys) > 1 else TargetsModel
                text = f'unknown key "{keys[-1]}"' + _offer(str(keys[-1]), model.model_fields)
            case "missing":
                text = f'the key "{keys[-1]}" is missing'
            case "model_type":
                text = "keys and values are expected here"
            case _:
                text = f'"{keys[-1]}": {error["msg"]}' if keys else error["msg"]
        lines.append(file.problem(keys, text))
    return lines


def _meaning(model: TargetsModel, words: Vocabulary) -> Iterator[tuple[Keys, str]]:
    """Yield what the keys mean that cannot be."""
    ids = [entry.id for entry in model.targets]
    for index, entry in enumerate(model.targets):
        at: Keys = ("targets", index)
        if entry.id in ids[:index]:
            yield (*at, "id"), f'the id "{entry.id}" is used twice'
        for population in entry.population:
            if population not in words.populations:
                yield (
                    (*at, "population"),
                    f'unknown population "{population}"' + _offer(population, words.populations),
                )
        measure = words.measures.get(_measure(entry, words))
        if measure is None:
            yield (
                (*at, "measure"),
                f'unknown measure "{entry.measure}"' + _offer(entry.measure or "", words.measures),
            )
        else:
            yield from _levels(entry, at, measure.id, measure.level_ids)
        yield from _bounds(entry, at)
        if entry.among and entry.base:
            yield (*at, "base"), '"among" and "base" both name the base; keep one'


def _levels(entry: TargetEntry, at: Keys, measure: str, known: tuple[str, ...]) -> Iterator[tuple[Keys, str]]:
    if (entry.at_or_above is None) == (entry.levels is None):
        yield at, 'name the levels that count with either "at_or_above" or "levels"'
    named = {"at_or_above": [entry.at_or_above or known[0]], "levels": entry.levels, "among": entry.among}
    for key, levels in named.items():
        for level in levels or ():
            if level not in known:
                text = f'unknown level "{level}" of {measure}' + (
                    _offer(level, known) or f"; known: {', '.join(known)}"
                )
                yield (*at, key), text
        if len(set(levels or ())) < len(levels or ()):
            yield (*at, key), f'"{key}" names a level twice'


def _bounds(entry: TargetEntry, at: Keys) -> Iterator[tuple[Keys, str]]:
    given = [(key, text) for key in Direction if (text := getattr(entry, key)) is not None]
    if len(given) != 1:
        yield at, 'name the threshold with either "at_least" or "at_most"'
    for key, text in given:
        try:
            _threshold(text)
        except ValueError as problem:
            yield (*at, key), str(problem)


def _threshold(text: str) -> Fraction:
    """Return the threshold that a text means: 90%, 33.3%, 33,3% or 2/3; 1 is 100%."""
    if match := re.fullmatch(r"(\d{1,3}(?:[.,]\d{1,9})?)\s*%", text.strip()):
        value = Fraction(match[1].replace(",", ".")) / 100
    elif match := re.fullmatch(r"(\d{1,9})\s*/\s*(\d{1,9})", text.strip()):
        value = Fraction(int(match[1]), int(match[2])) if int(match[2]) else Fraction(2)
    elif re.fullmatch(r"\d{1,3}(?:[.,]\d{1,9})?", text.strip()):
        number = Fraction(text.strip().replace(",", "."))
        hint = text.strip() if number > 1 else f"{float(number * 100):g}"
        raise ValueError(f'the threshold "{text}" may mean two things; write {hint}% if that is meant')
    else:
        raise ValueError(f'the threshold "{text}" is not understood; write it like 90%, 33.3% or 2/3')
    if value > 1:
        raise ValueError(f'the threshold "{text}" is not between 0% and 100%')
    return value


def _target(entry: TargetEntry, words: Vocabulary) -> Target:
    measure = words.measures[_measure(entry, words)]
    levels = entry.levels or measure.level_ids[: measure.level_ids.index(entry.at_or_above or "") + 1]
    direction = Direction.AT_LEAST if entry.at_least is not None else Direction.AT_MOST
    text = entry.at_least or entry.at_most or ""
    return Target(
        id=entry.id,
        names=entry.name or {"en": entry.id, "vi": entry.id},
        populations=tuple(dict.fromkeys(entry.population)),
        measure=measure.id,
        levels=tuple(levels),
        among=tuple(entry.among or ()),
        base=entry.base,
        bound=Bound(direction, _threshold(text), text.strip()),
        source=entry.source,
    )


def _measure(entry: TargetEntry, words: Vocabulary) -> str:
    return next(iter(words.measures)) if entry.measure is None else entry.measure


def _offer(word: str, known: Mapping[str, Any] | tuple[str, ...]) -> str:
    offered = nearest(word, known)
    return f'; did you mean "{offered}"?' if offered else ""
