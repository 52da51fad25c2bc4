"""Outlines of states and provinces, which no embedded source has, drawn from the towns that lie in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.model import Area

_FINE_DEG = 0.05  # of towns closer together than this, one a unit decides
_COARSE_DEG = 0.25  # far from any other unit, one town in so much ground will do
_TOLERANCE_DEG = 0.02
_ASTRAY_DEG, _CLOSE_DEG = 1.0, 0.5
_DECIMALS = 3


class Town(NamedTuple):
    """A settlement's position and the unit it lies in."""

    unit: str
    lat: float
    lon: float


def unit_outlines(towns: Iterable[Town], country: str) -> dict[str, Area]:
    """Return the outline of each unit of a country: the ground that is nearer to one of its towns than to any other's.

    Args:
        country: its outline, as the text of a GeoJSON geometry.

    Returns:
        Areas that tile the country, each with the rule by which it was drawn.
    """
    distinct = {(town.lon, town.lat): town.unit for town in _that_decide(towns)}
    land = shapely.make_valid(shapely.from_geojson(country))
    points = shapely.points(list(distinct))
    if len(points) < 2:
        return {unit: _area(land, unit) for unit in distinct.values()}
    # Longitudes are drawn together as far as the country lies from the equator, or nearness would mean another thing.
    shrink = np.array([np.cos(np.radians(np.clip(np.mean([lat for _, lat in distinct]), -80, 80))), 1.0])
    flat = shapely.transform(points, lambda lonlat: lonlat * shrink)
    ground = shapely.transform(land, lambda lonlat: lonlat * shrink)
    units = np.array(list(distinct.values()))
    sound = ~_astray(flat, units)
    flat, units = flat[sound], units[sound]
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(flat), extend_to=ground, ordered=True))
    names = list(dict.fromkeys(units.tolist()))
    merged = [shapely.coverage_union_all(cells[units == name]) for name in names]
    # Simplified together, so that neighbours keep one border; then cut to the land, whose coast is simple already.
    simple = shapely.coverage_simplify(merged, _TOLERANCE_DEG)
    clipped = shapely.transform(shapely.intersection(simple, ground), lambda lonlat: lonlat / shrink)
    return {name: _area(cell, name) for name, cell in zip(names, clipped, strict=True) if cell.area}


def _that_decide(towns: Iterable[Town]) -> Iterator[Town]:
    """Leave out towns that make no difference to the borders between units, which are most."""
    fine = {(town.unit, round(town.lat / _FINE_DEG), round(town.lon / _FINE_DEG)): town for town in towns}
    units: dict[tuple[int, int], set[str]] = {}
    for town in fine.values():
        units.setdefault(_square(town), set()).add(town.unit)
    inland: set[tuple[int, int]] = set()
    for town in fine.values():
        row, column = square = _square(town)
        around = (units.get((row + up, column + right), set()) for up in (-1, 0, 1) for right in (-1, 0, 1))
        if square in inland:
            continue
        if set().union(*around) == {town.unit}:
            inland.add(square)
        yield town


def _astray(points: NDArray[Any], units: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell which towns must have been put down to the wrong unit: it is far away, and another unit is all round."""
    lonely = np.zeros(len(points), dtype=bool)
    for unit in np.unique(units):
        own = np.flatnonzero(units == unit)
        if len(own) > 1:
            near, _ = shapely.STRtree(points[own]).query_nearest(points[own], max_distance=_ASTRAY_DEG, exclusive=True)
            lonely[np.delete(own, near)] = True
    astray = np.zeros(len(points), dtype=bool)
    for town, neighbour in shapely.STRtree(points).query(points[lonely], "dwithin", _CLOSE_DEG).T:
        astray[np.flatnonzero(lonely)[town]] |= not lonely[neighbour]
    return astray


def _square(town: Town) -> tuple[int, int]:
    return round(town.lat / _COARSE_DEG), round(town.lon / _COARSE_DEG)


def _area(cell: shapely.Geometry, unit: str) -> Area:
    polygons = [part for part in shapely.get_parts(cell) if part.geom_type == "Polygon"]
    shape = shapely.set_precision(shapely.multipolygons(polygons), 10**-_DECIMALS)
    rule = f"Approximate: the ground nearer to the towns known to lie in {unit} than to any other."
    return Area(shapely.to_geojson(shape), rule)
