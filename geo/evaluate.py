"""How well places are found and resolved in texts whose places are known."""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from geo.gold import GoldPlace
from geo.model import Mention, Place, Resolution
from geo.resolve.sphere import distance_km

ACCURATE_KM = 161.0
"""A place this near (100 miles) to the truth counts as right, as in the literature on geoparsing."""
FARTHEST_KM = 20_039.0
"""Half the earth's circumference: how wrong a place is that was not found."""
_CALIBRATION_BINS = 10


@dataclass(frozen=True, slots=True)
class ResolutionScores:
    """Of all gold places with a point; what was not found is wrong by `FARTHEST_KM`.

    Attributes:
        accuracy: share of them that is within `ACCURATE_KM` of the truth.
        auc: area under the curve of the logarithms of the errors, 0 (all perfect) to 1 (all as wrong as can be).
        calibration_error: how far confidence and accuracy lie apart, on average over ten bins of confidence.
    """

    count: int
    unresolved: int
    accuracy: float
    mean_km: float
    median_km: float
    auc: float
    calibration_error: float


@dataclass(frozen=True, slots=True)
class RecognitionScores:
    """Of spans that agree exactly."""

    precision: float
    recall: float
    f1: float


def score_resolution(gold: Sequence[GoldPlace], resolved: Sequence[Resolution]) -> ResolutionScores:
    """Compare gold places with the resolutions of their own spans, pair by pair."""
    scored = [(g, r) for g, r in zip(gold, resolved, strict=True) if g.point is not None]
    errors = [_error_km(g, r.place) for g, r in scored]
    kms = [FARTHEST_KM if error is None else error for error in errors]
    if not kms:
        return ResolutionScores(0, 0, 0.0, 0.0, 0.0, 0.0, 0.0)
    right = [km <= ACCURATE_KM for km in kms]
    return ResolutionScores(
        len(kms),
        errors.count(None),
        sum(right) / len(kms),
        statistics.fmean(kms),
        statistics.median(kms),
        statistics.fmean(math.log1p(km) for km in kms) / math.log1p(FARTHEST_KM),
        _calibration_error([r.confidence for _, r in scored], right),
    )


def _calibration_error(confidences: Sequence[float | None], right: Sequence[bool]) -> float:
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, is_right in zip(confidences, right, strict=True):
        if confidence is not None:
            bins[min(int(confidence * _CALIBRATION_BINS), _CALIBRATION_BINS - 1)].append((confidence, is_right))
    gaps = [abs(sum(confidence - is_right for confidence, is_right in found)) for found in bins.values()]
    return sum(gaps) / max(1, sum(map(len, bins.values())))


def score_recognition(gold: Sequence[Sequence[GoldPlace]], found: Sequence[Sequence[Mention]]) -> RecognitionScores:
    """Compare the spans of each document; a span is right when it starts and ends where a gold one does."""
    wanted = {(number, g.start, g.end) for number, places in enumerate(gold) for g in places}
    given = {(number, m.start, m.end) for number, mentions in enumerate(found) for m in mentions}
    hits = len(wanted & given)
    precision = hits / len(given) if given else 0.0
    recall = hits / len(wanted) if wanted else 0.0
    return RecognitionScores(precision, recall, 2 * hits / (len(given) + len(wanted)) if given or wanted else 0.0)


def _error_km(gold: GoldPlace, place: Place | None) -> float | None:
    """Return how far a place lies from the truth, 0 where it is the very place, None where there is none."""
    if place is None or gold.point is None:
        return None
    if place.id == gold.place_id:
        return 0.0
    return None if place.footprint.point is None else distance_km(gold.point, place.footprint.point)
