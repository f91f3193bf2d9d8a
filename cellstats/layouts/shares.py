"""Given shares are only checked, never counted: against the count beside them, on the base that they are taken of."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from cellstats.findings import Finding, Names, finding
from cellstats.layouts.given import Given, Number, written
from cellstats.layouts.rows import Row
from cellstats.reading import Sheet
from cellstats.share import Share
from cellstats.tally import Tally
from cellstats.text import Broken
from cellstats.vocabulary import Vocabulary

_USUAL = "usual"  # the rated where they are known, otherwise all
_SHOWN = 4  # no message needs more decimals
_BASES = (_USUAL, "rated", "eligible", "all", "levels")


@dataclass(frozen=True, eq=False)
class _Share:
    """A given share in percent, the count that it is the share of, and how large each base is."""

    given: Given
    number: Number
    count: int
    bases: Mapping[str, int | None]

    def right(self, base: str) -> bool:
        """Tell whether it is the rounded share of a base."""
        whole = self.bases[base]
        return bool(whole) and self.number.is_rounded(self.count, whole or 0)

    def cut(self, base: str) -> bool:
        """Tell whether it is the share of a base, cut off."""
        whole = self.bases[base]
        return bool(whole) and self.number.is_cut_off(self.count, whole or 0)

    def off(self, base: str) -> int:
        """Return by how many units of its last digit it differs from the rounded share."""
        whole = self.bases[base]
        return self.number.off(self.count, whole) if whole else 0


def check_shares(
    sheet: Sheet, given: Sequence[Given], tally: Callable[[Row], Tally], vocabulary: Vocabulary
) -> list[Finding]:
    """Return what is to be said of the given shares of a block: one finding of a kind, at the first cell."""
    tallies = {row: tally(row) for row in dict.fromkeys(each.row for each in given)}
    shares, alone = _shares(given, tallies)
    # On a base of 0 a share must be an error.
    broken = [each for each in given if isinstance(each.cell, Broken) and tallies[each.row].base()[1]]
    told = [
        finding(code, sheet.place(*found[0].at), count=len(found))
        for code, found in (("share-unreadable", broken), ("share-without-count", alone))
        if found
    ]
    if not all(each.right(_USUAL) for each in shares):
        told += _told(sheet, shares, _base_of(shares), vocabulary)
    return told


def _shares(given: Sequence[Given], tallies: Mapping[Row, Tally]) -> tuple[list[_Share], list[Given]]:
    """Return the shares that can be checked, row by row, all in percent, and those without a count."""
    sizes = {row: _sizes(tally) for row, tally in tallies.items()}
    read: list[tuple[_Share, bool]] = []
    alone: list[Given] = []
    for each in given:
        if number := written(each.cell):
            count = tallies[each.row].counts[each.level]
            if count is None:
                alone.append(each)
            elif sizes[each.row][_USUAL]:
                read.append((_Share(each, number[0], count, sizes[each.row]), number[1]))
    fractions = _lines_of_fractions([share for share, percent in read if not percent])
    shares = [
        share if percent or share.given.line not in fractions else replace(share, number=share.number.hundredfold)
        for share, percent in read
    ]
    return shares, alone


def _sizes(tally: Tally) -> dict[str, int | None]:
    """Return how large each base is."""
    bases = tally.bases
    levels = sum(count or 0 for count in tally.counts.values())
    return dict(zip(_BASES, (tally.base()[1], bases.rated, bases.eligible, bases.all, levels), strict=True))


def _lines_of_fractions(shares: Sequence[_Share]) -> set[tuple[str, int]]:
    """Return the columns and rows in which 1 is the whole, not one percent: most of their shares are then nearer."""
    votes = Counter[tuple[str, int]]()
    for each in shares:
        if each.number.digits and each.count:
            share = each.number.digits * (each.bases[_USUAL] or 0)
            # Nearer to the share itself than to a hundred times it: below ten times it.
            votes[each.given.line] += 1 if share < 10 * each.count * 10**each.number.decimals else -1
    return {line for line, vote in votes.items() if vote > 0}


def _base_of(shares: Sequence[_Share]) -> str:
    """Return the base that a table takes its shares of: that on which most of them are right, or were cut off."""
    fitting = {base: sum(each.right(base) or each.cut(base) for each in shares) for base in _BASES}
    return max(_BASES, key=lambda base: fitting[base])  # the first of the best


def _told(sheet: Sheet, shares: Sequence[_Share], base: str, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Yield one finding for each kind of share that is not the rounded one."""
    forced: set[_Share] = set()
    for _, row in groupby(shares, key=lambda each: (each.given.row, each.given.line[0])):
        forced |= _forced([*row], base)
    kinds: dict[tuple[str, str], list[_Share]] = {}
    for each in shares:
        if kind := _kind(each, base, forced=each in forced):
            kinds.setdefault(kind, []).append(each)
    for (code, of), found in kinds.items():
        first, exact = found[0], Share(found[0].count, found[0].bases[_USUAL] or 0)
        yield finding(
            code,
            sheet.place(*first.given.at),
            count=len(found),
            given=_percent(first.number.value, vocabulary),
            exact=_percent(exact.percent(min(first.number.decimals, _SHOWN)), vocabulary),
            base=vocabulary.labels[f"share_of_{of}"],
        )


def _forced(row: Sequence[_Share], base: str) -> set[_Share]:
    """Return the shares of one row that were moved by one unit of the last digit so that all add up to 100."""
    if sum(each.number.value for each in row) != 100:
        return set()
    moved = {each: off for each in row if (off := each.off(base))}
    return set(moved) if set(moved.values()) in ({1}, {-1}) else set()


def _kind(share: _Share, base: str, *, forced: bool) -> tuple[str, str] | None:
    """Return the code of what a share is, and the base that it is of; None where it is right."""
    if share.right(_USUAL):
        return None
    if base != _USUAL and (share.right(base) or share.cut(base)):
        return "share-of-another-base", base
    if forced:
        return "share-forced", base
    if share.cut(_USUAL):
        return "share-cut-off", _USUAL
    other = next((each for each in _BASES if share.right(each)), None)
    return ("share-of-another-base", other) if other else ("share-wrong", _USUAL)


def _percent(value: Decimal | None, vocabulary: Vocabulary) -> Names:
    return {language: f"{value:f}%".replace(".", sign) for language, sign in vocabulary.labels["decimal"].items()}
