"""The place that a reader says the documents are about: of places that share a name, those near it are preferred."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from components import state
from components.messages import report_fault
from components.parts import Parts
from geo import factory
from geo.resolve.typed_name import place_called


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


def prefer(name: str, parts: Parts) -> Parts:
    """Return the parts that prefer what is near a place; where nobody knows it, that is said and they are as before."""
    if not name:
        return parts
    near = _near(name, parts)
    if near is None:
        said = f"The gazetteer has no place called “{name}”. Write it otherwise, or say where it lies: “Paris, Texas”."
        report_fault("The place to prefer is not known.", [said])
    return near or parts


@st.cache_resource(max_entries=16, show_spinner=False)
def _near(name: str, _parts: Parts) -> Parts | None:
    home = place_called(_parts.gazetteer, name)
    if home is None:
        return None
    resolver_over = factory.resolver_over(_parts.gazetteer, home=home)
    return replace(
        _parts,
        pipeline=_parts.pipeline.with_resolver(resolver_over(_parts.gazetteer)),
        online=_parts.online.with_resolver(resolver_over) if _parts.online else None,
    )
