import datetime
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cellstats
from cellstats.layouts import Defaults
from cellstats.numbers import NotACountError, parse_count, style_of
from cellstats.text import Broken, is_blank
from tests.conftest import LEVELS, TITLE, Book, Cell, counts, scale, told
from tests.hostile.builders import sheet, xlsx

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.mark.parametrize(
    ("cell", "count"),
    [(604, 604), (604.0, 604), ("604", 604), (" 08 ", 8), ("3.174", 3174), ("62,331", 62331), ("1 234 567", 1234567)],
)
def test_counts_in_numbers_and_text(cell: object, count: int) -> None:
    """A count may be a number, or text in either grouping, with leading zeros."""
    assert parse_count(cell) == count


@pytest.mark.parametrize("cell", [None, "", "  ", "-", "–", "…", "..."])
def test_nothing_is_not_zero(cell: object) -> None:
    """A blank, a dash and an ellipsis hold no count."""
    assert is_blank(cell)
    assert parse_count(cell) is None


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (3.174, "fraction"),
        (-1, "negative"),
        ("-5", "negative"),
        (True, "truth-value"),
        (float("inf"), "not-a-number"),
        ("3.17", "decimals"),
        ("0.191", "decimals"),
        ("74,48%", "percentage"),
        (datetime.date(2021, 12, 31), "date"),
        *((text, "date") for text in ("31/12/2021", "1.2.22", "31-12-2021", "2021-12-31", "2021-12-31 00:00:00")),
        *((text, "truth-value") for text in ("TRUE", "false")),
        ("12,5", "decimals"),
        ("12 người", "not-a-number"),
        ("1.23.456", "not-a-number"),
        ("+5", "not-a-number"),
        ("3.174,5", "decimals"),
        (Broken("error-cell", "#DIV/0!"), "error-cell"),
        ("9" * 5000, "not-a-number"),
        ("mười", "not-a-number"),
    ],
)
def test_what_is_no_count_is_refused(cell: object, code: str) -> None:
    """A fraction, a negative number, a truth value and other text are refused, each under its name."""
    with pytest.raises(NotACountError) as refused:
        parse_count(cell)
    assert refused.value.code == code


@given(st.integers(0, 10**11))
def test_a_written_count_reads_back(count: int) -> None:
    """A count survives both styles of grouping."""
    assert parse_count(f"{count:,}") == parse_count(f"{count:,}".replace(",", ".")) == count


@given(
    st.lists(st.integers(0, 10**9), min_size=1),
    st.sampled_from([",", ".", " ", "\u00a0", "\u2009", "\u202f", ""]),
    st.sampled_from(["", "0", "00"]),
    st.booleans(),
)
def test_a_column_of_counts_reads_back(numbers: list[int], group: str, zeros: str, wide: bool) -> None:
    """Whatever the style, the kind of space, leading zeros and wide digits, a column of counts is read as written."""
    texts = [f"{number:,}".replace(",", group) for number in numbers]
    texts = [zeros + text if text.isdecimal() else text for text in texts]
    texts = [f"\u00a0{text.translate(FULL_WIDTH) if wide else text} " for text in texts]
    assert [parse_count(text, style_of(texts)) for text in texts] == numbers


@pytest.mark.parametrize(
    ("text", "style"),
    [
        *((text, "vi") for text in ("1.234.567", "27,7", "100,00", "1.234,5", "0,125", "1234,567")),
        *((text, "en") for text in ("2,129,000", "27.7", "100.00", "1,234.5", "0.125", "1234.567")),
        *((text, None) for text in ("3.174", "3,174", "12", "1 234", "Xã A", "1.2.3", "")),
    ],
)
def test_what_tells_a_number_style(text: str, style: str | None) -> None:
    """Several groups, or decimals that are no group of three, are written in one style only."""
    assert style_of([text]) == style


def test_two_styles_tell_nothing() -> None:
    """A column in which both styles are found has none."""
    assert style_of(["1.234.567", "2,129,000"]) is None


@pytest.mark.parametrize(
    ("text", "style", "count"),
    [("12,00", None, 12), ("5.0", None, 5), ("12,00", "vi", 12), ("3.174", "vi", 3174), ("3,174", "en", 3174)],
)
def test_decimals_that_are_nothing(text: str, style: str | None, count: int) -> None:
    """A whole number may be written with decimals of nought."""
    assert parse_count(text, style) == count


@pytest.mark.parametrize(("text", "style"), [("3.174", "en"), ("3,174", "vi"), ("1.000", "en")])
def test_a_style_that_is_told(text: str, style: str) -> None:
    """Where the style says that a sign divides decimals, the text is no count, and 1.000 may be 1 or 1000."""
    with pytest.raises(NotACountError, match="decimals"):
        parse_count(text, style)


