from pathlib import Path

import pytest

from cellstats.errors import UsageError
from cellstats.forms import units_in, units_of
from cellstats.reading import File
from cellstats.vocabulary import packaged
from tests.conftest import LEVELS, Book, Rows


def units(path: str | Path) -> tuple[str, ...]:
    return units_of(units_in(None, File(str(path))), str(path), packaged())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Xã A\nXã B\n", ("Xã A", "Xã B")),
        ("Đơn vị\nXã A\n\nXã B\n", ("Xã A", "Xã B")),
        ("STT,Tên đơn vị,Ghi chú\n1,Xã A,\n2,Xã B,mới\n", ("Xã A", "Xã B")),
        ('No.;Unit\n1;"Health; Office"\n2;=1+1\n', ("Health; Office", "=1+1")),
        ("Mã\tĐơn vị\nA1\t101\nA2\t102\n", ("101", "102")),
        ("STT,Huyện,Xã\n1,Huyện X,Xã A\n2,Huyện X,Xã B\n", ("Xã A", "Xã B")),
        ("STT,Đơn vị\n1,Xã A\n,Nơi nhận:\n,Ban Tổ chức\n", ("Xã A",)),
    ],
)
def test_units_of_text(tmp_path: Path, text: str, names: tuple[str, ...]) -> None:
    """They are the only column, or the last below a heading of units, down to what stands below the table."""
    (tmp_path / "units.csv").write_text(text, encoding="utf-8")
    assert units(tmp_path / "units.csv") == names


def test_units_of_a_workbook(book: Book) -> None:
    """They stand on the first sheet that has some, below titles or not; a number is a name too."""
    rows: Rows = [["ĐẢNG ỦY"], ["DANH SÁCH ĐƠN VỊ"], ["STT", "Đơn vị"], [1, "Xã A"], [2, 12]]
    assert units(book({"Bìa": [["Mã", "Mục"], ["a", "b"]], "Đơn vị": rows})) == ("Xã A", "12")


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", ["units.csv: is empty"]),
        ("Đơn vị\n", ['units.csv: names no units; they stand in one column, or below a heading such as "Đơn vị"']),
        ("a,b\nc,d\n", ['units.csv: names no units; they stand in one column, or below a heading such as "Đơn vị"']),
        (
            "Đơn vị\nXã A\nXã B\nXÃ  A\n",
            ['units.csv!A4: "XÃ  A" stands a second time, first in units.csv!A2'],
        ),
        ("Đơn vị\nXã A\nTổng cộng\n", ['units.csv!A3: "Tổng cộng" labels a row that is no unit; leave it out']),
        (
            "STT,Đơn vị\n1,Ban Tổ chức, Kiểm tra\n",
            ["units.csv!C2: rows with more fields than the heading: 1, the first here"],
        ),
        (
            "Đơn vị\nChi bộ\n",
            ['units.csv!A2: "Chi bộ" would be read as what is counted, not as a unit; name it in more words'],
        ),
        ("Đơn vị\nXã 2024\nNăm 2024\n", ['units.csv!A3: "Năm 2024" would be read as what is counted, not as a unit']),
        (
            "Họ và tên\nBùi Thị Kín\nBùi Thị Kín\n",
            ['units.csv: names no units; they stand in one column, or below a heading such as "Đơn vị"'],
        ),
        ("Đơn vị\n" + "".join(f"Xã {number}\n" for number in range(10_001)), ["10,001 units"]),
    ],
)
def test_units_that_no_form_can_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, problems: list[str]
) -> None:
    """None, twice the same, a sum, a name that is cut off at its comma, or too many: each with its place."""
    monkeypatch.chdir(tmp_path)
    Path("units.csv").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        units("units.csv")
    assert len(raised.value.problems) == len(problems)
    assert all(problem in told for problem, told in zip(problems, raised.value.problems, strict=True))


def test_units_of_a_workbook_of_ratings(book: Book) -> None:
    """They are those that summarize finds: merged headings, groups and the total are none, and each counts once."""
    rows: Rows = [
        ["XẾP LOẠI NĂM 2021"],
        ["STT", "Đơn vị", "Chi bộ", None, None, None],
        [None, None, *LEVELS],
        ["A", "Khối xã", None, None, None, None],
        [1, "Xã A", 1, 2, 3, 0],
        [2, "Xã B", 1, 2, 3, 0],
        ["B", "Khối cơ quan", None, None, None, None],
        [1, "Sở Y", 1, 2, 3, 0],
        [None, "Tổng cộng", 3, 6, 9, 0],
    ]
    assert units(book({"S": rows}, merged={"S": ["A2:A3", "B2:B3", "C2:F2"]})) == ("Xã A", "Xã B", "Sở Y")
