"""Documents from sources through the pipeline, one after the other, the bad ones reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from geo.commands.terminal import Terminal
from geo.errors import DocumentError
from geo.model import GeoparsedDocument
from geo.protocols import Geoparser, Progress
from geo.read.documents import Loaded, Unread
from geo.read.sources import read_documents

_BATCH_DOCUMENTS = 32
_BATCH_CHARS = 500_000


def geoparse_sources(
    sources: Iterable[str], open_pipeline: Callable[[bool], Geoparser], terminal: Terminal, *, gold: bool = False
) -> Iterator[tuple[Loaded, GeoparsedDocument]]:
    """Yield each document that can be had, geoparsed, in order; report the others.

    The pipeline is opened, which takes seconds, only when there is a document for it; ``open_pipeline`` is told whether
    there are several.
    """
    batches = _batches(_readable(sources, terminal, gold=gold))
    begun = list(islice(batches, 2))
    if not begun:
        return
    pipeline = open_pipeline(len(begun) > 1 or len(begun[0]) > 1)
    with terminal.documents() as (progress, done):
        for batch in chain(begun, batches):
            for pair in _geoparse(batch, pipeline, terminal, progress, gold=gold):
                done()
                for notice in pair[1].notices:
                    terminal.say(f"{pair[1].document.source}: {notice}")
                yield pair


def _readable(sources: Iterable[str], terminal: Terminal, *, gold: bool) -> Iterator[Loaded]:
    for item in read_documents(sources):
        if isinstance(item, Unread):
            (terminal.fault if item.fault else terminal.say)(item.reason)
        elif gold and item.given is None:
            terminal.fault(f'{item.document.source} has no "toponyms", so there is no gold to resolve.')
        else:
            if item.notice:
                terminal.say(item.notice)
            yield item


def _batches(documents: Iterable[Loaded]) -> Iterator[list[Loaded]]:
    """Group documents so that a batch is worth its overhead and a large set never lies in memory."""
    batch: list[Loaded] = []
    chars = 0
    for loaded in documents:
        batch.append(loaded)
        chars += len(loaded.document.text)
        if len(batch) == _BATCH_DOCUMENTS or chars >= _BATCH_CHARS:
            yield batch
            batch, chars = [], 0
    if batch:
        yield batch


def _geoparse(
    batch: list[Loaded], pipeline: Geoparser, terminal: Terminal, progress: Progress, *, gold: bool
) -> Iterator[tuple[Loaded, GeoparsedDocument]]:
    documents = [loaded.document for loaded in batch]
    try:
        if gold:
            parsed = pipeline.resolve(documents, [loaded.given or () for loaded in batch])
        else:
            parsed = pipeline.geoparse(documents, progress=progress)
    except DocumentError as error:
        if len(batch) == 1:
            terminal.fault(f"{documents[0].source}: {error}")
        else:  # one of them is bad: do the others
            for loaded in batch:
                yield from _geoparse([loaded], pipeline, terminal, progress, gold=gold)
        return
    yield from zip(batch, parsed, strict=True)
