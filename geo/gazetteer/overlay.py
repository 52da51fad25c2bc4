"""Wherein's own tables laid over the other sources."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from geo.attribution import title_of
from geo.gazetteer.sources import curated
from geo.gazetteer.sources.record import GEONAMES_PREFIX, PlaceRecord
from geo.kinds import BROAD, SPANNING
from geo.model import BBox, Point
from geo.text.toponym import fold

_log = logging.getLogger(__name__)
_NEAR_DEGREES = 3.0


class Overlay:
    """The curated places and names that have not found their place yet.

    ``place_names`` holds the names of all curated places by id.
    """

    def __init__(self, paths: Sequence[Path], resolve: Callable[[str], str | None]) -> None:
        """Read the tables.

        Args:
            resolve: turns a country's ISO code or a unit's GeoNames code into a place id.

        Raises:
            GazetteerError: a row is malformed.
        """
        self._places = {record.id: record for record in curated.read_places(paths)}
        self.place_names = {place_id: record.name for place_id, record in self._places.items()}
        self._by_key: dict[str, list[PlaceRecord]] = {}
        for record in self._places.values():
            if record.kind in BROAD:
                for spelling in (record.name, *record.aliases):
                    self._by_key.setdefault(fold(spelling), []).append(record)
        self._names: dict[str, list[curated.CuratedName]] = {}
        for name in curated.read_names(paths):
            place_id = name.place if ":" in name.place else resolve(name.place)
            self._names.setdefault(place_id or name.place, []).append(name)

    def towns(self) -> list[PlaceRecord]:
        """Return the towns of our own whose country is known."""
        return [
            record
            for record in self._places.values()
            if record.kind == "settlement" and record.country_code and not record.id.startswith(GEONAMES_PREFIX)
        ]

    def apply(self, record: PlaceRecord) -> PlaceRecord:
        """Return a record with what the tables say of the place with its id."""
        own = self._places.pop(record.id, None)
        if own:
            record.add([record.name])
            record.name = own.name
            record.kind = own.kind
            # Such a row tells what the place is called in English: its aliases are names proper, and stand first, for
            # of a name that is given twice the first type counts.
            record.names[:0] = [(alias, "canonical") for alias in own.aliases]
            record.country_code = own.country_code or record.country_code
            record.bbox = own.bbox or record.bbox
            record.is_curated = True
            if own.point:
                record.point, record.precision, record.evidence = own.point, own.precision, own.evidence
        # In front, so that their type holds where a source has the same name in bulk.
        record.names[:0] = [(name.name, name.name_type) for name in self._names.pop(record.id, ())]
        return record

    def absorb(self, record: PlaceRecord) -> PlaceRecord | None:
        """Give the names of a broad place to the curated place that it is, and return that; None when there is none."""
        for own in self._by_key.get(fold(record.name), ()):
            if own.id != record.id and own.id in self._places and _same_place(own, record):
                own.add([record.name])
                own.names.extend(record.names)
                own.population = own.population or record.population
                own.bbox = own.bbox or record.bbox
                if record.id.startswith(GEONAMES_PREFIX):
                    own.codes += (("geonames", record.id.removeprefix(GEONAMES_PREFIX)),)
                if own.point is None and record.point:
                    own.point, own.precision = record.point, record.precision
                    own.evidence = record.evidence or title_of(record.source)
                return own
        return None

    def remaining(self) -> Iterator[PlaceRecord]:
        """Yield the places that are in no other source; log the names that found no place."""
        for record in list(self._places.values()):
            yield self.apply(_alone(record, self._places))
        for names in self._names.values():
            for name in names:
                _log.warning("%s: %r names no place that is known: %s", name.where, name.name, name.place)


def _alone(record: PlaceRecord, places: dict[str, PlaceRecord]) -> PlaceRecord:
    """Take a place off the pile, so that it is not laid over itself."""
    del places[record.id]
    return record


def _same_place(own: PlaceRecord, other: PlaceRecord) -> bool:
    """Tell whether two broad places of one name are the same: continents and blocs always, others when near."""
    if other.kind in SPANNING or own.point is None or other.point is None:
        return True
    return _inside(other.point, own.bbox) or _near(own.point, other.point)


def _inside(point: Point, box: BBox | None) -> bool:
    if box is None or not box.south <= point.lat <= box.north:
        return False
    if box.west <= box.east:
        return box.west <= point.lon <= box.east
    return point.lon >= box.west or point.lon <= box.east


def _near(a: Point, b: Point) -> bool:
    return abs(a.lat - b.lat) < _NEAR_DEGREES and abs(a.lon - b.lon) < _NEAR_DEGREES
