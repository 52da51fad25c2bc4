"""Long work: tasks in threads, and reading batch by batch."""

from __future__ import annotations

import threading

import pytest

from components.background import Task
from components.reading import BATCH_CHARS, read
from geo.errors import Cancelled
from geo.model import Document
from geo.protocols import Progress
from tests.components.conftest import MemoryCache
from tests.fakes import fake_pipeline


def ignore(stage: str, fraction: float) -> None:
    """Progress that nobody looks at."""


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


def test_reading_keeps_the_documents_in_order() -> None:
    """The atlas has every document once, in the order given, whatever the batches."""
    documents = [Document.make("Brussels " * (BATCH_CHARS // 20), title=str(number)) for number in range(5)]
    result = read(fake_pipeline(), documents, ignore)
    assert [parsed.document.title for parsed in result.atlas.documents] == ["0", "1", "2", "3", "4"]


def test_progress_never_goes_back() -> None:
    """The fraction grows over all batches, from 0 to 1."""
    seen: list[float] = []
    documents = [Document.make("Brussels " * (BATCH_CHARS // 20), title=str(number)) for number in range(5)]
    read(fake_pipeline(), documents, lambda stage, fraction: seen.append(fraction))
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0.0, 1.0)


def test_what_was_read_before_a_cancellation_is_kept() -> None:
    """Reading again after a cancellation starts from what was finished."""
    documents = [Document.make("Brussels " * (BATCH_CHARS // 10), title=str(number)) for number in range(3)]
    pipeline = fake_pipeline(MemoryCache())

    def stop_in_the_last(stage: str, fraction: float) -> None:
        if fraction > 0.6:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        read(pipeline, documents, stop_in_the_last)
    assert read(pipeline, documents, ignore).cached >= 1
