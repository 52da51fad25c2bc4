"""Outlines of states and provinces, drawn from their towns."""

from __future__ import annotations

import json

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.gazetteer.drawn_outlines import Town, unit_outlines

COUNTRY = json.dumps({"type": "Polygon", "coordinates": [[[0, 0], [10, 0], [10, 6], [0, 6], [0, 0]]]})
positions = st.tuples(st.floats(0.1, 5.9), st.floats(0.1, 9.9)).map(lambda at: (round(at[0], 2), round(at[1], 2)))


def shapes(towns: list[Town]) -> dict[str, shapely.Geometry]:
    return {unit: shapely.from_geojson(area.geometry) for unit, area in unit_outlines(towns, COUNTRY).items()}


def test_two_towns_share_the_country_half_and_half() -> None:
    """The border runs midway between them."""
    found = shapes([Town("West", 3, 2), Town("East", 3, 8)])
    assert found["West"].bounds == pytest.approx((0, 0, 5, 6), abs=0.01)
    assert found["East"].bounds == pytest.approx((5, 0, 10, 6), abs=0.01)


def test_one_unit_alone_is_the_whole_country() -> None:
    assert shapes([Town("All", 3, 2)])["All"].area == pytest.approx(60)


def test_a_town_put_down_to_the_wrong_unit_gets_no_ground() -> None:
    """It lies far from the rest of its unit, in the middle of another."""
    right = [Town("East", 3, 9), Town("East", 3.2, 9), Town("West", 3, 1), Town("West", 3.2, 1), Town("West", 2.8, 1)]
    assert shapes([*right, Town("East", 3, 1.1)])["East"].bounds[0] > 4


def test_an_outline_says_that_it_is_approximate() -> None:
    for area in unit_outlines([Town("A", 3, 2), Town("B", 3, 8)], COUNTRY).values():
        assert (area.rule or "").startswith("Approximate:")


@settings(deadline=None)
@given(st.dictionaries(positions, st.sampled_from("ABC"), min_size=1, max_size=12))
def test_outlines_tile_the_country(towns: dict[tuple[float, float], str]) -> None:
    """Valid, inside the country, hardly overlapping, and together all of it."""
    found = shapes([Town(unit, *at) for at, unit in towns.items()])
    whole = shapely.from_geojson(COUNTRY)
    assert all(shape.is_valid and whole.buffer(0.01).covers(shape) for shape in found.values())
    assert sum(shape.area for shape in found.values()) == pytest.approx(whole.area, abs=0.3)
    assert shapely.union_all(list(found.values())).area == pytest.approx(whole.area, abs=0.3)
