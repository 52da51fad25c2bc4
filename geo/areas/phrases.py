"""The shape of each phrase that can be drawn."""

from __future__ import annotations

from math import pi, sqrt

from shapely import union_all

from geo.areas.directions import part_in_words, part_of
from geo.areas.distances import band_km, in_km
from geo.areas.edges import draw_border, draw_coast, draw_land_borders, draw_sea
from geo.areas.outlines import Drawn, KnownWorld
from geo.areas.shapes import corridor, margin, sector
from geo.globe import distance_km, on_earth, travel
from geo.kinds import MEASURED_FROM_POINT, TOWNS
from geo.lexicon.winds import bearing_of
from geo.model import Place
from geo.phrase import Phrase

_PEOPLE_PER_KM2 = 5_000  # of a town's built-up ground
_UNKNOWN_TOWN_KM = 2.0
_COMPASS_SPREAD = 0.3  # "east" may be some 17 degrees off, and distances are rounded
_NEAR_OUTLINE_KM = 25
_HALF_WIND_DEG = 45
_FARTHEST_NEIGHBOURS_KM = 1_000


def draw_phrase(place: Place, phrase: Phrase, world: KnownWorld, other: Place | None) -> Drawn | None:
    """Return what a phrase means around a place, None where it means nothing that can be drawn.

    Args:
        other: the second place of a phrase that has two.
    """
    match phrase.relation:
        case "part":
            return _part(place, phrase, world)
        case "part_of_unit":
            return _part_of_unit(place, phrase, world)
        case "near" | "around":
            return _near(place, world)
        case "area":
            return _near(place, None)
        case "outside" | "outskirts" | "countryside":
            return _belt(place, phrase)
        case "at_distance":
            return _at_distance(place, phrase)
        case "within":
            return _within(place, phrase, world)
        case "beside":
            return _beside(place, phrase)
        case "between":
            return _between(place, other) if other else None
        case "shared_border":
            return draw_border(place, other, world) if other else None
        case "borders":
            return draw_land_borders(place, phrase, world)
        case "coast":
            return draw_coast(place, phrase, world)
        case "sea":
            return draw_sea(place, phrase, world)


def _part(place: Place, phrase: Phrase, world: KnownWorld) -> Drawn | None:
    centre = place.footprint.point
    if place.kind == "settlement" and centre is not None:
        km = _town_km(place)
        shape, words = sector(centre, km), f"a circle of {in_km(km)} around the middle of {place.name}, by its size"
    elif outline := world.outline(place):
        shape, words = outline
    else:
        return None
    part = part_of(shape, phrase.directions)
    return Drawn(part, part_in_words(phrase.directions, words)) if part is not None else None


def _part_of_unit(place: Place, phrase: Phrase, world: KnownWorld) -> Drawn | None:
    """ "Eastern Idlib province": the province, although "Idlib" alone may be its town."""
    unit = place if place.kind == "admin1" else world.unit(place.admin1 or place.name, place)
    return _part(unit, phrase, world) if unit else None


def _at_distance(place: Place, phrase: Phrase) -> Drawn | None:
    centre, (least, most) = place.footprint.point, band_km(phrase)
    km = (least + most) / 2
    if not 0 < km <= _FARTHEST_NEIGHBOURS_KM or centre is None or place.kind not in MEASURED_FROM_POINT:
        return None
    if not phrase.directions:
        rule = (
            f"A ring of {in_km(least)} to {in_km(most)} around {place.name}: the text does not say in which direction."
        )
        return Drawn(sector(centre, most, least), rule, centre)
    bearing = bearing_of(phrase.direction)
    if bearing is None:
        return None
    radius = max(1.0, _COMPASS_SPREAD * km, (most - least) / 2)
    rule = f"A circle of {in_km(radius)} around the point {phrase.with_name(place.name)}."
    return Drawn(sector(on_earth(*travel(centre, bearing, km)), radius), rule)


def _within(place: Place, phrase: Phrase, world: KnownWorld) -> Drawn | None:
    centre, km = place.footprint.point, sum(band_km(phrase)) / 2
    if not 0 < km <= _FARTHEST_NEIGHBOURS_KM:
        return None
    if place.kind not in MEASURED_FROM_POINT:
        return _around(place, km, world)
    return Drawn(sector(centre, km), f"A circle of {in_km(km)} around {place.name}.", centre) if centre else None


def _near(place: Place, world: KnownWorld | None) -> Drawn | None:
    centre = place.footprint.point
    if place.kind in MEASURED_FROM_POINT and centre is not None:
        radius = min(30.0, max(5.0, 2.5 * _town_km(place)))
        return Drawn(sector(centre, radius), f"A circle of {in_km(radius)} around {place.name}, by its size.", centre)
    return _around(place, _NEAR_OUTLINE_KM, world) if world else None


def _around(place: Place, km: float, world: KnownWorld) -> Drawn | None:
    outline = world.outline(place)
    if outline is None:
        return None
    shape = margin(outline.shape, km).difference(outline.shape)
    return Drawn(shape, f"Everything within {in_km(km)} of {outline.words}, on its outside.")


def _belt(place: Place, phrase: Phrase) -> Drawn | None:
    """A ring round a town: how wide depends on what it is called and on how large the town is."""
    centre = place.footprint.point
    if centre is None or place.kind not in TOWNS:
        return None
    town = _town_km(place)
    outer = {
        "outskirts": max(town + 2, 2 * town),
        "outside": max(town + 8, 2.5 * town),
        "countryside": min(60.0, max(25.0, 4 * town)),
    }[phrase.relation]
    ring = f"ring of {in_km(town)} to {in_km(outer)} around the middle of {place.name}"
    if not phrase.directions:
        return Drawn(sector(centre, outer, town), f"A {ring}, by its number of inhabitants.", centre)
    bearing = bearing_of(phrase.direction)
    if bearing is None:
        return None
    quarter = sector(centre, outer, town, bearing, 2 * _HALF_WIND_DEG)
    return Drawn(quarter, f"The {phrase.direction} quarter of a {ring}.")


def _beside(place: Place, phrase: Phrase) -> Drawn | None:
    centre, bearings = place.footprint.point, [bearing_of(direction) for direction in phrase.directions]
    if centre is None or place.kind not in MEASURED_FROM_POINT:
        return None
    town = _town_km(place)
    outer = min(60.0, max(20.0, 5 * town))
    quarters = [sector(centre, outer, town, bearing, 2 * _HALF_WIND_DEG) for bearing in bearings if bearing is not None]
    if len(quarters) < len(bearings):
        return None
    what = "quarter that lies" if len(quarters) == 1 else "two quarters that lie"
    rule = f"The {what} {phrase.direction} of the middle of {place.name}, up to {in_km(outer)}."
    return Drawn(union_all(quarters), rule)


def _between(place: Place, other: Place) -> Drawn | None:
    if other.id == place.id or not {place.kind, other.kind} <= MEASURED_FROM_POINT:
        return None
    start, end = place.footprint.point, other.footprint.point
    if start is None or end is None or (apart := distance_km(start, end)) > _FARTHEST_NEIGHBOURS_KM:
        return None
    width = max(2.0, 0.1 * apart)
    rule = f"A strip of {in_km(width)} on both sides of the straight line between {place.name} and {other.name}."
    return Drawn(corridor(start, end, width), rule)


def _town_km(place: Place) -> float:
    """Return about how far a town's houses reach."""
    if place.kind != "settlement" or not place.population:
        return _UNKNOWN_TOWN_KM
    return max(1.0, sqrt(place.population / _PEOPLE_PER_KM2 / pi))
