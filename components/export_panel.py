"""Taking away what was found: as a page, as GeoJSON, as a table, in full. Nothing is made before it is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from geo.atlas import Atlas
from geo.protocols import Gazetteer
from geo.text.toponym import fold
from geo.view import Filter


def draw(atlas: Atlas, shown: Atlas, wanted: Filter, gazetteer: Gazetteer, title: str) -> None:
    """Draw a button for each format.

    What the filters hide stays out, but that the page has a switch for demonyms; JSON Lines hold all that was found,
    with every reason.
    """
    name = _file_name(title)
    nothing = not shown.pins
    with st.container(horizontal=True, vertical_alignment="center"):
        _button("Map (HTML)", partial(_html, atlas, wanted, gazetteer, title), f"{name}.html", "text/html", nothing)
        _button("Places (GeoJSON)", partial(_geojson, shown), f"{name}.geojson", "application/geo+json", nothing)
        _button("Places (CSV)", partial(_csv, shown), f"{name}.csv", "text/csv", nothing)
        _button("Everything (JSON Lines)", partial(_json_lines, atlas), f"{name}.jsonl", "application/jsonl", False)


def _button(label: str, make: Callable[[], str], file_name: str, mime: str, disabled: bool) -> None:
    st.download_button(
        label,
        make,
        file_name,
        mime,
        key=f"export.{mime}",
        icon=":material/download:",
        on_click="ignore",
        disabled=disabled,
    )


def _html(atlas: Atlas, wanted: Filter, gazetteer: Gazetteer, title: str) -> str:
    from geo.export.html import export_html

    with_demonyms = atlas.filter(replace(wanted, demonyms=True))
    return export_html(with_demonyms, gazetteer, title=title, demonyms=wanted.demonyms)


def _geojson(atlas: Atlas) -> str:
    from geo.export.geojson import export_geojson

    return export_geojson(atlas)


def _csv(atlas: Atlas) -> str:
    from geo.export.csv import export_csv

    return export_csv(atlas)


def _json_lines(atlas: Atlas) -> str:
    from geo.export.jsonl import export_json_line

    documents = [(parsed, parsed.document.source or parsed.document.title) for parsed in atlas.documents]
    return "".join(piece for parsed, name in documents for piece in export_json_line(parsed, name))


def _file_name(title: str) -> str:
    """Return a name that every file system takes, made of the title's ASCII letters and digits."""
    words = re.findall(r"[a-z0-9]+", fold(title))
    return "-".join(words)[:60].strip("-") or "map"
