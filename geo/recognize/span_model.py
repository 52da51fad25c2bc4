"""How likely a stretch of text is a place name: a logistic regression over named features.

Trained by `benchmarks.training.recognition`; docs/models.md says on what, and how well it does.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("span_model.json")


@dataclass(frozen=True, slots=True)
class Logistic:
    """A bias and the weights of features; a feature without one weighs nothing."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, features: Iterable[str]) -> float:
        """Return the probability when exactly these features hold."""
        weight = self.weights.get
        score = self.bias
        for feature in features:
            score += weight(feature, 0.0)
        return 1.0 / (1.0 + math.exp(-score)) if score > -700.0 else 0.0


@dataclass(frozen=True, slots=True)
class SpanModel:
    """Two questions about a stretch.

    Attributes:
        id: changes with the weights.
        toponym: is it a place name, wherever it stands?
        literal: given that it is one, is the place itself meant, rather than something called or described by it?
    """

    id: str
    toponym: Logistic
    literal: Logistic


@cache
def shipped_model() -> SpanModel:
    """Return the model that comes with Wherein."""
    data = _FILE.read_bytes()
    parts = json.loads(data)
    toponym, literal = (Logistic(parts[part]["bias"], parts[part]["weights"]) for part in ("toponym", "literal"))
    return SpanModel(hashlib.sha256(data).hexdigest()[:8], toponym, literal)
