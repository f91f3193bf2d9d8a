from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cellstats.bounds import Bound, Direction, Threshold, parse_threshold
from cellstats.share import Share

SMALL = st.integers(0, 1000)


@given(SMALL, SMALL.filter(bool), st.integers(0, 10000), st.sampled_from(Direction))
def test_the_verdict_is_integer_arithmetic(part: int, whole: int, hundredths: int, direction: Direction) -> None:
    """For every share and threshold with two decimals, met is what cross-multiplied integers say."""
    bound = Bound(direction, Fraction(hundredths, 10000), "")
    met = (
        part * 10000 >= hundredths * whole if direction is Direction.AT_LEAST else part * 10000 <= hundredths * whole
    )
    assert bound.met_by(Fraction(part, whole)) == met


@given(SMALL, SMALL.filter(bool), st.integers(0, 10000), st.sampled_from(Direction))
def test_the_margin_in_heads_is_exact(part: int, whole: int, hundredths: int, direction: Direction) -> None:
    """With so many fewer (or more) heads the bound is just met, with one more it is not."""
    bound = Bound(direction, Fraction(hundredths, 10000), "")
    margin = bound.margin(Share(part, whole))
    edge = part - margin if direction is Direction.AT_LEAST else part + margin
    beyond = edge - 1 if direction is Direction.AT_LEAST else edge + 1
    assert bound.met_by(Fraction(edge, whole))
    assert not bound.met_by(Fraction(beyond, whole))
    exact = bound.threshold * whole
    assert edge == (ceil(exact) if direction is Direction.AT_LEAST else floor(exact))


@given(SMALL, SMALL.filter(bool), st.integers(0, 10000), st.sampled_from(Direction), st.integers(0, 2))
def test_the_printed_share_stands_where_the_verdict_says(
    part: int, whole: int, hundredths: int, direction: Direction, decimals: int
) -> None:
    """A reader who compares the printed share with the printed bound comes to the verdict."""
    bound = Bound(direction, Fraction(hundredths, 10000), "")
    shown = Share(part, whole).percent(decimals, bound.threshold)
    assert shown is not None
    assert bound.met_by(Fraction(shown) / 100) == bound.met_by(Fraction(part, whole))


@pytest.mark.parametrize(
    ("direction", "share", "met", "safe"),
    [
        (Direction.AT_LEAST, "89/100", False, False),
        (Direction.AT_LEAST, "90/100", True, False),
        (Direction.AT_LEAST, "95/100", True, True),
    ],
)
def test_between_bound_and_warning_it_is_at_risk(direction: Direction, share: str, met: bool, safe: bool) -> None:
    """What meets the bound but not the warning in front of it is met, and not safe; the warning itself is."""
    bound = Bound(direction, Fraction(9, 10), "90%", Threshold(Fraction(95, 100), "95%"))
    assert (bound.met_by(Fraction(share)), bound.safe_for(Fraction(share))) == (met, safe)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1", 'the threshold "1" may mean two things; write 100% if that is meant'),
        ("010", 'the threshold "010" is not understood; write it like 90%, 33.3% or 2/3'),
        ("12:30", 'the threshold "12:30" is not understood; write it like 90%, 33.3% or 2/3'),
        ("-5%", 'the threshold "-5%" is not understood; write it like 90%, 33.3% or 2/3'),
        ("3/2", 'the threshold "3/2" is not between 0% and 100%'),
    ],
)
def test_what_is_no_threshold_is_refused(text: str, told: str) -> None:
    """What could mean one as well as all is refused, and what would be right is said."""
    with pytest.raises(ValueError, match="threshold") as refused:
        parse_threshold(text)
    assert str(refused.value) == told
