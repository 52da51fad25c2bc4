"""Directions, and the parts of places that they point at: the northern half of a country."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians, sin
from typing import TYPE_CHECKING

from geo.lexicon.winds import bearing_of

if TYPE_CHECKING:
    from shapely import MultiPolygon, Polygon
    from shapely.geometry.base import BaseGeometry

    Bounds = tuple[float, float, float, float]

_SHARE = 0.5  # "northern Syria" is its northern half
_INNER_MARGIN = 0.25  # "central" leaves out so much on every side
_HALF_SIDE_DEG = 45
_HEM_DEG = 0.1
_BEYOND = 3.0  # times an outline's extent
_INNER = frozenset({"central", "center", "centre", "mid"})
_NORTH, _SOUTH, _EAST, _WEST = "north", "south", "east", "west"
# Nobody who says "southern France" counts from Guiana: land farther off than this from the main land is left out.
_OVERSEAS_DEGREES = 8.0  # Alaska is overseas, Borneo is not
_ISLET_SHARE = 0.005


def part_of(outline: BaseGeometry, directions: Sequence[str]) -> BaseGeometry | None:
    """Return the part of an outline that direction words point at, None where one of them is no direction.

    Args:
        directions: "northern", "south-east", "central", …
    """
    import shapely

    bounds = _main_bounds(outline) if outline.area else None
    windows = [_window(word, bounds) for word in directions] if bounds else []
    if not windows or None in windows:
        return None
    # A buffer of nothing keeps areas and drops the lines along which outline and window only touch.
    part = outline.intersection(shapely.union_all([shapely.box(*window) for window in windows if window])).buffer(0)
    return part if part.area else None


def part_in_words(directions: Sequence[str], whole: str) -> str:
    """Return the sentence that says by what rule `part_of` cut a whole."""
    parts = []
    for word in map(str.lower, directions):
        if word in _INNER:
            parts.append("the middle (a quarter is left out on every side)")
            continue
        corner = word.startswith((_NORTH, _SOUTH)) and (_EAST in word or _WEST in word)
        parts.append(f"the {word.removesuffix('ern')}ern {'quarter' if corner else 'half'}")
    sentence = f"{' and '.join(parts)} of {whole}."
    return sentence[0].upper() + sentence[1:]


def wedge(outline: BaseGeometry, direction: str) -> BaseGeometry | None:
    """Return the ground on one side of an outline's middle, as far as the outline goes; None where there is none."""
    from shapely import Polygon, box

    bearing = bearing_of(direction)
    if bearing is None:
        return None
    west, south, east, north = _main_bounds(outline)
    across, along = _BEYOND * (east - west), _BEYOND * (north - south)
    x, y = (west + east) / 2, (south + north) / 2
    sides = (radians(bearing - _HALF_SIDE_DEG), radians(bearing + _HALF_SIDE_DEG))
    rim = ((x + across * sin(side), y + along * cos(side)) for side in sides)
    return Polygon([(x, y), *rim]).intersection(box(west, south, east, north).buffer(_HEM_DEG))


def _main_bounds(outline: BaseGeometry) -> Bounds:
    """Return the bounds (west, south, east, north) of a place's largest land and of what is not overseas from it."""
    import shapely

    lands: list[Polygon | MultiPolygon] = sorted(shapely.get_parts(outline), key=lambda land: -land.area)
    main, others = lands[:1], [land for land in lands[1:] if land.area >= _ISLET_SHARE * lands[0].area]
    while near := [land for land in others if min(map(land.distance, main)) <= _OVERSEAS_DEGREES]:
        others = [land for land in others if land not in near]
        main += near
    bounds: Bounds = shapely.total_bounds(main).tolist()
    return bounds


def _window(direction: str, bounds: Bounds) -> Bounds | None:
    """Return the box (west, south, east, north) that a direction cuts out of the bounds of a place."""
    word = direction.lower()
    west, south, east, north = bounds
    width, height = east - west, north - south
    if word in _INNER:
        across, along = _INNER_MARGIN * width, _INNER_MARGIN * height
        return (west + across, south + along, east - across, north - along)
    if not any(side in word for side in (_NORTH, _SOUTH, _EAST, _WEST)):
        return None
    return (
        west + _SHARE * width if _EAST in word else west,
        south + _SHARE * height if _NORTH in word else south,
        east - _SHARE * width if _WEST in word else east,
        north - _SHARE * height if _SOUTH in word else north,
    )
