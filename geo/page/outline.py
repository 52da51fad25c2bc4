"""Outlines and lines for the page: made light enough to travel in it."""

from __future__ import annotations

import json
from typing import Any

MAX_POINTS = 600
"""More than this, and an outline is drawn on a coarser grid: on a screen nobody sees the difference."""

_GRIDS_DEG = (0.01, 0.05, 0.1, 0.25, 0.5)
_FINEST_DEG, _SMALL_DEG = 0.001, 1.0  # for what is smaller than a degree, such as the surroundings of a town

Ring = list[list[float]]


def light_outline(area: str) -> list[list[Ring]] | None:
    """Return a GeoJSON geometry's polygons on the finest grid on which they have few points.

    Each polygon is a list of rings, each ring a list of [longitude, latitude] pairs, as in GeoJSON.
    None when the text is no Polygon or MultiPolygon, or nothing of it is left.
    """
    polygons = _parts(area, "Polygon")
    light: list[list[Ring]] = []
    for grid in _grids([ring for polygon in polygons for ring in polygon]):
        light = [rings for polygon in polygons if (rings := _on_grid(polygon, grid))]
        if sum(len(ring) for polygon in light for ring in polygon) <= MAX_POINTS:
            break
    return light or None


def light_lines(area: str) -> list[Ring] | None:
    """Return a GeoJSON geometry's lines likewise, each a list of [longitude, latitude] pairs; None when it has none."""
    lines = _parts(area, "LineString")
    light: list[Ring] = []
    for grid in _grids(lines):
        light = [moved for line in lines if len(moved := _moved(line, grid)) > 1]
        if sum(map(len, light)) <= MAX_POINTS:
            break
    return light or None


def _parts(area: str, kind: str) -> list[Any]:
    geometry = json.loads(area)
    if geometry.get("type") not in (kind, f"Multi{kind}"):
        return []
    coordinates: list[Any] = geometry["coordinates"]
    return coordinates if geometry["type"].startswith("Multi") else [coordinates]


def _grids(lines: list[Any]) -> tuple[float, ...]:
    lats = [lat for line in lines for _, lat, *_ in line]
    is_small = bool(lats) and max(lats) - min(lats) < _SMALL_DEG
    return (_FINEST_DEG, *_GRIDS_DEG) if is_small else _GRIDS_DEG


def _on_grid(polygon: list[Any], grid_deg: float) -> list[Ring]:
    """Return the polygon's rings with each point moved to the grid; a ring that collapses goes, with its holes."""
    rings: list[Ring] = []
    for ring in polygon:
        moved = _moved(ring, grid_deg)
        if len(moved) >= 4:
            rings.append(moved)
        elif not rings:
            return []
    return rings


def _moved(line: list[Any], grid_deg: float) -> Ring:
    moved: Ring = []
    for lon, lat, *_ in line:
        point = [round(round(lon / grid_deg) * grid_deg, 3), round(round(lat / grid_deg) * grid_deg, 3)]
        if not moved or moved[-1] != point:
            moved.append(point)
    return moved
