"""The main path: documents in, geoparsed documents out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from geo.errors import Cancelled
from geo.model import Document, GeoparsedDocument, Mention
from geo.pipeline import Pipeline
from geo.protocols import Progress
from tests.fakes import ARTICLE, FakeRecognizer, FakeResolver, fake_pipeline


class DictCache:
    """A cache that is a dictionary."""

    notice = ""

    def __init__(self) -> None:
        self.stored: dict[tuple[str, str], GeoparsedDocument] = {}

        self.puts = 0

    def get(self, document_ids: Sequence[str], pipeline_id: str) -> list[GeoparsedDocument | None]:
        return [self.stored.get((document_id, pipeline_id)) for document_id in document_ids]

    def put(self, parsed: Sequence[GeoparsedDocument], pipeline_id: str) -> None:
        self.puts += 1
        self.stored |= {(one.document.id, pipeline_id): one for one in parsed}


class Recording(FakeRecognizer):
    """Remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def recognize(
        self, documents: Sequence[Document], *, progress: Progress | None = None
    ) -> list[tuple[Mention, ...]]:
        self.asked += [document.text for document in documents]
        return super().recognize(documents, progress=progress)


def make(*texts: str) -> list[Document]:
    return [Document.make(text) for text in texts]


def test_same_length_and_order() -> None:
    """Each document comes back, in order, repeated and empty ones too."""
    documents = make("London", "", "Syria", "London")
    assert [parsed.document for parsed in fake_pipeline().geoparse(documents)] == documents
    assert fake_pipeline().geoparse([]) == []


def test_order_holds_when_some_come_from_the_cache() -> None:
    """Old and new documents are put together in the order asked for, and only the new are recognised."""
    recognizer = Recording()
    pipeline = Pipeline(recognizer, FakeResolver(), cache=DictCache())
    pipeline.geoparse(make("Syria", "London"))
    documents = make("Brussels", "London", "Turkey", "Syria")
    cached: list[Document] = []
    results = pipeline.geoparse(documents, on_cached=cached.append)
    assert [parsed.document for parsed in results] == documents
    assert [parsed.resolutions[0].mention.surface for parsed in results] == ["Brussels", "London", "Turkey", "Syria"]
    assert recognizer.asked == ["Syria", "London", "Brussels", "Turkey"]
    assert cached == [documents[1], documents[3]]


def test_the_documents_of_a_call_are_stored_in_one_go() -> None:
    """Many small documents cost one write together; where all are known already nothing is written."""
    cache = DictCache()
    documents = make(*(f"London {number}" for number in range(100)))
    for _ in range(2):
        fake_pipeline(cache).geoparse(documents)
        assert (len(cache.stored), cache.puts) == (100, 1)


def test_a_cached_answer_equals_a_fresh_one() -> None:
    """The cache changes the time it takes and nothing else."""
    pipeline = fake_pipeline(DictCache())
    assert pipeline.geoparse([ARTICLE]) == pipeline.geoparse([ARTICLE]) == fake_pipeline().geoparse([ARTICLE])


def test_the_id_follows_the_parts() -> None:
    """Another recognizer or resolver makes another pipeline, so its answers are stored apart."""

    class OtherRecognizer(FakeRecognizer):
        id = "fake-recognizer-2"

    class OtherResolver(FakeResolver):
        id = "fake-resolver-2"

    ids = {
        Pipeline(FakeRecognizer(), FakeResolver()).id,
        Pipeline(OtherRecognizer(), FakeResolver()).id,
        Pipeline(FakeRecognizer(), OtherResolver()).id,
    }
    assert len(ids) == 3
    assert Pipeline(FakeRecognizer(), FakeResolver()).id in ids


def test_given_mentions_bypass_recognition_and_cache() -> None:
    """`resolve` takes the mentions as they are, and stores nothing."""
    cache, recognizer = DictCache(), Recording()
    pipeline = Pipeline(recognizer, FakeResolver(), cache=cache, provenance=(("a", "b"),))
    mention = Mention(ARTICLE.id, 16, 24, "Brussels", "GOLD", "given")
    [parsed] = pipeline.resolve([ARTICLE], [(mention,)])
    assert [r.mention for r in parsed.resolutions] == [mention]
    assert parsed.provenance == (("a", "b"),)
    assert parsed.passages[-1].end == len(ARTICLE.text)
    assert not cache.stored
    assert not recognizer.asked


def test_progress_is_passed_on_and_can_stop() -> None:
    """The caller hears how far the work is, and what it raises stops the work before anything is stored."""
    heard: list[float] = []
    fake_pipeline().geoparse(make("London", "Syria"), progress=lambda stage, fraction: heard.append(fraction))
    assert heard == pytest.approx([0.45, 0.9, 1.0])

    def stop(stage: str, fraction: float) -> None:
        raise Cancelled("Stopped.")

    cache = DictCache()
    with pytest.raises(Cancelled):
        fake_pipeline(cache).geoparse(make("London"), progress=stop)
    assert not cache.stored


def test_warming_up_asks_the_recognizer_and_keeps_nothing() -> None:
    """What is loaded at the first question is loaded then, and no document comes of it."""
    recognizer, cache = Recording(), DictCache()
    Pipeline(recognizer, FakeResolver(), cache=cache).warm_up()
    assert len(recognizer.asked) == 1
    assert not cache.stored


def test_another_resolver_shares_the_models_and_not_the_answers() -> None:
    """What was read for one resolver is not taken for the other's, and the documents say which one it was."""

    class Other(FakeResolver):
        id = "other"

    cache, recognizer = DictCache(), Recording()
    said = (("recognizer", recognizer.id), ("resolver", FakeResolver.id))
    pipeline = Pipeline(recognizer, FakeResolver(), cache=cache, provenance=said)
    other = pipeline.with_resolver(Other())
    [first], [second] = pipeline.geoparse([ARTICLE]), other.geoparse([ARTICLE])
    assert recognizer.asked == [ARTICLE.text, ARTICLE.text] and len(cache.stored) == 2
    assert dict(second.provenance) == {**dict(first.provenance), "resolver": "other"}
