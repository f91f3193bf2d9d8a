"""What the keys of a targets file mean that cannot be, and the targets that they mean otherwise."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from cellstats.bounds import Bound, Direction, Threshold, parse_threshold
from cellstats.periods import FORMS, in_order, span_of
from cellstats.plan.grammar import ALWAYS, MEANS, NO_MEANS, TargetEntry
from cellstats.targets import Scope, Target
from cellstats.vocabulary import Vocabulary
from cellstats.yamlfile import Keys, offer

Problem = tuple[Keys, str]
"""Where it stands, and what is wrong."""


def problems_of(entries: Mapping[int, TargetEntry], words: Vocabulary) -> Iterator[Problem]:
    """Yield what the keys of targets mean that cannot be."""
    ids: set[str] = set()
    for index, entry in entries.items():
        at: Keys = ("targets", index)
        if entry.id in ids:
            yield (*at, "id"), f'the id "{entry.id}" is used twice'
        ids.add(entry.id)
        for population in entry.population:
            if population not in words.populations:
                meant = words.population_named(population)
                hint = f'; did you mean "{meant}"?' if meant else offer(population, words.populations)
                yield (*at, "population"), f'unknown population "{population}"{hint}'
        measure = words.measures.get(_measure(entry, words))
        if entry.measure in MEANS:
            yield (*at, "measure"), NO_MEANS
        elif measure is None:
            named = entry.measure or ""
            yield (*at, "measure"), f'unknown measure "{named}"' + offer(named, words.measures)
        else:
            yield from _levels(entry, at, measure.id, words)
        yield from _bounds(entry, at)
        if entry.among and entry.base:
            yield (*at, "base"), '"among" and "base" both name the base; keep one'


def target_of(entry: TargetEntry, words: Vocabulary) -> Target:
    """Return the target that an entry without problems means."""
    measure = words.measures[_measure(entry, words)]
    levels = entry.levels or measure.level_ids[: measure.level_ids.index(entry.at_or_above or "") + 1]
    direction = Direction.AT_LEAST if entry.at_least is not None else Direction.AT_MOST
    thresholds, warned = entry.at_least or entry.at_most or {}, entry.warn_at or {}
    bounds = tuple(
        Bound(
            direction,
            parse_threshold(thresholds[period]),
            thresholds[period].strip(),
            _threshold(warned.get(period, warned.get(ALWAYS))),
            period or None,
        )
        for period in map(str, in_order(thresholds))
    )
    return Target(
        id=entry.id,
        names=dict(entry.name.items()) if entry.name else {"en": entry.id, "vi": entry.id},
        populations=tuple(dict.fromkeys(entry.population)),
        measure=measure.id,
        levels=tuple(levels),
        among=tuple(entry.among or ()),
        base=entry.base,
        bounds=bounds,
        source=entry.source,
        scope=Scope(entry.scope),
        by=entry.by or bounds[-1].period,
    )


def _measure(entry: TargetEntry, words: Vocabulary) -> str:
    return next(iter(words.measures)) if entry.measure is None else entry.measure


def _threshold(text: str | None) -> Threshold | None:
    return None if text is None else Threshold(parse_threshold(text), text.strip())


def _levels(entry: TargetEntry, at: Keys, measure: str, words: Vocabulary) -> Iterator[Problem]:
    known = words.measures[measure].level_ids
    if (entry.at_or_above is None) == (entry.levels is None):
        yield at, 'name the levels that count with one of "at_or_above" and "levels"'
    named = {"at_or_above": [entry.at_or_above or known[0]], "levels": entry.levels, "among": entry.among}
    for key, levels in named.items():
        for level in levels or ():
            if level not in known:
                meant = words.level(measure, level)
                hint = f'; did you mean "{meant}"?' if meant in known else offer(level, known)
                yield (*at, key), f'unknown level "{level}" of {measure}{hint}'
        if len(set(levels or ())) < len(levels or ()):
            yield (*at, key), f'"{key}" names a level twice'
    counted = entry.levels or (known[: known.index(entry.at_or_above) + 1] if entry.at_or_above in known else ())
    if entry.among and entry.at_least and not {*counted} <= {*entry.among}:
        yield (*at, "among"), '"among" must hold the levels that count, or the share may be more than 100%'


def _bounds(entry: TargetEntry, at: Keys) -> Iterator[Problem]:
    given = [key for key in Direction if getattr(entry, key) is not None]
    if not given:
        yield at, 'name the threshold with "at_least" or "at_most"'
    if len(given) > 1:
        yield at, '"at_least" and "at_most" cannot both stand in one target; make two of it'
    values: dict[str, dict[str, Fraction]] = {}
    for key in (*given, "warn_at"):
        values[key] = {}
        for period, text in (getattr(entry, key) or {}).items():
            where = _at(at, key, period)
            if period != ALWAYS and span_of(period) is None:
                yield where, _no_period(period)
            try:
                values[key][period] = parse_threshold(text)
            except ValueError as problem:
                yield where, str(problem)
    if len(given) == 1:
        yield from _warnings(given[0], values[given[0]], values["warn_at"], at)
    if entry.by is not None and span_of(entry.by) is None:
        yield (*at, "by"), _no_period(entry.by)
    elif entry.by is not None and any(period != ALWAYS for key in given for period in values[key]):
        yield (*at, "by"), '"by" and a bound for each period both name the end; keep one'


def _warnings(
    direction: Direction, bounds: Mapping[str, Fraction], warned: Mapping[str, Fraction], at: Keys
) -> Iterator[Problem]:
    """Yield where a warning does not stand in front of its bound, or of none."""
    for period, value in warned.items():
        if period != ALWAYS and ALWAYS in bounds:
            yield _at(at, "warn_at", period), f'"{direction}" is one bound for every period; write one "warn_at"'
        elif period != ALWAYS and period not in bounds:
            yield _at(at, "warn_at", period), f'"{direction}" has no value for {period}'
        held = [bounds[period]] if period in bounds else bounds.values() if period == ALWAYS else ()
        if any(value <= bound if direction is Direction.AT_LEAST else value >= bound for bound in held):
            side = "above" if direction is Direction.AT_LEAST else "below"
            yield _at(at, "warn_at", period), f'"warn_at" must be {side} "{direction}": what lies between is at risk'


def _at(at: Keys, key: str, period: str) -> Keys:
    return (*at, key) if period == ALWAYS else (*at, key, period)


def _no_period(text: str) -> str:
    return f'the period "{text}" is not understood; write it like {FORMS}'
