"""A saved summary as an input: the JSON that `summarize -f json` wrote."""

from collections.abc import Mapping
from typing import Any

from cellstats.findings import Finding, Severity, finding
from cellstats.layouts.context import Part, Source, Subject, Told, names_of
from cellstats.place import Place
from cellstats.reading.page import Saved
from cellstats.tally import Bases, Key, Tally, rest_of, total
from cellstats.vocabulary import Vocabulary

MOST = 10**18
"""No sum of the counts in a million rows is as large as this."""

Json = Mapping[str, Any]


def read(page: Saved, vocabulary: Vocabulary) -> Part:
    """Return the tallies, findings and sources of a saved summary."""
    try:
        tallies, beside = _tallies(page, vocabulary)
        findings = tuple(_finding(each) for each in page.content["findings"])
        sources = tuple(_source(each, vocabulary.labels) for each in page.content["sources"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return Part(findings=(finding("json-incomplete", Place(page.source)),))
    # What a workbook contradicts is told in the findings that were saved with it.
    if not any(each.severity is Severity.ERROR for each in findings):
        for tally in tallies:
            if _contradicts(tally):
                names = names_of(tally.key, vocabulary)
                return Part(findings=(finding("json-contradicts-itself", Place(page.source), **names),))
    told = (
        finding("units-beside-sum", Place(page.source), count=count, **names_of(key, vocabulary))
        for key, count in beside.items()
    )
    return Part(tallies, (*findings, *told), sources)


def _contradicts(tally: Tally) -> bool:
    """Tell whether the levels are more than those whom they should add up to, or the parts of all more than all."""
    bases = tally.bases
    levels = sum(count or 0 for count in tally.counts.values())
    parts = (bases.rated or 0) + (bases.exempt or 0) + (bases.not_rated or 0)
    negative = any(count is not None and count < 0 for count in tally.counts.values())
    return (
        negative
        or (bases.of_levels is not None and levels > bases.of_levels)
        or (bases.all is not None and parts > bases.all)
    )


def _tallies(page: Saved, vocabulary: Vocabulary) -> tuple[tuple[Tally, ...], dict[Key, int]]:
    """Return what a summary gives, as `_finest` does; it has everything together for each that it lists by unit."""
    counts: dict[Key, dict[str, int | None]] = {}
    for record in page.content["records"]:
        _once(counts.setdefault(_key(record), {}), record["level"], _count(record["count"]))
    tallies: dict[Key, Tally] = {}
    for entry in page.content["totals"]:
        key = _key(entry)
        scale = vocabulary.measures[key.measure].level_ids
        if set(counts[key]) != set(scale) or key.population not in vocabulary.populations:
            raise ValueError(key)
        bases = Bases(*(_count(entry.get(name)) for name in Bases._fields))
        ordered = {level: counts[key][level] for level in scale}
        _once(tallies, key, Tally(key, ordered, bases, (Place(page.source),)))
    if set(counts) != set(tallies) or not {key.whole for key in tallies} <= set(tallies):
        raise ValueError(page.source)  # also where units stand without what they are all together
    return _finest(list(tallies.values()))


def _once(mapping: dict[Any, Any], key: object, value: object) -> None:
    if key in mapping:
        raise ValueError(key)
    mapping[key] = value


def _finest(tallies: list[Tally]) -> tuple[tuple[Tally, ...], dict[Key, int]]:
    """Return the tallies of the units, and of those in none of them; where that is not known, that of everything.

    Then it is told how many units are left out.
    """
    units: dict[Key, list[Tally]] = {}
    for tally in tallies:
        if tally.key.unit is not None:
            units.setdefault(tally.key.whole, []).append(tally)
    finest: list[Tally] = []
    beside: dict[Key, int] = {}
    for tally in tallies:
        if tally.key.unit is None:
            parts = units.get(tally.key, [])
            summed = total(parts, tally.key) if parts else None
            if summed == tally:
                finest += parts
            else:
                rest = rest_of(tally, summed) if summed else None
                finest += [*parts, rest] if rest else [tally]
                beside |= {tally.key: len(parts)} if parts and not rest else {}
    return tuple(finest), beside


def _key(entry: Json) -> Key:
    unit, group = _text(entry["unit"]), _text(entry.get("group"))
    return Key(str(entry["population"]), str(entry["measure"]), _text(entry["period"]), unit, group)


def _text(value: object) -> str | None:
    """Return a text or None; anything else in its place makes the summary unusable."""
    if value is None or (isinstance(value, str) and value):
        return value
    raise TypeError(value)


def _count(value: object) -> int | None:
    """Return a count or None; anything else in its place makes the summary unusable."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value < MOST):
        return value
    raise ValueError(value)


def _finding(entry: Json) -> Finding:
    place = Place(str(entry["place"])) if entry["place"] is not None else None
    return Finding(str(entry["code"]), place, saved=(Severity(entry["severity"]), str(entry["message"])))


def _source(entry: Json, labels: Mapping[str, object]) -> Source:
    told = [
        Told(_text(entry.get(name)), _text(entry.get(f"{name}_from"))) for name in ("population", "measure", "period")
    ]
    if not {str(entry["layout"]), *(each.origin for each in told if each.origin)} <= set(labels):
        raise ValueError(entry)
    area = str(entry["range"] or "")
    return Source(str(entry["path"]), _text(entry["sheet"]), area, str(entry["layout"]), Subject(*told))
