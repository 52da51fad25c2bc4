"""What to show of the places found; the choices stand in the page's address, so a link carries them."""

from __future__ import annotations

import streamlit as st

from components import state
from geo.atlas import Atlas
from geo.kinds import KINDS
from geo.view import Filter


def draw(atlas: Atlas) -> Filter:
    """Draw the filters for what the atlas holds and return what they ask for."""
    kinds = _offer(state.KINDS, {pin.place.kind: KINDS[pin.place.kind].title for pin in atlas.pins})
    countries = _offer(
        state.COUNTRIES,
        {
            pin.place.country_code: pin.place.country or pin.place.country_code
            for pin in atlas.pins
            if pin.place.country_code
        },
    )
    query = st.text_input(
        "Search places",
        key=state.QUERY,
        type="search",
        live=True,
        placeholder="Name of a place",
        bind="query-params",
    )
    percent = st.slider("Minimum confidence", 0, 100, step=5, format="%d %%", key=state.CONFIDENCE, bind="query-params")
    st.multiselect(
        "Kind",
        list(kinds),
        format_func=kinds.__getitem__,
        key=state.KINDS,
        placeholder="All kinds",
        bind="query-params",
    )
    st.multiselect(
        "Country",
        list(countries),
        format_func=countries.__getitem__,
        key=state.COUNTRIES,
        placeholder="All countries",
        bind="query-params",
    )
    demonyms = st.toggle(
        "Peoples, as in “Turkish”",
        key=state.DEMONYMS,
        bind="query-params",
        help="Put words for people and things from a place on the map, as that place: “Turkish” as Turkey.",
    )
    literal_only = st.toggle(
        "Only places themselves",
        key=state.LITERAL,
        bind="query-params",
        help="Leave out names inside other names or that only describe something, such as “Columbus” in “Columbus "
        "Police”.",
    )
    wanted = Filter(
        min_confidence=percent / 100,
        kinds=frozenset(st.session_state[state.KINDS]),
        countries=frozenset(st.session_state[state.COUNTRIES]),
        demonyms=demonyms,
        literal_only=literal_only,
        query=query or "",
    )
    st.button("Clear all filters", on_click=state.clear_filters, disabled=wanted == Filter(), width="stretch")
    return wanted


def _offer(key: str, names: dict[str, str]) -> dict[str, str]:
    """Return the options sorted by name; a choice that these documents do not offer is dropped."""
    st.session_state[key] = [value for value in st.session_state.get(key, []) if value in names]
    return dict(sorted(names.items(), key=lambda item: item[1]))
