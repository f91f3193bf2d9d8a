"""What is known of a sheet beyond the values of its cells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from cellstats.text import Broken

_SMALL = 64 * 1024  # bytes
_MOST = 64  # parts, whose content is kept

T = TypeVar("T")


@dataclass(frozen=True)
class Evidence:
    """Cells that hold no value that can be used, the hidden rows, and merged ranges where the reader tells none.

    Rows and columns are counted from 0; a range is (first row, first column, last row, last column).
    """

    broken: Mapping[tuple[int, int], Broken] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    percent: frozenset[tuple[int, int]] = frozenset()  # cells that are shown as percentages


def remembered(function: Callable[[bytes], T]) -> Callable[[bytes], T]:
    """Return a function of a part that knows small ones again, such as the styles, which many files share."""
    known = lru_cache(_MOST)(function)
    return lambda content: known(content) if len(content) <= _SMALL else function(content)
