"""How far the reading of files is: a line on a terminal, where it takes longer than a moment."""

import os
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, TextIO

from cellstats.isolation import Here, Workers
from cellstats.text import visible

_AFTER = 1.0  # seconds; what takes less needs no bar
_EVERY = 0.1  # seconds between two drawings
_LENGTH = 20
_WIDE = 60  # columns of a terminal that has room for the bar itself
_USUAL = 80  # columns of one that does not tell
_WIPE = "\r\x1b[K"


class Bar:
    """How many files are done, how many a second, and which is the first that is not; nothing where no terminal is.

    `files` is the word for them. In the end the line is wiped out, so that only the result stays.
    """

    def __init__(self, stream: TextIO | None, files: str, after: float = _AFTER) -> None:
        self._stream = stream if stream and stream.isatty() else None
        self._files = files
        self._begun = time.monotonic()
        self._due = self._begun + after
        self._drawn = False
        self._names: dict[Future[Any], str] = {}
        self._done = 0

    def add(self, future: Future[Any], name: str) -> None:
        """Take a file that is to be read."""
        self._names[future] = name
        future.add_done_callback(self._finish)

    def draw(self) -> None:
        """Draw the line, unless it was drawn just now."""
        now = time.monotonic()
        if self._stream and now >= self._due:
            self._due = now + _EVERY
            self._drawn = True
            self._stream.write(_WIPE + self._line(now - self._begun, self._width - 1))
            self._stream.flush()

    def _line(self, seconds: float, most: int) -> str:
        """Return what is drawn: of one file how long it takes; where it is too long for the terminal, it is cut."""
        every = self._done + len(self._names)
        name = visible(next(iter(self._names.values()), ""))
        if every == 1:
            line = f"{seconds:.0f} s  {name}"
        else:
            filled = "#" * (_LENGTH * self._done // every)
            bar = f"[{filled:.<{_LENGTH}}] " if most >= _WIDE else ""
            line = f"{bar}{self._done}/{every} {self._files}, {self._done / seconds:.1f}/s  {name}"
        return line if len(line) <= most else f"{line[: most - 1]}…"

    def wipe(self) -> None:
        """Leave no line behind."""
        if self._stream and self._drawn:
            self._stream.write(_WIPE)
            self._stream.flush()

    def _finish(self, future: Future[Any]) -> None:
        del self._names[future]
        self._done += 1
        self.draw()

    @property
    def _width(self) -> int:
        try:
            told = os.get_terminal_size(self._stream.fileno()).columns if self._stream else 0
        except OSError:
            told = 0
        return told or _USUAL


class Watched(Executor):
    """Hands files on to who reads them, and shows on a bar how far they are."""

    def __init__(self, executor: Workers | Here, bar: Bar) -> None:
        self._executor = executor
        self._bar = bar
        executor.meanwhile = bar.draw

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return the future of a call on a file."""
        future: Future[Any] = self._executor.submit(fn, *args, **kwargs)
        self._bar.add(future, args[0].source)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End who reads, and wipe out the bar."""
        self._executor.shutdown(wait, cancel_futures=cancel_futures)
        self._bar.wipe()

    def __exit__(self, kind: object, *_problem: object) -> None:
        self.shutdown(cancel_futures=kind is not None)  # who is interrupted waits for nothing
