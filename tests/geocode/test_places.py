"""Places out of what other machines say."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.attribution import ATTRIBUTIONS
from geo.geocode.places import place_of
from geo.model import Place

VILLAGE = {
    "osm_type": "node",
    "osm_id": 101,
    "lat": "52.65",
    "lon": "-2.52",
    "class": "place",
    "type": "village",
    "addresstype": "village",
    "name": "Wenlock",
    "display_name": "Wenlock, England, United Kingdom",
    "boundingbox": ["52.6", "52.7", "-2.6", "-2.5"],
    "address": {"country": "United Kingdom", "country_code": "gb", "state": "England", "county": "Shropshire"},
}


def place(**changes: Any) -> Place | None:
    return place_of({**VILLAGE, **changes})


@pytest.mark.parametrize(
    ("key", "value", "level", "kind"),
    [
        ("boundary", "administrative", "country", "country"),
        ("boundary", "administrative", "state", "admin1"),
        ("boundary", "administrative", "county", "admin2"),
        ("boundary", "administrative", "city", "settlement"),
        ("boundary", "protected_area", "protected_area", "region"),
        ("place", "hamlet", "hamlet", "settlement"),
        ("place", "island", "island", "region"),
        ("place", "sea", "sea", "water"),
        ("place", "continent", "continent", "continent"),
        ("waterway", "river", "river", "water"),
        ("natural", "bay", "bay", "water"),
        ("natural", "peak", "peak", "mountain"),
        ("natural", "desert", "desert", "region"),
        ("amenity", "hospital", "amenity", "facility"),
        ("highway", "residential", "road", "facility"),
        (None, 7, [], "facility"),
    ],
)
def test_the_kind_comes_from_the_main_tag(key: object, value: object, level: object, kind: str) -> None:
    """OpenStreetMap's tags become kinds; a boundary is of the kind of what it bounds."""
    found = place(**{"class": key, "type": value, "addresstype": level})
    assert found and found.kind == kind


def test_units_and_box_are_kept() -> None:
    """Country, units and extent come along, latitude first."""
    found = place()
    assert found
    assert (found.country_code, found.country, found.admin1, found.admin2) == (
        "GB", "United Kingdom", "England", "Shropshire")  # fmt: skip
    assert found.footprint.bbox == (52.6, -2.6, 52.7, -2.5)
    assert (found.id, found.source) == ("osm:node/101", "openstreetmap")


@pytest.mark.parametrize(
    "changes",
    [{"lat": "91"}, {"lon": "nan"}, {"lat": None}, {"osm_id": "1; DROP"}, {"osm_type": "n/../x"},
     {"name": "", "display_name": " ,x"}, {"lat": True, "lon": []}, {"lat": 10**400}, {"osm_id": True},
     {"osm_id": 2**63}, {"osm_id": -1}],
)  # fmt: skip
def test_a_place_that_cannot_be_is_left_out(changes: dict[str, object]) -> None:
    """Without an id, a name or a position on Earth there is no place."""
    assert place(**changes) is None


def test_a_box_across_the_antimeridian_is_left_out() -> None:
    """Nominatim gives the whole width of the world for it, which is not the place's extent."""
    found = place(boundingbox=["-20", "-12", "-180", "180"])
    assert found and found.footprint.bbox is None


def test_a_box_that_cannot_be_is_left_out() -> None:
    """Numbers beyond what a machine reckons with, and none at all, make no box."""
    for wrong in ([10**400] * 4, ["nan"] * 4, [None] * 4, [2, 1, 0, 0]):
        found = place(boundingbox=wrong)
        assert found and found.footprint.bbox is None


@pytest.mark.parametrize("wrong", [[], {}, 7, None, True])
def test_a_tag_that_is_no_text_says_nothing(wrong: object) -> None:
    """The place stays, as one of no better known kind."""
    found = place(**{"class": "place", "type": wrong})
    assert found and found.kind == "region"
    found = place(**{"class": wrong, "type": "village"})
    assert found and found.kind == "facility"


def test_texts_are_one_printable_line() -> None:
    """Control characters and lone surrogates become spaces, and nobody sends a novel."""
    found = place(name="A\n\x00B\ud800C" + "x" * 10_000)
    assert found
    assert found.name.startswith("A B Cxx")
    assert len(found.name) == 300


def test_other_geocoders_give_an_address_and_a_point() -> None:
    """Of a geocoder that is not known more closely the first part of the address is the name."""
    found = place_of({"address": "12 High Street, Wenlock", "lat": 52.6, "lon": -2.5})
    assert found
    assert (found.name, found.kind, found.source) == ("12 High Street", "facility", "geocoder")
    assert found.id.startswith("geocoder:")
    assert found == place_of({"address": "12 High Street, Wenlock", "lat": 52.6, "lon": -2.5})


_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.just(10**400) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
_names = st.sampled_from(
    [*VILLAGE, "properties", "geometry", "geonameId", "lng", "fcode", "fcl", "population", "countryCode"]
)


@given(st.dictionaries(_names, _values | st.sampled_from(list(VILLAGE.values()))))
def test_any_answer_is_a_sound_place_or_none(record: dict[str, Any]) -> None:
    """Whatever a server sends, no error comes of it, and a place that does is one that can be written down."""
    found = place_of(record)
    if found is not None:
        assert found.footprint.point
        assert -90 <= found.footprint.point.lat <= 90
        assert -180 <= found.footprint.point.lon <= 180
        assert found.source in ATTRIBUTIONS
        json.dumps([found.name, found.country, found.admin1, found.admin2], ensure_ascii=False).encode()
