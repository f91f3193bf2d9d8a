"""Fills in a form as Excel does: what is typed stands in the cells to fill in, and every formula is worked out."""

import html
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from cellstats.place import cell_name, column_index

Value = str | int | float | None
Cells = dict[str, Value]
_CELL = re.compile(r'<c r="([A-Z]+\d+)"( s="\d+")?(?: t="(\w+)")?(?:/>|>(?:<f>(.*?)</f>)?<v>(.*?)</v></c>)')
_UNLOCKED = re.compile(r"<xf [^>]*?>(?:(?!</xf>).)*?<protection locked=\"0\"/></xf>|<xf [^>]*?/>|<xf .*?</xf>")


def fill(path: Path, typed: Sequence[Mapping[str, Value]]) -> None:
    """Type values into the cells of each sheet of a workbook; a cell that is locked refuses them."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    styles = re.search(r"<cellXfs.*?</cellXfs>", parts["xl/styles.xml"].decode(), re.DOTALL)
    assert styles
    unlocked = {at for at, each in enumerate(_UNLOCKED.findall(styles[0])) if 'locked="0"' in each}
    for number, entries in enumerate(typed, 1):
        name = f"xl/worksheets/sheet{number}.xml"
        parts[name] = _Filled(entries, unlocked).sheet(parts[name].decode()).encode()
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    path.write_bytes(written.getvalue())


class _Filled:
    """The cells of a sheet while it is filled in, from the top down and left to right."""

    def __init__(self, typed: Mapping[str, Value], unlocked: set[int]) -> None:
        self._typed = dict(typed)
        self._unlocked = unlocked
        self._values: Cells = {}

    def sheet(self, text: str) -> str:
        filled = _CELL.sub(self._cell, text)
        assert not self._typed, f"no cells: {self._typed}"
        return filled

    def _cell(self, found: re.Match[str]) -> str:
        name, style, kind, formula, stored = found.groups()
        if name in self._typed:
            assert int((style or "0").strip(' s="')) in self._unlocked, f"{name} is locked"
            value = self._typed.pop(name)
        elif formula:
            value = worked_out(html.unescape(formula), self._values)
        else:
            self._values[name] = int(stored) if stored and not kind else None
            return found[0]
        self._values[name] = value
        start = f'<c r="{name}"{style or ""}'
        function = f"<f>{formula}</f>" if formula else ""
        if isinstance(value, str) and formula:
            return f'{start} t="str">{function}<v>{value}</v></c>'
        if isinstance(value, str):
            return f'{start} t="inlineStr"><is><t>{html.escape(value)}</t></is></c>'
        return f"{start}>{function}<v>{value}</v></c>"


def worked_out(formula: str, cells: Cells) -> Value:
    """Return the value of a formula of the few functions that forms have."""

    def numbers(values: Sequence[Value]) -> list[int | float]:
        return [each for each in values if isinstance(each, int | float)]

    def span(first: str, last: str) -> list[Value]:
        (left, top), (right, bottom) = (re.fullmatch(r"([A-Z]+)(\d+)", each).groups() for each in (first, last))  # type: ignore[union-attr]
        columns = range(column_index(left), column_index(right) + 1)
        return [cells.get(cell_name(row - 1, at)) for row in range(int(top), int(bottom) + 1) for at in columns]

    def iferror(work: object, other: Value) -> object:
        try:
            return work()  # type: ignore[operator]
        except (TypeError, ZeroDivisionError):
            return other

    python = re.sub(r"([A-Z]+\d+):([A-Z]+\d+)", r'*span("\1","\2")', formula).replace("=", "==")
    python = re.sub(r'(?<!")\b([A-Z]+\d+)\b(?!")', r'at("\1")', python).replace("IFERROR(", "IFERROR(lambda:")
    functions = {
        "IF": lambda test, then, other: then if test else other,
        "AND": lambda *tests: all(tests),
        "COUNT": lambda *values: len(numbers(values)),
        "SUM": lambda *values: sum(numbers(values)),
        "N": lambda value: sum(numbers([value])),
        "IFERROR": iferror,
        "span": span,
        "at": cells.get,
    }
    result: Value = eval(python, {"__builtins__": {}, **functions})
    return result
