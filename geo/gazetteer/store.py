"""Looking places up in the gazetteer file."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from filelock import FileLock

from geo.errors import GazetteerError
from geo.gazetteer.build import NAME_TYPES, write_gazetteer
from geo.gazetteer.sources.packages import DataPackages
from geo.model import BBox, Footprint, NameMatch, Place, Point
from geo.protocols import BaseMapLevel, Progress
from geo.text.toponym import fold, squash

_PLACE = (
    "p.number, p.id, p.name, p.kind, p.country_code, p.admin1, p.admin2, p.population,"
    " p.lat, p.lon, p.south, p.west, p.north, p.east, p.precision, p.source"
)
_BY_KEY = f"SELECT n.type, n.name, {_PLACE} FROM name n JOIN place p ON p.number = n.place WHERE n.key = ? ORDER BY n.rank, n.place"  # noqa: E501, S608
_KEPT_KEYS = 16_384


def open_gazetteer(
    cache_dir: Path, *, progress: Progress | None = None, packages: DataPackages | None = None
) -> SqliteGazetteer:
    """Open the gazetteer kept in a folder, building it first where it is missing or out of date."""
    packages = packages or DataPackages.installed()
    code = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.rglob("*.py")))
    digest = packages.digest(hashlib.sha256(code).digest())
    path = cache_dir / f"gazetteer-{digest}.sqlite"
    with FileLock(cache_dir / "gazetteer.lock"):
        if not path.exists():
            part = path.with_suffix(f".{os.getpid()}.part")
            write_gazetteer(part, packages, gazetteer_id=f"wherein-{digest}", progress=progress)
            part.replace(path)
    return SqliteGazetteer(path)


class SqliteGazetteer:
    """A gazetteer file, open for reading from any thread."""

    def __init__(self, path: Path) -> None:
        self._uri = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        self._local = threading.local()
        self._countries = dict(self._connection().execute("SELECT code, name FROM country"))
        row = self._connection().execute("SELECT value FROM meta WHERE key = 'id'").fetchone()
        if row is None:
            raise GazetteerError(f"{path} is not a whole gazetteer; delete it and it is built again")
        self._id: str = row[0]
        self._matches = lru_cache(_KEPT_KEYS)(self._read_matches)

    @property
    def id(self) -> str:
        """Name and hash of the data and the code that built it."""
        return self._id

    def lookup(self, names: Sequence[str]) -> list[tuple[NameMatch, ...]]:
        """Return the places of each name, most prominent first."""
        return [self._matches(fold(name)) for name in names]

    def area(self, place_id: str) -> str | None:
        """Return the outline of a place as the text of a GeoJSON geometry, None when there is none."""
        row = self._connection().execute("SELECT geojson FROM area WHERE place_id = ?", (place_id,)).fetchone()
        return row[0] if row else None

    def basemap(self, level: BaseMapLevel) -> str:
        """Return the world's countries as the text of a TopoJSON topology."""
        row = self._connection().execute("SELECT topojson FROM basemap WHERE level = ?", (level,)).fetchone()
        return str(row[0])

    def _read_matches(self, key: str) -> tuple[NameMatch, ...]:
        execute = self._connection().execute
        rows = execute(_BY_KEY, (key,)).fetchall()
        if not rows and key:
            squashed = squash(key)
            keys = [row[0] for row in execute("SELECT key FROM squashed WHERE squash = ?", (squashed,))]
            rows = [row for other in (squashed, *keys) for row in execute(_BY_KEY, (other,))]
        return tuple(map(self._match, rows))

    def _match(self, row: tuple) -> NameMatch:  # type: ignore[type-arg]
        (
            name_type,
            name,
            number,
            place_id,
            own,
            kind,
            code,
            admin1,
            admin2,
            population,
            lat,
            lon,
            *box,
            precision,
            source,
        ) = row
        footprint = Footprint(
            None if lat is None else Point(lat, lon),
            None if box[0] is None else BBox(*box),
            None,
            precision,
        )
        country = self._countries.get(code)
        place = Place(
            place_id or f"geonames:{number}", own, kind, code, country, admin1, admin2, population, footprint, source
        )
        return NameMatch(place, own if name is None else name, NAME_TYPES[name_type])

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._uri, uri=True)
            self._local.connection = connection
        return connection
