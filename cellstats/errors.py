"""What can go wrong, in the user's words, and the exit codes.

    CellstatsError
    ├── UsageError      a wrong option or argument                       exit 2
    └── FileError       targets or vocabulary file: all its problems     exit 2

What is wrong with the *data* is never raised out of the library: it is a `Finding` in the result, and an
error-level finding makes the command line exit with 3.
"""

import os
from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of every command. Where several apply, 2 goes before 3 and 3 before 1."""

    OK = 0
    MISSED = 1
    USAGE = 2
    DATA = 3
    DEFECT = 70
    INTERRUPTED = 130
    TERMINATED = 143


class CellstatsError(Exception):
    """Base of everything cellstats raises on purpose; each problem is one line of text."""

    exit_code = Exit.USAGE

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class UsageError(CellstatsError):
    """An option or argument that cannot be meant."""


class FileError(CellstatsError):
    """A targets or vocabulary file that cannot be used, with every problem found in it."""


def place_of(problem: BaseException) -> str:
    """Return the kind of a problem and the line it came from, and nothing of its text."""
    trace = problem.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f" at {os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else ""
    return f"{type(problem).__name__}{place}"
