"""The phrases that can be drawn, and the shape of each.

A modifier is the phrase as it stands around the place's name, normalised by `geo.recognize.spatial_phrases`; "…" stands
for the name where the phrase goes on behind it ("between … and Hama").
"""

from __future__ import annotations

import re
from math import pi, sqrt

from shapely import union_all

from geo.areas.directions import bearing_of, is_direction, part_in_words, part_of
from geo.areas.edges import draw_border, draw_coast, draw_land_borders, draw_sea
from geo.areas.outlines import POINT_KINDS, Drawn, Ground
from geo.areas.shapes import corridor, margin, sector
from geo.globe import distance_km, travel
from geo.model import Place

_KM_PER_UNIT = {"km": 1.0, "m": 0.001, "miles": 1.609344, "nautical miles": 1.852}
_PEOPLE_PER_KM2 = 5_000  # of a town's built-up ground
_UNKNOWN_TOWN_KM = 2.0
_COMPASS_SPREAD = 0.3  # "east" may be some 17 degrees off, and distances are rounded
_SPREAD = 0.2
_NEAR_OUTLINE_KM = 25
_HALF_WIND_DEG = 45
_FARTHEST_NEIGHBOURS_KM = 1_000

_FAR = r"(?:([\d.]+)–)?([\d.]+) (km|m|miles?|nautical miles?)"
_DISTANCE = re.compile(rf"(within )?{_FAR} (?:(\S+) of|from|of)")
_SIDES = re.compile(r"(\S+?)(?: and (\S+))? of")
_OUTSKIRTS = re.compile(r"(?:(\S+) )?outskirts of")
_COUNTRYSIDE = re.compile(r"(?:(\S+) )?… countryside")
_PROVINCE = re.compile(r"(.+) … (?:province|governorate|region|oblast|state|prefecture)")
_SEA = re.compile(rf"(?:{_FAR} )?off the (?:(.+) )?coast of")
_COAST = re.compile(r"(?:(\S+) )?coast of")
_BORDERS = re.compile(r"(?:(\S+) )?border of")
_BETWEEN = re.compile(r"between … and (.+)")
_BORDER = re.compile(r"…–(.+) border")


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
        within, least, most, unit, direction = match.groups()
        return _distance(place, modifier, bool(within), _band_km(least, most, unit), direction, ground)
    if modifier in {"near", "around", "… area"}:
        return _near(place, ground if modifier != "… area" else None)
    if match := _OUTSKIRTS.fullmatch(modifier):
        return _belt(place, match[1], "outskirts")
    if modifier == "outside":
        return _belt(place, None, "surroundings")
    if match := _COUNTRYSIDE.fullmatch(modifier):
        return _belt(place, match[1], "countryside")
    if match := _SEA.fullmatch(modifier):
        return draw_sea(place, _band_km(*match.groups()[:3]) if match[2] else None, match[4], ground)
    if match := _COAST.fullmatch(modifier):
        return draw_coast(place, match[1], ground)
    if _BETWEEN.fullmatch(modifier):
        return _between(place, other)
    if match := _BORDERS.fullmatch(modifier):
        return draw_land_borders(place, match[1], ground)
    if _BORDER.fullmatch(modifier):
        return draw_border(place, other, ground) if other else None
    if match := _PROVINCE.fullmatch(modifier):
        return _province(place, match[1], ground)
    if match := _SIDES.fullmatch(modifier):
        return _beside(place, [side for side in match.groups() if side])
    return None


def _part(place: Place, direction: str, ground: Ground) -> Drawn | None:
    centre = place.footprint.point
    if place.kind == "settlement" and centre is not None:
        km = _town_km(place)
        shape, words = sector(centre, km), f"a circle of {_km(km)} around the middle of {place.name}, by its size"
    elif outline := ground.outline(place):
        shape, words = outline
    else:
        return None
    part = part_of(shape, direction)
    return Drawn(part, part_in_words(direction, words)) if part is not None else None


