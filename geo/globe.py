"""Distances and bearings on the earth, taken as a sphere."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, radians, sin, sqrt

from geo.model import Point

EARTH_KM = 6371.0
"""Its mean radius."""

KM_PER_DEGREE = radians(1) * EARTH_KM
"""The length of a degree along a meridian."""


def distance_km(one: Point, other: Point) -> float:
    """Return the great-circle distance."""
    a, b = radians(one.lat), radians(other.lat)
    half = sin((a - b) / 2) ** 2 + cos(a) * cos(b) * sin(radians(one.lon - other.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def unit_vector(point: Point) -> tuple[float, float, float]:
    """Return a position on the unit sphere; the dot product of two is the cosine of the angle between them."""
    lat, lon = radians(point.lat), radians(point.lon)
    return (cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat))


def on_earth(lat: float, lon: float) -> Point:
    """Return the position, its longitude counted from -180 to 180 degrees."""
    return Point(lat, lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180)


def travel(start: Point, bearing_deg: float, km: float) -> tuple[float, float]:
    """Return latitude and longitude of where one arrives; a way over the antimeridian ends beyond 180 degrees."""
    distance, bearing, lat = km / EARTH_KM, radians(bearing_deg), radians(start.lat)
    end = asin(sin(lat) * cos(distance) + cos(lat) * sin(distance) * cos(bearing))
    turn = atan2(sin(bearing) * sin(distance) * cos(lat), cos(distance) - sin(lat) * sin(end))
    return degrees(end), start.lon + degrees(turn)
