"""JSON: the contract with scripts, and what a summary is saved as."""

import json
from collections.abc import Sequence

from cellstats.findings import Finding
from cellstats.formats import records
from cellstats.formats.style import Style
from cellstats.reading.saved import FORMAT
from cellstats.summary import Summary
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
                    **{
                        "population": source.subject.population.value,
                        "population_from": source.subject.population.origin,
                    },
                    **{"measure": source.subject.measure.value, "measure_from": source.subject.measure.origin},
                    **{"period": source.subject.period.value, "period_from": source.subject.period.origin},
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


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
