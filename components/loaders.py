"""All that the dashboard caches, so that a rerun of the script costs next to nothing.

Parsed documents and pages are never changed once made, so they are shared (`cache_resource`) instead of copied out for
every rerun (`cache_data`). What lasts longer than the server is in `geo.store.parses`.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from contextlib import suppress

import streamlit as st

from components.background import Task
from components.inquiry import Inquiry
from geo import Wherein
from geo.atlas import Atlas
from geo.errors import GeoError
from geo.geocode.completion import OnlineLookup
from geo.model import Document
from geo.page.tiles import TileLayer
from geo.pipeline import Pipeline
from geo.protocols import Gazetteer, Progress, View
from geo.reading import Reading, read


@st.cache_resource(show_spinner=False)
def workspace() -> Task[Wherein]:
    """Return the one task of this server that opens, or first builds, everything that all visitors share."""
    return Task(_opened)


@st.cache_resource(show_spinner=False)
def warm_up() -> Task[None]:
    """Return the one task of this server that loads what reading a new text takes."""
    opening = workspace()
    return Task(lambda _: opening.result().pipeline().warm_up())


@st.cache_resource(max_entries=8, scope="session", show_spinner=False)
def reading(revision: str, _pipeline: Pipeline, _documents: Sequence[Document]) -> Task[Reading]:
    """Return this visitor's task that reads the documents; ``revision`` stands for them and for the pipeline."""
    return Task(lambda progress: read(_pipeline, _documents, progress))


@st.cache_resource(max_entries=1, scope="session", on_release=lambda released: released.stop(), show_spinner=False)
def inquiry(revision: str, _online: OnlineLookup, _atlas: Atlas) -> Inquiry:
    """Return what this visitor asks about the reading of ``revision``; that of another reading is stopped."""
    return Inquiry(_online, _atlas)


@st.cache_resource(max_entries=8, show_spinner="Drawing the map")
def page(revision: str, _view: View, _gazetteer: Gazetteer, title: str, tiles: TileLayer | None) -> str:
    """Return the embedded page of a whole view; ``revision`` stands for the view and for the gazetteer."""
    from geo.page.page import render_page

    return render_page(_view, _gazetteer, title=title, embedded=True, revision=revision, tiles=tiles)


def _opened(progress: Progress) -> Wherein:
    opened = Wherein()
    opened.gazetteer(progress)
    opened.pipeline()
    with suppress(GeoError):  # a geocoder that cannot be used stops nothing; why is said beside the map
        opened.online()
    importlib.import_module("geo.page.page")  # its libraries take longest to load, and the first map waits for them
    return opened
