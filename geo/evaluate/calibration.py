"""Whether confidence means what it says: of what has 0.8, eight in ten should be right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geo.evaluate.outcomes import Outcome

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


@dataclass(frozen=True, slots=True)
class Kept:
    """What is left when less sure mentions are dropped.

    Attributes:
        coverage: share of all known places with a point.
        accuracy: share of what is kept that is right, None when nothing is.
        wrong, wrong_namesakes: how many of what is kept are wrong; wrong and a bearer of the name as written.
    """

    threshold: float
    coverage: float
    accuracy: float | None
    wrong: int
    wrong_namesakes: int


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


def coverage(outcomes: Sequence[Outcome], thresholds: Sequence[float] | None = None) -> list[Kept]:
    """Return what each threshold of confidence keeps; by default every twentieth."""
    located = [outcome for outcome in outcomes if outcome.gold.point is not None]
    rows = []
    for threshold in thresholds if thresholds is not None else [number / 20 for number in range(20)]:
        kept = [o for o in located if o.confidence is not None and o.confidence >= threshold]
        wrong = [o for o in kept if not o.right]
        rows.append(
            Kept(
                threshold,
                len(kept) / len(located) if located else 0.0,
                1 - len(wrong) / len(kept) if kept else None,
                len(wrong),
                sum(o.wrong_namesake for o in wrong),
            )
        )
    return rows
