"""The static export: the map page as a file of its own, which works offline and from any disk."""

from __future__ import annotations

from geo.atlas import Atlas
from geo.page.page import render_page
from geo.protocols import Gazetteer


def export_html(atlas: Atlas, gazetteer: Gazetteer, *, title: str, demonyms: bool = False) -> str:
    """Return the atlas, as it is filtered, as one HTML page; online tiles are never part of it.

    Args:
        demonyms: whether mentions of peoples ("Turkish") count when the page opens; where the atlas holds any, the
            reader has a switch.

    Raises:
        PageError: the page would need a file from elsewhere.
    """
    return render_page(atlas, gazetteer, title=title, demonyms=demonyms)
