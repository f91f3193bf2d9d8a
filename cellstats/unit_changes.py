"""Which units of one period are new, gone or renamed in the next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cellstats.doubles import unit_key
from cellstats.skeleton import skeleton
from cellstats.tally import Key, Tally
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
    gone = _without(earlier, later, words)
    new = _without(later, earlier, words)
    renamed = []
    for name in list(gone):
        alike = [each for each in new if _bare(each, words) == _bare(name, words)]
        rivals = [each for each in gone if _bare(each, words) == _bare(name, words)]
        if len(alike) == len(rivals) == 1:
            renamed.append((name, alike[0]))
            new.remove(alike[0])
            gone.remove(name)
    return Turnover(tuple(new), tuple(gone), tuple(renamed))


def _without(tallies: Sequence[Tally], others: Sequence[Tally], words: Vocabulary) -> list[str]:
    known: Collection[str] = {unit_key(_name(tally.key), words) for tally in others}
    return [name for tally in tallies if unit_key(name := _name(tally.key), words) not in known]


def _name(key: Key) -> str:
    return key.unit or ""


def _bare(name: str, words: Vocabulary) -> str:
    return skeleton(words.without_place(name))
