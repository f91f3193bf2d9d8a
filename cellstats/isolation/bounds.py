"""What one file may take, and what is said of one that took more."""

from collections.abc import Callable, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass, field
from typing import Any

from cellstats.defaults import MEMORY, SECONDS


@dataclass(frozen=True)
class Bounds:
    """What one file may take: MiB of memory, and seconds of the processor."""

    memory: int = MEMORY
    seconds: int = SECONDS


@dataclass(frozen=True)
class Loss:
    """Why there is no result: the code of a finding and its values."""

    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)


class LostError(BrokenExecutor):
    """A result that is lost, because the process that worked for it has ended or failed."""

    def __init__(self, loss: Loss) -> None:
        super().__init__(loss.code)
        self.loss = loss


class Here(Executor):
    """Does everything at once in this process, without bounds; nobody waits."""

    meanwhile: Callable[[], object] | None = None

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Return the future of a call that is done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as problem:
            future.set_exception(problem)
        return future
