"""The rules that look at a document: its origin, its lists, its counties, its capitals, the words beside a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from geo.areas import AreaDrawing
from geo.model import BBox, Document, Mention, NameMatch, Place
from geo.resolve.candidates import Name, Option
from geo.resolve.context import Counties, Sense, Witnesses
from geo.resolve.resolver import RuleResolver
from geo.resolve.typed_name import place_called
from geo.text.toponym import fold
from tests.fakes import make_place
from tests.resolve.tiny import (
    ATLANTA,
    DUBLIN,
    DUBLIN_OHIO,
    GEORGIA,
    GEORGIA_STATE,
    PARIS,
    PARIS_TEXAS,
    TBILISI,
    Read,
    TinyGazetteer,
    mention,
    read_all,
)


def town(number: int, name: str, lat: float, lon: float, admin1: str, people: int, admin2: str) -> Place:
    """Return a town in the United States."""
    place = make_place(f"geonames:{number}", name, "settlement", lat, lon, "US", "United States", admin1, people)
    return replace(place, admin2=admin2)


def county(number: int, name: str, lat: float, lon: float, admin1: str, people: int) -> Place:
    """Return a county in the United States."""
    place = make_place(f"geonames:{number}", name, "admin2", lat, lon, "US", "United States", admin1, people)
    return replace(place, admin2=name)


WASHINGTON = make_place("geonames:4140963", "Washington", "settlement", 38.9, -77.04, "US", "United States",
                        "District of Columbia", 690_000)  # fmt: skip
WASHINGTON_STATE = make_place("geonames:5815135", "Washington", "admin1", 47.5, -120.5, "US", "United States",
                              "Washington", 7_700_000)  # fmt: skip
ANKARA = make_place("geonames:323786", "Ankara", "settlement", 39.92, 32.85, "TR", "Turkey", "Ankara", 3_500_000)
MOSCOW = make_place("geonames:524901", "Moscow", "settlement", 55.75, 37.62, "RU", "Russia", "Moscow", 10_400_000)
ARMENIA = make_place("geonames:174982", "Armenia", "country", 40.0, 45.0, "AM", "Armenia", None, 2_950_000)
AZERBAIJAN = make_place("geonames:587116", "Azerbaijan", "country", 40.4, 47.8, "AZ", "Azerbaijan", None, 9_900_000)
ALABAMA = make_place(
    "geonames:4829764", "Alabama", "admin1", 32.75, -86.75, "US", "United States", "Alabama", 4_800_000
)
FLORIDA = make_place(
    "geonames:4155751", "Florida", "admin1", 28.75, -82.5, "US", "United States", "Florida", 17_000_000
)
HUNTSVILLE = town(1, "Huntsville", 34.73, -86.59, "Alabama", 190_000, "Madison County")
HUNTSVILLE_TEXAS = town(2, "Huntsville", 30.72, -95.55, "Texas", 38_000, "Walker County")
WALKER = county(3, "Walker County", 33.8, -87.3, "Alabama", 67_000)
WALKER_TEXAS = county(4, "Walker County", 30.74, -95.57, "Texas", 67_000)
NIGER = make_place("geonames:2440476", "Niger", "country", 18.0, 9.0, "NE", "Niger", None, 22_000_000)
NIGER_RIVER = make_place("wherein:niger", "Niger", "water", 13.0, 2.0, bbox=BBox(4.4, -10.8, 17.1, 7.7))
PLACES = (WASHINGTON, WASHINGTON_STATE, ANKARA, MOSCOW, ARMENIA, AZERBAIJAN, ALABAMA, FLORIDA, HUNTSVILLE,
          HUNTSVILLE_TEXAS, WALKER, WALKER_TEXAS, NIGER, NIGER_RIVER)  # fmt: skip


class WiderGazetteer(TinyGazetteer):
    """Knows `PLACES` too."""

    def lookup(self, names: Sequence[str]) -> list[tuple[NameMatch, ...]]:
        more = [
            tuple(NameMatch(place, place.name, "canonical") for place in PLACES if fold(place.name) == fold(name))
            for name in names
        ]
        return [(*own, *new) for own, new in zip(super().lookup(names), more, strict=True)]


def read(text: str, *names: str, url: str | None = None, home: Place | None = None) -> tuple[Read, ...]:
    """Resolve names in a text, each looked for behind the one before."""
    mentions: list[Mention] = []
    for name in names:
        mentions.append(mention(text, name, mentions[-1].end if mentions else 0))
    gazetteer = WiderGazetteer()
    resolver = RuleResolver(gazetteer, areas=AreaDrawing(gazetteer), home=home)
    return read_all(resolver, Document.make(text, url=url), mentions)


def sentences(resolution: Read) -> dict[str, str]:
    """Return what each rule says of the chosen place."""
    return {reason.rule: reason.sentence for reason in resolution.candidates[0].reasons}


def test_a_local_paper_means_the_place_nearby() -> None:
    """In a paper of Paris, Texas, Paris is that town, and the reason names the paper and its town."""
    [paris] = read("A man from Paris was hurt.", "Paris", url="https://www.theparisnews.com/story/1")
    assert paris.place == PARIS_TEXAS
    assert sentences(paris)["home"].startswith("The text comes from theparisnews.com, which reports from Paris, Texas;")


@pytest.mark.parametrize("url", [None, "https://www.bbc.co.uk/news", "https://example.org/", "http://[", "nonsense"])
def test_a_paper_of_the_world_or_an_unknown_address_favours_no_region(url: str | None) -> None:
    [dublin] = read("Dublin was quiet.", "Dublin", url=url)
    assert dublin.place == DUBLIN
    assert "home" not in sentences(dublin)


def test_an_outlet_that_is_not_listed_has_the_country_of_its_domain() -> None:
    [dublin] = read("Dublin was quiet.", "Dublin", url="https://unlisted.ie/1")
    assert (
        sentences(dublin)["home"] == "The text comes from unlisted.ie, a domain of Ireland; this lies in Ireland too."
    )


def test_the_reader_can_say_what_a_text_is_about() -> None:
    """ "Near Texas" weighs like a paper of Texas, and goes before the address."""
    [paris] = read("A man from Paris was hurt.", "Paris", url="https://unlisted.fr/", home=PARIS_TEXAS)
    assert paris.place == PARIS_TEXAS
    assert sentences(paris)["home"].startswith("You said that the text is about Paris, Texas;")


def test_what_the_text_says_outright_goes_before_where_it_comes_from() -> None:
    [dublin, _] = read("He left Dublin, Ohio, at noon.", "Dublin", "Ohio", url="https://www.irishtimes.com/1")
    assert dublin.place == DUBLIN_OHIO


def test_a_town_and_a_county_that_fit_in_one_state_decide_each_other() -> None:
    """Huntsville and Walker County are both better known in Alabama, but only that of Texas lies in its namesake."""
    huntsville, walker = read("Police in Huntsville, and Walker County deputies, came.", "Huntsville", "Walker County")
    assert (huntsville.place, walker.place) == (HUNTSVILLE_TEXAS, WALKER_TEXAS)
    assert "Walker County" in sentences(huntsville)["county"]
    assert "Huntsville" in sentences(walker)["county"]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Talks with Armenia, Georgia and Azerbaijan went on.", ("Armenia", "Georgia", "Azerbaijan"), GEORGIA),
        ("Storms hit Alabama, Georgia and Florida.", ("Alabama", "Georgia", "Florida"), GEORGIA_STATE),
    ],
)
def test_a_list_names_places_of_one_kind(text: str, names: tuple[str, ...], expected: Place) -> None:
    georgia = read(text, *names)[1]
    assert georgia.place == expected
    assert "list" in sentences(georgia)


def test_a_capital_among_capitals_is_a_capital() -> None:
    """Washington beside Moscow and Ankara is D.C., surely so."""
    washington = read("Moscow and Ankara met; later Washington joined.", "Moscow", "Ankara", "Washington")[2]
    assert washington.place == WASHINGTON
    assert "Moscow" in sentences(washington)["fellow capitals"]
    alone = read("Washington was quiet.", "Washington")[0]
    assert (washington.confidence or 0) > (alone.confidence or 0)


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("Ankara said it would not yield.", True),
        ("Extremists, as viewed by Ankara, fled.", True),
        ("Few spend as much on defence as Ankara.", True),
        ("Snow fell on Ankara.", False),
    ],
)
def test_a_capital_that_acts_stands_for_its_government(text: str, speaks: bool) -> None:
    """The place stays; a note says what it stands for."""
    [ankara] = read(text, "Ankara")
    assert ankara.place == ANKARA
    assert ankara.note == ("Here it stands for the government of Turkey." if speaks else "")


def test_a_country_with_an_article_keeps_it_in_the_note() -> None:
    assert read("Washington denied it.", "Washington")[0].note.endswith("of the United States.")


def test_what_the_text_calls_a_place_decides_its_kind() -> None:
    """ "Washington state" is the state, "the Niger river" the river; the next mention without the word is free."""
    state, _ = read("In Washington state it rained. Ohio was dry.", "Washington", "Ohio")
    assert state.place == WASHINGTON_STATE
    assert sentences(state)["called"] == "The text calls it a state."
    assert read("They crossed the Niger river.", "Niger")[0].place == NIGER_RIVER
    country, river = read("The army of Niger crossed the Niger river.", "Niger", "Niger")
    assert (country.place, river.place) == (NIGER, NIGER_RIVER)


def test_the_capital_of_a_country_is_in_it() -> None:
    tbilisi, georgia = read("In Tbilisi, the capital of Georgia, it rained.", "Tbilisi", "Georgia")
    assert (tbilisi.place, georgia.place) == (TBILISI, GEORGIA)
    assert read("Atlanta, the capital of Georgia, is hot.", "Atlanta", "Georgia")[0].place == ATLANTA


def test_every_reason_of_a_share_is_there_for_the_runner_up_too() -> None:
    [paris] = read("A night in Paris.", "Paris")
    assert paris.place == PARIS
    for candidate in paris.candidates:
        assert candidate.score == pytest.approx(sum(reason.weight for reason in candidate.reasons))


def test_a_place_can_be_typed_with_what_it_lies_in() -> None:
    gazetteer = WiderGazetteer()
    assert place_called(gazetteer, "Paris") == PARIS
    assert place_called(gazetteer, "Paris, Texas") == PARIS_TEXAS
    assert place_called(gazetteer, " Paris , Tex. ") == PARIS_TEXAS
    assert place_called(gazetteer, "Atlantis") is None
    assert place_called(gazetteer, " , ") is None


@pytest.mark.parametrize(("lead", "is_read"), [(2.0, True), (0.6, True), (0.1, True), (-0.1, False), (-2.0, False)])
def test_a_country_that_is_likelier_than_not_speaks_for_its_towns(lead: float, is_read: bool) -> None:
    """A name is read as what has more than half of its votes, however narrowly."""
    matches = (NameMatch(GEORGIA, "Georgia", "canonical"), NameMatch(GEORGIA_STATE, "Georgia", "canonical"))
    options = tuple(Option(match, rank, "exact") for rank, match in enumerate(matches))
    georgia = Sense(Name(options, (lead, 0.0), ((), ())))
    town = Sense(Name((Option(NameMatch(TBILISI, "Tbilisi", "canonical"), 0, "exact"),), (0.0,), ((),)))
    heard = Witnesses(town, [georgia, town], Counties([georgia, town]), None)
    assert ("GE" in heard.countries) == is_read
    assert bool(heard.admin1s) != is_read
