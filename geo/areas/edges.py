"""Borders and coasts: lines that outlines share with others or with the sea, and the sea along them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.areas.directions import part_of, wedge
from geo.areas.distances import band_km
from geo.areas.lands import shared_border
from geo.areas.outlines import Drawn, KnownWorld, Outline
from geo.areas.shapes import margin, sector
from geo.kinds import MEASURED_FROM_POINT
from geo.model import Place
from geo.phrase import Phrase

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_OFFSHORE_KM = 50
_FARTHEST_SEA_KM = 20_000  # half way round the earth


def draw_coast(place: Place, phrase: Phrase, world: KnownWorld) -> Drawn | None:
    """Return the line along which a place's land meets the sea."""
    land = _land(place, world)
    line = world.lands.coast_of(land.shape) if land else None
    if land is None or line is None:
        return None
    what = f"the coast of {place.name}" if place.kind == "country" else f"the coast in {land.words}"
    return _on_one_side(
        line, land.shape, phrase.direction, Drawn(line, f"T{what[1:]}: what of the outline is no land border.")
    )


def draw_sea(place: Place, phrase: Phrase, world: KnownWorld) -> Drawn | None:
    """Return the sea off a place: up to 50 km from it, or between two distances from it."""
    least, most = band_km(phrase) if phrase.distance else (0.0, _OFFSHORE_KM)
    if most > _FARTHEST_SEA_KM:
        return None
    centre, whole = place.footprint.point, _land(place, world)
    if whole is not None:
        land = part_of(whole.shape, phrase.directions) if phrase.directions else whole.shape
        if land is None:
            return None
        name = place.name if place.kind == "country" else whole.words
        part = f"{phrase.direction} {name}" if place.kind == "country" else f"the {phrase.direction} part of {name}"
        reach, of = margin(land, most), part if phrase.directions else name
        if least:
            reach = reach.difference(margin(whole.shape, least))
    elif centre is not None and place.kind in MEASURED_FROM_POINT:
        reach, of = sector(centre, most, least), place.name
    else:
        return None
    sea = world.lands.without_land(reach)
    how_far = f"between {least:.0f} and {most:.0f} km from" if least else f"within {most:.0f} km of"
    return Drawn(sea, f"The sea {how_far} {of}.") if sea is not None else None


def draw_land_borders(place: Place, phrase: Phrase, world: KnownWorld) -> Drawn | None:
    """Return the lines along which a country meets any other."""
    if place.kind != "country" or not place.country_code:
        return None
    line, land = world.lands.border_of(place.country_code), world.lands.country(place.country_code)
    rule = f"All land borders of {place.name}: the text does not say which is meant."
    if line is None or land is None:
        return None
    return _on_one_side(line, land, phrase.direction, Drawn(line, rule))


def draw_border(place: Place, other: Place, world: KnownWorld) -> Drawn | None:
    """Return the line that two places share."""
    one, two = _land(place, world), _land(other, world)
    line = shared_border(one.shape, two.shape) if one and two else None
    approximate = "approximate " if one and two and "approximate" in f"{one.words} {two.words}" else ""
    rule = f"The line that the {approximate}outlines of {place.name} and {other.name} share."
    return Drawn(line, rule) if line is not None else None


def _on_one_side(line: BaseGeometry, land: BaseGeometry, direction: str, whole: Drawn) -> Drawn | None:
    """Return what of a line lies on one side of the land's middle."""
    if not direction:
        return whole
    side = wedge(land, direction)
    part = line.intersection(side) if side is not None else None
    what = whole.rule.partition(":")[0]
    where = direction.removesuffix("ern")
    return Drawn(part, f"{what}, to the {where} of its middle.") if part is not None and part.length else None


def _land(place: Place, world: KnownWorld) -> Outline | None:
    """Return a place's outline: a country's from the base map, whose neighbours share their borders."""
    if place.kind != "country":
        has_land = place.kind != "water" and place.kind not in MEASURED_FROM_POINT
        return world.outline(place) if has_land else None
    shape = world.lands.country(place.country_code)
    return Outline(shape, f"the outline of {place.name}") if shape is not None else None
