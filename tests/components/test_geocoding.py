"""Online geocoders in the dashboard, in Streamlit's harness, on fakes."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components import state
from components.inquiry import Inquiry
from geo import factory
from geo.errors import UsageError
from geo.geocode.completion import OnlineLookup
from tests.components.conftest import APP
from tests.fakes import ARTICLE, LONDON, FakeGazetteer, FakeGeocoder, MemoryCache
from tests.geocode.completion.conftest import resolver_over

ATLANTIS = replace(LONDON, id="osm:node/9", name="Atlantis", admin1=None, source="openstreetmap")

Start = Callable[[], AppTest]


@pytest.fixture
def geocoder(monkeypatch: pytest.MonkeyPatch) -> FakeGeocoder:
    """A geocoder that the operator has switched on; it knows Atlantis."""
    made = FakeGeocoder({"Atlantis": [ATLANTIS]})
    monkeypatch.setenv("WHEREIN_GEOCODERS", "nominatim")
    online = OnlineLookup(made, FakeGazetteer(), resolver_over, below=0.0)
    monkeypatch.setattr(factory, "build_online_lookup", lambda settings, gazetteer, *, batch: online)
    return made


def told(at: AppTest, name: str) -> dict[str, Any]:
    """Return what a component was last given."""
    return next(json.loads(c.proto.json) for c in at.get("bidi_component") if c.proto.component_name == name)


def on_the_map(at: AppTest) -> str:
    return str(told(at, "wherein_map")["html"])


def counts(at: AppTest) -> str:
    return str(told(at, "wherein_headline")["status"])


def words(at: AppTest) -> str:
    return "\n".join(text.value for text in at.text)


def keys(at: AppTest) -> set[str | None]:
    return {button.key for button in at.button}


def ask(at: AppTest) -> AppTest:
    return at.button(key="geocoding.ask").click().run()


def test_without_a_geocoder_there_is_no_word_of_one(start: Start) -> None:
    """Where the operator has configured none, nothing is offered."""
    at = start()
    assert not at.exception
    assert "geocoding.ask" not in keys(at)
    assert state.GEOCODER not in [toggle.key for toggle in at.toggle]


def test_nothing_is_asked_before_somebody_says_so(start: Start, geocoder: FakeGeocoder) -> None:
    """The map is there with the gazetteer's answers; what could be asked, and what that takes, stands beside it."""
    at = start()
    assert not at.exception
    assert "6 places" in counts(at)
    assert at.button(key="geocoding.ask").label == "Ask Nominatim for 1 name"
    assert "1 names to ask, 1 s at 1/s." in words(at)
    assert not geocoder.asked


def test_answers_are_added_to_the_map(start: Start, geocoder: FakeGeocoder) -> None:
    """After the button the place has its pin, and there is nothing left to ask."""
    at = start()
    before = on_the_map(at)
    ask(at)
    assert not at.exception
    assert geocoder.asked == ["Atlantis"]
    assert "7 places" in counts(at)
    assert on_the_map(at) != before
    assert ATLANTIS.id in on_the_map(at)
    assert "geocoding.ask" not in keys(at)
    again = on_the_map(at)
    at.slider(key=state.CONFIDENCE).set_value(5).run()
    assert on_the_map(at) == again


def test_who_answered_and_when_is_told_of_a_place(start: Start, geocoder: FakeGeocoder) -> None:
    """The panel of a place names the geocoder, the time, and whether the cache knew it."""
    at = ask(start())
    at.session_state[state.SELECTED] = ATLANTIS.id
    at.run()
    assert not at.exception
    assert "“Atlantis”: found by fake on 2026-05-28 20:26 UTC, from the network." in words(at)


def test_what_was_asked_before_is_known_at_once(start: Start, geocoder: FakeGeocoder) -> None:
    """A second visitor sees the answer without asking, and that it comes from the cache."""
    ask(start())
    st.cache_resource.clear()
    at = start()
    assert "7 places" in counts(at)
    assert geocoder.asked == ["Atlantis"]
    at.session_state[state.SELECTED] = ATLANTIS.id
    at.run()
    assert "from the cache." in words(at)


def test_one_name_can_be_looked_up_again(start: Start, geocoder: FakeGeocoder) -> None:
    """A place that the geocoder has dropped leaves the map once its name is asked for anew."""
    at = ask(start())
    geocoder.answers = {}
    at.button(key="geocoding.again").click().run()
    assert not at.exception
    assert geocoder.asked == ["Atlantis", "Atlantis"]
    assert "6 places" in counts(at)
    assert "Neither the gazetteer nor fake has a place called" in on_the_map(at)


def test_how_often_kept_answers_helped(start: Start, geocoder: FakeGeocoder) -> None:
    """Below the names stands what the cache has saved."""
    assert "Kept answers: 1,234 hits, 0 stale, 1 misses; 95 s saved" in words(ask(start()))


def test_an_outage_is_unavailable_and_can_be_tried_again(
    start: Start, geocoder: FakeGeocoder, cache: MemoryCache
) -> None:
    """The reason stands beside the text and in the table; the button stays, and the next time it works."""
    geocoder.failing = "transient"
    at = ask(start())
    assert not at.exception
    assert "fake is down; try again later." in on_the_map(at)
    assert "6 places" in counts(at)
    names = next(table.value for table in at.dataframe if "Answer" in table.value)
    assert list(names["Answer"]) == ["Could not be asked"]
    assert not any(
        resolution.status == "unavailable" for parsed in cache.kept.values() for resolution in parsed.resolutions
    )
    geocoder.failing = None
    ask(at)
    assert "7 places" in counts(at)


