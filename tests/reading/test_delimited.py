"""How delimited text is divided into records."""

import csv
import io
from itertools import zip_longest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cellstats.reading import Request, Sheet, Unread, delimited

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
    assert [*sheet.rows] == [*expected]


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
