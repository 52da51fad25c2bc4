"""Putting the page together: Folium's map, our scripts and styles, and the text, each by its own safe way."""

from __future__ import annotations

import base64
import html
import json
import re
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from geo.attribution import ATTRIBUTIONS, ONLINE_SOURCES
from geo.errors import PageError
from geo.kinds import KINDS, MAYBE_AREAS, WORLDLY
from geo.model import Point
from geo.page.content import EVERYTHING, page_content
from geo.page.map import SLOTS, render_map
from geo.page.selfcontained import check_self_contained, content_security_policy
from geo.page.tiles import TileLayer
from geo.protocols import BaseMapLevel, Gazetteer, View
from geo.view import CONFIDENCE_BANDS, Basis
from geo.wording import CONFIDENCES, NOT_KNOWN, NOT_LITERAL, PRECISIONS, SET_BY_A_PERSON

_ASSETS = Path(__file__).parent / "assets"
_SCRIPTS = (
    "dom",
    "model",
    "topojson",
    "basemap",
    "pins",
    "labels",
    "lazylist",
    "passages",
    "places",
    "card",
    "asking",
    "host",
    "view",
    "surroundings",
    "selection",
    "page",
)
EMBEDDED_CHARS = 200_000
"""An embedded page holds the passages of documents that are no longer than this together, so that a click shows them
at once; for those of longer ones it asks."""

_CLOSE_UP_DEG = 60
_BASE_MAP_SOURCE, _OWN_SOURCE = "naturalearth", "wherein"
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def render_page(
    view: View,
    gazetteer: Gazetteer,
    *,
    title: str,
    embedded: bool = False,
    revision: str = "",
    tiles: TileLayer | None = None,
    demonyms: bool = False,
) -> str:
    """Return a view as one HTML page that needs nothing from outside, unless it is given online tiles.

    An embedded page of more than `EMBEDDED_CHARS` characters holds no passage: it asks its host for them.

    The base map is the finer one unless nothing but whole countries is spread over the world: whoever zooms in on a
    town looks for its coast.

    Args:
        embedded: make the body of the dashboard's frame, which is steered by messages, rather than a page of its own.
        revision: what it calls itself when it asks for passages; answers under another name are not for it.
        demonyms: whether mentions of peoples ("Turkish") count at first; the reader can switch them.

    Raises:
        PageError: the page would need a file from elsewhere.
    """
    pins = view.pins(EVERYTHING)
    points = [pin.footprint.point for pin in pins if pin.footprint.point is not None]
    content = page_content(view, gazetteer, pins, whole=not embedded or not asks_for_text(view), demonyms=demonyms)
    content |= {
        "title": title,
        "embedded": embedded,
        "revision": revision,
        "credits": _credits(view.basis()),
        "tiles": _tile_options(tiles),
    }
    rendered = render_map(points)
    own_script = rendered.rpartition("<script>")[2].partition("</script>")[0]
    script, style = _script(), _style()
    detailed = embedded or any(pin.phrase or pin.place.kind not in WORLDLY for pin in pins)
    level: BaseMapLevel = "50m" if detailed else _level(points)
    policy = content_security_policy((script, own_script), (style,), image_origins=tiles.origins if tiles else ())
    before, after = _asset("page.html").split("<!--map-->")
    page = _fill(
        rendered,
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="strict-origin-when-cross-origin">\n'
        f"<title>{_printable(html.escape(title))}</title>\n<style>{style}</style>",
        before,
        f"{after}"
        f'<script type="application/json" id="content">{_json(content)}</script>\n'
        f'<script type="application/json" id="kinds">{_json(_kinds())}</script>\n'
        f'<script type="application/json" id="words">{_json(_words())}</script>\n'
        f'<script type="application/json" id="world">{_packed(gazetteer.basemap(level))}</script>\n'
        f"<script>{script}</script>",
    )
    check_self_contained(page)
    return page


def _kinds() -> dict[str, dict[str, Any]]:
    """Return what the page's scripts say of each kind of place and do with it."""
    return {
        kind: {"name": facts.title.lower(), "area": kind in MAYBE_AREAS, "zoom": facts.zoom}
        for kind, facts in KINDS.items()
    }


