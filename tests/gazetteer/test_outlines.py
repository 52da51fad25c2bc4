"""Topology and boxes: what any map may bring."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, box
from shapely.geometry import shape

from geo.gazetteer.outlines import bounding_box
from geo.gazetteer.topology import to_topojson
from geo.model import BBox

LONGITUDES = st.integers(-180, 180)


def decoded(text: str) -> dict[str, MultiPolygon]:
    """Read a topology by the TopoJSON specification."""
    topology = json.loads(text)
    step = topology["transform"]["scale"][0]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * step, y * step))
        arcs.append(line)

    def ring(numbers: list[int]) -> list[tuple[float, float]]:
        line: list[tuple[float, float]] = []
        for number in numbers:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            assert not line or line[-1] == arc[0], "arcs must join end to end"
            line += arc[1:] if line else arc
        return line

    shapes: dict[str, Any] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        coordinates = [[ring(line) for line in polygon] for polygon in polygons]
        shapes[geometry["id"]] = shape({"type": "MultiPolygon", "coordinates": coordinates})
    return shapes


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1), st.data())
def test_a_topology_decodes_to_what_was_encoded(cells: set[tuple[int, int]], data: st.DataObject) -> None:
    """Squares of a grid, dealt out to three countries, come back as they were, however they touch."""
    owners = {cell: data.draw(st.sampled_from("ABC")) for cell in sorted(cells)}
    shapes = {
        owner: _union([box(x, y, x + 1, y + 1) for (x, y), of in owners.items() if of == owner])
        for owner in set(owners.values())
    }
    back = decoded(to_topojson(shapes.items(), name="countries", step_degrees=0.5))
    assert set(back) == set(shapes)
    for owner, outline in shapes.items():
        assert back[owner].equals(outline)


def _union(squares: list[Any]) -> MultiPolygon:
    from shapely import get_parts, union_all

    return MultiPolygon(list(get_parts(union_all(squares))))


def test_a_border_is_stored_once() -> None:
    """Two squares side by side have three arcs: the border and the rest of each."""
    text = to_topojson(
        [("A", MultiPolygon([box(0, 0, 1, 1)])), ("B", MultiPolygon([box(1, 0, 2, 1)]))],
        name="countries",
        step_degrees=0.5,
    )
    assert len(json.loads(text)["arcs"]) == 3


def test_what_vanishes_in_the_grid_is_left_out() -> None:
    """No empty geometry remains of a dot."""
    text = to_topojson(
        [("A", MultiPolygon([box(0, 0, 0.001, 0.001)])), ("B", MultiPolygon([box(1, 0, 2, 1)]))],
        name="countries",
        step_degrees=0.5,
    )
    assert list(decoded(text)) == ["B"]


@given(st.lists(st.tuples(LONGITUDES, LONGITUDES), min_size=1, max_size=6))
def test_a_bounding_box_holds_every_box(spans: list[tuple[int, int]]) -> None:
    """Each box lies inside, also across the antimeridian; the union of one box is that box."""
    boxes = [BBox(0, west, 1, east) for west, east in spans]
    around = bounding_box(boxes)
    for west, east in spans:
        assert _holds(around, west) and _holds(around, east)
        middle = west + ((east - west) % 360) / 2
        assert _holds(around, (middle + 180) % 360 - 180)
    width = (around.east - around.west) % 360
    plain = max(east for _, east in spans) - min(west for west, _ in spans)
    if all(west <= east for west, east in spans) and plain < 360:
        assert width <= plain


def _holds(around: BBox, lon: float) -> bool:
    width = around.east - around.west
    return (lon - around.west) % 360 <= (width if width >= 0 else width + 360)
