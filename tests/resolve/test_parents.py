"""A name that the gazetteer does not know stands at the town that the text puts it in."""

from __future__ import annotations

import pytest

from geo.resolve.explain import what_would_change
from geo.resolve.parents import is_at_parent
from tests.resolve.tiny import COLUMBUS, PARIS, mention, resolve


@pytest.mark.parametrize("text", ["They met at Hôtel Brun in Paris.", "They met at Hôtel Brun, Paris, again."])
def test_an_unknown_name_stands_at_its_town(text: str) -> None:
    """The pin says that it is not the place's own, and is less sure than the town."""
    hotel, town = resolve(text, "Hôtel Brun", "Paris")
    assert hotel.place == town.place == PARIS and is_at_parent(hotel) and not is_at_parent(town)
    assert 0 < (hotel.confidence or 0) < (town.confidence or 0)
    assert hotel.note == "The gazetteer does not know “Hôtel Brun”; the pin is at Paris, where it is by the text."
    assert hotel.candidates[0].score == sum(reason.weight for reason in hotel.candidates[0].reasons)
    assert what_would_change(hotel).startswith("The gazetteer has no place called “Hôtel Brun”")


@pytest.mark.parametrize(
    "text",
    [
        "They left Hôtel Brun for Paris.",
        "They met at Hôtel Brun. Paris was calm.",
        "They met at Hôtel Brun, and Paris was calm.",
    ],
)
def test_other_words_between_them_say_nothing(text: str) -> None:
    assert resolve(text, "Hôtel Brun", "Paris")[0].status == "not_found"


@pytest.mark.parametrize("outer", ["Ohio", "Syria"])
def test_a_state_or_a_country_is_too_large_to_stand_for_it(outer: str) -> None:
    assert resolve(f"They met at Hôtel Brun in {outer}.", "Hôtel Brun", outer)[0].place is None


def test_peoples_stand_for_no_place_and_have_none() -> None:
    text = "The Sinhala in Columbus, and Brun in Paris."
    people, town = resolve(text, mention(text, "Sinhala", label="NORP"), "Columbus")
    assert people.place is None and town.place == COLUMBUS
    unknown, _ = resolve(text, "Brun", mention(text, "Paris", label="NORP"))
    assert unknown.place is None
