"""The main path: documents in, geoparsed documents out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from geo.model import NOTICE, Document, GeoparsedDocument, Mention
from geo.progress import share_of
from geo.protocols import DocumentCache, Progress, Recognizer, Resolver
from geo.text.passages import split_passages

_RECOGNITION = 0.9  # of the time that a text takes


class Pipeline:
    """Recognise, resolve, remember. Its parts are chosen in `geo.factory`."""

    def __init__(
        self,
        recognizer: Recognizer,
        resolver: Resolver,
        *,
        cache: DocumentCache | None = None,
        provenance: tuple[tuple[str, str], ...] = (),
        notice_of: Callable[[Document], str] = lambda _: "",
    ) -> None:
        """Take the parts; ``notice_of`` says what a reader should know about how a document is read, "" for nothing."""
        self._recognizer = recognizer
        self._resolver = resolver
        self._cache = cache
        self._provenance = provenance
        self._notice_of = notice_of
        self.id = hashlib.sha256(f"{recognizer.id}\n{resolver.id}".encode()).hexdigest()[:16]

    def geoparse(
        self,
        documents: Sequence[Document],
        *,
        progress: Progress | None = None,
        on_cached: Callable[[Document], None] | None = None,
    ) -> list[GeoparsedDocument]:
        """Return each document with its mentions and what they denote; same length and order.

        Documents already parsed by this pipeline come from the cache; ``on_cached`` is told of each of them.
        """
        known = self._known(documents)
        if on_cached:
            for hit in filter(None, known):
                on_cached(hit.document)
        new = [document for document, parsed in zip(documents, known, strict=True) if parsed is None]
        mentions = self._recognizer.recognize(new, progress=share_of(progress, 0.0, _RECOGNITION)) if new else []
        resolved = self._resolved(new, mentions, share_of(progress, _RECOGNITION, 1.0))
        fresh = [self._noticed(parsed) for parsed in resolved]
        if self._cache and fresh:
            self._cache.put(fresh, self.id)
        rest = iter(fresh)
        return [parsed or next(rest) for parsed in known]

    def with_resolver(self, resolver: Resolver) -> Pipeline:
        """Return a pipeline that resolves otherwise, and shares its language models and its cache with this one."""
        provenance = tuple((what, resolver.id if what == "resolver" else said) for what, said in self._provenance)
        return Pipeline(self._recognizer, resolver, cache=self._cache, provenance=provenance, notice_of=self._notice_of)

    def warm_up(self) -> None:
        """Load what reading a new text takes, the language model above all; else the first new text waits for it."""
        self._recognizer.recognize([Document.make("London")])

    def resolve(self, documents: Sequence[Document], mentions: Sequence[Sequence[Mention]]) -> list[GeoparsedDocument]:
        """Return the documents with the given mentions resolved, bypassing recognition and cache."""
        return self._resolved(documents, mentions, None)

    def _resolved(
        self, documents: Sequence[Document], mentions: Sequence[Sequence[Mention]], progress: Progress | None
    ) -> list[GeoparsedDocument]:
        found = self._resolver.resolve(documents, mentions, progress=progress)
        return [
            GeoparsedDocument(document, split_passages(document), *resolved, self._provenance)
            for document, resolved in zip(documents, found, strict=True)
        ]

    def _known(self, documents: Sequence[Document]) -> Sequence[GeoparsedDocument | None]:
        if self._cache is None:
            return [None] * len(documents)
        return self._cache.get([document.id for document in documents], self.id)

    def _noticed(self, parsed: GeoparsedDocument) -> GeoparsedDocument:
        notice = self._notice_of(parsed.document)
        return replace(parsed, provenance=(*parsed.provenance, (NOTICE, notice))) if notice else parsed
