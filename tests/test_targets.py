from dataclasses import replace
from fractions import Fraction

import pytest

import cellstats
from cellstats.bounds import Bound, Direction
from cellstats.layouts import Part
from cellstats.place import Place
from cellstats.share import Share
from cellstats.summary import Summary, add_up
from cellstats.tally import Bases, Key, from_reported
from cellstats.targets import Status, Target, Verdict, check
from cellstats.vocabulary import packaged

WORDS = packaged()
AT_LEAST_90 = Bound(Direction.AT_LEAST, Fraction(9, 10), "90%")
GOOD = ("excellent", "good")
TARGET = Target("t", {"en": "t", "vi": "t"}, ("cells",), "rating", GOOD, (), None, (AT_LEAST_90,), "")


def summary_of(population: str, *values: int | None, measure: str = "rating", **bases: int) -> Summary:
    key = Key(population, measure, "2021", f"Unit of {population}")
    levels = dict(zip(WORDS.measures[measure].level_ids, values, strict=True))
    return add_up([Part((from_reported(key, levels, Bases(**bases), place=Place("a", "S", "A1")),))], WORDS)


def only(summary: Summary, target: Target) -> Verdict:
    verdicts = list(check(summary, target))
    assert len(verdicts) == 1
    return verdicts[0]


def test_the_published_figures_meet_their_targets() -> None:
    """2,968/3,174 good or better against 90%: met, with 111 heads to spare."""
    verdict = only(summary_of("cells", 604, 2364, None, 5, all=3174), TARGET)
    assert (verdict.status, verdict.share, verdict.base_kind) == (Status.MET, Share(2968, 3174), "all")
    assert verdict.margin_count == 111


@pytest.mark.parametrize(
    ("among", "share", "status", "heads"),
    [
        (("good",), Share(9942, 47193), Status.MISSED, -504),
        (("excellent", "good"), Share(9942, 57135), Status.MET, 1485),
    ],
)
def test_both_readings_of_the_cap(among: tuple[str, ...], share: Share, status: Status, heads: int) -> None:
    """9,942 excellent are too many of the good alone, and not of the good or better."""
    cap = Bound(Direction.AT_MOST, Fraction(1, 5), "20%")
    target = replace(TARGET, populations=("members",), levels=("excellent",), among=among, bounds=(cap,))
    verdict = only(summary_of("members", 9942, 47193, None, 299, all=62331), target)
    assert (verdict.share, verdict.status, verdict.margin_count, verdict.base_kind) == (share, status, heads, "among")


def test_equality_meets_either_bound() -> None:
    """9 of 10 is at least 90% and at most 90%."""
    summary = summary_of("cells", 0, 9, 1, 0)
    assert only(summary, TARGET).status is Status.MET
    at_most = replace(TARGET, bounds=(replace(AT_LEAST_90, direction=Direction.AT_MOST),))
    assert only(summary, at_most).status is Status.MET


def test_without_data_there_is_no_verdict() -> None:
    """Another population, an empty base or a level that was not reported is neither met nor missed."""
    assert only(summary_of("members", 1, 1, 1, 1), TARGET).status is Status.NO_DATA
    assert only(summary_of("cells", 0, 0, 0, 0, all=0), TARGET).status is Status.NO_DATA
    unknown = only(summary_of("cells", 5, None, 1, 0, all=10), TARGET)
    assert unknown.status is Status.NO_DATA
    assert unknown.reason is not None
    assert unknown.reason.code == "level-not-known"


def test_several_populations_add_up_and_none_may_be_missing() -> None:
    """60 of 60 committee members and 11 of 12 group leaders are 71 of 72; one of them alone is no data, and told."""
    trained = replace(
        TARGET, populations=("committee_members", "group_leaders"), measure="training", levels=("trained",)
    )
    members = summary_of("committee_members", 60, 0, measure="training")
    leaders = summary_of("group_leaders", 11, 1, measure="training")
    both = replace(members, tallies=members.tallies + leaders.tallies)
    assert only(both, trained).share == Share(71, 72)
    alone = only(members, trained)
    assert alone.status is Status.NO_DATA
    assert alone.reason is not None
    assert (
        alone.reason.message()
        == '"t" has no verdict: no data for Group leaders, though there are for Committee members'
    )


def test_each_period_has_its_verdict() -> None:
    """Two years in one run are kept apart."""
    one = summary_of("cells", 0, 9, 1, 0)
    later = tuple(replace(tally, key=replace(tally.key, period="2022")) for tally in one.tallies)
    both = replace(one, tallies=one.tallies + later)
    assert [verdict.period for verdict in check(both, TARGET)] == ["2021", "2022"]


def test_the_library_checks_a_plan() -> None:
    """summarize, load_targets and check_targets are all it takes."""
    summary = cellstats.summarize("examples/hoa-binh-2021.xlsx")
    verdicts = cellstats.check_targets(summary, cellstats.load_targets("targets.yaml"))
    assert [(each.target.id, each.status.value) for each in verdicts if each.status is not Status.NO_DATA] == [
        ("cells-rated-good", "met"),
        ("members-rated-good", "met"),
    ]
    assert len(verdicts) == 10
