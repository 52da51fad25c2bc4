"""The recognizer: a language model and the gazetteer propose stretches of text, a small trained model chooses."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import Protocol

from geo.model import Document, Label, Mention
from geo.protocols import Gazetteer, Progress
from geo.recognize.candidate_spans import PLACE_LABELS, candidate_spans, trimmed_entities
from geo.recognize.features import DocumentFeatures
from geo.recognize.known_names import KnownNames
from geo.recognize.model_choice import ModelChoice
from geo.recognize.span_model import SpanModel, shipped_model
from geo.recognize.spans import Span, SpanSet, direction_before, leading_direction
from geo.text.coordinates import find_coordinates
from geo.version import parsing_version

THRESHOLD = 0.4
"""A stretch is taken for a place name from this probability on.

F1 hardly changes from 0.3 to 0.45, and a wrong pin is worse than none.
"""

_SURE, _DOUBTFUL = 0.8, 0.1
"""A name that is surely a place's somewhere in a document is one elsewhere too, unless that is very doubtful."""
_TOWN = 15_000  # inhabitants
_DIGITS = 3
_CERTAIN = (1.0, 1.0)  # coordinates need no judgement


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
    """Place names among a model's entities and the gazetteer's names, by the weights of a `SpanModel`."""

    def __init__(
        self,
        tagger: EntityTagger,
        gazetteer: Gazetteer,
        *,
        judge: SpanModel | None = None,
        threshold: float = THRESHOLD,
    ) -> None:
        """Take the parts; the shipped weights unless others are given.

        Args:
            threshold: higher for fewer mistakes, lower for fewer misses.
        """
        self._tagger = tagger
        self._gazetteer = gazetteer
        self._judge = judge or shipped_model()
        self._threshold = threshold
        self.id = f"places-{parsing_version()}-{self._judge.id}-{threshold}/{tagger.id}/{gazetteer.id}"

    def recognize(
        self, documents: Sequence[Document], *, progress: Progress | None = None
    ) -> list[tuple[Mention, ...]]:
        """Return the mentions of each document, in text order and not overlapping; same length and order."""
        known = KnownNames(self._gazetteer)
        found = self._tagger.entities(documents, progress=progress)
        return [tuple(self._mentions(*pair, known)) for pair in zip(documents, found, strict=True)]

    def _mentions(self, document: Document, entities: Sequence[Span], known: KnownNames) -> Iterator[Mention]:
        text = document.text
        entities = trimmed_entities(text, entities, known)
        features = DocumentFeatures(text, entities, known)
        possible = []
        spans = candidate_spans(text, entities, known)
        for (start, end), found in zip(spans, features.of_all(spans), strict=True):
            probability = self._judge.toponym.probability(found)
            if probability >= min(self._threshold, _DOUBTFUL):
                possible.append((-probability, start, end, found))
        surely = max(_SURE, self._threshold)
        sure = {text[start:end] for loss, start, end, _ in possible if -loss >= surely}
        likely = [
            (loss, start, end, found)
            for loss, start, end, found in possible
            if -loss >= self._threshold or (text[start:end] in sure and not _is_person(features.entity(start, end)))
        ]
        whole = SpanSet(Span(start, end, "LOC") for _, start, end, _ in likely if known.is_natural(text[start:end]))
        # The Horn of Africa is not Africa, however sure a place Africa is.
        likely.sort(key=lambda one: (_is_part(one[1], one[2], whole), one[0]))
        chosen = SpanSet(Span(start, end, "LOC") for start, end in find_coordinates(text))
        judged: dict[int, tuple[float, float]] = {}
        for loss, start, end, found in likely:
            span = Span(start, end, _label(text[start:end], features.entity(start, end), known))
            span = _without_direction(text, span, known)
            if chosen.add(span):
                literal = self._judge.literal.probability(found)
                judged[span.start] = (round(-loss, _DIGITS), round(literal, _DIGITS))
        for span in chosen:
            yield Mention(
                document.id,
                span.start,
                span.end,
                text[span.start : span.end],
                span.label,  # type: ignore[arg-type]
                self.id,
                direction_before(text, span.start),
                *judged.get(span.start, _CERTAIN),
            )


def _is_person(entity: Span | None) -> bool:
    return entity is not None and entity.label == "PERSON"


def _is_part(start: int, end: int, whole: SpanSet) -> bool:
    span = whole.overlapping(start, end)
    return span is not None and end - start < span.end - span.start


def _without_direction(text: str, span: Span, known: KnownNames) -> Span:
    """Cut "northern" off "northern Syria", but not off "Northern Ireland" or "North Main Street"."""
    name = text[span.start : span.end]
    cut = leading_direction(name) if span.label in {"GPE", "LOC"} else 0
    if not cut or (name[0].isupper() and known.best(name)) or not known.is_prominent(name[cut:], _TOWN):
        return span
    return span._replace(start=span.start + cut)


def _label(name: str, entity: Span | None, known: KnownNames) -> Label:
    """Return the model's label where it sees a place too, else that of what the gazetteer knows by the name."""
    label = known.label(name)
    if label == "NORP" or entity is None:
        return label
    if entity.label == "NORP" and known.is_demonym(name):
        return "NORP"
    return entity.label if entity.label in PLACE_LABELS else label  # type: ignore[return-value]
