"""Drawing what the phrases of mentions mean, with the rule by which it was drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from geo.areas.mentioned_places import MentionedPlaces
from geo.areas.outlines import Drawn, Outline
from geo.areas.phrases import draw_phrase
from geo.globe import on_earth
from geo.kinds import MEASURED_FROM_POINT
from geo.model import BBox, Candidate, Footprint, Place, Point, Resolution, Resolved
from geo.phrase import Phrase
from geo.protocols import Gazetteer, Progress
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

    def draw(self, resolved: Resolved, *, progress: Progress | None = None) -> Resolved:
        """Return what was found in one document with the footprints of its mentions; all else as it is.

        A phrase beside a place is drawn once, however often it stands in the document.
        """
        places = MentionedPlaces(resolved.resolutions)
        footprints: dict[tuple[str, Phrase, str | None, int | None], Footprint | None] = {}
        drawn = list(resolved.resolutions)
        for index, resolution in enumerate(drawn):
            place, phrase = resolution.place, resolution.mention.phrase
            if place is None or phrase is None:
                continue
            other = self._other(phrase.other, resolution.mention.end, places) if phrase.other else None
            key = place.id, phrase, other.id if other else None, resolution.reading
            if key not in footprints:
                if progress:
                    progress("Drawing areas", index / len(drawn))
                footprints[key] = self._footprint(place, phrase, other, resolved.candidates(resolution))
            if footprint := footprints[key]:
                drawn[index] = _with_footprint(resolution, phrase, footprint)
        return resolved._replace(resolutions=tuple(drawn))

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

    def _other(self, name: str, offset: int, places: MentionedPlaces) -> Place | None:
        """Return the place of a name as the nearest mention in the document has it, else as the gazetteer does."""
        nearest = places.nearest(name, offset)
        return nearest or next((match.place for match in self._gazetteer.lookup([name])[0]), None)

    def _footprint(
        self, place: Place, phrase: Phrase, other: Place | None, candidates: Sequence[Candidate]
    ) -> Footprint | None:
        footprint = self._draw(place, phrase, other)
        if footprint is None and (town := _town_of_the_name(place, candidates)):
            return self._draw(town, phrase, other)
        return footprint

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
        if box is None or box.west > box.east or place.kind in MEASURED_FROM_POINT:
            return None
        shape, words = shapely.box(box.west, box.south, box.east, box.north), f"the box that holds {place.name}"
        land = self.lands.inside(shape) if place.kind != "water" else None
        return Outline(land, f"the land in {words}") if land else Outline(shape, words)


def _with_footprint(resolution: Resolution, phrase: Phrase, footprint: Footprint) -> Resolution:
    certainty = 1.0 if phrase.is_part else _CERTAINTY
    return replace(
        resolution,
        footprint=footprint,
        note=f"{resolution.note} {footprint.rule}".strip(),
        confidence=None if resolution.confidence is None else resolution.confidence * certainty,
    )


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
