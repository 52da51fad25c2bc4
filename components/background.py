"""Long work in a thread of its own, which outlives the reruns of the script that started it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import Generic, TypeVar

from geo.errors import Cancelled
from geo.protocols import Progress

T = TypeVar("T")


class Task(Generic[T]):
    """One piece of work, started at once.

    Streamlit stops and repeats its script on every interaction; a task goes on, and each run of the script looks at it.
    The work is handed a `Progress`, through which it also learns that it was cancelled.
    """

    def __init__(self, work: Callable[[Progress], T]) -> None:
        self.stage = ""
        self.fraction = 0.0
        self._future: Future[T] = Future()
        self._cancelled = threading.Event()
        # A daemon, so that stopping the server does not wait for it.
        threading.Thread(target=self._run, args=(work,), daemon=True).start()

    def _run(self, work: Callable[[Progress], T]) -> None:
        try:
            result = work(self._report)
        except BaseException as error:
            self._future.set_exception(error)
        else:
            self._future.set_result(result)

    def _report(self, stage: str, fraction: float) -> None:
        if self._cancelled.is_set():
            raise Cancelled("Stopped.")
        self.stage, self.fraction = stage, min(max(fraction, 0.0), 1.0)

    def cancel(self) -> None:
        """Ask the work to stop at its next report of progress; `result` then raises `Cancelled`."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether it was asked to stop; it may not have done so yet."""
        return self._cancelled.is_set()

    def finished(self, within_s: float) -> bool:
        """Wait up to ``within_s`` and return whether the work has ended, well or badly."""
        try:
            self._future.exception(within_s)
        except FutureTimeoutError:
            return False
        return True

    def result(self) -> T:
        """Wait for the work and return what it returned, or raise what it raised."""
        return self._future.result()
