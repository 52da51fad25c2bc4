"""Reading batch by batch."""

from __future__ import annotations

import pytest

from geo.errors import Cancelled
from geo.model import Document
from geo.reading import BATCH_CHARS, read
from tests.fakes import MemoryCache, fake_pipeline


def test_reading_keeps_the_documents_in_order() -> None:
    """The atlas has every document once, in the order given, whatever the batches."""
    documents = [Document.make("Brussels " * (BATCH_CHARS // 20), title=str(number)) for number in range(5)]
    result = read(fake_pipeline(), documents)
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
    assert read(pipeline, documents).cached >= 1
