"""The phrases that can be drawn, and the shape of each.

A modifier is the phrase as it stands around the place's name, normalised by `geo.recognize.spatial`; "…" stands for
the name where the phrase goes on behind it ("between … and Hama").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import pi, sqrt
from typing import TYPE_CHECKING, NamedTuple, Protocol

from geo.areas.directions import bearing_of, is_direction, part_in_words, part_of
from geo.areas.globe import distance_km, travel
from geo.areas.lands import Lands, shared_border
from geo.areas.shapes import corridor, margin, sector
from geo.model import Place, Point

if TYPE_CHECKING:
    from shapely import Polygon
    from shapely.geometry.base import BaseGeometry

_KM_PER_UNIT = {"km": 1.0, "miles": 1.609344, "nautical miles": 1.852}
_PEOPLE_PER_KM2 = 5_000  # of a town's built-up ground
_UNKNOWN_TOWN_KM = 2.0
_COMPASS_SPREAD = 0.3  # "east" may be some 17 degrees off, and distances are rounded
_RING_SPREAD = 0.2
_OFFSHORE_KM = 50
_NEAR_OUTLINE_KM = 25
_HALF_WIND_DEG = 45
_FARTHEST_NEIGHBOURS_KM = 1_000
_POINT_KINDS = frozenset({"settlement", "facility", "admin2", "mountain"})

_DISTANCE = re.compile(r"(within )?([\d.]+) (km|miles|nautical miles) (?:(\S+) of|from|of)")
_DIRECTION = re.compile(r"(\S+) of")
_OUTSKIRTS = re.compile(r"(?:(\S+) )?outskirts of")
_COUNTRYSIDE = re.compile(r"(?:(\S+) )?… countryside")
_PROVINCE = re.compile(r"(\S+) … (\w+)")
_COAST = re.compile(r"off the (?:(\S+) )?coast of")
_BETWEEN = re.compile(r"between … and (.+)")
_BORDER = re.compile(r"…–(.+) border")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shape (longitude first), the sentence that says how it was made, and where the pin stands if not in it."""

    shape: BaseGeometry
    rule: str
    point: Point | None = None


class Outline(NamedTuple):
    """The shape of a place (longitude first), and whether it is only approximate (`geo.gazetteer.cells`)."""

    shape: BaseGeometry
    is_approximate: bool


class Ground(Protocol):
    """What is known of the world's outlines."""

    @property
    def lands(self) -> Lands:
        """All countries."""

    def outline(self, place: Place) -> Outline | None:
        """Return a place's outline, None where there is none."""

    def unit(self, name: str, inside: Place) -> Place | None:
        """Return the state or province of a name in a place's country."""


def second_name(modifier: str) -> str | None:
    """Return the name of the other place in a phrase that has two ("between … and Hama"), else None."""
    match = _BETWEEN.fullmatch(modifier) or _BORDER.fullmatch(modifier)
    return match[1] if match else None


def draw_phrase(place: Place, modifier: str, ground: Ground, other: Place | None) -> Drawn | None:
    """Return what a phrase means around a place, None where it means nothing that can be drawn.

    Args:
        other: the second place of a phrase that has two.
    """
    if is_direction(modifier):
        return _part(place, modifier, ground)
    if match := _DISTANCE.fullmatch(modifier):
        return _distance(place, modifier, *match.groups())
    if modifier in {"near", "around"}:
        return _near(place, ground)
    if match := _OUTSKIRTS.fullmatch(modifier):
        return _belt(place, match[1], "outskirts")
    if modifier == "outside":
        return _belt(place, None, "surroundings")
    if match := _COUNTRYSIDE.fullmatch(modifier):
        return _belt(place, match[1], "countryside")
    if match := _COAST.fullmatch(modifier):
        return _coast(place, match[1], ground)
    if _BETWEEN.fullmatch(modifier):
        return _between(place, other)
    if modifier == "border of":
        return _land_borders(place, ground)
    if _BORDER.fullmatch(modifier):
        return _border(place, other, ground)
    if match := _PROVINCE.fullmatch(modifier):
        return _province(place, match[1], ground)
    if match := _DIRECTION.fullmatch(modifier):
        return _beside(place, match[1])
    return None


def _part(place: Place, direction: str, ground: Ground) -> Drawn | None:
    outline = ground.outline(place)
    if outline is None:
        box, whole = _box_of(place), f"the box that holds {place.name}"
    else:
        box, whole = outline.shape, f"the {'approximate ' if outline.is_approximate else ''}outline of {place.name}"
    part = part_of(box, direction) if box is not None else None
    return Drawn(part, part_in_words(direction, whole)) if part is not None else None


def _box_of(place: Place) -> Polygon | None:
    import shapely

    box = place.footprint.bbox
    # A box across the antimeridian would come out as its complement: such a place has no parts here.
    if box is None or box.west > box.east:
        return None
    return shapely.box(box.west, box.south, box.east, box.north)


def _distance(
    place: Place, modifier: str, within: str | None, number: str, unit: str, direction: str | None
) -> Drawn | None:
    centre, km = place.footprint.point, float(number) * _KM_PER_UNIT[unit]
    if centre is None or place.kind not in _POINT_KINDS or not 0 < km <= _FARTHEST_NEIGHBOURS_KM:
        return None
    if within:
        return Drawn(sector(centre, km), f"A circle of {_km(km)} around {place.name}.", centre)
    if direction is None:
        inner, outer = (1 - _RING_SPREAD) * km, (1 + _RING_SPREAD) * km
        rule = f"A ring of {_km(inner)} to {_km(outer)} around {place.name}: the text does not say in which direction."
        return Drawn(sector(centre, outer, inner), rule, centre)
    bearing = bearing_of(direction)
    if bearing is None:
        return None
    radius = max(1.0, _COMPASS_SPREAD * km)
    rule = f"A circle of {_km(radius)} around the point {modifier} {place.name}."
    return Drawn(sector(travel(centre, bearing, km), radius), rule)


