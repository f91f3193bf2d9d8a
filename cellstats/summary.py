"""Tally… → Summary: the sums, their shares, and what does not fit together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cellstats.doubles import find_doubles
from cellstats.findings import Finding, Severity, finding, grouped
from cellstats.layouts import Part, Source, names_of
from cellstats.overlaps import without_overlaps
from cellstats.share import Share
from cellstats.tally import NOT_COUNTED, Bases, Count, Key, Tally, added, total, unknown
from cellstats.vocabulary import Vocabulary

if TYPE_CHECKING:
    import pandas as pd


class Record(NamedTuple):
    """One row of a frequency table: a level with its count, and with that of this level or better.

    `base` is in heads; counts and shares are None where they are not known.
    """

    key: Key
    level: str
    count: Count  # type: ignore[assignment]  # it takes the place of the method of tuples, which nobody needs here
    base: Count
    base_kind: str | None
    cumulative_count: Count

    @property
    def share(self) -> Share | None:
        """The share of this level, or None where it is not known."""
        return share_of(self.count, self.base)

    @property
    def cumulative_share(self) -> Share | None:
        """The share of this level or better, or None where it is not known."""
        return share_of(self.cumulative_count, self.base)

    def percent(self, decimals: int = 2) -> Decimal | None:
        """Return the share in percent, rounded half up."""
        return percent_of(self.count, self.base, decimals)

    def cumulative_percent(self, decimals: int = 2) -> Decimal | None:
        """Return the share of this level or better in percent, rounded half up."""
        return percent_of(self.cumulative_count, self.base, decimals)


@dataclass(frozen=True)
class Summary:
    """All that was counted, from where, and what is to be said about it.

    `tallies` are of units, as finely as they were read; `totals()` adds them up. `masked` are the units, groups and
    totals whose counts are not to be published.
    """

    tallies: tuple[Tally, ...]
    findings: tuple[Finding, ...]
    sources: tuple[Source, ...]
    vocabulary: Vocabulary = field(repr=False)
    masked: frozenset[Key] = frozenset()
    mask_below: int | None = None  # the size of a base below which nothing is to be published

    @property
    def keys(self) -> set[Key]:
        """What there is data of, units left aside."""
        return {tally.key.whole for tally in self.tallies}

    @property
    def trusted(self) -> bool:
        """Whether no finding says that the numbers may be wrong."""
        return all(each.severity is not Severity.ERROR for each in self.findings)

    def totals(self, *, by_unit: bool = False) -> list[Tally]:
        """Return one tally of everything for each population, measure and period, or also one for each unit."""
        of_whole = self.by_whole() if by_unit else {}
        return [tally for whole in self._wholes for tally in (whole, *of_whole.get(whole.key, ()))]

    @cached_property
    def _wholes(self) -> tuple[Tally, ...]:
        """The tallies of everything, which each part of a report asks for."""
        wholes = _summed((tally.key.whole, tally) for tally in self.tallies)
        wholes.sort(key=lambda tally: self._order(tally.key))
        return tuple(unknown(tally) if tally.key in self.masked else tally for tally in wholes)

    def of_each(self, *, groups: bool = False) -> list[Tally]:
        """Return one tally for each unit, in the order in which they were read, or for each group of units.

        Of those that are masked nothing is known.
        """
        named = [each for each in self.tallies if (each.key.group if groups else each.key.unit) is not None]
        every = _summed((each.key.of_unit(None, each.key.group) if groups else each.key, each) for each in named)
        return [unknown(tally) if tally.key in self.masked else tally for tally in every]

    def by_whole(self, *, groups: bool = False) -> dict[Key, list[Tally]]:
        """Return the tallies of each unit, or group, by what they are of."""
        return _by_key((tally.key.whole, tally) for tally in self.of_each(groups=groups))

    @property
    def unmasked(self) -> "Summary":
        """The summary with nothing masked."""
        return replace(self, masked=frozenset(), mask_below=None)

    def records(self, *, by_unit: bool = False, base: str | None = None) -> list[Record]:
        """Return the rows of the frequency tables: every level of every measure, best first.

        Args:
            by_unit: whether to add those of each unit.
            base: "rated", "eligible" or "all"; by default the rated where they are known, otherwise all.

        """
        return [record for tally in self.totals(by_unit=by_unit) for record in records_of(tally, base)]

    def to_frame(self, *, by_unit: bool = False, decimals: int = 2) -> "pd.DataFrame":
        """Return the records as a tidy pandas frame: one row for a level, `percent` rounded half up.

        Counts are nullable integers (Int64), so that an unknown count is <NA> and not 0.
        """
        import pandas as pd  # 0.3 s, so only where it is used

        frame = pd.DataFrame(
            [row(record, decimals) for record in self.records(by_unit=by_unit)], columns=list(COLUMNS)
        )
        return frame.astype({"count": "Int64", "base": "Int64", "cumulative_count": "Int64"})

    def _order(self, key: Key) -> tuple[int, int, str]:
        populations, measures = list(self.vocabulary.populations), list(self.vocabulary.measures)
        return populations.index(key.population), measures.index(key.measure), key.period or ""


COLUMNS = (
    *("population", "measure", "period", "unit", "group", "level"),
    *("count", "base", "base_kind", "percent", "cumulative_count", "cumulative_percent"),
)
"""The columns of the records in JSON, CSV, TSV and in a frame."""


def row(record: Record, decimals: int) -> dict[str, str | int | float | None]:
    """Return a record under the names of COLUMNS, percentages as numbers rounded half up."""
    key = record.key
    return {
        "population": key.population,
        "measure": key.measure,
        "period": key.period,
        "unit": key.unit,
        "group": key.group,
        "level": record.level,
        "count": record.count,
        "base": record.base,
        "base_kind": record.base_kind,
        "percent": _percent(record.count, record.base, decimals),
        "cumulative_count": record.cumulative_count,
        "cumulative_percent": _percent(record.cumulative_count, record.base, decimals),
    }


@lru_cache(maxsize=65_536)  # of many small units, many have the same share
def _percent(part: Count, whole: Count, decimals: int) -> float | None:
    percent = percent_of(part, whole, decimals)
    return None if percent is None else float(percent)


def add_up(parts: Iterable[Part], vocabulary: Vocabulary) -> Summary:
    """Return the summary of what all pages give."""
    every = list(parts)
    tallies, overlaps = without_overlaps(every, vocabulary)
    found = tuple(each for part in every for each in part.findings)
    sources = tuple(source for part in every for source in part.sources)
    failed = any(each.severity is Severity.ERROR for each in found)
    known = {(each.code, str(each.place)) for each in found if each.saved}  # a saved summary tells it again
    doubles = (*overlaps, *find_doubles(tallies, every, vocabulary))
    doubled = [each for each in doubles if (each.code, str(each.place)) not in known]
    empty = () if tallies or failed else (finding("nothing-read"),)
    if empty:  # which says of all files what was said of each
        found = tuple(each for each in found if each.code != "file-passed-over")
    told = (*found, *doubled, *_told_by_some(tallies, found, vocabulary), *empty)
    return Summary(tallies, grouped(told), sources, vocabulary)


def _told_by_some(tallies: Iterable[Tally], found: Iterable[Finding], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Say how many are in none of the levels where only some tables tell it, for no sum has them then.

    What a saved summary says of all of them already is not said again.
    """
    code = "told-by-some"
    saved = {each.message() for each in found if each.code == code}
    for key, every in _by_key((tally.key.whole, tally) for tally in tallies).items():
        for kind, counts in zip(Bases._fields, zip(*(tally.bases for tally in every), strict=True), strict=True):
            if kind in NOT_COUNTED and None in counts and any(counts):
                place = next(tally.places[0] for tally, count in zip(every, counts, strict=True) if count)
                values = {"count": sum(filter(None, counts)), "kind": vocabulary.labels[kind]}
                told = finding(code, place, **values, **names_of(key, vocabulary))
                if saved.isdisjoint(map(told.message, ("en", "vi"))):
                    yield told


