"""Fit the weights of the resolver's rules, and its confidence, to texts whose places are known.

    python -m benchmarks.training.resolution CORPUS.jsonl … [--write confidence|all]

The rules stay what they are: only how much each counts is learned, by a conditional logit over the readings of each
name that starts from equal weights and makes none negative. What comes of it is printed for texts to which nothing was
fitted: the other half of the documents, and the other corpora; first with the present weights, to which only the
confidence is fitted, then with fitted ones. ``--write`` puts what was fitted to everything into
``geo/resolve/weights.json``: weights are worth it only where they win. It needs numpy, scipy and scikit-learn
(requirements-dev.txt).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from benchmarks.training.folds import OutOfFoldResolver, fold_of
from geo.areas import AreaDrawing
from geo.evaluate.measure.evaluation import Evaluation, evaluate
from geo.evaluate.measure.figures import written
from geo.evaluate.measure.gold import GoldDocument, GoldPlace, read_corpus
from geo.factory import build_gazetteer
from geo.globe import distance_km
from geo.model import Candidate, Place, Resolution
from geo.pipeline import Pipeline
from geo.protocols import Gazetteer, Resolver
from geo.recognize.names_only import GazetteerNames
from geo.resolve.confidence import SAME_PLACE_KM, features_of
from geo.resolve.resolver import RuleResolver
from geo.resolve.unknown_names import is_at_parent
from geo.resolve.weights import FILE, SHIPPED, Numbers, Weights
from geo.settings.settings import Settings

Corpora = Mapping[str, Sequence[GoldDocument]]
Judged = tuple[GoldPlace, Resolution, tuple[Candidate, ...]]

_EQUAL = 2.0  # the weight of every rule before the fit
_HOLD = 0.0005  # how strongly it pulls, a name
_HOLD_CONFIDENCE = 1.0
_ROUNDS = 3  # the rules' values depend on how other names are read, thus on the weights
_LEAST = 0.02  # no rule is silenced: what has no weight is not worked out
_MAX_READINGS = 60
_HALVES = 2


@dataclass(frozen=True, slots=True)
class _Choice:
    """The readings of one name in one document: the rules' values, one row a reading, and which rows are right."""

    values: np.ndarray[Any, Any]
    right: np.ndarray[Any, Any]


