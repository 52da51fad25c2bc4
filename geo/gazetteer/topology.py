"""Writing polygons as TopoJSON: quantised, delta-encoded, each border stored once.

The format is https://github.com/topojson/topojson-specification (version 1).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
import shapely
from shapely import MultiPolygon

Vertex = tuple[int, int]
Line = tuple[Vertex, ...]


def to_topojson(shapes: Iterable[tuple[str | None, MultiPolygon]], *, name: str, step_degrees: float) -> str:
    """Return the text of a topology with one object, a GeometryCollection in the order of ``shapes``.

    Args:
        shapes: (id, outline) pairs; an outline whose every ring vanishes in the grid is left out.
        name: of the object.
        step_degrees: width of the grid that coordinates are rounded to.
    """
    rounded = [(shape_id, _rings(shape, step_degrees)) for shape_id, shape in shapes]
    junctions = _junctions(ring for _, polygons in rounded for polygon in polygons for ring in polygon)
    arcs = _Arcs(junctions)
    geometries = []
    for shape_id, polygons in rounded:
        lines = [[arcs.of_ring(ring) for ring in polygon] for polygon in polygons]
        if lines:
            geometry = {"type": "MultiPolygon", "arcs": lines} if len(lines) > 1 else _polygon(lines[0])
            geometries.append(geometry if shape_id is None else {**geometry, "id": shape_id})
    topology = {
        "type": "Topology",
        "transform": {"scale": [step_degrees, step_degrees], "translate": [0, 0]},
        "objects": {name: {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [_deltas(line) for line in arcs.lines],
    }
    return json.dumps(topology, separators=(",", ":"))


class _Arcs:
    """The arcs found so far, each kept in the direction in which it was met first."""

    def __init__(self, junctions: set[Vertex]) -> None:
        self.lines: list[Line] = []
        self._junctions = junctions
        self._numbers: dict[Line, int] = {}

    def of_ring(self, ring: Line) -> list[int]:
        """Return the arcs that make up a closed ring; ``~n`` is arc n backwards."""
        open_ring = ring[:-1]
        cuts = [index for index, vertex in enumerate(open_ring) if vertex in self._junctions]
        # A ring without a junction is an island or an enclave: starting it at its least vertex, both sides agree.
        start = cuts[0] if cuts else open_ring.index(min(open_ring))
        turned = (*open_ring[start:], *open_ring[: start + 1])
        ends = [*(cut - start for cut in cuts), len(open_ring)] if cuts else [0, len(open_ring)]
        return [self._number(turned[a : b + 1]) for a, b in pairwise(ends)]

    def _number(self, line: Line) -> int:
        number = self._numbers.get(line)
        if number is not None:
            return number
        number = self._numbers.get(line[::-1])
        if number is not None:
            return ~number
        self._numbers[line] = len(self.lines)
        self.lines.append(line)
        return self._numbers[line]


def _rings(shape: MultiPolygon, step_degrees: float) -> list[list[Line]]:
    """Return each polygon's rings on the grid, without what collapses there."""
    polygons = []
    for polygon in shape.geoms:
        lines = [_on_grid(ring, step_degrees) for ring in (polygon.exterior, *polygon.interiors)]
        if lines[0]:
            polygons.append([line for line in lines if line])
    return polygons


def _on_grid(ring: shapely.LinearRing, step_degrees: float) -> Line:
    cells = np.rint(shapely.get_coordinates(ring) / step_degrees).astype(int)
    moved = np.any(cells[1:] != cells[:-1], axis=1)
    line = [tuple(cell) for cell in cells[np.concatenate(([True], moved))].tolist()]
    least_vertices = 4  # a triangle, closed
    return tuple(line) if len(line) >= least_vertices else ()


def _junctions(rings: Iterable[Line]) -> set[Vertex]:
    """Return the vertices where rings meet or part: those that do not have the same two neighbours in every ring."""
    neighbours: dict[Vertex, tuple[Vertex, Vertex]] = {}
    junctions: set[Vertex] = set()
    for ring in rings:
        for vertex, pair in _neighbours(ring):
            if neighbours.setdefault(vertex, pair) != pair:
                junctions.add(vertex)
    return junctions


def _neighbours(ring: Line) -> Iterator[tuple[Vertex, tuple[Vertex, Vertex]]]:
    open_ring = ring[:-1]
    for index, vertex in enumerate(open_ring):
        before, after = open_ring[index - 1], ring[index + 1]
        yield vertex, (min(before, after), max(before, after))


def _polygon(rings: list[list[int]]) -> dict[str, object]:
    return {"type": "Polygon", "arcs": rings}


def _deltas(line: Line) -> list[Vertex]:
    steps = [(x - before_x, y - before_y) for (before_x, before_y), (x, y) in pairwise(line)]
    return [line[0], *steps]
