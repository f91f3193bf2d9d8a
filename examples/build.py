"""Write every workbook of this folder: `python examples/build.py [FOLDER]`. Run again, they are the same bytes.

The figures of hoa-binh-2021.xlsx are published ones; all others are made up, and say so in the workbook.
"""

import random
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

MADE_UP = "Số liệu giả định, dùng làm ví dụ"
LEVELS = ("HTXSNV", "HTTNV", "HTNV", "Không HTNV")
WORDS = (
    "Hoàn thành xuất sắc nhiệm vụ",
    "Hoàn thành tốt nhiệm vụ",
    "Hoàn thành nhiệm vụ",
    "Không hoàn thành nhiệm vụ",
)
CREATED = datetime(2022, 8, 16)  # fixed, so that two runs give the same bytes

Row = Sequence[str | int | float | None]


class Book:
    """A workbook with titled tables in one look."""

    def __init__(self, path: Path) -> None:
        self._book = xlsxwriter.Workbook(str(path))
        self._book.set_properties({"author": "", "created": CREATED})
        border = {"border": 1, "valign": "vcenter", "font_name": "Times New Roman", "font_size": 11}
        self.heading = self._book.add_format({**border, "bold": True, "align": "center", "text_wrap": True})
        self.cell = self._book.add_format(border)
        self.middle = self._book.add_format({**border, "align": "center"})
        self.count = self._book.add_format({**border, "num_format": "#,##0"})
        self.percent = self._book.add_format({**border, "num_format": "0.00%"})
        self._title = self._book.add_format({"bold": True, "font_name": "Times New Roman", "font_size": 13})
        self._remark = self._book.add_format({"italic": True, "font_name": "Times New Roman", "font_size": 11})

    def sheet(self, name: str, title: str, remark: str, widths: Sequence[float]) -> Worksheet:
        """Add a sheet with its title in A1 and a remark in A2; the table goes below row 3."""
        sheet = self._book.add_worksheet(name)
        sheet.write(0, 0, title, self._title)
        sheet.write(1, 0, remark, self._remark)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_row(3, 32)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def rows(self, sheet: Worksheet, first: int, rows: Sequence[Row], looks: Sequence[Format] | None = None) -> None:
        """Write rows from a row on; None leaves a bordered blank."""
        for index, row in enumerate(rows, first):
            for column, value in enumerate(row):
                look = looks[column] if looks else self._look(column, value)
                if value is None:
                    sheet.write_blank(index, column, None, look)
                else:
                    sheet.write(index, column, value, look)

    def _look(self, column: int, value: object) -> Format:
        """Return the look of a value: row numbers and ticks in the middle, counts with grouped digits."""
        if value == "x" or (column == 0 and isinstance(value, int)):
            return self.middle
        return self.count if isinstance(value, int) else self.cell

    def close(self) -> None:
        """Write the file."""
        self._book.close()


def hoa_binh(path: Path) -> None:
    """Write the published figures of one province at the end of 2021; what was not published stays blank."""
    book = Book(path)
    published = (
        ("Chi bộ", "CHI BỘ", (3174, 604, 2364, None, 5)),
        ("Đảng viên", "ĐẢNG VIÊN", (62331, 9942, 47193, None, 299)),
    )
    for name, title, figures in published:
        sheet = book.sheet(
            name,
            f"KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG {title} NĂM 2021",
            "Số liệu công bố ngày 16/08/2022; mức hoàn thành nhiệm vụ không được công bố",
            (22, 12, 16, 16, 16, 16),
        )
        book.rows(sheet, 3, [("Đơn vị", "Tổng số", *WORDS)], [book.heading] * 6)
        book.rows(sheet, 4, [("Tỉnh Hoà Bình", *figures)])
    book.close()


