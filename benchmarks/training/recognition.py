"""Train the span model of `geo.recognize.span_model` on texts whose places are known, and measure it.

    python -m benchmarks.training.recognition CORPUS.jsonl … --out geo/recognize/span_model.json

The corpora are those that ``python -m geo evaluate`` reads. Every model package of `geo.recognize.model_choice.COPIES`
proposes its entities, so that the weights suit each. Figures are cross-validated by document, then from corpus to
corpus. Needs scikit-learn (requirements-dev.txt).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.training.examples import FOLDS, Prepared, prepare
from benchmarks.training.fingerprint import fingerprint
from benchmarks.training.folds import OutOfFoldRecognizer
from geo.evaluate.measure.gold import GoldPlace, read_corpus
from geo.evaluate.measure.scores import is_literal_use
from geo.evaluate.measure.spans import Extent, agreement, trimmed
from geo.factory import build_gazetteer
from geo.model import Document, Mention
from geo.protocols import Gazetteer, Progress
from geo.recognize.known_names import KnownNames
from geo.recognize.model_choice import COPIES, choose_model
from geo.recognize.recognizer import PlaceRecognizer
from geo.recognize.spacy_ner import SpacyEntities
from geo.recognize.span_model import Logistic, SpanModel
from geo.recognize.spans import Span
from geo.settings.settings import Settings

_TOPONYM_STRENGTH, _LITERAL_STRENGTH = 0.2, 0.05
"""Inverse strength of the L2 regularisation."""
_LEAST_COUNT = 5
_WEIGHT_DIGITS = 3


def fit(documents: Iterable[Prepared]) -> SpanModel:
    """Return the model that explains the documents' examples best."""
    examples = [example for document in documents for example in document.examples]
    uses = [example for example in examples if example.literal is not None]
    return SpanModel(
        "in training",
        _fit([e.features for e in examples], [e.toponym for e in examples], _TOPONYM_STRENGTH),
        _fit([e.features for e in uses], [bool(e.literal) for e in uses], _LITERAL_STRENGTH),
    )


def fit_out_of_fold(documents: Sequence[Prepared]) -> list[SpanModel]:
    """Return for each fold the model that explains the documents of the others best."""
    return [fit(document for document in documents if document.fold != fold) for fold in range(FOLDS)]


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

    def __init__(self, prepared: Iterable[Prepared]) -> None:
        self._entities = {document.gold.document.id: document.entities for document in prepared}

    def entities(self, documents: Sequence[Document], *, progress: Progress | None = None) -> Iterator[list[Span]]:
        yield from (self._entities[document.id] for document in documents)


def measure(name: str, documents: Sequence[Prepared], models: Sequence[SpanModel], gazetteer: Gazetteer) -> str:
    """Return a row of the table; a document is read by ``models[its fold]``, or by the only one."""
    total: Counter[str] = Counter()
    literal: Counter[str] = Counter()
    sure: Counter[str] = Counter()
    replay = _Replay(documents)
    recognizer = OutOfFoldRecognizer([PlaceRecognizer(replay, gazetteer, judge=model) for model in models])
    found = recognizer.recognize([document.gold.document for document in documents])
    for document, mentions in zip(documents, found, strict=True):
        text, places = document.gold.document.text, document.gold.places
        meant = _extents(text, (place for place in places if place.literal or not place.use))
        total.update(agreement(_extents(text, places), _extents(text, mentions)))
        bare = [mention for mention in mentions if mention.label != "NORP"]
        literal.update(agreement(meant, _extents(text, bare)))
        sure.update(agreement(meant, _extents(text, (mention for mention in mentions if is_literal_use(mention)))))
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
    options.add_argument("--out", type=Path)
    arguments = options.parse_args()
    gazetteer = build_gazetteer(Settings.from_environment())
    known = KnownNames(gazetteer)
    taggers = [SpacyEntities(choose_model(package)) for package in COPIES]

    def read(path: Path) -> list[Prepared]:
        return prepare(read_corpus(path), taggers, known)

    train = {path.stem: read(path) for path in arguments.corpora}
    everything = [document for documents in train.values() for document in documents]
    print("Precision / recall / **F1** exact (F1 by overlap), by the first model's entities")
    print("| | all | literal | literal, those judged literal |\n|---|---|---|---|")
    folds = fit_out_of_fold(everything)
    for name, documents in train.items():
        print(measure(f"{name}, cross-validated", documents, folds, gazetteer))
    for left_out in train if len(train) > 1 else ():
        model = fit(document for name, documents in train.items() if name != left_out for document in documents)
        print(measure(f"{left_out}, not trained on", train[left_out], [model], gazetteer))
    if arguments.out:
        final = fit(everything)
        parts = {"toponym": final.toponym, "literal": final.literal}
        data: dict[str, Any] = {
            name: {"bias": part.bias, "weights": dict(part.weights)} for name, part in parts.items()
        }
        data["features"] = fingerprint()
        arguments.out.write_text(json.dumps(data, ensure_ascii=False, sort_keys=True, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
