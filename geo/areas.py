"""Areas that a text means but no gazetteer has: the northern part of a country."""

from __future__ import annotations

import json

from geo.model import BBox, Footprint, Place, Point

_SHARE = 0.5  # "northern Syria" is its northern half
_INNER_SHARE = 0.25  # "central" leaves out this much on every side
_INNER = frozenset({"central", "center", "centre", "mid", "middle"})
_NORTH, _SOUTH, _EAST, _WEST = "north", "south", "east", "west"
_MIN_BOX_DEGREES = 1e-6


def part_of(place: Place, modifier: str, area: str | None) -> Footprint | None:
    """Return the part of a place that a direction word points at, cut out of its outline or else of its box.

    Args:
        modifier: "northern", "south-east", "central", …; for other words there is no such part.
        area: the place's outline as the text of a GeoJSON geometry.

    Returns:
        None where the place has neither outline nor box, or the word is no direction.
    """
    import shapely
    from shapely.geometry import box

    outline = shapely.from_geojson(area) if area else _box_outline(place.footprint.bbox)
    if outline is None or outline.is_empty:
        return None
    window = _window(modifier, outline.bounds)
    if window is None:
        return None
    part = shapely.make_valid(outline).intersection(box(*window))
    if part.is_empty:
        return None
    inside = part.representative_point()
    middle = part.centroid if part.contains(part.centroid) else inside
    west, south, east, north = part.bounds
    return Footprint(
        Point(middle.y, middle.x),
        BBox(south, west, north, east),
        json.dumps(shapely.geometry.mapping(shapely.set_precision(part, 1e-4))),
        "centroid",
    )


def _box_outline(bbox: BBox | None):  # type: ignore[no-untyped-def]
    from shapely.geometry import box

    # A box across the antimeridian would come out as its complement: such a place has no part here.
    if bbox is None or bbox.west > bbox.east:
        return None
    return box(bbox.west, bbox.south, bbox.east, bbox.north)


def _window(modifier: str, bounds: tuple[float, float, float, float]) -> tuple[float, float, float, float] | None:
    """Return the box (west, south, east, north) that a direction cuts out of an outline's bounds."""
    word = modifier.lower()
    west, south, east, north = bounds
    width, height = east - west, north - south
    if word in _INNER:
        return (
            west + _INNER_SHARE * width,
            south + _INNER_SHARE * height,
            east - _INNER_SHARE * width,
            north - _INNER_SHARE * height,
        )
    if not any(direction in word for direction in (_NORTH, _SOUTH, _EAST, _WEST)):
        return None
    return (
        west + _SHARE * width if _EAST in word else west,
        south + _SHARE * height if _NORTH in word else south,
        east - _SHARE * width if _WEST in word else east,
        north - _SHARE * height if _SOUTH in word else north,
    )
