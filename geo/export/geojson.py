"""The places as GeoJSON (RFC 7946), for QGIS and whatever else draws maps."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from geo.atlas import Atlas
from geo.attribution import attribution_of
from geo.export.fields import taken
from geo.export.file import utf8
from geo.export.rows import PIN_FIELDS, PinRow, pin_rows
from geo.model import BBox, Point
from geo.protocols import ExportOptions

PROPERTIES = taken(
    PIN_FIELDS,
    (
        "id", "name", "kind", "country_code", "country", "admin1", "population", "precision", "confidence", "status",
        "modifier", "area", "rule", "mentions", "documents", "passages", "source",
        "evidence", "codes",
    ),
)  # fmt: skip

_COORDINATE_DIGITS = 6  # a tenth of a metre, finer than any gazetteer


class GeoJson:
    """One feature a pin."""

    name = "geojson"
    title = "Places (GeoJSON)"
    suffix = ".geojson"
    mime = "application/geo+json"
    everything = False

    def write(self, atlas: Atlas, out: BinaryIO, options: ExportOptions) -> None:
        out.write(utf8(export_geojson(atlas.filter(options.wanted))))


def export_geojson(atlas: Atlas) -> str:
    """Return the atlas' pins as a FeatureCollection: one feature a pin, always a point.

    A region's extent travels as the feature's ``bbox``; what was drawn for a phrase ("50 km east of Gao") as the
    property ``area``, a GeoJSON geometry, with the ``rule`` by which it was drawn. So every program reads the file as
    one layer in which features can be counted. ``passages`` are the quotes that mention the place; ``attribution``
    of the whole collection credits the data that the pins rest on, with their licences.
    """
    collection = {
        "type": "FeatureCollection",
        "attribution": [attribution_of(source) for source in atlas.sources],
        "features": [_feature(row) for row in pin_rows(atlas)],
    }
    return json.dumps(collection, ensure_ascii=False, indent=1)


def _feature(row: PinRow) -> dict[str, Any]:
    feature: dict[str, Any] = {"type": "Feature", "id": row.pin.id}
    if row.pin.footprint.bbox:
        feature["bbox"] = _bbox(row.pin.footprint.bbox)
    feature["geometry"] = _point(row.pin.footprint.point)
    feature["properties"] = {field.name: field.rounded(row) for field in PROPERTIES}
    return feature


def _point(point: Point | None) -> dict[str, Any] | None:
    if point is None:
        return None
    return {"type": "Point", "coordinates": [_rounded(point.lon), _rounded(point.lat)]}


def _bbox(bbox: BBox) -> list[float]:
    return [_rounded(value) for value in (bbox.west, bbox.south, bbox.east, bbox.north)]


def _rounded(degrees: float) -> float:
    return round(degrees, _COORDINATE_DIGITS)
