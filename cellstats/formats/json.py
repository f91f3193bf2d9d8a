"""JSON: the contract with scripts, and what a summary is saved as."""

import json
from collections.abc import Iterator, Mapping, Sequence

from cellstats.findings import Finding
from cellstats.formats import records
from cellstats.formats.alike import each_once
from cellstats.formats.style import Style
from cellstats.inspection import InspectedSheet, InspectedTable
from cellstats.layouts import Source, Subject
from cellstats.reading.saved import FORMAT
from cellstats.summary import Summary
from cellstats.tally import Bases
from cellstats.targets import Verdict
from cellstats.text import visible


def summary(result: Summary, style: Style) -> str:
    """Return a summary that check-targets and summarize read back.

    Sources and findings stand in the order of their places, so that a sum of the same things is the same text.
    """
    tallies = [*records.every(result, style)]
    sources = sorted(map(_source, result.sources), key=_in_order)
    turnovers = {"turnover": records.turnovers(result)} if style.by_period else {}
    return _text(
        {
            "format": FORMAT,
            "sources": sources,
            "totals": records.totals(tallies),
            "records": records.records(result, tallies, style),
            **turnovers,
            "findings": _findings(result.findings, style),
        }
    )


def _findings(findings: Sequence[Finding], style: Style) -> list[records.Row]:
    return sorted((records.finding(each, style) for each in findings), key=_in_order)


def _in_order(entry: Mapping[str, object]) -> list[str]:
    """Return what sorts sources and findings: where they stand, and what they say."""
    return [str(entry.get(name) or "") for name in ("path", "sheet", "range", "place", "code", "message")]


def _source(source: Source) -> dict[str, object]:
    place: dict[str, object] = {
        "path": source.path,
        "sheet": source.sheet,
        "range": source.range,
        "layout": source.layout,
    }
    return place | _told(source.subject)


def verdicts(result: Sequence[Verdict], of: Summary, style: Style) -> str:
    """Return the verdicts with their findings."""
    return _text(
        {
            "format": "cellstats.verdicts/1",
            "verdicts": records.verdicts(result, style),
            "findings": _findings(of.findings, style),
        }
    )


def inspection(sheets: Sequence[InspectedSheet], style: Style) -> str:
    """Return how each sheet was understood."""
    return _text(
        {
            "format": "cellstats.inspection/1",
            "sheets": [
                {
                    "path": sheet.path,
                    "sheet": sheet.name,
                    "tables": [_table(table) for table in sheet.tables],
                    "findings": [records.finding(each, style) for each in sheet.findings],
                    "options": list(sheet.options),
                }
                for sheet in sheets
            ],
        }
    )


def _table(table: InspectedTable) -> dict[str, object]:
    totals = {tally.key: tally.bases for tally in table.totals}
    return {
        "layout": table.layout,
        "range": table.range,
        "heading_rows": table.heading_rows,
        "number_row": table.number_row,
        "columns": [
            {
                **{"column": each.letters, "role": each.role, "population": each.population, "words": each.words},
                **{"measure": each.measure, "period": each.period, "stage": each.stage},
            }
            for each in table.columns
        ],
        "subjects": [_told(each) | {"bases": _bases(totals.get(each.key))} for each in table.subjects],
        "rows": table.rows,
    }


def _told(subject: Subject) -> dict[str, object]:
    told: dict[str, object] = {}
    for name in ("population", "measure", "period"):
        one = getattr(subject, name)
        told |= {name: one.value, f"{name}_from": one.origin}
    return told


def _bases(bases: Bases | None) -> dict[str, int | None] | None:
    return bases._asdict() if bases else None


_COMPOUND = frozenset({dict, list, tuple})
"""The types of values that hold others."""
_encoded = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _text(value: Mapping[str, object]) -> str:
    lines = [*_lines(value), ""]
    text = "\n".join(lines)
    return text if visible(text) == text else "\n".join(map(_escaped, lines))


def _lines(value: object, indent: str = "") -> Iterator[str]:
    """Yield a value in lines; what is an entry of a list, such as a record, stands on one."""
    if not isinstance(value, dict | list | tuple) or (indent and _is_entry(value)):
        yield indent + _encoded(value)
        return
    begin, end = "{}" if isinstance(value, dict) else "[]"
    yield indent + begin
    if isinstance(value, list) and (entries := _entries(value, f"{indent} ")):
        yield entries
        yield indent + end
        return
    inner = list(value.items()) if isinstance(value, dict) else [(None, each) for each in value]
    for at, (name, each) in enumerate(inner, 1):
        before = f"{indent} " if name is None else f"{indent} {_encoded(name)}: "
        after = "," if at < len(inner) else ""
        if _is_entry(each):
            yield before + _encoded(each) + after
        else:
            first, *rest = _lines(each, f"{indent} ")
            yield from (before + first.lstrip(), *rest[:-1], rest[-1] + after)
    yield indent + end


def _entries(rows: Sequence[object], indent: str) -> str:
    """Return records in lines, encoded column by column, which is several times as quick; "" where they are none."""
    names = {tuple(row) if isinstance(row, dict) else () for row in rows}
    if len(names) != 1 or () in names:
        return ""
    columns = [*map(_column, zip(*(row.values() for row in rows if isinstance(row, dict)), strict=True))]
    if not all(columns):
        return ""
    values = ", ".join([_encoded(name).replace("%", "%%") + ": %s" for name in names.pop()])
    entry = f"{indent}{{{values}}}"
    return ",\n".join([entry % row for row in zip(*columns, strict=True)])


def _column(values: Sequence[object]) -> list[str]:
    """Return plain values encoded; nothing where one of them holds others."""
    kinds = {*map(type, values)}
    if kinds & _COMPOUND:
        return []
    if len(kinds - {type(None)}) > 1:
        return [*map(_encoded, values)]  # 1 and 1.0 are alike, but not written so
    return each_once(_encoded, values)


def _is_entry(value: object) -> bool:
    """Tell whether something is a plain value, or holds nothing but such and lists of such."""
    if isinstance(value, dict):
        return all(not isinstance(each, dict) and _is_entry(each) for each in value.values())
    return not isinstance(value, list | tuple) or _COMPOUND.isdisjoint(map(type, value))


def _escaped(line: str) -> str:
    """Return a line with JSON's own escapes for signs that do not show; who reads it gets the same text."""
    if visible(line) == line:
        return line
    return "".join(sign if visible(sign) == sign else json.dumps(sign)[1:-1] for sign in line)
