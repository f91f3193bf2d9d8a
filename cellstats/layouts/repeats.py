"""Rows of a list that stand twice in it: the same cell named again, or the same person with everything beside."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import islice
from operator import lt
from typing import Any

from cellstats.findings import Finding, finding
from cellstats.layouts.columns import Column
from cellstats.layouts.listing import Listing
from cellstats.text import fold, fold_all

_MANY = 5  # columns in which two persons are hardly alike


def repeats(rows: Listing, own: Column | None) -> Iterator[Finding]:
    """Say which cells stand twice in one unit of a list, and which persons twice with all that is said of them.

    Persons may well be namesakes, so that their numbers must be the same too, or without numbers many columns.
    """
    if own is None:
        return
    if own.role == "person":
        code, again = "rows-alike", _again(_whole(rows))
    else:
        code, again = "listed-twice", _again(zip(fold_all(rows.texts(own.index)), rows.unit_of, strict=True))
    names = rows.texts(own.index) if again else ()
    if named := [at for at in again if fold(names[at])]:
        yield finding(code, rows.place(named[0], own.index), count=len(named))


def _whole(rows: Listing) -> Iterable[Hashable]:
    """Return each row with its unit, as a hash that takes less memory; nothing where no two can be alike."""
    number = rows.table.first_of("index")
    if number is not None and _ascends(rows.cells(number)):
        return ()
    columns = [cells for at in range(rows.table.sheet.width) if any(cells := rows.cells(at))]
    enough = number is not None or len(columns) >= _MANY
    return map(hash, zip(rows.unit_of, *columns, strict=True)) if enough else ()


def _ascends(numbers: Sequence[Any]) -> bool:
    try:
        return all(map(lt, numbers, islice(numbers, 1, None)))
    except TypeError:  # a blank among them, or a text
        return False


def _again(each: Iterable[Hashable]) -> list[int]:
    """Return which of these were there before, counted from 0."""
    seen: set[Hashable] = set()
    again: list[int] = []
    for at, one in enumerate(each):
        if one in seen:
            again.append(at)
        seen.add(one)
    return again
