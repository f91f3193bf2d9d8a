import pytest

from cellstats.periods import before, in_order, span_of

APRIL, JULY = 12 * 2025 + 3, 12 * 2025 + 6


@pytest.mark.parametrize(
    ("period", "start", "months"),
    [
        ("2025", 12 * 2025, 12),
        ("2025-Q3", JULY, 3),
        ("2025-H2", JULY, 6),
        ("2025-04", APRIL, 1),
        ("2025-9M", 12 * 2025, 9),
        ("2020-2025", 12 * 2020, 72),
    ],
)
def test_when_a_period_is(period: str, start: int, months: int) -> None:
    """A year, a quarter, a half-year, a month and a term, in months."""
    span = span_of(period)
    assert span is not None
    assert (span.start, span.months) == (start, months)


@pytest.mark.parametrize("period", [None, "", "25", "2025-13", "2025-Q5", "2025-2020", "năm 2025"])
def test_what_is_no_period(period: str | None) -> None:
    """Other texts have no time."""
    assert span_of(period) is None


def test_periods_in_order() -> None:
    """By their end, a year behind its last quarter, what is no period first."""
    assert in_order({"2025", "2024", "2025-Q4", "2025-Q1", None}) == [None, "2024", "2025-Q1", "2025-Q4", "2025"]


def test_a_period_follows_the_last_one_as_long() -> None:
    """A year follows the last year there is, a quarter the last quarter; the first follows none."""
    periods = ["2022", "2024", "2024-Q4", "2025-Q1", "2025"]
    assert [before(each, periods) for each in periods] == [None, "2022", None, "2024-Q4", "2024"]
    assert before(None, periods) is None
