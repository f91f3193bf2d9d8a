"""YAML files that people write: read strictly, every value with the line and column it stands at."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from cellstats.errors import FileError
from cellstats.reading.files import UnreadableError, content_of, named
from cellstats.text import nearest

Tree = str | list["Tree"] | dict[str, "Tree"]
Keys = tuple[str | int, ...]

_DEEPEST = 20  # levels of keys and lists
_LARGEST = 512 * 1024  # bytes


@dataclass(frozen=True)
class YamlFile:
    """The content of a file, every scalar as its text, and where each value (or key) stands: path → line, column."""

    name: str
    content: Tree
    marks: Mapping[Keys, tuple[int, int]]
    problems: tuple[str, ...]  # keys that stand twice, aliases

    def problem(self, path: Keys, text: str) -> str:
        """Return a problem with its file:line:column; a path that is not there stands at its nearest parent."""
        while path and path not in self.marks:
            path = path[:-1]
        line, column = self.marks.get(path, (1, 1))
        return f"{self.name}:{line}:{column}: {text}"


def load_yaml(path: str) -> YamlFile:
    """Read a file, or stdin ("-"); no value is taken for a number, a date or a truth value (`010`, `12:30`, `no`).

    Raises:
        FileError: if it cannot be opened or is no YAML.

    """
    file = named(path)
    path = file.source
    try:
        content = content_of(file)
        if len(content) > _LARGEST:
            raise FileError(f"{path}: is larger than {_LARGEST // 1024} KiB, as no file of this kind is")
        text = content.decode("utf-8-sig")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except UnreadableError as problem:
        raise FileError(f"{path}: {problem.finding.message()}") from None
    except UnicodeDecodeError:
        raise FileError(f"{path}: is not UTF-8 text") from None
    except RecursionError:
        raise FileError(f"{path}: is nested too deeply") from None
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        where = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise FileError(f"{path}{where}: is not YAML: {problem.problem}") from None
    except yaml.reader.ReaderError as problem:
        before = text[: problem.position].split("\n")
        raise FileError(f"{path}:{len(before)}:{len(before[-1]) + 1}: is not YAML: {problem.reason}") from None
    except yaml.YAMLError as problem:
        raise FileError(f"{path}: is not YAML: {str(problem).splitlines()[0]}") from None
    if root is None:
        raise FileError(f"{path}: is empty")
    reader = _Reader(path)
    return YamlFile(path, reader.tree(root, ()), reader.marks, tuple(reader.problems))


def grammar(
    file: YamlFile,
    errors: Iterable[Mapping[str, Any]],
    fields: Callable[[Keys], Collection[str]],
    hints: Mapping[str, str],
) -> Iterator[str]:
    """Yield what pydantic finds wrong in the file's words.

    `fields` tells which keys may stand at a place, `hints` what to say of some that may not.
    """
    for error in errors:
        keys: Keys = error["loc"]
        key = str(keys[-1]) if keys else ""
        match error["type"]:
            case "extra_forbidden":
                text = hints.get(key) or f'unknown key "{key}"' + offer(key, fields(keys))
            case "missing":
                text = f'the key "{key}" is missing'
            case "too_short" | "string_too_short":
                text = f'"{key}" is empty'
            case "literal_error":
                known = re.findall("'([^']+)'", error["ctx"]["expected"])
                given = error["input"] if isinstance(error["input"], str) else ""
                text = f'"{key}" cannot be "{given}"' + offer(given, known)
            case kind:
                text = _EXPECTED.get(kind) or f'"{key}": {error["msg"]}'

        yield file.problem(keys, text)


_EXPECTED = {
    "model_type": "keys and values are expected here",
    "string_type": "a text is expected here",
    "list_type": "a list is expected here",
    "dict_type": "a text, or keys and values, are expected here",
}


def line_of(problem: str) -> list[int]:
    """Return the line and column that a problem begins with."""
    return [int(number) for number in re.findall(r":(\d+)(?=:)", problem)[:2]]


def offer(word: str, known: Collection[str]) -> str:
    """Return what to say of a word that is not known: the nearest one, else all."""
    offered = nearest(word, known)
    return f'; did you mean "{offered}"?' if offered else f"; known: {', '.join(known)}"


def in_both(value: object) -> object:
    """Return a name in both languages: one text stands for the other where that is missing."""
    if isinstance(value, dict) and value and set(value) <= {"en", "vi"}:
        first = next(iter(value.values()))
        return {"en": first, "vi": first} | value
    return {"en": value, "vi": value} if isinstance(value, str) else value


class _Reader:
    """Turns composed nodes into plain values, noting marks and problems on the way."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.marks: dict[Keys, tuple[int, int]] = {}
        self.problems: list[str] = []
        self._seen: set[int] = set()

    def tree(self, node: yaml.Node, path: Keys) -> Tree:
        self.marks.setdefault(path, _at(node))
        if id(node) in self._seen or len(path) > _DEEPEST:
            self._problem(node, "aliases and deep nesting are not read; write the value out")
            return ""
        self._seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.tree(each, (*path, index)) for index, each in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        return str(node.value)

    def _mapping(self, node: yaml.MappingNode, path: Keys) -> dict[str, Tree]:
        mapping: dict[str, Tree] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
            if key in mapping or not key:
                self._problem(key_node, f'the key "{key}" stands twice' if key else "a key must be a word")
            else:
                self.marks[*path, key] = _at(key_node)
                mapping[key] = self.tree(value_node, (*path, key))
        return mapping

    def _problem(self, node: yaml.Node, text: str) -> None:
        line, column = _at(node)
        self.problems.append(f"{self.name}:{line}:{column}: {text}")


def _at(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1
