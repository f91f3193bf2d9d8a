"""Tables for people, by tabulate: plain for a terminal, or Markdown."""

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tabulate import tabulate

from cellstats.formats.grids import Grid, of_summary, of_units
from cellstats.formats.inspections import of_inspection
from cellstats.formats.series import of_series
from cellstats.formats.style import Style
from cellstats.formats.verdicts import of_verdicts
from cellstats.inspection import InspectedSheet
from cellstats.summary import Summary
from cellstats.targets import Verdict
from cellstats.text import visible

_WIDTH = 80  # columns of a terminal
_NARROWEST = 14  # a first column is not wrapped below this


@dataclass(frozen=True)
class Plain:
    """Tables for a terminal of 80 columns; the texts of a first column that is too wide are wrapped."""

    def summary(self, result: Summary, style: Style) -> str:
        """Return the frequency tables."""
        return self._text(grids_of(result, style))

    def verdicts(self, result: Sequence[Verdict], _summary: Summary, style: Style) -> str:
        """Return the table of verdicts, and what was not verdict but reason."""
        return self._text([of_verdicts(result, style)])

    def inspection(self, sheets: Sequence[InspectedSheet], style: Style) -> str:
        """Return how each sheet was understood."""
        return self._text(of_inspection(sheets, style))

    def _text(self, grids: Iterable[Grid]) -> str:
        return visible("\n".join(self._grid(_wrapped(grid)) for grid in grids))

    def _grid(self, grid: Grid) -> str:
        table = tabulate(grid.rows, grid.header, "simple", colalign=grid.aligned, disable_numparse=True)
        lines = (grid.title, *(table.splitlines() if grid.header else ()), *grid.notes, grid.command)
        return "".join(f"{line.rstrip()}\n" for line in lines if line)


@dataclass(frozen=True)
class Markdown:
    """Tables as Markdown, one line for each row."""

    def summary(self, result: Summary, style: Style) -> str:
        """Return the frequency tables, each under a heading."""
        return self._text(grids_of(result, style))

    def verdicts(self, result: Sequence[Verdict], _summary: Summary, style: Style) -> str:
        """Return the table of verdicts."""
        return self._text([of_verdicts(result, style)])

    def inspection(self, sheets: Sequence[InspectedSheet], style: Style) -> str:
        """Return how each sheet was understood."""
        return self._text(of_inspection(sheets, style))

    def _text(self, grids: Iterable[Grid]) -> str:
        return visible("\n".join(self._grid(grid) for grid in grids))

    def _grid(self, grid: Grid) -> str:
        rows = [[_plain(cell).replace("\n", "; ") for cell in row] for row in grid.rows]
        header = [_plain(cell).replace("\n", " ") for cell in grid.header]
        table = tabulate(rows, header, "pipe", colalign=grid.aligned, disable_numparse=True)
        notes = [*map(_plain, grid.notes), *([f"`{grid.command}`"] if grid.command else [])]
        title = [f"## {_plain(grid.title)}"] if grid.title else []
        parts = (title, [table] if grid.header else [], [f"- {note}" for note in notes])
        return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def grids_of(result: Summary, style: Style) -> Iterator[Grid]:
    """Yield the series of periods where these are wanted, else the frequency tables, and the units of each."""
    if not style.by_period:
        yield from of_summary(result, style)
        return
    yield from of_series(result, style)
    if style.by_unit:
        yield from of_units(result, style)


_MARKS = re.compile(r"[\\`*|<\[@]|(?<=:)//|(?<=www)\.", re.IGNORECASE)


def _plain(text: str) -> str:
    """Return a text in which nothing is a mark, a tag or a link."""
    return _MARKS.sub(lambda mark: f"\\{mark[0]}", text)


plain = Plain()
markdown = Markdown()


def _wrapped(grid: Grid) -> Grid:
    """Return the grid with its first column and its notes wrapped so that it fits a terminal, if it can."""
    columns = list(zip(*(grid.header, *grid.rows), strict=True))[1:]
    notes = tuple(map(_filler(_WIDTH), grid.notes))
    if not grid.header:
        return replace(grid, notes=notes)
    others = sum(2 + max(_longest([head]) + 2, _longest(cells)) for head, *cells in columns)
    width = max(_WIDTH - others, _NARROWEST)
    fill = _filler(width)
    rows = tuple((fill(row[0]), *row[1:]) for row in grid.rows)
    return replace(grid, rows=rows, notes=notes)


def _longest(texts: Iterable[str]) -> int:
    return max(map(len, "\n".join(texts).splitlines()), default=0)


def _filler(width: int) -> Callable[[str], str]:
    """Return what wraps each line of a text to a width."""
    wrapper = textwrap.TextWrapper(width, subsequent_indent="  ", break_on_hyphens=False)

    def fill(line: str) -> str:
        fits = len(line) <= width and line.isprintable() and line == line.strip()
        return line if fits else wrapper.fill(line)

    return lambda text: "\n".join(map(fill, text.split("\n")))
