"""How much each rule counts, and how sure a score makes us.

``python -m benchmarks.training.resolution lgl.jsonl gwn.jsonl --write confidence`` fitted the confidence, and says how
well both hold where they were not fitted. The weights were set by hand and moved by an earlier fit on LGL and
GeoWebNews.
Fitting them anew gains nothing on documents, or on a corpus, that the fit has not seen, so they stayed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

Weights = Mapping[str, float]

WEIGHTS: Weights = {
    "population": 1.42,
    "kind": 0.84,
    "country": 0.80,
    "rivals": 0.20,
    "name": 2.24,
    "kind word": 3.00,
    "town before region": 1.70,
    "region before town": 3.00,
    "spelling": 0.69,
    "position": 2.50,
    "name inside": 1.50,
    "home": 4.50,
    "containment": 7.20,
    "called": 5.00,
    "article": 3.50,
    "dateline": 2.00,
    "government": 2.00,
    "region named": 1.72,
    "county": 3.00,
    "neighbours": 5.20,
    "shared region": 1.62,
    "shared country": 1.88,
    "country present": 0.71,
    "foreign": 0.50,
    "bearing": 6.00,
    "list": 1.50,
    "fellow countries": 1.00,
    "fellow capitals": 2.00,
    "fellow regions": 1.00,
}
"""What a rule's value, from about 0 to 1, is multiplied with."""

CONFIDENCE: Weights = {
    "constant": -3.30,
    "margin": 0.41,
    "no rival": 2.27,
    "no rival, foreign": -1.16,
    "support": 0.33,
    "population": 0.17,
    "usual name": 1.30,
    "variant": -1.25,
    "inside": -2.82,
    "large": 1.54,
}
"""Coefficients of a logistic regression on `geo.resolve.confidence.features_of`."""


class Numbers(NamedTuple):
    """Tables like `WEIGHTS` and `CONFIDENCE`."""

    weights: Weights
    confidence: Weights


SHIPPED = Numbers(WEIGHTS, CONFIDENCE)
"""What Wherein resolves by; only training and measuring try others."""
