"""Each document is read in its language, by what is installed for it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from geo.model import Document, Mention
from geo.phrase import Phrase
from geo.pipeline import Pipeline
from geo.protocols import Progress
from geo.recognize.language_models import ModelNames, other_language_models
from geo.recognize.multilingual import MultilingualRecognizer
from geo.recognize.spans import Span
from tests.fakes import FakeGazetteer, FakeRecognizer, FakeResolver


class OneName:
    """Takes the first word for a place."""

    def __init__(self, name: str) -> None:
        self.id = name

    def recognize(
        self, documents: Sequence[Document], *, progress: Progress | None = None
    ) -> list[tuple[Mention, ...]]:
        words = [(document, document.text.split()[0]) for document in documents]
        return [(Mention(document.id, 0, len(word), word, "GPE", self.id),) for document, word in words]


def document(text: str, language: str) -> Document:
    return Document.make(text, language=language)


def recognizer(**others: OneName) -> MultilingualRecognizer:
    return MultilingualRecognizer(FakeRecognizer(), others, FakeGazetteer())


def test_documents_come_back_in_order_each_read_in_its_language() -> None:
    documents = [
        document("Londres dort", "fr-BE"), document("near London", "en-GB"), document("Reise nach London", "de"),
        document("Nantes dort", "fr"), document("London again", ""),
    ]  # fmt: skip
    found = recognizer(fr=OneName("french")).recognize(documents)
    assert [[mention.recognizer_id.split("-")[0] for mention in mentions] for mentions in found] == [
        ["french"], ["fake"], ["names"], ["french"], ["fake"],
    ]  # fmt: skip
    assert [mentions[0].document_id for mentions in found] == [one.id for one in documents]
    assert found[1][0].phrase == Phrase("near")


def test_a_model_of_many_languages_reads_what_has_none_of_its_own() -> None:
    part = recognizer(xx=OneName("any"), fr=OneName("french"))
    documents = [document("Londres", "fr"), document("Londra", "it"), document("London", "en")]
    assert [mentions[0].recognizer_id for mentions in part.recognize(documents)] == [
        "french",
        "any",
        "fake-recognizer-1",
    ]
    assert part.notice(documents[1]) == ""


def test_a_document_read_by_names_alone_says_so() -> None:
    """In its provenance, so it is in the cache and in every export; the others say nothing."""
    part = recognizer(fr=OneName("french"))
    pipeline = Pipeline(part, FakeResolver(), notice_of=part.notice)
    parsed = pipeline.geoparse([document("London", "de"), document("London", "en"), document("London", "fr")])
    assert [bool(one.notices) for one in parsed] == [True, False, False]
    assert parsed[0].notices[0].startswith("Names only: no language model for German is installed")


def test_another_model_is_another_recognizer() -> None:
    """Else an answer from the time before it was installed would be served from the cache."""
    ids = {
        recognizer().id,
        recognizer(fr=OneName("a")).id,
        recognizer(fr=OneName("b")).id,
        recognizer(de=OneName("a")).id,
    }
    assert len(ids) == 4


class Tagger:
    """Entities as a French model labels them."""

    id = "tagger"

    def entities(self, documents: Sequence[Document], *, progress: Progress | None = None) -> Iterator[list[Span]]:
        yield from ([Span(0, 7, "LOC"), Span(8, 13, "PER"), Span(14, 17, "ORG")] for _ in documents)


def test_a_foreign_models_places_become_mentions() -> None:
    """LOC is any place; persons and bodies are none."""
    [found] = ModelNames(Tagger(), FakeGazetteer()).recognize([document("London, Marie ONU", "fr")])
    assert [(mention.surface, mention.label) for mention in found] == [("London", "GPE")]


def install(folder: Path, package: str, version: str, lang: str, labels: list[str]) -> None:
    """Write what pip leaves of a model package that has no code."""
    data = folder / package / f"{package}-{version}"
    (data / "ner").mkdir(parents=True)
    meta = {"lang": lang, "name": package.partition("_")[2], "version": version, "labels": {"ner": labels}}
    (data / "meta.json").write_text(json.dumps(meta))
    (folder / package / "__init__.py").write_text("raise AssertionError('run')")
    info = folder / f"{package}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n")
    (info / "entry_points.txt").write_text(f"[spacy_models]\n{package} = {package}\n")
    (info / "RECORD").write_text(f"{package}/{package}-{version}/meta.json,,\n")


def test_installed_models_are_found_without_running_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The largest of a language wins; placeholders, models without places and English ones are passed over."""
    places = ["LOC", "ORG", "PER"]
    install(tmp_path, "fr_core_news_sm", "3.8.0", "fr", places)
    install(tmp_path, "fr_core_news_md", "3.8.0", "fr", places)
    install(tmp_path, "xx_ent_wiki_sm", "3.8.0", "xx", places)
    install(tmp_path, "de_core_news_sm", "999.9.9", "de", places)
    install(tmp_path, "it_core_news_sm", "3.8.0", "it", ["PER"])
    monkeypatch.syspath_prepend(tmp_path)
    found = other_language_models()
    assert {
        language: choice.package for language, choice in found.items() if language in {"fr", "xx", "de", "it", "en"}
    } == {
        "fr": "fr_core_news_md",
        "xx": "xx_ent_wiki_sm",
    }