def district_counts(path: Path) -> None:
    """Write cells and members of 30 communes side by side, with shares, two groups and a total row."""
    draw = random.Random(2021)
    book = Book(path)
    sheet = book.sheet(
        "Biểu tổng hợp",
        "TỔNG HỢP KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI NĂM 2021",
        MADE_UP,
        (6, 24, *(8.5,) * 18),
    )
    _district_heading(book, sheet)
    rows: list[list[str | int | float | None]] = []
    communes = []
    for letter, group, names in (
        ("A", "Khối xã", [f"Đảng bộ xã {number}" for number in range(1, 23)]),
        ("B", "Khối cơ quan", [f"Đảng bộ cơ quan {number}" for number in range(1, 9)]),
    ):
        rows.append([letter, group, *(None,) * 18])
        for number, name in enumerate(names, 1):
            cells = _drawn(draw, draw.randint(6, 20), (0.2, 0.62, 0.16, 0.02))
            members = _drawn(draw, sum(cells) * draw.randint(15, 25), (0.17, 0.72, 0.1, 0.01))
            communes.append((cells, members))
            rows.append([str(number), name, *_with_shares(cells), *_with_shares(members)])
    totals = [[sum(column) for column in zip(*part, strict=True)] for part in zip(*communes, strict=True)]
    rows.append([None, "Tổng cộng", *_with_shares(totals[0]), *_with_shares(totals[1])])
    looks = [book.middle, book.cell, *[book.count, *[book.count, book.percent] * 4] * 2]
    book.rows(sheet, 5, rows, looks)
    sheet.set_row(4, 48)
    sheet.freeze_panes(5, 2)
    book.close()


def _district_heading(book: Book, sheet: Worksheet) -> None:
    """Write two heading rows: the populations above, totals, levels and shares below."""
    sheet.merge_range(3, 0, 4, 0, "STT", book.heading)
    sheet.merge_range(3, 1, 4, 1, "Đơn vị", book.heading)
    for first, population in ((2, "Chi bộ"), (11, "Đảng viên")):
        sheet.merge_range(3, first, 3, first + 8, population, book.heading)
        headings = ["Tổng số", *(text for level in LEVELS for text in (level, f"Tỷ lệ {level}"))]
        for offset, text in enumerate(headings):
            sheet.write(4, first + offset, text, book.heading)


def _drawn(draw: random.Random, size: int, weights: Sequence[float]) -> list[int]:
    """Return how many of so many fall on each level."""
    drawn = draw.choices(range(len(weights)), weights, k=size)
    return [drawn.count(level) for level in range(len(weights))]


def _with_shares(counts: Sequence[int]) -> list[int | float]:
    total = sum(counts)
    return [total, *(value for count in counts for value in (count, round(count / total, 4)))]


def commune_roster(path: Path) -> None:
    """Write a list of about 300 members of one commune, some of them not rated yet."""
    draw = random.Random(300)
    book = Book(path)
    sheet = book.sheet(
        "Danh sách",
        "DANH SÁCH ĐẢNG VIÊN ĐƯỢC ĐÁNH GIÁ, XẾP LOẠI NĂM 2021",
        f"{MADE_UP}; họ tên là tên mẫu",
        (6, 26, 20, 32, 18),
    )
    book.rows(sheet, 3, [("STT", "Họ và tên", "Chi bộ", "Xếp loại", "Ghi chú")], [book.heading] * 5)
    rows: list[Row] = []
    for number in range(1, 301):
        cell = f"Chi bộ thôn {1 + (number - 1) // 25}"
        unrated = draw.random() < 0.02
        word = "Chưa xếp loại" if unrated else draw.choices(WORDS, (0.16, 0.74, 0.09, 0.01))[0]
        rows.append((number, f"Đảng viên mẫu {number:03}", cell, word, "Mới kết nạp" if unrated else None))
    book.rows(sheet, 4, rows)
    sheet.freeze_panes(4, 0)
    book.close()


def cell_marks(path: Path) -> None:
    """Write a list of 40 cells with an x under the level of each, and the counts in the total row."""
    draw = random.Random(40)
    book = Book(path)
    sheet = book.sheet("Chi bộ", "XẾP LOẠI CHẤT LƯỢNG CHI BỘ NĂM 2021", MADE_UP, (6, 24, 12, 12, 12, 12, 18))
    book.rows(sheet, 3, [("TT", "Tên chi bộ", *LEVELS, "Ghi chú")], [book.heading] * 7)
    drawn = [draw.choices(range(4), (0.2, 0.65, 0.12, 0.03))[0] for _ in range(40)]
    rows: list[Row] = [
        (number, f"Chi bộ thôn {number}", *("x" if level == mark else None for mark in range(4)), None)
        for number, level in enumerate(drawn, 1)
    ]
    rows.append((None, "Tổng cộng", *(drawn.count(mark) for mark in range(4)), None))
    book.rows(sheet, 4, rows)
    book.close()


