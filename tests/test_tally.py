from hypothesis import given
from hypothesis import strategies as st

from cellstats.place import Place
from cellstats.tally import Bases, Key, Tally, from_reported, total

KEY = Key("cells", "rating", "2021")
HERE = Place("a.xlsx", "Chi bộ", "A5")
COUNT = st.none() | st.integers(0, 1000)
TALLIES = st.builds(
    lambda counts, all_, rated: Tally(KEY, dict(zip("abc", counts, strict=True)), Bases(all=all_, rated=rated)),
    st.tuples(COUNT, COUNT, COUNT),
    COUNT,
    COUNT,
)


def reported(counts: dict[str, int | None], **bases: int | None) -> Tally:
    return from_reported(KEY, counts, Bases(**bases), place=HERE)


def test_a_blank_is_zero_where_the_total_proves_it() -> None:
    """10 = 4 + 6, so the blank level holds nobody, and all are rated."""
    tally = reported({"a": 4, "b": None, "c": 6}, all=10)
    assert tally.counts == {"a": 4, "b": 0, "c": 6}
    assert (tally.bases.rated, tally.bases.unreported) == (10, 0)


def test_a_blank_is_zero_where_there_are_counts_and_no_total() -> None:
    """Without a total, a row that has counts has them all."""
    tally = reported({"a": 4, "b": None, "c": 6})
    assert tally.counts == {"a": 4, "b": 0, "c": 6}
    assert tally.base() == ("rated", 10)


def test_a_blank_stays_unknown_where_the_total_shows_a_remainder() -> None:
    """604 + 2,364 + 5 of 3,174 leaves 201 unreported, the blank level null, and no cumulative share below it."""
    tally = reported({"excellent": 604, "good": 2364, "completed": None, "not_completed": 5}, all=3174)
    assert tally.counts["completed"] is None
    assert tally.bases.unreported == 201
    assert [tally.at_or_above(level) for level in tally.counts] == [604, 2968, None, None]
    assert tally.base() == ("all", 3174)


def test_a_row_without_any_count_is_unknown() -> None:
    """No counts and no total say nothing, not 0."""
    tally = reported({"a": None, "b": None})
    assert tally.counts == {"a": None, "b": None}
    assert tally.base() == (None, None)


def test_a_cell_that_cannot_be_read_is_never_zero() -> None:
    """A refused cell stays unknown even where there is no total."""
    tally = from_reported(KEY, {"a": 4, "b": None}, Bases(), unreadable=frozenset("b"), place=HERE)
    assert tally.counts == {"a": 4, "b": None}


def test_those_not_rated_are_no_remainder() -> None:
    """All less the exempt and the not rated are those whom the levels should hold."""
    tally = reported({"a": 4, "b": None}, all=10, exempt=1, not_rated=5)
    assert tally.counts == {"a": 4, "b": 0}
    assert tally.base() == ("rated", 4)


def test_the_rated_go_before_all() -> None:
    """The base is the rated where they are known, unless another is asked for."""
    tally = reported({"a": 4, "b": 4}, all=10, rated=8)
    assert tally.base() == ("rated", 8)
    assert tally.base("all") == ("all", 10)
    assert tally.base("eligible") == ("eligible", None)


@given(TALLIES, TALLIES, TALLIES)
def test_adding_is_associative_and_commutative(one: Tally, two: Tally, three: Tally) -> None:
    """Districts may be added in any order and nesting."""
    assert (one + two) + three == one + (two + three)
    assert one + two == two + one


@given(st.lists(TALLIES, min_size=1, max_size=6))
def test_a_sum_is_unknown_where_a_part_is(tallies: list[Tally]) -> None:
    """The total of a level is the sum of its counts, or None as soon as one of them is None."""
    summed = total(tallies, KEY._replace(unit="all")).counts
    for level in "abc":
        parts = [tally.counts[level] for tally in tallies]
        assert summed[level] == (None if None in parts else sum(part or 0 for part in parts))
