"""The inside of a process that reads: it does one task after the other, within its bounds, until nobody asks more."""

import contextlib
import faulthandler
import gc
import os
import pickle
import signal
from collections.abc import Callable
from functools import partial
from typing import Any, NoReturn

from cellstats.defaults import ALLOCATIONS
from cellstats.errors import place_of
from cellstats.isolation.bounds import Bounds, Loss

MODEST = 8
"""A process that took more than the eighth part of its memory does no other task, so that none pays for another."""

_PATIENCE = 5
_WORTH_IT = 32 * 1024  # KiB that a process took at least once

Function = Callable[..., Any]
Task = tuple[Function | None, tuple[Any, ...], dict[str, Any]]
Answer = tuple[Any, Loss | None, bool]
"""A result or why there is none, and whether the process can do more."""


def serve(
    function: Function | None, bounds: Bounds, asked: int, answers: int, ahead: Callable[[], object] | None = None
) -> NoReturn:
    """Answer tasks from one pipe into another; a task without a function of its own is for the one that is given."""
    try:
        _confine(bounds)
        if ahead:
            ahead()
        begun = _most_memory()
        modest = begun + bounds.memory * 1024 // MODEST
        with os.fdopen(asked, "rb") as tasks, os.fdopen(answers, "wb") as pipe:
            more = True
            while more:
                other, args, kwargs = pickle.load(tasks)
                _bound_time(bounds.seconds)
                answer, more = _answer(partial(other or function or len, *args, **kwargs), modest)
                pipe.write(answer)
                pipe.flush()
                _bound_time(0)
                if _most_memory() > begun + _WORTH_IT:
                    _give_back()
    except (EOFError, BrokenPipeError):
        pass  # who asked has gone
    finally:
        os._exit(0)  # what this process inherited half-written is not its own to write


def _confine(bounds: Bounds) -> None:
    """Bound the memory of this process, and keep it silent: what a library says when it breaks may quote a file."""
    import resource  # not on Windows

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked decides
    for ending in (signal.SIGTERM, signal.SIGALRM, signal.SIGPROF):
        signal.signal(ending, signal.SIG_DFL)
    faulthandler.disable()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    for limit, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, bounds.memory * 1024**2)):
        with contextlib.suppress(ValueError, OSError):  # macOS keeps no bound of memory
            resource.setrlimit(limit, (most, most))
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # every thread of numpy's takes memory
    gc.freeze()
    gc.set_threshold(ALLOCATIONS)


def _bound_time(seconds: int) -> None:
    """Bound the time of this process from now on, or no longer: the kernel ends it then, whatever library it is in.

    What counts is the processor's time, so that a file is read or not however busy the machine is; one that waits
    for something, for which none is used, has several times as long.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(_PATIENCE * seconds)


def _answer(call: Callable[[], Any], modest: int) -> tuple[bytes, bool]:
    """Return what a call gives, ready to be sent, and whether this process can do more, having taken no more KiB."""
    try:
        result = call()
        more = _most_memory() < modest
        return pickle.dumps((result, None, more), pickle.HIGHEST_PROTOCOL), more
    except MemoryError:
        loss = Loss("file-beyond-memory")
    except Exception as defect:
        loss = Loss("file-defect", {"reason": place_of(defect)})
    except BaseException:  # the panic of a library in Rust is no Exception
        loss = Loss("file-ends-reader")
    return pickle.dumps((None, loss, False)), False


def _give_back() -> None:
    """Return what is free to the system: the C library of Linux keeps it, in pieces that the next file cannot use.

    So does the interpreter where a small object stands in a piece, as those do that it keeps until a collection.
    """
    import ctypes  # only after large files

    gc.collect()
    with contextlib.suppress(OSError, AttributeError):  # another system, another C library
        ctypes.CDLL(None).malloc_trim(0)


def _most_memory() -> int:
    """Return the most memory that this process ever took, in KiB, that which it inherited included."""
    import resource  # not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
