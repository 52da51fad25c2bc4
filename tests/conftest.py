"""Fixtures shared by all tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.gazetteer.store import SqliteGazetteer, open_gazetteer
from geo.pipeline import Pipeline
from geo.settings.settings import DEFAULT_CACHE_DIR, Settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def world() -> SqliteGazetteer:
    """The full gazetteer, built into ``cache/`` if it is not there (about 25 s)."""
    return open_gazetteer(DEFAULT_CACHE_DIR)


@pytest.fixture(scope="session")
def pipeline(world: SqliteGazetteer) -> Pipeline:
    """The real pipeline with the default settings and no document cache."""
    from geo.factory import build_pipeline

    return build_pipeline(Settings(), world)


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test sees the developer's own ``WHEREIN_*`` variables and ``wherein.toml``."""
    import os

    monkeypatch.setattr("geo.settings.settings.SETTINGS_FILE", ROOT / "no-such-file.toml")

    for name in [name for name in os.environ if name.startswith("WHEREIN_")]:
        monkeypatch.delenv(name)
    yield
