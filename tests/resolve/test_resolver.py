"""What the rules make of names with several readings, on a gazetteer of a handful of places."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from geo.areas import AreaDrawing
from geo.model import Document, Mention, NameMatch, Place
from geo.resolve.candidates import Query, find_options
from geo.resolve.resolver import RuleResolver
from tests.fakes import make_place
from tests.phrases import phrase_of
from tests.resolve.tiny import (
    AUGUSTA,
    BUTLER_COUNTY,
    DUBLIN,
    DUBLIN_OHIO,
    GEORGIA,
    GEORGIA_STATE,
    MANILA,
    MOUNT_PLEASANT,
    NOWHERE,
    PARIS,
    PARIS_TEXAS,
    SYRIA,
    TEXAS,
    UNITED_STATES,
    TinyGazetteer,
    mention,
    places,
    read_all,
    resolve,
)


def test_without_context_the_larger_place_is_meant() -> None:
    assert places("A night in Paris.", "Paris") == [PARIS]


def test_a_state_behind_a_comma_decides() -> None:
    """ "Paris, Texas" is in Texas, and the reason says so in the reader's words."""
    paris, texas = resolve("He drove to Paris, Texas, at night.", "Paris", "Texas")
    assert (paris.place, texas.place) == (PARIS_TEXAS, TEXAS)
    sentences = {reason.rule: reason.sentence for reason in paris.candidates[0].reasons}
    assert sentences["containment"] == "It is followed by “Texas”, in which it lies."


def test_an_abbreviated_state_decides_as_well() -> None:
    assert places("A fire in Paris, Tex., was put out.", "Paris", "Tex.") == [PARIS_TEXAS, TEXAS]


def test_a_name_has_one_sense_in_a_document() -> None:
    """What one mention makes clear holds for the others."""
    text = "Paris, Texas, is small. Few come to Paris by accident."
    assert places(text, "Paris", "Texas", "Paris") == [PARIS_TEXAS, TEXAS, PARIS_TEXAS]


def test_a_mention_with_a_container_of_its_own_goes_by_that() -> None:
    text = "Paris is large. Paris again. Paris once more. But Paris, Texas, is small."
    read = places(text, "Paris", "Paris", "Paris", "Paris", "Texas")
    assert read[3] == PARIS_TEXAS


def test_neighbours_outweigh_size() -> None:
    """Dublin beside Columbus and Powell is in Ohio; Dublin alone is in Ireland."""
    assert places("Dublin was quiet.", "Dublin") == [DUBLIN]
    assert places("From Columbus and Powell they came to Dublin.", "Columbus", "Powell", "Dublin")[2] == DUBLIN_OHIO


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Snow fell on Atlanta, Georgia.", ("Atlanta", "Georgia"), GEORGIA_STATE),
        ("Votes were counted in Tbilisi, Georgia.", ("Tbilisi", "Georgia"), GEORGIA),
        ("Georgia joined the talks in Tbilisi.", ("Georgia", "Tbilisi"), GEORGIA),
    ],
)
def test_georgia_is_what_its_towns_make_it(text: str, names: tuple[str, ...], expected: Place) -> None:
    read = resolve(text, *names)
    assert next(r.place for r in read if r.mention.surface == "Georgia") == expected


def test_a_usual_name_beats_another_places_alternate() -> None:
    """Augusta is not Augsburg, although Augsburg is larger and was called so once."""
    assert places("The mayor of Augusta spoke.", "Augusta") == [AUGUSTA]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Mt. Pleasant", MOUNT_PLEASANT),
        ("Butler Co.", BUTLER_COUNTY),
        ("City of Paris", PARIS),
        ("State of Texas", TEXAS),
        ("Texas state", TEXAS),
        ("Paris's", PARIS),
        ("Republic of Georgia", GEORGIA),
        ("Manila Cathedral", MANILA),
    ],
)
def test_names_are_found_in_their_variants(written: str, expected: Place) -> None:
    assert places(f"They spoke of {written} there.", written) == [expected]


class OfOneName:
    """Knows a province and a town elsewhere in its country, both called Asmeri."""

    id = "of-one-name"

    def __init__(self, people_in_town: int) -> None:
        province = make_place("a", "Asmeri", "admin1", 10.0, 10.0, "TD", "Chad", "Asmeri", 2_000_000)
        town = make_place("b", "Asmeri", "settlement", 15.0, 18.0, "TD", "Chad", "Borkou", people_in_town)
        self._matches = tuple(NameMatch(place, "Asmeri", "canonical") for place in (province, town))

    def lookup(self, names: Sequence[str]) -> list[tuple[NameMatch, ...]]:
        return [self._matches for _ in names]


@pytest.mark.parametrize(("people", "is_dwarfed"), [(500, True), (9_900, True), (10_100, False), (1_000_000, False)])
def test_a_town_gives_way_to_a_province_two_hundred_times_its_size(people: int, is_dwarfed: bool) -> None:
    """A smaller province elsewhere in the country does not take its name away."""
    options = find_options(OfOneName(people), Query("Asmeri", demonym=False))  # type: ignore[arg-type] # only asked
    assert [option.yields_to_region for option in options] == [False, is_dwarfed]


def test_a_road_is_not_the_place_it_is_called_after() -> None:
    assert places("He lives on Paris Avenue now.", "Paris Avenue") == [None]


