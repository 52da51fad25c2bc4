"""The map page in its sandboxed frame, and the small commands that filter and move it without loading it again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from components import loaders, state
from components.messages import report_fault
from components.views import Opened
from geo.errors import PageError
from geo.page.desk import Desk
from geo.page.tiles import TileLayer
from geo.protocols import Gazetteer
from geo.view import Filter

ASSETS = Path(__file__).with_name("assets")
# `allow-scripts` alone: the page runs in an origin of its own, without access to the dashboard (docs/security.md).
FRAME = '<iframe sandbox="allow-scripts" title="Map, places and passages"></iframe>'

_host = st.components.v2.component(
    "wherein_map",
    html=FRAME,
    css=(ASSETS / "map_host.css").read_text("utf-8"),
    js=(ASSETS / "map_host.js").read_text("utf-8"),
)
_controller = st.components.v2.component("wherein_controller", js=(ASSETS / "map_controller.js").read_text("utf-8"))


_courier = st.components.v2.component("wherein_courier", js=(ASSETS / "passage_courier.js").read_text("utf-8"))


def draw(
    revision: str, opened: Opened, gazetteer: Gazetteer, wanted: Filter, *, title: str, tiles: TileLayer | None
) -> None:
    """Draw the page of the whole view and tell it what to show: what ``wanted`` lets through.

    The frame is loaded again only when ``revision``, which stands for view and gazetteer, or the tiles change. With
    other tiles it goes on showing what it showed.
    """
    view, desk = opened
    try:
        html = loaders.page(revision, view, gazetteer, title, tiles)
    except PageError as error:
        report_fault("The map cannot be drawn.", [str(error)])
        return
    page = {"documents": revision, "tiles": tiles.name if tiles else "", "html": html}
    _host(key=state.MAP, data=page, on_place_change=_take_selection)
    _controller(key=state.CONTROLLER, data=command(desk, wanted))

    # In the same run as the rest: the first click on a place tells which it is and asks for its passages.
    asked = st.session_state.get(state.COURIER, {}).get("open")
    requests = asked.get("requests") if isinstance(asked, dict) else None
    _courier(key=state.COURIER, data={"answers": desk.answer(requests)}, on_open_change=_keep)


def command(desk: Desk, wanted: Filter) -> dict[str, Any]:
    """Return the command (docs/page.md) that shows what the filter lets through and what is selected."""
    visible, tallies = desk.visible(wanted)
    selected = st.session_state[state.SELECTED]
    return {
        "visible": visible,
        "tallies": tallies,
        "minConfidence": wanted.min_confidence,
        "demonyms": wanted.demonyms,
        "literalOnly": wanted.literal_only,
        "focus": {"seq": st.session_state[state.COMMAND], "place": selected if desk.knows(selected) else None},
    }


def _keep() -> None:
    """Let Streamlit keep what is asked for: `draw` reads it in the run that this brings about."""


def _take_selection() -> None:
    """Keep what was selected in the frame; its script is not trusted to send what it should."""
    place = st.session_state[state.MAP].get("place")
    st.session_state[state.SELECTED] = place if isinstance(place, str) else None
