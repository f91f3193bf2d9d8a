"""Scores beside the ratings of a list: one that speaks for another level is told, but never decides."""

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from cellstats.findings import Finding, finding
from cellstats.layouts.listing import Listing
from cellstats.vocabulary import Measure


def contradictions(rows: Listing, scale: Measure, period: str | None, judged: Sequence[str]) -> Iterator[Finding]:
    """Say how many rows have a score that speaks for another level than the one they are on.

    Other conditions go into a level than its score, so that both may be right.
    """
    columns = rows.table.having("score")
    scored = any(level.least_score is not None for level in scale.levels)
    dated = scale.scored_since is None or (period or "")[:4] >= str(scale.scored_since)
    if not (columns and scored and dated):
        return
    pairs = [*zip(rows.cells(columns[-1].index), judged, strict=True)]
    differing = {(cell, level) for cell, level in {*pairs} if _speaks_for_another(_score(cell), level, scale)}
    if differing:
        at = next(at for at, pair in enumerate(pairs) if pair in differing)
        count = sum(pair in differing for pair in pairs)
        yield finding("score-differs", rows.place(at, columns[-1].index), count=count)


def _speaks_for_another(score: Decimal | None, level: str, scale: Measure) -> bool:
    if score is None or level not in scale.level_ids:
        return False
    reached = (each.id for each in scale.levels if each.least_score is not None and score >= each.least_score)
    return next(reached, scale.level_ids[-1]) != level


def _score(cell: object) -> Decimal | None:
    """Return a score, which may have decimals in either style; None for what is none."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    try:
        score = Decimal(str(cell).strip().replace(",", "."))
    except InvalidOperation:
        return None
    return score if score.is_finite() else None  # "NaN" and "Infinity" are numbers to Decimal, and cannot be compared
