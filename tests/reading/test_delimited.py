"""How delimited text is divided into records."""

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import zip_longest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cellstats.reading import Request, Sheet, Unread, delimited
from cellstats.reading.files import BeyondError

LINES = ["a,b,c\n", "1,,\n", "a\n", "\n", ",\n", "a,b,c,d\n", 'a,"b,c\nd",e\n', '"a"""\n', "Đảng bộ, b ,\n"]
STRETCHES = st.tuples(st.sampled_from(LINES), st.sampled_from([1, 2, 3, 1025, 30_000]))


@settings(max_examples=40, deadline=None)
@given(st.lists(STRETCHES, min_size=1, max_size=5), st.booleans())
def test_many_lines_are_divided_as_one_by_one(stretches: list[tuple[str, int]], ended: bool) -> None:
    """Thousands of lines, alike or not, with and without quotes, become the cells that the csv module makes."""
    text = "x,y,z\n" + "".join(line * count for line, count in stretches)
    text = text if ended else text.removesuffix("\n")
    (sheet,) = delimited.read("a.csv", text.encode(), Request(delimiter=","))
    assert isinstance(sheet, Sheet)
    expected = zip_longest(*zip_longest(*csv.reader(io.StringIO(text, newline=""))))
    assert filled(sheet.rows) == filled(expected)


def filled(rows: Iterable[Sequence[object]]) -> list[list[object]]:
    """Return rows down to the last that holds something, with None for what holds nothing."""
    cells = [[cell or None for cell in row] for row in rows]
    while not any(cells[-1]):
        cells.pop()
    return cells


@pytest.mark.parametrize("quoted", ["", '"a",b\n'])
def test_columns_that_hold_nothing_are_none(quoted: str) -> None:
    """A line of 1,999 commas, or as many behind each row, makes no sheet of 2,000 columns."""
    for lines in (f"a,b\n{',' * 1_999}\na,b\n", f"a,b{',' * 1_998}\n" * 3):
        (sheet,) = delimited.read("a.csv", f"{quoted}{lines}".encode(), Request(delimiter=","))
        assert isinstance(sheet, Sheet)
        assert (len(sheet.rows), sheet.width) == (3 + bool(quoted), 2)


@pytest.mark.parametrize("ends", ["", "a,\n" * 3_000, "\n" * 50_000])
def test_values_too_far_apart_are_refused(ends: str) -> None:
    """Down to the last row that holds something a text has no more cells than the sheet of a workbook."""
    text = f"a{',' * 1_899}b\n" + "a\n" * 15_000 + ends
    pages = delimited.read("a.csv", text.encode(), Request(delimiter=","))
    if ends.startswith("a"):
        with pytest.raises(BeyondError) as told:
            next(pages)
        assert (told.value.code, told.value.values["cell"]) == ("sheet-too-far", "BUB16384")
    else:
        (sheet,) = pages
        assert isinstance(sheet, Sheet)
        assert (len(sheet.rows) < 16_000, sheet.width) == (True, 1_900)


@pytest.mark.parametrize(
    "below", ["x\n", f"1,{'a' * 140_000}\n", 'x\nb,"' + "b\n,,,\n" * 40_000 + "\n", f"x{',' * 2_100}\n"]
)
@pytest.mark.parametrize("above", [0, 5_000, 40_000])
def test_of_two_faults_the_upper_one_is_told(above: int, below: str) -> None:
    """A field far too long is told with its row, whatever is wrong below it, be it divided with others or not."""
    text = "a,b\n" * above + f"{'b' * 140_000},3\n" + "a,b\n" * 50 + below
    (page,) = delimited.read("a.csv", text.encode(), Request(delimiter=","))
    assert isinstance(page, Unread)
    assert page.finding.code == "text-too-long"
    assert str(page.finding.place) == f"a.csv!A{above + 1}"
