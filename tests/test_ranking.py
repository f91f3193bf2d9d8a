from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cellstats.ranking import Differs, differs, ranked
from cellstats.share import Share
from cellstats.tally import Bases, Key, Tally, total
from cellstats.vocabulary import packaged

WORDS = packaged()
HEADS = st.integers(0, 2000)


def unit(name: str, *values: int | None) -> Tally:
    counts = dict(zip(WORDS.measures["rating"].level_ids, values, strict=True))
    rated = None if None in values else sum(value or 0 for value in values)
    return Tally(Key("cells", "rating", "2021", name), counts, Bases(all=rated, rated=rated))


def test_units_stand_in_the_order_of_their_share() -> None:
    """Good or better decides; units of one share have one rank and stand by name, those without a share last."""
    units = [unit("D", None, 1, 1, 1), unit("C", 0, 5, 5, 0), unit("B", 1, 1, 1, 1), unit("A", 9, 0, 1, 0)]
    whole = total(units[1:], units[0].key.whole)
    told = [(each.tally.key.unit, each.rank, each.share) for each in ranked(whole, units, WORDS)]
    assert told == [
        ("A", 1, Share(9, 10)),
        ("B", 2, Share(2, 4)),
        ("C", 2, Share(5, 10)),
        ("D", None, None),
    ]


def test_a_share_of_another_base_than_the_whole_is_not_compared() -> None:
    """Where one unit makes the whole one of all, a unit of which all are not the rated stands apart."""
    open_, closed = unit("A", 0, 50, None, 0), unit("B", 0, 50, 10, 0)
    units = [replace(each, bases=each.bases._replace(all=100)) for each in (open_, closed)]
    units.append(replace(unit("C", 0, 50, 10, 0), bases=Bases(all=60, rated=60)))
    told = [
        (each.tally.key.unit, each.share, each.differs, each.apart)
        for each in ranked(total(units, open_.key.whole), units, WORDS)
    ]
    assert told == [
        ("B", Share(50, 60), None, True),
        ("C", Share(50, 60), Differs.FAR_ABOVE, False),
        ("A", Share(50, 100), None, False),
    ]
    one = ranked(total(units, open_.key.whole), units, WORDS, "all")
    assert [(each.tally.key.unit, each.share, each.apart) for each in one] == [
        ("C", Share(50, 60), False),
        ("A", Share(50, 100), False),
        ("B", Share(50, 100), False),
    ]


@pytest.mark.parametrize(
    ("part", "size", "expected"),
    [
        (80, 100, None),
        (87, 100, None),
        (88, 100, Differs.ABOVE),
        (92, 100, Differs.ABOVE),
        (93, 100, Differs.FAR_ABOVE),
        (100, 100, Differs.FAR_ABOVE),
        (72, 100, Differs.BELOW),
        (67, 100, Differs.FAR_BELOW),
        (10, 10, None),
        (0, 0, None),
    ],
)
def test_what_differs_by_more_than_chance(part: int, size: int, expected: Differs | None) -> None:
    """Around 80%, 100 heads have 95% limits at ±7.84 and 99.8% limits at ±12.36: both sides are told."""
    assert differs(Share(part, size), Share(800, 1000)) is expected


@given(HEADS, HEADS, HEADS, HEADS)
def test_both_sides_are_alike(part: int, rest: int, others: int, other_rest: int) -> None:
    """Those who failed stand as far below as those who succeeded stand above."""
    one = differs(Share(part, part + rest), Share(others, others + other_rest))
    other = differs(Share(rest, part + rest), Share(other_rest, others + other_rest))
    mirrored = dict(zip(Differs, reversed(Differs), strict=True))
    assert (other and mirrored[other]) == one


@given(HEADS, HEADS.filter(bool), HEADS, HEADS.filter(bool))
def test_the_limits_are_those_of_wilson(part: int, rest: int, others: int, other_rest: int) -> None:
    """A unit is outside the limits where its Wilson interval, computed the usual way, does not hold the whole."""
    n, whole = part + rest, Fraction(others, others + other_rest)
    z = 1.959963984540054
    centre = (part + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * (part * rest / n + z * z / 4) ** 0.5
    distance = abs(float(whole) - centre) - half
    outside = differs(Share(part, n), Share(others, others + other_rest)) is not None
    assert abs(distance) < 1e-9 or outside == (distance > 0)
