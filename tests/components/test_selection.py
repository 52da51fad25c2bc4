"""Selecting a place: what is said of it, and when the selection ends."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from components import state
from tests.components.pages import command, paste, words
from tests.fakes import SYRIA

Start = Callable[[], AppTest]


def test_a_selected_place_has_its_tables(start: Start) -> None:
    """The panel under the map shows each mention's passage, and the places that were weighed."""
    at = start()
    at.session_state[state.SELECTED] = SYRIA.id
    at.run()
    assert not at.exception
    assert "All mentions of Syria" in words(at)
    mentions, candidates = at.dataframe
    assert list(mentions.value["Passage"])[-1] == "Syria said nothing."
    assert list(candidates.value["Place"]) == ["Syria"]
    assert command(at)["focus"]["place"] == SYRIA.id


def test_other_documents_are_shown_from_their_own_first_view(start: Start) -> None:
    """A selection ends with the documents it was made in, though the new ones may name the place too."""
    at = start()
    at.session_state[state.SELECTED] = SYRIA.id
    at.run()
    paste(at, "From Syria to Turkey.")
    assert command(at)["focus"]["place"] is None


def test_the_table_is_made_once_it_is_open(start: Start) -> None:
    """Every place in a row; closed, it costs nothing."""
    at = start()
    assert not at.dataframe
    at.session_state[state.TABLE] = True
    at.run()
    assert not at.exception
    assert len(at.dataframe[0].value) == 6


def test_selecting_twice_from_outside_flies_twice() -> None:
    """Each selection made outside the map has a number of its own, so the map flies also to the same place again."""

    def script() -> None:
        import streamlit as st

        from components import state

        state.initialise()
        before = st.session_state[state.COMMAND]
        state.select("geonames:1")
        state.select("geonames:1")
        st.text(st.session_state[state.COMMAND] - before)

    assert AppTest.from_function(script).run().text[0].value == "2"


def test_a_selection_that_these_documents_lack_is_forgotten(start: Start) -> None:
    """The map is never asked for a place that is not on it."""
    at = start()
    at.session_state[state.SELECTED] = "geonames:0"
    at.run()
    assert not at.exception
    assert command(at)["focus"]["place"] is None
