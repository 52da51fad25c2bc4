"""Fit the weights of the resolver's rules, and its confidence, to texts whose places are known.

    python -m geo.training.resolution CORPUS.jsonl … [--write confidence|all]

The rules stay what they are: only how much each counts is learned, by a conditional logit over the readings of each
name, held near the present weights and never negative. What comes out is printed for every corpus under two kinds of
cross-validation: half of each corpus's documents at a time, and one whole corpus left out; each with the present
weights, to which only the confidence is fitted, and with fitted ones. ``--write`` puts what was fitted to everything
into `geo.resolve.weights`: weights only if they win where they were not fitted. It needs numpy, scipy and scikit-learn
(requirements-dev.txt).
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from geo.config import Settings
from geo.evaluate.gold import GoldDocument, GoldPlace, read_corpus
from geo.factory import build_gazetteer
from geo.model import Candidate, Place, Resolution
from geo.protocols import Gazetteer
from geo.resolve import weights
from geo.resolve.confidence import SAME_PLACE_KM, features_of
from geo.resolve.resolver import RuleResolver
from geo.resolve.sphere import distance_km

Corpora = Mapping[str, Sequence[GoldDocument]]
Judged = tuple[GoldPlace, Resolution]

_HOLD = 0.01  # pull of the present weights, a name
_HOLD_CONFIDENCE = 1.0
_ROUNDS = 2  # the rules' values depend on how other names are read, thus on the weights
_LEAST = 0.02  # no rule is forgotten: its value can be read back from its share
_MAX_READINGS = 60
_SURE = 0.8


class NoAreas:
    """Draws nothing: areas do not matter here."""

    id = "none"

    def draw(self, resolutions: Sequence[Resolution]) -> tuple[Resolution, ...]:
        """Return them as they are."""
        return tuple(resolutions)


@dataclass(frozen=True, slots=True)
class Choice:
    """The readings of one name in one document: the rules' values, one row a reading, and which rows are right."""

    values: np.ndarray[Any, Any]
    right: np.ndarray[Any, Any]


