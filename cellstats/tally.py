"""Counts by level that add up: the province is the sum of its districts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from sys import intern
from typing import Any, NamedTuple

from cellstats.place import Place

Count = int | None
"""Heads, or None where nobody reported how many; None is never 0."""

NOT_COUNTED = ("unreported", "not_rated", "exempt", "unrecognized")
"""The bases of those who are in none of the levels, in the order in which they are told."""


class Key(NamedTuple):
    """What is counted: a measure of a population in a period; `unit` None is everything together.

    `group` is the path of a unit: the rows of groups above it in its table, such as "Khối xã / Huyện A".
    """

    population: str
    measure: str
    period: str | None
    unit: str | None = None
    group: str | None = None

    @property
    def whole(self) -> "Key":
        """The key of all units together."""
        return Key(self.population, self.measure, self.period)

    def of_unit(self, unit: str | None, group: str | None = None) -> "Key":
        """Return the key of a unit of the same."""
        return Key(self.population, self.measure, self.period, unit, group)


def added(counts: Iterable[Count]) -> Count:
    """Return the sum, which is unknown as soon as a part of it is."""
    whole = 0
    for count in counts:
        if count is None:
            return None
        whole += count
    return whole


class Bases(NamedTuple):
    """The groups that a share can be taken of, and what is in none of the levels; all in heads.

    all = exempt + not_rated + rated, eligible = not_rated + rated; `unreported` are those of whom it is not known
    whether or how they were rated, `unrecognized` those whose rating is a word that is not known.
    """

    all: Count = None
    eligible: Count = None
    rated: Count = None
    exempt: Count = None
    not_rated: Count = None
    unreported: Count = 0
    unrecognized: Count = 0

    @property
    def of_levels(self) -> Count:
        """What the levels should add up to: the rated, else the eligible or all less those who are not rated."""
        if self.rated is not None:
            return self.rated
        if self.eligible is not None:
            return self.eligible - (self.not_rated or 0)
        return None if self.all is None else self.all - (self.exempt or 0) - (self.not_rated or 0)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a population stand on each level of a measure.

    `counts` holds every level of the measure, best first. `t1 + t2` is the tally of both together; a count that
    one of them does not know is unknown in the sum. Addition is associative and commutative up to the order of
    `places`.
    """

    key: Key
    counts: Mapping[str, Count]
    bases: Bases = field(default_factory=Bases)
    places: tuple[Place, ...] = field(default=(), compare=False)

    def __add__(self, other: "Tally") -> "Tally":
        return total((self, other), self.key)

    def __reduce__(self) -> "tuple[Callable[..., Tally], tuple[object, ...]]":
        places = chain.from_iterable(self.places)
        return _sent, (*self.key, self.counts, self.bases, *places)  # several times as quick as what is usual

    def under(self, key: Key) -> "Tally":
        """Return the same under another key."""
        return self if key == self.key else Tally(key, self.counts, self.bases, self.places)

    def base(self, kind: str | None = None) -> tuple[str | None, Count]:
        """Return the kind and the size of the base that shares are taken of.

        Without a kind: the rated where they are known, otherwise all.
        """
        if kind:
            return kind, getattr(self.bases, kind)
        if self.bases.rated is not None:
            return "rated", self.bases.rated
        return (None, None) if self.bases.all is None else ("all", self.bases.all)

    def sum_of(self, levels: Iterable[str]) -> Count:
        """Return how many stand on these levels together, or None where one of the counts is not known."""
        return added(self.counts[level] for level in levels)

    def at_or_above(self, level: str) -> Count:
        """Return how many stand on this level or a better one."""
        order = list(self.counts)
        return self.sum_of(order[: order.index(level) + 1])


def _sent(*values: Any) -> Tally:
    """Return the tally that was sent to this process by the values of its key, of itself and of its places.

    The name of a cell, which many files have a unit at, is kept once.
    """
    places = zip(values[7::3], values[8::3], values[9::3], strict=True)
    kept = [Place(source, sheet, cell and intern(cell)) for source, sheet, cell in places]
    return Tally(Key(*values[:5]), values[5], values[6], tuple(kept))


def total(tallies: Iterable[Tally], key: Key) -> Tally:
    """Return the sum of at least one tally under a key of its own."""
    every = [*tallies]
    if len(every) == 1:
        return every[0].under(key)
    counts = {level: added(tally.counts[level] for tally in every) for level in every[0].counts}
    bases = map(added, zip(*(tally.bases for tally in every), strict=True))
    return Tally(key, counts, Bases(*bases), tuple(place for tally in every for place in tally.places))


def rest_of(whole: Tally, parts: Tally) -> Tally | None:
    """Return what a whole holds beside its parts, or None where a count is not known in one of them.

    A rest may be negative, where they contradict each other.
    """
    counts = {level: _less(count, parts.counts[level]) for level, count in whole.counts.items()}
    bases = Bases(*map(_less, whole.bases, parts.bases))
    both = zip((*counts.values(), *bases), (*whole.counts.values(), *whole.bases), strict=True)
    if any(rest is None and count is not None for rest, count in both):
        return None
    return Tally(whole.key, counts, bases, whole.places)


def _less(left: Count, right: Count) -> Count:
    return None if left is None or right is None else left - right


def unknown(tally: Tally) -> Tally:
    """Return a tally under the same key of which nothing is known."""
    return Tally(tally.key, dict.fromkeys(tally.counts), Bases(*[None] * len(tally.bases)), tally.places)


def from_reported(
    key: Key,
    reported: Mapping[str, Count],
    bases: Bases,
    *,
    unreadable: frozenset[str] = frozenset(),
    place: Place,
) -> Tally:
    """Return the tally of one row of reported counts, with what its total proves.

    The levels should add up to the rated where these are reported, else to the eligible or to all, less those
    reported as exempt or not rated. A blank is 0 where that holds without it or where there is no total at all;
    otherwise it stays unknown, and the remainder is `unreported`. `unreadable` names levels, which are never taken
    as 0, and bases, which leave it open whether a blank is.
    """
    expected = bases.of_levels
    known = sum(filter(None, reported.values()))
    remainder = None if expected is None else expected - known
    blanks = {level for level, count in reported.items() if count is None}
    untotalled = remainder is None and len(blanks) < len(reported) and not unreadable & _TOTALS
    if untotalled or remainder == 0:
        blanks &= unreadable
    counts = {level: 0 if count is None and level not in blanks else count for level, count in reported.items()}
    complete = not blanks and (untotalled or remainder == 0)
    rated = bases.rated if bases.rated is not None else known if complete else None
    return Tally(
        key,
        counts,
        _told_apart(bases, rated, remainder if expected is not None else 0 if complete else None),
        (place,),
    )


_TOTALS = frozenset({"all", "eligible", "rated"})


def _told_apart(bases: Bases, rated: Count, remainder: Count) -> Bases:
    """Return the bases with what follows from all = exempt + not rated + rated.

    Where that holds, those not named are none; what it leaves is unreported, as is the remainder of the levels.
    """
    exempt, not_rated, eligible = bases.exempt, bases.not_rated, bases.eligible
    unreported = None if remainder is None else max(remainder, 0)
    if bases.all is not None and rated is not None:
        rest = bases.all - rated - (exempt or 0) - (not_rated or 0)
        if rest == 0:
            exempt, not_rated = exempt or 0, not_rated or 0
        elif unreported is not None:
            unreported += max(rest, 0)
    if eligible is None and bases.all is not None and exempt is not None and exempt <= bases.all:
        eligible = bases.all - exempt
    return Bases(bases.all, eligible, rated, exempt, not_rated, unreported, bases.unrecognized)
