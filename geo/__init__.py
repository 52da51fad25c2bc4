"""Wherein: every place named in a set of documents, on a map, tied to the passages that mention it.

from geo import Atlas, Document, Settings, build_gazetteer, build_pipeline, export_html

settings = Settings()
gazetteer = build_gazetteer(settings)
parsed = build_pipeline(settings, gazetteer).geoparse([Document.make("Talks opened in Brussels.")])
html = export_html(Atlas.build(parsed), gazetteer, title="Talks")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from geo.atlas import Atlas
from geo.errors import GeoError
from geo.factory import build_cache, build_gazetteer, build_pipeline
from geo.model import Document
from geo.settings.settings import Settings
from geo.view import Filter

if TYPE_CHECKING:
    from geo.export.csv import export_csv as export_csv
    from geo.export.geojson import export_geojson as export_geojson
    from geo.export.html import export_html as export_html
    from geo.read.sources import read_documents as read_documents

_LAZY = {
    "export_csv": "geo.export.csv",
    "export_geojson": "geo.export.geojson",
    "export_html": "geo.export.html",
    "read_documents": "geo.read.sources",
}

__all__ = [
    "Atlas",
    "Document",
    "Filter",
    "GeoError",
    "Settings",
    "build_cache",
    "build_gazetteer",
    "build_pipeline",
    "export_csv",
    "export_geojson",
    "export_html",
    "read_documents",
]


def __getattr__(name: str) -> Any:
    """Import what brings a heavy library along when it is first asked for (PEP 562)."""
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
