"""Drawing what the modifiers of mentions mean, with the rule by which it was drawn."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from geo.areas.directions import is_direction, part_of
from geo.areas.phrases import draw_phrase
from geo.code_digest import code_digest
from geo.model import BBox, Footprint, Place, Point, Resolution
from geo.protocols import Gazetteer
from geo.text.toponym import fold

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.areas.lands import Lands

_CERTAINTY = 0.97  # of a vague place as against its anchor: the phrase may have been misread


class AreaDrawing:
    """Gives each resolution whose mention has a modifier the footprint that is meant. Safe to share.

    The place stays: it is the anchor from which the area is drawn. The rule stands in the area itself, as the
    member "rule" of its GeoJSON, and in the resolution's note. Where a phrase cannot be drawn there is no footprint.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Draw by the outlines of a gazetteer."""
        self.id = f"areas-{code_digest(Path(__file__).parent)}"
        self._gazetteer = gazetteer

    def draw(self, resolutions: Sequence[Resolution]) -> tuple[Resolution, ...]:
        """Return the resolutions of one document with their footprints; same length and order."""
        return tuple(self._drawn(resolution, resolutions) if resolution.mention.modifier else resolution
                     for resolution in resolutions)  # fmt: skip

    def outline(self, place: Place) -> BaseGeometry | None:
        """Return a place's outline, None where the gazetteer has none."""
        import shapely

        area = self._gazetteer.area(place.id)
        return shapely.make_valid(shapely.from_geojson(area)) if area else None

    @cached_property
    def lands(self) -> Lands:
        """The lands of the base map, read when a border or a coast is first asked for."""
        from geo.areas.lands import Lands

        return Lands(self._gazetteer.basemap("50m"))

    def unit(self, name: str, inside: Place) -> Place | None:
        """Return the state or province of a name in a place's country."""
        for match in self._gazetteer.lookup([name])[0]:
            if match.place.kind == "admin1" and match.place.country_code == inside.country_code:
                return match.place
        return None

    def _drawn(self, resolution: Resolution, document: Sequence[Resolution]) -> Resolution:
        place, modifier = resolution.place, resolution.mention.modifier
        if place is None or not modifier:
            return resolution
        if is_direction(modifier):
            footprint, certainty = part_of(place, modifier, self._gazetteer.area(place.id)), 1.0
        else:
            footprint, certainty = self._phrase(place, modifier, resolution, document), _CERTAINTY
        if footprint is None:
            return resolution
        rule = json.loads(footprint.area or "{}").get("rule", "")
        return replace(
            resolution,
            footprint=footprint,
            note=f"{resolution.note} {rule}".strip(),
            confidence=None if resolution.confidence is None else resolution.confidence * certainty,
        )

    def _phrase(
        self, place: Place, modifier: str, resolution: Resolution, document: Sequence[Resolution]
    ) -> Footprint | None:
        def other(name: str) -> Place | None:
            named = [r for r in document if r.place and fold(name) in {fold(r.mention.surface), fold(r.place.name)}]
            named.sort(key=lambda r: abs(r.mention.start - resolution.mention.end))
            if named:
                return named[0].place
            return next((match.place for match in self._gazetteer.lookup([name])[0]), None)

        drawn = draw_phrase(place, modifier, self, other)
        if drawn is None and (town := _town_of_the_name(resolution)):
            drawn = draw_phrase(town, modifier, self, other)
        return footprint_of(drawn.shape, drawn.rule, drawn.point) if drawn else None


def _town_of_the_name(resolution: Resolution) -> Place | None:
    """Return the town in a province of the same name: "50 km east of Gao" is counted from it."""
    place = resolution.place
    for candidate in resolution.candidates if place and place.kind == "admin1" else ():
        town = candidate.place
        if town.kind == "settlement" and (town.country_code, town.admin1) == (place.country_code, place.admin1):  # type: ignore[union-attr]
            return town
    return None


def footprint_of(shape: BaseGeometry, rule: str, point: Point | None = None) -> Footprint | None:
    """Return a shape as a footprint whose area carries its rule; None where nothing of the shape is left.

    Args:
        point: where the pin stands; None puts it in the middle of the shape, and on it.
    """
    import shapely

    from geo.areas.shapes import on_the_globe

    if shape.is_empty:
        return None
    point = point or _middle(shape)
    shape = on_the_globe(shape)
    if shape.is_empty:
        return None
    west, south, east, north = shape.bounds
    area = json.dumps({**json.loads(shapely.to_geojson(shape)), "rule": rule}, ensure_ascii=False)
    return Footprint(point, BBox(south, west, north, east), area, "centroid")


def _middle(shape: BaseGeometry) -> Point:
    """Return a point in the middle of a shape and on it, looked for before the antimeridian cuts the shape."""
    middle = shape.centroid
    if not shape.covers(middle):
        is_line = shape.geom_type == "LineString"
        middle = shape.interpolate(0.5, normalized=True) if is_line else shape.representative_point()
    return Point(middle.y, (middle.x + 180) % 360 - 180)
