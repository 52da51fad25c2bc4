"""The places as GeoJSON (RFC 7946), for QGIS and whatever else draws maps."""

from __future__ import annotations

import json
from typing import Any

from geo.atlas import Atlas, Pin
from geo.attribution import attribution_of
from geo.model import BBox, Point

_COORDINATE_DIGITS = 6  # a tenth of a metre, finer than any gazetteer


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
        "features": [_feature(atlas, pin) for pin in atlas.pins],
    }
    return json.dumps(collection, ensure_ascii=False, indent=1)


def _feature(atlas: Atlas, pin: Pin) -> dict[str, Any]:
    place = pin.place
    feature: dict[str, Any] = {"type": "Feature", "id": pin.id}
    if pin.footprint.bbox:
        feature["bbox"] = _bbox(pin.footprint.bbox)
    feature["geometry"] = _point(pin.footprint.point)
    feature["properties"] = {
        "id": pin.id,
        "name": pin.name,
        "kind": place.kind,
        "country_code": place.country_code,
        "country": place.country,
        "admin1": place.admin1,
        "population": place.population,
        "precision": pin.footprint.precision,
        "confidence": round(pin.confidence, 3),
        "status": _status(pin),
        "modifier": pin.phrase.words() if pin.phrase else None,
        **_area(pin),
        "mentions": len(pin.occurrences),
        "documents": len({occurrence.document for occurrence in pin.occurrences}),
        "passages": _quotes(atlas, pin),
        "source": place.source,
    }
    return feature


def _area(pin: Pin) -> dict[str, Any]:
    if pin.footprint.area is None:
        return {"area": None, "rule": None}
    return {"area": json.loads(pin.footprint.area), "rule": pin.footprint.rule}


def _point(point: Point | None) -> dict[str, Any] | None:
    if point is None:
        return None
    return {"type": "Point", "coordinates": [_rounded(point.lon), _rounded(point.lat)]}


def _bbox(bbox: BBox) -> list[float]:
    return [_rounded(value) for value in (bbox.west, bbox.south, bbox.east, bbox.north)]


def _rounded(degrees: float) -> float:
    return round(degrees, _COORDINATE_DIGITS)


def _status(pin: Pin) -> str:
    """The status of the mention that is surest of the place."""
    return max(pin.occurrences, key=lambda o: o.resolution.confidence or 0.0).resolution.status


def _quotes(atlas: Atlas, pin: Pin) -> list[str]:
    """Each passage that mentions the place, once, in reading order."""
    return list({(o.document, o.passage): atlas.quote(o) for o in pin.occurrences}.values())
