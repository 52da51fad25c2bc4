"""What every `geo.protocols.DocumentCache` promises."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from geo.model import Document, GeoparsedDocument
from geo.protocols import DocumentCache
from geo.store.parses import SqliteDocumentCache
from tests.fakes import ARTICLE, FakeRecognizer, FakeResolver, fake_pipeline, parse


def on_disk(folder: Path) -> DocumentCache:
    return SqliteDocumentCache(folder / "cache")


def in_memory(folder: Path) -> DocumentCache:
    """A store whose folder cannot be made, since a file stands in its place."""
    (folder / "file").write_text("in the way")
    return SqliteDocumentCache(folder / "file")


@pytest.fixture(params=[on_disk, in_memory], ids=lambda make: make.__name__)
def cache(request: pytest.FixtureRequest, tmp_path: Path) -> DocumentCache:
    make: Callable[[Path], DocumentCache] = request.param
    return make(tmp_path)


@pytest.fixture
def parsed() -> GeoparsedDocument:
    return fake_pipeline().geoparse([ARTICLE])[0]


def test_what_is_put_is_got(cache: DocumentCache, parsed: GeoparsedDocument) -> None:
    """A stored document comes back equal."""
    cache.put([parsed], "pipeline-1")
    assert cache.get([parsed.document.id], "pipeline-1") == [parsed]


def test_another_pipeline_has_its_own_answer(cache: DocumentCache, parsed: GeoparsedDocument) -> None:
    """A changed pipeline never gets what the old one made, nor replaces it."""
    cache.put([parsed], "pipeline-1")
    assert cache.get([parsed.document.id], "pipeline-2") == [None]
    other = GeoparsedDocument(parsed.document, parsed.passages, (), (), ())
    cache.put([other], "pipeline-2")
    assert cache.get([parsed.document.id], "pipeline-1") == [parsed]
    assert cache.get([parsed.document.id], "pipeline-2") == [other]


def test_the_latest_put_counts(cache: DocumentCache, parsed: GeoparsedDocument) -> None:
    """Putting a document again replaces it."""
    other = GeoparsedDocument(parsed.document, parsed.passages, (), (), ())
    cache.put([other], "pipeline-1")
    cache.put([parsed], "pipeline-1")
    assert cache.get([parsed.document.id], "pipeline-1") == [parsed]


def test_unknown_documents_are_none(cache: DocumentCache) -> None:
    """What was never put is None, not an error."""
    assert cache.get(["0123456789abcdef"], "pipeline-1") == [None]


def test_hostile_ids_are_only_keys(cache: DocumentCache, parsed: GeoparsedDocument) -> None:
    """Quotes and statements in a key stay text."""
    key = "'; DROP TABLE documents; --"
    cache.put([parsed], key)
    assert cache.get([parsed.document.id], key) == [parsed]
    assert cache.get([key], key) == [None]


def test_the_pipeline_recognises_a_document_once(cache: DocumentCache) -> None:
    """With the cache in place a document is recognised once, and the answer is the same."""

    class Counting(FakeRecognizer):
        calls = 0

        def recognize(self, documents, *, progress=None):  # type: ignore[no-untyped-def]
            self.calls += len(documents)
            return super().recognize(documents, progress=progress)

    from geo.pipeline import Pipeline

    recognizer = Counting()
    pipeline = Pipeline(recognizer, FakeResolver(), cache=cache)
    first = pipeline.geoparse([ARTICLE])
    assert pipeline.geoparse([ARTICLE, Document.make("Syria.")])[0] == first[0]
    assert recognizer.calls == 2


def test_many_documents(cache: DocumentCache) -> None:
    """Documents do not mix, put one by one or together, and come back in the order asked for."""
    documents = parse(*(f"London {number}" for number in range(250)))
    for document in documents[:50]:
        cache.put([document], "p")
    cache.put(documents[50:], "p")
    for document in documents:
        assert cache.get([document.document.id], "p") == [document]
    wanted = [documents[7], None, documents[249], documents[7], documents[0]]
    ids = [document.document.id if document else "0123456789abcdef" for document in wanted]
    assert cache.get(ids, "p") == wanted
    assert cache.get([], "p") == []
    cache.put([], "p")
