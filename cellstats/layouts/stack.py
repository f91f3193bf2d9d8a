"""The sections of a table whose levels stand in rows: each has the bases and the levels of one population."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from cellstats.findings import Finding, finding
from cellstats.layouts.blocks import BASES
from cellstats.layouts.columns import Column
from cellstats.layouts.header import Table, numbers_columns
from cellstats.layouts.lines import Line, Section, Titled
from cellstats.layouts.standing import is_heading
from cellstats.numbers import is_number
from cellstats.text import carried_down, is_blank, nearest, number_in, number_of, numbering
from cellstats.vocabulary import Meaning, Vocabulary

_ADDED = ("exempt", "not_rated")  # several rows of these add up, unless one is a part of the other


@dataclass
class Stack:
    """The sections of a table one below another, and the rows that are in none."""

    table: Table
    label: Column
    vocabulary: Vocabulary
    sections: list[Section] = field(default_factory=lambda: [Section()])
    findings: list[Finding] = field(default_factory=list)
    parts: list[Line] = field(default_factory=list)
    unknown: list[Line] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)
    _titles: list[str] = field(default_factory=list)  # since the last row that counts
    _parted: bool = False  # below "Trong đó"

    def take(self, line: Line) -> None:
        """Take the next row."""
        if line.is_below:
            self.below.append(line)
        elif line.is_part or line.is_made or ("part" in line.meaning.roles and self.sections[-1].same(line)):
            (self.parts.append(line) if line.filled else None)
            self._parted = self._parted or line.is_part
        elif line.base or line.meaning.levels:
            self._take_known(line)
        elif not line.filled:
            self._titles.append(line.label)
        elif self._nearest(line) is None and (self._parted or line.deeper(self.sections[-1].last)):
            self.parts.append(line)
        else:
            self.unknown.append(line)

    def _take_known(self, line: Line) -> None:
        if self._begins(line):
            before = self.sections[-1]
            self.sections.append(Section(line.unit, before.titled if line.unit else Titled()))
        section = self.sections[-1]
        section.unit = section.unit or line.unit
        for title in self._titles:
            section.titled = section.titled.then(title, self.vocabulary)
        self._titles = []
        same = section.same(line)
        if same is None or (line.base in _ADDED and not self._parted and not line.deeper(same)):
            section.add(line)
            self._parted = False
        elif self._parted or line.deeper(same):
            self.parts.append(line)
        else:
            place = self.table.sheet.place(line.index, self.label.index)
            self.findings.append(finding("row-again", place, label=line.label))

    def _begins(self, line: Line) -> bool:
        """Tell whether a row begins a new section: of another population or unit, or again from its first base."""
        section = self.sections[-1]
        if section.last is None:
            return False
        if line.unit and line.unit != section.unit:
            return True
        titled = [found for title in self._titles if (found := self.vocabulary.populations_in(title))]
        other = section.population and line.populations and section.population not in line.populations
        again = section.same(line) is not None and not line.deeper(section.same(line))
        return bool(other or titled or (again and (self._titles or line.base == "all")))

    def _nearest(self, line: Line) -> str | None:
        last = [line for section in self.sections[-1:] for line in section.levels]
        measures = {measure for line in last for measure in line.meaning.levels}
        scales = [scale for name, scale in self.vocabulary.measures.items() if not measures or name in measures]
        words = [word for scale in scales for level in scale.levels for word in level.offered]
        return nearest(line.label, words, likeness=0.75)

    @property
    def kinds(self) -> dict[str, list[range]]:
        """What the rows were taken for: "counted", "part", "unknown" or "below"."""
        counted = [line for section in self.sections for line in section.lines]
        lines = {"counted": counted, "part": self.parts, "unknown": self.unknown, "below": self.below}
        return {
            kind: [range(index, index + 1) for index in sorted(line.index for line in found)]
            for kind, found in lines.items()
            if found or kind == "counted"
        }

    def told(self) -> Iterator[Finding]:
        """Yield what is to be said of the rows that are in no section."""
        yield from self.findings
        place = self.table.sheet.place
        if self.parts:
            yield finding("rows-of-parts", place(self.parts[0].index, self.label.index), count=len(self.parts))
        if self.below:
            yield finding("rows-below-end", place(self.below[0].index, self.label.index), count=len(self.below))
        totalled = all(section.bases for section in self.sections)
        for line in self.parts if self.sections and not totalled else ():
            if line.is_made and not any(section.same(line) for section in self.sections):
                yield finding("heading-of-a-level", place(line.index, self.label.index), heading=line.label)
        for line in self.unknown:
            offer = self._nearest(line)
            code = "heading-misspelt" if offer else "heading-unknown" if totalled else "heading-of-a-level"
            yield finding(code, place(line.index, self.label.index), heading=line.label, nearest=offer or "")


def stack_of(table: Table, label: Column, values: Sequence[Column], vocabulary: Vocabulary) -> Stack:
    """Return the rows of a table in their sections."""
    stack = Stack(table, label, vocabulary)
    for line in _Reader(table, label, values, vocabulary).lines():
        stack.take(line)
    stack.sections = [section for section in stack.sections if section.last]
    return stack


@dataclass(frozen=True)
class _Reader:
    """Reads the rows of a table one by one."""

    table: Table
    label: Column
    values: Sequence[Column]
    vocabulary: Vocabulary

    def lines(self) -> Iterator[Line]:
        """Yield every row that is not blank and no heading again, below the end of the table those with numbers."""
        sheet = self.table.sheet
        ended = False
        for row in range(self.table.first, len(sheet.rows)):
            label = self._label(row)
            if not label or numbers_columns(sheet, row) or is_heading(sheet, row, self.label.index, self.vocabulary):
                continue
            filled = any(not is_blank(sheet.cell(row, column.index)) for column in self.values)
            numbered = any(is_number(sheet.cell(row, column.index)) for column in self.values)
            ended = ended or (self.vocabulary.ends_table(label) and not numbered)
            if numbered or not ended:
                yield replace(self._line(row, label, filled=filled), is_below=ended)

    def _line(self, row: int, label: str, *, filled: bool) -> Line:
        said = self.vocabulary.after_part(label)
        if said == "" and (own := self.vocabulary.heading(label)) and own.levels and not own.roles:
            said = None  # "Average" is a level, though it labels a comparison elsewhere
        meaning = self.vocabulary.heading(label if said is None else said)
        is_part = said is not None and not (meaning and (meaning.levels or meaning.roles & {*BASES}))
        if meaning is None and self.vocabulary.is_total(label):
            meaning = Meaning(frozenset({"all"}))
        return Line(
            row,
            label,
            self._rank(row, label),
            meaning or Meaning(),
            self._populations(row, label),
            (self._named[row - self.table.first] if self._units else "") or None,
            filled,
            is_part,
        )

    def _label(self, row: int) -> str:
        """Return the label, or where there is none what stands left of it."""
        texts = (self.table.sheet.text(row, column) for column in range(self.label.index, -1, -1))
        return next((text for text in texts if any(map(str.isalpha, text)) or self._is_level(text)), "")

    def _is_level(self, text: str) -> bool:
        """Tell whether a text without letters names a level, as "12/12" does."""
        return bool((meaning := self.vocabulary.heading(text)) and meaning.levels)

    def _rank(self, row: int, label: str) -> int | None:
        cell = self.table.sheet.cell(row, self._numbers) if self._numbers is not None else None
        return numbering(number_in(cell) or number_of(label))

    @cached_property
    def _numbers(self) -> int | None:
        named = self.table.first_of("index")
        return named if named is not None else self.label.index - 1 if self.label.index else None

    def _populations(self, row: int, label: str) -> frozenset[str]:
        left = [self.table.sheet.text(row, column) for column in range(self.label.index) if column not in self._units]
        return self.vocabulary.populations_in(" ; ".join((*left, label)))

    @cached_property
    def _units(self) -> list[int]:
        """The columns of units left of the labels."""
        return [column.index for column in self.table.having("unit") if column.index < self.label.index]

    @cached_property
    def _named(self) -> list[str]:
        """The unit of each row below the heading; a blank is the name above it."""
        return carried_down(self.table.sheet.texts(self._units[0])[self.table.first :] if self._units else [])