def _near(place: Place, ground: Ground) -> Drawn | None:
    centre = place.footprint.point
    if place.kind in _POINT_KINDS and centre is not None:
        radius = min(30.0, max(5.0, 2.5 * _town_km(place)))
        return Drawn(sector(centre, radius), f"A circle of {_km(radius)} around {place.name}, by its size.", centre)
    outline = ground.outline(place)
    if outline is None:
        return None
    rule = f"Everything within {_NEAR_OUTLINE_KM} km of the outline of {place.name}, on its outside."
    return Drawn(margin(outline.shape, _NEAR_OUTLINE_KM).difference(outline.shape), rule)


def _belt(place: Place, direction: str | None, name: str) -> Drawn | None:
    """A ring round a town: how wide depends on what it is called and on how large the town is."""
    centre = place.footprint.point
    if centre is None or place.kind not in {"settlement", "admin2"}:
        return None
    town = _town_km(place)
    outer = {
        "outskirts": max(town + 2, 2 * town),
        "surroundings": max(town + 8, 2.5 * town),
        "countryside": min(60.0, max(25.0, 4 * town)),
    }[name]
    if direction is None:
        rule = f"A ring of {_km(town)} to {_km(outer)} around the middle of {place.name}, by its number of inhabitants."
        return Drawn(sector(centre, outer, town), rule, centre)
    bearing = bearing_of(direction)
    if bearing is None:
        return None
    rule = f"The {direction} quarter of a ring of {_km(town)} to {_km(outer)} around the middle of {place.name}."
    return Drawn(sector(centre, outer, town, bearing, 2 * _HALF_WIND_DEG), rule)


def _beside(place: Place, direction: str) -> Drawn | None:
    centre, bearing = place.footprint.point, bearing_of(direction)
    if centre is None or bearing is None or place.kind not in _POINT_KINDS:
        return None
    town = _town_km(place)
    outer = min(60.0, max(20.0, 5 * town))
    rule = f"The quarter that lies {direction} of the middle of {place.name}, up to {_km(outer)}."
    return Drawn(sector(centre, outer, town, bearing, 2 * _HALF_WIND_DEG), rule)


def _coast(place: Place, direction: str | None, ground: Ground) -> Drawn | None:
    centre = place.footprint.point
    whole = _land(place, ground)
    if whole is None:
        if centre is None or place.kind not in _POINT_KINDS:
            return None
        reach, of = sector(centre, _OFFSHORE_KM), place.name
    else:
        land = part_of(whole, direction) if direction else whole
        if land is None:
            return None
        reach, of = margin(land, _OFFSHORE_KM), f"{direction} {place.name}" if direction else place.name
    sea = ground.lands.without_land(reach)
    return Drawn(sea, f"The sea within {_OFFSHORE_KM} km of {of}.") if sea is not None else None


def _between(place: Place, other: Place | None) -> Drawn | None:
    if other is None or other.id == place.id or not {place.kind, other.kind} <= _POINT_KINDS:
        return None
    start, end = place.footprint.point, other.footprint.point
    if start is None or end is None or (apart := distance_km(start, end)) > _FARTHEST_NEIGHBOURS_KM:
        return None
    width = max(2.0, 0.1 * apart)
    rule = f"A strip of {_km(width)} on both sides of the straight line between {place.name} and {other.name}."
    return Drawn(corridor(start, end, width), rule)


def _land_borders(place: Place, ground: Ground) -> Drawn | None:
    line = ground.lands.border_of(place.country_code) if place.kind == "country" and place.country_code else None
    rule = f"All land borders of {place.name}: the text does not say which is meant."
    return Drawn(line, rule) if line is not None else None


def _border(place: Place, other: Place | None, ground: Ground) -> Drawn | None:
    if other is None:
        return None
    one, two = _land(place, ground), _land(other, ground)
    line = shared_border(one, two) if one is not None and two is not None else None
    rule = f"The line that the outlines of {place.name} and {other.name} share."
    return Drawn(line, rule) if line is not None else None


def _province(place: Place, direction: str, ground: Ground) -> Drawn | None:
    """ "Eastern Idlib province": the province, although "Idlib" alone may be its town."""
    unit = place if place.kind == "admin1" else ground.unit(place.admin1 or place.name, place)
    return _part(unit, direction, ground) if unit else None


def _land(place: Place, ground: Ground) -> BaseGeometry | None:
    """Return a place's outline: a country's from the base map, whose neighbours share their borders."""
    if place.kind == "country":
        return ground.lands.country(place.country_code)
    outline = ground.outline(place)
    return outline.shape if outline else None


def _town_km(place: Place) -> float:
    """Return about how far a town's houses reach."""
    if place.kind != "settlement" or not place.population:
        return _UNKNOWN_TOWN_KM
    return max(1.0, sqrt(place.population / _PEOPLE_PER_KM2 / pi))


def _km(km: float) -> str:
    return f"{km:.0f} km" if round(km, 1) >= 10 else f"{round(km, 1):g} km"
