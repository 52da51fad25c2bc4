"""The choice of an online map under the places; without one nothing leaves this machine."""

from __future__ import annotations

import streamlit as st

from components import state
from geo.page.tile_providers import online_layers
from geo.page.tiles import TileLayer

_BUILT_IN = "Built in (offline)"


def draw(*, offline: bool) -> TileLayer | None:
    """Draw the choice and return the online layer chosen, None for the map that is built in.

    Args:
        offline: only the one that is built in may be shown, whatever was chosen.
    """
    layers = {layer.name: layer for layer in online_layers()}
    name = st.selectbox("Background", [_BUILT_IN, *layers], key=state.TILES, disabled=offline)
    layer = None if offline else layers.get(name)
    if layer:
        st.caption(
            "Your browser now fetches map images from the provider, which sees your address and the part of the "
            "world you look at. Documents are not sent."
        )
    return layer
