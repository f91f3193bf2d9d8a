"""Rows that say themselves whom or when they count: "Chi bộ", "Đảng viên", "Năm 2020" as labels of rows or groups."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cellstats.layouts.context import Context, Subject, Told
from cellstats.layouts.header import Table
from cellstats.layouts.rows import Row
from cellstats.tally import Key
from cellstats.vocabulary import Vocabulary


def with_speaking_rows(table: Table, context: Context) -> Context:
    """Return the context, with whom the first speaking row names for where nothing else does."""
    columns = table.having("unit", "index")
    below = (table.sheet.texts(column.index)[table.first :] for column in columns)
    texts = [text for row in zip(*below, strict=True) for text in row]
    named = _populations(texts, context.vocabulary)
    return replace(context, spoken=next(iter(named.values()), None))


def keys_of(
    items: Sequence[Row], paths: Mapping[int, str | None], subject: Subject, vocabulary: Vocabulary
) -> dict[int, Key]:
    """Return what each row counts: a unit of the subject, or whom or when its label or its group names.

    Labels name populations only where some are of people and others are not: groups of "Đảng bộ cơ sở" and "Chi bộ
    trực thuộc" in a table of members are kinds of units. They name periods only where all do.
    """
    key = subject.key
    groups = {row.index: path.split(" / ") if (path := paths[row.index]) else [] for row in items}
    texts = [text for row in items for text in (row.label, *groups[row.index])]
    named = _populations(texts, vocabulary) if subject.population.origin != "heading" else {}
    dated = bool(items) and all(vocabulary.is_period(row.label) for row in items)
    keys: dict[int, Key] = {}
    for row in items:
        speaking = (named[text] for text in (row.label, *reversed(groups[row.index])) if text in named)
        population = next(speaking, key.population)
        period = vocabulary.period_in(row.label) if dated else key.period
        unit = None if dated or row.label in named else row.label or None
        path = " / ".join(group for group in groups[row.index] if group not in named) or None
        keys[row.index] = Key(population, key.measure, period, unit, path if unit else None)
    return keys


def subjects_of(subject: Subject, keys: Iterable[Key]) -> list[Subject]:
    """Return the subject for each population and period that rows count."""
    wholes = dict.fromkeys(key.whole for key in keys) or {subject.key: None}
    return [
        Subject(_told(subject.population, whole.population), subject.measure, _told(subject.period, whole.period))
        for whole in wholes
    ]


def _told(told: Told, value: str | None) -> Told:
    return told if told.value == value else Told(value, "words")


def _populations(texts: Iterable[str], vocabulary: Vocabulary) -> dict[str, str]:
    """Return the texts that name populations, some of people and some not; else none."""
    named = {text: found for text in texts if text and (found := vocabulary.population_named(text))}
    kinds = {vocabulary.populations[population].people for population in named.values()}
    return named if len(kinds) == 2 else {}
