"""The columns of a table: what each is for, by the words of its heading."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from cellstats.numbers import is_value
from cellstats.reading import Sheet
from cellstats.text import is_blank
from cellstats.vocabulary import Meaning, Vocabulary

COMPARISON = "comparison"
"""The role of a column of a plan, another year or a change."""


@dataclass(frozen=True)
class Column:
    """What one column is for, from all its heading cells, the lowest first to decide.

    `role` is a role of the vocabulary, "level" for a column of counts or ticks, "measure" for a column that holds
    the words of a list, or None where the heading is not known.
    """

    index: int
    words: tuple[str, ...]  # top to bottom
    role: str | None
    population: str | None = None
    measures: frozenset[str] = frozenset()
    levels: tuple[tuple[str, str], ...] = ()  # (measure, level)
    period: str | None = None
    word: str = ""  # the lowest of its words that is more than "Số lượng" or "Tỷ lệ"
    stage: str | None = None  # "proposed" or "official", where two ratings stand side by side


def columns_of(sheet: Sheet, top: int, first: int, vocabulary: Vocabulary) -> Iterator[Column]:
    """Yield the columns that have a heading in these rows; "Average" is a level beside others of its measure."""
    headings = _headings(sheet, top, first)
    columns = {index: _column(index, words, sheet, first, vocabulary) for index, words in headings}
    measures = [{measure for measure, _ in column.levels} for column in columns.values() if column.role == "level"]
    certain = {measure for each in measures if len(each) == 1 for measure in each}
    for index, column in columns.items():
        if column.role == COMPARISON and certain and _are_levels(column.words, certain, vocabulary):
            yield _column(index, column.words, sheet, first, vocabulary, compared=False)
        else:
            yield column


def _are_levels(words: tuple[str, ...], measures: Collection[str], vocabulary: Vocabulary) -> bool:
    """Tell whether all words of a heading that may name a comparison are levels of these measures too."""
    meanings = [vocabulary.heading(word) for word in words if vocabulary.is_comparison(word)]
    return all(meaning and not meaning.levels.keys().isdisjoint(measures) for meaning in meanings)


def _headings(sheet: Sheet, top: int, first: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the columns that have a heading, each with its words from the top down."""
    rows = [_from_the_left(sheet, row, first) for row in range(top, first)]
    if len(rows) == 1:  # as most headings: nothing stands above another
        yield from ((index, (text,)) for index, text in enumerate(rows[0]) if text)
        return
    carried = [""] * len(rows)
    for index in range(sheet.width):
        own = [cells[index] for cells in rows]
        lowest = max((tier for tier, text in enumerate(own) if text), default=None)
        if lowest is None:
            continue
        # A blank right of a heading, above another, is covered by it; a heading of its own starts anew.
        for tier, text in enumerate(own[: lowest + 1]):
            if text:
                carried[tier:] = [text] + [""] * (len(own) - tier - 1)
        yield index, tuple(dict.fromkeys(filter(None, carried[: lowest + 1])))


def _from_the_left(sheet: Sheet, row: int, first: int) -> list[str]:
    """Return the texts of a heading row, those that were typed over the middle of their columns moved to the first.

    Over "HTXSNV │ HTTNV │ HTXSNV │ HTTNV" two texts head two columns each, wherever they stand over them.
    """
    cells = [sheet.text(row, column) for column in range(sheet.width)]
    if row + 1 >= first or any(left < right for _, left, _, right in sheet.spans(row)):
        return cells
    below = [sheet.text(row + 1, column) for column in range(sheet.width)]
    for start in (column for column, text in enumerate(below) if text and (not column or not below[column - 1])):
        end = next((column for column in range(start, len(below)) if not below[column]), len(below))
        above = [column for column in range(start, end) if cells[column]]
        width = (end - start) // len(above) if len(above) >= 2 and not (end - start) % len(above) else 0
        alike = width >= 2 and all(
            below[column] == below[start + (column - start) % width] for column in range(start, end)
        )
        if alike and [(column - start) // width for column in above] == list(range(len(above))):
            heads = [cells[column] for column in above]
            cells[start:end] = [heads[at // width] if at % width == 0 else "" for at in range(end - start)]
    return cells


def _column(
    index: int, words: tuple[str, ...], sheet: Sheet, first: int, vocabulary: Vocabulary, *, compared: bool = True
) -> Column:
    """Decide what a column is for: by the words over it, where these do not tell by where it stands, or its cells."""
    said = vocabulary.over_column(words)
    if compared and said.compared:
        return Column(index, words, COMPARISON, word=said.word)
    lowest = said.meaning
    if lowest is None:
        return Column(index, words, "share" if said.share else None, period=said.period, word=said.word)
    role: str | None = min(lowest.roles) if lowest.roles else None
    if said.share:
        role = "share"
    elif role == "unit" and any(vocabulary.populations[each].people for each in lowest.populations):
        role = "person"  # "Tên đảng viên"
    elif role == "index" and lowest.levels and any(sheet.text(first - 1, left) for left in range(index)):
        role = "level"  # "No" is a number only in the first column
    elif lowest.levels and not lowest.roles:
        role = "level"
    elif lowest.measures or "value" in lowest.roles:
        role = "measure"
    elif role is None:
        role = _by_values(lowest, sheet, index, first, vocabulary)
    levels = () if said.share and lowest.roles & {"part", "or_better"} else tuple(lowest.levels.items())
    named = said.population, said.measures, levels, said.period
    return Column(index, words, role, *named, said.word, said.stage)


def _by_values(meaning: Meaning, sheet: Sheet, index: int, first: int, vocabulary: Vocabulary) -> str:
    """Decide what a bare "Chi bộ" or "Đảng viên" heads by the first cell below it: counts, or names."""
    below = (sheet.cell(row, index) for row in range(first, len(sheet.rows)))
    if is_value(next((cell for cell in below if not is_blank(cell)), None)):
        return "all"
    people = any(vocabulary.populations[each].people for each in meaning.populations)
    return "person" if people else "unit"
