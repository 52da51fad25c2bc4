"""A gazetteer of a handful of places, and the shortest way to a resolution with it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from geo.areas import AreaDrawing
from geo.model import Area, Candidate, Document, Label, Mention, NameMatch, NameType, Place, Resolution
from geo.phrase import Phrase
from geo.protocols import BaseMapLevel, Gazetteer, Resolver
from geo.resolve.resolver import RuleResolver
from geo.text.toponym import fold
from tests.fakes import make_place

TEXAS = make_place("geonames:4736286", "Texas", "admin1", 31.25, -99.25, "US", "United States", "Texas", 29_000_000)
OHIO = make_place("geonames:5165418", "Ohio", "admin1", 40.25, -83.0, "US", "United States", "Ohio", 11_700_000)
GEORGIA_STATE = make_place("geonames:4197000", "Georgia", "admin1", 32.75, -83.5, "US", "United States", "Georgia",
                           8_975_842)  # fmt: skip
GEORGIA = make_place("geonames:614540", "Georgia", "country", 42.0, 43.5, "GE", "Georgia", None, 3_728_000)
UNITED_STATES = make_place("geonames:6252001", "United States", "country", 39.8, -98.5, "US", "United States", None,
                           327_000_000)  # fmt: skip
PARIS = make_place("geonames:2988507", "Paris", "settlement", 48.85, 2.35, "FR", "France", "Île-de-France", 2_138_551)
PARIS_TEXAS = make_place("geonames:4717560", "Paris", "settlement", 33.66, -95.55, "US", "United States", "Texas",
                         24_782)  # fmt: skip
DALLAS = make_place("geonames:4684888", "Dallas", "settlement", 32.78, -96.81, "US", "United States", "Texas",
                    1_300_000)  # fmt: skip
ATLANTA = make_place("geonames:4180439", "Atlanta", "settlement", 33.75, -84.39, "US", "United States", "Georgia",
                     463_000)  # fmt: skip
TBILISI = make_place("geonames:611717", "Tbilisi", "settlement", 41.69, 44.83, "GE", "Georgia", "T'bilisi", 1_049_000)
DUBLIN = make_place("geonames:2964574", "Dublin", "settlement", 53.33, -6.25, "IE", "Ireland", "Leinster", 1_024_027)
DUBLIN_OHIO = make_place("geonames:5152599", "Dublin", "settlement", 40.1, -83.11, "US", "United States", "Ohio",
                         45_000)  # fmt: skip
COLUMBUS = make_place("geonames:4509177", "Columbus", "settlement", 39.96, -83.0, "US", "United States", "Ohio",
                      905_000)  # fmt: skip
POWELL = make_place("geonames:5168491", "Powell", "settlement", 40.16, -83.08, "US", "United States", "Ohio", 12_800)
MOUNT_PLEASANT = make_place("geonames:4867224", "Mount Pleasant", "settlement", 40.96, -91.56, "US", "United States",
                            "Iowa", 8_600)  # fmt: skip
BUTLER_COUNTY = make_place("geonames:4508201", "Butler County", "admin2", 39.44, -84.57, "US", "United States", "Ohio",
                           383_000)  # fmt: skip
SYRIA = make_place("geonames:163843", "Syria", "country", 35.0, 38.0, "SY", "Syria", None, 17_000_000)
MANILA = make_place("geonames:1701668", "Manila", "settlement", 14.6, 120.98, "PH", "Philippines", "Metro Manila",
                    1_600_000)  # fmt: skip
NOWHERE = make_place("wherein:nowhere", "Nowhere Bloc", "bloc", None, None)
AUGSBURG = make_place("geonames:2954172", "Augsburg", "settlement", 48.37, 10.9, "DE", "Germany", "Bavaria", 300_000)
AUGUSTA = make_place("geonames:4180531", "Augusta", "settlement", 33.47, -81.97, "US", "United States", "Georgia",
                     197_000)  # fmt: skip

PLACES = (
    UNITED_STATES, TEXAS, OHIO, GEORGIA, GEORGIA_STATE, PARIS, PARIS_TEXAS, DALLAS, ATLANTA, TBILISI, DUBLIN,
    DUBLIN_OHIO, COLUMBUS, POWELL, MOUNT_PLEASANT, BUTLER_COUNTY, SYRIA, MANILA, NOWHERE, AUGSBURG, AUGUSTA,
)  # fmt: skip
OTHER_NAMES: tuple[tuple[str, Place, NameType], ...] = (
    ("Tex.", TEXAS, "abbreviation"),
    ("American", UNITED_STATES, "demonym"),
    ("Syrian", SYRIA, "demonym"),
    ("Augusta", AUGSBURG, "alternate"),
)


class TinyGazetteer:
    """Knows `PLACES` by their names and by `OTHER_NAMES`."""

    id = "tiny-1"

    def lookup(self, names: Sequence[str]) -> list[tuple[NameMatch, ...]]:
        return [self._matches(fold(name)) for name in names]

    def _matches(self, key: str) -> tuple[NameMatch, ...]:
        own = [NameMatch(place, place.name, "canonical") for place in PLACES if fold(place.name) == key]
        return (*own, *(NameMatch(place, name, kind) for name, place, kind in OTHER_NAMES if fold(name) == key))

    def area(self, place_id: str) -> Area | None:
        if place_id != SYRIA.id:
            return None
        ring = [[35.7, 32.3], [42.4, 32.3], [42.4, 37.3], [35.7, 37.3], [35.7, 32.3]]
        return Area(json.dumps({"type": "Polygon", "coordinates": [ring]}))

    def basemap(self, level: BaseMapLevel) -> str:
        raise NotImplementedError


def mention(text: str, surface: str, start: int = 0, *, label: Label = "GPE", phrase: Phrase | None = None) -> Mention:
    """Return the first mention of a name in a text from ``start`` on."""
    at = text.index(surface, start)
    return Mention("doc", at, at + len(surface), surface, label, "test", phrase)


@dataclass(frozen=True)
class Read:
    """What a name was resolved to, beside the candidates of its reading."""

    resolution: Resolution
    candidates: tuple[Candidate, ...]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.resolution, name)


def read_all(resolver: Resolver, document: Document, mentions: Sequence[Mention]) -> tuple[Read, ...]:
    """Return what a resolver makes of the mentions of a document."""
    [resolved] = resolver.resolve([document], [mentions])
    return tuple(Read(resolution, resolved.candidates(resolution)) for resolution in resolved.resolutions)


def resolve(text: str, *surfaces: str | Mention, gazetteer: Gazetteer | None = None) -> tuple[Read, ...]:
    """Resolve names in a text, each looked for behind the one before; by the tiny gazetteer unless another is given."""
    mentions: list[Mention] = []
    for surface in surfaces:
        start = mentions[-1].end if mentions else 0
        mentions.append(mention(text, surface, start) if isinstance(surface, str) else surface)
    gazetteer = gazetteer or TinyGazetteer()
    resolver = RuleResolver(gazetteer, areas=AreaDrawing(gazetteer))
    return read_all(resolver, Document.make(text), mentions)


def places(text: str, *surfaces: str | Mention) -> list[Place | None]:
    """Return what `resolve` takes the names to be."""
    return [resolution.place for resolution in resolve(text, *surfaces)]
