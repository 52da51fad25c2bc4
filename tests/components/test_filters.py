"""Filters: what they tell the map, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from components import state
from tests.components.conftest import APP
from tests.components.pages import command, frame, headline, paste

Start = Callable[[], AppTest]


def test_a_filter_tells_the_controller_and_leaves_the_frame_alone(start: Start) -> None:
    """The frame is loaded again only if what the host is given changes; a filter must not change it."""
    at = start()
    before = frame(at)
    at.slider(key=state.CONFIDENCE).set_value(70).run()
    at.multiselect(key=state.KINDS).set_value(["country"]).run()
    assert frame(at) == before
    told = command(at)
    assert told["minConfidence"] == 0.7
    assert 0 < len(told["visible"]) < 6
    assert "hidden by filters" in headline(at)


def test_clearing_the_filters_shows_everything(start: Start) -> None:
    """One click undoes all filters."""
    at = start()
    at.text_input(key=state.QUERY).input("nowhere").run()
    assert command(at)["visible"] == []
    at.toggle(key=state.DEMONYMS).set_value(True).run()
    next(button for button in at.button if button.label == "Clear all filters").click().run()
    assert not at.exception
    assert sorted(command(at)["visible"]) == [0, 1, 2, 3, 4, 5]
    assert command(at)["demonyms"] is False


def test_filters_stand_in_the_address(fakes: None, start: Start) -> None:
    """A link carries the filters."""
    at = AppTest.from_file(str(APP), default_timeout=20)
    at.query_params["confidence"] = "70"
    at.query_params["country"] = "Syria"
    at.run()
    assert not at.exception
    assert at.session_state[state.COUNTRIES] == ["SY"]
    assert command(at)["minConfidence"] == 0.7


def test_a_country_that_new_documents_lack_is_no_filter_any_more(start: Start) -> None:
    """A choice that cannot be made any more does not hide everything."""
    at = start()
    at.multiselect(key=state.COUNTRIES).set_value(["BE"]).run()
    paste(at, "Syria and Turkey.")
    assert not at.exception
    assert command(at)["visible"] == [0, 1]
