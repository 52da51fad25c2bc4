"""Wherein: every place named in a set of documents, on a map, tied to the passages that mention it.

import geo

found = geo.geoparse("Talks opened in Brussels.")
print(found)
found.save("map.html")
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from geo.errors import GeoError
from geo.linked_map import LinkedMap
from geo.model import Document
from geo.settings.settings import Settings
from geo.view import Filter
from geo.workspace import Wherein

__all__ = [
    "Document",
    "Filter",
    "GeoError",
    "LinkedMap",
    "Settings",
    "Wherein",
    "geoparse",
    "open",
]


def open(settings: Settings | None = None) -> Wherein:
    """Return the workspace of the settings, None for those of the environment and of ``wherein.toml``.

    Whoever asks again under the same settings is given the same one, with all that is open in it.
    """
    return _opened(settings or Settings.from_environment())


def geoparse(given: str | Document | Iterable[str | Document]) -> LinkedMap:
    """Return the map of a text or a document, or of several (`Wherein.geoparse`).

    The first call opens the gazetteer and loads a language model, which takes seconds; the very first builds the
    gazetteer, which takes half a minute.
    """
    return open().geoparse(given)


@lru_cache(maxsize=4)
def _opened(settings: Settings) -> Wherein:
    return Wherein(settings)
