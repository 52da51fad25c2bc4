"""The town that a unit is called after."""

from __future__ import annotations

import pytest

from geo.gazetteer.chief_towns import Seats
from geo.model import Point

HERE, THERE = Point(53.7, 84.9), Point(10.0, 10.0)


@pytest.mark.parametrize(
    ("unit", "town"),
    [
        ("Lafleche", "Lafleche"),
        ("Markaz Isnā", "Isna"),
        ("Municipio de San Miguel Oeste", "San Miguel Oeste"),
        ("Webb No. 138", "Webb"),
        ("Topchikhinskiy Rayon", "Topchikha"),
        ("Azovsky District", "Azov"),
        ("Vladivostokskiy Gorodskoy Okrug", "Vladivostok"),
    ],
)
def test_kind_words_and_adjectives_do_not_hide_the_town(unit: str, town: str) -> None:
    """The sources name units in full, with what they are."""
    seats = Seats()
    seats.look_for(1, [unit], ("unit", 7))
    seats.add_town(town, HERE, [("country", 3), ("unit", 7)])
    assert seats.points() == {1: HERE}


def test_only_the_one_town_in_the_area_will_do() -> None:
    """Not one elsewhere, nor any of several."""
    seats = Seats()
    seats.look_for(1, ["Harris"], ("unit", 7))
    seats.look_for(2, ["Webb"], ("unit", 7))
    seats.add_town("Harris", HERE, [("unit", 8)])
    seats.add_town("Webb", HERE, [("unit", 7)])
    seats.add_town("Webb", THERE, [("unit", 7)])
    assert seats.points() == {}


def test_the_very_name_goes_before_a_like_one() -> None:
    """Zarinsky District lies about Zarinskiy, where there is such a town, rather than about Zarin."""
    seats = Seats()
    seats.look_for(1, ["Zarinsky District"], ("unit", 7))
    seats.add_town("Zarin", THERE, [("unit", 7)])
    seats.add_town("Zarinsky", HERE, [("unit", 7)])
    assert seats.points() == {1: HERE}
