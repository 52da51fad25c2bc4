"""How much each rule counts, and how sure a score makes us: the numbers of ``weights.json``.

``python -m benchmarks.training.resolution lgl.jsonl gwn.jsonl --write confidence`` fitted the confidence, and says how
well both hold where they were not fitted. The weights were set by hand and moved by an earlier fit on LGL and
GeoWebNews. Fitting them anew gains nothing on documents, or on a corpus, that the fit has not seen, so they stayed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

Weights = Mapping[str, float]

FILE = Path(__file__).with_name("weights.json")
"""Where the numbers stand."""


class Numbers(NamedTuple):
    """What a resolver resolves by.

    Attributes:
        weights: by rule, what its value, from about 0 to 1, is multiplied with; 0 silences it.
        confidence: coefficients of a logistic regression on `geo.resolve.confidence.features_of`.
    """

    weights: Weights
    confidence: Weights


SHIPPED = Numbers(**json.loads(FILE.read_text("utf-8")))
"""What Wherein resolves by; only training and measuring try others."""