def main() -> None:
    """Print the figures of cross-validation and the weights fitted to everything."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpora", nargs="+", type=Path)
    options.add_argument("--write", choices=("confidence", "all"), help="what to put into geo/resolve/weights.py")
    arguments = options.parse_args()
    gazetteer = build_gazetteer(Settings.from_environment())
    corpora: Corpora = {path.stem: read_corpus(path) for path in arguments.corpora}
    print("accuracy within 161 km, with the texts' addresses and without; calibration error; at confidence >= 0.8:")
    print("share kept, share of those right, number wrong\n")
    for rules in (False, True):
        what = "fitted weights" if rules else "present weights"
        for half in (0, 1):
            train = {name: corpus[half::2] for name, corpus in corpora.items()}
            with _fitted(train, gazetteer, rules=rules):
                test = {name: corpus[1 - half :: 2] for name, corpus in corpora.items()}
                _report(f"{what}, other half", test, gazetteer)
        for name, corpus in corpora.items() if len(corpora) > 1 else ():
            with _fitted({n: c for n, c in corpora.items() if n != name}, gazetteer, rules=rules):
                _report(f"{what}, other corpora", {name: corpus}, gazetteer)
    with _fitted(corpora, gazetteer, rules=arguments.write == "all"):
        for table in (weights.WEIGHTS, weights.CONFIDENCE):
            print({name: round(number, 2) for name, number in table.items()})
        if arguments.write:
            _write({"WEIGHTS": weights.WEIGHTS, "CONFIDENCE": weights.CONFIDENCE})


@contextmanager
def _fitted(corpora: Corpora, gazetteer: Gazetteer, *, rules: bool) -> Iterator[None]:
    """Put fitted numbers in place for a while: the confidence, and before it the weights of the rules if asked."""
    weights_before, confidence_before = dict(weights.WEIGHTS), dict(weights.CONFIDENCE)
    names = list(weights_before)
    start = np.array([weights_before[name] for name in names])
    try:
        for _ in range(_ROUNDS if rules else 0):
            choices = [choice for home in (True, False) for choice in _choices(corpora, gazetteer, names, home)]
            weights.WEIGHTS.update(zip(names, map(float, _fit(choices, start)), strict=True))
        weights.CONFIDENCE.update(_fit_confidence(corpora, gazetteer))
        yield
    finally:
        weights.WEIGHTS.update(weights_before)
        weights.CONFIDENCE.update(confidence_before)


def _fit(choices: Sequence[Choice], start: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
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


def _choices(corpora: Corpora, gazetteer: Gazetteer, names: Sequence[str], home: bool) -> Iterator[Choice]:
    for corpus in corpora.values():
        for judged in _judged(corpus, gazetteer, home):
            seen = set()
            for gold, resolution in judged:
                candidates = resolution.candidates[:_MAX_READINGS]
                right = _right(gold, candidates)
                key = (resolution.mention.surface, gold.place_id, tuple(c.score for c in candidates[:3]))
                if len(candidates) > 1 and right.any() and not right.all() and key not in seen:
                    seen.add(key)
                    yield Choice(np.array([_values(candidate, names) for candidate in candidates]), right)


def _values(candidate: Candidate, names: Sequence[str]) -> list[float]:
    shares = {reason.rule: reason.weight / weights.WEIGHTS[reason.rule] for reason in candidate.reasons}
    return [shares.get(name, 0.0) for name in names]


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


def _judged(corpus: Sequence[GoldDocument], gazetteer: Gazetteer, home: bool) -> Iterator[list[Judged]]:
    """Yield for each document its places that have a point, each with its resolution."""
    documents = [gold.document if home else replace(gold.document, url=None) for gold in corpus]
    resolver = RuleResolver(gazetteer, areas=NoAreas())
    resolved = resolver.resolve(documents, [gold.mentions() for gold in corpus])
    for gold, resolutions in zip(corpus, resolved, strict=True):
        yield [(g, r) for g, r in zip(gold.places, resolutions, strict=True) if g.point is not None]


def _fit_confidence(corpora: Corpora, gazetteer: Gazetteer) -> dict[str, float]:
    names = list(weights.CONFIDENCE)
    features, right = [], []
    for home in (True, False):
        for corpus in corpora.values():
            for judged in _judged(corpus, gazetteer, home):
                for gold, resolution in judged:
                    if resolution.place is not None:
                        known = features_of(resolution.candidates)
                        features.append([known[name] for name in names])
                        right.append(_near(gold, resolution.place))
    model = LogisticRegression(C=_HOLD_CONFIDENCE, fit_intercept=False, max_iter=1000).fit(features, right)
    return dict(zip(names, map(float, model.coef_[0]), strict=True))


def _report(what: str, corpora: Corpora, gazetteer: Gazetteer) -> None:
    for name, corpus in corpora.items():
        for home in (True, False):
            pairs = [pair for judged in _judged(corpus, gazetteer, home) for pair in judged]
            sure = [(r.confidence, _near(g, r.place)) for g, r in pairs if r.place and r.confidence is not None]
            kept = [hit for certainty, hit in sure if certainty >= _SURE]
            accuracy = sum(hit for _, hit in sure) / len(pairs)
            print(
                f"{what:30} {name:10} {'addresses' if home else 'none':10} {accuracy:.4f}  {_error(sure):.3f}  "
                f"{len(kept) / len(sure):.3f} {sum(kept) / len(kept):.3f} {len(kept) - sum(kept)}",
                flush=True,
            )


def _error(sure: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error, in ten bins."""
    bins: dict[int, list[float]] = {}
    for certainty, hit in sure:
        bins.setdefault(min(9, int(certainty * 10)), []).append(certainty - hit)
    return sum(abs(sum(off)) for off in bins.values()) / len(sure)


def _write(fitted: Mapping[str, Mapping[str, float]]) -> None:
    path = Path(weights.__file__)
    text = path.read_text("utf-8")
    for table, numbers in fitted.items():
        rows = "".join(f'    "{name}": {number:.2f},\n' for name, number in numbers.items())
        text = re.sub(rf"(?s)({table}: dict\[str, float\] = {{\n).*?(}}\n)", rf"\g<1>{rows}\g<2>", text)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
