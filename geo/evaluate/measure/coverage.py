"""What is left when mentions below a confidence are dropped, and how much of it is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.evaluate.measure.outcomes import Outcome


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
