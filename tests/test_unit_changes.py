from cellstats.tally import Key, Tally
from cellstats.unit_changes import Turnover, turnover
from cellstats.vocabulary import packaged


def units(*names: str, group: str | None = None) -> list[Tally]:
    return [Tally(Key("cells", "rating", "2021", name, group), {}) for name in names]


def changed(earlier: list[Tally], later: list[Tally]) -> Turnover:
    return turnover(earlier, later, packaged())


def test_units_come_and_go() -> None:
    """What only one year has is new or gone."""
    assert changed(units("Xã A", "Xã B"), units("Xã B", "Xã C")) == Turnover(("Xã C",), ("Xã A",), ())


def test_a_unit_keeps_its_name_in_another_spelling_or_group() -> None:
    """Case, spaces, the place of the tone mark and the group above do not make a new unit."""
    earlier = units("Xã Hoà Bình", group="Huyện A")
    assert changed(earlier, units("xã  Hòa Bình", group="Tỉnh")) == Turnover((), (), ())


def test_a_commune_that_became_a_ward_was_renamed() -> None:
    """The name without the word for the kind of place is the same, and nobody else bears it."""
    assert changed(units("Xã Kim Lập"), units("Phường Kim Lập")) == Turnover(
        (), (), (("Xã Kim Lập", "Phường Kim Lập"),)
    )
    assert changed(units("Xã Tân An", "Thị trấn Tân An"), units("Phường Tân An")).renamed == ()


def test_other_names_are_not_guessed_at() -> None:
    """Half a name is no name."""
    assert changed(units("Xã Tân An"), units("Xã Tân Bình")) == Turnover(("Xã Tân Bình",), ("Xã Tân An",), ())
