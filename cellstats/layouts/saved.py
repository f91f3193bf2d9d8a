"""A saved summary as an input: the JSON that `summarize -f json` wrote."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from cellstats.findings import Finding, Severity, finding
from cellstats.layouts.context import Part, Source, Subject, Told
from cellstats.place import Place
from cellstats.reading.page import Saved
from cellstats.tally import Bases, Key, Tally, total
from cellstats.vocabulary import Vocabulary

Json = Mapping[str, Any]


def read(page: Saved, vocabulary: Vocabulary) -> Part:
    """Return the tallies, findings and sources of a saved summary."""
    try:
        tallies = tuple(_tallies(page, vocabulary))
        findings = tuple(_finding(each) for each in page.content["findings"])
        sources = tuple(_source(each) for each in page.content["sources"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return Part(findings=(finding("json-incomplete", Place(page.source)),))
    return Part(tallies, findings, sources)


def _tallies(page: Saved, vocabulary: Vocabulary) -> list[Tally]:
    """Return the tallies of a summary; it has one of everything together for each that it lists by unit."""
    counts: dict[Key, dict[str, int | None]] = {}
    for record in page.content["records"]:
        counts.setdefault(_key(record), {})[record["level"]] = _count(record["count"])
    tallies = []
    for entry in page.content["totals"]:
        key = _key(entry)
        scale = vocabulary.measures[key.measure].level_ids
        vocabulary.populations[key.population]
        bases = Bases(**{each.name: _count(entry.get(each.name)) for each in fields(Bases)})
        tallies.append(Tally(key, {level: counts[key][level] for level in scale}, bases, (Place(page.source),)))
    return _finest(tallies)


def _finest(tallies: list[Tally]) -> list[Tally]:
    """Return the tallies of the units where they add up to that of everything together, otherwise the latter."""
    units: dict[Key, list[Tally]] = {}
    for tally in tallies:
        if tally.key.unit is not None:
            units.setdefault(replace(tally.key, unit=None), []).append(tally)
    finest = []
    for tally in tallies:
        parts = units.get(tally.key, [])
        if tally.key.unit is None:
            finest += parts if parts and total(parts, tally.key) == tally else [tally]
    return finest


def _key(entry: Json) -> Key:
    return Key(entry["population"], entry["measure"], entry["period"], entry["unit"])


def _count(value: object) -> int | None:
    """Return a count or None; anything else in its place makes the summary unusable."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    raise ValueError(value)


def _finding(entry: Json) -> Finding:
    place = Place(entry["place"]) if entry["place"] is not None else None
    return Finding(entry["code"], place, saved=(Severity(entry["severity"]), str(entry["message"])))


def _source(entry: Json) -> Source:
    told = (Told(entry.get(name), entry.get(f"{name}_from")) for name in ("population", "measure", "period"))
    return Source(entry["path"], entry["sheet"], entry["range"], entry["layout"], Subject(*told))
