"""Places out of providers' records. Records come from other machines: whatever makes no sense is left out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from geo.attribution import title_of
from geo.geocode.provider import Record
from geo.model import BBox, Footprint, Place, PlaceKind, Point

_MAX_TEXT_CHARS = 300
_OSM_TYPES = {"N": "node", "W": "way", "R": "relation", "node": "node", "way": "way", "relation": "relation"}
_SETTLEMENTS = frozenset(
    [
        "city",
        "town",
        "village",
        "hamlet",
        "suburb",
        "quarter",
        "neighbourhood",
        "borough",
        "municipality",
        "isolated_dwelling",
        "farm",
        "locality",
        "city_block",
        "croft",
        "allotments",
    ]
)
_ADMIN1 = frozenset({"state", "province"})
_ADMIN2 = frozenset({"county", "district", "state_district", "subdistrict", "city_district", "subdivision"})
_WATER = frozenset(
    [
        "sea",
        "ocean",
        "bay",
        "strait",
        "water",
        "spring",
        "wetland",
        "reef",
        "fjord",
        "coastline",
        "shoal",
        "hot_spring",
        "lake",
    ]
)
_MOUNTAINS = frozenset({"peak", "mountain_range", "volcano", "ridge", "hill", "saddle", "massif", "arete", "glacier"})
_GEONAMES_CLASSES: Mapping[str, PlaceKind] = {
    "P": "settlement", "H": "water", "T": "mountain", "L": "region", "V": "region", "R": "facility", "S": "facility",
}  # fmt: skip


def place_of(record: Record) -> Place | None:
    """Return the place that a provider's record tells of, None when it tells of none."""
    if "osm_type" in record:
        return _nominatim_place(record)
    if "properties" in record:
        return _photon_place(record)
    return _geonames_place(record) if "geonameId" in record else _other_place(record)


def _nominatim_place(record: Record) -> Place | None:
    """Return the place of a result of Nominatim's ``search``, with ``addressdetails``."""
    address = _mapping(record.get("address"))
    name = _text(record.get("name")) or (_text(record.get("display_name")) or "").split(",")[0].strip()
    kind = _osm_kind(record.get("class"), record.get("type"), record.get("addresstype"))
    box = record.get("boundingbox")
    south, north, west, east = box if isinstance(box, list) and len(box) == 4 else (None,) * 4
    return _place(
        _osm_id(record.get("osm_type"), record.get("osm_id")),
        name,
        kind,
        (record.get("lat"), record.get("lon")),
        (south, west, north, east),
        country_code=address.get("country_code"),
        country=address.get("country"),
        admin1=address.get("state") or address.get("province") or address.get("region"),
        admin2=address.get("county") or address.get("state_district"),
    )


def _photon_place(record: Record) -> Place | None:
    """Return the place of a feature of Photon's GeoJSON."""
    said = _mapping(record.get("properties"))
    position = _mapping(record.get("geometry")).get("coordinates")
    lon, lat = position[:2] if isinstance(position, list) and len(position) >= 2 else (None, None)
    extent = said.get("extent")
    west, north, east, south = extent if isinstance(extent, list) and len(extent) == 4 else (None,) * 4
    name = said.get("name") or " ".join(filter(None, (_text(said.get("street")), _text(said.get("housenumber")))))
    return _place(
        _osm_id(said.get("osm_type"), said.get("osm_id")),
        _text(name),
        _osm_kind(said.get("osm_key"), said.get("osm_value"), said.get("type")),
        (lat, lon),
        (south, west, north, east),
        country_code=said.get("countrycode"),
        country=said.get("country"),
        admin1=said.get("state"),
        admin2=said.get("county"),
    )


