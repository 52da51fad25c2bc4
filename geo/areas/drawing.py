"""Drawing what the phrases of mentions mean, with the rule by which it was drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from geo.areas.outlines import POINT_KINDS, Drawn, Outline
from geo.areas.phrases import draw_phrase
from geo.globe import on_earth
from geo.model import BBox, Candidate, Footprint, Place, Point, Resolution, Resolved
from geo.phrase import Phrase
from geo.protocols import Gazetteer
from geo.text.toponym import fold
from geo.version import parsing_version

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.areas.lands import Lands

_KEPT = 256
_CERTAINTY = 0.97  # of a vague place as against its anchor: the phrase may have been misread


class AreaDrawing:
    """Gives each resolution whose mention has a phrase the footprint that is meant. Safe to share.

    The place stays: it is the anchor from which the area is drawn. The rule stands in the footprint and in
    the resolution's note. Where a phrase cannot be drawn there is no footprint.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Draw by the outlines of a gazetteer."""
        self.id = f"areas-{parsing_version()}"
        self._gazetteer = gazetteer
        # What a phrase means beside a place is the same in every document, and texts repeat themselves.
        self._draw = lru_cache(maxsize=_KEPT)(self._draw_anew)
        self._outlines = lru_cache(maxsize=_KEPT)(self._read_outline)

    def draw(self, resolved: Resolved) -> Resolved:
        """Return what was found in one document with the footprints of its mentions; all else as it is."""
        drawn = tuple(self._drawn(r, resolved) if r.mention.phrase else r for r in resolved.resolutions)
        return resolved._replace(resolutions=drawn)

    def outline(self, place: Place) -> Outline | None:
        """Return a place's outline, else the land or water in its box; None where nothing is known of its extent."""
        return self._outlines(place)

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

    def _drawn(self, resolution: Resolution, resolved: Resolved) -> Resolution:
        place, phrase = resolution.place, resolution.mention.phrase
        if place is None or phrase is None:
            return resolution
        other = self._other(phrase.other, resolution, resolved.resolutions) if phrase.other else None
        footprint = self._draw(place, phrase, other)
        if footprint is None and (town := _town_of_the_name(place, resolved.candidates(resolution))):
            footprint = self._draw(town, phrase, other)
        if footprint is None:
            return resolution
        certainty = 1.0 if phrase.is_part else _CERTAINTY
        return replace(
            resolution,
            footprint=footprint,
            note=f"{resolution.note} {footprint.rule}".strip(),
            confidence=None if resolution.confidence is None else resolution.confidence * certainty,
        )

    def _other(self, name: str, resolution: Resolution, document: Sequence[Resolution]) -> Place | None:
        """Return the place of a name as the nearest mention in the document has it, else as the gazetteer does."""
        named = [r for r in document if r.place and fold(name) in {fold(r.mention.surface), fold(r.place.name)}]
        if named:
            return min(named, key=lambda r: abs(r.mention.start - resolution.mention.end)).place
        return next((match.place for match in self._gazetteer.lookup([name])[0]), None)

    def _draw_anew(self, place: Place, phrase: Phrase, other: Place | None) -> Footprint | None:
        drawn = draw_phrase(place, phrase, self, other)
        return footprint_of(drawn) if drawn else None

    def _read_outline(self, place: Place) -> Outline | None:
        import shapely

        from geo.areas.shapes import unwrapped

        if area := self._gazetteer.area(place.id):
            shape = unwrapped(shapely.make_valid(shapely.from_geojson(area.geometry)))
            return Outline(shape, f"the {'approximate ' if area.rule else ''}outline of {place.name}")
        box = place.footprint.bbox
        # A box across the antimeridian would come out as its complement.
        if box is None or box.west > box.east or place.kind in POINT_KINDS:
            return None
        shape, words = shapely.box(box.west, box.south, box.east, box.north), f"the box that holds {place.name}"
        land = self.lands.inside(shape) if place.kind != "water" else None
        return Outline(land, f"the land in {words}") if land else Outline(shape, words)


def _town_of_the_name(place: Place, candidates: Sequence[Candidate]) -> Place | None:
    """Return the town in a province of the same name: "50 km east of Gao" is counted from it."""
    for candidate in candidates if place.kind == "admin1" else ():
        town = candidate.place
        if town.kind == "settlement" and (town.country_code, town.admin1) == (place.country_code, place.admin1):
            return town
    return None


def footprint_of(drawn: Drawn) -> Footprint | None:
    """Return what was drawn as a footprint; None where nothing of the shape is left."""
    import shapely

    from geo.areas.shapes import on_the_globe

    if drawn.shape.is_empty:
        return None
    point = drawn.point or _middle(drawn.shape)
    shape = on_the_globe(drawn.shape)
    if shape.is_empty:
        return None
    west, south, east, north = shape.bounds
    return Footprint(point, BBox(south, west, north, east), shapely.to_geojson(shape), "centroid", drawn.rule)


def _middle(shape: BaseGeometry) -> Point:
    """Return a point in the middle of a shape and on it, looked for before the antimeridian cuts the shape."""
    middle = shape.centroid
    if not shape.covers(middle):
        import shapely

        largest = max(shapely.get_parts(shape), key=lambda part: (part.area, part.length))
        is_line = largest.geom_type == "LineString"
        middle = largest.interpolate(0.5, normalized=True) if is_line else largest.representative_point()
    return on_earth(middle.y, middle.x)
