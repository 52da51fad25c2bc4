"""All that the dashboard remembers for one visitor: choices, never results.

A key that stands in a link's query (``?seed=…&confidence=…``) is a plain word; the others have their component's name
in front.
"""

from __future__ import annotations

from typing import Literal

import streamlit as st

Origin = Literal["seed", "pasted", "files"]
"""Where the documents on the map came from."""

INPUT = "input.tab"
SEED = "seed"
PASTE_TITLE = "input.title"
PASTE_TEXT = "input.text"
PASTED = "input.pasted"
UPLOADS = "input.uploads"
ORIGIN = "input.origin"
NEAR = "input.near"

CONFIDENCE = "confidence"
KINDS = "kind"
COUNTRIES = "country"
DEMONYMS = "demonyms"
LITERAL = "literal"
QUERY = "q"

CONFIDENTIAL = "online.confidential"
GEOCODER = "online.geocoder"

TILES = "map.tiles"
MAP = "map.frame"
CONTROLLER = "map.controller"
COURIER = "map.courier"
SELECTED = "map.selected"
COMMAND = "map.command"
TABLE = "details.table"
PLACES = "details.places"
WEIGHED = "details.weighed"

UNFILTERED = {CONFIDENCE: 0, KINDS: [], COUNTRIES: [], DEMONYMS: False, LITERAL: False, QUERY: ""}


def initialise() -> None:
    """Give every choice that no widget holds its first value."""
    st.session_state.setdefault(ORIGIN, "seed")
    st.session_state.setdefault(PASTED, ("", ""))
    st.session_state.setdefault(SELECTED, None)
    st.session_state.setdefault(COMMAND, 1)


def show(origin: Origin) -> None:
    """Put the documents of one input on the map (a widget's callback)."""
    state = st.session_state
    if origin == "pasted":
        state[PASTED] = (state[PASTE_TITLE], state[PASTE_TEXT])
    elif origin == "files" and not state[UPLOADS]:
        origin = "seed"
    state[ORIGIN] = origin
    state[SELECTED] = None
    if origin != "seed":
        # An example that is not shown must not look chosen, and choosing it again must count as a choice.
        state[SEED] = None


def clear_filters() -> None:
    """Let everything through again (a widget's callback)."""
    for key, value in UNFILTERED.items():
        st.session_state[key] = list(value) if isinstance(value, list) else value


def select(place_id: str) -> None:
    """Select a place from outside the map: the map flies there, also when it was selected before."""
    st.session_state[SELECTED] = place_id
    st.session_state[COMMAND] += 1
