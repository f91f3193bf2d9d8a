"""Isolation: each file is read by a process that may take so much memory and so much time, and no more.

What a file does to its reader (an abort, a panic, endless growth, a hang) costs that file alone. The operating system
keeps the bounds, so that nothing in the process can forget them. Where there is no `fork` (Windows) there is no
isolation: `Here` reads in this process, without bounds.
"""

import os
from collections.abc import Callable

from cellstats.isolation.bounds import Bounds, Here, LostError
from cellstats.isolation.workers import Workers

__all__ = ["Bounds", "Here", "LostError", "Workers", "cores", "executor", "is_possible"]


def is_possible() -> bool:
    """Tell whether the operating system can isolate."""
    return hasattr(os, "fork")


def cores() -> int:
    """Return how many processes this machine runs at once, of those that this one may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def executor(jobs: int, bounds: Bounds, ahead: Callable[[], object] | None = None) -> Workers | Here:
    """Return what reads files: so many processes within bounds, or this process where there can be no others.

    What is to be done `ahead` a first process does at once, where that does not keep this one from its own work.
    """
    return Workers(jobs, bounds, ahead=ahead if cores() > 1 else None) if is_possible() else Here()
