"""The dashboard in Streamlit's own harness, on fakes: no browser, no model, no gazetteer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components import document_input
from geo import factory
from geo.read.seeds import Seed
from tests.fakes import ARTICLE, FakeGazetteer, MemoryCache, fake_pipeline

APP = Path(__file__).resolve().parents[2] / "app.py"
SEEDS = (Seed("convoy", "A convoy and a meeting", ARTICLE),)


@pytest.fixture(autouse=True)
def fresh_caches() -> Iterator[None]:
    """Nothing that one test's fakes made is served to the next."""
    yield
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture
def cache() -> MemoryCache:
    """The store of parsed documents that `fakes` uses."""
    return MemoryCache()


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch, cache: MemoryCache) -> None:
    """The dashboard's working parts are small fakes."""
    monkeypatch.setattr(factory, "build_gazetteer", lambda settings, progress=None: FakeGazetteer())
    monkeypatch.setattr(factory, "build_cache", lambda settings: cache)
    monkeypatch.setattr(factory, "build_pipeline", lambda settings, gazetteer, cache=None: fake_pipeline(cache))


@pytest.fixture
def start(fakes: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[], AppTest]:
    """Return a function that opens the dashboard with one example, the article of the fakes."""
    monkeypatch.setattr(document_input, "load_seeds", lambda: SEEDS)
    return lambda: AppTest.from_file(str(APP), default_timeout=20).run()
