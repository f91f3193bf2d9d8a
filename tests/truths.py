"""A truth, and the ways in which an office might write it down: layouts, tiers, groups, totals, styles, formats."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.reading.writers import TYPED, WRITERS, Cell, Page

SPOKEN = {
    "short": ["HTXSNV", "HTTNV", "HTNV", "Không HTNV"],
    "long": [
        "Hoàn thành xuất sắc nhiệm vụ",
        "Hoàn thành tốt nhiệm vụ",
        "Hoàn thành nhiệm vụ",
        "Không hoàn thành\nnhiệm vụ",
    ],
    "mixed": ["1. HT xuất sắc", "2. HT tốt", "3. HT", "4. Chưa hoàn thành nhiệm vụ"],
    "english": ["Excellent", "Good", "Completed", "Not completed"],
}
"""The four levels as they are written."""

WORDS = {
    "vi": {"unit": "Đơn vị", "all": "Tổng số", "rated": "Đã xếp loại", "not_rated": "Chưa xếp loại", "number": "STT"}
    | {"sum": "Tổng cộng", "level": "Mức xếp loại", "rating": "Xếp loại", "person": "Họ và tên", "share": "Tỷ lệ %"},
    "en": {"unit": "Unit", "all": "Total", "rated": "Rated", "not_rated": "Not rated", "number": "No."}
    | {"sum": "Total", "level": "Level", "rating": "Rating", "person": "Full name", "share": "%"},
}
TITLES = {"cells": "XẾP LOẠI CHI BỘ NĂM 2021", "members": "KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2021"}


@dataclass(frozen=True)
class Unit:
    """A unit with its counts, best level first, and how many are not rated."""

    group: str | None
    name: str
    counts: tuple[int, ...]
    not_rated: int

    @property
    def all(self) -> int:
        """How many there are."""
        return sum(self.counts) + self.not_rated


@dataclass(frozen=True)
class Truth:
    """What a sheet says: units with their counts of a population."""

    population: str
    units: tuple[Unit, ...]

    @property
    def sums(self) -> tuple[int, ...]:
        """The sum of each level over the units."""
        return tuple(map(sum, zip(*(unit.counts for unit in self.units), strict=True)))


@dataclass(frozen=True)
class Look:
    """How a truth is written down."""

    layout: str
    form: str
    spoken: str
    numbered: bool
    totals: tuple[str, ...]  # columns, or rows, of "all", "rated", "not_rated"
    shares: bool
    tiers: int
    merged: bool
    total: str | None  # "first", "last"
    subtotals: bool
    blank_zeros: bool
    digits: str | None  # what groups the digits of counts in text
    decomposed: bool
    column_numbers: bool
    letterhead: int
    offset: int
    signed: bool

    @property
    def words(self) -> dict[str, str]:
        """The words of the look's language."""
        return WORDS["en" if self.spoken == "english" else "vi"]

    @property
    def levels(self) -> list[str]:
        """The words for the levels."""
        return SPOKEN[self.spoken]


COUNTS = ("counts", "transposed")
LISTS = ("roster", "marks")


@st.composite
def truths(draw: st.DrawFn, *, listed: bool) -> Truth:
    """Draw a truth; in a list the counts are small."""
    most = 4 if listed else 3000
    grouped = draw(st.booleans())
    units = []
    for number in range(draw(st.integers(1, 6))):
        group = f"Khối {'ABC'[min(number // 2, 2)]}" if grouped else None
        counts = tuple(draw(st.integers(0, most)) for _ in range(4))
        units.append(Unit(group, f"Xã {number + 1}", counts, draw(st.integers(0, 2))))
    return Truth(draw(st.sampled_from(["cells", "members"])), tuple(units))


