from dataclasses import replace
from fractions import Fraction

import pytest

import cellstats
from cellstats.bounds import Bound, Direction, Threshold
from cellstats.layouts import Part
from cellstats.place import Place
from cellstats.progress import Change, Pace, change, pace
from cellstats.share import Share
from cellstats.summary import Summary, add_up
from cellstats.tally import Bases, Key, from_reported
from cellstats.targets import Scope, Status, Target, Verdict, check
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
    later = tuple(replace(tally, key=tally.key._replace(period="2022")) for tally in one.tallies)
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


def with_units(*units: tuple[str | None, str, tuple[int | None, ...]], period: str = "2021") -> Summary:
    """Return a summary of cells by (group, unit, counts)."""
    parts = []
    for group, name, values in units:
        levels = dict(zip(WORDS.measures["rating"].level_ids, values, strict=True))
        key = Key("cells", "rating", period, name, group)
        bases = Bases(all=12) if None in values else Bases()
        parts.append(Part((from_reported(key, levels, bases, place=Place("a", "S", "A1")),)))
    return add_up(parts, WORDS)


DISTRICT = with_units(
    ("I", "A", (0, 9, 1, 0)),
    ("I", "B", (0, 8, 2, 0)),
    ("II", "C", (5, 5, 0, 0)),
    ("II", "D", (0, 0, 0, 0)),
    (None, "E", (0, 17, 3, 0)),
)


def parts_of(verdict: Verdict) -> list[tuple[str | None, Status, int | None]]:
    """Return the verdicts on units or groups by name, with their margins in heads."""
    return [
        ((part.of.unit or part.of.group) if part.of else None, part.status, part.margin_count)
        for part in verdict.parts
    ]


def test_each_unit_has_its_verdict() -> None:
    """Two of five missed 90%, by one head each; one of nobody is no matter. All together it would be 44 of 50."""
    verdict = only(DISTRICT, replace(TARGET, scope=Scope.UNIT))
    assert parts_of(verdict) == [
        ("A", Status.MET, 0),
        ("B", Status.MISSED, -1),
        ("C", Status.MET, 1),
        ("D", Status.NO_DATA, None),
        ("E", Status.MISSED, -1),
    ]
    assert verdict.status is Status.MISSED
    assert only(DISTRICT, TARGET).share == Share(44, 50)


def test_each_group_has_its_verdict() -> None:
    """The units of one group add up, those of none belong to none: 17 of 20 and 10 of 10."""
    verdict = only(DISTRICT, replace(TARGET, scope=Scope.GROUP))
    assert parts_of(verdict) == [("I", Status.MISSED, -1), ("II", Status.MET, 1)]


def test_each_is_met_only_where_all_are_known() -> None:
    """One unit that did not report a level leaves it open whether each met the target, unless another missed it."""
    target = replace(TARGET, scope=Scope.UNIT)
    assert only(with_units((None, "A", (0, 10, 0, 0)), (None, "B", (0, 0, 0, 0))), target).status is Status.MET
    unknown = (None, "B", (None, 1, 1, 1))
    assert only(with_units((None, "A", (0, 10, 0, 0)), unknown), target).status is Status.NO_DATA
    assert only(with_units((None, "A", (0, 1, 9, 0)), unknown), target).status is Status.MISSED


def test_some_of_none_are_too_many() -> None:
    """27 excellent against 0 good have no share, and are 27 over a cap; 0 against 0 are no matter."""
    cap = Bound(Direction.AT_MOST, Fraction(1, 5), "20%")
    target = replace(TARGET, levels=("excellent",), among=("good",), bounds=(cap,), scope=Scope.UNIT)
    data = with_units((None, "A", (27, 0, 0, 0)), (None, "B", (0, 0, 1, 0)), (None, "C", (1, 29, 0, 0)))
    verdict = only(data, target)
    assert verdict.status is Status.MISSED
    assert parts_of(verdict) == [("A", Status.MISSED, -27), ("B", Status.NO_DATA, None), ("C", Status.MET, 4)]


