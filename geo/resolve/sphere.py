"""Distances on the earth, taken as a sphere."""

from __future__ import annotations

import math

from geo.model import Point

EARTH_KM = 6371.0
"""Its mean radius."""


def distance_km(a: Point, b: Point) -> float:
    """Return the great-circle distance."""
    p, q = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((p - q) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(a.lon - b.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def unit_vector(point: Point) -> tuple[float, float, float]:
    """Return a position on the unit sphere; the dot product of two is the cosine of the angle between them."""
    phi, lam = math.radians(point.lat), math.radians(point.lon)
    return (math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi))