def _geonames_place(record: Record) -> Place | None:
    """Return the place of a record of GeoNames' ``searchJSON``; its id is the one that the gazetteer uses."""
    number = _number(record.get("geonameId"))
    code = _text(record.get("fcode")) or ""
    kind: PlaceKind = _GEONAMES_CLASSES.get(_text(record.get("fcl")) or "", "region")
    if code.startswith("PCL"):
        kind = "country"
    elif code == "CONT":
        kind = "continent"
    elif code.startswith("ADM"):
        kind = "admin1" if code.startswith("ADM1") else "admin2"
    return _place(
        f"geonames:{number}" if number is not None else None,
        _text(record.get("name")),
        kind,
        (record.get("lat"), record.get("lng")),
        (None,) * 4,
        country_code=record.get("countryCode"),
        country=record.get("countryName"),
        admin1=record.get("adminName1"),
        admin2=record.get("adminName2"),
        population=_number(record.get("population")) or None,
        source="geonames",
    )


def _other_place(record: Record) -> Place | None:
    """Return the place of any other geopy geocoder, of which only an address and a point are known."""
    address = _text(record.get("address"))
    digest = hashlib.sha256(f"{address}|{record.get('lat')}|{record.get('lon')}".encode()).hexdigest()[:16]
    return _place(
        f"geocoder:{digest}",
        (address or "").split(",")[0].strip(),
        "facility",
        (record.get("lat"), record.get("lon")),
        (None,) * 4,
        source="geocoder",
    )


def _place(
    place_id: str | None,
    name: str | None,
    kind: PlaceKind,
    position: tuple[Any, Any],
    box: tuple[Any, Any, Any, Any],
    *,
    country_code: object = None,
    country: object = None,
    admin1: object = None,
    admin2: object = None,
    population: int | None = None,
    source: str = "openstreetmap",
) -> Place | None:
    try:
        point = Point(*map(float, position))
    except (TypeError, ValueError, OverflowError):
        return None
    if place_id is None or not name:
        return None
    code = _text(country_code)
    code = code.upper() if code and len(code) == 2 and code.isascii() and code.isalpha() else None
    footprint = Footprint(point, _bbox(box), None, "exact")
    return Place(
        place_id, name, kind, code, _text(country), _text(admin1), _text(admin2), population, footprint, source,
        title_of(source),
    )  # fmt: skip


def _osm_id(osm_type: object, osm_id: object) -> str | None:
    kind = _OSM_TYPES.get(osm_type) if isinstance(osm_type, str) else None
    number = _number(osm_id)
    return f"osm:{kind}/{number}" if kind and number is not None else None


def _osm_kind(*said: object) -> PlaceKind:
    """Return the kind of an OSM object by its main tag, key and value, and the address type, which says at which level
    a boundary stands."""
    key, value, address_type = (_text(one) or "" for one in said)
    if key == "boundary" and value == "administrative":
        value, key = address_type, "place"
    if key == "place":
        return _kind_of_place(value)
    if key == "waterway" or (key == "natural" and value in _WATER):
        return "water"
    if key == "natural":
        return "mountain" if value in _MOUNTAINS else "region"
    return "region" if key in ("boundary", "landuse", "leisure") else "facility"


def _kind_of_place(value: str) -> PlaceKind:
    if value in _SETTLEMENTS:
        return "settlement"
    if value in _ADMIN1:
        return "admin1"
    if value in _ADMIN2:
        return "admin2"
    if value in ("sea", "ocean"):
        return "water"
    if value == "country":
        return "country"
    return "continent" if value == "continent" else "region"


def _bbox(values: tuple[Any, Any, Any, Any]) -> BBox | None:
    """Return the box, None without one, and None for one of the whole width: such a box crosses the antimeridian."""
    try:
        box = BBox(*map(float, values))
    except (TypeError, ValueError, OverflowError):
        return None
    return None if box.east - box.west > 359 else box


def _number(value: object) -> int | None:
    """Return a count or an identifier; True is none, and a larger one than databases hold is nobody's."""
    return value if type(value) is int and 0 <= value < 2**63 else None


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    printable = "".join(char if char.isprintable() else " " for char in value[: 2 * _MAX_TEXT_CHARS])
    return " ".join(printable.split())[:_MAX_TEXT_CHARS] or None


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
