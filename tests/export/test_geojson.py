"""GeoJSON that other programs open: RFC 7946, one point a pin."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import shapely.geometry
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas import Atlas
from geo.attribution import ATTRIBUTIONS
from geo.export.geojson import export_geojson
from geo.view import Filter
from tests.fakes import DEIR_EZ_ZOR, SYRIA, article_atlas, parse

HOSTILE = ["{{ 7*7 }}", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\u2028", "a\0b", '"\\"']


def exported(atlas: Atlas) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(export_geojson(atlas))
    return value


def feature(atlas: Atlas, name: str) -> dict[str, Any]:
    [found] = [f for f in exported(atlas)["features"] if f["properties"]["name"] == name]
    assert isinstance(found, dict)
    return found


def test_one_feature_a_pin_in_the_atlas_order() -> None:
    """Every pin is one Point feature with its own id, most mentioned first."""
    atlas = article_atlas()
    collection = exported(atlas)
    assert collection["type"] == "FeatureCollection"
    assert [f["id"] for f in collection["features"]] == [pin.id for pin in atlas.pins]
    for item in collection["features"]:
        assert item["type"] == "Feature"
        assert item["geometry"]["type"] == "Point"
        assert item["properties"]["id"] == item["id"]
    assert "crs" not in collection


def test_another_reader_opens_it() -> None:
    """Shapely reads as many valid points as there are pins, where the pins are, and what was drawn as areas."""
    atlas = article_atlas()
    points = shapely.from_geojson(export_geojson(atlas)).geoms
    assert [(point.y, point.x) for point in points] == [pin.footprint.point for pin in atlas.pins]
    area = shapely.geometry.shape(feature(atlas, "northern Syria")["properties"]["area"])
    assert area.is_valid and area.bounds == (35.7, 34.8, 42.4, 37.3)


def test_longitude_comes_first() -> None:
    """RFC 7946, 3.1.1: longitude, then latitude; here, and only here."""
    lat, lon = DEIR_EZ_ZOR.footprint.point  # type: ignore[misc]
    assert feature(article_atlas(), "Deir ez-Zor")["geometry"]["coordinates"] == [lon, lat]
    assert feature(article_atlas(), "Syria")["bbox"] == [35.7, 32.3, 42.4, 37.3]
    assert "bbox" not in feature(article_atlas(), "Deir ez-Zor")


def test_what_is_known_of_a_place() -> None:
    """Properties carry what an analyst filters and cites by."""
    properties = feature(article_atlas(), "Turkey")["properties"]
    passages = properties.pop("passages")
    assert passages == [
        "A convoy left Deir ez-Zor for Turkey; Turkish officers met it. Nobody in London, or in Atlantis, knew."
    ]
    assert properties == {
        "id": "geonames:298795",
        "name": "Turkey",
        "kind": "country",
        "country_code": "TR",
        "country": "Turkey",
        "admin1": None,
        "population": 82_000_000,
        "precision": "exact",
        "confidence": 0.95,
        "status": "resolved",
        "modifier": None,
        "area": None,
        "rule": None,
        "mentions": 2,
        "documents": 1,
        "source": "geonames",
        "evidence": "",
        "codes": "",
    }


def test_a_part_of_a_place_is_a_feature_of_its_own() -> None:
    """ "Northern Syria" has its own id, point and extent, and says what it is a part of."""
    part = feature(article_atlas(), "northern Syria")
    assert part["id"] == f"{SYRIA.id}/northern"
    assert part["properties"]["modifier"] == "northern"
    assert part["properties"]["precision"] == "centroid"
    assert part["bbox"] == [35.7, 34.8, 42.4, 37.3]
    assert part["properties"]["area"]["type"] == "Polygon"


def test_every_quote_once_over_all_documents() -> None:
    """A passage that mentions a place twice is quoted once; documents are counted."""
    london = feature(Atlas.build(parse("London, London.\nLondon again.", "To London")), "London")
    assert london["properties"]["passages"] == ["London, London.", "London again.", "To London"]
    assert (london["properties"]["mentions"], london["properties"]["documents"]) == (4, 2)
    assert london["properties"]["status"] == "ambiguous"


def test_sources_are_credited() -> None:
    """The file says whose data its pins rest on, and under which licence; an unknown source at least by its key."""
    [said] = exported(article_atlas())["attribution"]
    assert said["source"] == "geonames"
    assert said["credit"] == ATTRIBUTIONS["geonames"].credit
    assert said["licence"] == "CC BY 4.0"
    [document] = parse("Brussels")
    resolution = document.resolutions[0]
    assert resolution.place is not None
    other = replace(resolution, place=replace(resolution.place, source="elsewhere"))
    atlas = Atlas.build([replace(document, resolutions=(other,))])
    assert exported(atlas)["attribution"] == [{"source": "elsewhere"}]


def test_the_filter_holds() -> None:
    """What is filtered away is not exported; nothing gives an empty collection."""
    atlas = article_atlas()
    names = {f["properties"]["name"] for f in exported(atlas.filter(Filter(countries=frozenset({"SY"}))))["features"]}
    assert names == {"Syria", "northern Syria", "Deir ez-Zor"}
    empty = exported(Atlas.build([]))
    assert (empty["features"], empty["attribution"]) == ([], [])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_data(text: str) -> None:
    """Whatever stands around a name comes back as it was written."""
    quote = feature(Atlas.build(parse(f"x{text}x London")), "London")["properties"]["passages"][0]
    assert quote in f"x{text}x London"
    assert quote.endswith("London")


@given(st.text(), st.text())
def test_any_text_makes_valid_json(before: str, after: str) -> None:
    """The file is JSON, and UTF-8, for any text."""
    text = export_geojson(Atlas.build(parse(f"{before} London {after}")))
    assert json.loads(text.encode("utf-8", "surrogatepass"))["type"] == "FeatureCollection"
