"""The view of the documents on the map, and the desk that answers their page; made once a reading."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from geo.atlas import Atlas
from geo.atlas_view import AtlasView
from geo.page.desk import Desk


class Opened(NamedTuple):
    """A view, and what answers the page that is made of it."""

    view: AtlasView
    desk: Desk


@st.cache_resource(max_entries=8, scope="session", show_spinner=False)
def open_view(revision: str, _atlas: Atlas) -> Opened:
    """Return the view of this visitor's atlas; ``revision`` stands for the atlas, and for the page in its requests."""
    view = AtlasView(_atlas)
    return Opened(view, Desk(view, revision))
