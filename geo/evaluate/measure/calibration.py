"""Whether confidence means what it says: of what has 0.8, eight in ten should be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo.evaluate.measure.outcomes import Outcome

BINS = 10
"""Bins of equal width, the usual number."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The mentions whose confidence lies in one tenth of the scale: how many, how sure in sum, how many are right."""

    low: float
    high: float
    count: float
    confidence: float
    right: float


def bin_of(confidence: float) -> int:
    """Return the number of the bin that a confidence falls in."""
    return min(int(confidence * BINS), BINS - 1)


def reliability(outcomes: Iterable[Outcome]) -> list[Bin]:
    """Return the bins, empty ones too, over the places that have a point and were given a confidence."""
    counts = [[0.0, 0.0, 0.0] for _ in range(BINS)]
    for outcome in outcomes:
        if outcome.gold.point is not None and outcome.confidence is not None:
            row = counts[bin_of(outcome.confidence)]
            row[0] += 1
            row[1] += outcome.confidence
            row[2] += outcome.right
    return [Bin(number / BINS, (number + 1) / BINS, *row) for number, row in enumerate(counts)]


def calibration_error(bins: Iterable[Bin]) -> float | None:
    """Return the expected calibration error: how far confidence and accuracy lie apart, weighted by count."""
    filled = [found for found in bins if found.count]
    if not filled:
        return None
    return sum(abs(found.confidence - found.right) for found in filled) / sum(found.count for found in filled)
