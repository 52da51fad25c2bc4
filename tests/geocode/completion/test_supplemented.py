"""The gazetteer with a geocoder's answers laid over it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from geo.geocode.supplemented import SupplementedGazetteer
from geo.model import Place, Point
from tests.fakes import BRUSSELS, LONDON, LONDON_ONTARIO, SYRIA, FakeGazetteer
from tests.geocode.completion.conftest import VILLAGE


def laid_over(**places: list[Place]) -> SupplementedGazetteer:
    return SupplementedGazetteer(FakeGazetteer(), places, source_id="fake")


def found(gazetteer: SupplementedGazetteer, name: str) -> list[Place]:
    return [match.place for match in gazetteer.lookup([name])[0]]


def test_added_places_stand_behind_the_gazetteers_own() -> None:
    """The gazetteer's order of prominence holds."""
    assert found(laid_over(london=[VILLAGE]), "London") == [LONDON, LONDON_ONTARIO, VILLAGE]
    assert found(laid_over(london=[VILLAGE]), "Brussels") == [BRUSSELS]


def test_a_place_under_another_id_is_not_added_twice() -> None:
    """The same name in the same country, a few kilometres off, is the same town; far away it is another."""
    point = Point(51.52, -0.1)
    twin = replace(LONDON, id="osm:relation/65606", footprint=replace(LONDON.footprint, point=point))
    other = replace(twin, footprint=replace(LONDON.footprint, point=Point(54.5, -6.0)))
    assert found(laid_over(london=[twin, LONDON]), "London") == [LONDON, LONDON_ONTARIO]
    assert found(laid_over(london=[other]), "London") == [LONDON, LONDON_ONTARIO, other]


def test_points_of_a_country_may_lie_far_apart() -> None:
    """A country is one place wherever its point is put."""
    twin = replace(SYRIA, id="osm:relation/184840", footprint=replace(SYRIA.footprint, point=Point(34.6, 38.7)))
    assert found(laid_over(syria=[twin]), "Syria") == [SYRIA]


def test_a_name_that_is_not_the_places_own_is_an_alternate() -> None:
    """The rules learn whether the geocoder's place is called as the text has it."""
    gazetteer = laid_over(**{"abu khashab": [VILLAGE], "the village": [VILLAGE], "village": [VILLAGE]})
    [[usual], [other]] = gazetteer.lookup(["Abu Khashab", "the village"])
    assert (usual.name_type, other.name_type) == ("canonical", "alternate")


@given(st.lists(st.sampled_from(["London", "Syria", "Atlantis", "Abu Khashab", ""]), max_size=8))
def test_nothing_is_lost_and_the_order_holds(names: list[str]) -> None:
    """What the gazetteer answers comes back as it is, with at most more behind it."""
    supplemented = laid_over(**{"london": [VILLAGE], "abu khashab": [VILLAGE]}).lookup(names)
    for own, more in zip(FakeGazetteer().lookup(names), supplemented, strict=True):
        assert more[: len(own)] == own


def test_outlines_and_base_map_are_the_gazetteers() -> None:
    """A resolver that draws areas finds what it needs."""
    assert laid_over().area(SYRIA.id) == FakeGazetteer().area(SYRIA.id)
    assert laid_over().basemap("110m") == FakeGazetteer().basemap("110m")
    assert laid_over().id == "fake-gazetteer-1+fake"
