"""JSON: the contract with scripts, and what a summary is saved as."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from cellstats.findings import Finding
from cellstats.formats import records
from cellstats.formats.style import Style
from cellstats.inspection import InspectedSheet, InspectedTable
from cellstats.layouts import Subject
from cellstats.reading.saved import FORMAT
from cellstats.summary import Summary
from cellstats.tally import Bases
from cellstats.targets import Verdict


def summary(result: Summary, style: Style) -> str:
    """Return a summary that check-targets and summarize read back."""
    return _text(
        {
            "format": FORMAT,
            "sources": [
                {
                    **{
                        "path": source.path,
                        "sheet": source.sheet,
                        "range": source.range,
                        "layout": source.layout,
                    },
                    **_told(source.subject),
                }
                for source in result.sources
            ],
            "totals": records.totals(result, style),
            "records": records.records(result, style),
            "findings": [records.finding(each, style) for each in result.findings],
        }
    )


def verdicts(result: Sequence[Verdict], findings: Sequence[Finding], style: Style) -> str:
    """Return the verdicts with their findings."""
    return _text(
        {
            "format": "cellstats.verdicts/1",
            "verdicts": [records.verdict(each, style) for each in result],
            "findings": [records.finding(each, style) for each in findings],
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
            {"column": each.letters, "role": each.role, "population": each.population, "words": each.words}
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
    return asdict(bases) if bases else None


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
