"""How sure a resolution is: a probability fitted to texts whose places are known, and what counts as ambiguous."""

from __future__ import annotations

import math
from collections.abc import Sequence

from geo.model import Candidate, Place
from geo.resolve.prior_rules import INSIDE
from geo.resolve.sphere import distance_km
from geo.resolve.weights import Numbers, Weights

SAME_PLACE_KM = 161.0
"""Readings nearer to each other than this (100 miles, the field's yardstick) are no rivals: the pin is right anyway."""

AMBIGUOUS_BELOW = 0.5
"""A resolution that is less sure than this, and has a rival elsewhere, is "ambiguous"."""

_MAX_MARGIN = 8.0
_MARGIN_WITHOUT_RIVAL = 4.5  # as right, by the same texts, as names that lead their rival by so much
_MAX_SUPPORT = 10.0
# In one order: sums of floats differ with it, and a text must come out the same each time.
_SUPPORT = (
    "position", "containment", "called", "government", "home", "region named", "county", "neighbours", "shared region",
    "shared country", "country present", "foreign", "list", "fellow countries", "fellow capitals", "fellow regions",
)  # fmt: skip
_LARGE = frozenset({"country", "admin1", "continent", "bloc"})


def features_of(candidates: Sequence[Candidate], weights: Weights) -> dict[str, float]:
    """Return what `geo.resolve.weights.CONFIDENCE` weighs, of candidates that are best first."""
    best = candidates[0]
    shares = {reason.rule: reason.weight for reason in best.reasons}
    rival = rival_of(candidates)
    margin = best.score - rival.score if rival else _MARGIN_WITHOUT_RIVAL
    return {
        "constant": 1.0,
        "margin": min(margin, _MAX_MARGIN),
        "support": min(sum([shares.get(rule, 0.0) for rule in _SUPPORT]), _MAX_SUPPORT),
        "population": shares.get("population", 0.0) / (weights["population"] or 1.0),  # an ablation sets it to 0
        "usual name": float("name" in shares),
        "inside": -shares.get(INSIDE, 0.0) / (weights[INSIDE] or 1.0),
        "large": float(best.place.kind in _LARGE),
    }


def confidence_of(candidates: Sequence[Candidate], numbers: Numbers) -> float:
    """Return the probability, 0 to 1, that the first candidate is right."""
    features = features_of(candidates, numbers.weights)
    log_odds = sum([numbers.confidence[name] * value for name, value in features.items()])
    return 1.0 / (1.0 + math.exp(-log_odds))


def rival_of(candidates: Sequence[Candidate]) -> Candidate | None:
    """Return the best candidate that lies elsewhere than the first, None when all lie together."""
    first = candidates[0].place
    return next((other for other in candidates[1:] if not together(first, other.place)), None)


def together(one: Place, other: Place) -> bool:
    """Whether two places lie so near each other that a pin on one is right for the other too."""
    a, b = one.footprint.point, other.footprint.point
    if a is None or b is None:
        return False
    return distance_km(a, b) <= SAME_PLACE_KM
