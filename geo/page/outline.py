"""Outlines and lines for the page: made light enough to travel in it."""

from __future__ import annotations

import json
from typing import Any

MAX_POINTS = 600
"""More than this, and points that lie close together are left out: on a screen nobody sees the difference."""

_COARSE_DEG = (0.01, 0.05, 0.1, 0.25, 0.5)
_FINE_DECIMALS = 3
_FINEST_DEG, _SMALL_DEG = 0.001, 1.0  # for what is smaller than a degree, such as the surroundings of a town

Ring = list[list[float]]


def light_outline(area: str) -> list[list[Ring]] | None:
    """Return a GeoJSON geometry's polygons, as finely as few points allow.

    Each polygon is a list of rings, each ring a list of [longitude, latitude] pairs, as in GeoJSON.
    None when the text is no Polygon or MultiPolygon, or nothing of it is left.
    """
    polygons = _parts(area, "Polygon")
    light: list[list[Ring]] = []
    for apart in _distances([ring for polygon in polygons for ring in polygon]):
        light = [rings for polygon in polygons if (rings := _light(polygon, apart))]
        if sum(len(ring) for polygon in light for ring in polygon) <= MAX_POINTS:
            break
    return light or None


def light_lines(area: str) -> list[Ring] | None:
    """Return a GeoJSON geometry's lines likewise, each a list of [longitude, latitude] pairs; None when it has none."""
    lines = _parts(area, "LineString")
    light: list[Ring] = []
    for apart in _distances(lines):
        light = [thin for line in lines if len(thin := _thinned(line, apart)) > 1]
        if sum(map(len, light)) <= MAX_POINTS:
            break
    return light or None


def _parts(area: str, kind: str) -> list[Any]:
    geometry = json.loads(area)
    if geometry.get("type") not in (kind, f"Multi{kind}"):
        return []
    coordinates: list[Any] = geometry["coordinates"]
    return coordinates if geometry["type"].startswith("Multi") else [coordinates]


def _distances(lines: list[Any]) -> tuple[float, ...]:
    lats = [lat for line in lines for _, lat, *_ in line]
    is_small = bool(lats) and max(lats) - min(lats) < _SMALL_DEG
    return (_FINEST_DEG, *_COARSE_DEG) if is_small else _COARSE_DEG


def _light(polygon: list[Any], apart_deg: float) -> list[Ring]:
    """Return the polygon's rings thinned; one that collapses goes, an outer one with its holes."""
    rings: list[Ring] = []
    for ring in polygon:
        thin = _thinned(ring, apart_deg)
        if len(thin) >= 4:
            rings.append(thin)
        elif not rings:
            return []
    return rings


def _thinned(line: list[Any], apart_deg: float) -> Ring:
    """Return a line without the points that lie close to the one before; its ends stay, so a ring stays closed."""
    decimals = _FINE_DECIMALS if apart_deg < _COARSE_DEG[0] else _FINE_DECIMALS - 1
    points = [[round(lon, decimals), round(lat, decimals)] for lon, lat, *_ in line]
    thinned = points[:1]
    for lon, lat in points:
        if max(abs(lon - thinned[-1][0]), abs(lat - thinned[-1][1])) > apart_deg / 2:
            thinned.append([lon, lat])
    if thinned[-1:] != points[-1:]:
        thinned[max(1, len(thinned) - 1) :] = points[-1:]
    return thinned
