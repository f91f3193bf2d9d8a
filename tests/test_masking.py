from hypothesis import given
from hypothesis import strategies as st

from cellstats.masking import with_masks
from cellstats.summary import Summary
from cellstats.tally import Bases, Key, Tally
from cellstats.vocabulary import packaged

WORDS = packaged()
LEVELS = WORDS.measures["rating"].level_ids


def summary_of(*sizes: tuple[str | None, int]) -> Summary:
    """Return a summary of units A, B, C … with the groups and sizes."""
    tallies = [
        Tally(
            Key("cells", "rating", "2021", "ABCDEFGHIJ"[at], group),
            dict.fromkeys(LEVELS, 0) | {"good": size // 2, "excellent": size - size // 2},
            Bases(all=size, rated=size),
        )
        for at, (group, size) in enumerate(sizes)
    ]
    return Summary(tuple(tallies), (), (), WORDS)


def masked(*sizes: tuple[str | None, int]) -> list[str]:
    """Return the names of the units that are masked, below 5."""
    return sorted(key.unit for key in with_masks(summary_of(*sizes), 5).masked if key.unit)


def test_a_small_unit_is_masked_with_a_second_one() -> None:
    """3 of 3, 40 and 9: the 3 alone would be the total less the others, so that the 9 goes with it."""
    assert masked((None, 3), (None, 40), (None, 9)) == ["A", "C"]


def test_masked_units_together_are_not_small() -> None:
    """1 and 2 are 3 together, which is still small: the 7 is masked too."""
    assert masked((None, 1), (None, 2), (None, 7), (None, 20)) == ["A", "B", "C"]
    assert masked((None, 3), (None, 4), (None, 7)) == ["A", "B"]


def test_where_none_is_small_none_is_masked() -> None:
    """A unit of nobody tells of nobody."""
    assert masked((None, 5), (None, 0), (None, 40)) == []


def test_the_sum_of_a_group_gives_none_away() -> None:
    """The second one is of the same group, for its sum may be published too."""
    assert masked(("I", 3), ("I", 50), ("II", 6), ("II", 7)) == ["A", "B"]


def test_of_what_is_masked_nothing_is_known() -> None:
    """Neither counts nor bases; the total stays."""
    hidden = with_masks(summary_of((None, 3), (None, 40), (None, 9)), 5)
    whole, first, second, third = hidden.totals(by_unit=True)
    assert whole.bases.all == 52
    assert (first.bases.all, first.counts["good"], third.bases.unreported) == (None, None, None)
    assert second.bases.all == 40


@given(st.lists(st.tuples(st.sampled_from([None, "I", "II"]), st.integers(0, 30)), max_size=10), st.integers(1, 12))
def test_no_published_sum_tells_a_small_one(sizes: list[tuple[str | None, int]], small: int) -> None:
    """What is masked is nothing, or at least two units that are not small together, in all and as far as it goes."""
    summary = summary_of(*sizes)
    hidden = with_masks(summary, small).masked
    filled = [tally for tally in summary.tallies if tally.bases.all]
    own = [tally for tally in filled if tally.key in hidden]
    shown = [tally for tally in filled if tally.key not in hidden]
    assert all((tally.bases.all or 0) >= small for tally in shown)
    assert not own or not shown or (len(own) >= 2 and sum(tally.bases.all or 0 for tally in own) >= small)
