"""How sure a resolution is: a probability fitted to texts whose places are known, and what counts as ambiguous."""

from __future__ import annotations

import math
from collections.abc import Sequence

from geo.globe import distance_km
from geo.kinds import WORLDLY
from geo.model import Candidate, Place
from geo.resolve.prior_rules import INSIDE
from geo.resolve.rules import SUPPORTING
from geo.resolve.weights import Numbers

SAME_PLACE_KM = 161.0
"""Readings nearer to each other than this (100 miles, the field's yardstick) are no rivals: the pin is right anyway."""

AMBIGUOUS_BELOW = 0.5
"""A resolution that is less sure than this, and has a rival elsewhere, is "ambiguous"."""

_MAX_MARGIN = 8.0
_MAX_SUPPORT = 10.0
_LARGE_REGION = 1_000_000


def features_of(candidates: Sequence[Candidate]) -> dict[str, float]:
    """Return what `Numbers.confidence` weighs, of candidates that are best first."""
    best = candidates[0]
    shares = {reason.rule: reason.weight for reason in best.reasons}
    values = {reason.rule: reason.value for reason in best.reasons}
    rival = rival_of(candidates)
    alone = float(rival is None)
    return {
        "constant": 1.0,
        "margin": min(best.score - rival.score, _MAX_MARGIN) if rival else 0.0,
        "no rival": alone,
        # The namesake that is meant may well be one that the gazetteer lacks.
        "no rival, foreign": -alone * values.get("foreign", 0.0),
        "support": min(sum([shares.get(rule, 0.0) for rule in SUPPORTING]), _MAX_SUPPORT),
        "population": values.get("population", 0.0),
        "usual name": float(values.get("name", 0.0) > 0),
        "variant": -values.get("spelling", 0.0),
        "inside": -values.get(INSIDE, 0.0),
        "large": float(_is_large(best.place)),
    }


def _is_large(place: Place) -> bool:
    return place.kind in WORLDLY or (place.kind == "admin1" and (place.population or 0) >= _LARGE_REGION)


def confidence_of(candidates: Sequence[Candidate], numbers: Numbers) -> float:
    """Return the probability, 0 to 1, that the first candidate is right."""
    features = features_of(candidates)
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
