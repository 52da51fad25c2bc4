"""What may leave this machine: the visitor's own say, within what the operator allows."""

from __future__ import annotations

import streamlit as st

from components import state
from geo import Settings
from geo.errors import GeoError
from geo.geocode.completion import provider_title

_LINK = "confidential"


def draw() -> None:
    """Draw the switch of confidential mode and, where the operator has configured one, that of the geocoder."""
    try:
        settings = Settings.from_environment()
    except GeoError:
        return  # `waiting.open_workspace` says what is wrong
    st.toggle(
        "Confidential",
        value=settings.confidential or _LINK in st.query_params,
        disabled=settings.confidential,
        key=state.CONFIDENTIAL,
        on_change=_keep_in_link,
        help="Nothing leaves this machine: no map images from the web, no questions to online geocoders. It stays on "
        "when the page is loaded again.",
    )
    if settings.geocoders:
        st.toggle(
            " and ".join(map(provider_title, settings.geocoders)),
            value=True,
            disabled=is_confidential(),
            key=state.GEOCODER,
            help="An online geocoder, for names that the gazetteer does not know. It is asked when you press the "
            "button, and learns those names and roughly where your text plays; it never sees the text.",
        )


def is_confidential() -> bool:
    """Whether nothing may leave this machine."""
    return bool(st.session_state.get(state.CONFIDENTIAL, True))


def may_geocode() -> bool:
    """Whether online geocoders may be asked."""
    return not is_confidential() and bool(st.session_state.get(state.GEOCODER))


def _keep_in_link() -> None:
    """Write into the page's address that the mode is on; no address can switch it off."""
    if is_confidential():
        st.query_params[_LINK] = "1"
    else:
        st.query_params.pop(_LINK, None)
