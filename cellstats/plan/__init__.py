"""targets.yaml → Plan: its targets, or every problem in it at once, each with its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path

from pydantic import ValidationError

from cellstats.errors import FileError
from cellstats.plan.grammar import MEANS, NO_MEANS, TargetEntry, TargetsModel, fields
from cellstats.plan.meaning import problems_of, target_of
from cellstats.targets import Target
from cellstats.vocabulary import Names, Vocabulary, packaged
from cellstats.yamlfile import YamlFile, grammar, line_of, load_yaml

_HINTS = dict.fromkeys(MEANS, NO_MEANS)


@dataclass(frozen=True)
class Plan:
    """The targets of one file, and the ratings that it names: a path, or None."""

    path: str
    title: Names  # in no language without one
    ratings: str | None
    targets: tuple[Target, ...]


def packaged_targets() -> str:
    """Return the path of the targets that ship with cellstats: the repository's own file."""
    package = Path(__file__).parent.parent
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
        problems += grammar(file, problem.errors(), fields, _HINTS)
    entries, broken = _readable(file)
    for keys, text in problems_of(entries, words):
        if not (len(keys) == 2 and keys[1] in broken):  # a key that is missing may be the one that is wrong
            problems.append(file.problem(keys, text))
    if problems:
        raise FileError(*sorted(problems, key=line_of))
    ratings = str(Path(file.name).parent / model.ratings) if model.ratings else None
    titles: Names = dict(model.title.items()) if model.title else {}
    return Plan(file.name, titles, ratings, tuple(target_of(entry, words) for entry in model.targets))


def new_plan(language: str) -> str:
    """Return a commented targets file to start from."""
    return (Path(__file__).parent / f"starter.{language}.yaml").read_text(encoding="utf-8")


def _readable(file: YamlFile) -> tuple[Mapping[int, TargetEntry], set[int]]:
    """Return the targets by their place in the list, keys that cannot be read left out, and where there are such."""
    targets = file.content.get("targets") if isinstance(file.content, dict) else None
    entries: dict[int, TargetEntry] = {}
    broken: set[int] = set()
    for index, target in enumerate(targets if isinstance(targets, list) else []):
        if isinstance(target, dict):
            known = {key: value for key, value in target.items() if key in TargetEntry.model_fields}
            entry, wrong = _without_wrong(known, index)
            entries[index] = entry
            if wrong or len(known) < len(target):
                broken.add(index)
    return entries, broken


def _without_wrong(target: Mapping[str, object], index: int) -> tuple[TargetEntry, bool]:
    """Return a target without the keys that cannot be read, and whether there were any."""
    try:
        return TargetEntry.model_validate(target), False
    except ValidationError as problem:
        wrong = {str(error["loc"][0]) for error in problem.errors()}
        kept = {key: value for key, value in target.items() if key not in wrong}
        needed = {"id": f"target {index + 1}", "population": [next(iter(packaged().populations))]}
        return TargetEntry.model_validate({key: value for key, value in needed.items() if key in wrong} | kept), True