def statistics_form(path: Path) -> None:
    """Write levels in rows: two populations one below the other, kinds of organization in columns."""
    book = Book(path)
    title = "TỔNG HỢP KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI TỔ CHỨC ĐẢNG VÀ ĐẢNG VIÊN NĂM 2021"
    sheet = book.sheet("Biểu 7", title, MADE_UP, (6, 46, 10, 10, 10, 10, 10, 10))
    kinds = ["Tổng số", "Xã, phường", "Cơ quan"]
    book.rows(sheet, 3, [["STT", "Nội dung", *(text for kind in kinds for text in (kind, None))]], [book.heading] * 8)
    book.rows(sheet, 4, [[None, None, *["Số lượng", "Tỷ lệ %"] * 3], [*range(1, 9)]], [book.heading] * 8)
    for column in (2, 4, 6):
        sheet.merge_range(3, column, 3, column + 1, kinds[column // 2 - 1], book.heading)
    lines: list[tuple[str | int | None, str, tuple[int, int] | None]] = [
        ("I", "TỔ CHỨC CƠ SỞ ĐẢNG", None),
        (1, "Tổng số tổ chức cơ sở đảng", (60, 40)),
        (2, "Chưa được đánh giá, xếp loại", (1, 1)),
        (3, "Đã được đánh giá, xếp loại", (59, 39)),
        ("a)", WORDS[0], (10, 8)),
        (None, "Trong đó: Tiêu biểu", (2, 1)),
        ("b)", WORDS[1], (42, 28)),
        ("c)", WORDS[2], (6, 3)),
        ("d)", WORDS[3], (1, 0)),
        ("II", "ĐẢNG VIÊN", None),
        (1, "Tổng số đảng viên", (1200, 800)),
        (2, "Được miễn đánh giá, xếp loại", (20, 10)),
        (3, "Chưa được đánh giá, xếp loại", (15, 10)),
        (4, "Đã được đánh giá, xếp loại", (1165, 780)),
        ("a)", WORDS[0], (180, 120)),
        ("b)", WORDS[1], (885, 600)),
        ("c)", WORDS[2], (95, 58)),
        ("d)", WORDS[3], (5, 2)),
    ]
    rows: list[Row] = []
    rated = (0, 0, 0)
    for number, label, counts in lines:
        cells: list[str | int | float | None] = [number, label]
        three = (sum(counts), counts[0], counts[1]) if counts else (None, None, None)
        if counts and label.startswith("Đã được"):
            rated = (sum(counts), *counts)
        for count, whole in zip(three, rated, strict=True):
            share = None if count is None or str(number) not in "a)b)c)d)" else f"{100 * count / whole:.2f}"
            cells += [count, share.replace(".", ",") if share else None]
        rows.append(cells)
    book.rows(sheet, 6, rows, [book.middle, book.cell, *[book.count, book.middle] * 3])
    book.close()


def meeting_list(path: Path) -> None:
    """Write a list of meetings: members, date and score stand beside the ticks, which decide."""
    book = Book(path)
    sheet = book.sheet(
        "Tháng 3", "CHẤT LƯỢNG SINH HOẠT CHI BỘ THÁNG 3 NĂM 2021", MADE_UP, (6, 18, 14, 14, 10, 8, 8, 12, 8)
    )
    head = ["STT", "Tên chi bộ", "Số đảng viên", "Ngày họp", "Điểm", "Tốt", "Khá", "Trung bình", "Kém"]
    book.rows(sheet, 3, [head], [book.heading] * 9)
    rows: list[Row] = []
    for number in range(1, 21):
        score = 97 - 2 * number
        tick = 0 if score >= 90 else 1 if score >= 70 else 2
        ticks = ["x" if each == tick else None for each in range(4)]
        rows.append([number, f"Chi bộ thôn {number}", 10 + number % 9, f"{1 + number % 5:02}/3/2021", score, *ticks])
    rows.append([None, "Tổng cộng", sum(10 + number % 9 for number in range(1, 21)), None, None, 3, 10, 7, 0])
    book.rows(sheet, 4, rows, [book.middle, book.cell, *[book.middle] * 7])
    book.close()


def review(path: Path) -> None:
    """Write the results of an annual review: collectives and members in columns, reasons as parts."""
    book = Book(path)
    sheet = book.sheet("Kiểm điểm", "KẾT QUẢ KIỂM ĐIỂM CUỐI NĂM 2021", MADE_UP, (6, 40, 12, 12, 20))
    book.rows(sheet, 3, [["TT", "Nội dung", "Tập thể", "Đảng viên", "Ghi chú"]], [book.heading] * 5)
    rows: list[Row] = [
        [1, "Tổng số phải kiểm điểm", 52, 1240, None],
        [2, "Đã kiểm điểm", 50, 1221, None],
        [3, "Chưa kiểm điểm", 2, 19, None],
        ["3.1", "Do ốm đau, đi công tác", 2, 15, None],
        ["3.2", "Do đang bị đình chỉ sinh hoạt", 0, 4, None],
    ]
    book.rows(sheet, 4, rows, [book.middle, book.cell, book.count, book.count, book.cell])
    book.close()


def proposals(path: Path) -> None:
    """Write a list with the proposed rating beside the official one, which counts."""
    book = Book(path)
    sheet = book.sheet("Đảng viên", "DANH SÁCH XẾP LOẠI ĐẢNG VIÊN NĂM 2021", MADE_UP, (6, 24, 16, 14, 14, 20))
    head = ["STT", "Họ và tên", "Chi bộ", "Tự xếp loại", "Chi bộ đề xuất", "Mức xếp loại chính thức"]
    book.rows(sheet, 3, [head], [book.heading] * 6)
    rows: list[Row] = []
    for number in range(1, 31):
        own, proposed = LEVELS[number % 5 > 1], LEVELS[number % 6 > 0]
        rows.append(
            [number, f"Đảng viên {number}", f"Thôn {number % 3 + 1}", own, proposed, LEVELS[1 + (number % 10 == 0)]]
        )
    book.rows(sheet, 4, rows, [book.middle, book.cell, book.cell, *[book.middle] * 3])
    book.close()


def committee(path: Path) -> None:
    """Write four lists of one commune that together have data for every target of the plan."""
    draw = random.Random(13)
    book = Book(path)
    _committee_members(book, draw)
    sheet = book.sheet("Tổ trưởng tổ đảng", "DANH SÁCH TỔ TRƯỞNG TỔ ĐẢNG NĂM 2021", MADE_UP, (6, 24, 20, 16))
    book.rows(sheet, 3, [("STT", "Họ và tên", "Chi bộ", "Bồi dưỡng")], [book.heading] * 4)
    leaders: list[Row] = [
        (number, f"Tổ trưởng mẫu {number:02}", f"Chi bộ thôn {number}", "x" if number != 7 else None)
        for number in range(1, 13)
    ]
    book.rows(sheet, 4, leaders)
    sheet = book.sheet("Chi bộ", "CHI BỘ: SINH HOẠT, KIỂM TRA VÀ XẾP LOẠI NĂM 2021", MADE_UP, (6, 22, 18, 18, 32))
    headings = ("STT", "Tên chi bộ", "Chất lượng sinh hoạt", "Kiểm tra, giám sát", "Xếp loại chi bộ")
    book.rows(sheet, 3, [headings], [book.heading] * 5)
    cells: list[Row] = [
        (
            *(
                number,
                f"Chi bộ thôn {number}",
                draw.choices(("Tốt", "Khá", "Trung bình"), (0.85, 0.1, 0.05))[0],
            ),
            *("Có", draw.choices(WORDS[:3], (0.2, 0.7, 0.1))[0]),
        )
        for number in range(1, 21)
    ]
    book.rows(sheet, 4, cells)
    sheet = book.sheet("Đảng viên", "XẾP LOẠI ĐẢNG VIÊN NĂM 2021", MADE_UP, (22, 10, 10, 10, 10, 12, 12))
    book.rows(sheet, 3, [("Chi bộ", "Tổng số", *LEVELS, "Chưa XL")], [book.heading] * 7)
    counts: list[Row] = []
    for number in range(1, 21):
        *levels, unrated = _drawn(draw, draw.randint(12, 40), (0.17, 0.72, 0.07, 0.01, 0.03))
        counts.append((f"Chi bộ thôn {number}", sum(levels) + unrated, *levels, unrated))
    book.rows(sheet, 4, counts)
    book.close()


def _committee_members(book: Book, draw: random.Random) -> None:
    sheet = book.sheet("Cấp ủy viên", "DANH SÁCH CẤP ỦY VIÊN NĂM 2021", MADE_UP, (6, 24, 18, 14, 18, 18, 14, 30))
    headings = (
        "STT",
        "Họ và tên",
        "Chi bộ",
        "Học vấn",
        "Chuyên môn",
        "Lý luận chính trị",
        "Bồi dưỡng",
        "Xếp loại",
    )
    book.rows(sheet, 3, [headings], [book.heading] * 8)
    rows: list[Row] = [
        (
            *(number, f"Cấp ủy viên mẫu {number:02}", f"Chi bộ thôn {1 + (number - 1) // 3}", "THPT"),
            draw.choices(("Đại học", "Cao đẳng", "Trung cấp", "Sơ cấp", "Chưa qua đào tạo"), (4, 2, 3, 1, 1))[0],
            draw.choices(("Cao cấp", "Trung cấp", "Sơ cấp", "Chưa học"), (1, 4, 5, 1))[0],
            *("x", draw.choices(WORDS[:3], (0.3, 0.65, 0.05))[0]),
        )
        for number in range(1, 61)
    ]
    book.rows(sheet, 4, rows)


def three_years(path: Path) -> None:
    """Write the cells of a district in three years: communes merge, one becomes a ward, a new one comes."""
    book, draw = Book(path), random.Random(2022)
    names = [f"Xã {name}" for name in ("An Bình", "Cao Sơn", "Đông Lai", "Hợp Tiến", "Kim Lập", "Mỹ Thành", "Tú Sơn")]
    yearly = {
        2020: (names, (0.12, 0.62, 0.24, 0.02)),
        2021: ([*names[:4], "Phường Kim Lập", *names[5:]], (0.16, 0.66, 0.17, 0.01)),
        2022: ([*names[:4], "Phường Kim Lập", "Xã Tú Sơn", "Xã Thanh Hối"], (0.18, 0.68, 0.14, 0.0)),
    }
    for year, (units, parts) in yearly.items():
        sheet = book.sheet(f"Năm {year}", f"XẾP LOẠI CHI BỘ NĂM {year}", MADE_UP, (20, 10, 10, 10, 10, 12))
        book.rows(sheet, 3, [("Đơn vị", "Tổng số", *LEVELS)], [book.heading] * 6)
        rows: list[Row] = [
            (unit, sum(drawn), *drawn) for unit in units if (drawn := _drawn(draw, draw.randint(8, 30), parts))
        ]
        book.rows(sheet, 4, rows)
    book.close()


EXAMPLES: dict[str, Callable[[Path], None]] = {
    "hoa-binh-2021.xlsx": hoa_binh,
    "district-counts.xlsx": district_counts,
    "commune-roster.xlsx": commune_roster,
    "cell-marks.xlsx": cell_marks,
    "statistics-form.xlsx": statistics_form,
    "meeting-list.xlsx": meeting_list,
    "review.xlsx": review,
    "proposals.xlsx": proposals,
    "committee.xlsx": committee,
    "three-years.xlsx": three_years,
}


def main() -> None:
    """Write the examples to the folder that is named, else beside this file."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    for name, write in EXAMPLES.items():
        write(folder / name)
        print(folder / name)


if __name__ == "__main__":
    main()
