"""What the user says of a table where the guess is wrong: its heading rows, and what its columns are for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from cellstats.layouts.columns import COMPARISON, Column, columns_of
from cellstats.layouts.header import Table, first_title, numbers_columns
from cellstats.reading import Sheet
from cellstats.vocabulary import Vocabulary

IGNORED = "ignore"
LABEL = "label"


@dataclass(frozen=True)
class Forced:
    """The heading rows of each table (first, last; counted from 0) and the roles of columns by index.

    A role is one of the vocabulary, the id of a level or of a measure, "label" for levels in rows, or "ignore".
    """

    headings: tuple[tuple[int, int], ...] = ()
    columns: Mapping[int, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.headings or self.columns)

    def tables(self, sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Table]:
        """Yield the table below each of the headings that are said, down to the titles of the next."""
        height = len(sheet.rows)
        below = [
            first_title(sheet, min(top, height), min(last + 1, height))
            for (_, last), (top, _) in pairwise(self.headings)
        ]
        for (top, last), start, end in zip(self.headings, [0, *below], [*below, height], strict=True):
            if last < height:
                bottom = last + 1
                first = bottom + 1 if numbers_columns(sheet, bottom) else bottom
                columns = list(columns_of(sheet, top, bottom, vocabulary))
                if LABEL in self.columns.values():
                    columns += [
                        Column(at, (), None) for at in {*range(sheet.width)} - {each.index for each in columns}
                    ]
                above = Table(sheet, self.headings[0][0], bottom, first, ()).titles if start else ()
                table = Table(sheet, top, bottom, first, tuple(columns), above)
                yield self.applied(table.within(start, end), vocabulary)

    def applied(self, table: Table, vocabulary: Vocabulary) -> Table:
        """Return the table with the roles that are said."""
        known = {column.index: column for column in table.columns}
        known |= {
            at: _forced(known.get(at, Column(at, (), None)), role, vocabulary) for at, role in self.columns.items()
        }
        return replace(table, columns=tuple(known[at] for at in sorted(known)))


def roles(vocabulary: Vocabulary) -> list[str]:
    """Return every role that may be said of a column."""
    levels = [level for measure in vocabulary.measures.values() for level in measure.level_ids]
    named = [role for role in vocabulary.columns["roles"] if role != "value"]
    return list(dict.fromkeys([*named, *levels, *vocabulary.measures, LABEL, COMPARISON, IGNORED]))


def _forced(column: Column, role: str, vocabulary: Vocabulary) -> Column:
    levels = tuple((name, role) for name, measure in vocabulary.measures.items() if role in measure.level_ids)
    if column.role == role:
        return column
    if levels:
        return replace(column, role="level", levels=levels)
    if role in vocabulary.measures:
        return replace(column, role="measure", measures=frozenset({role}))
    return replace(column, role="note" if role == IGNORED else role, levels=())
