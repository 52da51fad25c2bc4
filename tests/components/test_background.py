"""Long work: tasks in threads."""

from __future__ import annotations

import threading

import pytest

from components.background import Task
from geo.errors import Cancelled
from geo.protocols import Progress


def test_a_task_reports_its_progress_and_its_result() -> None:
    """Whoever looks sees the stage; whoever waits gets the result."""
    go_on, reported = threading.Event(), threading.Event()

    def work(progress: Progress) -> int:
        progress("Counting", 0.5)
        reported.set()
        go_on.wait(5)
        return 7

    task = Task(work)
    assert reported.wait(5)
    assert (task.stage, task.fraction) == ("Counting", 0.5)
    assert not task.finished(0)
    go_on.set()
    assert task.finished(5)
    assert task.result() == 7


def test_a_task_hands_its_error_over() -> None:
    """An error in the thread is raised where the result is asked for."""

    def work(progress: Progress) -> None:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        Task(work).result()


def test_a_cancelled_task_stops_at_its_next_report() -> None:
    """Cancelling is cooperative: the work learns of it when it reports progress."""
    cancelled = threading.Event()

    def work(progress: Progress) -> None:
        cancelled.wait(5)
        progress("Going on", 0.5)

    task = Task(work)
    task.cancel()
    cancelled.set()
    with pytest.raises(Cancelled):
        task.result()
