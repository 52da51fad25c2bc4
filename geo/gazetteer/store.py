"""Looking places up in the gazetteer file."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from rapidfuzz import fuzz, process

from geo.errors import GazetteerError
from geo.gazetteer.built_once import ensure_built
from geo.gazetteer.file import NO_SENSE, GazetteerFile
from geo.gazetteer.frozen import maker
from geo.gazetteer.sources.packages import DataPackages
from geo.gazetteer.sources.record import GEONAMES_PREFIX
from geo.gazetteer.writing import NAME_TYPES
from geo.model import Area, BBox, Footprint, NameMatch, Place, PlaceKind, Point, Precision
from geo.protocols import BaseMapLevel, Progress
from geo.text.toponym import fold, squash

_PLACE = (
    "p.number, p.id, p.name, p.kind, p.country_code, p.admin1, p.admin2, p.population,"
    " p.lat, p.lon, p.south, p.west, p.north, p.east, p.precision, p.origin, p.codes"
)
# The columns are constants of this module.
_BY_KEY = f"SELECT n.type, n.name, {_PLACE} FROM name n JOIN place p ON p.number = n.place WHERE n.key = ? ORDER BY n.rank, n.place"  # noqa: E501, S608
_BY_NUMBER = f"SELECT 0, NULL, {_PLACE} FROM place p WHERE p.number = ?"  # noqa: S608
_BY_ID = f"SELECT 0, NULL, {_PLACE} FROM place p WHERE p.id = ?"  # noqa: S608
_SQUASHED = "SELECT key FROM squashed WHERE squash = ?"
_TOWNS = (
    "SELECT kind, number, admin1, lat, lon FROM place WHERE country_code = ? AND lat IS NOT NULL"
    " AND (kind = 'country' OR kind = 'settlement' AND admin1 IS NOT NULL AND precision = 'exact')"
)
_BLOCK = "SELECT DISTINCT key FROM name WHERE key >= ? AND key < ?"

_log = logging.getLogger(__name__)
_place, _footprint = maker(Place), maker(Footprint)  # the costliest part of a lookup
_KINDS, _PRECISIONS = frozenset(get_args(PlaceKind)), frozenset(get_args(Precision))
_KEPT_KEYS = 16_384
_KEPT_COUNTRIES = 64
# In short names a doubled letter makes another name: "State" is not Statte.
_LEAST_SQUASHED_CHARS = 6
_BLOCK_LETTERS = 2
_LEAST_SIMILARITY = 75
_LAST_CODE_POINT = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class GazetteerInfo:
    """What a gazetteer file holds, and where it is.

    Attributes:
        names: number of name-place pairs.
        kinds, sources, name_types: how many there are of each.
        versions: of the data packages it was built from.
        built: ISO 8601 date and time, UTC.
        note: what the user should know of the file, "" for nothing.
    """

    path: Path
    size_bytes: int
    places: int
    names: int
    kinds: Mapping[str, int]
    sources: Mapping[str, int]
    name_types: Mapping[str, int]
    versions: tuple[tuple[str, str], ...]
    built: str
    note: str


def open_gazetteer(
    cache_dir: Path, *, progress: Progress | None = None, packages: DataPackages | None = None
) -> SqliteGazetteer:
    """Open the gazetteer kept in a folder, building it first (about 25 s) where it is missing or out of date.

    Processes that start together build it once. A damaged file is set aside as ``*.corrupt-N``. Where the folder cannot
    be written, the gazetteer is built into the system's folder for temporary files, and `SqliteGazetteer.info` says so.

    Args:
        packages: the data to build it from; None for what is installed.

    Raises:
        GazetteerError: a data package is missing or malformed, or there is no room for the file anywhere.
        Cancelled: ``progress`` raised it.
    """
    packages = packages or DataPackages.installed()
    path, note = ensure_built(cache_dir, packages, progress)
    try:
        return SqliteGazetteer(path, note=note, puts_aside=True)
    except GazetteerError as error:
        if path.exists():
            raise
        _log.warning("%s", error)
    path, note = ensure_built(cache_dir, packages, progress)
    return SqliteGazetteer(path, note=note, puts_aside=True)


class SqliteGazetteer:
    """A gazetteer file, open for reading from any thread.

    Every method raises `GazetteerError` where the file turns out to be damaged.
    """

    def __init__(self, path: Path, *, note: str = "", puts_aside: bool = False) -> None:
        """Open a file that `open_gazetteer` built; ``puts_aside`` as in `GazetteerFile`."""
        self._file = GazetteerFile(path, puts_aside=puts_aside)
        self._note = note
        rows = self._file.rows
        self._countries: dict[str, str] = dict(rows("SELECT code, name FROM country"))
        origins = rows("SELECT number, source, evidence FROM origin")
        self._origins: dict[int, tuple[str, str]] = {number: (source, said) for number, source, said in origins}
        self._meta: dict[str, str] = dict(rows("SELECT key, value FROM meta"))
        if not (self._countries and self._origins and "id" in self._meta and rows("SELECT 1 FROM name LIMIT 1")):
            raise self._file.damaged(LookupError("rows are missing"))
        self._basemap = lru_cache(None)(self._read_basemap)
        self._matches = lru_cache(_KEPT_KEYS)(self._read_matches)
        self._units = lru_cache(_KEPT_COUNTRIES)(self._draw_units)

    @property
    def id(self) -> str:
        """Name and hash of the data and the code that built it."""
        return self._meta["id"]

    def lookup(self, names: Sequence[str]) -> list[tuple[NameMatch, ...]]:
        """Return the places of each name, most prominent first; same length and order; () when none has it.

        Prominence is explained in `geo.gazetteer.prominence`.
        """
        return [self._matches(fold(name)) for name in names]

    def place(self, place_id: str) -> Place | None:
        """Return the place with an id, None when there is none."""
        if place_id.startswith(GEONAMES_PREFIX):
            number = place_id.removeprefix(GEONAMES_PREFIX)
            query, key = _BY_NUMBER, int(number) if number.isascii() and number.isdigit() else -1
        else:
            query, key = _BY_ID, place_id  # type: ignore[assignment]
        rows = self._file.rows(query, (key,))
        return self._match(rows[0]).place if rows else None

    def search(self, text: str, limit: int = 10) -> tuple[NameMatch, ...]:
        """Return places whose names are like a text: first those that have it, then those spelt much like it.

        A misspelt name is found when its first two letters are right.
        """
        key = fold(text)
        found: dict[str, NameMatch] = {match.place.id: match for match in reversed(self._matches(key))}
        found = dict(reversed(found.items()))
        if len(found) < limit and len(key) > _BLOCK_LETTERS:
            block = key[:_BLOCK_LETTERS]
            keys = [row[0] for row in self._file.rows(_BLOCK, (block, block + _LAST_CODE_POINT))]
            similar = process.extract(key, keys, scorer=fuzz.ratio, limit=limit + 1, score_cutoff=_LEAST_SIMILARITY)
            for other, _, _ in similar:
                for match in self._matches(other):
                    found.setdefault(match.place.id, match)
        return tuple(found.values())[:limit]

    def area(self, place_id: str) -> Area | None:
        """Return the outline of a country, sea, state or province.

        Those of states and provinces are approximate (`geo.gazetteer.drawn_outlines`), and say so in their rule.
        """
        area = self._stored_area(place_id)
        if area is None and (place := self.place(place_id)) and place.kind == "admin1" and place.country_code:
            return self._units(place.country_code).get(place.name)
        return Area(area) if area else None

    def basemap(self, level: BaseMapLevel) -> str:
        """Return the world's countries as the text of a TopoJSON topology."""
        return self._basemap(level)

    def info(self) -> GazetteerInfo:
        """Return what the file holds."""
        try:
            counts: dict[str, dict[str, int]] = json.loads(self._meta["counts"])
            return GazetteerInfo(
                path=self._file.path,
                size_bytes=self._file.path.stat().st_size,
                places=sum(counts["kinds"].values()),
                names=sum(counts["name_types"].values()),
                kinds=counts["kinds"],
                sources=counts["sources"],
                name_types=counts["name_types"],
                versions=tuple((package, version) for package, version in json.loads(self._meta["versions"])),
                built=self._meta["built"],
                note=self._note,
            )
        except NO_SENSE as error:
            raise self._file.damaged(error) from error

    def _read_basemap(self, level: BaseMapLevel) -> str:
        try:
            topojson: str = self._file.rows("SELECT topojson FROM basemap WHERE level = ?", (level,))[0][0]
            json.loads(topojson)["objects"]
        except NO_SENSE as error:
            raise self._file.damaged(error) from error
        return topojson

    def _stored_area(self, place_id: str) -> str | None:
        for (geojson,) in self._file.rows("SELECT geojson FROM area WHERE place_id = ?", (place_id,)):
            try:
                json.loads(geojson)["coordinates"]
            except NO_SENSE as error:
                raise self._file.damaged(error) from error
            return str(geojson)
        return None

    def _draw_units(self, country_code: str) -> dict[str, Area]:
        """Return the outlines of a country's states or provinces by name, drawn in 10 ms to 1 s."""
        from geo.gazetteer.drawn_outlines import Town, unit_outlines

        country, towns = None, []
        for kind, number, admin1, lat, lon in self._file.rows(_TOWNS, (country_code,)):
            if kind == "country":
                country = self._stored_area(f"{GEONAMES_PREFIX}{number}")
            else:
                towns.append(Town(admin1, lat, lon))
        return unit_outlines(towns, country) if country and towns else {}

    def _read_matches(self, key: str) -> tuple[NameMatch, ...]:
        if not key:
            return ()
        rows = self._file.rows(_BY_KEY, (key,))
        if not rows:
            squashed = squash(key)
            closed = key.replace(" ", "")
            keys = [squashed, *(row[0] for row in self._file.rows(_SQUASHED, (squashed,)))]
            if len(squashed) < _LEAST_SQUASHED_CHARS:
                keys = [other for other in keys if other.replace(" ", "") == closed]
            rows = [row for other in keys for row in self._file.rows(_BY_KEY, (other,))]
        return tuple(map(self._match, rows))

    def _match(self, row: tuple[Any, ...]) -> NameMatch:
        try:
            return self._made(row)
        except NO_SENSE as error:
            raise self._file.damaged(error) from error

    def _made(self, row: tuple[Any, ...]) -> NameMatch:
        (
            name_type, name, number, place_id, own_name, kind, code, admin1, admin2, population,
            lat, lon, south, west, north, east, precision, origin, codes,
        ) = row  # fmt: skip
        source, evidence = self._origins[origin]
        if kind not in _KINDS or precision not in _PRECISIONS or not (population is None or population >= 0):
            raise ValueError(f"no place is like number {number}")
        footprint = _footprint(
            None if lat is None else Point(lat, lon),
            None if south is None else BBox(south, west, north, east),
            None,
            precision,
            None,
        )
        place = _place(
            place_id or f"{GEONAMES_PREFIX}{number}",
            own_name,
            kind,
            code,
            self._countries.get(code),
            admin1,
            admin2,
            population,
            footprint,
            source,
            evidence,
            _codes(number, codes),
        )
        return NameMatch(place, name or own_name, NAME_TYPES[name_type])


def _codes(number: int, others: str | None) -> tuple[tuple[str, str], ...]:
    """Return the codes of a place by its number in the file and what stands there of other schemes."""
    codes = [("geonames", str(number))] if number > 0 else []
    if others is None:
        return tuple(codes)
    for other in others.split(" "):
        scheme, _, code = other.partition(":")
        codes.append((scheme, code))
    return tuple(codes)