def _band_km(least: str | None, most: str, unit: str) -> tuple[float, float]:
    """Return the two distances that a text gives, or those around the one that it gives."""
    km = _KM_PER_UNIT[unit.replace("mile", "miles") if unit.endswith("mile") else unit]
    if least:
        return float(least) * km, float(most) * km
    return (1 - _SPREAD) * float(most) * km, (1 + _SPREAD) * float(most) * km


def _distance(
    place: Place, modifier: str, within: bool, band_km: tuple[float, float], direction: str | None, ground: Ground
) -> Drawn | None:
    centre, (least, most) = place.footprint.point, band_km
    km = (least + most) / 2
    if not 0 < km <= _FARTHEST_NEIGHBOURS_KM:
        return None
    if within and place.kind not in POINT_KINDS:
        return _around(place, km, ground)
    if centre is None or place.kind not in POINT_KINDS:
        return None
    if within:
        return Drawn(sector(centre, km), f"A circle of {_km(km)} around {place.name}.", centre)
    if direction is None:
        rule = f"A ring of {_km(least)} to {_km(most)} around {place.name}: the text does not say in which direction."
        return Drawn(sector(centre, most, least), rule, centre)
    bearing = bearing_of(direction)
    if bearing is None:
        return None
    radius = max(1.0, _COMPASS_SPREAD * km, (most - least) / 2)
    rule = f"A circle of {_km(radius)} around the point {modifier} {place.name}."
    return Drawn(sector(travel(centre, bearing, km), radius), rule)


def _near(place: Place, ground: Ground | None) -> Drawn | None:
    centre = place.footprint.point
    if place.kind in POINT_KINDS and centre is not None:
        radius = min(30.0, max(5.0, 2.5 * _town_km(place)))
        return Drawn(sector(centre, radius), f"A circle of {_km(radius)} around {place.name}, by its size.", centre)
    return _around(place, _NEAR_OUTLINE_KM, ground) if ground else None


def _around(place: Place, km: float, ground: Ground) -> Drawn | None:
    outline = ground.outline(place)
    if outline is None:
        return None
    shape = margin(outline.shape, km).difference(outline.shape)
    return Drawn(shape, f"Everything within {_km(km)} of {outline.words}, on its outside.")


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


def _beside(place: Place, directions: list[str]) -> Drawn | None:
    centre, bearings = place.footprint.point, [bearing_of(direction) for direction in directions]
    if centre is None or place.kind not in POINT_KINDS:
        return None
    town = _town_km(place)
    outer = min(60.0, max(20.0, 5 * town))
    quarters = [sector(centre, outer, town, bearing, 2 * _HALF_WIND_DEG) for bearing in bearings if bearing is not None]
    if len(quarters) < len(directions):
        return None
    what = "quarter that lies" if len(quarters) == 1 else "two quarters that lie"
    rule = f"The {what} {' and '.join(directions)} of the middle of {place.name}, up to {_km(outer)}."
    return Drawn(union_all(quarters), rule)


def _between(place: Place, other: Place | None) -> Drawn | None:
    if other is None or other.id == place.id or not {place.kind, other.kind} <= POINT_KINDS:
        return None
    start, end = place.footprint.point, other.footprint.point
    if start is None or end is None or (apart := distance_km(start, end)) > _FARTHEST_NEIGHBOURS_KM:
        return None
    width = max(2.0, 0.1 * apart)
    rule = f"A strip of {_km(width)} on both sides of the straight line between {place.name} and {other.name}."
    return Drawn(corridor(start, end, width), rule)


def _province(place: Place, direction: str, ground: Ground) -> Drawn | None:
    """ "Eastern Idlib province": the province, although "Idlib" alone may be its town."""
    unit = place if place.kind == "admin1" else ground.unit(place.admin1 or place.name, place)
    return _part(unit, direction, ground) if unit else None


def _town_km(place: Place) -> float:
    """Return about how far a town's houses reach."""
    if place.kind != "settlement" or not place.population:
        return _UNKNOWN_TOWN_KM
    return max(1.0, sqrt(place.population / _PEOPLE_PER_KM2 / pi))


def _km(km: float) -> str:
    return f"{km:.0f} km" if round(km, 1) >= 10 else f"{round(km, 1):g} km"
