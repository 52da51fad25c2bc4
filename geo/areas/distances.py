"""The distances of phrases in kilometres, and how they are written for a reader."""

from __future__ import annotations

from geo.lexicon.units import KM_PER_UNIT
from geo.phrase import Phrase

_SPREAD = 0.2  # distances are rounded


def band_km(phrase: Phrase) -> tuple[float, float]:
    """Return the two distances that a phrase gives, or those around the one that it gives."""
    assert phrase.unit is not None  # noqa: S101 - a distance has one
    km = KM_PER_UNIT[phrase.unit]
    if len(phrase.distance) == 1:
        [most] = phrase.distance
        return (1 - _SPREAD) * most * km, (1 + _SPREAD) * most * km
    least, most = phrase.distance
    return least * km, most * km


def in_km(km: float) -> str:
    """Return a distance with no more digits than it deserves: "1.5 km", "120 km"."""
    return f"{km:.0f} km" if round(km, 1) >= 10 else f"{round(km, 1):g} km"
