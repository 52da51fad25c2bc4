"""Every format that is written: another one is a module beside this one, and a line here."""

from __future__ import annotations

from geo.export.csv import Csv
from geo.export.geojson import GeoJson
from geo.export.html import Html
from geo.export.jsonl import JsonLines
from geo.protocols import Format

FORMATS: tuple[Format, ...] = (
    Html(),
    GeoJson(),
    Csv(),
    JsonLines(),
)
"""In the order in which they are offered."""
