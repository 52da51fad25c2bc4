"""A name that a town shares with the region around it."""

from __future__ import annotations

import pytest

from geo.gazetteer.store import SqliteGazetteer
from tests.resolve.tiny import mention, resolve

pytestmark = pytest.mark.gazetteer


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Fighting went on in Herat on Monday.", "Herat", "settlement"),
        ("A café in Zürich was shut.", "Zürich", "settlement"),
        ("Buses run to Cusco.", "Cusco", "settlement"),
        ("The province of Quebec voted, and Quebec waited.", "Quebec", "admin1"),
        ("Voters in Texas waited.", "Texas", "admin1"),
        ("Aid reached Gaza by sea.", "Gaza", "admin1"),
    ],
)
def test_a_bare_name_is_the_town_where_the_region_is_named_after_it(
    world: SqliteGazetteer, text: str, name: str, kind: str
) -> None:
    """A region much larger than its town keeps the name, one that is its town's hinterland yields it."""
    [resolution] = resolve(text, mention(text, name, text.rindex(name)), gazetteer=world)
    assert resolution.place is not None
    assert resolution.place.kind == kind


def places(world: SqliteGazetteer, text: str, *names: str) -> list[str]:
    resolved = resolve(text, *names, gazetteer=world)
    return [f"{r.place.name}, {r.place.admin1}" if r.place else "" for r in resolved]


def test_a_state_keeps_its_name_from_a_village_in_the_next_one(world: SqliteGazetteer) -> None:
    """There is a Florida in the state of New York, near Riverdale; the text can still say that it means that one."""
    text = "A ticket sold in Riverdale, Morristown and Paterson, New Jersey won, as one in Florida had."
    assert places(world, text, "Riverdale", "Paterson", "New Jersey", "Florida")[-1] == "Florida, Florida"
    text = "The fire in Florida, N.Y., was out by noon."
    assert places(world, text, "Florida", "N.Y.")[0] == "Florida, New York"


def test_towns_of_a_list_do_not_lie_in_each_other(world: SqliteGazetteer) -> None:
    """New York is a city here, as the other two are; "Albany, New York, and Boston" still has a state in it."""
    text = "After stops in Washington, New York and Boston, the prince flew on."
    found = places(world, text, "Washington", "New York", "Boston")
    assert found == ["Washington, District of Columbia", "New York City, New York", "Boston, Massachusetts"]
    text = "After stops in Paris, Texas and Boston, the prince flew on."
    assert places(world, text, "Paris", "Texas", "Boston")[:2] == ["Paris, Texas", "Texas, Texas"]


def test_a_state_that_only_places_one_town_draws_no_others_to_it(world: SqliteGazetteer) -> None:
    """Georgia has a Gainesville and a Perry too, but only Valdosta is said to lie there."""
    text = "They fled from Tallahassee to Valdosta, Georgia. Gas is out in Gainesville, Perry and Lake City."
    found = places(world, text, "Tallahassee", "Valdosta", "Georgia", "Gainesville", "Perry", "Lake City")
    assert found[1] == "Valdosta, Georgia"
    assert found[3:] == ["Gainesville, Florida", "Perry, Florida", "Lake City, Florida"]


def test_a_bearing_is_a_region_only_where_the_text_is_about_its_country(world: SqliteGazetteer) -> None:
    """A heading of a report is no region of a country that the report does not name."""
    text = "Northwest: airstrikes hit Kalemyo in Myanmar."
    alone, _ = resolve(text, "Northwest", "Myanmar", gazetteer=world)
    assert alone.status == "ambiguous" and (alone.confidence or 0) < 0.2
    assert any(reason.rule == "bearing" for reason in alone.candidates[0].reasons)
    assert places(world, "In Cameroon, the Far North was calm.", "Cameroon", "Far North")[1] == "Far North, Far North"


def test_a_state_that_is_said_with_its_country_still_counts_as_named(world: SqliteGazetteer) -> None:
    """ "Georgia, USA" names a state; "Valdosta, Georgia" only says where Valdosta is."""
    text = "Fighting in Punjab, Pakistan, went on. Markets in Sahiwal shut."
    sahiwal = resolve(text, "Punjab", "Pakistan", "Sahiwal", gazetteer=world)[2]
    assert any(reason.rule == "region named" for reason in sahiwal.candidates[0].reasons)


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("The ferry to Öland was full.", "Öland", "Öland"),
        ("The hills of Romanija were quiet.", "Romanija", "Romanija"),
        ("Rebels advanced in Congo on Monday.", "Congo", "Democratic Republic of the Congo"),
        ("Talks on Korea began.", "Korea", "South Korea"),
    ],
)
def test_a_countrys_name_in_another_language_yields_to_a_place_that_is_called_so(
    world: SqliteGazetteer, text: str, name: str, place: str
) -> None:
    [resolution] = resolve(text, name, gazetteer=world)
    assert resolution.place is not None and resolution.place.name == place
