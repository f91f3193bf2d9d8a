"""What the words of headings say: by themselves, or around the name of a level or population: "Tổng số chi bộ"."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cellstats.vocabulary.words import Meaning


@dataclass(frozen=True)
class Around:
    """What stands before and after a name, each with its space, and what it says of those that are named."""

    before: str
    after: str
    role: str
    names: Mapping[str, Meaning]

    @property
    def word(self) -> str:
        """The word without which it is not there: its first, or the last where it begins with the name."""
        return self.before.split(" ")[0] or self.after.split(" ")[-1]

    def said(self, key: str) -> Iterator[Meaning]:
        """Yield what a text says, if it is one of these names within these words."""
        if key.startswith(self.before) and key.endswith(self.after):
            name = key[len(self.before) : len(key) - len(self.after)]
            if name in self.names:
                yield self.names[name] | Meaning(frozenset({self.role}))


@dataclass(frozen=True)
class Sayings:
    """The words of headings, all folded: those that stand alone, and those around names by a word of each."""

    alone: Mapping[str, Meaning]
    around: Mapping[str, Sequence[Around]]

    @classmethod
    def of(
        cls,
        roles: Mapping[str, Iterable[str]],
        names: Mapping[str, Mapping[str, Meaning]],
        others: Mapping[str, Meaning],
        key: Callable[[str], str],
    ) -> "Sayings":
        """Return the words for roles, where a slot such as "{level}" stands for its names; and these, and others."""
        alone: dict[str, Meaning] = {}
        around: dict[str, list[Around]] = {}
        for role, word in ((role, word) for role, words in roles.items() for word in words):
            slot = next((slot for slot in names if slot in word), None)
            if slot is None:
                _add(alone, key(word), Meaning(frozenset({role})))
                continue
            before, after = map(key, word.split(slot, 1))
            each = Around(before and f"{before} ", after and f" {after}", role, names[slot])
            if each.word:
                around.setdefault(each.word, []).append(each)
            for name in () if each.word else names[slot]:  # it stands alone
                _add(alone, name, Meaning(frozenset({role})))
        for known in (*names.values(), others):
            for name, meaning in known.items():
                _add(alone, name, meaning)
        return cls(alone, around)

    def said(self, key: str) -> Meaning | None:
        """Return what a text says, or None for one that is not known."""
        found = self.alone.get(key)
        for word in (key.split(" ", 1)[0], key.rsplit(" ", 1)[-1]):
            for each in self.around.get(word, ()):
                for more in each.said(key):
                    found = found | more if found else more
        return found


def _add(known: dict[str, Meaning], key: str, meaning: Meaning) -> None:
    known[key] = known[key] | meaning if key in known else meaning
