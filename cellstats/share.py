"""The exact share: two integers, rounded once, to be shown."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction, decimals: int) -> Decimal:
    """Return the value rounded half up (away from zero) on its decimal digits, as Excel's ROUND does."""
    return _rounded(value.numerator, value.denominator, decimals)


def _rounded(numerator: int, denominator: int, decimals: int) -> Decimal:
    """Return a quotient rounded half up; to divide whole numbers is many times as quick as to reduce a fraction."""
    digits = (2 * abs(numerator) * 10**decimals + denominator) // (2 * denominator)
    return Decimal(digits if numerator >= 0 else -digits).scaleb(-decimals)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, both counted in heads.

    A share of nothing (whole 0) is unknown: neither 0% nor 100%. The part may exceed the whole where the whole
    is another group than the one the part was taken from ("excellent, against those rated good").

    >>> Share(1, 32).percent()
    Decimal('3.13')
    >>> Share(0, 0).percent() is None
    True
    """

    part: int
    whole: int

    @property
    def fraction(self) -> Fraction | None:
        """The exact value, or None for a share of nothing."""
        return Fraction(self.part, self.whole) if self.whole else None

    def percent(self, decimals: int = 2, beside: Fraction | None = None) -> Decimal | None:
        """Return the share in percent, rounded half up to so many decimals, or None for a share of nothing.

        With `beside`, a bound (1 is 100%) that will be printed next to it, as many more digits are kept as it
        takes for the printed number to stand on the same side of the bound as the share does. A share that is the
        bound needs none: 2/3 beside 2/3 has no last digit.
        """
        if beside is None:
            return _rounded(self.part * 100, self.whole, decimals) if self.whole else None
        exact = self.fraction
        if exact is None:
            return None
        shown = half_up(exact * 100, decimals)
        while exact != beside and _side(Fraction(shown), beside * 100) != _side(exact, beside):
            decimals += 1
            shown = half_up(exact * 100, decimals)
        return shown


def points(difference: Fraction, decimals: int = 2) -> Decimal:
    """Return a difference of two shares in percentage points, half up; a difference is never shown as 0."""
    shown = half_up(difference * 100, decimals)
    while difference and not shown:
        decimals += 1
        shown = half_up(difference * 100, decimals)
    return shown


def _side(value: Fraction, bound: Fraction) -> int:
    return (value > bound) - (value < bound)
