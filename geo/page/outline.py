"""Outlines for the page: areas made light enough to travel in it."""

from __future__ import annotations

import json
from typing import Any

MAX_POINTS = 600
"""More than this, and an outline is drawn on a coarser grid: on a screen nobody sees the difference."""

_GRIDS_DEG = (0.01, 0.05, 0.1, 0.25, 0.5)
_DEPTH = {"Polygon": 0, "MultiPolygon": 1}

Ring = list[list[float]]


def light_outline(area: str) -> list[list[Ring]] | None:
    """Return a GeoJSON geometry's polygons on the finest grid on which they have few points.

    Each polygon is a list of rings, each ring a list of [longitude, latitude] pairs, as in GeoJSON.
    None when the text is no Polygon or MultiPolygon, or nothing of it is left.
    """
    geometry = json.loads(area)
    depth = _DEPTH.get(geometry.get("type"))
    if depth is None:
        return None
    polygons = geometry["coordinates"] if depth else [geometry["coordinates"]]
    light: list[list[Ring]] = []
    for grid in _GRIDS_DEG:
        light = [rings for polygon in polygons if (rings := _on_grid(polygon, grid))]
        if sum(len(ring) for polygon in light for ring in polygon) <= MAX_POINTS:
            break
    return light or None


def _on_grid(polygon: list[Any], grid_deg: float) -> list[Ring]:
    """Return the polygon's rings with each point moved to the grid; a ring that collapses goes, with its holes."""
    rings: list[Ring] = []
    for ring in polygon:
        moved: Ring = []
        for lon, lat, *_ in ring:
            point = [round(round(lon / grid_deg) * grid_deg, 2), round(round(lat / grid_deg) * grid_deg, 2)]
            if not moved or moved[-1] != point:
                moved.append(point)
        if len(moved) >= 4:
            rings.append(moved)
        elif not rings:
            return []
    return rings
