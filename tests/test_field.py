"""The field, a row for each way in which offices write: a small workbook, what is counted, and what is said of it.

In the pictures a number is a number, '3.174 a text as after Excel's apostrophe, and a blank a blank.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import cellstats
from tests.conftest import told
from tests.reading.test_legacy import WORDS
from tests.reading.writers import WRITERS, Cell, Page, delimited, html, old_xls, windows_1258, xlsx, xml2003


@dataclass(frozen=True)
class Case:
    """A workbook and what is read from it: "population period unit: counts / all", and findings with their cells."""

    rule: str
    picture: str
    counted: tuple[str, ...]
    told: tuple[str, ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: tuple[int, ...] = ()
    write: Callable[[Page], bytes] = xlsx
    suffix: str = "xlsx"

    @property
    def page(self) -> Page:
        """The sheet in the picture."""
        lines = self.picture.strip("\n").split("\n")
        rows = [[cell_of(text) for text in line.split("│")] for line in lines]
        return Page(rows, self.merged, frozenset(self.hidden))


def cell_of(text: str) -> Cell:
    """Return the cell that a piece of a picture stands for."""
    text = text.strip(" ").replace("\\n", "\n")
    if text.startswith("'"):
        return text[1:]
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text or None


def counted(summary: cellstats.Summary) -> tuple[str, ...]:
    """Return a line for each unit, and one with * for a subject that is not divided into units."""
    lines = []
    every = summary.totals(by_unit=True)
    divided = {tally.key.whole for tally in every if tally.key.unit}
    for tally in (each for each in every if each.key not in divided):
        key, counts = tally.key, " ".join("?" if each is None else str(each) for each in tally.counts.values())
        where = " / ".join(filter(None, (key.group, key.unit))) or "*"
        base = "" if tally.bases.all is None else f" / {tally.bases.all}"
        subject = " ".join(filter(None, (key.population, "" if key.measure == "rating" else key.measure, key.period)))
        lines.append(f"{subject} {where}: {counts}{base}")
    return tuple(lines)


def tcvn3(page: Page) -> bytes:
    """Write a workbook whose known words are stored in TCVN3."""
    return xlsx(Page([[WORDS[cell][0] if cell in WORDS else cell for cell in row] for row in page.rows]))


def in_encoding(encoding: str, delimiter: str) -> Callable[[Page], bytes]:
    """Return a writer of delimited text in an encoding."""

    def write(page: Page) -> bytes:
        text = delimited(delimiter)(page).decode()
        return windows_1258(text) if encoding == "cp1258" else text.encode(encoding)

    return write


def decomposed(page: Page) -> bytes:
    """Write a workbook as macOS spells it."""
    spelt = [
        [unicodedata.normalize("NFD", cell) if isinstance(cell, str) else cell for cell in row] for row in page.rows
    ]
    return xlsx(Page(spelt))


LAYOUTS = [
    Case(
        "Units in rows, levels in columns, two tiers, shares beside counts, groups, and a total last.",
        """
        XẾP LOẠI CHI BỘ NĂM 2021
        S\\nT\\nT │ Đơn vị       │ Tổng số │ Số được ĐG,XL │ HTXSNV │          │ HTTNV │          │ HTNV │          │ Không HTNV │          │ Chưa XL │ Ghi chú
                  │              │         │               │ SL     │ Tỷ lệ %  │ SL    │ Tỷ lệ %  │ SL   │ Tỷ lệ %  │ SL         │ Tỷ lệ %  │         │
        A         │ Khối xã      │         │               │        │          │       │          │      │          │            │          │         │
        I         │ Huyện Lạc    │         │               │        │          │       │          │      │          │            │          │         │
        1         │ Đảng bộ xã 1 │ 12      │ 10            │ 1      │ '10,00   │ 5     │ '50,00   │ 3    │ '30,00   │ 1          │ '10,00   │ 2       │ mới tách
        2         │ Đảng bộ xã 2 │ 20      │ 20            │ 2      │ '10,00   │ 13    │ '65,00   │ 5    │ '25,00   │ 0          │ '0,00    │ 0       │
        B         │ Khối sở      │         │               │        │          │       │          │      │          │            │          │         │
        3         │ Đảng bộ sở 1 │ 10      │ 10            │ 2      │ '20,00   │ 8     │ '80,00   │ 0    │ '0,00    │ 0          │ '0,00    │ 0       │
                  │ Tổng cộng    │ 42      │ 40            │ 5      │ '12,50   │ 26    │ '65,00   │ 8    │ '20,00   │ 1          │ '2,50    │ 2       │
        """,
        (
            "cells 2021 Khối xã / Huyện Lạc / Đảng bộ xã 1: 1 5 3 1 / 12",
            "cells 2021 Khối xã / Huyện Lạc / Đảng bộ xã 2: 2 13 5 0 / 20",
            "cells 2021 Khối sở / Đảng bộ sở 1: 2 8 0 0 / 10",
        ),
        ("rows-as-headings Biểu!A4",),
    ),
    Case(
        "Group rows may bear the sums of their rows; these and a total that stands first are never added.",
        """
        XẾP LOẠI CHI BỘ NĂM 2021
        STT │ Đơn vị         │ Tổng số │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
            │ Toàn đảng bộ   │ 40      │ 5      │ 26    │ 8    │ 1
        A   │ Khối xã        │ 30      │ 3      │ 18    │ 8    │ 1
        1   │ Xã 1           │ 10      │ 1      │ 5     │ 3    │ 1
        2   │ Xã 2           │ 20      │ 2      │ 13    │ 5    │ 0
        B   │ Khối sở        │ 10      │ 2      │ 8     │ 0    │ 0
        1   │ Sở 1           │ 10      │ 2      │ 8     │ 0    │ 0
        """,
        (
            "cells 2021 Khối xã / Xã 1: 1 5 3 1 / 10",
            "cells 2021 Khối xã / Xã 2: 2 13 5 0 / 20",
            "cells 2021 Khối sở / Sở 1: 2 8 0 0 / 10",
        ),
    ),
    Case(
        "Cells and members side by side, under a third tier.",
        """
        KẾT QUẢ XẾP LOẠI NĂM 2021
        Đơn vị │ Chi bộ  │              │    │    │     │ Đảng viên │              │    │    │
               │ Tổng số │ Mức xếp loại │    │    │     │ Tổng số   │ Mức xếp loại │    │    │
               │         │ XS           │ T │ HT │ KHT  │           │ XS           │ HTT │ HT │ KHT
        Xã 1   │ 10      │ 1            │ 5  │ 3  │ 1   │ 100       │ 10           │ 50 │ 39 │ 1
        """.replace("│ T │", "│ HTT │"),
        ("cells 2021 Xã 1: 1 5 3 1 / 10", "members 2021 Xã 1: 10 50 39 1 / 100"),
    ),
    Case(
        "Two parts of the total under one heading are known by their place, whatever they are called.",
        """
        KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2021
        Đơn vị │ Tổng số │ Trong đó   │       │ HTXSNV │ HTTNV │ HTNV │ Không HTNV │ Tốt trở lên
               │         │ Chính thức │ Dự bị │        │       │      │            │
        Xã 1   │ 10      │ 8          │ 2     │ 1      │ 5     │ 3    │ 1          │ 6
        Xã 2   │ 20      │ 19         │ 1     │ 2      │ 13    │ 5    │ 0          │ 15
        """,
        ("members 2021 Xã 1: 1 5 3 1 / 10", "members 2021 Xã 2: 2 13 5 0 / 20"),
        ("column-of-parts Biểu!C3", "column-of-parts Biểu!D3", "column-of-parts Biểu!I2"),
    ),
    Case(
        "A misspelt level is one under any heading, also where parts are told from totals.",
        """
        KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2021
        Đơn vị │ Tổng số │ Trong đó │       │      │
               │         │ HTXSNV   │ HTTMV │ HTNV │ Không HTNV
        Xã 1   │ 10      │ 1        │ 5     │ 3    │ 1
        """,
        ("members 2021 Xã 1: 1 ? 3 1 / 10",),
        ("heading-of-a-level Biểu!D3", "unreported Biểu!C4"),
    ),
    Case(
        "Levels in rows: the base changes mid-table, parts and reasons are not added, kinds of organization are units.",
        """
        BIỂU 7A
        KẾT QUẢ XẾP LOẠI TỔ CHỨC ĐẢNG VÀ ĐẢNG VIÊN NĂM 2021
        STT │ Nội dung                                │ Tổng số   │        │ Chia ra   │        │         │
            │                                         │ Số lượng  │ Tỷ lệ  │ Xã        │        │ Cơ quan │
            │                                         │           │        │ SL        │ TL     │ SL      │ TL
        A   │ B                                       │ 1=3+5     │ '2     │ 3         │ '4     │ 5       │ '6
        I   │ CHI BỘ                                  │           │        │           │        │         │
        1   │ Tổng số chi bộ                          │ 100       │        │ 60        │        │ 40      │
        2   │ Số chi bộ chưa được đánh giá, xếp loại  │ 2         │ X      │ 1         │ X      │ 1       │ X
        3   │ Số chi bộ đã được đánh giá, xếp loại    │ 98        │ '100,00 │ 59       │ '100,00 │ 39     │ '100,00
        a)  │ Hoàn thành xuất sắc nhiệm vụ            │ 20        │ '20,41 │ 10        │ '16,95 │ 10      │ '25,64
            │ Trong đó: tiêu biểu                     │ 5         │        │ 2         │        │ 3       │
        b)  │ Hoàn thành tốt nhiệm vụ                 │ 70        │ '71,43 │ 44        │ '74,58 │ 26      │ '66,67
        c)  │ Hoàn thành nhiệm vụ                     │ 7         │ '7,14  │ 5         │ '8,47  │ 2       │ '5,13
        d)  │ Không hoàn thành nhiệm vụ               │ 1         │ '1,02  │ -         │ -      │ 1       │ '2,56
        II  │ ĐẢNG VIÊN                               │           │        │           │        │         │
        1   │ Tổng số đảng viên                       │ '1.000    │        │ 600       │        │ 400     │
        2   │ Số đảng viên được miễn đánh giá, xếp loại │ 20      │        │ 10        │        │ 10      │
        3   │ Số đảng viên chưa được đánh giá, xếp loại │ 30      │        │ 20        │        │ 10      │
            │ Chia ra:                                │           │        │           │        │         │
            │ - Mới kết nạp dưới 6 tháng              │ 20        │        │ 15        │        │ 5       │
            │ - Đình chỉ sinh hoạt                    │ 10        │        │ 5         │        │ 5       │
        4   │ Số đảng viên đã được đánh giá, xếp loại │ 950       │        │ 570       │        │ 380     │
        a)  │ Hoàn thành xuất sắc nhiệm vụ            │ 150       │        │ 90        │        │ 60      │
        b)  │ Hoàn thành tốt nhiệm vụ                 │ 700       │        │ 420       │        │ 280     │
        c)  │ Hoàn thành nhiệm vụ                     │ 90        │        │ 54        │        │ 36      │
        d)  │ Không hoàn thành nhiệm vụ               │ 10        │        │ 6         │        │ 4       │
        """,
        (
            "cells 2021 Xã: 10 44 5 0 / 60",
            "cells 2021 Cơ quan: 10 26 2 1 / 40",
            "members 2021 Xã: 90 420 54 6 / 600",
            "members 2021 Cơ quan: 60 280 36 4 / 400",
        ),
        ("rows-of-parts Biểu!B12",),
    ),
    Case(
        "Groups of columns with their own sums: the sum of a group is checked and never added, the group is the path.",
        """
        KẾT QUẢ XẾP LOẠI CHI BỘ NĂM 2021
        Mức xếp loại              │ Tổng số │ Khối xã │    │        │ Khối cơ quan │    │        │ Khác
                                  │         │ Cộng    │ Xã │ Phường │ Cộng         │ Sở │ Trường │
        Hoàn thành xuất sắc nhiệm vụ │ 11   │ 6       │ 4  │ 2      │ 4            │ 3  │ 1      │ 1
        Hoàn thành tốt nhiệm vụ   │ 20      │ 12      │ 8  │ 4      │ 8            │ 5  │ 3      │ 0
        Hoàn thành nhiệm vụ       │ 5       │ 3       │ 2  │ 1      │ 3            │ 1  │ 1      │ 0
        Không hoàn thành nhiệm vụ │ 1       │ 1       │ 1  │ 0      │ 0            │ 0  │ 0      │ 0
        """,
        (
            "cells 2021 Khối xã / Xã: 4 8 2 1",
            "cells 2021 Khối xã / Phường: 2 4 1 0",
            "cells 2021 Khối cơ quan / Sở: 3 5 1 0",
            "cells 2021 Khối cơ quan / Trường: 1 3 1 0",
            "cells 2021 Khác: 1 0 0 0",
        ),
        ("total-differs Biểu!F6",),
        merged=((1, 8, 2, 8), (1, 0, 2, 0)),
    ),
    Case(
        "Sums of groups of columns may stand last.",
        """
        KẾT QUẢ XẾP LOẠI CHI BỘ NĂM 2021
        Mức xếp loại              │ Khối xã │        │      │ Khối cơ quan │        │      │ Tổng số
                                  │ Xã      │ Phường │ Cộng │ Sở           │ Trường │ Cộng │
        Hoàn thành xuất sắc nhiệm vụ │ 4    │ 2      │ 6    │ 3            │ 1      │ 5    │ 10
        Hoàn thành tốt nhiệm vụ   │ 8       │ 4      │ 12   │ 5            │ 3      │ 8    │ 20
        Hoàn thành nhiệm vụ       │ 2       │ 1      │ 3    │ 1            │ 1      │ 2    │ 5
        Không hoàn thành nhiệm vụ │ 1       │ 0      │ 1    │ 0            │ 0      │ 0    │ 1
        """,
        (
            "cells 2021 Khối xã / Xã: 4 8 2 1",
            "cells 2021 Khối xã / Phường: 2 4 1 0",
            "cells 2021 Khối cơ quan / Sở: 3 5 1 0",
            "cells 2021 Khối cơ quan / Trường: 1 3 1 0",
        ),
        ("total-differs Biểu!G4",),
        merged=((1, 7, 2, 7), (1, 0, 2, 0)),
    ),
    Case(
        "A list with the rating as a word; a placeholder is not rated; the name is never read.",
        """
        DANH SÁCH XẾP LOẠI ĐẢNG VIÊN NĂM 2021
        TT │ Họ và tên │ Đơn vị  │ Xếp loại       │ Lý do
        1  │ N 1       │ Chi bộ 1 │ HTXSNV        │
        2  │ N 2       │ Chi bộ 1 │ 2. HT tốt     │
        3  │ N 3       │ Chi bộ 2 │ Không HTNV    │ kỷ luật
        4  │ N 4       │ Chi bộ 2 │ Chờ chuẩn y   │
        5  │ N 5       │ Chi bộ 2 │ -             │
        """,
        ("members 2021 Chi bộ 1: 1 1 0 0 / 2", "members 2021 Chi bộ 2: 0 0 0 1 / 3"),
    ),
    Case(
        "Of a proposed and an official rating the official one counts, and each difference is told.",
        """
        DANH SÁCH XẾP LOẠI ĐẢNG VIÊN NĂM 2021
        TT │ Họ và tên │ Chi bộ đề xuất │ Mức xếp loại chính thức
        1  │ N 1       │ HTXSNV         │ HTTNV
        2  │ N 2       │ HTTNV          │ HTTNV
        """,
        ("members 2021 *: 0 2 0 0 / 2",),
        ("proposal-differs Biểu!C3",),
    ),
    Case(
        "A list with ticks, its total row holding counts in the same columns.",
        """
        DANH SÁCH XẾP LOẠI ĐẢNG VIÊN NĂM 2021
        TT │ Họ và tên │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        1  │ N 1       │ x      │       │      │
        2  │ N 2       │        │ X     │      │
        3  │ N 3       │        │ x     │      │
           │ Tổng cộng │ 1      │ 2     │      │
        """,
        ("members 2021 *: 1 2 0 0 / 3",),
    ),
    Case(
        "Two ticks in a row, and none, are each told with their row; such a row is on no level.",
        """
        DANH SÁCH XẾP LOẠI ĐẢNG VIÊN NĂM 2021
        TT │ Họ và tên │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        1  │ N 1       │ x      │ x     │      │
        2  │ N 2       │        │       │      │
        3  │ N 3       │        │ x     │      │
        """,
        ("members 2021 *: 0 1 0 0 / 3",),
        ("no-mark Biểu!C4", "not-one-mark Biểu!C3"),
    ),
    Case(
        "A meeting list: the tick decides, and a score that speaks for another level warns.",
        """
        CHẤT LƯỢNG SINH HOẠT CHI BỘ NĂM 2021
        TT │ Tên chi bộ │ Số đảng viên │ Ngày │ Điểm │ Tốt │ Khá │ Trung bình │ Kém
        1  │ Chi bộ 1   │ 20           │ 05/01 │ 95  │ x   │     │            │
        2  │ Chi bộ 2   │ 12           │ 06/01 │ 72  │ x   │     │            │
        3  │ Chi bộ 3   │ 15           │ 07/01 │ 65  │     │     │ x          │
        """,
        ("cells meeting_quality 2021 *: 2 0 1 0 / 3",),
        ("score-differs Biểu!E4",),
    ),
    Case(
        "Results of a review: how many must be reviewed, were, were not; the reasons are parts.",
        """
        KẾT QUẢ KIỂM ĐIỂM NĂM 2021
        TT  │ Nội dung           │ Tập thể │ Đảng viên │ Ghi chú
        1   │ Số phải kiểm điểm  │ 50      │ 1000      │
        2   │ Đã kiểm điểm       │ 48      │ 990       │
        3   │ Chưa kiểm điểm     │ 2       │ 10        │
        3.1 │ Do đi công tác     │ 1       │ 6         │
        3.2 │ Do ốm đau          │ 1       │ 4         │
        """.replace("3.1 ", "'3.1 ").replace("3.2 ", "'3.2 "),
        ("members review 2021 *: 990 10", "collectives review 2021 *: 48 2"),
        ("rows-of-parts Biểu!B6",),
    ),
]

AROUND = [
    Case(
        "A letterhead in two columns, a title, remarks and a unit line stand above; the title says of whom and when.",
        """
        TỈNH ỦY HOÀ BÌNH │         │        │ ĐẢNG CỘNG SẢN VIỆT NAM
        BAN TỔ CHỨC      │         │        │ Hoà Bình, ngày 5 tháng 1 năm 2022
        *
        KẾT QUẢ XẾP LOẠI CHI BỘ NĂM 2021
        (Kèm theo Báo cáo số 12-BC/BTC ngày 5/1/2022)
                         │         │        │       │ Đvt: Chi bộ
        Đơn vị           │ Tổng số │ HTXSNV │ HTTNV │ HTNV        │ Không HTNV
        Xã 1             │ 10      │ 1      │ 5     │ 3           │ 1
        """,
        ("cells 2021 Xã 1: 1 5 3 1 / 10",),
    ),
    Case(
        "Signatures, addressees and notes end the table; what holds values below them is told.",
        """
        XẾP LOẠI CHI BỘ NĂM 2021
        Đơn vị                  │ Tổng số │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        Xã 1                    │ 10      │ 1      │ 5     │ 3    │ 1
        Hoà Bình, ngày … tháng … năm 2022
        NGƯỜI LẬP BIỂU          │         │        │ T/M BAN THƯỜNG VỤ
        Nơi nhận:
        - Ban Tổ chức           │ 1       │        │       │      │
        """,
        ("cells 2021 Xã 1: 1 5 3 1 / 10",),
        ("rows-below-end Biểu!A7",),
    ),
    Case(
        "The heading may contain line breaks, and repeat on the next page, with its row of column numbers.",
        """
        XẾP LOẠI CHI BỘ NĂM 2021
        S\\nT\\nT │ Đơn\\nvị │ Tổng\\nsố │ HTXS\\nNV │ HTT\\nNV │ HT\\nNV │ Không\\nHTNV
        1           │ 2          │ 3=4+…+7     │ 4           │ 5          │ 6         │ 7
        1           │ Xã 1       │ 10          │ 1           │ 5          │ 3         │ 1
        Tiếp theo biểu số 3
        S\\nT\\nT │ Đơn\\nvị │ Tổng\\nsố │ HTXS\\nNV │ HTT\\nNV │ HT\\nNV │ Không\\nHTNV
        1           │ 2          │ 3=4+…+7     │ 4           │ 5          │ 6         │ 7
        2           │ Xã 2       │ 20          │ 2           │ 13         │ 5         │ 0
        """,
        ("cells 2021 Xã 1: 1 5 3 1 / 10", "cells 2021 Xã 2: 2 13 5 0 / 20"),
    ),
    Case(
        "Several tables on a sheet, each under a title of its own.",
        """
        I. XẾP LOẠI CHI BỘ NĂM 2021
        Đơn vị │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        Xã 1   │ 1      │ 5     │ 3    │ 1
        II. XẾP LOẠI ĐẢNG VIÊN NĂM 2021
        Đơn vị │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        Xã 1   │ 10     │ 50    │ 39   │ 1
        """,
        ("cells 2021 Xã 1: 1 5 3 1", "members 2021 Xã 1: 10 50 39 1"),
    ),
    Case(
        "Until 2017 other words named the levels; the typical among the best were a part of them.",
        """
        XẾP LOẠI CHI BỘ NĂM 2015
        Đơn vị │ Tổng số │ TSVM │ TSVM tiêu biểu │ Hoàn thành tốt │ Hoàn thành │ Yếu, kém
        Xã 1   │ 10      │ 4    │ 1              │ 3              │ 2          │ 1
        """,
        ("cells 2015 Xã 1: 4 3 2 1 / 10",),
        ("column-of-parts Biểu!D2",),
    ),
]

SUMS = [
    Case(
        "Subtotals that nothing numbers or names as such are found by arithmetic, and name the group of their units.",
        """
        XẾP LOẠI CHI BỘ NĂM 2021
        Đơn vị   │ Tổng số │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        Khối xã  │ 22      │ 5      │ 15    │ 2    │ 0
        Xã 1     │ 10      │ 2      │ 7     │ 1    │ 0
        Xã 2     │ 12      │ 3      │ 8     │ 1    │ 0
        Khối sở  │ 9       │ 1      │ 8     │ 0    │ 0
        Sở 1     │ 4       │ 1      │ 3     │ 0    │ 0
        Sở 2     │ 5       │ 0      │ 5     │ 0    │ 0
        """,
        (
            "cells 2021 Khối xã / Xã 1: 2 7 1 0 / 10",
            "cells 2021 Khối xã / Xã 2: 3 8 1 0 / 12",
            "cells 2021 Khối sở / Sở 1: 1 3 0 0 / 4",
            "cells 2021 Khối sở / Sở 2: 0 5 0 0 / 5",
        ),
        ("row-sums-group Biểu!A3", "row-sums-group Biểu!A6"),
    ),
    Case(
        "A district above its communes is their group, whatever numbers them, and is compared with them alone.",
        """
        XẾP LOẠI CHI BỘ NĂM 2021
        STT │ Đơn vị  │ Tổng số │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        1   │ Huyện A │ 22      │ 5      │ 15    │ 2    │ 0
            │ - Xã 1  │ 10      │ 2      │ 7     │ 1    │ 0
            │ - Xã 2  │ 12      │ 3      │ 8     │ 1    │ 0
        2   │ Huyện B │ 9       │ 1      │ 8     │ 0    │ 0
            │ - Xã 1  │ 4       │ 1      │ 3     │ 0    │ 0
            │ - Xã 3  │ 5       │ 0      │ 5     │ 0    │ 0
        """,
        (
            "cells 2021 Huyện A / - Xã 1: 2 7 1 0 / 10",
            "cells 2021 Huyện A / - Xã 2: 3 8 1 0 / 12",
            "cells 2021 Huyện B / - Xã 1: 1 3 0 0 / 4",
            "cells 2021 Huyện B / - Xã 3: 0 5 0 0 / 5",
        ),
        ("row-sums-group Biểu!A3", "row-sums-group Biểu!A6"),
    ),
    Case(
        "Where it is not sure whether a row sums those below it, it is counted, and that is an error.",
        """
        XẾP LOẠI CHI BỘ NĂM 2021
        Đơn vị   │ Tổng số │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        Khối xã  │ 22      │ 5      │ 15    │ 2    │ 0
        Xã 1     │ 10      │ 2      │ 7     │ 1    │ 0
        Xã 2     │ 12      │ 3      │ 8     │ 1    │ 0
        Khối sở  │ 9       │ 1      │ 8     │ 0    │ 0
        """,
        (
            "cells 2021 Khối xã: 5 15 2 0 / 22",
            "cells 2021 Xã 1: 2 7 1 0 / 10",
            "cells 2021 Xã 2: 3 8 1 0 / 12",
            "cells 2021 Khối sở: 1 8 0 0 / 9",
        ),
        ("row-may-sum Biểu!A3",),
    ),
    Case(
        "A total says which it is.",
        """
        XẾP LOẠI CHI BỘ NĂM 2021
        Đơn vị    │ Tổng số │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        Khối xã   │ 22      │ 5      │ 15    │ 2    │ 0
        Xã 1      │ 10      │ 2      │ 7     │ 1    │ 0
        Xã 2      │ 12      │ 3      │ 8     │ 1    │ 0
        Khối sở   │ 9       │ 1      │ 8     │ 0    │ 0
        Tổng cộng │ 31      │ 6      │ 23    │ 2    │ 0
        """,
        (
            "cells 2021 Khối xã / Xã 1: 2 7 1 0 / 10",
            "cells 2021 Khối xã / Xã 2: 3 8 1 0 / 12",
            "cells 2021 Khối sở: 1 8 0 0 / 9",
        ),
        ("row-sums-group Biểu!A3",),
    ),
    Case(
        "What stands below the total is no unit: another year and changes are told, anything else is an error.",
        """
        XẾP LOẠI CHI BỘ NĂM 2021
        Đơn vị           │ Tổng số │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        Xã 1             │ 10      │ 2      │ 7     │ 1    │ 0
        Xã 2             │ 12      │ 3      │ 8     │ 1    │ 0
        Tổng cộng        │ 22      │ 5      │ 15    │ 2    │ 0
        Năm 2020         │ 20      │ 4      │ 14    │ 2    │ 0
        So với năm 2020  │ 2       │ 1      │ 1     │ 0    │ 0
        Huyện khác       │ 7       │ 1      │ 6     │ 0    │ 0
        """,
        ("cells 2021 Xã 1: 2 7 1 0 / 10", "cells 2021 Xã 2: 3 8 1 0 / 12"),
        ("rows-of-parts Biểu!A6", "rows-below-total Biểu!A8"),
    ),
    Case(
        "Below a row that says no more than Trong đó, what has a bullet is a part.",
        """
        XẾP LOẠI CHI BỘ NĂM 2021
        Đơn vị           │ Tổng số │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        Xã 1             │ 10      │ 2      │ 7     │ 1    │ 0
        Trong đó:
        - Nông thôn      │ 6       │ 1      │ 4     │ 1    │ 0
        - Cơ quan        │ 4       │ 1      │ 3     │ 0    │ 0
        Xã 2             │ 12      │ 3      │ 8     │ 1    │ 0
        """,
        ("cells 2021 Xã 1: 2 7 1 0 / 10", "cells 2021 Xã 2: 3 8 1 0 / 12"),
        ("rows-of-parts Biểu!A5",),
    ),
    Case(
        "Names that begin as totals, parts or plans do are names; a unit between groups is in none of them.",
        """
        XẾP LOẠI CHI BỘ NĂM 2021
        STT │ Đơn vị              │ Tổng số │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        I   │ Cộng Hòa            │ 12      │ 3      │ 8     │ 1    │ 0
        1   │ Tổng công ty A      │ 5       │ 1      │ 4     │ 0    │ 0
        2   │ Tổng Lộc            │ 7       │ 2      │ 4     │ 1    │ 0
        II  │ Tổng hợp            │ 7       │ 2      │ 3     │ 2    │ 0
        III │ Kế hoạch - Tài chính │ 8      │ 2      │ 6     │ 0    │ 0
        1   │ Gồm Sơn             │ 3       │ 1      │ 2     │ 0    │ 0
        2   │ Kế hoạch            │ 5       │ 1      │ 4     │ 0    │ 0
            │ Tổng cộng           │ 27      │ 7      │ 17    │ 3    │ 0
        """,
        (
            "cells 2021 Cộng Hòa / Tổng công ty A: 1 4 0 0 / 5",
            "cells 2021 Cộng Hòa / Tổng Lộc: 2 4 1 0 / 7",
            "cells 2021 Tổng hợp: 2 3 2 0 / 7",
            "cells 2021 Kế hoạch - Tài chính / Gồm Sơn: 1 2 0 0 / 3",
            "cells 2021 Kế hoạch - Tài chính / Kế hoạch: 1 4 0 0 / 5",
        ),
    ),
    Case(
        "A sum of levels may have a count alone below it; its share is not that of the level.",
        """
        XẾP LOẠI CHI BỘ NĂM 2021
        Đơn vị │ Tổng số │ HTXSNV │         │ HTTNV │         │ HTNV │         │ Không HTNV │         │ Tốt trở lên │         │ Ghi chú
               │         │ SL     │ Tỷ lệ % │ SL    │ Tỷ lệ % │ SL   │ Tỷ lệ % │ SL         │ Tỷ lệ % │ SL          │ Tỷ lệ % │ SL
        Xã 1   │ 10      │ 2      │ 20      │ 7     │ 70      │ 1    │ 10      │ 0          │ 0       │ 9           │ 90      │
        """,
        ("cells 2021 Xã 1: 2 7 1 0 / 10",),
        ("column-of-parts Biểu!K2",),
    ),
    Case(
        "The sum of a page is carried over, and not added.",
        """
        XẾP LOẠI CHI BỘ NĂM 2021
        STT │ Đơn vị                 │ Tổng số │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        1   │ Xã 1                   │ 10      │ 2      │ 7     │ 1    │ 0
            │ Mang sang              │ 10      │ 2      │ 7     │ 1    │ 0
        STT │ Đơn vị                 │ Tổng số │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
            │ Trang trước chuyển sang │ 10     │ 2      │ 7     │ 1    │ 0
        2   │ Xã 2                   │ 12      │ 3      │ 8     │ 1    │ 0
        """,
        ("cells 2021 Xã 1: 2 7 1 0 / 10", "cells 2021 Xã 2: 3 8 1 0 / 12"),
    ),
    Case(
        "The total under a level is the level's, and what stands beside it a part of it.",
        """
        XẾP LOẠI TỔ CHỨC CƠ SỞ ĐẢNG NĂM 2015
        STT │ Đơn vị    │ Tổng số │ TSVM    │                    │ Hoàn thành tốt │ Hoàn thành │ Yếu kém
            │           │         │ Tổng số │ Trong đó: tiêu biểu │               │            │
        1   │ Huyện A   │ 30      │ 15      │ 3                  │ 10             │ 4          │ 1
            │ Tổng cộng │ 30      │ 15      │ 3                  │ 10             │ 4          │ 1
        """,
        ("organizations 2015 Huyện A: 15 10 4 1 / 30",),
        ("column-of-parts Biểu!E3",),
    ),
    Case(
        "A sum of levels is none of them, and an error where one of these has no column of its own.",
        """
        XẾP LOẠI CHI BỘ NĂM 2021
        Đơn vị │ Tổng số │ HTTNV trở lên │ Trong đó HTXSNV │ HTNV │ Không HTNV
        Xã 1   │ 10      │ 9             │ 2               │ 1    │ 0
        """,
        ("cells 2021 Xã 1: ? ? 1 0 / 10",),
        ("heading-of-a-level Biểu!D2", "heading-of-a-level Biểu!C2", "unreported Biểu!E3"),
    ),
]

SUBJECTS = [
    Case(
        "Groups of rows that name cells and members are of these.",
        """
        KẾT QUẢ XẾP LOẠI NĂM 2021
        STT │ Đơn vị    │ Tổng số │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        I   │ CHI BỘ    │         │        │       │      │
        1   │ Xã 1      │ 10      │ 2      │ 7     │ 1    │ 0
        II  │ ĐẢNG VIÊN │         │        │       │      │
        1   │ Xã 1      │ 50      │ 9      │ 40    │ 1    │ 0
        """,
        ("cells 2021 Xã 1: 2 7 1 0 / 10", "members 2021 Xã 1: 9 40 1 0 / 50"),
        ("rows-as-headings Biểu!A3",),
    ),
    Case(
        "Kinds of organizations as groups in a table of members are groups.",
        """
        XẾP LOẠI ĐẢNG VIÊN NĂM 2021
        STT │ Đơn vị              │ Tổng số │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        I   │ Đảng bộ cơ sở       │         │        │       │      │
        1   │ Xã 1                │ 50      │ 9      │ 40    │ 1    │ 0
        II  │ Chi bộ trực thuộc   │         │        │       │      │
        1   │ Bệnh viện           │ 20      │ 3      │ 16    │ 1    │ 0
        """,
        (
            "members 2021 Đảng bộ cơ sở / Xã 1: 9 40 1 0 / 50",
            "members 2021 Chi bộ trực thuộc / Bệnh viện: 3 16 1 0 / 20",
        ),
        ("rows-as-headings Biểu!A3",),
    ),
    Case(
        "Below two heading rows such a group is no third one.",
        """
        XẾP LOẠI CHI BỘ NĂM 2021
        STT │ Đơn vị        │ Tổng số │ HTXSNV │      │ HTTNV │      │ HTNV │      │ Không HTNV │
            │               │         │ SL     │ TL   │ SL    │ TL   │ SL   │ TL   │ SL         │ TL
            │ Đảng bộ cơ sở │         │        │      │       │      │      │      │            │
        1   │ Xã 1          │ 10      │ 2      │ 20   │ 7     │ 70   │ 1    │ 10   │ 0          │ 0
        """,
        ("cells 2021 Đảng bộ cơ sở / Xã 1: 2 7 1 0 / 10",),
        ("rows-as-headings Biểu!A4",),
    ),
    Case(
        "Years as rows are periods.",
        """
        XẾP LOẠI ĐẢNG VIÊN XÃ 1
        Năm      │ Tổng số │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        Năm 2020 │ 50      │ 9      │ 40    │ 1    │ 0
        Năm 2021 │ 51      │ 10     │ 40    │ 1    │ 0
        """.replace("Năm      │", "Đơn vị   │"),
        ("members 2020 *: 9 40 1 0 / 50", "members 2021 *: 10 40 1 0 / 51"),
    ),
    Case(
        "The rating of each cell may stand in words beside how its members were rated; both are counted.",
        """
        KẾT QUẢ XẾP LOẠI NĂM 2021
        TT │ Tên chi bộ │ Xếp loại chi bộ │ Đảng viên │        │       │      │
           │            │                 │ Tổng số   │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        1  │ Thôn 1     │ HTXSNV          │ 20        │ 4      │ 15    │ 1    │ 0
        2  │ Thôn 2     │ HTTNV           │ 18        │ 3      │ 14    │ 1    │ 0
        """,
        ("cells 2021 *: 1 1 0 0 / 2", "members 2021 Thôn 1: 4 15 1 0 / 20", "members 2021 Thôn 2: 3 14 1 0 / 18"),
    ),
    Case(
        "A list of members with ticks is one of members, though the cell of each stands beside the name.",
        """
        KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2021
        TT │ Họ và tên │ Chi bộ │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        1  │ N 1       │ Thôn 1 │ x      │       │      │
        2  │ N 2       │ Thôn 1 │        │ x     │      │
        3  │ N 3       │ Thôn 2 │        │ x     │      │
        """,
        ("members 2021 Thôn 1: 1 1 0 0 / 2", "members 2021 Thôn 2: 0 1 0 0 / 1"),
    ),
    Case(
        "A list of cells is one of cells, though the secretary of each stands beside the name.",
        """
        KẾT QUẢ XẾP LOẠI CHI BỘ NĂM 2021
        TT │ Tên chi bộ │ Họ và tên bí thư │ Số đảng viên │ Xếp loại
        1  │ Thôn 1     │ N 1              │ 20           │ HTXSNV
        2  │ Thôn 2     │ N 2              │ 18           │ HTTNV
        """,
        ("cells 2021 *: 1 1 0 0 / 2",),
    ),
    Case(
        "Of two columns of units in a list the titles say which one is listed; a blank in the other repeats.",
        """
        KẾT QUẢ XẾP LOẠI CHI BỘ NĂM 2021
        STT │ Đảng bộ │ Chi bộ │ Xếp loại
        1   │ Xã A    │ Thôn 1 │ HTXSNV
        2   │         │ Thôn 2 │ HTTNV
        3   │ Xã B    │ Thôn 1 │ HTNV
        """,
        ("cells 2021 Xã A: 1 1 0 0 / 2", "cells 2021 Xã B: 0 0 1 0 / 1"),
    ),
    Case(
        "Of two columns of units in a table of counts the last names the unit, the other its group.",
        """
        KẾT QUẢ XẾP LOẠI CHI BỘ NĂM 2021
        STT │ Huyện   │ Xã         │ Tổng số │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        1   │ Huyện 1 │ Xã Tân Lập │ 10      │ 2      │ 7     │ 1    │ 0
        2   │         │ Xã B       │ 12      │ 3      │ 8     │ 1    │ 0
        3   │ Huyện 2 │ Xã Tân Lập │ 5       │ 1      │ 3     │ 1    │ 0
        """,
        (
            "cells 2021 Huyện 1 / Xã Tân Lập: 2 7 1 0 / 10",
            "cells 2021 Huyện 1 / Xã B: 3 8 1 0 / 12",
            "cells 2021 Huyện 2 / Xã Tân Lập: 1 3 1 0 / 5",
        ),
    ),
    Case(
        "Levels in rows: a number of all beside its parts is all, and plans and changes are no counts.",
        """
        KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2021
        TT │ Nội dung          │ Số lượng │ Trong đó nữ │ Kế hoạch │ Tăng/giảm so với 2020
        1  │ Tổng số đảng viên │ 90       │ 30          │ 90       │ 2
           │ HTXSNV            │ 19       │ 5           │ 18       │ 1
           │ HTTNV             │ 65       │ 20          │ 67       │ 1
           │ HTNV              │ 6        │ 5           │ 5        │ 0
           │ Không HTNV        │ 0        │ 0           │ 0        │ 0
        """,
        ("members 2021 *: 19 65 6 0 / 90",),
        ("rows-of-parts Biểu!D2", "column-of-comparison Biểu!E2", "column-of-comparison Biểu!F2"),
    ),
    Case(
        "A heading that was typed over the middle of its columns heads them all.",
        """
        XẾP LOẠI CHI BỘ
        STT │ Đơn vị │        │ Năm 2020 │      │            │        │ Năm 2021 │      │
            │        │ HTXSNV │ HTTNV    │ HTNV │ Không HTNV │ HTXSNV │ HTTNV    │ HTNV │ Không HTNV
        1   │ Xã 1   │ 1      │ 2        │ 3    │ 4          │ 10     │ 20       │ 30   │ 40
        """,
        ("cells 2020 Xã 1: 1 2 3 4", "cells 2021 Xã 1: 10 20 30 40"),
    ),
    Case(
        "Headings over columns that they cannot divide evenly stand where they were typed.",
        """
        XẾP LOẠI CHI BỘ NĂM 2021
        Đơn vị │ Tổng số │ HTXSNV │   │    │ HTTNV │    │ HTNV │   │ Không HTNV │
               │         │ SL     │   │ %  │ SL    │ %  │ SL   │ % │ SL         │ %
        Xã 1   │ 10      │ 2      │   │ 20 │ 8     │ 80 │ 0    │ 0 │ 0          │ 0
        """,
        ("cells 2021 Xã 1: 2 8 0 0 / 10",),
    ),
    Case(
        "Women among all are told, and not counted, whether levels stand in columns or in rows.",
        """
        XẾP LOẠI ĐẢNG VIÊN NĂM 2021
        Đơn vị │ Tổng số │ Nữ │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        Xã 1   │ 10      │ 4  │ 2      │ 7     │ 1    │ 0
        """,
        ("members 2021 Xã 1: 2 7 1 0 / 10",),
        ("column-of-parts Biểu!C2",),
    ),
    Case(
        "A heading may name a level and its measure in one.",
        """
        KẾT QUẢ KIỂM TRA, GIÁM SÁT CỦA CHI BỘ NĂM 2021
        Đơn vị │ Tổng số chi bộ │ Số chi bộ đã thực hiện kiểm tra, giám sát │ Số chi bộ chưa thực hiện
        Xã 1   │ 12             │ 11                                        │ 1
        """,
        ("cells supervision 2021 Xã 1: 11 1 / 12",),
    ),
    Case(
        "Nine months are a period of their own.",
        """
        XẾP LOẠI CHI BỘ 9 THÁNG NĂM 2025
        Đơn vị │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        Xã 1   │ 2      │ 7     │ 1    │ 0
        """,
        ("cells 2025-9M Xã 1: 2 7 1 0",),
    ),
]

NUMBERS = [
    Case(
        "Counts in text are read in the style of their column, which another cell of it tells.",
        """
        XẾP LOẠI ĐẢNG VIÊN NĂM 2021
        Đơn vị │ Tổng số     │ HTXSNV │ HTTNV       │ HTNV │ Không HTNV
        Xã 1   │ '2.129.000  │ 29000  │ '2.100.000  │ 0    │ '00
        Xã 2   │ '3.174      │ 174    │ '3.000      │ 0    │ '0
        """,
        ("members 2021 Xã 1: 29000 2100000 0 0 / 2129000", "members 2021 Xã 2: 174 3000 0 0 / 3174"),
    ),
    Case(
        "Both styles may stand in one table; what one alone could mean two things is told, or refused with its cell.",
        """
        XẾP LOẠI ĐẢNG VIÊN NĂM 2021
        Đơn vị │ Tổng số     │ HTXSNV  │ HTTNV       │ HTNV   │ Không HTNV
        Xã 1   │ '2.129.000  │ 29000   │ '2,100,000  │ 0      │ 0
        Xã 2   │ '2.003.000  │ '2,000  │ '2,001,000  │ '0     │ 0
        """,
        ("members 2021 Xã 1: 29000 2100000 0 0 / 2129000", "members 2021 Xã 2: 2000 2001000 0 0 / 2003000"),
        ("numbers-mixed Biểu!B3",),
    ),
    Case(
        "Leading zeros, wide digits, and spaces of every width within or around a number are no matter.",
        """
        XẾP LOẠI ĐẢNG VIÊN NĂM 2021
        Đơn vị │ Tổng số  │ HTXSNV │ HTTNV              │ HTNV │ Không HTNV
        Xã 1   │ '1 011   │ '08    │ '1\N{NO-BREAK SPACE}000 │ '３  │ '\N{NO-BREAK SPACE}0
        """,
        ("members 2021 Xã 1: 8 1000 3 0 / 1011",),
    ),
    Case(
        "A dash, dots and X stand for nothing: 0 where the total proves it, else not reported.",
        """
        XẾP LOẠI CHI BỘ NĂM 2021
        Đơn vị │ Tổng số │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        Xã 1   │ 10      │ 7      │ 3     │ -    │ …
        Xã 2   │ 10      │ 6      │ 3     │ X    │ 0
        """,
        ("cells 2021 Xã 1: 7 3 0 0 / 10", "cells 2021 Xã 2: 6 3 ? 0 / 10"),
        ("crossed-out Biểu!E4", "unreported Biểu!E4"),
    ),
    Case(
        "What is no count is refused with its cell: fraction, negative, percentage, date, truth value, error, words.",
        """
        XẾP LOẠI CHI BỘ NĂM 2021
        Đơn vị │ HTXSNV │ HTTNV │ HTNV       │ Không HTNV
        Xã 1   │ 3.174  │ 5     │ -2         │ 1
        Xã 2   │ '15%   │ 5     │ '1/2/2021  │ 1
        Xã 3   │ 1      │ 'true │ 1          │ #DIV/0!
        Xã 4   │ 1      │ nhiều │ 1          │ '2,5
        """,
        (
            "cells 2021 Xã 1: ? 5 ? 1",
            "cells 2021 Xã 2: ? 5 ? 1",
            "cells 2021 Xã 3: 1 ? 1 ?",
            "cells 2021 Xã 4: 1 ? 1 ?",
        ),
        (
            *("fraction Biểu!B3", "negative Biểu!D3", "percentage Biểu!B4", "date Biểu!D4"),
            *("truth-value Biểu!C5", "error-cell Biểu!E5", "not-a-number Biểu!C6", "decimals Biểu!E6"),
        ),
    ),
    Case(
        "Given shares may be fractions, percentages or text in any style; they are checked, and never counted.",
        """
        XẾP LOẠI CHI BỘ NĂM 2021
        Đơn vị │ Tổng số │ HTXSNV │ %      │ HTTNV │ Tỷ lệ   │ HTNV │ TL     │ Không HTNV │ Tỷ trọng
        Xã 1   │ 3       │ 1      │ 0.3333 │ 2     │ '66,67% │ 0    │ '0     │ 0          │ 0
        Xã 2   │ 30      │ 20     │ 0.6667 │ 10    │ '33,33% │ 0    │ '0,00% │ 0          │ 0
        Xã 3   │ 30      │ 19     │ 0.6333 │ 11    │ '37,66% │ 0    │ '0     │ 0          │ 0
        """,
        ("cells 2021 Xã 1: 1 2 0 0 / 3", "cells 2021 Xã 2: 20 10 0 0 / 30", "cells 2021 Xã 3: 19 11 0 0 / 30"),
        ("share-wrong Biểu!F5",),
    ),
]

SHEETS = [
    Case(
        "A merged heading and a merged name of a unit hold for all that they cover; a merged count does not.",
        """
        XẾP LOẠI ĐẢNG VIÊN NĂM 2021
        Đơn vị │ Họ và tên │ Xếp loại
        Chi bộ 1 │ N 1     │ HTXSNV
                 │ N 2     │ HTTNV
        Chi bộ 2 │ N 3     │ HTTNV
        """,
        ("members 2021 Chi bộ 1: 1 1 0 0 / 2", "members 2021 Chi bộ 2: 0 1 0 0 / 1"),
        merged=((2, 0, 3, 0),),
    ),
    Case(
        "A count that is merged over two units is that of the first; the other has none.",
        """
        XẾP LOẠI CHI BỘ NĂM 2021
        Đơn vị │ Tổng số │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        Xã 1   │ 10      │ 1      │ 5     │ 3    │ 1
        Xã 2   │         │ 2      │ 13    │ 5    │ 0
        """,
        ("cells 2021 Xã 1: 1 5 3 1 / 10", "cells 2021 Xã 2: 2 13 5 0"),
        merged=((2, 1, 3, 1),),
    ),
    Case(
        "Hidden rows count, and that is told.",
        """
        XẾP LOẠI CHI BỘ NĂM 2021
        Đơn vị │ Tổng số │ HTXSNV │ HTTNV │ HTNV │ Không HTNV
        Xã 1   │ 10      │ 1      │ 5     │ 3    │ 1
        Xã 2   │ 20      │ 2      │ 13    │ 5    │ 0
        """,
        ("cells 2021 Xã 1: 1 5 3 1 / 10", "cells 2021 Xã 2: 2 13 5 0 / 20"),
        ("rows-hidden Biểu!A4",),
        hidden=(3,),
    ),
]

PLAIN = """
KẾT QUẢ XẾP LOẠI CHI BỘ NĂM 2021
Đơn vị │ Tổng số │ Hoàn thành xuất sắc nhiệm vụ │ Hoàn thành tốt nhiệm vụ │ Hoàn thành nhiệm vụ │ Không hoàn thành nhiệm vụ
Xã 1   │ 10      │ 1      │ 5     │ 3    │ 1
Xã 2   │ 20      │ 2      │ 13    │ 5    │ 0
"""
READ = ("cells 2021 Xã 1: 1 5 3 1 / 10", "cells 2021 Xã 2: 2 13 5 0 / 20")
GUESSED = ("encoding-guessed None!None",)
OLD_LETTERS = ("legacy-text Biểu!A1",)


def in_format(rule: str, write: Callable[[Page], bytes], suffix: str, told: tuple[str, ...] = ()) -> Case:
    """Return the case of a plain table in a format."""
    return Case(rule, PLAIN, READ, told, write=write, suffix=suffix)


FILES = [
    *(in_format(f"A table in {name}", write, name) for name, write in WRITERS.items()),
    in_format("HTML that is called .xls is HTML.", html, "xls"),
    in_format("XML of 2003 that is called .xls is XML.", xml2003, "xls"),
    in_format("A workbook of 1995 is none of 1997.", old_xls, "xls"),
    in_format("The content decides, not the suffix: an .xlsx called .csv.", xlsx, "csv"),
    in_format("Semicolons, as Excel writes where the comma is for decimals.", in_encoding("utf-8", ";"), "csv"),
    in_format("Tabs in UTF-16 with a byte order mark: Excel's Unicode text.", in_encoding("utf-16", "\t"), "txt"),
    in_format("UTF-16 without a mark.", in_encoding("utf-16-le", "\t"), "txt"),
    in_format("A byte order mark in front of UTF-8.", in_encoding("utf-8-sig", ","), "csv"),
    in_format("Windows-1258.", in_encoding("cp1258", ","), "csv", GUESSED),
    in_format("TCVN3 (ABC), cell by cell, with Unicode beside it.", tcvn3, "xlsx", OLD_LETTERS),
    in_format("Decomposed letters, as macOS writes them.", decomposed, "xlsx"),
]


@pytest.mark.parametrize(
    "case", [*LAYOUTS, *AROUND, *SUMS, *SUBJECTS, *NUMBERS, *SHEETS, *FILES], ids=lambda case: case.rule
)
def test_the_field(case: Case, tmp_path: Path) -> None:
    """What the rule of the case says: the counts in full, and all that is said of them."""
    path = tmp_path / f"a.{case.suffix}"
    path.write_bytes(case.write(case.page))
    summary = cellstats.summarize(path)
    assert counted(summary) == case.counted
    assert tuple(told(summary.findings)) == case.told