def test_a_paused_provider_is_said(start: Start, geocoder: FakeGeocoder) -> None:
    """Who wonders why nothing is found learns that the provider refuses us, and until when."""
    geocoder.paused = ("fake is paused until 12:00: it refuses us.",)
    assert "fake is paused until 12:00: it refuses us." in words(start())


def test_confidential_asks_nothing_and_shows_no_tiles(
    start: Start, geocoder: FakeGeocoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the switch on no socket is opened, no background is fetched and no answer of before is used."""
    at = ask(start())
    at.selectbox(key=state.TILES).set_value("Terrain (OpenTopoMap)").run()
    assert "opentopomap" in on_the_map(at)

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", never)
    monkeypatch.setattr(socket, "getaddrinfo", never)
    at.toggle(key=state.CONFIDENTIAL).set_value(True).run()
    assert not at.exception
    assert "opentopomap" not in on_the_map(at)
    assert "6 places" in counts(at)
    assert at.selectbox(key=state.TILES).disabled
    assert at.toggle(key=state.GEOCODER).disabled
    assert "geocoding.ask" not in keys(at)
    assert geocoder.asked == ["Atlantis"]


def test_confidential_stands_in_the_address(start: Start, geocoder: FakeGeocoder) -> None:
    """So it is still on when the page is loaded again, and gone from the address once it is switched off."""
    at = start()
    at.toggle(key=state.CONFIDENTIAL).set_value(True).run()
    assert at.query_params["confidential"] == "1"
    at.toggle(key=state.CONFIDENTIAL).set_value(False).run()
    assert "confidential" not in at.query_params


@pytest.mark.parametrize("value", ["1", "0", "false", ""])
def test_an_address_makes_nothing_less_confidential(
    fakes: None, geocoder: FakeGeocoder, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    """Whatever it says, the mode is on; what the operator has set stays set."""
    for operator in ("0", "1"):
        monkeypatch.setenv("WHEREIN_CONFIDENTIAL", operator)
        at = AppTest.from_file(str(APP), default_timeout=20)
        at.query_params["confidential"] = value
        at.run()
        assert not at.exception
        assert at.toggle(key=state.CONFIDENTIAL).value
        assert "geocoding.ask" not in keys(at)


def test_the_operators_word_cannot_be_undone(
    start: Start, geocoder: FakeGeocoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dashboard that was started confidential stays so."""
    monkeypatch.setenv("WHEREIN_CONFIDENTIAL", "1")
    at = start()
    assert at.toggle(key=state.CONFIDENTIAL).disabled
    assert at.toggle(key=state.CONFIDENTIAL).value
    assert "geocoding.ask" not in keys(at)


def test_confidential_outlives_documents(start: Start, geocoder: FakeGeocoder) -> None:
    """The switch stays on when there is nothing to show, and when there is something again."""
    at = start()
    at.toggle(key=state.CONFIDENTIAL).set_value(True).run()
    at.text_area(key=state.PASTE_TEXT).input("  ")
    next(button for button in at.button if button.label == "Find places").click().run()
    at.selectbox(key=state.SEED).set_value("convoy").run()
    assert at.toggle(key=state.CONFIDENTIAL).value
    assert "geocoding.ask" not in keys(at)


def test_the_geocoder_can_be_switched_off(start: Start, geocoder: FakeGeocoder) -> None:
    """Who wants the gazetteer alone gets it."""
    at = ask(start())
    at.toggle(key=state.GEOCODER).set_value(False).run()
    assert "6 places" in counts(at)
    assert "geocoding.ask" not in keys(at)


def test_a_geocoder_that_breaks_its_providers_rules_stops_nothing(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The map is shown, with a sentence on what the operator has to do."""
    monkeypatch.setenv("WHEREIN_GEOCODERS", "nominatim")

    def refuse(settings: object, gazetteer: object, *, batch: bool) -> None:
        raise UsageError("Put your address into WHEREIN_USER_AGENT.")

    monkeypatch.setattr(factory, "build_online_lookup", refuse)
    at = start()
    assert not at.exception
    assert "6 places" in counts(at)
    assert "Put your address into WHEREIN_USER_AGENT." in words(at)


def test_what_is_being_asked_is_stopped(start: Start, geocoder: FakeGeocoder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Going to other documents, or confidential, stops what may be on its way for these."""
    stopped: list[str] = []
    stop = Inquiry.stop

    def told(inquiry: Inquiry) -> None:
        stopped.append(inquiry.latest.atlas.documents[0].document.title)
        stop(inquiry)

    monkeypatch.setattr(Inquiry, "stop", told)
    at = start()
    assert not stopped
    at.text_input(key=state.PASTE_TITLE).input("Another")
    at.text_area(key=state.PASTE_TEXT).input("Nobody in Atlantis knew.")
    next(button for button in at.button if button.label == "Find places").click().run()
    assert stopped == [ARTICLE.title]
    at.toggle(key=state.CONFIDENTIAL).set_value(True).run()
    assert stopped == [ARTICLE.title, "Another"]
