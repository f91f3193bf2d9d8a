"""Recognize: a page → tallies and findings. One file for one layout, listed in recognition.py.

Here are the values that come out of it. Whoever only adds them up does not load what makes them.
"""

from cellstats.layouts.columns import Column
from cellstats.layouts.context import Defaults, Listed, Outline, Part, Source, Subject, Told, names_of
from cellstats.layouts.forced import Forced, roles

__all__ = [
    "Column",
    "Defaults",
    "Forced",
    "Listed",
    "Outline",
    "Part",
    "Source",
    "Subject",
    "Told",
    "names_of",
    "roles",
]
