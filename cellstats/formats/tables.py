"""Tables for people: plain for a terminal, or Markdown."""

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest

from cellstats.formats.alike import each_once
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
_GAP = "  "  # between columns, and before what was wrapped in the first
_NARROW = 14  # a first column is not wrapped below this as long as others can be
_LONGEST_WORD = 20  # a longer one in the first column is cut


@dataclass(frozen=True)
class Plain:
    """Tables for a terminal of 80 columns; what makes one wider is wrapped."""

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
        every = [*grids]
        text = "\n".join(map(self._grid, every))
        if visible(text) == text:
            return text
        return "\n".join(self._grid(_visible(grid)) for grid in every)  # padded for what is seen

    def _grid(self, grid: Grid) -> str:
        notes = map(_filler(_WIDTH, _GAP), grid.notes)
        lines = (grid.title, *(_table(grid) if grid.header else ()), *notes, grid.command)
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
        from tabulate import tabulate  # takes as long to load as all else that writes

        columns = zip(*grid.rows, strict=True)
        rows = zip(*(each_once(lambda cell: _plain(cell).replace("\n", "; "), each) for each in columns), strict=True)
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


def _visible(grid: Grid) -> Grid:
    """Return a grid in which every sign shows."""
    rows = tuple(tuple(map(visible, row)) for row in grid.rows)
    title, command = map(visible, (grid.title, grid.command))
    header, notes = (tuple(map(visible, each)) for each in (grid.header, grid.notes))
    return replace(grid, title=title, header=header, rows=rows, notes=notes, command=command)


_MARKS = re.compile(r"[\\`*|<\[@]|(?<=:)//|(?<=www)\.", re.IGNORECASE)


def _plain(text: str) -> str:
    """Return a text in which nothing is a mark, a tag or a link."""
    return _MARKS.sub(lambda mark: f"\\{mark[0]}", text)


# A value is not parted from what stands beside it, as in "+2.18 points"; a break is between words.
_HELD = re.compile(r" (?![^\W\d])|(?<![^\W\d])(?<!\.) ")
_TIE = "\N{NO-BREAK SPACE}"

plain = Plain()
markdown = Markdown()


def _table(grid: Grid) -> Iterator[str]:
    """Yield the lines of a table, its heading above a rule; of many units tabulate takes eight times as long."""
    columns = _fitted(list(zip(grid.header, *grid.rows, strict=True)))
    widths = [_longest(cells) for cells in columns]
    pads = [str.rjust if aligned == "right" else str.ljust for aligned in grid.aligned]
    heading, *rows = zip(*columns, strict=True)
    yield from _padded(heading, pads, widths)
    yield _GAP.join("-" * width for width in widths)
    for row in rows:
        yield from _padded(row, pads, widths)


def _padded(row: Sequence[str], pads: Sequence[Callable[[str, int], str]], widths: Sequence[int]) -> Iterator[str]:
    """Yield the lines of a row, as many as its highest cell has."""
    for line in zip_longest(*[cell.split("\n") for cell in row], fillvalue=""):
        yield _GAP.join([pad(part, width) for pad, part, width in zip(pads, line, widths, strict=True)])


def _fitted(columns: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """Return columns that fit a terminal if words allow it: headings are wrapped first, then the widest column."""
    widths = [_longest(column) for column in columns]
    if _missing(widths) <= 0:
        return columns
    held = [columns[0], *(each_once(partial(_HELD.sub, _TIE), column) for column in columns[1:])]
    first, *others = (_longest_word(column) for column in held)
    heads = [max(_longest(cells), _longest_word([head])) for head, *cells in held]
    word = min(first, _LONGEST_WORD) + len(_GAP)
    for least in (heads, [max(word, _NARROW), *others], [word, *others]):
        widths = _narrowed(widths, least)
    fillers = map(_filler, widths, (_GAP, *[""] * len(others)))
    filled = [each_once(fill, column) for fill, column in zip(fillers, held, strict=True)]
    return [each_once(lambda cell: cell.replace(_TIE, " "), column) for column in filled]


def _missing(widths: Sequence[int]) -> int:
    """Return by how much columns are too wide together."""
    return sum(widths) + len(_GAP) * (len(widths) - 1) - _WIDTH


def _narrowed(widths: Sequence[int], least: Sequence[int]) -> list[int]:
    """Return widths of which the widest were made less, none below its least, until all fit or none can be."""
    narrowed = list(widths)
    while _missing(narrowed) > 0:
        wide = [(width, -at) for at, width in enumerate(narrowed) if width > least[at]]
        if not wide:
            break
        narrowed[-max(wide)[1]] -= 1
    return narrowed


def _longest(texts: Iterable[str]) -> int:
    return max(map(len, "\n".join({*texts}).split("\n")))


def _longest_word(texts: Iterable[str]) -> int:
    return max(map(len, re.split("[ \n]", "\n".join({*texts}))))


def _filler(width: int, indent: str) -> Callable[[str], str]:
    """Return what wraps each line of a text to a width."""
    wrapper = textwrap.TextWrapper(width, subsequent_indent=indent, break_on_hyphens=False)

    def fill(line: str) -> str:
        fits = len(line) <= width and line.isprintable() and line == line.strip()
        return line if fits else wrapper.fill(line)

    return lambda text: "\n".join(map(fill, text.split("\n")))
