"""The recognizer: the model's place names, trimmed; the gazetteer's beside them; both propagated in the document."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import Protocol

from geo.code_digest import code_digest
from geo.model import Document, Mention
from geo.protocols import Gazetteer, Progress
from geo.recognize.gazetteer_match import names_beside_model, words_of_full_names
from geo.recognize.known_names import KnownNames
from geo.recognize.model_choice import ModelChoice
from geo.recognize.propagate import propagate
from geo.recognize.spans import Span, SpanSet, direction_before, leading_direction, trim

_FAMOUS, _TOWN = 100_000, 15_000  # inhabitants
# Words of place names that are none alone; the model takes them out of "Main" and "Street".
_GENERIC = re.compile(
    r"(?:main |city )?(?:street|st\.|avenue|ave\.|road|highway|hall|island|valley|river|county|park)|"
    r"(?:north|south|east|west)(?:ern)?",
    re.IGNORECASE,
)
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


class EntityTagger(Protocol):
    """Finds named entities of all types; `geo.recognize.spacy_ner` has the one that is used."""

    @property
    def id(self) -> str:
        """Name and version."""

    def entities(self, documents: Sequence[Document], *, progress: Progress | None = None) -> Iterator[list[Span]]:
        """Yield the entities of each document in text order, labelled as in OntoNotes."""


def build_recognizer(gazetteer: Gazetteer, *, model: str | None) -> PlaceRecognizer:
    """Return a recognizer with the model that `geo.recognize.model_choice.choose_model` chooses.

    The model is loaded when a text is first read: what comes from the cache needs none, and it takes two seconds.

    Raises:
        ModelError: no usable model, or its files are not the known ones.
    """
    from geo.recognize.model_choice import choose_model

    return PlaceRecognizer(LoadedWhenAsked(choose_model(model)), gazetteer)


class LoadedWhenAsked:
    """The entities of a spaCy model that is loaded at the first question, once for all threads."""

    def __init__(self, choice: ModelChoice) -> None:
        self.id = choice.id
        self._choice = choice
        self._loaded: EntityTagger | None = None
        self._lock = threading.Lock()

    def entities(self, documents: Sequence[Document], *, progress: Progress | None = None) -> Iterator[list[Span]]:
        """Yield the entities of each document in text order, labelled as in OntoNotes."""
        with self._lock:
            if self._loaded is None:
                from geo.recognize.spacy_ner import SpacyEntities

                if progress:
                    progress("Loading the language model", 0.0)
                self._loaded = SpacyEntities(self._choice)
        return self._loaded.entities(documents, progress=progress)


class PlaceRecognizer:
    """Place names by a model's entities and a gazetteer's evidence."""

    def __init__(self, tagger: EntityTagger, gazetteer: Gazetteer) -> None:
        self.id = f"places-{code_digest(Path(__file__).parent)}/{tagger.id}/{gazetteer.id}"
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
        text = document.text
        entities = [span for entity in entities if (span := trim(text, entity))]
        known.learn(text[span.start : span.end] for span in entities)
        persons = words_of_full_names(text, entities)
        others = SpanSet(span for span in entities if not _is_place(text, span, known, persons))
        places = SpanSet(span for span in entities if _is_place(text, span, known, persons))
        for span in names_beside_model(text, entities, persons, known):
            places.add(span)
        for span in list(propagate(text, places, others)):
            places.add(span)
        for span in places:
            span = _without_direction(text, span, known)
            yield Mention(
                document.id,
                span.start,
                span.end,
                text[span.start : span.end],
                span.label,  # type: ignore[arg-type]
                self.id,
                direction_before(text, span.start),
            )


def _is_place(text: str, span: Span, known: KnownNames, persons: Set[str]) -> bool:
    name = text[span.start : span.end]
    if _GENERIC.fullmatch(name):
        return False
    if span.label == "NORP":
        return known.is_demonym(name)
    if span.label == "GPE" and name in persons:
        # A surname alone: kept only where everybody knows a place of that name.
        return known.is_prominent(name, _FAMOUS)
    return span.label in _PLACE_LABELS


def _without_direction(text: str, span: Span, known: KnownNames) -> Span:
    """Cut "northern" off "northern Syria", but not off "Northern Ireland" or "North Main Street"."""
    name = text[span.start : span.end]
    cut = leading_direction(name) if span.label in {"GPE", "LOC"} else 0
    if not cut or (name[0].isupper() and known.best(name)) or not known.is_prominent(name[cut:], _TOWN):
        return span
    return span._replace(start=span.start + cut)
