"""Directions, and the parts of places that they point at: the northern half of a country."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely import MultiPolygon, Polygon
    from shapely.geometry.base import BaseGeometry

    Bounds = tuple[float, float, float, float]

_SHARE = 0.5  # "northern Syria" is its northern half
_INNER_MARGIN = 0.25  # "central" leaves out so much on every side
_INNER = frozenset({"central", "center", "centre", "mid"})
_NORTH, _SOUTH, _EAST, _WEST = "north", "south", "east", "west"
_DIRECTION = re.compile(r"(?:(north|south)?[- ]?(east|west)?)(?:ern)?|central|center|centre|mid", re.IGNORECASE)
_BEARINGS = {
    "north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180, "southwest": 225, "west": 270,
    "northwest": 315,
}  # fmt: skip
# Nobody who says "southern France" counts from Guiana: land farther off than this from the main land is left out.
_OVERSEAS_DEGREES = 8.0
_ISLET_SHARE = 0.005


def is_direction(modifier: str) -> bool:
    """Whether a modifier is a direction word alone: "northern", "south-east", "central"."""
    return bool(modifier) and _DIRECTION.fullmatch(modifier) is not None


def bearing_of(direction: str) -> float | None:
    """Return the degrees clockwise from north that a direction word stands for, None where it stands for none."""
    match = _DIRECTION.fullmatch(direction)
    return _BEARINGS.get(f"{match[1] or ''}{match[2] or ''}".lower()) if match else None


def part_of(outline: BaseGeometry, direction: str) -> BaseGeometry | None:
    """Return the part of an outline that a direction word points at, None where the word is no direction.

    Args:
        direction: "northern", "south-east", "central", …
    """
    import shapely

    window = _window(direction, _main_bounds(outline)) if outline.area else None
    if window is None:
        return None
    # A buffer of nothing keeps areas and drops the lines along which outline and window only touch.
    part = outline.intersection(shapely.box(*window)).buffer(0)
    return part if part.area else None


def part_in_words(direction: str, whole: str) -> str:
    """Return the sentence that says by what rule `part_of` cut a whole."""
    word = direction.lower()
    if word in _INNER:
        return f"The middle of {whole}: a quarter is left out on every side."
    corner = word.startswith((_NORTH, _SOUTH)) and (_EAST in word or _WEST in word)
    return f"The {word.removesuffix('ern')}ern {'quarter' if corner else 'half'} of {whole}."


def _main_bounds(outline: BaseGeometry) -> Bounds:
    """Return the bounds (west, south, east, north) of a place's largest land and of what is not overseas from it."""
    import shapely

    lands: list[Polygon | MultiPolygon] = sorted(shapely.get_parts(outline), key=lambda land: -land.area)
    bounds = [land.bounds for land in lands if land.area >= _ISLET_SHARE * lands[0].area]
    main: Bounds = bounds[0]
    others = bounds[1:]
    while near := [other for other in others if _gap_degrees(main, other) <= _OVERSEAS_DEGREES]:
        others = [other for other in others if other not in near]
        for west, south, east, north in near:
            main = (min(main[0], west), min(main[1], south), max(main[2], east), max(main[3], north))
    return main


def _gap_degrees(one: Bounds, other: Bounds) -> float:
    across = max(one[0], other[0]) - min(one[2], other[2])
    along = max(one[1], other[1]) - min(one[3], other[3])
    return max(across, along)


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
