"""The standard streams, and what may go wrong with them."""

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterable

import click

from cellstats.errors import Exit
from cellstats.text import visible

_LAST = 2  # the number of stderr


def open_all() -> None:
    """Put nothing in the place of standard streams that are closed, so that no file that is opened takes it."""
    while (stream := os.open(os.devnull, os.O_RDWR)) <= _LAST:
        pass
    os.close(stream)


def silenced() -> int:
    """Send what is left for stdout nowhere, so that the end of the program does not stumble over it."""
    if sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Exit.OK


def piped() -> bool:
    """Tell whether something is piped or redirected into stdin; a terminal and /dev/null hold nothing."""
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (AttributeError, OSError, ValueError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)


def say(lines: Iterable[str]) -> None:
    """Write lines to stderr, every sign of them visible."""
    with contextlib.suppress(OSError):  # where nobody listens, the exit code still tells
        for line in lines:
            click.echo(visible(line), err=True)


def put(text: str | bytes) -> Exit:
    """Write a result to stdout; a reader that has closed its end is no failure."""
    try:
        if sys.stdout is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        if isinstance(text, bytes):
            sys.stdout.buffer.write(text)
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        silenced()
    except OSError as problem:
        say([f"stdout: cannot be written: {problem.strerror}"])
        silenced()
        return Exit.USAGE
    return Exit.OK
