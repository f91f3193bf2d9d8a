"""Which units are not to be published: those so small that their counts tell of persons, and enough beside them.

A unit that alone were left out could be had from the total less all others, so that a second one goes with it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace

from cellstats.summary import Summary
from cellstats.tally import Count, Key, Tally


def with_masks(summary: Summary, small: int, also: Iterable[Key] = ()) -> Summary:
    """Return the summary with the units, and groups, masked whose base is below `small` and not 0.

    `also` are others that are not to be published.
    """
    named = frozenset(also)
    masked: set[Key] = set()
    for units in summary.by_whole().values():
        masked |= _in_groups(units, small, named)
    for groups in summary.by_whole(groups=True).values():
        masked |= _masked(groups, small, named)
    masked |= {tally.key for tally in summary.totals() if 0 < (size(tally) or 0) < small}
    return replace(summary, masked=frozenset(masked), mask_below=small)


def size(tally: Tally) -> Count:
    """Return how many a tally is of: the base that shares are taken of, or None where it is not known."""
    return tally.base()[1]


def _in_groups(units: Sequence[Tally], small: int, named: Set[Key]) -> Set[Key]:
    """Return the units to mask, so that neither the sum of their group nor that of everything tells one."""
    groups: dict[str | None, list[Tally]] = {}
    for unit in units:
        groups.setdefault(unit.key.group, []).append(unit)
    masked = {*named}
    for alike in (*groups.values(), units):
        masked |= _masked(alike, small, masked)
    return masked


def _masked(units: Sequence[Tally], small: int, already: Set[Key]) -> Set[Key]:
    """Return the units to mask of those that add up to a number which is published.

    They are the small ones and, until at least two are masked that together are not small and not all on one level,
    the next larger ones.
    """
    sized = [(count, unit) for unit in units if (count := size(unit))]
    masked = [unit for count, unit in sized if count < small or unit.key in already]
    known = {unit.key for unit in masked}
    others = [(count, unit) for count, unit in sized if unit.key not in known]
    left = _Left()
    for unit in masked:
        left.add(unit)
    for _, unit in sorted(others, key=lambda pair: (pair[0], pair[1].key.group or "", pair[1].key.unit or "")):
        if not left.tells(small):
            break
        left.add(unit)
        known.add(unit.key)
    return known


@dataclass
class _Left:
    """What is left of a sum when all units that are not masked are taken from it."""

    units: int = 0
    count: int = 0
    levels: Counter[str] = field(default_factory=Counter)

    def add(self, unit: Tally) -> None:
        """Mask one more unit."""
        self.units += 1
        self.count += size(unit) or 0
        for level, count in unit.counts.items():
            self.levels[level] += count or 0

    def tells(self, small: int) -> bool:
        """Tell whether it tells of persons: it is of one unit, small, or all on one level."""
        return self.units == 1 or 0 < self.count < small or self.count in self.levels.values()