def test_without_units_there_is_nothing_to_hold_it_against() -> None:
    """A total without units gives no verdict on each of them, and says why."""
    summary = summary_of("cells", 0, 9, 1, 0)
    whole = replace(summary, tallies=tuple(replace(each, key=each.key.whole) for each in summary.tallies))
    verdict = only(whole, replace(TARGET, scope=Scope.UNIT))
    assert (verdict.status, verdict.share) == (Status.NO_DATA, None)
    assert verdict.reason is not None
    assert (
        verdict.reason.message()
        == '"t" is held against each unit, and the data name none; a saved summary has them with --by unit'
    )


@pytest.mark.parametrize(
    ("direction", "good", "status"),
    [
        (Direction.AT_LEAST, 89, Status.MISSED),
        (Direction.AT_LEAST, 90, Status.AT_RISK),
        (Direction.AT_LEAST, 95, Status.MET),
        (Direction.AT_MOST, 91, Status.MISSED),
        (Direction.AT_MOST, 90, Status.AT_RISK),
        (Direction.AT_MOST, 85, Status.MET),
    ],
)
def test_in_front_of_a_bound_it_is_at_risk(direction: Direction, good: int, status: Status) -> None:
    """What meets the bound and not the warning is at risk; the warning itself is met."""
    warn = Threshold(Fraction(95 if direction is Direction.AT_LEAST else 85, 100), "")
    target = replace(TARGET, bounds=(Bound(direction, Fraction(9, 10), "90%", warn),))
    assert only(summary_of("cells", 0, good, 100 - good, 0), target).status is status


YEARLY = replace(
    TARGET,
    bounds=tuple(
        Bound(Direction.AT_LEAST, Fraction(value, 100), f"{value}%", period=period)
        for period, value in (("2022", 80), ("2024", 85), ("2025", 90))
    ),
    by="2025",
)


@pytest.mark.parametrize(
    ("period", "text", "told"),
    [
        ("2021", None, '"t" has no bound for 2021, nor for an earlier period'),
        ("2022", "80%", None),
        ("2023", "80%", '"t" has no bound for 2023; the one for 2022 is used'),
        ("2024-Q3", "85%", '"t" has no bound for 2024-Q3; the one for 2024 is used'),
        ("2025", "90%", None),
        ("2027", "90%", '"t" has no bound for 2027; the one for 2025 is used'),
        (None, None, '"t" has bounds by period, and the data name no period; say it with --period'),
    ],
)
def test_the_bound_is_that_of_the_period(period: str | None, text: str | None, told: str | None) -> None:
    """Its own, that of the year it is in, else the nearest earlier one, which is told; none is no verdict."""
    summary = summary_of("cells", 0, 85, 15, 0)
    of_period = tuple(replace(each, key=each.key._replace(period=period)) for each in summary.tallies)
    verdict = only(replace(summary, tallies=of_period), YEARLY)
    assert (verdict.bound and verdict.bound.text) == text
    assert (verdict.reason and verdict.reason.message()) == told
    assert (verdict.status is Status.NO_BOUND) == (text is None)
    assert verdict.share == Share(85, 100)


def test_the_change_and_the_pace() -> None:
    """72 of 100, then 80 of 100: 8 points a year; 10 more by 2025 are 5 a year from 2023, which 8 would keep."""
    years = [with_units((None, "A", (0, good, 100 - good, 0)), period=period) for period, good in YEARS]
    summary = replace(years[0], tallies=tuple(tally for year in years for tally in year.tallies))
    first, second, third = check(summary, replace(TARGET, by="2025"))
    assert (change(first), pace(first)) == (None, Pace("2025", Fraction(18, 400), None))
    assert change(second) == Change("2021", 8, Fraction(8, 100))
    assert pace(second) == Pace("2025", Fraction(5, 100), Fraction(4, 100))
    assert [each.kept for each in (pace(first), pace(second)) if each] == [None, False]
    assert pace(third) is None  # it is reached


YEARS = (("2021", 72), ("2023", 80), ("2024", 95))


def test_a_change_of_the_base_is_no_change_of_the_share() -> None:
    """Of all in one year, of the rated in the next: the shares cannot be compared."""
    one = summary_of("cells", 0, 8, None, 0, all=10)
    two = with_units((None, "Unit of cells", (0, 9, 1, 0)), period="2022")
    verdicts = list(check(replace(one, tallies=one.tallies + two.tallies), TARGET))
    assert [each.base_kind for each in verdicts] == ["all", "rated"]
    assert change(verdicts[1]) is None
