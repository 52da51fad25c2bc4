"""Positions written in a text are places in their own right."""

from __future__ import annotations

import pytest

from geo.model import Mention
from geo.resolve.stated_positions import stated_position
from tests.resolve.tiny import resolve


def mention(surface: str) -> Mention:
    return Mention("d", 0, len(surface), surface, "LOC", "test")


@pytest.mark.parametrize(
    ("surface", "lat", "lon"),
    [("35.336, 40.141", 35.336, 40.141), ("36°12′N 37°09′E", 36.2, 37.15), ("S 33.9° E 18.4°", -33.9, 18.4)],
)
def test_a_position_is_placed_where_it_says(surface: str, lat: float, lon: float) -> None:
    """Its point is exact and its reason says that the text gives it."""
    position = stated_position(mention(surface))
    assert position is not None
    assert position.place.footprint.point == pytest.approx((lat, lon))
    assert [reason.rule for reason in position.reasons] == ["coordinates"]
    assert position.place.evidence == "the text itself"
    [resolution] = resolve(f"At {surface} it stood.", mention(surface))
    assert (resolution.status, resolution.place) == ("resolved", position.place)


def test_two_spellings_of_a_position_are_one_place() -> None:
    """The id is the position, so that the map has one pin."""
    first, second = stated_position(mention("36.200, 37.150")), stated_position(mention("36°12′N 37°09′E"))
    assert first is not None and second is not None
    assert first.place.id == second.place.id


@pytest.mark.parametrize("surface", ["Syria", "North Sea", "10 Downing Street", "N", "7th Arrondissement"])
def test_a_name_is_no_position(surface: str) -> None:
    """Names go to the gazetteer, also those that begin like a position."""
    assert stated_position(mention(surface)) is None
