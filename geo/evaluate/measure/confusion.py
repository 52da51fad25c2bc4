"""Which kinds of place are taken for which."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from geo.evaluate.measure.breakdown import UNKNOWN
from geo.evaluate.measure.outcomes import JudgedDocument, Outcome

NOT_LOCATED, NOT_RECOGNIZED = "not located", "not recognised"


def confusion(documents: Sequence[JudgedDocument]) -> dict[str, dict[str, int]]:
    """Count the places with a point by what kind they are and what kind they were taken for."""
    table: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for outcome in document.outcomes:
            if outcome.gold.point is not None:
                table[outcome.gold.kind or UNKNOWN][_taken_for(outcome)] += 1
    return {kind: dict(table[kind].most_common()) for kind in sorted(table, key=lambda kind: -table[kind].total())}


def _taken_for(outcome: Outcome) -> str:
    if outcome.resolution is None:
        return NOT_RECOGNIZED
    return NOT_LOCATED if outcome.error_km is None or outcome.place is None else outcome.place.kind