def table(*rows: Sequence[Cell]) -> list[list[Cell]]:
    """Return a table of cells with these rows of a unit and four counts."""
    return [[*cells] for cells in (TITLE, ["Đơn vị", *LEVELS], *rows)]


def test_the_column_tells_how_its_numbers_are_written(book: Book) -> None:
    """In a column with 27.7 the sign divides decimals, so that 3.174 is no count there; elsewhere it is one."""
    rows = table(["Xã A", "3.174", "3.174", 1, 1], ["Xã B", "27.7", "1.000.000", 1, 1])
    summary = cellstats.summarize(book({"S": rows}))
    assert told(summary.findings) == ["decimals S!B3", "decimals S!B4"]
    assert counts(summary)["cells rating 2021"]["good"] == 1_003_174


def test_a_silent_column_follows_the_others(book: Book) -> None:
    """A column that does not tell is written as the other columns of counts are."""
    rows = table(["Xã A", "3.174", "2.5", 1, 1])
    assert told(cellstats.summarize(book({"S": rows})).findings) == ["decimals S!B3", "decimals S!C3"]


@pytest.mark.parametrize(("numbers", "expected"), [("vi", [3174, None]), ("en", [None, 3174]), (None, [3174, 3174])])
def test_the_style_can_be_forced(book: Book, numbers: str | None, expected: list[int | None]) -> None:
    """--numbers says how counts in text are written."""
    path = book({"S": table(["Xã A", "3.174", "3,174", 1, 1])})
    summary = cellstats.summarize(path, defaults=Defaults(numbers=numbers))
    assert list(counts(summary)["cells rating 2021"].values())[:2] == expected


def test_two_groupings_in_one_table(book: Book) -> None:
    """Counts grouped in two styles are both read, and it is told."""
    rows = table(["Xã A", "3.174", "2.364", 1, 1], ["Xã B", "1,200", 5, 1, 1])
    summary = cellstats.summarize(book({"S": rows}))
    assert counts(summary) == {"cells rating 2021": scale(4374, 2369, 2, 2)}
    assert told(summary.findings) == ["numbers-mixed S!B4"]


def test_crossed_out_cells_hold_nothing(book: Book) -> None:
    """An X in a table of counts stands for nothing, is told, and leaves a unit of nothing else out."""
    rows = table(["Xã A", 2, 3, "X", 0], ["Xã B", "X", "X", "x", "X"])
    summary = cellstats.summarize(book({"S": rows}))
    assert counts(summary) == {"cells rating 2021": scale(2, 3, 0, 0)}
    assert told(summary.findings) == ["crossed-out S!D3", "unit-without-counts S!A4", "blank-as-zero S!D3"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (datetime.date(2021, 12, 31), "date"),
        (True, "truth-value"),
        ("60%", "percentage"),
        ("31/12/2021", "date"),
        ("FALSE", "truth-value"),
        ("12,5", "decimals"),
        (0.75, "fraction"),
        (-3, "negative"),
        ("ba", "not-a-number"),
    ],
)
def test_what_is_refused_is_an_error_at_its_cell(book: Book, cell: Cell, code: str) -> None:
    """What is no count is refused under its own name, with its cell."""
    summary = cellstats.summarize(book({"S": table(["Xã A", cell, 3, 1, 0])}))
    assert told(summary.findings) == [f"{code} S!B3"]
    assert not summary.trusted


@pytest.mark.parametrize("number", ["NaN", "INF", "-INF", "1E400"])
def test_a_number_that_is_none_is_an_error_at_its_cell(tmp_path: Path, number: str) -> None:
    """What no number of Excel is, and other programs write all the same, is refused with its sheet and cell."""
    rows: list[list[str | int]] = [[*TITLE], ["Đơn vị", *LEVELS], ["Xã A", number, 3, 1, 0], ["Xã B", 1, 2, 3, 4]]
    cells = [
        "".join(
            f"<c><v>{cell}</v></c>"
            if cell == number or isinstance(cell, int)
            else f'<c t="inlineStr"><is><t>{cell}</t></is></c>'
            for cell in row
        )
        for row in rows
    ]
    path = tmp_path / "ratings.xlsx"
    path.write_bytes(xlsx(sheet("".join(f"<row>{row}</row>" for row in cells))))
    summary = cellstats.summarize(path)
    assert told(summary.findings) == ["not-a-number S!B3"]
    assert counts(summary)["cells rating 2021"] == scale(None, 5, 4, 4)
