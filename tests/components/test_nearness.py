"""A reader says which place the documents are about."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from components import state
from tests.components.pages import frame, headline, paste, rendered, words

Start = Callable[[], AppTest]


def prefer(at: AppTest, name: str) -> AppTest:
    at.text_input(key=state.NEAR).input(name)
    return at.run()


def test_places_near_it_are_preferred_and_say_so(start: Start) -> None:
    """The documents are resolved anew; without the place it is as before."""
    at = paste(start(), "They came from Deir ez-Zor.")
    assert "You said" not in frame(at)["html"]
    at = prefer(at, "  Syria ")
    assert not at.exception
    assert "You said that the text is about Syria; this lies in Syria too." in frame(at)["html"]
    assert "1 place" in headline(at)
    assert "You said" not in frame(prefer(at, ""))["html"]


def test_an_unknown_place_is_said_and_changes_nothing(start: Start) -> None:
    """Its name is shown as it was typed, by nothing that could take it for more than text."""
    at = start()
    before = frame(at)["html"]
    at = prefer(at, "**Atlantis** :red[x]")
    assert not at.exception
    assert "The place to prefer is not known." in rendered(at)
    assert "“**Atlantis** :red[x]”" in words(at)
    assert "Atlantis" not in rendered(at)
    assert frame(at)["html"] == before
