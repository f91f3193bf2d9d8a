"""Scores beside the ratings of a list: one that speaks for another level is told, but never decides."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from cellstats.findings import Finding, finding
from cellstats.layouts.header import Table
from cellstats.vocabulary import Measure


def contradictions(table: Table, scale: Measure, period: str | None, judged: Mapping[int, str]) -> Iterator[Finding]:
    """Say how many rows have a score that speaks for another level than the one they are on.

    Other conditions go into a level than its score, so that both may be right.
    """
    columns = table.having("score")
    scored = [level for level in scale.levels if level.least_score is not None]
    dated = scale.scored_since is None or (period or "")[:4] >= str(scale.scored_since)
    if not (columns and scored and dated):
        return
    column = columns[-1].index
    differing = []
    for row, level in judged.items():
        score = _score(table.sheet.cell(row, column))
        if score is not None and level in scale.level_ids:
            reached = (each.id for each in scored if each.least_score is not None and score >= each.least_score)
            if next(reached, scale.level_ids[-1]) != level:
                differing.append(row)
    if differing:
        yield finding("score-differs", table.sheet.place(differing[0], column), count=len(differing))


def _score(cell: object) -> Decimal | None:
    """Return a score, which may have decimals in either style; None for what is none."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    try:
        return Decimal(str(cell).strip().replace(",", "."))
    except InvalidOperation:
        return None
