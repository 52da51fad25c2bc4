"""The lands of the world, from the base map: where two countries meet, and where the sea begins."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geo.areas.shapes import on_the_globe, unwrapped

_SLIVER_DEG = 0.005
_COAST_DEG = 0.02  # an outline farther from the sea than this is no coast


class Lands:
    """All countries' outlines in the detail of the finer base map."""

    def __init__(self, topology: str) -> None:
        """Read a TopoJSON text as `geo.protocols.Gazetteer.basemap` gives it."""
        self._all: list[MultiPolygon] = []
        self._by_code: dict[str, MultiPolygon] = {}
        for code, shape in _countries(json.loads(topology)):
            self._all.append(shape)
            if code:
                self._by_code[code] = shape
        self._tree = shapely.STRtree(self._all)

    def country(self, code: str | None) -> BaseGeometry | None:
        """Return a country's land, in one piece across the antimeridian; None where the map has none of that code."""
        return unwrapped(self._by_code[code]) if code in self._by_code else None

    def border_of(self, code: str) -> BaseGeometry | None:
        """Return the lines along which a country meets any other, None for an island."""
        land = self._by_code.get(code)
        if land is None:
            return None
        shared = (shared_border(land, other) for other in self._touching(land) if other is not land)
        return _lines([line for line in shared if line is not None])

    def coast_of(self, land: BaseGeometry) -> BaseGeometry | None:
        """Return what of an outline is not inland, None where it meets no sea."""
        inland = shapely.union_all(self._touching(on_the_globe(land))).buffer(-_COAST_DEG)
        return _lines([on_the_globe(land.boundary).difference(inland)])

    def inside(self, shape: BaseGeometry) -> BaseGeometry | None:
        """Return what of a shape is land, None where nothing is."""
        land = shapely.union_all(self._touching(shape)).intersection(shape).buffer(0)
        return land if land.area else None

    def without_land(self, shape: BaseGeometry) -> BaseGeometry | None:
        """Return what of a shape is sea, None where nothing is."""
        shape = on_the_globe(shape)
        land = shapely.union_all(self._touching(shape))
        # Opened a little: the outlines of the base map and of the areas differ in the last decimals.
        sea = shape.difference(land).buffer(-_SLIVER_DEG).buffer(_SLIVER_DEG).difference(land)
        return sea if sea.area else None

    def _touching(self, shape: BaseGeometry) -> list[MultiPolygon]:
        return [self._all[index] for index in self._tree.query(shape, "intersects")]


def shared_border(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry | None:
    """Return the lines that two outlines have in common, None where they have none."""
    return _lines([one.boundary.intersection(other.boundary)])


def _lines(shapes: list[BaseGeometry]) -> BaseGeometry | None:
    parts = [part for shape in shapes for part in shapely.get_parts(shape, return_index=False)]
    parts = [part for part in parts if part.length]
    return shapely.line_merge(shapely.union_all(parts)) if parts else None


def _countries(topology: dict[str, Any]) -> Iterator[tuple[str | None, MultiPolygon]]:
    scale, translate = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in topology["arcs"]]

    def ring(numbers: list[int]) -> Any:
        pieces = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
        return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])

    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings = [[ring(numbers) for numbers in polygon] for polygon in polygons]
        shape = shapely.make_valid(MultiPolygon([Polygon(outer, inner) for outer, *inner in rings]))
        yield geometry.get("id"), shape
