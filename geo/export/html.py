"""The static export: the map page as a file of its own, which works offline and from any disk."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO

from geo.atlas import Atlas
from geo.atlas_view import AtlasView
from geo.export.file import utf8
from geo.protocols import ExportOptions, Gazetteer


class Html:
    """The map with all its passages."""

    name = "html"
    title = "Map (HTML)"
    suffix = ".html"
    mime = "text/html"
    everything = False

    def write(self, atlas: Atlas, out: BinaryIO, options: ExportOptions) -> None:
        shown = atlas.filter(replace(options.wanted, demonyms=True))  # the page has a switch for them
        page = export_html(shown, options.gazetteer, title=options.title, demonyms=options.wanted.demonyms)
        out.write(utf8(page))


def export_html(atlas: Atlas, gazetteer: Gazetteer, *, title: str, demonyms: bool = False) -> str:
    """Return the atlas, as it is filtered, as one HTML page; online tiles are never part of it.

    Args:
        demonyms: whether mentions of peoples ("Turkish") count when the page opens; where the atlas holds any, the
            reader has a switch.

    Raises:
        PageError: the page would need a file from elsewhere.
    """
    from geo.page.page import render_page

    return render_page(AtlasView(atlas), gazetteer, title=title, demonyms=demonyms)
