"""Distances and bearings on the globe."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, radians, sin

from geo.model import Point

_EARTH_RADIUS_KM = 6371.0
KM_PER_DEGREE = radians(1) * _EARTH_RADIUS_KM


def travel(start: Point, bearing_deg: float, km: float) -> Point:
    """Return where one arrives; its longitude may lie beyond 180 degrees."""
    distance, bearing, lat = km / _EARTH_RADIUS_KM, radians(bearing_deg), radians(start.lat)
    end = asin(sin(lat) * cos(distance) + cos(lat) * sin(distance) * cos(bearing))
    turn = atan2(sin(bearing) * sin(distance) * cos(lat), cos(distance) - sin(lat) * sin(end))
    return Point(degrees(end), start.lon + degrees(turn))


def distance_km(one: Point, other: Point) -> float:
    """Return the great-circle distance."""
    a, b = radians(one.lat), radians(other.lat)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(min(1.0, half**0.5))
