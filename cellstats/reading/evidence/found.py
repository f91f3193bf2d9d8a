"""What is known of a sheet beyond the values of its cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cellstats.text import Broken


@dataclass(frozen=True)
class Evidence:
    """Cells that hold no value that can be used, the hidden rows, and merged ranges where the reader tells none.

    Rows and columns are counted from 0; a range is (first row, first column, last row, last column).
    """

    broken: Mapping[tuple[int, int], Broken] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    percent: frozenset[tuple[int, int]] = frozenset()  # cells that are shown as percentages