@pytest.mark.parametrize("written", ["Powell Cathedral", "Powell Peace Concert", "Mount Pleasant Ladies"])
def test_no_small_place_is_found_inside_a_longer_name(written: str) -> None:
    """Only a town that everybody knows lends its name; of 12,800 inhabitants is none."""
    assert places(f"They spoke of {written} there.", written) == [None]


def test_a_name_found_inside_another_is_said_to_be() -> None:
    """The pin of "Manila Cathedral" is Manila's, with a note and less confidence than Manila itself has."""
    cathedral = resolve("Mass was said in Manila Cathedral.", "Manila Cathedral")[0]
    city = resolve("Mass was said in Manila.", "Manila")[0]
    assert "Manila Cathedral" in cathedral.note
    assert cathedral.confidence is not None and city.confidence is not None
    assert cathedral.confidence < city.confidence


def test_every_candidate_is_kept_with_reasons_that_add_up_to_its_score() -> None:
    """The runner-up stays, best first, and nothing but the reasons makes a score."""
    paris = resolve("He drove to Paris, Texas.", "Paris", "Texas")[0]
    assert [candidate.place for candidate in paris.candidates] == [PARIS_TEXAS, PARIS]
    for candidate in paris.candidates:
        assert candidate.score == pytest.approx(sum(reason.weight for reason in candidate.reasons))
        assert all(reason.sentence.endswith(".") for reason in candidate.reasons)
    scores = [candidate.score for candidate in paris.candidates]
    assert scores == sorted(scores, reverse=True)


def test_an_unknown_name_is_not_found_and_says_why() -> None:
    lost = resolve("They reached Atlantis.", "Atlantis")[0]
    assert (lost.status, lost.place, lost.confidence, lost.candidates) == ("not_found", None, None, ())
    assert "Atlantis" in lost.note


def test_a_people_without_a_country_is_not_found_and_says_why() -> None:
    text = "Kurdish forces came."
    lost = resolve(text, mention(text, "Kurdish", label="NORP"))[0]
    assert lost.status == "not_found"
    assert "people" in lost.note


def test_a_demonym_means_its_country_only() -> None:
    """ "American" is looked up among the demonyms, so a town of that name is no candidate."""
    text = "American troops left."
    read = resolve(text, mention(text, "American", label="NORP"))[0]
    assert [candidate.place for candidate in read.candidates] == [UNITED_STATES]


def test_a_place_without_a_point_is_resolved_and_says_so() -> None:
    read = resolve("The Nowhere Bloc met.", "Nowhere Bloc")[0]
    assert read.place == NOWHERE
    assert "not where" in read.note


def test_a_direction_word_makes_a_footprint() -> None:
    """ "northern Syria" is Syria, drawn as its northern half."""
    text = "A convoy in northern Syria."
    read = resolve(text, mention(text, "Syria", phrase=phrase_of("northern")))[0]
    assert read.place == SYRIA
    assert read.footprint is not None and read.footprint.point is not None and read.footprint.area is not None
    assert read.footprint.point.lat > 35.0


def test_a_close_race_is_ambiguous_and_a_clear_one_is_not() -> None:
    """Two places that differ in nothing but where they lie: ambiguous, and less than half sure."""
    twins = (
        make_place("geonames:1", "Twinville", "settlement", 40.0, -80.0, "US", "United States", "Ohio", 900),
        make_place("geonames:2", "Twinville", "settlement", 30.0, -95.0, "US", "United States", "Texas", 900),
    )

    class Twins(TinyGazetteer):
        def lookup(self, names: Sequence[str]) -> list[tuple[NameMatch, ...]]:
            return [tuple(NameMatch(twin, twin.name, "canonical") for twin in twins) for _ in names]

    text = "A fair in Twinville."
    resolver = RuleResolver(Twins(), areas=AreaDrawing(Twins()))
    [read] = read_all(resolver, Document.make(text), [mention(text, "Twinville")])
    assert read.status == "ambiguous"
    assert read.confidence is not None and read.confidence < 0.5
    assert resolve("The talks in Tbilisi ended.", "Tbilisi")[0].status == "resolved"


def test_more_support_means_more_confidence() -> None:
    alone = resolve("Dublin was quiet.", "Dublin")[0]
    helped = resolve("In Columbus, Powell and Dublin, Ohio, it was quiet.", "Columbus", "Powell", "Dublin", "Ohio")[2]
    assert alone.confidence is not None and helped.confidence is not None
    assert 0.0 <= alone.confidence < helped.confidence <= 1.0


def test_many_names_stay_fast_to_weigh() -> None:
    """A long document is weighed against a bounded number of its names, so the work grows with its length only."""
    names = ["Paris", "Dublin", "Columbus", "Powell", "Dallas", "Atlanta", "Georgia", "Texas"] * 400
    text = " and ".join(names)
    read = resolve(text, *names)
    assert len(read) == len(names)
    assert {r.place for r in read if r.mention.surface == "Dublin"} == {DUBLIN_OHIO}


def test_any_number_of_given_mentions_is_taken() -> None:
    """None too, and one that is the whole text."""
    assert resolve("Nothing here.") == ()
    text = "Paris"
    assert places(text, Mention("doc", 0, 5, "Paris", "GOLD", "given")) == [PARIS]