def _words() -> dict[str, Any]:
    """Return the words that the page shares with the rest of Wherein."""
    return {
        "precisions": dict(PRECISIONS),
        "confidences": [(least, CONFIDENCES[band]) for band, least in CONFIDENCE_BANDS],
        "setByAPerson": SET_BY_A_PERSON,
        "notKnown": NOT_KNOWN,
        "notLiteral": NOT_LITERAL,
    }


def asks_for_text(view: View) -> bool:
    """Whether the embedded page of a view asks its host for passages, rather than to hold them all."""
    return sum(document.chars for document in view.documents()) > EMBEDDED_CHARS


def _fill(page: str, *texts: str) -> str:
    """Put each text into its slot; a text is never searched for slots."""
    parts = []
    for slot, text in zip(SLOTS, texts, strict=True):
        head, _, page = page.partition(slot)
        parts += [head, text]
    return "".join((*parts, page))


def _json(value: object) -> str:
    """Return JSON that is inert inside a script element, in any encoding."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return _LONE_SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _printable(text: str) -> str:
    """Replace what UTF-8 and HTML cannot hold."""
    return _LONE_SURROGATE.sub("\ufffd", text).replace("\0", "\ufffd")


def _packed(text: str) -> str:
    """Deflate a text and write it in base64, as a JSON string; the page's `DecompressionStream` undoes it."""
    # Level 9 would save two per cent and take five times as long.
    compressor = zlib.compressobj(6, wbits=-15)
    packed = compressor.compress(text.encode()) + compressor.flush()
    return json.dumps(base64.b64encode(packed).decode())


def _level(points: Sequence[Point]) -> BaseMapLevel:
    """Return the finer base map for pins that lie close together; a map of the world would not show it."""
    if not points:
        return "110m"
    lats, lons = zip(*points, strict=True)
    return "50m" if max(max(lats) - min(lats), _lon_extent_deg(lons)) < _CLOSE_UP_DEG else "110m"


def _lon_extent_deg(lons: Sequence[float]) -> float:
    """Return the width of the narrowest window that holds all longitudes, across the antimeridian if need be."""
    turns = sorted(lon % 360 for lon in lons)
    return 360 - max(b - a for a, b in zip(turns, [*turns[1:], turns[0] + 360], strict=True))


def _tile_options(tiles: TileLayer | None) -> dict[str, Any] | None:
    if tiles is None:
        return None
    return {
        "name": tiles.name,
        "url": tiles.url,
        "attribution": tiles.attribution,
        "attributionUrl": tiles.attribution_url,
        "maxZoom": tiles.max_zoom,
    }


def _credits(basis: Basis) -> list[dict[str, Any]]:
    """Return the credit of every data source; ``shown`` are those that this map rests on, which stand on it.

    A geocoder's data is credited where it is in the page, be it as a rival; the gazetteer's always.
    """
    used = {*basis.sources, *(basis.weighed_sources & ONLINE_SOURCES), _BASE_MAP_SOURCE} - {_OWN_SOURCE}
    return [
        {
            "title": source.title,
            "licence": source.licence,
            "url": source.url,
            "credit": source.credit,
            "shown": key in used,
        }
        for key, source in ATTRIBUTIONS.items()
        if key in used or key not in ONLINE_SOURCES
    ]


@cache
def _script() -> str:
    """Return Leaflet and our own script, whole."""
    from xstatic.pkg import leaflet

    library = _read(Path(leaflet.BASE_DIR) / "leaflet.js")
    own = "\n".join(_asset(f"{name}.js") for name in _SCRIPTS)
    script = f'{re.sub("//# sourceMappingURL=.*", "", library)}\n"use strict";\n(() => {{\n{own}\n}})();\n'
    if found := re.search(r"<!--|</?script", script, re.IGNORECASE):
        raise PageError(f"A script of the map page holds {found[0]!r}, which would end it early.")
    return script


@cache
def _style() -> str:
    """Return Leaflet's style and ours; Leaflet's rules that fetch images, which the page does not use, are left out."""
    from xstatic.pkg import leaflet

    library = _read(Path(leaflet.BASE_DIR) / "leaflet.css")
    return re.sub(r"(?m)^.*url\((?!data:).*\n", "", library) + "\n" + _asset("page.css")


def _asset(name: str) -> str:
    return _read(_ASSETS / name)


def _read(path: Path) -> str:
    """Return a file's text with plain line ends, as a browser hashes it."""
    try:
        return path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except OSError as error:
        raise PageError(
            f"The map page needs {path.name}, which cannot be read: install the requirements again."
        ) from error