def main() -> None:
    """Print the figures on texts that were not fitted to, and the numbers fitted to everything."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpora", nargs="+", type=Path)
    options.add_argument("--write", choices=("confidence", "all"), help="what to put into geo/resolve/weights.json")
    arguments = options.parse_args()
    gazetteer = build_gazetteer(Settings.from_environment())
    corpora: Corpora = {path.stem: read_corpus(path) for path in arguments.corpora}
    print(f"{'':46} accuracy 161 km; calibration error; kept and right at confidence 0.8; wrong there")
    for what, resolvers in cross_fitted(corpora, gazetteer):
        for name, corpus in corpora.items():
            pipeline = Pipeline(GazetteerNames(gazetteer), resolvers[name])  # which reads nothing: names are given
            print(
                f"{what:46} {name}: {summary(evaluate(name, corpus, pipeline, mentions='gold', rounds=0))}", flush=True
            )
    fitted = fit(corpora, gazetteer, rules=arguments.write == "all")
    for table in fitted:
        print({name: round(number, 2) for name, number in table.items()})
    if arguments.write:
        _write(fitted)


def cross_fitted(corpora: Corpora, gazetteer: Gazetteer) -> Iterator[tuple[str, Mapping[str, Resolver]]]:
    """Yield the resolvers of the corpora by what was fitted on which texts; the first as shipped."""
    yield "as shipped", dict.fromkeys(corpora, _resolver(gazetteer, SHIPPED))
    for rules in (False, True):
        what = "weights and confidence" if rules else "confidence"
        halves = [
            _resolver(gazetteer, fit(_other_half(corpora, half), gazetteer, rules=rules)) for half in range(_HALVES)
        ]
        yield f"{what} from the other half", dict.fromkeys(corpora, OutOfFoldResolver(halves))
        if len(corpora) > 1:
            yield (
                f"{what} from the other corpora",
                {
                    name: _resolver(
                        gazetteer, fit({n: c for n, c in corpora.items() if n != name}, gazetteer, rules=rules)
                    )
                    for name in corpora
                },
            )


def summary(evaluation: Evaluation) -> str:
    """Return accuracy, calibration error, and what is kept and right and how many are wrong at a confidence of 0.8."""
    names = ("accuracy_161_km", "calibration_error", "sure_coverage", "sure_accuracy")
    accuracy, error, kept, right = (written(evaluation.figures[name] or 0.0, name) for name in names)
    return f"{accuracy}; {error}; {kept} / {right}; {evaluation.counts['sure_wrong']}"


def fit(corpora: Corpora, gazetteer: Gazetteer, *, rules: bool) -> Numbers:
    """Return the confidence that suits the corpora best, and before it the weights of the rules if asked."""
    numbers = SHIPPED
    if rules:
        numbers = numbers._replace(weights=dict.fromkeys(numbers.weights, _EQUAL))
        for _ in range(_ROUNDS):
            choices = list(_choices(corpora, gazetteer, numbers))
            numbers = numbers._replace(weights=dict(zip(numbers.weights, map(float, _fit(choices)), strict=True)))
    return numbers._replace(confidence=_fit_confidence(corpora, gazetteer, numbers))


def _resolver(gazetteer: Gazetteer, numbers: Numbers) -> RuleResolver:
    return RuleResolver(gazetteer, areas=AreaDrawing(gazetteer), numbers=numbers)


def _other_half(corpora: Corpora, half: int) -> Corpora:
    return {
        name: [gold for gold in corpus if fold_of(gold.document, _HALVES) != half] for name, corpus in corpora.items()
    }


def _fit(choices: Sequence[_Choice]) -> np.ndarray[Any, Any]:
    start = np.full(choices[0].values.shape[1], _EQUAL)
    rows = np.concatenate([choice.values for choice in choices])
    right = np.concatenate([choice.right for choice in choices])
    firsts = np.cumsum([0, *(len(choice.right) for choice in choices[:-1])])
    sizes = [len(choice.right) for choice in choices]

    def loss(weight: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        scores = rows @ weight
        scores -= np.repeat(np.maximum.reduceat(scores, firsts), sizes)
        odds = np.exp(scores)
        every, good = np.add.reduceat(odds, firsts), np.add.reduceat(odds * right, firsts)
        expected = odds / np.repeat(every, sizes) - odds * right / np.repeat(good, sizes)
        pull = weight - start
        value = np.mean(np.log(every) - np.log(good)) + _HOLD * pull @ pull
        return float(value), rows.T @ expected / len(choices) + 2 * _HOLD * pull

    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(_LEAST, None)] * len(start))
    solution: np.ndarray[Any, Any] = found.x
    return solution


def _choices(corpora: Corpora, gazetteer: Gazetteer, numbers: Numbers) -> Iterator[_Choice]:
    for judged in _judged(corpora, gazetteer, numbers):
        seen = set()
        for gold, resolution, every in judged:
            candidates = every[:_MAX_READINGS]
            right = _right(gold, candidates)
            key = (resolution.mention.surface, gold.place_id, tuple(c.score for c in candidates[:3]))
            if len(candidates) > 1 and right.any() and not right.all() and key not in seen:
                seen.add(key)
                yield _Choice(np.array([_values(candidate, numbers.weights) for candidate in candidates]), right)


def _values(candidate: Candidate, weights: Weights) -> list[float]:
    values = {reason.rule: reason.value for reason in candidate.reasons}
    return [values.get(rule, 0.0) for rule in weights]


def _right(gold: GoldPlace, candidates: Sequence[Candidate]) -> np.ndarray[Any, Any]:
    """Say which candidates are the very place, or, where none is, which lie near enough."""
    exact = np.array([candidate.place.id == gold.place_id for candidate in candidates], dtype=float)
    if exact.any():
        return exact
    return np.array([_near(gold, candidate.place) for candidate in candidates], dtype=float)


def _near(gold: GoldPlace, place: Place) -> bool:
    point = place.footprint.point
    if place.id == gold.place_id:
        return True
    return gold.point is not None and point is not None and distance_km(gold.point, point) <= SAME_PLACE_KM


def _judged(corpora: Corpora, gazetteer: Gazetteer, numbers: Numbers) -> Iterator[list[Judged]]:
    """Yield for each document, with web address and without, its places with a point, and how the rules read them."""
    resolver = _resolver(gazetteer, numbers)
    for anonymous in (False, True):
        for corpus in corpora.values():
            documents = [replace(gold.document, url=None) if anonymous else gold.document for gold in corpus]
            resolved = resolver.resolve(documents, [gold.mentions() for gold in corpus])
            for gold, one in zip(corpus, resolved, strict=True):
                pairs = zip(gold.places, one.resolutions, strict=True)
                yield [
                    (g, r, one.candidates(r))
                    for g, r in pairs
                    if g.point is not None and not is_at_parent(r.explanation)
                ]


def _fit_confidence(corpora: Corpora, gazetteer: Gazetteer, numbers: Numbers) -> dict[str, float]:
    features, right = [], []
    for judged in _judged(corpora, gazetteer, numbers):
        for gold, resolution, candidates in judged:
            if resolution.place is not None:
                known = features_of(candidates)
                features.append([known[name] for name in numbers.confidence])
                right.append(_near(gold, resolution.place))
    model = LogisticRegression(C=_HOLD_CONFIDENCE, fit_intercept=False, max_iter=1000).fit(features, right)
    return dict(zip(numbers.confidence, map(float, model.coef_[0]), strict=True))


def _write(fitted: Numbers) -> None:
    rounded = {
        table: {name: round(number, 2) for name, number in numbers.items()}
        for table, numbers in fitted._asdict().items()
    }
    FILE.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
