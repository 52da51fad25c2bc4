"""Outlines are made light without losing their shape."""

from __future__ import annotations

import json
from math import cos, pi, sin

from geo.page.outline import MAX_POINTS, light_lines, light_outline


def circle(points: int, radius: float = 10.0) -> str:
    ring = [[radius * cos(2 * pi * n / points), radius * sin(2 * pi * n / points)] for n in range(points)]
    return json.dumps({"type": "Polygon", "coordinates": [[*ring, ring[0]]]})


def test_a_simple_outline_keeps_its_points() -> None:
    ring = [[35.701, 34.8], [42.4, 34.8], [42.4, 37.3], [35.701, 34.8]]
    assert light_outline(json.dumps({"type": "Polygon", "coordinates": [ring]})) == [
        [[[35.7, 34.8], [42.4, 34.8], [42.4, 37.3], [35.7, 34.8]]]
    ]


def test_a_detailed_outline_is_drawn_coarser_and_stays_closed() -> None:
    light = light_outline(circle(20_000))
    assert light is not None
    [[ring]] = light
    assert len(ring) <= MAX_POINTS
    assert ring[0] == ring[-1]
    assert max(abs(lon) for lon, _ in ring) == 10


def test_an_island_smaller_than_the_grid_goes_and_the_mainland_stays() -> None:
    island = [[50, 50], [50.001, 50], [50.001, 50.001], [50, 50]]
    mainland = [[0, 0], [5, 0], [5, 5], [0, 0]]
    light = light_outline(json.dumps({"type": "MultiPolygon", "coordinates": [[island], [mainland]]}))
    assert light == [[[[0, 0], [5, 0], [5, 5], [0, 0]]]]


def test_what_has_no_area_has_no_outline() -> None:
    assert light_outline(json.dumps({"type": "Point", "coordinates": [1, 2]})) is None
    assert light_lines(json.dumps({"type": "Point", "coordinates": [1, 2]})) is None
    assert light_outline(json.dumps({"type": "Polygon", "coordinates": [[]]})) is None
    assert light_lines(json.dumps({"type": "LineString", "coordinates": []})) is None


def test_lines_are_no_outlines_and_outlines_no_lines() -> None:
    line = [[35.701, 34.8], [42.4, 39.8]]
    text = json.dumps({"type": "LineString", "coordinates": line})
    light = [[35.7, 34.8], [42.4, 39.8]]
    assert light_lines(text) == [light]
    assert light_outline(text) is None
    assert light_lines(circle(10)) is None
    assert light_lines(json.dumps({"type": "MultiLineString", "coordinates": [line, line]})) == [
        *(light_lines(text) or ()),
        *(light_lines(text) or ()),
    ]


def test_what_is_small_keeps_its_shape() -> None:
    """A circle of a kilometre is still one."""
    light = light_outline(circle(40, 0.01))
    assert light is not None and len(light[0][0]) > 30
