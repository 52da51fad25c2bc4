"""The place that a reader says the documents are about: of places that share a name, those near it are preferred."""

from __future__ import annotations

import streamlit as st

from components import state
from components.messages import report_fault
from geo import Wherein
from geo.errors import UsageError


def draw() -> str:
    """Draw the input and return the name in it, "" for none."""
    name: str = st.text_input(
        "Near (optional)",
        key=state.NEAR,
        max_chars=200,
        placeholder="Alexandria, Louisiana",
        help="A place that the text is about. Of places that share a name, those near it are preferred.",
    )
    return " ".join(name.split())


def prefer(name: str, workspace: Wherein) -> Wherein:
    """Return the workspace that prefers what is near a place; where nobody knows it, say so and return it as it is."""
    if not name:
        return workspace
    try:
        return _near(name, workspace)
    except UsageError as error:
        report_fault("The place to prefer is not known.", [str(error)])
        return workspace


@st.cache_resource(max_entries=16, show_spinner=False)
def _near(name: str, _workspace: Wherein) -> Wherein:
    return _workspace.near(name)
