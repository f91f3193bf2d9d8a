"""A truth, and the ways in which an office might write it down: layouts, tiers, groups, totals, styles, formats."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

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
    | {"sum": "Tổng cộng", "level": "Mức xếp loại", "rating": "Xếp loại", "person": "Họ và tên", "share": "Tỷ lệ %"}
    | {
        "cells": "Chi bộ",
        "members": "Đảng viên",
        "proposed": "Chi bộ đề xuất",
        "official": "Mức xếp loại chính thức",
    },
    "en": {"unit": "Unit", "all": "Total", "rated": "Rated", "not_rated": "Not rated", "number": "No."}
    | {"sum": "Total", "level": "Level", "rating": "Rating", "person": "Full name", "share": "%"}
    | {"cells": "Cells", "members": "Members", "proposed": "Proposed", "official": "Official"},
}
TITLES = {"cells": "XẾP LOẠI CHI BỘ NĂM 2021", "members": "KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2021"}
NOISE = (
    Page(
        [["HƯỚNG DẪN"], ["Điền số liệu vào biểu, nộp trước ngày 15/12/2021"], ["1.", "Không để trống"]],
        name="Hướng dẫn",
    ),
    Page([["STT", "Tài sản", "Số lượng", "Đơn giá"], [1, "Máy tính", 12, 15.5], [2, "Bàn", 30, 2]], name="Tài sản"),
    Page([], name="Sheet3"),
)
"""Sheets that hold no ratings."""


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
    """What a sheet says: the same units with their counts of one population, or of another beside it."""

    population: str
    units: tuple[Unit, ...]
    beside: tuple[Unit, ...] = ()

    @property
    def populations(self) -> dict[str, tuple[Unit, ...]]:
        """The units by what they count."""
        other = "cells" if self.population == "members" else "members"
        return {self.population: self.units} | ({other: self.beside} if self.beside else {})


def sums(units: Sequence[Unit]) -> tuple[int, ...]:
    """Return the sum of each level over the units."""
    return tuple(map(sum, zip(*(unit.counts for unit in units), strict=True)))


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
    proposed: bool = False  # in a list of words: a proposal beside the rating
    noise: int = 0  # sheets without ratings

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
def truths(draw: st.DrawFn, layout: str) -> Truth:
    """Draw a truth; in a list the counts are small, and only a table of counts has two populations side by side."""
    listed = layout in LISTS
    most = 4 if listed else 3000
    grouped = draw(st.booleans())
    units = []
    for number in range(draw(st.integers(1, 6))):
        group = f"Khối {'ABC'[min(number // 2, 2)]}" if grouped else None
        counts = tuple(draw(st.integers(0, most)) for _ in range(4))
        units.append(Unit(group, f"Xã {number + 1}", counts, draw(st.integers(0, 2))))
    beside = []
    if layout == "counts" and draw(st.booleans()):
        for unit in units:
            counts = tuple(draw(st.integers(0, most)) for _ in range(4))
            beside.append(Unit(unit.group, unit.name, counts, draw(st.integers(0, 2))))
    return Truth(draw(st.sampled_from(["cells", "members"])), tuple(units), tuple(beside))


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
    proposed=st.booleans(),
    noise=st.integers(0, 3),
)


def page(truth: Truth, look: Look) -> Page:
    """Return a sheet that holds the truth in this look."""
    written = {"counts": _counts, "transposed": _transposed, "roster": _roster, "marks": _marks}[look.layout](
        truth, look
    )
    above: list[list[Cell]] = [["ĐẢNG BỘ TỈNH", None, "ĐẢNG CỘNG SẢN VIỆT NAM"], ["*"], []]
    title = "KẾT QUẢ XẾP LOẠI NĂM 2021" if truth.beside else TITLES[truth.population]
    start: list[list[Cell]] = [*above[: look.letterhead], [title]]
    end: list[list[Cell]] = [[], [None, "NGƯỜI LẬP BIỂU", None, "BÍ THƯ"]] if look.signed else []
    rows = [*start, *written.rows, *end]
    shift: list[Cell] = [None] * look.offset
    moved = [
        (top + len(start), left + look.offset, bottom + len(start), right + look.offset)
        for top, left, bottom, right in (written.merged if look.form in TYPED and look.form != "old.xls" else ())
    ]
    return Page(
        [[*shift, *map(_spelt(look), cells)] for cells in rows],
        moved if look.merged else (),
        others=NOISE[: look.noise],
    )


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


def _block(look: Look) -> Page:
    """Write the heading of the counts of one population, in one to three rows."""
    totals = [look.words[name] for name in look.totals]
    pairs = ["SL", look.words["share"]] if look.shares else []
    levels = [text for level in look.levels for text in [level, *[None] * (len(pairs) - 1)]]
    tiers: list[list[Cell]] = [[*totals, *levels]]
    merged = [(0, len(totals) + 2 * at, 0, len(totals) + 2 * at + 1) for at in range(4 if pairs else 0)]
    if look.tiers == 1:
        tiers = [[*totals, *(text for level in look.levels for text in [level, *pairs[1:]])]]
        merged = []
    elif pairs:
        tiers.append([*[None] * len(totals), *pairs * 4])
    if look.tiers == 3 or (look.tiers == 2 and not pairs):
        above: list[Cell] = [*totals, look.words["rating"], *[None] * (len(levels) - 1)]
        tiers = [above, [*[None] * len(totals), *levels], *tiers[1:]]
        merged = [(top + 1, left, bottom + 1, right) for top, left, bottom, right in merged]
        merged.append((0, len(totals), 0, len(totals) + len(levels) - 1))
    if len(tiers) > 1:
        merged += [(0, at, len(tiers) - 1, at) for at in range(len(totals))]
    return Page(tiers, merged)


def _heads(look: Look, populations: Sequence[str]) -> Page:
    """Write the heading: what names the rows, a block for each population, and perhaps a row of column numbers."""
    block = _block(look)
    lead: list[Cell] = [look.words["number"], look.words["unit"]] if look.numbered else [look.words["unit"]]
    width = len(block.rows[0])
    tiers = [[*row] * len(populations) for row in block.rows]
    down = 0
    merged = []
    if len(populations) > 1:
        tiers.insert(0, [text for each in populations for text in (look.words[each], *[None] * (width - 1))])
        down = 1
    for at in range(len(populations)):
        start = len(lead) + at * width
        merged += [(0, start, 0, start + width - 1)] if down else []
        merged += [(top + down, start + left, foot + down, start + right) for top, left, foot, right in block.merged]
    if len(tiers) > 1:
        merged += [(0, at, len(tiers) - 1, at) for at in range(len(lead))]
    rows = [[*(lead if not at else [None] * len(lead)), *tier] for at, tier in enumerate(tiers)]
    if look.column_numbers:
        rows.append(list(range(1, len(rows[0]) + 1)))
    return Page(rows, merged)


def _counts(truth: Truth, look: Look) -> Page:
    """Write units in rows, levels in columns."""
    look = replace(look, tiers=min(look.tiers, 2)) if truth.beside else look  # three tiers together
    every = truth.populations
    heads = _heads(look, list(every))

    def line(number: Cell, name: str, units: Sequence[Unit]) -> list[Cell]:
        cells: list[Cell] = [number, name] if look.numbered else [name]
        for unit in units:
            cells += [_count(_base(unit, name), look, unit.all) for name in look.totals]
            for count in unit.counts:
                cells.append(_count(count, look, unit.all))
                if look.shares:
                    rated = sum(unit.counts)
                    cells.append(f"{100 * count / rated:.1f}" if rated else None)
        return cells

    rows: list[list[Cell]] = []
    group: str | None = None
    for number, side_by_side in enumerate(zip(*every.values(), strict=True), 1):
        unit = side_by_side[0]
        if unit.group != group and look.numbered:
            group = unit.group
            members = [[each for each in units if each.group == group] for units in every.values()]
            head = line(group and group[-1], group or "", [_together(each, "") for each in members])
            rows.append(head if look.subtotals else [group and group[-1], group])
        rows.append(line(number, unit.name, side_by_side))
    if look.total:
        total = line(None, look.words["sum"], [_together(units, "") for units in every.values()])
        rows.insert(0 if look.total == "first" else len(rows), total)
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
    """Write a row for each cell or member, the rating as a word, perhaps with another one that was proposed."""
    words = look.words
    named = words["person"] if truth.population == "members" else "Tên chi bộ"
    ratings_of = [words["proposed"], words["official"]] if look.proposed else [words["rating"]]
    rows: list[list[Cell]] = [[words["number"], named, words["unit"], *ratings_of]]
    number = 0
    for unit in truth.units:
        ratings = [level for level, count in zip(look.levels, unit.counts, strict=True) for _ in range(count)]
        for rating in [*ratings, *[words["not_rated"]] * unit.not_rated]:
            number += 1
            proposal = [look.levels[number % 4]] if look.proposed else []
            rows.append([number, f"N {number}", unit.name, *proposal, rating])
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
        rows.append([None, words["sum"], None, *sums(truth.units), rated])
    return Page(rows)
