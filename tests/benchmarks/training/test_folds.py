"""Each document is read and resolved by the part of its fold."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.training.folds import OutOfFoldRecognizer, OutOfFoldResolver, fold_of
from geo.model import Document, Mention
from geo.protocols import Progress
from tests.fakes import FakeResolver

DOCUMENTS = [Document.make(f"Text {number}") for number in range(40)]


class Signs:
    """Takes the whole text for a name, and signs it."""

    def __init__(self, fold: int) -> None:
        self.id = str(fold)

    def recognize(
        self, documents: Sequence[Document], *, progress: Progress | None = None
    ) -> list[tuple[Mention, ...]]:
        return [(Mention(d.id, 0, len(d.text), d.text, "GPE", self.id),) for d in documents]


def test_every_document_goes_to_the_part_of_its_fold_and_keeps_its_place() -> None:
    found = OutOfFoldRecognizer([Signs(0), Signs(1), Signs(2)]).recognize(DOCUMENTS)
    assert [mention.surface for (mention,) in found] == [document.text for document in DOCUMENTS]
    assert [int(mention.recognizer_id) for (mention,) in found] == [fold_of(document, 3) for document in DOCUMENTS]
    assert len({fold_of(document, 3) for document in DOCUMENTS}) == 3


def test_mentions_stay_with_their_documents() -> None:
    mentions = Signs(0).recognize(DOCUMENTS)
    resolved = OutOfFoldResolver([FakeResolver(), FakeResolver()]).resolve(DOCUMENTS, mentions)
    assert [one.resolutions[0].mention for one in resolved] == [mention for (mention,) in mentions]


def test_a_fold_is_set_by_the_text_alone() -> None:
    """A document with and without its address must not be on both sides."""
    assert fold_of(Document.make("x", url="https://example.org"), 5) == fold_of(Document.make("x"), 5)
