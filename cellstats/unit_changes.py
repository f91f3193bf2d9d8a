"""Which units of one period are new, gone or renamed in the next."""

from collections.abc import Sequence
from dataclasses import dataclass

from cellstats.doubles import unit_keys
from cellstats.skeleton import skeletons
from cellstats.tally import Tally
from cellstats.vocabulary import Vocabulary


@dataclass(frozen=True)
class Turnover:
    """Units by name that one period has and the other has not; `renamed` are pairs that are probably one unit."""

    new: tuple[str, ...]
    gone: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]


def turnover(earlier: Sequence[Tally], later: Sequence[Tally], words: Vocabulary) -> Turnover:
    """Compare the units of two periods.

    A unit keeps its name whatever its group is called. Probably renamed is one that is gone where one is new whose
    name differs only in what the eye may miss, or in the word for the kind of place ("Xã A", "Phường A").
    """
    gone, new = _without(earlier, later, words), _without(later, earlier, words)
    left, come = _by_bare(gone, words), _by_bare(new, words)
    pairs = ((names[0], come[bare][0]) for bare, names in left.items() if len(names) == len(come.get(bare, ())) == 1)
    renamed = dict(pairs)
    others = {*renamed.values()}
    return Turnover(
        tuple(name for name in new if name not in others),
        tuple(name for name in gone if name not in renamed),
        tuple(renamed.items()),
    )


def _without(tallies: Sequence[Tally], others: Sequence[Tally], words: Vocabulary) -> list[str]:
    """Return the names of units that others do not have."""
    names, known = _names(tallies), {*unit_keys(_names(others), words)}
    return [name for name, key in zip(names, unit_keys(names, words), strict=True) if key not in known]


def _names(tallies: Sequence[Tally]) -> list[str]:
    return [tally.key.unit or "" for tally in tallies]


def _by_bare(names: Sequence[str], words: Vocabulary) -> dict[str, list[str]]:
    """Return names by what is left of them without the word for the kind of place."""
    alike: dict[str, list[str]] = {}
    for name, bare in zip(names, skeletons([*map(words.without_place, names)]), strict=True):
        alike.setdefault(bare, []).append(name)
    return alike
