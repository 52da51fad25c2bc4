"""What the words around a name say of the kind of place that it means."""

from __future__ import annotations

import pytest

from geo.gazetteer.store import SqliteGazetteer
from geo.resolve.kind_words import said_beside, said_beside_list
from tests.resolve.tiny import DUBLIN_OHIO, places, resolve


def kinds(world: SqliteGazetteer, text: str, *names: str) -> list[str | None]:
    return [
        resolution.place.kind if resolution.place else None for resolution in resolve(text, *names, gazetteer=world)
    ]


@pytest.mark.gazetteer
@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Votes in Nsanje and Chikwawa districts, Malawi.", ("Nsanje", "Chikwawa"), "admin2"),
        ("Snow fell in Kagoshima and Miyazaki prefectures.", ("Kagoshima", "Miyazaki"), "admin1"),
        ("Markets in Kagoshima and Miyazaki were shut.", ("Kagoshima", "Miyazaki"), "settlement"),
        ("Fires burnt in the counties of Grant, Clay and Becker in Minnesota.", ("Grant", "Clay", "Becker"), "admin2"),
    ],
)
def test_a_plural_beside_a_list_says_what_each_name_in_it_is(
    world: SqliteGazetteer, text: str, names: tuple[str, ...], expected: str
) -> None:
    assert set(kinds(world, text, *names)) == {expected}


def test_a_plural_beside_one_name_says_nothing() -> None:
    """ "The Gulf states" are no state called Gulf."""
    assert said_beside("the Gulf states met", 4, 8) is None
    assert said_beside_list("Lakes Erie and Ontario froze", 6, 22) is not None


@pytest.mark.gazetteer
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("DARBHANGA: Forty villages in Bihar were cut off.", "DARBHANGA"),
        ("Fishermen in Homa Bay met.", "Homa Bay"),
        ("Growers around Cartago, Costa Rica, hurried.", "Cartago"),
        ("Officials in Kottayam waited.", "Kottayam"),
    ],
)
def test_a_bare_name_is_the_town_in_the_unit_that_is_named_after_it(
    world: SqliteGazetteer, text: str, name: str
) -> None:
    """However many more people live in the district than in its town."""
    assert kinds(world, text, name) == ["settlement"]


@pytest.mark.gazetteer
def test_the_capital_of_a_name_makes_it_a_country(world: SqliteGazetteer) -> None:
    text = "A museum in Wabash, Indiana, has bark from the capital of Peru, as Peruvians say."
    country = resolve(text, "Wabash", "Indiana", "Peru", gazetteer=world)[2]
    assert country.place is not None and country.place.kind == "country"
    assert "capital" in " ".join(reason.sentence for reason in country.candidates[0].reasons)


@pytest.mark.gazetteer
@pytest.mark.parametrize(
    ("text", "expected"),
    [("Ships crossed the Baltic.", "water"), ("The Baltic states met.", "bloc")],
)
def test_an_article_makes_a_sea_of_a_name_that_no_noun_follows(
    world: SqliteGazetteer, text: str, expected: str
) -> None:
    name = "Baltic states" if expected == "bloc" else "Baltic"
    assert kinds(world, text, name) == [expected]


@pytest.mark.gazetteer
def test_a_place_whose_position_is_unknown_yields_to_its_namesake(world: SqliteGazetteer) -> None:
    """The port, not the district around it that is drawn in the middle of its governorate."""
    port = resolve("Trucks left Al Mukalla for Sayun in Yemen.", "Al Mukalla", "Sayun", "Yemen", gazetteer=world)[0]
    assert port.place is not None and port.place.footprint.precision != "parent"


def test_a_place_in_a_river_s_name_is_less_sure_than_in_another_s() -> None:
    """A river runs far from the town that it is called like."""
    river = resolve("Ice lay on the Manila River.", "Manila River")[0]
    church = resolve("Mass was said in Manila Cathedral.", "Manila Cathedral")[0]
    assert river.confidence is not None and church.confidence is not None
    assert river.confidence < church.confidence


def test_a_place_in_a_country_that_nothing_else_lies_in_says_so() -> None:
    text = "From Dallas and Atlanta, Texas, they flew to Dublin."
    dublin = resolve(text, "Dallas", "Atlanta", "Texas", "Dublin")[3]
    foreign = [c for c in dublin.candidates if any(reason.rule == "foreign" for reason in c.reasons)]
    assert [candidate.place.country for candidate in foreign] == ["Ireland"]
    assert places("Columbus, Powell, Dublin.", "Columbus", "Powell", "Dublin")[2] == DUBLIN_OHIO


@pytest.mark.gazetteer
def test_what_is_said_of_the_region_does_not_pull_its_town_along(world: SqliteGazetteer) -> None:
    text = "Streams run beneath São Paulo. The São Paulo state government had a map of Osasco too."
    assert kinds(world, text, "São Paulo", "São Paulo", "Osasco")[:2] == ["settlement", "admin1"]


@pytest.mark.gazetteer
@pytest.mark.parametrize(
    ("text", "favoured"),
    [
        ("MALTA, Ill. — Books are stacked in the college.", {"settlement"}),
        ("MALTA (Reuters) - Books are stacked in the college.", {"settlement"}),
        ("MALTA was sold out.", set()),
        ("She wrote from MALTA: nothing.", set()),
    ],
)
def test_a_dateline_favours_towns(world: SqliteGazetteer, text: str, favoured: set[str]) -> None:
    candidates = resolve(text, "MALTA", gazetteer=world)[0].candidates
    assert {c.place.kind for c in candidates if any(r.rule == "dateline" for r in c.reasons)} == favoured


@pytest.mark.gazetteer
@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Two men died at the mouth of the Congo.", "Congo", "water"),
        ("They camped on the banks of the Niger.", "Niger", "water"),
        ("The banks of Lebanon were shut.", "Lebanon", "country"),
        ("Banks of the Niger flooded.", "Niger", "water"),
    ],
)
def test_mouth_and_banks_are_those_of_a_river(world: SqliteGazetteer, text: str, name: str, expected: str) -> None:
    assert kinds(world, text, name) == [expected]
