"""Wherein's own tables: places, demonyms and abbreviations that no package has.

Every ``*.csv`` file of the folder holds places (columns `PLACE_COLUMNS`), but for ``demonyms.csv``,
``abbreviations.csv`` and ``sources.csv``, which spells out the sources that the rows of all others cite by their keys.
A cell that is not known is empty; aliases, and the names that are none, are separated by ``|``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, get_args

from geo.errors import GazetteerError, UsageError
from geo.gazetteer.sources.record import PlaceRecord
from geo.model import BBox, NameType, PlaceKind, Point

SOURCE = "wherein"
PLACE_COLUMNS = (
    "id", "name", "aliases", "kind", "lat", "lon", "south", "west", "north", "east", "country_code", "source",
    "remark", "not_alone",
)  # fmt: skip

_DEMONYMS = "demonyms.csv"
_ABBREVIATIONS = "abbreviations.csv"
_SOURCES = "sources.csv"
_SPECIAL = frozenset({_DEMONYMS, _ABBREVIATIONS, _SOURCES})
_STYLES = ("AP", "postal", "common")
_RIVER = re.compile(r"River (?P<after>.+)|(?P<before>.+) River")
_LAKE = re.compile(r"Lake (?P<after>(?!of ).+)(?P<before>)")


class CuratedName(NamedTuple):
    """A name for a place of another source.

    ``place`` is a place id, an ISO 3166-1 alpha-2 code, or GeoNames' code of a first-level unit ("US.TX").
    ``where`` tells file and line.
    """

    name: str
    name_type: NameType
    place: str
    where: str


def read_places(paths: Sequence[Path]) -> Iterator[PlaceRecord]:
    """Yield the places of every table but the special ones.

    Raises:
        GazetteerError: a row is malformed, or an id stands twice; file and line are named.
    """
    seen: dict[str, str] = {}
    sources = _sources(paths)
    for path in paths:
        if path.name in _SPECIAL:
            continue
        for where, row in _rows(path, PLACE_COLUMNS):
            record = _place(row, _cited(row, sources, where), where)
            if record.id in seen:
                raise GazetteerError(f"{where}: the id {record.id} stands already in {seen[record.id]}")
            seen[record.id] = where
            yield record


def read_names(paths: Sequence[Path]) -> Iterator[CuratedName]:
    """Yield the demonyms and abbreviations.

    Raises:
        GazetteerError: a row is malformed; file and line are named.
    """
    sources = _sources(paths)
    for path in paths:
        if path.name == _DEMONYMS:
            for where, row in _rows(path, ("demonym", "place", "source")):
                _cited(row, sources, where)
                yield CuratedName(row["demonym"], "demonym", row["place"], where)
        elif path.name == _ABBREVIATIONS:
            for where, row in _rows(path, ("abbreviation", "place", "style", "source")):
                _cited(row, sources, where)
                if row["style"] not in _STYLES:
                    raise GazetteerError(f"{where}: the style {row['style']!r} is none of {', '.join(_STYLES)}")
                yield CuratedName(row["abbreviation"], "abbreviation", row["place"], where)


def _sources(paths: Iterable[Path]) -> Mapping[str, str]:
    """Return what the sources' keys stand for."""
    return {
        row["key"]: row["evidence"]
        for path in paths
        if path.name == _SOURCES
        for _, row in _rows(path, ("key", "evidence"))
    }


def _cited(row: Mapping[str, str], sources: Mapping[str, str], where: str) -> str:
    """Return what a row rests on, spelt out."""
    key = row["source"]
    if key not in sources:
        raise GazetteerError(f"{where}: the source {key!r} is none of those in {_SOURCES}")
    return sources[key]


def _rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        try:
            if tuple(reader.fieldnames or ()) != tuple(columns):
                raise GazetteerError(f"{path.name}: the first line must be {','.join(columns)}")
            for row in reader:
                where = f"{path.name} line {reader.line_num}"
                if None in row or None in row.values():
                    raise GazetteerError(f"{where}: it must have {len(columns)} cells")
                yield where, {column: value.strip() for column, value in row.items()}
        except (csv.Error, UnicodeDecodeError) as error:
            raise GazetteerError(f"{path.name} line {reader.line_num}: {error}") from error


def _place(row: dict[str, str], cited: str, where: str) -> PlaceRecord:
    kind = row["kind"]
    if kind not in get_args(PlaceKind):
        raise GazetteerError(f"{where}: the kind {kind!r} is none of {', '.join(get_args(PlaceKind))}")
    if ":" not in row["id"] or not row["name"]:
        raise GazetteerError(f"{where}: a place needs a name and an id such as wherein:euphrates")
    coordinates = _numbers(row, ("lat", "lon"), where)
    box = _numbers(row, ("south", "west", "north", "east"), where)
    try:
        point, bbox = Point(*coordinates) if coordinates else None, BBox(*box) if box else None
    except UsageError as error:
        raise GazetteerError(f"{where}: {error}") from error
    record = PlaceRecord(
        id=row["id"],
        name=row["name"],
        kind=kind,  # type: ignore[arg-type] # checked above
        source=SOURCE,
        country_code=row["country_code"] or None,
        point=point,
        precision="exact" if coordinates else "none",
        bbox=bbox,
        is_curated=True,
        evidence="; ".join(filter(None, (cited, row["remark"]))) if coordinates else "",
    )
    record.aliases.extend(_listed(row["aliases"]))
    if kind == "water":
        bare = _bare_names((record.name, *record.aliases), large=record.bbox is not None)
        not_alone = set(_listed(row["not_alone"]))
        record.add(name for name in bare if name not in not_alone)
    return record


def _bare_names(names: Iterable[str], *, large: bool) -> Iterator[str]:
    """Yield what rivers and large lakes are called without the word: "the Kosi", "Lakes Erie and Ontario".

    These are no names proper, for towns have them too.
    """
    for name in names:
        match = _RIVER.fullmatch(name) or (_LAKE.fullmatch(name) if large else None)
        if match:
            yield match["before"] or match["after"]


def _listed(cell: str) -> Iterator[str]:
    return filter(None, map(str.strip, cell.split("|")))


def _numbers(row: dict[str, str], columns: Sequence[str], where: str) -> list[float]:
    """Return the numbers of some columns that must be given together; none of them gives the empty list."""
    cells = [row[column] for column in columns]
    if not any(cells):
        return []
    try:
        return [float(cell) for cell in cells]
    except ValueError:
        raise GazetteerError(f"{where}: {', '.join(columns)} must all be numbers, or all be empty") from None
