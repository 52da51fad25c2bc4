"""A village that no gazetteer knows, and the way to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest

from geo.areas import AreaDrawing
from geo.geocode.completion import OnlineLookup
from geo.model import Document, GeoparsedDocument, Label, Mention, Place
from geo.protocols import Gazetteer
from geo.resolve.resolver import RuleResolver
from geo.text.passages import split_passages
from tests.fakes import FakeGazetteer, FakeGeocoder, make_place

VILLAGE = replace(
    make_place("osm:node/1", "Abu Khashab", "settlement", 35.55, 39.9, "SY", "Syria", "Deir ez-Zor"),
    source="openstreetmap",
)
NAMESAKE = replace(
    make_place("osm:node/2", "Abu Khashab", "settlement", 29.1, 30.2, "EG", "Egypt", "Faiyum"),
    source="openstreetmap",
)
TEXT = "A convoy left Deir ez-Zor in Syria for Abu Khashab; Turkish officers met it at Abu  Khashab."

Make = Callable[..., tuple[OnlineLookup, FakeGeocoder]]


def resolver_over(gazetteer: Gazetteer) -> RuleResolver:
    """Return the real resolver."""
    return RuleResolver(gazetteer, areas=AreaDrawing(gazetteer))


def parsed(text: str, *surfaces: str, labels: Mapping[str, Label] | None = None) -> GeoparsedDocument:
    """Return a text with names in it, each behind the one before, resolved without a geocoder."""
    document = Document.make(text)
    mentions: list[Mention] = []
    for surface in surfaces:
        at = text.index(surface, mentions[-1].end if mentions else 0)
        label = (labels or {}).get(surface, "GPE")
        mentions.append(Mention(document.id, at, at + len(surface), surface, label, "test"))
    [resolved] = resolver_over(FakeGazetteer()).resolve([document], [mentions])
    return GeoparsedDocument(document, split_passages(document), *resolved, (("resolver", "rules"),))


@pytest.fixture
def convoy() -> GeoparsedDocument:
    """Two mentions of a village that the gazetteer does not know, and one of a people."""
    return parsed(TEXT, "Deir ez-Zor", "Syria", "Abu Khashab", "Turkish", "Abu  Khashab", labels={"Turkish": "NORP"})


@pytest.fixture
def make() -> Make:
    """Return a function that makes a lookup over a geocoder that knows some places."""

    def make_one(*places: Place, below: float = 0.3, **named: Sequence[Place]) -> tuple[OnlineLookup, FakeGeocoder]:
        known: dict[str, list[Place]] = {name: list(found) for name, found in named.items()}
        for place in places:
            known.setdefault(place.name, []).append(place)
        geocoder = FakeGeocoder(known)
        return OnlineLookup(geocoder, FakeGazetteer(), resolver_over, below=below), geocoder

    return make_one
