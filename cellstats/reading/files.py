"""Which files there are to read: those that are named, those of folders, and stdin."""

import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from cellstats.findings import Finding, finding
from cellstats.place import Place

STDIN = "-"
SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".json")
"""What is read in a folder; a file that is named is read whatever its name."""

MOST_BYTES = 1024**3
"""No workbook of an office is as large; the content of stdin is held to it too."""

_CHUNK = 16 * 1024**2
_LOCK = "~$"  # begins the name of a file in which Office notes who has a workbook open
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # a pipe opens at once


@dataclass(frozen=True)
class File:
    """A file to read; `content` is that of stdin, which only one process can read."""

    path: str
    content: bytes | None = None

    @property
    def source(self) -> str:
        """Its name as it can be written: one that is no text has its odd bytes replaced."""
        return "stdin" if self.path == STDIN else shown(self.path)


class UnreadableError(Exception):
    """A file that is not read; `finding` says why."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.code)
        self.finding = found


class BeyondError(Exception):
    """A file that is not for reading: it holds too much, or what it should not hold.

    `code` names the finding that tells what, `values` are its values.
    """

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def shown(path: str) -> str:
    """Return a path as it can be written."""
    return os.fsencode(path).decode("utf-8", "replace")


def files_of(path: str) -> Iterator[File | Finding]:
    """Yield the file of a path, all files below a folder in a stable order, or stdin; and what was left alone."""
    if path == STDIN:
        yield named(path)
    elif os.path.basename(path).startswith(_LOCK):
        yield _left_alone(os.path.dirname(path) or ".", 1)
    elif os.path.isdir(path):
        yield from _below(path)
    else:
        yield File(path)


def named(path: str) -> File:
    """Return the file of a path, or stdin with its content."""
    if path == STDIN:
        return File(path, _read(sys.stdin.buffer) if sys.stdin else b"")  # a closed stdin is None
    return File(path)


def content_of(file: File) -> bytes:
    """Return the content of a file.

    Raises:
        UnreadableError: if there is none, or it is no plain file: opening a pipe could wait for ever.

    """
    place = Place(file.source)
    if file.content is not None:
        return _bounded(file.content, place)
    try:
        with open(os.open(file.path, _FLAGS), "rb") as opened:
            about = os.fstat(opened.fileno())
            if not stat.S_ISREG(about.st_mode):
                code = "file-is-pipe" if stat.S_ISFIFO(about.st_mode) else "file-is-device"
                raise UnreadableError(finding(code, place))
            return _bounded(_read(opened, about.st_size), place)
    except FileNotFoundError:
        raise UnreadableError(finding("file-not-found", place)) from None
    except OSError as problem:
        raise UnreadableError(_not_readable(file.path, problem)) from None


def _read(opened: BinaryIO, expected: int = 0) -> bytes:
    """Return the content, of one that is too large only so much as shows that it is; at once if it is as expected."""
    chunks: list[bytes] = []
    size = 0
    at_once = max(_CHUNK, min(expected, MOST_BYTES) + 1)
    while size <= MOST_BYTES and (chunk := opened.read(at_once)):
        chunks.append(chunk)
        size += len(chunk)
    return b"".join(chunks)


def _bounded(content: bytes, place: Place) -> bytes:
    if len(content) > MOST_BYTES:
        raise UnreadableError(finding("file-too-large", place, most=MOST_BYTES // 1024**2))
    return content


def _below(folder: str) -> Iterator[File | Finding]:
    """Yield every workbook below a folder, and say which files were left alone; each real file is read once."""
    found: list[str] = []
    told: list[Finding] = []
    locks = others = 0
    seen: set[tuple[int, int]] = set()
    for path, at in _walk(folder, seen, told):
        name = os.path.basename(path)
        if name.startswith(_LOCK):
            locks += 1
        elif name.lower().endswith(SUFFIXES) and at and stat.S_ISREG(at.st_mode) and not _again(at, seen):
            found.append(path)
        else:
            others += 1
    suffixes = " ".join(SUFFIXES)
    yield from told
    if locks:
        yield _left_alone(folder, locks)
    if not found:
        yield finding("folder-without-workbooks", Place(shown(folder)), suffixes=suffixes)
    elif others:
        yield finding("files-left-alone", Place(shown(folder)), count=others, suffixes=suffixes)
    yield from map(File, found)


def _walk(
    folder: str, seen: set[tuple[int, int]], told: list[Finding]
) -> Iterator[tuple[str, os.stat_result | None]]:
    """Yield the paths of the files below a folder, each with what it is; a link to a folder seen leads nowhere."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        at = _status(path)
        if at is None or not stat.S_ISDIR(at.st_mode):
            yield path, at
        elif not _again(at, seen):
            try:
                names = sorted(os.listdir(path), reverse=True)
            except OSError as problem:
                told.append(_not_readable(path, problem))
            else:
                waiting += [os.path.join(path, name) for name in names]


def _status(path: str) -> os.stat_result | None:
    """Return what stands at a path, or None for a link that leads nowhere."""
    try:
        return os.stat(path)
    except (OSError, ValueError):
        return None


def _again(at: os.stat_result, seen: set[tuple[int, int]]) -> bool:
    """Tell whether a file or folder was seen before, under this or another name; it is now."""
    again = (at.st_dev, at.st_ino) in seen
    seen.add((at.st_dev, at.st_ino))
    return again


def _not_readable(path: str, problem: OSError) -> Finding:
    return finding("file-not-readable", Place(shown(path)), reason=problem.strerror or "unknown reason")


def _left_alone(folder: str, count: int) -> Finding:
    return finding("lock-files-left-alone", Place(shown(folder)), count=count)
