"""What the span model learns from: stretches of texts with their features, and whether they are places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.training.folds import fold_of
from geo.evaluate.measure.gold import GoldDocument
from geo.evaluate.measure.spans import Extent, trimmed
from geo.recognize.candidate_spans import candidate_spans, trimmed_entities
from geo.recognize.features import DocumentFeatures
from geo.recognize.known_names import KnownNames
from geo.recognize.recognizer import EntityTagger
from geo.recognize.spans import Span

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Example:
    """A stretch with its features: whether it is a toponym, and whether literal (None where the corpus has no uses)."""

    features: tuple[str, ...]
    toponym: bool
    literal: bool | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with its truth, the entities of the first model, and the examples from all models."""

    gold: GoldDocument
    entities: list[Span]
    examples: tuple[Example, ...]

    @property
    def fold(self) -> int:
        """Which of the folds it belongs to: set by its text alone."""
        return fold_of(self.gold.document, FOLDS)


def prepare(corpus: Sequence[GoldDocument], taggers: Sequence[EntityTagger], known: KnownNames) -> list[Prepared]:
    """Return the documents with the examples from every tagger."""
    texts = [gold.document for gold in corpus]
    entities = [tagger.entities(texts) for tagger in taggers]
    return [
        Prepared(gold, list(found[0]), tuple(e for spans in found for e in _examples(gold, spans, known)))
        for gold, *found in zip(corpus, *entities, strict=True)
    ]


def _examples(gold: GoldDocument, entities: Sequence[Span], known: KnownNames) -> Iterator[Example]:
    text = gold.document.text
    places = {trimmed(text, place.start, place.end): place for place in gold.places}
    has_uses = any(place.use for place in gold.places)
    entities = trimmed_entities(text, entities, known)
    features = DocumentFeatures(text, entities, known)
    spans = candidate_spans(text, entities, known)
    for (start, end), found in zip(spans, features.of_all(spans), strict=True):
        place = places.get(Extent(start, end))
        literal = place.literal if place is not None and has_uses else None
        yield Example(tuple(found), place is not None, literal)
