"""What every `geo.protocols.Gazetteer` promises."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.gazetteer.store import open_gazetteer
from geo.geocode.supplemented import SupplementedGazetteer
from geo.protocols import Gazetteer
from tests.fakes import FakeGazetteer
from tests.gazetteer.conftest import tiny_packages
from tests.geocode.completion.conftest import VILLAGE


@pytest.fixture(scope="module", params=["fake", "supplemented", "sqlite"])
def gazetteer(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    if request.param == "fake":
        yield FakeGazetteer()
    elif request.param == "supplemented":
        yield SupplementedGazetteer(FakeGazetteer(), {"abu khashab": [VILLAGE]}, source_id="fake")
    else:
        folder: Path = tmp_path_factory.mktemp("gazetteer")
        yield open_gazetteer(folder, packages=tiny_packages())


def test_answers_are_as_many_as_questions_and_in_their_order(gazetteer: Gazetteer) -> None:
    """One tuple a name, empty where no place has it."""
    known, unknown, again = gazetteer.lookup(["Syria", "Nowhere at all", "Syria"])
    assert known == again and known[0].place.id == "geonames:163843"
    assert unknown == ()
    assert gazetteer.lookup([]) == []


def test_the_most_prominent_place_comes_first(gazetteer: Gazetteer) -> None:
    """London is England's before it is Ontario's."""
    ids = [match.place.id for match in gazetteer.lookup(["London"])[0]]
    assert ids[:2] == ["geonames:2643743", "geonames:6058560"]
    assert len(set(ids)) == len(ids)


def test_names_are_folded(gazetteer: Gazetteer) -> None:
    """Case, accents, hyphens and a leading article make no difference."""
    plain, *variants = gazetteer.lookup(["Deir ez-Zor", "DEIR EZ ZOR", "the Deír ez-Zór"])
    assert plain and all(variant == plain for variant in variants)


def test_a_demonym_is_told_from_a_name(gazetteer: Gazetteer) -> None:
    """ "Turkish" means Turkey, as a demonym."""
    match = gazetteer.lookup(["Turkish"])[0][0]
    assert (match.place.country_code, match.name_type) == ("TR", "demonym")


def test_a_place_without_coordinates_says_so(gazetteer: Gazetteer) -> None:
    """No point and precision "none" go together."""
    for matches in gazetteer.lookup(["Middle East", "Syria", "London", "Atlantis"]):
        for match in matches:
            footprint = match.place.footprint
            assert (footprint.point is None) == (footprint.precision == "none")


def test_an_area_is_geojson_or_none(gazetteer: Gazetteer) -> None:
    """A country has an outline, a place nobody knows has none."""
    assert json.loads((gazetteer.area("geonames:163843") or ("",))[0])["type"] in {"Polygon", "MultiPolygon"}
    assert gazetteer.area("geonames:0") is None


@pytest.mark.parametrize("level", ["110m", "50m"])
def test_a_base_map_is_topojson_of_countries(gazetteer: Gazetteer, level: str) -> None:
    """Its geometries refer to arcs that exist, and are known by country code."""
    topology = json.loads(gazetteer.basemap(level))  # type: ignore[arg-type]
    geometries = topology["objects"]["countries"]["geometries"]
    assert topology["type"] == "Topology" and "transform" in topology
    assert {"SY", "TR"} <= {geometry.get("id") for geometry in geometries}
    for geometry in geometries:
        for number in _numbers(geometry["arcs"]):
            assert (number if number >= 0 else ~number) < len(topology["arcs"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(name=st.text())
def test_any_text_may_be_asked(gazetteer: Gazetteer, name: str) -> None:
    """No name makes a lookup fail."""
    assert len(gazetteer.lookup([name, name])) == 2


def _numbers(arcs: object) -> Iterator[int]:
    if isinstance(arcs, int):
        yield arcs
    else:
        assert isinstance(arcs, list)
        for part in arcs:
            yield from _numbers(part)
