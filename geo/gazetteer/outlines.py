"""The base map, and the areas of countries and seas, from Natural Earth's outlines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from geo.gazetteer.sources.natural_earth import Outline
from geo.gazetteer.topology import to_topojson
from geo.model import BBox, Point
from geo.protocols import BaseMapLevel

_KM_PER_DEGREE = 111.2
_FULL_TURN = 360.0


@dataclass(frozen=True, slots=True)
class _Detail:
    """How far a level is simplified: in degrees, and square degrees for the least island that is kept."""

    tolerance: float
    least_island: float
    step: float


# Chosen by looking at the maps drawn; the levels weigh about 100 KB and 500 KB.
_DETAILS: dict[BaseMapLevel, _Detail] = {"50m": _Detail(0.075, 0.002, 0.005), "110m": _Detail(0.3, 0.12, 0.02)}
_SEA_TOLERANCE = 0.08
_AREA_DECIMALS = 2
_LEAST_PART_IN_BOX = 0.01


@dataclass(frozen=True, slots=True)
class Area:
    """An outline ready for storing.

    Attributes:
        geojson: text of a GeoJSON geometry.
        bbox: box of the largest part and of those that have at least a hundredth of its area.
        label_point: a point well inside the largest part.
        shape: the full outline, longitude first.
    """

    geojson: str
    bbox: BBox
    label_point: Point
    area_km2: float
    shape: MultiPolygon

    def holds(self, point: Point) -> bool:
        """Tell whether a point lies inside."""
        return bool(shapely.covers(self.shape, shapely.Point(point.lon, point.lat)))


@dataclass(frozen=True, slots=True)
class Sea:
    """A sea, bay or strait."""

    name: str
    labels: tuple[str, ...]
    area: Area


@dataclass(frozen=True, slots=True)
class Outlines:
    """Everything drawn from outlines: TopoJSON texts by level, areas by country code, seas."""

    basemaps: dict[BaseMapLevel, str]
    countries: dict[str, Area]
    seas: tuple[Sea, ...]


def simplify(countries: Sequence[Outline], seas: Iterable[Outline]) -> Outlines:
    """Return base maps and areas.

    All countries are simplified together (`shapely.coverage_simplify`), so that two neighbours keep one border.
    """
    codes, shapes = _dissolved(countries)
    basemaps: dict[BaseMapLevel, str] = {}
    areas: dict[str, Area] = {}
    simple = shapes
    # The coarse level is drawn from the finer one: the same map, in a tenth of the time.
    for level, detail in _DETAILS.items():
        simple = _simplified(simple, detail)
        basemaps[level] = to_topojson(zip(codes, simple, strict=True), name="countries", step_degrees=detail.step)
        if level == "50m":
            areas = {
                code: _area(shape, drawn) for code, shape, drawn in zip(codes, shapes, simple, strict=True) if code
            }
    drawn_seas = tuple(
        Sea(sea.name, sea.labels, _area(sea.shape, _polygons(shapely.simplify(sea.shape, _SEA_TOLERANCE))))
        for sea in seas
    )
    return Outlines(basemaps, areas, drawn_seas)


def bounding_box(boxes: Iterable[BBox]) -> BBox:
    """Return the least box around others; it crosses the antimeridian where that makes it narrower."""
    boxes = list(boxes)
    spans: list[tuple[float, float]] = []
    for box in boxes:
        spans.extend([(box.west, box.east)] if box.west <= box.east else [(box.west, 180.0), (-180.0, box.east)])
    spans.sort()
    # Walk east and find the widest stretch that no span covers: the box is everything but that.
    west, reach = spans[0]
    first_west, widest, edges = west, -1.0, (west, reach)
    for start, end in spans[1:]:
        if start - reach > widest:
            widest, edges = start - reach, (start, reach)
        reach = max(reach, end)
    if first_west + _FULL_TURN - reach >= widest:
        edges = (first_west, reach)
    return BBox(min(b.south for b in boxes), edges[0], max(b.north for b in boxes), edges[1])


def _dissolved(countries: Iterable[Outline]) -> tuple[list[str | None], list[MultiPolygon]]:
    """Return one outline for each country code, and each outline that has none."""
    parts: dict[str, list[MultiPolygon]] = {}
    codes: list[str | None] = []
    shapes: list[MultiPolygon] = []
    for country in countries:
        if country.code is None:
            codes.append(None)
            shapes.append(country.shape)
        else:
            parts.setdefault(country.code, []).append(country.shape)
    for code, own in parts.items():
        codes.append(code)
        shapes.append(own[0] if len(own) == 1 else _polygons(shapely.coverage_union_all(own)))
    return codes, shapes


def _simplified(shapes: Sequence[MultiPolygon], detail: _Detail) -> list[MultiPolygon]:
    kept: list[list[Polygon]] = []
    for shape in shapes:
        largest, *others = sorted(shape.geoms, key=lambda part: -part.area)
        kept.append([largest, *(part for part in others if part.area >= detail.least_island)])
    # A hole that no part fills is an enclave left out, or a crack in the data; it would show as water.
    within = shapely.STRtree([shapely.point_on_surface(part) for parts in kept for part in parts])
    whole = [MultiPolygon([_without_empty_holes(part, within) for part in parts]) for parts in kept]
    return [_polygons(shape) for shape in shapely.coverage_simplify(whole, detail.tolerance)]


def _without_empty_holes(part: Polygon, points: shapely.STRtree) -> Polygon:
    if not part.interiors:
        return part
    holes = [hole for hole in part.interiors if len(points.query(Polygon(hole), predicate="contains"))]
    return Polygon(part.exterior, holes)


def _area(shape: MultiPolygon, drawn: MultiPolygon) -> Area:
    largest = max(drawn.geoms, key=lambda part: part.area)
    label = shapely.point_on_surface(largest) if len(largest.exterior.coords) < 5 else _centre(largest)
    # Far islands would stretch the box until "northern Spain" is the Canaries' north.
    main = (part for part in shape.geoms if part.area >= _LEAST_PART_IN_BOX * largest.area)
    return Area(
        _geojson(drawn),
        bounding_box(BBox(south, west, north, east) for west, south, east, north in map(_bounds, main)),
        Point(round(label.y, 4), round(label.x, 4)),
        sum(part.area * cos(radians(part.centroid.y)) for part in drawn.geoms) * _KM_PER_DEGREE**2,
        shape,
    )


def _centre(polygon: Polygon) -> shapely.Point:
    """Return the centre of the widest circle that fits: where a map-maker puts the label."""
    circle = shapely.maximum_inscribed_circle(shapely.make_valid(polygon), tolerance=0.05)
    return shapely.Point(circle.coords[0])


def _bounds(part: Polygon) -> tuple[float, float, float, float]:
    west, south, east, north = part.bounds
    return round(west, 4), round(south, 4), round(east, 4), round(north, 4)


def _geojson(shape: MultiPolygon) -> str:
    rounded = shapely.transform(shape, lambda coordinates: np.round(coordinates, _AREA_DECIMALS))
    # RFC 7946 asks for counter-clockwise outer rings.
    return str(shapely.to_geojson(shapely.orient_polygons(rounded)))


def _polygons(shape: shapely.Geometry) -> MultiPolygon:
    return MultiPolygon([part for part in shapely.get_parts(shape) if isinstance(part, Polygon)])
