"""The program: it runs the command line, and here alone what went wrong becomes an exit code."""

import gc
import io
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from cellstats import __version__
from cellstats.cli import cli
from cellstats.defaults import ALLOCATIONS
from cellstats.errors import CellstatsError, Exit, place_of
from cellstats.streams import open_all, say, silenced

_ENDINGS = {signal.SIGINT: ("interrupted", Exit.INTERRUPTED), signal.SIGTERM: ("terminated", Exit.TERMINATED)}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program, and end with its exit code."""
    gc.set_threshold(ALLOCATIONS)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What is piped or saved is UTF-8 everywhere; a terminal that cannot show a letter shows its code.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    open_all()
    for number in _ENDINGS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)
    code = _run(arguments)
    gc.freeze()
    sys.exit(code)


class EndedError(BaseException):
    """Somebody told this program to end."""


def _end(number: int, _frame: object) -> NoReturn:
    raise EndedError(number)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = cli.main(arguments, prog_name="cellstats", standalone_mode=False)
        if sys.stdout:
            sys.stdout.flush()
        return int(code or Exit.OK)
    except click.ClickException as problem:
        told = io.StringIO()
        problem.show(told)
        say([told.getvalue().rstrip("\n")])
        return Exit.USAGE
    except CellstatsError as problem:
        say(problem.problems)
        return problem.exit_code
    except EndedError as ended:
        word, code = _ENDINGS[ended.args[0]]
        say([word])
        return code
    except SystemExit:
        return silenced()  # click ends so where the reader of its help has gone
    except OSError as problem:
        say([f"cannot be written: {problem.strerror}"])
        silenced()
        return Exit.USAGE
    except Exception as problem:  # a defect; its text may quote confidential cells, its place does not
        say([f"a defect in cellstats {__version__}, please report it: {place_of(problem)}"])
        return Exit.DEFECT
