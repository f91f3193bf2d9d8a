"""CSV and TSV: the records of the JSON as a plain table."""

import csv as writer
import io
from collections.abc import Sequence
from dataclasses import dataclass

from cellstats.formats import records
from cellstats.formats.style import Style
from cellstats.summary import Summary
from cellstats.targets import Verdict
from cellstats.text import visible

_FORMULA = ("=", "+", "-", "@", "\\t", "\\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a formula begins with in one spreadsheet or another."""


@dataclass(frozen=True)
class Delimited:
    """A table with one delimiter; unknown values are empty."""

    delimiter: str

    def summary(self, result: Summary, style: Style) -> str:
        """Return one row for each level."""
        return self._text(records.record_columns(style), records.records(result, records.every(result, style), style))

    def verdicts(self, result: Sequence[Verdict], _summary: Summary, style: Style) -> str:
        """Return one row for each verdict."""
        return self._text(records.VERDICT_COLUMNS, records.verdicts(result, style))

    def _text(self, columns: Sequence[str], rows: Sequence[records.Row]) -> str:
        text = io.StringIO()
        table = writer.writer(text, delimiter=self.delimiter, lineterminator="\n")
        table.writerow(columns)
        table.writerows(zip(*map(_inert, zip(*(row.values() for row in rows), strict=True)), strict=True))
        return text.getvalue()


def _inert(column: Sequence[object]) -> Sequence[object]:
    """Return a column with its texts so that a spreadsheet takes them for texts; numbers stay."""
    texts = {text for text in {*column} if isinstance(text, str)}
    shown: dict[object, str] = {text: inert for text in texts if (inert := _as_text(text)) != text}
    return [shown.get(value, value) for value in column] if shown else column


def _as_text(text: str) -> str:
    """Return a text so that a spreadsheet takes it for a text, whatever it begins with."""
    shown = visible(text)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


csv = Delimited(",")
tsv = Delimited("\t")
