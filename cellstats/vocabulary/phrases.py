"""Phrases in texts whose words are folded: whole words only, never a part of one."""

from collections.abc import Callable, Collection, Iterable, Iterator

MOST_WORDS = 6
"""No beginning has more words."""


def begins(key: str, beginnings: Collection[str]) -> bool:
    """Tell whether a text begins with one of these, whole words only."""
    tokens = key.split(" ", MOST_WORDS)[:MOST_WORDS]
    return any(" ".join(tokens[:count]) in beginnings for count in range(1, len(tokens) + 1))


def phrases_in(text: str, phrases: dict[str, str], most: int) -> frozenset[str]:
    """Return what the phrases in a text name, none of more than `most` words; the longest takes its words."""
    found = set()
    tokens = text.split()
    start = 0
    while start < len(tokens):
        for end in range(min(start + most, len(tokens)), start, -1):
            if (phrase := " ".join(tokens[start:end])) in phrases:
                found.add(phrases[phrase])
                start = end
                break
        else:
            start += 1
    return frozenset(found)


def filled(
    key: Callable[[str], str], word: str, slot: str | None, fillings: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Yield the key of a word for all that may stand in its slot, with each of these, which are keys themselves."""
    if slot is None or slot not in word:
        yield "", key(word)
        return
    before, after = map(key, word.split(slot, 1))
    for filling in fillings:
        yield filling, f"{before} {filling} {after}".strip()
