"""Units that are larger than they usually are: a cell of 300 members is more likely a slip, or no cell."""

from collections.abc import Iterator

from cellstats.findings import Finding, finding
from cellstats.layouts.context import Part
from cellstats.layouts.header import Table
from cellstats.layouts.listing import listing
from cellstats.numbers import count_in
from cellstats.place import Place
from cellstats.vocabulary import Vocabulary

Large = tuple[Place, str, int]
"""Where a unit stands, its name and how large it is."""


def larger_than_usual(table: Table, part: Part, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Say which rows, or units of a list, hold more of a population than is usual for what the rows are."""
    owners = {column.population for column in table.having("unit")}
    owner = owners.pop() if len(owners) == 1 else None
    for population, most in vocabulary.populations[owner].usual_most.items() if owner else ():
        large = [*_counted(part, population, most), *_stated(table, population, most, vocabulary)]
        if large:
            place, unit, size = large[0]
            names = {
                "rows": vocabulary.populations[owner or ""].names,
                "of": vocabulary.populations[population].names,
            }
            yield finding("larger-than-usual", place, count=len(large), unit=unit, size=size, most=most, **names)


def _counted(part: Part, population: str, most: int) -> Iterator[Large]:
    """Yield the units that were counted and are larger, once for each measure."""
    for tally in part.tallies:
        size = tally.bases.rated if tally.bases.all is None else tally.bases.all
        if tally.key.population == population and tally.key.unit and size is not None and size > most:
            yield tally.places[0], tally.key.unit, size


def _stated(table: Table, population: str, most: int, vocabulary: Vocabulary) -> Iterator[Large]:
    """Yield the rows of a list of units that say so in a column beside, as "Số đảng viên"."""
    columns = [column for column in table.having("all") if column.population == population]
    if columns and table.having("measure"):
        rows, column = listing(table, columns, vocabulary), columns[0].index
        units = rows.texts(table.having("unit")[0].index)
        indexes = [index for row in rows.counted for index in row.indexes]
        for index, unit, cell in zip(indexes, units, rows.cells(column), strict=True):
            size = count_in(cell)
            if size is not None and size > most:
                yield table.sheet.place(index, column), unit, size