LOOKS = st.builds(
    Look,
    layout=st.sampled_from([*COUNTS, *LISTS]),
    form=st.sampled_from(list(WRITERS)),
    spoken=st.sampled_from(list(SPOKEN)),
    numbered=st.booleans(),
    totals=st.sampled_from(
        [("all", "not_rated"), ("all", "rated", "not_rated"), ("rated", "not_rated"), ("not_rated",)]
    ),
    shares=st.booleans(),
    tiers=st.integers(1, 3),
    merged=st.booleans(),
    total=st.sampled_from([None, "first", "last"]),
    subtotals=st.booleans(),
    blank_zeros=st.booleans(),
    digits=st.sampled_from([None, None, ".", ",", "\u00a0"]),
    decomposed=st.booleans(),
    column_numbers=st.booleans(),
    letterhead=st.integers(0, 3),
    offset=st.integers(0, 2),
    signed=st.booleans(),
)


def page(truth: Truth, look: Look) -> Page:
    """Return a sheet that holds the truth in this look."""
    written = {"counts": _counts, "transposed": _transposed, "roster": _roster, "marks": _marks}[look.layout](
        truth, look
    )
    above: list[list[Cell]] = [["ĐẢNG BỘ TỈNH", None, "ĐẢNG CỘNG SẢN VIỆT NAM"], ["*"], []]
    start: list[list[Cell]] = [*above[: look.letterhead], [TITLES[truth.population]]]
    end: list[list[Cell]] = [[], [None, "NGƯỜI LẬP BIỂU", None, "BÍ THƯ"]] if look.signed else []
    rows = [*start, *written.rows, *end]
    shift: list[Cell] = [None] * look.offset
    moved = [
        (top + len(start), left + look.offset, bottom + len(start), right + look.offset)
        for top, left, bottom, right in (written.merged if look.form in TYPED and look.form != "old.xls" else ())
    ]
    return Page([[*shift, *map(_spelt(look), cells)] for cells in rows], moved if look.merged else ())


def _spelt(look: Look) -> Callable[[Cell], Cell]:
    def spell(cell: Cell) -> Cell:
        if isinstance(cell, int) and look.digits is not None:
            return f"{cell:,}".replace(",", look.digits)
        return unicodedata.normalize("NFD", cell) if isinstance(cell, str) and look.decomposed else cell

    return spell


def _count(value: int, look: Look, total: int) -> Cell:
    return None if look.blank_zeros and value == 0 and total else value


def _base(unit: Unit, name: str) -> int:
    return {"all": unit.all, "rated": sum(unit.counts), "not_rated": unit.not_rated}[name]


def _together(units: Sequence[Unit], name: str) -> Unit:
    counts = tuple(map(sum, zip(*(unit.counts for unit in units), strict=True)))
    return Unit(None, name, counts, sum(unit.not_rated for unit in units))


def _heads(look: Look) -> Page:
    """Write one to three rows of heading, and perhaps one of column numbers."""
    words = look.words
    first = [words["number"], words["unit"]] if look.numbered else [words["unit"]]
    lead = [*first, *(words[name] for name in look.totals)]
    pairs = ["SL", words["share"]] if look.shares else []
    levels = [text for level in look.levels for text in [level, *[None] * (len(pairs) - 1)]]
    tiers: list[list[Cell]] = [[*lead, *levels]]
    merged = [(0, len(lead) + 2 * at, 0, len(lead) + 2 * at + 1) for at in range(4 if pairs else 0)]
    if look.tiers == 1:
        tiers = [[*lead, *(text for level in look.levels for text in [level, *pairs[1:]])]]
        merged = []
    elif pairs:
        tiers.append([*[None] * len(lead), *pairs * 4])
    if look.tiers == 3 or (look.tiers == 2 and not pairs):
        above: list[Cell] = [*lead, words["rating"], *[None] * (len(levels) - 1)]
        tiers = [above, [*[None] * len(lead), *levels], *tiers[1:]]
        merged = [(top + 1, left, bottom + 1, right) for top, left, bottom, right in merged]
        merged.append((0, len(lead), 0, len(lead) + len(levels) - 1))
    if len(tiers) > 1:
        merged += [(0, at, len(tiers) - 1, at) for at in range(len(lead))]
    if look.column_numbers:
        tiers.append(list(range(1, len(lead) + len(levels) + 1)))
    return Page(tiers, merged)


