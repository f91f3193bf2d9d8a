"""Files that are written whole or not at all."""

import os
import stat
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from cellstats.errors import UsageError

MADE = datetime(2000, 1, 1)
"""When every document says that it was made, so that the same result is the same file."""


def write_whole(path: str, content: str | bytes, inputs: Iterable[str]) -> None:
    """Write a text or a document to a file, or to where a link leads: beside it first, then in its place.

    Raises:
        UsageError: if the file is one of the inputs or no plain file, or cannot be written; it is left as it was.

    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        raise UsageError(f"{path}: is no file that can be written; leave --output out to write to stdout")
    if any(os.path.exists(each) and target.exists() and target.samefile(each) for each in inputs):
        raise UsageError(f"{path}: is an input too; name another file for the output")
    beside = None
    try:
        handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
        with open(handle, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, _mode(target))
        os.replace(beside, target)
    except OSError as problem:
        raise UsageError(f"{path}: cannot be written: {problem.strerror}") from None
    finally:
        if beside and os.path.exists(beside):
            os.unlink(beside)


def must_be_new(path: str) -> None:
    """Keep what people write into from being written over.

    Raises:
        UsageError: if there is such a file.

    """
    if os.path.exists(path):
        raise UsageError(f"{path} exists; name another file, or remove it first")


def _mode(target: Path) -> int:
    """Return who may read and write a file: whoever may now, and a new one as the user's other files."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
