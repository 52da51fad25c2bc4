"""All that the dashboard caches, so that a rerun of the script costs next to nothing.

Parsed documents and pages are never changed once made, so they are shared (`cache_resource`) instead of copied out for
every rerun (`cache_data`). What lasts longer than the server is in `geo.cache`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from components.background import Task
from components.reading import Reading, read
from geo import factory
from geo.atlas import Atlas
from geo.config import Settings
from geo.model import Document
from geo.page.tiles import TileLayer
from geo.pipeline import Pipeline
from geo.protocols import DocumentCache, Gazetteer, Progress
from geo.seeds import Seed, load_seeds


@dataclass(frozen=True, slots=True)
class Parts:
    """The working parts that all visitors share."""

    gazetteer: Gazetteer
    cache: DocumentCache
    pipeline: Pipeline


@st.cache_resource(show_spinner=False)
def parts() -> Task[Parts]:
    """Return the one task of this server that opens, or first builds, everything."""
    settings = Settings.from_environment()

    def build(progress: Progress) -> Parts:
        gazetteer = factory.build_gazetteer(settings, progress=progress)
        cache = factory.build_cache(settings)
        return Parts(gazetteer, cache, factory.build_pipeline(settings, gazetteer, cache=cache))

    return Task(build)


@st.cache_resource(show_spinner=False)
def seeds() -> tuple[Seed, ...]:
    """Return the example documents."""
    return load_seeds()


@st.cache_resource(max_entries=8, scope="session", show_spinner=False)
def reading(revision: str, _pipeline: Pipeline, _documents: Sequence[Document]) -> Task[Reading]:
    """Return this visitor's task that reads the documents; ``revision`` stands for them and for the pipeline."""
    return Task(lambda progress: read(_pipeline, _documents, progress))


@st.cache_resource(max_entries=8, show_spinner="Drawing the map")
def page(revision: str, _atlas: Atlas, _gazetteer: Gazetteer, title: str, tiles: TileLayer | None) -> str:
    """Return the embedded page of the whole atlas; ``revision`` stands for the atlas and for the gazetteer."""
    from geo.page.page import render_page

    return render_page(_atlas, _gazetteer, title=title, embedded=True, tiles=tiles)