def records_of(tally: Tally, base: str | None = None) -> Iterator[Record]:
    """Yield the rows of the frequency table of one tally, best level first."""
    kind, size = tally.base(base)
    above: Count = 0
    for level, count in tally.counts.items():
        above = added((above, count))
        yield Record(tally.key, level, count, size, kind, above)


def _summed(tallies: Iterable[tuple[Key, Tally]]) -> list[Tally]:
    """Return the sum of the tallies under each key."""
    return [total(parts, key) for key, parts in _by_key(tallies).items()]


def _by_key(tallies: Iterable[tuple[Key, Tally]]) -> dict[Key, list[Tally]]:
    """Return the tallies under each key, in their order."""
    by_key: dict[Key, list[Tally]] = {}
    for key, tally in tallies:
        by_key.setdefault(key, []).append(tally)
    return by_key


def share_of(part: Count, whole: Count) -> Share | None:
    """Return a part of a base as a share, or None where one of them is not known or nobody is in the base."""
    return None if part is None or not whole else Share(part, whole)


@lru_cache(maxsize=65_536)
def percent_of(part: Count, whole: Count, decimals: int = 2) -> Decimal | None:
    """Return a part of a base in percent, rounded half up, or None where it is not known."""
    share = share_of(part, whole)
    return share.percent(decimals) if share else None
