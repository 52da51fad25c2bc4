"""The working parts that all visitors share, and how they are opened."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from geo import factory
from geo.errors import GeoError
from geo.geocode.completion import OnlineLookup
from geo.pipeline import Pipeline
from geo.protocols import DocumentCache, Gazetteer, Progress
from geo.settings.settings import Settings


@dataclass(frozen=True, slots=True)
class Parts:
    """What documents are read with.

    ``online`` is None where no geocoder is switched on, or where ``online_fault`` says why it cannot be used.
    """

    settings: Settings
    gazetteer: Gazetteer
    cache: DocumentCache
    pipeline: Pipeline
    online: OnlineLookup | None = None
    online_fault: str = ""


def open_parts(progress: Progress) -> Parts:
    """Open everything, building the gazetteer where it is missing; a geocoder that cannot be used stops nothing.

    Raises:
        GeoError: there is nothing to read documents with.
    """
    settings = Settings.from_environment()
    gazetteer = factory.build_gazetteer(settings, progress=progress)
    cache = factory.build_cache(settings)
    pipeline = factory.build_pipeline(settings, gazetteer, cache=cache)
    importlib.import_module("geo.page.page")  # its libraries take longest to load, and the first map waits for them
    try:
        online, fault = factory.build_online_lookup(settings, gazetteer), ""
    except GeoError as error:
        online, fault = None, str(error)
    return Parts(settings, gazetteer, cache, pipeline, online, fault)
