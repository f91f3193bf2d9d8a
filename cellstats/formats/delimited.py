"""CSV and TSV: the records of the JSON as a plain table."""

import csv as writer
import io
from collections.abc import Sequence
from dataclasses import dataclass

from cellstats.findings import Finding
from cellstats.formats import records
from cellstats.formats.style import Style
from cellstats.summary import Summary
from cellstats.targets import Verdict


@dataclass(frozen=True)
class Delimited:
    """A table with one delimiter; unknown values are empty."""

    delimiter: str

    def summary(self, result: Summary, style: Style) -> str:
        """Return one row for each level."""
        return self._text(records.record_columns(style), records.records(result, records.every(result, style), style))

    def verdicts(self, result: Sequence[Verdict], _findings: Sequence[Finding], style: Style) -> str:
        """Return one row for each verdict."""
        return self._text(records.VERDICT_COLUMNS, records.verdicts(result, style))

    def _text(self, columns: Sequence[str], rows: Sequence[records.Row]) -> str:
        text = io.StringIO()
        table = writer.DictWriter(text, columns, delimiter=self.delimiter, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
        return text.getvalue()


csv = Delimited(",")
tsv = Delimited("\t")
