"""Wherein's own tables: places, demonyms and abbreviations that no package has.

Every ``*.csv`` file of the folder holds places (columns `PLACE_COLUMNS`), but for ``demonyms.csv`` and
``abbreviations.csv``. A cell that is not known is empty; aliases are separated by ``|``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, get_args

from geo.errors import GazetteerError
from geo.gazetteer.sources.record import PlaceRecord
from geo.model import BBox, NameType, PlaceKind, Point

SOURCE = "wherein"
PLACE_COLUMNS = (
    "id", "name", "aliases", "kind", "lat", "lon", "south", "west", "north", "east", "country_code", "source",
)  # fmt: skip

_DEMONYMS = "demonyms.csv"
_ABBREVIATIONS = "abbreviations.csv"
_STYLES = ("AP", "postal", "common")
_RIVER = re.compile(r"River (?P<after>.+)|(?P<before>.+) River")
_LAKE = re.compile(r"Lake (?P<after>(?!of ).+)(?P<before>)")
# Rivers' and lakes' names that say something else wherever "River" or "Lake" is not beside them.
_WORDS = frozenset(
    {"Acre", "Albert", "American", "Arun", "Back", "Bad", "Barak", "Barron", "Battle", "Bear", "Bei", "Big",
     "Big Black", "Big Sandy", "Black", "Black Warrior", "Blue", "Bow", "Branco", "Buffalo National", "Cam", "Camel",
     "Canadian", "Carson", "Cedar", "Charles", "Cheat", "Chi", "Chico", "Churchill", "Clarence", "Clinch", "Coal",
     "Cocker", "Coldwater", "Copper", "Crocodile", "Cross", "Daly", "Dart", "Dez", "Dong", "Duck", "East", "Eden",
     "Edward", "Eel", "Elbow", "Elk", "Exploits", "Feather", "Fen", "Flint", "Fly", "Forth", "Fox", "French", "Fuerte",
     "Gan", "Gash", "George", "Grand", "Great Fish", "Green", "Greta", "Hai", "Han", "Hay", "Herbert", "Huai",
     "Hunter", "James", "Johnstone", "Kamala", "Katherine", "Ken", "Kent", "Kern", "Kok", "Lea", "Lee", "Licking",
     "Lim", "Lot", "Louise", "Loup", "Main", "Manning", "Mary", "Massacre", "Mead", "Meta", "Milk", "Min", "Mira",
     "Mitchell", "Mono", "Moose", "Mouse", "Mun", "Mur", "Nan", "Nelson", "Nen", "New", "Norman", "Nu", "Oldman",
     "Orange", "Ovens", "Owens", "Peace", "Pearl", "Perfume", "Pigeon", "Ping", "Pioneer", "Plate", "Porcupine",
     "Powder", "Powell", "Raccoon", "Red", "Republican", "Rock", "Rogue", "Ross", "Russian", "Sabine", "Salmon",
     "Salt", "San", "Santa", "Save", "Shire", "Skunk", "Slave", "Snake", "Snowy", "Solo", "Son", "St. Louis",
     "Superior", "Swan", "Tai", "Tar", "Tara", "Test", "Thompson", "Tom", "Tone", "Tongue", "Travis", "Trinity", "Una",
     "Van", "Velhas", "Verde", "Victoria", "Virgin", "Wang", "Washington", "Wear", "Wei", "West", "White", "Wind",
     "Wu", "Xi", "Yellow"}
)  # fmt: skip


class CuratedName(NamedTuple):
    """A name for a place of another source.

    ``place`` is a place id, an ISO 3166-1 alpha-2 code, or GeoNames' code of a first-level unit ("US.TX").
    ``where`` tells file and line.
    """

    name: str
    name_type: NameType
    place: str
    where: str


def read_places(paths: Iterable[Path]) -> Iterator[PlaceRecord]:
    """Yield the places of every table but the two special ones.

    Raises:
        GazetteerError: a row is malformed, or an id stands twice; file and line are named.
    """
    seen: dict[str, str] = {}
    for path in paths:
        if path.name in (_DEMONYMS, _ABBREVIATIONS):
            continue
        for where, row in _rows(path, PLACE_COLUMNS):
            record = _place(row, where)
            if record.id in seen:
                raise GazetteerError(f"{where}: the id {record.id} stands already in {seen[record.id]}")
            seen[record.id] = where
            yield record


def read_names(paths: Iterable[Path]) -> Iterator[CuratedName]:
    """Yield the demonyms and abbreviations.

    Raises:
        GazetteerError: a row is malformed; file and line are named.
    """
    for path in paths:
        if path.name == _DEMONYMS:
            for where, row in _rows(path, ("demonym", "place", "source")):
                yield CuratedName(row["demonym"], "demonym", row["place"], where)
        elif path.name == _ABBREVIATIONS:
            for where, row in _rows(path, ("abbreviation", "place", "style", "source")):
                if row["style"] not in _STYLES:
                    raise GazetteerError(f"{where}: the style {row['style']!r} is none of {', '.join(_STYLES)}")
                yield CuratedName(row["abbreviation"], "abbreviation", row["place"], where)


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


def _place(row: dict[str, str], where: str) -> PlaceRecord:
    kind = row["kind"]
    if kind not in get_args(PlaceKind):
        raise GazetteerError(f"{where}: the kind {kind!r} is none of {', '.join(get_args(PlaceKind))}")
    if ":" not in row["id"] or not row["name"]:
        raise GazetteerError(f"{where}: a place needs a name and an id such as wherein:euphrates")
    coordinates = _numbers(row, ("lat", "lon"), where)
    box = _numbers(row, ("south", "west", "north", "east"), where)
    if box and box[0] > box[2]:
        raise GazetteerError(f"{where}: the south edge {box[0]} lies north of the north edge {box[2]}")
    record = PlaceRecord(
        id=row["id"],
        name=row["name"],
        kind=kind,  # type: ignore[arg-type] # checked above
        source=SOURCE,
        country_code=row["country_code"] or None,
        point=Point(*coordinates) if coordinates else None,
        precision="exact" if coordinates else "none",
        bbox=BBox(*box) if box else None,
        is_curated=True,
    )
    record.aliases.extend(alias.strip() for alias in row["aliases"].split("|") if alias.strip())
    if kind == "water":
        record.add(_bare_names((record.name, *record.aliases), large=record.bbox is not None))
    return record


def _bare_names(names: Iterable[str], *, large: bool) -> Iterator[str]:
    """Yield what rivers and large lakes are called without the word: "the Kosi", "Lakes Erie and Ontario".

    These are no names proper, for towns have them too.
    """
    for name in names:
        match = _RIVER.fullmatch(name) or (_LAKE.fullmatch(name) if large else None)
        if match and (bare := match["before"] or match["after"]) not in _WORDS:
            yield bare


def _numbers(row: dict[str, str], columns: Sequence[str], where: str) -> list[float]:
    """Return the numbers of some columns that must be given together; none of them gives the empty list."""
    cells = [row[column] for column in columns]
    if not any(cells):
        return []
    try:
        numbers = [float(cell) for cell in cells]
    except ValueError:
        raise GazetteerError(f"{where}: {', '.join(columns)} must all be numbers, or all be empty") from None
    for column, number in zip(columns, numbers, strict=True):
        limit = 90 if column in ("lat", "south", "north") else 180
        if not -limit <= number <= limit:
            raise GazetteerError(f"{where}: {column} {number} is outside -{limit}..{limit}")
    return numbers
