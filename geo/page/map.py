"""The map as Folium builds it. The only module that imports folium; it is given numbers, never a text.

branca compiles what an element has rendered once more as a Jinja template, so a string that reaches an element can
run code in this process. Everything that is text, and everything large, enters the page after `render_map`, at the
slots that it leaves.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import folium
from branca.element import Figure, MacroElement
from folium.template import Template

from geo.model import Point

SLOTS = ("<!--slot:head-->", "<!--slot:before-->", "<!--slot:after-->")
"""Where the page's head, and what stands before and after the map, are put; in page order."""


class _Page(Figure):
    """Folium's figure with a language and slots, and without its links to other hosts."""

    _template = Template(
        "<!DOCTYPE html>\n"
        '<html lang="en">\n'
        "<head>\n{{ this.header.render(**kwargs) }}\n" + SLOTS[0] + "\n</head>\n"
        "<body>\n" + SLOTS[1] + "{{ this.html.render(**kwargs) }}" + SLOTS[2] + "\n"
        "<script>{{ this.script.render(**kwargs) }}</script>\n"
        "</body>\n</html>\n"
    )


class _Map(folium.Map):
    """Folium's map without the original's fixed viewport."""

    _template = Template(
        """
        {% macro html(this, kwargs) %}<div class="map" id="{{ this.get_name() }}"></div>{% endmacro %}
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {{ this.options|tojavascript }});
        {% endmacro %}
        """
    )


class _BaseMap(MacroElement):
    """The world's countries, drawn on one canvas under everything."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = wherein.baseMap({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )


class _Pins(MacroElement):
    """One layer of circles; a pin is known by its number, which is its place in the list."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = wherein.pins({{ this._parent.get_name() }}, {{ this.positions }});
        {% endmacro %}
        """
    )

    def __init__(self, points: Sequence[Point]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.positions = json.dumps(
            [round(degrees, 5) for point in points for degrees in point], separators=(",", ":"), allow_nan=False
        )


class _Link(MacroElement):
    """Ties map, passages and index together; added last, when the others stand."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        wherein.start({{ this._parent.get_name() }}, {{ this.base.get_name() }}, {{ this.pins.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, base: _BaseMap, pins: _Pins) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.base = base
        self.pins = pins


def render_map(points: Sequence[Point]) -> str:
    """Return a page with a map of the points, in their order, that still lacks its scripts, styles and text.

    Equal points give equal pages.
    """
    page = _named(_Page(), "page")
    world = _named(_Map(tiles=None, zoom_snap=0.1, attribution_control=False), "map")
    world.default_js, world.default_css = [], []  # jQuery, Bootstrap and others, from four hosts
    world.options.update(min_zoom=0.5, max_zoom=12)  # Folium reads these two for its tile layers only
    base = _named(_BaseMap(), "base")  # type: ignore[no-untyped-call]
    pins = _named(_Pins(points), "pins")
    page.add_child(world)
    for part in (base, pins, _named(_Link(base, pins), "link")):
        world.add_child(part)
    return str(page.render())


def _named(element: Any, name: str) -> Any:
    """Give an element a fixed id in place of Folium's random one, which would make every rendering differ."""
    element._name, element._id = "wherein", name
    return element
