"""spaCy models of other languages: which are installed, and the place names that they find."""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Iterator, Sequence

from geo.model import Document, Label, Mention
from geo.protocols import Gazetteer, Progress
from geo.recognize.known_names import KnownNames
from geo.recognize.model_choice import ModelChoice, installed_model
from geo.recognize.recognizer import EntityTagger, LoadedWhenAsked
from geo.recognize.spans import Span, SpanSet, trim
from geo.version import parsing_version

_ENGLISH = "en"
_SIZES = ("lg", "md", "sm", "trf")
# What the models call a place: OntoNotes, CoNLL and the treebanks of single languages.
_PLACE_LABELS: dict[str, Label | None] = {
    "GPE": "GPE", "GPE_LOC": "GPE", "FAC": "FAC", "FACILITY": "FAC", "geogName": "LOC",
    "LOC": None, "LC": None, "placeName": None,  # any place: the gazetteer says which kind
}  # fmt: skip


def build_language_recognizers(gazetteer: Gazetteer) -> dict[str, ModelNames]:
    """Return a recognizer for each language but English that a spaCy model is installed for, by language code.

    "xx" is spaCy's code of a model that was trained on many languages. A model is loaded when a text needs it.
    """
    return {
        language: ModelNames(LoadedWhenAsked(choice), gazetteer) for language, choice in other_language_models().items()
    }


def other_language_models() -> dict[str, ModelChoice]:
    """Return the best installed model of each language but English that finds places, by language code.

    No code of a model package is run: packages announce themselves by an entry point, and their data is read.
    """
    found: dict[str, ModelChoice] = {}
    packages = {point.dist.name for point in importlib.metadata.entry_points(group="spacy_models") if point.dist}
    for package in sorted(packages, key=_preference):
        choice = installed_model(package)
        if isinstance(choice, ModelChoice) and _finds_places(choice):
            found.setdefault(choice.name.partition("_")[0], choice)
    found.pop(_ENGLISH, None)
    return found


def _preference(package: str) -> tuple[int, str]:
    size = package.replace("-", "_").rpartition("_")[2]
    return (_SIZES.index(size) if size in _SIZES else len(_SIZES), package)


def _finds_places(choice: ModelChoice) -> bool:
    meta = json.loads((choice.path / "meta.json").read_text(encoding="utf-8"))
    labels = meta.get("labels", {})
    return isinstance(labels, dict) and not set(labels.get("ner", ())).isdisjoint(_PLACE_LABELS)


class ModelNames:
    """The place names of a model whose language has no rules of its own here."""

    def __init__(self, tagger: EntityTagger, gazetteer: Gazetteer) -> None:
        self.id = f"entities-{parsing_version()}/{tagger.id}/{gazetteer.id}"
        self._tagger = tagger
        self._gazetteer = gazetteer

    def recognize(
        self, documents: Sequence[Document], *, progress: Progress | None = None
    ) -> list[tuple[Mention, ...]]:
        """Return the mentions of each document, in text order and not overlapping; same length and order."""
        known = KnownNames(self._gazetteer)
        found = self._tagger.entities(documents, progress=progress)
        return [tuple(self._mentions(*pair, known)) for pair in zip(documents, found, strict=True)]

    def _mentions(self, document: Document, entities: Sequence[Span], known: KnownNames) -> Iterator[Mention]:
        places = (trim(document.text, entity) for entity in entities if entity.label in _PLACE_LABELS)
        for span in SpanSet(span for span in places if span):
            surface = document.text[span.start : span.end]
            label = _PLACE_LABELS[span.label] or known.label(surface)
            yield Mention(document.id, span.start, span.end, surface, "GPE" if label == "NORP" else label, self.id)
