"""Looking places up."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from geo.attribution import ATTRIBUTIONS
from geo.gazetteer.store import SqliteGazetteer


@pytest.mark.parametrize(
    ("typed", "place_id"),
    [("deir ezzour", "geonames:170794"), ("istambul", "geonames:745044"), ("Damscus", "geonames:170654")],
)
def test_search_forgives_a_slip(tiny: SqliteGazetteer, typed: str, place_id: str) -> None:
    """A misspelt name is among the first three."""
    assert place_id in [match.place.id for match in tiny.search(typed)[:3]]


def test_search_puts_the_name_itself_first(tiny: SqliteGazetteer) -> None:
    """What has the name precedes what is spelt like it, and no place stands twice."""
    found = tiny.search("London", limit=5)
    assert [match.place.id for match in found[:2]] == ["geonames:2643743", "geonames:6058560"]
    assert len({match.place.id for match in found}) == len(found) <= 5


@pytest.mark.parametrize("text", ["", " ", "'", "q", "%", "\x00", "zzzzzz", "🙂"])
def test_search_finds_nothing_in_nothing(tiny: SqliteGazetteer, text: str) -> None:
    """Empty, odd and unknown texts have no matches."""
    assert tiny.search(text) == ()


@pytest.mark.parametrize(
    "place_id", ["", "geonames:", "geonames:x", "geonames:-5", "geonames:²", "geonames:1", "nowhere"]
)
def test_no_place_has_a_made_up_id(tiny: SqliteGazetteer, place_id: str) -> None:
    """Ids that mean nothing give None, also those that look like numbers of the file."""
    assert tiny.place(place_id) is None


def test_a_place_is_the_same_by_name_and_by_id(tiny: SqliteGazetteer) -> None:
    """`lookup` and `place` build equal places."""
    for name in ("London", "Red Sea", "Syria", "Heathrow Airport"):
        found = tiny.lookup([name])[0][0].place
        assert tiny.place(found.id) == found


@pytest.mark.parametrize(
    ("written", "place_id"),
    [
        ("Deir Ezzor", "geonames:170794"),
        ("New York City", "geonames:5128581"),
        ("Newyork City", "geonames:5128581"),
        ("Damasscus", "geonames:170654"),
        ("Paaris", None),  # so short a name with another letter is another name
    ],
)
def test_blanks_and_doubled_letters_may_differ_in_names_long_enough(
    tiny: SqliteGazetteer, written: str, place_id: str | None
) -> None:
    """Transliterations double letters as they like; "State" is not Statte for that."""
    matches = tiny.lookup([written])[0]
    assert (matches[0].place.id if matches else None) == place_id


def test_all_threads_read_at_once(tiny: SqliteGazetteer) -> None:
    """Each thread has its own connection."""
    names = ["London", "Syria", "Deir Ezzor", "Red Sea", "Nowhere at all"] * 40
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda name: tiny.lookup([name])[0], names))
    assert results == tiny.lookup(names)


def test_info_counts_what_is_there(tiny: SqliteGazetteer) -> None:
    """Counts add up, the file's size is its size, and every source has an attribution."""
    info = tiny.info()
    assert info.places == sum(info.sources.values()) == sum(info.kinds.values())
    assert info.name_types["canonical"] >= info.places
    assert info.size_bytes == info.path.stat().st_size
    assert info.versions == (("extract", "1"),) and info.note == ""
    assert set(info.sources) <= set(ATTRIBUTIONS)


def test_an_area_is_a_geojson_polygon(tiny: SqliteGazetteer) -> None:
    """Outlines are closed, longitude first, within the world."""
    area = json.loads((tiny.area("geonames:163843") or ("",))[0])
    ring = area["coordinates"][0][0]
    assert area["type"] == "MultiPolygon" and ring[0] == ring[-1]
    assert all(35 < lon < 43 and 32 < lat < 38 for lon, lat in ring)


def test_the_base_map_shares_borders(tiny: SqliteGazetteer) -> None:
    """Neighbours refer to one arc, the one forwards and the other backwards; ids are country codes."""
    topology = json.loads(tiny.basemap("50m"))
    arcs = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        arcs[geometry["id"]] = {arc for polygon in polygons for ring in polygon for arc in ring}
    assert {"SY", "TR", "UA", "FJ"} <= set(arcs)
    assert arcs["SY"] & {~arc for arc in arcs["TR"]}
    assert len(tiny.basemap("110m")) < len(tiny.basemap("50m"))