def _counts(truth: Truth, look: Look) -> Page:
    """Write units in rows, levels in columns."""
    heads = _heads(look)

    def line(number: Cell, unit: Unit) -> list[Cell]:
        cells: list[Cell] = [number, unit.name] if look.numbered else [unit.name]
        cells += [_count(_base(unit, name), look, unit.all) for name in look.totals]
        for count in unit.counts:
            cells.append(_count(count, look, unit.all))
            if look.shares:
                rated = sum(unit.counts)
                cells.append(f"{100 * count / rated:.1f}" if rated else None)
        return cells

    rows: list[list[Cell]] = []
    group: str | None = None
    for number, unit in enumerate(truth.units, 1):
        if unit.group != group and look.numbered:
            group = unit.group
            members = [each for each in truth.units if each.group == group]
            head = line(group and group[-1], _together(members, group or ""))
            rows.append(head if look.subtotals else [group and group[-1], group])
        rows.append(line(number, unit))
    if look.total:
        rows.insert(0 if look.total == "first" else len(rows), line(None, _together(truth.units, look.words["sum"])))
    return Page([*heads.rows, *rows], heads.merged)


def _transposed(truth: Truth, look: Look) -> Page:
    """Write levels in rows, units in columns."""
    words, units = look.words, list(truth.units)
    if look.total:
        units.insert(0 if look.total == "first" else len(units), _together(units, words["all"]))
    number = [words["number"]] if look.numbered else []
    heads: list[list[Cell]] = [[*number, words["level"]]]
    for unit in units:
        heads[0] += [unit.name, words["share"]] if look.shares else [unit.name]
    if look.column_numbers:
        heads.append(list(range(1, len(heads[0]) + 1)))

    def line(at: int, label: str, values: Sequence[int]) -> list[Cell]:
        cells: list[Cell] = [at, label] if look.numbered else [label]
        for value, unit in zip(values, units, strict=True):
            cells.append(_count(value, look, unit.all))
            if look.shares:
                cells.append(None)
        return cells

    rows = [line(at, words[name], [_base(unit, name) for unit in units]) for at, name in enumerate(look.totals, 1)]
    start = len(rows) + 1
    rows += [line(start + at, word, [unit.counts[at] for unit in units]) for at, word in enumerate(look.levels)]
    return Page([*heads, *rows])


def _roster(truth: Truth, look: Look) -> Page:
    """Write a row for each cell or member, the rating as a word."""
    words = look.words
    named = words["person"] if truth.population == "members" else "Tên chi bộ"
    rows: list[list[Cell]] = [[words["number"], named, words["unit"], words["rating"]]]
    number = 0
    for unit in truth.units:
        ratings = [level for level, count in zip(look.levels, unit.counts, strict=True) for _ in range(count)]
        for rating in [*ratings, *[words["not_rated"]] * unit.not_rated]:
            number += 1
            rows.append([number, f"N {number}", unit.name, rating])
    if look.total == "last":
        rows.append([None, words["sum"], None, number])
    return Page(rows)


def _marks(truth: Truth, look: Look) -> Page:
    """Write a row for each cell or member, with a tick under its level."""
    words = look.words
    named = words["person"] if truth.population == "members" else "Tên chi bộ"
    rows: list[list[Cell]] = [[words["number"], named, words["unit"], *look.levels, words["not_rated"]]]
    number = 0
    for unit in truth.units:
        for at, count in enumerate((*unit.counts, unit.not_rated)):
            for _ in range(count):
                number += 1
                ticks: list[Cell] = ["x" if each == at else None for each in range(5)]
                rows.append([number, f"N {number}", unit.name, *ticks])
    if look.total == "last":
        rated = sum(unit.not_rated for unit in truth.units)
        rows.append([None, words["sum"], None, *truth.sums, rated])
    return Page(rows)
