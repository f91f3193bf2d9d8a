"""The outside of the processes that read: an executor whose calls cost nothing but themselves."""

import contextlib
import os
import pickle
import select
import signal
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import asdict
from typing import Any

from cellstats.isolation.bounds import Bounds, Loss, LostError
from cellstats.isolation.confined import Answer, Function, Task, serve

_MOMENT = 0.2  # seconds


class Workers(Executor):
    """Processes of this machine, each of which does one thing at a time, within bounds.

    They are forked from this process, which should have no other threads, and inherit the function that is wanted
    then, so that it need not be sent. Nothing runs in the background: who asks a future for its result works for all
    of them, and calls `meanwhile` now and then. The first process begins at once with what is to be done `ahead`.
    """

    def __init__(
        self, jobs: int = 1, bounds: Bounds | None = None, *, ahead: Callable[[], object] | None = None
    ) -> None:
        self._jobs = jobs
        self._bounds = bounds or Bounds()
        self.meanwhile: Callable[[], object] | None = None
        self._waiting: deque[tuple[_Driven, Task]] = deque()
        self._workers = [_Worker(None, self._bounds, [], ahead)] if ahead else []

    def submit(self, fn: Function, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Return the future of a call, which begins when a process is free."""
        future = _Driven(self)
        self._waiting.append((future, (fn, args, kwargs)))
        self._hand_out()
        return future

    def turn(self) -> None:
        """Wait until some process has answered or ended, or for a moment where somebody wants to know."""
        busy = {worker.answers: worker for worker in self._workers if worker.future}
        for answers in select.select([*busy], [], [], _MOMENT if self.meanwhile else None)[0]:
            if not busy[answers].settle():
                self._workers.remove(busy[answers])
        self._hand_out()
        if self.meanwhile:
            self.meanwhile()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End all processes: after what they were asked, or at once where that is cancelled."""
        while wait and not cancel_futures and any(worker.future for worker in self._workers):
            self.turn()
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def __exit__(self, kind: object, *_problem: object) -> None:
        self.shutdown(cancel_futures=kind is not None)

    def _hand_out(self) -> None:
        """Give what waits to those that are free, as many as there may be."""
        while self._waiting:
            free = next((worker for worker in self._workers if not worker.future), None)
            if free is None and len(self._workers) < self._jobs:
                free = _Worker(self._waiting[0][1][0], self._bounds, self._workers)
                self._workers.append(free)
            if free is None:
                return
            if free.take(*self._waiting[0]):
                self._waiting.popleft()
            else:
                self._workers.remove(free)  # it ended while it was free


class _Driven(Future[Any]):
    """A future that is worked for by whoever asks for its result."""

    def __init__(self, workers: Workers) -> None:
        super().__init__()
        self._workers = workers

    def result(self, timeout: float | None = None) -> Any:
        """Return the result, or raise why it is lost; `timeout` is not kept, for the bounds end every call."""
        while not self.done():
            self._workers.turn()
        return super().result(timeout)


class _Worker:
    """A process, and the pipes to it and from it."""

    def __init__(
        self,
        function: Function | None,
        bounds: Bounds,
        others: "Sequence[_Worker]",
        ahead: Callable[[], object] | None = None,
    ) -> None:
        self.future: Future[Any] | None = None
        self._bounds = bounds
        self._function = function
        (asked, asks), (answered, answers) = os.pipe(), os.pipe()
        self._process = os.fork()
        if self._process == 0:
            for pipe in (asks, answered, *(each for other in others for each in other.pipes)):
                os.close(pipe)
            serve(function, bounds, asked, answers, ahead)
        os.close(asked)
        os.close(answers)
        self.pipes: tuple[int, int] = (asks, answered)
        self._tasks, self.answers = os.fdopen(asks, "wb"), os.fdopen(answered, "rb")

    def take(self, future: "Future[Any]", task: Task) -> bool:
        """Hand a task to the process; return whether it is still there."""
        function, args, kwargs = task
        sent: Task = (None if function is self._function else function, args, kwargs)
        try:
            pickle.dump(sent, self._tasks, pickle.HIGHEST_PROTOCOL)
            self._tasks.flush()
        except BrokenPipeError:
            self.end()
            return False
        self.future = future
        future.set_running_or_notify_cancel()
        return True

    def settle(self) -> bool:
        """Pass on the answer of the process, or why there is none; return whether it can do more."""
        future, self.future = self.future, None
        try:
            answer: Answer = pickle.load(self.answers)
        except (EOFError, pickle.UnpicklingError):
            answer = None, _cause(os.waitpid(self._process, 0)[1]), False
            self._process = 0
        result, loss, more = answer
        if not more:
            self.end()
        if future and loss:
            future.set_exception(LostError(Loss(loss.code, {**loss.values, **asdict(self._bounds)})))
        elif future:
            future.set_result(result)
        return more

    def end(self) -> None:
        """End the process, whatever it does."""
        for pipe in (self._tasks, self.answers):
            with contextlib.suppress(BrokenPipeError):
                pipe.close()
        if self._process:
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            self._process = 0


def _cause(status: int) -> Loss:
    """Return what ended a process, by its status."""
    ended = -os.waitstatus_to_exitcode(status)
    if ended in (signal.SIGALRM, signal.SIGPROF):
        return Loss("file-beyond-time")
    # A library in Rust aborts where it gets no memory; the system kills where it has none left.
    return Loss("file-beyond-memory" if ended in (signal.SIGABRT, signal.SIGKILL) else "file-ends-reader")
