"""A name that the gazetteer does not know stands at the town that the text puts it in."""

from __future__ import annotations

import pytest

from geo.model import Place
from geo.resolve.unknown_names import is_at_parent
from tests.phrases import phrase_of
from tests.resolve.tiny import COLUMBUS, DALLAS, MANILA, PARIS, TEXAS, mention, resolve


@pytest.mark.parametrize("text", ["They met at Hôtel Brun in Paris.", "They met at Hôtel Brun, Paris, again."])
def test_an_unknown_name_stands_at_its_town(text: str) -> None:
    """The pin says that it is not the place's own, and is less sure than the town."""
    hotel, town = resolve(text, "Hôtel Brun", "Paris")
    assert hotel.place == town.place == PARIS and is_at_parent(hotel.explanation) and not is_at_parent(town.explanation)
    assert 0 < (hotel.confidence or 0) < (town.confidence or 0)
    assert hotel.note == "The gazetteer knows no “Hôtel Brun” in Paris; the pin is at Paris, where the text puts it."
    assert hotel.candidates[0].score == sum(reason.weight for reason in hotel.candidates[0].reasons)
    assert hotel.change.startswith("The gazetteer knows no “Hôtel Brun” there")


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


def test_the_text_outweighs_an_unsure_reading_elsewhere_and_keeps_it() -> None:
    """A name inside the name is a weak reading: the hotel is where the text says, and Manila stays a candidate."""
    hotel, town = resolve("They met at the Manila Hotel in Paris.", "Manila Hotel", "Paris")
    assert hotel.place == town.place == PARIS
    assert [candidate.place for candidate in hotel.candidates] == [PARIS, MANILA]
    assert hotel.candidates[0].score > hotel.candidates[1].score


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("They beat Texas in Paris.", "Texas", TEXAS),
        ("They beat Dallas in Paris.", "Dallas", DALLAS),
        ("They met in Columbus in Ohio.", "Columbus", COLUMBUS),
    ],
)
def test_what_is_sure_or_large_stays(text: str, name: str, place: Place) -> None:
    """Teams play and people meet away from home."""
    other = "Paris" if "Paris" in text else "Ohio"
    assert resolve(text, name, other)[0].place == place


@pytest.mark.parametrize("outer", ["Ohio", "Syria"])
def test_a_state_or_a_country_is_too_large_to_stand_for_it(outer: str) -> None:
    assert resolve(f"They met at Hôtel Brun in {outer}.", "Hôtel Brun", outer)[0].place is None


def test_peoples_stand_for_no_place_and_have_none() -> None:
    text = "The Sinhala in Columbus, and Brun in Paris."
    people, town = resolve(text, mention(text, "Sinhala", label="NORP"), "Columbus")
    assert people.place is None and town.place == COLUMBUS
    unknown, _ = resolve(text, "Brun", mention(text, "Paris", label="NORP"))
    assert unknown.place is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shops in Xyzton, Paris and Dallas shut.", ("Xyzton", "Paris", "Dallas")),
        ("Xyzton, Columbus, Dallas: all shut.", ("Xyzton", "Columbus", "Dallas")),
    ],
)
def test_a_name_in_a_list_lies_in_none_of_the_others(text: str, names: tuple[str, ...]) -> None:
    assert resolve(text, *names)[0].place is None


def test_a_towns_state_is_no_list() -> None:
    hotel = resolve("They met at Hôtel Brun, Paris, Texas.", "Hôtel Brun", "Paris", "Texas")[0]
    assert hotel.place is not None and hotel.place.admin1 == "Texas"


def test_what_is_beside_a_name_is_not_drawn_from_its_town() -> None:
    """Five kilometres north of an unknown village are not five north of the town that it is near."""
    text = "A camp 5 km north of Xyzton, Paris."
    assert resolve(text, mention(text, "Xyzton", phrase=phrase_of("5 km north of")), "Paris")[0].place is None


def test_a_position_behind_a_name_is_no_town_that_it_lies_in() -> None:
    assert resolve("Xyzton (36.2000, 37.1000) fell.", "Xyzton", "36.2000, 37.1000")[0].place is None


def test_a_place_stands_once_among_the_candidates() -> None:
    hotel = resolve("They met at the Manila Hotel in Paris.", "Manila Hotel", "Paris")[0]
    ids = [candidate.place.id for candidate in hotel.candidates]
    assert len(ids) == len(set(ids))
