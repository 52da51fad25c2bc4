"""Train the span model of `geo.recognize.span_model` on texts whose places are known, and measure it.

    python -m geo.training.recognition CORPUS.jsonl … [--test OTHER.jsonl …] --out geo/recognize/span_model.json

The corpora are those that ``python -m geo evaluate`` reads. Every model package of `geo.recognize.model_choice.COPIES`
proposes its entities, so that the weights suit each. Figures are cross-validated by document, then from corpus to
corpus. Needs scikit-learn (requirements-dev.txt).
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from geo.config import Settings
from geo.evaluate.gold import GoldDocument, GoldPlace, read_corpus
from geo.evaluate.spans import Extent, agreement, trimmed
from geo.factory import build_gazetteer
from geo.model import Document, Mention
from geo.protocols import Gazetteer, Progress
from geo.recognize.candidate_spans import candidate_spans, trimmed_entities
from geo.recognize.features import DocumentFeatures
from geo.recognize.known_names import KnownNames
from geo.recognize.model_choice import COPIES, choose_model
from geo.recognize.recognizer import PlaceRecognizer
from geo.recognize.spacy_ner import SpacyEntities
from geo.recognize.span_model import Logistic, SpanModel
from geo.recognize.spans import Span

FOLDS = 5
_TOPONYM_STRENGTH, _LITERAL_STRENGTH = 0.2, 0.05
"""Inverse strength of the L2 regularisation."""
_LEAST_COUNT = 5
_WEIGHT_DIGITS = 3
_LITERAL = 0.5


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
        return zlib.crc32(self.gold.document.text.encode("utf-8", "surrogatepass")) % FOLDS


def _prepare(
    corpus: Sequence[GoldDocument], entities: Sequence[Sequence[list[Span]]], known: KnownNames
) -> list[Prepared]:
    """Return the documents with their examples; ``entities`` holds those of every document, model by model."""
    return [
        Prepared(gold, list(found[0]), tuple(e for spans in found for e in _examples(gold, spans, known)))
        for gold, *found in zip(corpus, *entities, strict=True)
    ]


def _examples(gold: GoldDocument, entities: Sequence[Span], known: KnownNames) -> Iterator[Example]:
    text = gold.document.text
    places = {trimmed(text, place.start, place.end): place for place in gold.places}
    has_uses = any(place.use for place in gold.places)
    entities = trimmed_entities(text, entities)
    features = DocumentFeatures(text, entities, known)
    spans = candidate_spans(text, entities, known)
    for (start, end), found in zip(spans, features.of_all(spans), strict=True):
        place = places.get(Extent(start, end))
        literal = place.literal if place is not None and has_uses else None
        yield Example(tuple(found), place is not None, literal)


def fit(documents: Iterable[Prepared]) -> SpanModel:
    """Return the model that explains the documents' examples best."""
    examples = [example for document in documents for example in document.examples]
    uses = [example for example in examples if example.literal is not None]
    return SpanModel(
        "in training",
        _fit([e.features for e in examples], [e.toponym for e in examples], _TOPONYM_STRENGTH),
        _fit([e.features for e in uses], [bool(e.literal) for e in uses], _LITERAL_STRENGTH),
    )


def _fit(features: Sequence[Sequence[str]], answers: Sequence[bool], strength: float) -> Logistic:
    if len(set(answers)) < 2:
        return Logistic(0.0, {})
    counts = Counter(feature for found in features for feature in found)
    rows = [{feature: 1 for feature in found if counts[feature] >= _LEAST_COUNT} for found in features]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    regression = LogisticRegression(C=strength, solver="liblinear", max_iter=400, random_state=0).fit(matrix, answers)
    weights = {
        name: rounded
        for name, weight in zip(vectorizer.feature_names_, regression.coef_[0], strict=True)
        if (rounded := round(float(weight), _WEIGHT_DIGITS))
    }
    return Logistic(round(float(regression.intercept_[0]), _WEIGHT_DIGITS), weights)


