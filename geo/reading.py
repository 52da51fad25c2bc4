"""Reading documents batch by batch, so that what is done stays done."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo.atlas import Atlas
from geo.model import Document, GeoparsedDocument
from geo.protocols import Geoparser, Progress

BATCH_CHARS = 100_000
"""Enough for the recogniser to work at full speed, little enough to lose when somebody cancels."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading: ``cached`` of the documents had been read before; it took ``elapsed_s`` seconds."""

    atlas: Atlas
    cached: int
    elapsed_s: float


def read(geoparser: Geoparser, documents: Sequence[Document], progress: Progress | None = None) -> Reading:
    """Geoparse the documents, batch by batch, and make their atlas.

    Raises:
        Cancelled: the user stopped it; finished batches are in the geoparser's cache.
    """
    began = time.perf_counter()
    cached: list[Document] = []
    parsed: list[GeoparsedDocument] = []
    total = sum(len(document.text) for document in documents) or 1
    done = 0
    for batch in _batches(documents):
        size = sum(len(document.text) for document in batch)

        def report(stage: str, fraction: float, done: int = done, size: int = size) -> None:
            if progress:
                progress(stage, (done + size * fraction) / total)

        report("Reading", 0.0)
        parsed += geoparser.geoparse(batch, progress=report, on_cached=cached.append)
        done += size
    return Reading(Atlas.build(parsed), len(cached), time.perf_counter() - began)


def _batches(documents: Sequence[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    chars = 0
    for document in documents:
        if batch and chars + len(document.text) > BATCH_CHARS:
            yield batch
            batch, chars = [], 0
        batch.append(document)
        chars += len(document.text)
    if batch:
        yield batch
