"""Our own places lie in the state or province of the towns around them."""

from __future__ import annotations

import pytest

from geo.gazetteer.sources.record import PlaceRecord
from geo.gazetteer.store import SqliteGazetteer
from geo.gazetteer.surroundings import Surroundings
from geo.model import PlaceKind, Point


def record(lat: float, lon: float, admin1: str | None, kind: PlaceKind = "settlement", code: str = "US") -> PlaceRecord:
    return PlaceRecord(f"t:{lat},{lon}", "Place", kind, "test", code, admin1, point=Point(lat, lon))


@pytest.fixture
def around() -> Surroundings:
    """A border along the meridian 0, towns on both sides; one far to the north, one in another country."""
    towns = Surroundings()
    for lat in (0.0, 0.1, 0.2):
        towns.add("US", Point(lat, -0.2), "West")
        towns.add("US", Point(lat, 0.2), "East")
    towns.add("US", Point(3.0, 0.0), "North")
    towns.add("CA", Point(0.1, -0.19), "Abroad")
    return towns


@pytest.mark.parametrize(
    ("place", "admin1"),
    [
        (record(0.1, -0.21, None), "West"),
        (record(0.1, 0.3, None, "facility"), "East"),
        (record(0.1, 0.0, None), None),
        (record(3.1, 0.1, None), "North"),
        (record(9.0, 9.0, None), None),
        (record(0.1, -0.2, "Own"), "Own"),
        (record(0.1, -0.2, None, "water"), None),
        (record(0.1, -0.2, None, code="CA"), "Abroad"),
    ],
)
def test_the_nearest_towns_say_the_unit_where_they_agree(
    around: Surroundings, place: PlaceRecord, admin1: str | None
) -> None:
    """On a border they do not; a river may run through several units."""
    assert around.completed(place).admin1 == admin1


@pytest.mark.gazetteer
def test_curated_places_have_their_unit(world: SqliteGazetteer) -> None:
    found = {match.place.admin1 for match in world.lookup(["Squirrel Hill"])[0]}
    assert found == {"Pennsylvania"}
