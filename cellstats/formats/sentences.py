"""Targets in words: "at least 90% of cells good or better, each unit, by 2025"."""

import textwrap
from collections.abc import Iterator, Sequence

from cellstats.bounds import Bound
from cellstats.formats.style import Style
from cellstats.targets import Scope, Target
from cellstats.vocabulary import Names

_WIDTH = 78  # and two columns of indent


def of_targets(title: str, targets: Sequence[Target], style: Style) -> str:
    """Return the targets of a plan, a paragraph for each: its id and name, what it says, its source."""
    lines = [line for target in targets for line in _lines(target, style)]
    return "".join(f"{line}\n" for line in (*([title, ""] if title else []), *lines))


def _lines(target: Target, style: Style) -> Iterator[str]:
    name = target.names[style.language]
    source = f" [{target.source}]" if target.source else ""
    yield textwrap.fill(f"{target.id}: {name}" if name != target.id else target.id, _WIDTH + 2)
    yield textwrap.indent(textwrap.fill(sentence(target, style) + source, _WIDTH), "  ")


def sentence(target: Target, style: Style) -> str:
    """Return what a target demands, in words."""
    words = style.vocabulary
    people = listed([in_text(words.populations[each].names, style) for each in target.populations], style)
    base = style.label(f"words_{target.base}") if target.base else ""
    by = style.label("words_by", by=target.by) if target.by and target.bounds[0].period is None else ""
    scope = style.label(f"words_{target.scope.value.replace(' ', '_')}") if target.scope is not Scope.TOGETHER else ""
    measure = words.measures[target.measure]
    first = next(iter(words.measures))
    of = "" if target.measure == first else f" ({in_text(measure.names, style)})"
    within = "words_among" if {*target.levels} <= {*target.among} else "words_against"
    among = style.label(within, levels=_levels(target, target.among, style)) if target.among else ""
    demand = style.label(
        "words_share",
        bound=_bounds(target.bounds, style),
        base=base,
        people=people,
        levels=_levels(target, target.levels, style) + of,
    )
    parts = (" ".join(demand.split()), among, scope, by, warned(target.goal, style))
    return ", ".join(filter(None, parts))


def listed(names: Sequence[str], style: Style) -> str:
    """Return "cells, members and committee members"."""
    return style.label("and").join(filter(None, (", ".join(names[:-1]), names[-1])))


def in_text(names: Names, style: Style) -> str:
    """Return a name as it stands within a sentence; an abbreviation stays one."""
    return in_sentence(names[style.language])


def in_sentence(name: str) -> str:
    """Return a text as it stands within a sentence; an abbreviation stays one."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _levels(target: Target, levels: Sequence[str], style: Style) -> str:
    """Return "good or better" for the best levels down to one, else all by name."""
    measure = style.vocabulary.measures[target.measure]
    names = [in_text(measure.level(level).names, style) for level in levels]
    if len(levels) > 1 and tuple(levels) == measure.level_ids[: len(levels)]:
        return style.label("or_better", level=names[-1])
    return style.label("or").join(names)


def demanded(bound: Bound, style: Style) -> str:
    """Return "at least 90%"."""
    return f"{style.label(f'words_{bound.direction.value}')} {style.threshold(bound.text)}"


def _bounds(bounds: Sequence[Bound], style: Style) -> str:
    """Return "at least 90%", or "at least 85% by 2024, 90% by 2025"."""
    direction = style.label(f"words_{bounds[0].direction.value}")
    values = [
        style.threshold(each.text) + (f" {style.label('words_for', period=each.period)}" if each.period else "")
        for each in bounds
    ]
    return f"{direction} {', '.join(values)}"


def warned(bound: Bound, style: Style) -> str:
    """Return below or above what a target is at risk, or nothing."""
    if bound.warn is None:
        return ""
    return style.label(f"words_warn_{bound.direction.value}", bound=style.threshold(bound.warn.text))
