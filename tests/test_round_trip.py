"""A truth is drawn, written as an office might write it, and read back: the tallies are the truth."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

import cellstats
from tests.conftest import Cell, counts, scale

LEVELS = st.sampled_from(
    [
        ["HTXSNV", "HTTNV", "HTNV", "Không HTNV"],
        [
            "Hoàn thành xuất sắc nhiệm vụ",
            "Hoàn thành tốt nhiệm vụ",
            "Hoàn thành nhiệm vụ",
            "Không hoàn thành\nnhiệm vụ",
        ],
        ["Excellent", "Good", "Completed", "Not completed"],
    ]
)
UNITS = st.lists(st.tuples(*[st.integers(0, 300)] * 4), min_size=1, max_size=8)


@dataclass(frozen=True)
class Look:
    """How a table of counts is written."""

    levels: list[str]
    numbered: bool
    total_column: bool
    shares: bool
    total_row: str | None  # "first", "last"
    blank_zeros: bool
    as_text: bool
    letterhead: int
    signature: bool


LOOKS = st.builds(
    Look,
    LEVELS,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, "first", "last"]),
    st.booleans(),
    st.booleans(),
    st.integers(0, 3),
    st.booleans(),
)


def table(units: Sequence[tuple[int, ...]], look: Look) -> list[list[Cell]]:
    """Return the rows of a sheet that hold the truth in this look."""

    def cells(number: Cell, name: str, row: Sequence[int]) -> list[Cell]:
        written: list[Cell] = [number, name] if look.numbered else [name]
        total = sum(row)
        if look.total_column:
            written.append(count(total, total))
        for each in row:
            written.append(count(each, total))
            if look.shares:
                written.append(f"{each / total:.2%}" if total else None)
        return written

    def count(value: int, total: int) -> Cell:
        text: Cell = f"{value:,}".replace(",", ".") if look.as_text else value
        return None if look.blank_zeros and value == 0 and total else text

    heading: list[Cell] = [*(["STT"] if look.numbered else []), "Đơn vị", *(["Tổng số"] if look.total_column else [])]
    for level in look.levels:
        heading += [level, "Tỷ lệ %"] if look.shares else [level]
    rows = [cells(number, f"Xã {number}", row) for number, row in enumerate(units, 1)]
    if look.total_row:
        summed = cells(None, "Tổng cộng", [sum(column) for column in zip(*units, strict=True)])
        rows.insert(0 if look.total_row == "first" else len(rows), summed)
    letterhead: list[list[Cell]] = [["ĐẢNG BỘ TỈNH", None, "ĐẢNG CỘNG SẢN VIỆT NAM"], ["*"], []]
    above = letterhead[: look.letterhead]
    signature: list[list[Cell]] = [[], [None, "NGƯỜI LẬP BIỂU", None, "BÍ THƯ"]]
    below: list[list[Cell]] = signature if look.signature else []
    return [*above, ["XẾP LOẠI ĐẢNG VIÊN NĂM 2021"], heading, *rows, *below]


@settings(max_examples=200, deadline=None)
@given(units=UNITS, look=LOOKS)
def test_a_table_of_counts_reads_back_or_says_why_not(units: list[tuple[int, ...]], look: Look) -> None:
    """However it is written, the sum over the units is the truth, or a warning or an error is told."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        workbook = xlsxwriter.Workbook(str(path))
        sheet = workbook.add_worksheet("Biểu")
        for row, cells in enumerate(table(units, look)):
            for column, cell in enumerate(cells):
                if cell is not None:
                    sheet.write(row, column, cell)
        workbook.close()
        summary = cellstats.summarize(path)
    truth = {"members rating 2021": scale(*(sum(column) for column in zip(*units, strict=True)))}
    quiet = all(each.severity.value == "info" for each in summary.findings)
    assert counts(summary) == truth or not quiet
    if look.numbered and all(map(sum, units)):
        assert counts(summary) == truth
        assert summary.trusted
