"""The grammar of a targets file: which keys may stand in it, and what each may hold."""

import json
from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from cellstats.yamlfile import Keys, in_both

ALWAYS = ""
"""The period of a threshold that holds for all."""

MEANS = ("mean", "average", "score", "scores", "average_score", "mean_score")
NO_MEANS = 'a mean of scores is no share; name the levels that count with "at_or_above" or "levels"'


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _by_period(value: object) -> object:
    return {ALWAYS: value} if isinstance(value, str) else value


Language = Literal["en", "vi"]
Names = Annotated[
    dict[Language, str] | None, BeforeValidator(in_both, json_schema_input_type=str | dict[Language, str])
]
Thresholds = Annotated[
    dict[str, str] | None, BeforeValidator(_by_period, json_schema_input_type=str | dict[str, str])
]
"""The text of one threshold, or of one for each period: {2024: 85%, 2025: 90%}."""
Populations = Annotated[list[str], BeforeValidator(_listed, json_schema_input_type=str | list[str])]
Period = Annotated[str | None, WithJsonSchema({"type": ["integer", "string"]})]


class TargetEntry(BaseModel):
    """One target of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1, description="a short name for scripts, used once")
    name: Names = Field(None, min_length=1, description="what people read, in one text or in one for each language")
    population: Populations = Field(min_length=1, description="who is rated; several are added up")
    measure: str | None = Field(None, description="what is measured; left out: the rating")
    at_or_above: str | None = Field(None, min_length=1, description="the lowest level that counts")
    levels: list[str] | None = Field(None, min_length=1, description="the levels that count, instead of at_or_above")
    among: list[str] | None = Field(None, min_length=1, description="the levels that make the base")
    base: Literal["rated", "eligible", "all"] | None = Field(None, description="the base, instead of among")
    at_least: Thresholds = Field(
        None,
        min_length=1,
        description="the lowest share that meets the target, 90% or 2/3, or one for each period",
    )
    at_most: Thresholds = Field(
        None, min_length=1, description="the highest share that meets the target, such as 20%, or one for each period"
    )
    warn_at: Thresholds = Field(
        None,
        min_length=1,
        description="what meets the target but not this is at risk, 92% with at_least: 90%",
    )
    scope: Literal["all together", "each unit", "each group"] = Field(
        "all together", description="what the target is held against"
    )
    by: Period = Field(None, description="the year, or other period, by which the target is to be reached")
    source: str = Field("", description="where the target is written")


class TargetsModel(BaseModel):
    """A targets file."""

    model_config = ConfigDict(extra="forbid", frozen=True, title="cellstats targets")

    version: Annotated[Literal["1"], WithJsonSchema({"const": 1})] = Field(description="the version of this grammar")
    title: Names = Field(None, description="what the targets are of, in one text or in one for each language")
    ratings: str | None = Field(None, description="the ratings to read where none are named, relative to this file")
    targets: list[TargetEntry] = Field(min_length=1)


def fields(keys: Keys) -> Collection[str]:
    """Return the keys that may stand beside a key of the file."""
    return (TargetEntry if len(keys) > 1 else TargetsModel).model_fields


def schema() -> str:
    """Return the JSON Schema of a targets file, for editors."""
    return json.dumps(TargetsModel.model_json_schema(), ensure_ascii=False, indent=2) + "\n"
