"""Proposed and official ratings side by side: which one counts, and where the others differ from it."""

from collections.abc import Callable, Iterator, Sequence

from cellstats.findings import Finding, finding
from cellstats.layouts.columns import Column
from cellstats.layouts.header import Table
from cellstats.place import Place
from cellstats.vocabulary import Names

PROPOSED = "proposed"
_RANKS = {"official": 2, None: 1, PROPOSED: 0}


def chosen(stages: Sequence[str | None]) -> int:
    """Return which of several ratings of the same counts.

    An official one goes before one that is not marked, and this before proposals; of proposals the last.
    """
    last = len(stages) - 1
    return max(range(len(stages)), key=lambda at: (_RANKS[stages[at]], at if stages[at] == PROPOSED else last - at))


def differences(
    table: Table,
    columns: Sequence[Column],
    judged: Sequence[Sequence[object]],
    measure: Names,
    *,
    place: Callable[[int, int], Place],
    nothing: object,
) -> Iterator[Finding]:
    """Yield what is to be said of several ratings of the same, the one that counts first.

    Each has a column to name and what every row was judged as; a proposal of `nothing` differs from none. `place`
    tells where a row, by its number among these, has a column.
    """
    best = columns[0]
    if best.stage == PROPOSED:
        yield finding("proposed-only", table.heading_place(best))
    for column, other in zip(columns[1:], judged[1:], strict=True):
        if column.stage == best.stage != PROPOSED:
            yield finding("measure-twice", table.heading_place(column), measure=measure)
            continue
        pairs = enumerate(zip(other, judged[0], strict=True))
        differing = [at for at, (proposed, decided) in pairs if proposed not in (nothing, decided)]
        if differing:
            yield finding("proposal-differs", place(differing[0], column.index), count=len(differing))
