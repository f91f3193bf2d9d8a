from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cellstats.share import Share, half_up, points

HEADS = st.integers(0, 10**7)


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (1, 32, "3.13"),
        (23, 160, "14.38"),
        (604, 3174, "19.03"),
        (2364, 3174, "74.48"),
        (5, 3174, "0.16"),
        (9942, 62331, "15.95"),
        (47193, 62331, "75.71"),
        (299, 62331, "0.48"),
        (0, 7, "0.00"),
        (7, 7, "100.00"),
        (9942, 9438, "105.34"),
    ],
)
def test_rounds_half_up_on_the_decimal_digits(part: int, whole: int, shown: str) -> None:
    """A share is rounded once, half up, as Excel does."""
    assert str(Share(part, whole).percent()) == shown


def test_every_share_of_up_to_a_thousand_prints_its_half_up_digits() -> None:
    """All 501,500 pairs a ≤ b ≤ 1,000 at 0, 1 and 2 decimals, against integers that are written out by hand."""
    for whole in range(1, 1001):
        for part in range(whole + 1):
            share = Share(part, whole)
            for decimals, scale in enumerate((100, 1000, 10000)):
                digits = f"{(2 * scale * part + whole) // (2 * whole):0{decimals + 1}}"
                expected = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
                assert str(share.percent(decimals)) == expected, (part, whole, decimals)


def test_a_share_of_nothing_is_unknown() -> None:
    """0 of 0 is neither 0% nor 100%."""
    assert Share(0, 0).fraction is None
    assert Share(0, 0).percent() is None


@pytest.mark.parametrize(
    ("part", "whole", "bound", "decimals", "shown"),
    [
        (26, 29, "9/10", 0, "89.7"),
        (26, 29, "9/10", 2, "89.66"),
        (89999, 100000, "9/10", 2, "89.999"),
        (90001, 100000, "9/10", 0, "90.001"),
        (9, 10, "9/10", 0, "90"),
        (199, 1000, "1/5", 0, "19.9"),
        (2, 3, "2/3", 2, "66.67"),
    ],
)
def test_a_share_never_contradicts_the_bound_beside_it(
    part: int, whole: int, bound: str, decimals: int, shown: str
) -> None:
    """Where the rounded number would stand on the wrong side of its bound, more digits are shown."""
    assert str(Share(part, whole).percent(decimals, Fraction(bound))) == shown


@given(
    part=HEADS, whole=HEADS.filter(bool), bound=st.fractions(0, 1, max_denominator=10**4), decimals=st.integers(0, 4)
)
def test_the_printed_side_is_the_exact_side(part: int, whole: int, bound: Fraction, decimals: int) -> None:
    """Printed share and bound compare as the exact ones do, for every share and bound."""
    shown = Share(part, whole).percent(decimals, bound)
    assert shown is not None
    printed, exact = Fraction(shown) / 100, Fraction(part, whole)
    assert exact == bound or (printed > bound, printed < bound) == (exact > bound, exact < bound)


@given(part=HEADS, whole=HEADS.filter(bool), decimals=st.integers(0, 6))
def test_agrees_with_decimal_arithmetic(part: int, whole: int, decimals: int) -> None:
    """Half up on integers is what the decimal module gives with digits to spare."""
    long = (Decimal(part * 100) / Decimal(whole)).quantize(Decimal(1).scaleb(-decimals - 12), ROUND_HALF_UP)
    near_half = (long.scaleb(decimals) % 1 - Decimal("0.5")).copy_abs() < Decimal("1e-9")
    shown = half_up(Fraction(part * 100, whole), decimals)
    assert near_half or shown == long.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert abs(Fraction(shown) - Fraction(part * 100, whole)) <= Fraction(1, 2 * 10**decimals)


@pytest.mark.parametrize(
    ("difference", "shown"),
    [("351/10000", "3.51"), ("-1/290", "-0.34"), ("1/10000000", "0.00001"), ("0", "0.00"), ("-1/200000", "-0.001")],
)
def test_a_difference_is_never_shown_as_none(difference: str, shown: str) -> None:
    """A margin that is not 0 keeps as many digits as it takes to tell."""
    assert f"{points(Fraction(difference)):f}" == shown
