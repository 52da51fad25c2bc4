"""The static export: the map page as a file of its own, which works offline and from any disk."""

from __future__ import annotations

from geo.atlas import Atlas
from geo.page.page import render_page
from geo.protocols import Gazetteer


def export_html(atlas: Atlas, gazetteer: Gazetteer, *, title: str) -> str:
    """Return the atlas, as it is filtered, as one HTML page; online tiles are never part of it.

    Mentions of peoples count if the atlas holds any: a filter that did not want them has left them out.

    Raises:
        PageError: the page would need a file from elsewhere.
    """
    demonyms = any(occurrence.is_demonym for pin in atlas.pins for occurrence in pin.occurrences)
    return render_page(atlas, gazetteer, title=title, demonyms=demonyms)
