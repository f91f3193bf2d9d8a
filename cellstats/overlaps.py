"""One population both as a list and as totals: of those, who is counted.

A list knows each one, totals are copied from lists; so where both are of the same people the list counts, and it is
said whether the totals agree with it. They are of the same people

- where they stand in one file: unit by unit where they name units in common, which leaves the other units of the
  totals counted, otherwise all together;
- where they stand in two files, for the units that both name. A list of one district and the totals of another name
  different units: they are added.

In two files without a unit in common nothing tells for sure, so both are counted, and it is an error where it is
likely that they are the same people: where one of them names no units and the numbers are the same, or where the
totals name no units, as those of everything together do (those of a saved summary may: it keeps no units unless asked
to). A list without units beside totals of units of another file is told as a warning, as are the same numbers under
other names.
"""

from collections.abc import Iterator, Sequence

from cellstats.bodies import Body, Lists, bodies_of
from cellstats.findings import Finding, Value, finding
from cellstats.layouts import Part, names_of
from cellstats.place import Place
from cellstats.tally import Key, Tally, total
from cellstats.vocabulary import Names, Vocabulary


def without_overlaps(parts: Sequence[Part], words: Vocabulary) -> tuple[tuple[Tally, ...], list[Finding]]:
    """Return the tallies that count, and what is to be said of the totals beside lists."""
    subjects: dict[Key, list[Body]] = {}
    for part in parts:
        for body in bodies_of(part, words):
            subjects.setdefault(body.key, []).append(body)
    left: set[int] = set()
    findings: list[Finding] = []
    for bodies in subjects.values():
        lists = Lists([body for body in bodies if body.listed])
        for counts in [body for body in bodies if body.listed is False and lists]:
            dropped, told = _compare(lists, counts)
            left |= {id(tally) for tally in dropped}
            findings += told
    tallies = (tally for part in parts for tally in part.tallies)
    return tuple(tally for tally in tallies if id(tally) not in left), findings


def _compare(lists: Lists, counts: Body) -> tuple[list[Tally], list[Finding]]:
    """Return which tallies of totals do not count beside the lists, and what is to be said."""
    near = lists.near(counts.files)
    difference = _difference(near.whole, counts.whole) if near else {}
    if first := (near or lists).naming(counts.units):
        dropped, told = _by_unit(near or lists, first, counts)
        if near.partly and not difference:
            return counts.tallies, told
        if near.partly and len(dropped) < len(counts.tallies):
            told.append(_told("list-or-totals", near.partly, counts, counts.place))
        return dropped, told
    if near:
        code = "list-and-totals-differ" if difference else "list-and-totals-agree"
        return counts.tallies, [_told(code, near, counts, counts.place, **difference)]
    return [], [*_unsure(lists, counts)]


def _by_unit(lists: Lists, first: Body, counts: Body) -> tuple[list[Tally], list[Finding]]:
    """Compare the units that both name."""
    dropped: list[Tally] = []
    differences: list[tuple[Tally, dict[str, Value]]] = []
    for unit, tallies in counts.units.items():
        if listed := lists.of_unit[unit]:
            dropped += tallies
            if difference := _difference(listed, total(tallies, counts.key)):
                differences.append((tallies[0], difference))
    if not differences:
        return dropped, [_told("list-and-totals-agree", [first], counts, counts.place)]
    tally, difference = differences[0]
    told = difference | {"unit": tally.key.unit or "", "count": len(differences)}
    return dropped, [_told("list-and-unit-differ", [first], counts, tally.places[0], **told)]


def _unsure(lists: Lists, counts: Body) -> Iterator[Finding]:
    """Say what is not known of totals in a file of their own, without a unit that a list names."""
    numbers = tuple(counts.whole.counts.values())
    saved = counts.tallies[0].places[0].cell is None
    if None not in numbers and sum(map(bool, numbers)) > 1 and (alike := lists.like(numbers)):
        named = counts.units and all(body.units for body in alike)
        yield _told("totals-like-list" if named else "list-or-totals", alike, counts, counts.place)
    elif not counts.units and not saved:
        yield _told("list-or-totals", lists, counts, counts.place)
    elif lists.without_units or not counts.units:
        yield _told("list-beside-totals", lists.without_units or lists, counts, counts.place)


def _difference(
    listed: Tally, counted: Tally, bases: Sequence[str] = ("all", "eligible", "rated")
) -> dict[str, Value]:
    """Return the first level, else the first base, of which both know the number and do not agree; or nothing."""
    pairs = [(level, listed.counts[level], counted.counts[level]) for level in listed.counts]
    pairs += [(base, getattr(listed.bases, base), getattr(counted.bases, base)) for base in bases]
    for name, left, right in pairs:
        if left is not None and right is not None and left != right:
            return {"name": name, "listed": left, "counted": right}
    return {}


def _told(code: str, lists: Sequence[Body], counts: Body, place: Place, **values: Value) -> Finding:
    words, name = counts.words, values.pop("name", None)
    if isinstance(name, str):
        scale = words.measures[counts.key.measure]
        level: Names = scale.level(name).names if name in scale.level_ids else words.labels[f"share_of_{name}"]
        values["level"] = level
    return finding(code, place, first=str(lists[0].place), **names_of(counts.key, words), **values)
