"""The tiny gazetteer: real rows of every data package, put through the real builder."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.gazetteer.sources.packages import DataPackages
from geo.gazetteer.store import SqliteGazetteer, open_gazetteer

DATA = Path(__file__).resolve().parent.parent / "data" / "gazetteer"
LOCALES = ("en", "de", "fr", "ar")


def tiny_packages(root: Path = DATA / "packages", curated: Path = DATA / "curated") -> DataPackages:
    """Return the extracts; a test that changes some of them gives its own folder."""
    return DataPackages(root, curated, (("extract", "1"),), LOCALES)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> SqliteGazetteer:
    """The tiny gazetteer, built once."""
    return open_gazetteer(tmp_path_factory.mktemp("gazetteer"), packages=tiny_packages())