class _Replay:
    """Gives the entities that were found before."""

    id = "replay"

    def __init__(self, entities: Sequence[list[Span]]) -> None:
        self._entities = entities

    def entities(self, documents: Sequence[Document], *, progress: Progress | None = None) -> Iterator[list[Span]]:
        yield from self._entities


def measure(name: str, documents: Sequence[Prepared], models: Sequence[SpanModel], gazetteer: Gazetteer) -> str:
    """Return a row of the table; a document is read by ``models[its fold]``, or by the only one."""
    total: Counter[str] = Counter()
    literal: Counter[str] = Counter()
    sure: Counter[str] = Counter()
    for number, model in enumerate(models):
        part = [document for document in documents if len(models) == 1 or document.fold == number]
        recognizer = PlaceRecognizer(_Replay([document.entities for document in part]), gazetteer, judge=model)
        found = recognizer.recognize([document.gold.document for document in part])
        for document, mentions in zip(part, found, strict=True):
            text, places = document.gold.document.text, document.gold.places
            meant = _extents(text, (place for place in places if place.literal or not place.use))
            total.update(agreement(_extents(text, places), _extents(text, mentions)))
            bare = [mention for mention in mentions if mention.label != "NORP"]
            literal.update(agreement(meant, _extents(text, bare)))
            certain = [mention for mention in bare if (mention.literal or 0.0) >= _LITERAL]
            sure.update(agreement(meant, _extents(text, certain)))
    return f"| {name} | {_figures(total)} | {_figures(literal)} | {_figures(sure)} |"


def _extents(text: str, spans: Iterable[Mention | GoldPlace]) -> set[Extent]:
    return {trimmed(text, span.start, span.end) for span in spans}


def _figures(counts: Counter[str]) -> str:
    both = max(1, counts["given"] + counts["wanted"])
    precision, recall = counts["exact"] / max(1, counts["given"]), counts["exact"] / max(1, counts["wanted"])
    overlap = (counts["wanted_touched"] + counts["given_touched"]) / both
    return f"{precision:.3f} / {recall:.3f} / **{2 * counts['exact'] / both:.3f}** ({overlap:.3f})"


def main() -> None:
    """Print the table, then write the weights of a model trained on everything."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpora", nargs="+", type=Path)
    options.add_argument("--test", nargs="*", type=Path, default=[], help="corpora that are only measured on")
    options.add_argument("--out", type=Path)
    arguments = options.parse_args()
    gazetteer = build_gazetteer(Settings.from_environment())
    known = KnownNames(gazetteer)
    taggers = [SpacyEntities(choose_model(package)) for package in COPIES]

    def read(path: Path) -> list[Prepared]:
        corpus = read_corpus(path)
        texts = [gold.document for gold in corpus]
        return _prepare(corpus, [list(tagger.entities(texts)) for tagger in taggers], known)

    train = {path.stem: read(path) for path in arguments.corpora}
    test = {path.stem: read(path) for path in arguments.test}
    everything = [document for documents in train.values() for document in documents]
    print("Precision / recall / **F1** exact (F1 by overlap), by the first model's entities")
    print("| | all | literal | literal, those judged literal |\n|---|---|---|---|")
    folds = [fit(document for document in everything if document.fold != fold) for fold in range(FOLDS)]
    for name, documents in train.items():
        print(measure(f"{name}, cross-validated", documents, folds, gazetteer))
    for left_out in train if len(train) > 1 else ():
        model = fit(document for name, documents in train.items() if name != left_out for document in documents)
        print(measure(f"{left_out}, not trained on", train[left_out], [model], gazetteer))
    final = fit(everything)
    for name, documents in test.items():
        print(measure(f"{name}, not trained on", documents, [final], gazetteer))
    if arguments.out:
        parts = {"toponym": final.toponym, "literal": final.literal}
        data = {name: {"bias": part.bias, "weights": dict(part.weights)} for name, part in parts.items()}
        arguments.out.write_text(json.dumps(data, ensure_ascii=False, sort_keys=True, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
