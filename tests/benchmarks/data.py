"""Makes the files of the benchmarks, the same in each run."""

import random
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

EXAMPLE = Path("examples/hoa-binh-2021.xlsx")
TITLE = "DANH SÁCH ĐẢNG VIÊN NĂM 2021"
HEADING = (
    *("STT", "Họ và tên", "Chi bộ", "Ngày sinh", "Giới tính"),
    *("Dân tộc", "Trình độ", "Chức vụ", "Điểm", "Xếp loại"),
)
LEVELS = (
    *("Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ"),
    *("Hoàn thành nhiệm vụ", "Không hoàn thành nhiệm vụ"),
)
IN_A_CELL = 30
"""Members of one cell."""


def members(first: int, rows: int) -> Iterator[list[str | float]]:
    """Yield the rows of a list from a number on, of people who do not exist."""
    draw = random.Random(first)
    for at in range(first, first + rows):
        born, sex = "01/02/1980", "Nam" if at % 3 else "Nữ"
        level = draw.choices(LEVELS, (16, 75, 8, 1))[0]
        name, cell = f"Nguyễn Văn {at}", f"Chi bộ {at // IN_A_CELL + 1}"
        yield [at + 1, name, cell, born, sex, "Kinh", "Đại học", "Đảng viên", 70.5 + at % 30, level]


def roster(path: Path, rows: int, first: int = 0) -> None:
    """Write a workbook with a list, of the members from a number on."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Đảng viên")
        sheet.write(0, 0, TITLE)
        sheet.write_row(2, 0, HEADING)
        for at, member in enumerate(members(first, rows)):
            sheet.write_row(at + 3, 0, member)


def delimited(path: Path, rows: int) -> None:
    """Write a list as delimited text, its population and its period in the headings."""
    heading = [*HEADING[:-1], "Xếp loại đảng viên năm 2021"]
    lines = (",".join(map(str, each)) for each in members(0, rows))
    path.write_text("\n".join([",".join(heading), *lines]) + "\n", encoding="utf-8")


def small_workbooks(folder: Path, files: int) -> None:
    """Write many small lists into a folder."""
    folder.mkdir(exist_ok=True)
    for at in range(files):
        roster(folder / f"{at:05}.xlsx", 2 * IN_A_CELL, at * 2 * IN_A_CELL)


def counts(path: Path, units: int) -> None:
    """Write a workbook with the counts of units."""
    draw = random.Random(units)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Chi bộ")
        sheet.write(0, 0, "KẾT QUẢ XẾP LOẠI CHI BỘ NĂM 2021")
        sheet.write_row(2, 0, ["STT", "Đơn vị", "Tổng số", "HTXSNV", "HTTNV", "HTNV", "KHTNV"])
        for at in range(1, units + 1):
            levels = [draw.randrange(5, 30) for _ in LEVELS]
            sheet.write_row(at + 2, 0, [at, f"Đơn vị số {at}", sum(levels), *levels])
