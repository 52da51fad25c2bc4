"""Shapes on the globe in plain longitude and latitude: circles, rings, sectors, corridors, margins.

Every shape is right to a few per cent as long as it stays clear of the poles, which is far better than the phrases
that it stands for. A shape that crosses the antimeridian has longitudes beyond 180 until `on_the_globe` folds it.
"""

from __future__ import annotations

from math import ceil, cos, floor, radians

import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geo.globe import KM_PER_DEGREE, travel
from geo.model import Point

_STEPS = 72
_STRIP_DEG = 4  # a degree of longitude shrinks by less than a tenth across so many degrees of latitude
_STEEPEST_DEG = 85.0
_POLE_DEG = 89.99
_SEAM_DEG = 1e-4
_DECIMALS = 4  # of a degree: 11 m


def sector(
    centre: Point, km: float, inner_km: float = 0.0, bearing_deg: float = 0.0, width_deg: float = 360
) -> Polygon:
    """Return a circle, a ring (with ``inner_km``), or what of them lies up to half the width beside a bearing."""
    if width_deg >= 360 and abs(centre.lat) + km / KM_PER_DEGREE >= _POLE_DEG:
        return _cap(centre, km).difference(_cap(centre, inner_km)) if inner_km else _cap(centre, km)
    if width_deg >= 360:
        circle = Polygon(_arc(centre, km, 0, 360))
        return circle.difference(Polygon(_arc(centre, inner_km, 0, 360))) if inner_km else circle
    first, last = bearing_deg - width_deg / 2, bearing_deg + width_deg / 2
    inside = _arc(centre, inner_km, first, last)[::-1] if inner_km else [(centre.lon, centre.lat)]
    return Polygon([*_arc(centre, km, first, last), *inside])


def unwrapped(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape that the antimeridian cuts in one piece again, with longitudes beyond 180 on its lesser side."""
    parts = shapely.get_parts(shape)
    west, _, east, _ = shape.bounds
    if east - west <= 180 or any(part.bounds[2] - part.bounds[0] > 180 for part in parts):
        return shape
    sides = [shapely.multipolygons([part for part in parts if (part.bounds[0] < 0) is side]) for side in (True, False)]
    lesser, turn = (0, 360.0) if sides[0].area < sides[1].area else (1, -360.0)
    sides[lesser] = shapely.transform(sides[lesser], lambda lonlat: lonlat - [-turn, 0])
    # The two sides may miss each other along the antimeridian by a rounding.
    whole = shapely.union_all([side.buffer(_SEAM_DEG, join_style="mitre") for side in sides])
    whole = whole.buffer(-_SEAM_DEG, join_style="mitre")
    return whole if whole.bounds[2] - whole.bounds[0] < east - west else shape


def corridor(start: Point, end: Point, margin_km: float) -> BaseGeometry:
    """Return everything within a margin of the straight line between two points."""
    turn = round((end.lon - start.lon) / 360) * 360
    return margin(shapely.LineString([(start.lon, start.lat), (end.lon - turn, end.lat)]), margin_km)


def margin(shape: BaseGeometry, km: float) -> BaseGeometry:
    """Return a shape with everything within a distance of it."""
    west, south, east, north = shape.bounds
    strips = []
    for low in range(floor(south / _STRIP_DEG) * _STRIP_DEG, ceil(north / _STRIP_DEG) * _STRIP_DEG + 1, _STRIP_DEG):
        strip = shape.intersection(shapely.box(west - 1, low, east + 1, low + _STRIP_DEG))
        if not strip.is_empty:
            strips.append(_grown(strip, km))
    return shapely.union_all(strips)


def on_the_globe(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape cut at the antimeridian as RFC 7946 asks, with coordinates rounded, valid, of one dimension."""
    west, south, east, north = shape.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        turns = [
            shapely.transform(
                shape.intersection(shapely.box(at - 180, -90, at + 180, 90)), lambda x, at=at: x - [at, 0]
            )
            for at in (-360, 0, 360)
        ]
        shape = shapely.union_all(turns)
    dimension = shapely.get_dimensions(shape)
    shape = shapely.set_precision(shape, 10**-_DECIMALS)
    if shape.geom_type in {"Polygon", "MultiPolygon"}:
        return shape
    parts = [part for part in shapely.get_parts(shape) if shapely.get_dimensions(part) == dimension]
    return shapely.union_all(parts) if dimension == 2 else shapely.line_merge(shapely.union_all(parts))


def _cap(centre: Point, km: float) -> Polygon:
    """Return the ground round the pole that a circle touches: nearer to it, a circle has no east and west."""
    edge = max(abs(centre.lat) - km / KM_PER_DEGREE, 0.0)
    return shapely.box(-180, edge, 180, 90) if centre.lat > 0 else shapely.box(-180, -90, 180, -edge)


def _arc(centre: Point, km: float, first_deg: float, last_deg: float) -> list[tuple[float, float]]:
    steps = max(2, round(_STEPS * (last_deg - first_deg) / 360))
    points = (travel(centre, first_deg + (last_deg - first_deg) * step / steps, km) for step in range(steps + 1))
    return [(lon, lat) for lat, lon in points]


def _grown(shape: BaseGeometry, km: float) -> Polygon | MultiPolygon:
    _, south, _, north = shape.bounds
    shrink = cos(radians(min(abs((south + north) / 2), _STEEPEST_DEG)))
    flat = shapely.transform(shape, lambda lonlat: lonlat * [shrink, 1.0])
    return shapely.transform(flat.buffer(km / KM_PER_DEGREE, quad_segs=8), lambda lonlat: lonlat / [shrink, 1.0])
