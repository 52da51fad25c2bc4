"""Parts of places: "northern Syria" as an area."""

from __future__ import annotations

import json

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.areas import AreaDrawing
from geo.model import Area, BBox, Footprint, Mention, Place, Resolution, Resolved
from geo.phrase import Phrase
from tests.fakes import MIDDLE_EAST, SYRIA, FakeGazetteer, make_place

SQUARE = FakeGazetteer().area(SYRIA.id)
assert SQUARE is not None
OUTLINE = SQUARE.geometry
EVERY_DIRECTION = ["northern", "south", "eastern", "West", "north-eastern", "southwest", "central"]


class OneOutline(FakeGazetteer):
    """Knows the same outline of every place, or none."""

    def __init__(self, area: str | None) -> None:
        self._area = area

    def area(self, place_id: str) -> Area | None:
        return Area(self._area) if self._area else None


def part_of(place: Place, direction: str, area: str | None) -> Footprint | None:
    mention = Mention("doc", 0, len(place.name), place.name, "GPE", "test", Phrase("part", (direction,)))
    found = Resolved((Resolution(mention, "resolved", place, 0.9, None, "test"),), ())
    [drawn] = AreaDrawing(OneOutline(area)).draw(found).resolutions
    return drawn.footprint


@pytest.mark.parametrize("area", [OUTLINE, None], ids=["outline", "box"])
def test_northern_syria_is_its_northern_half(area: str | None) -> None:
    """Cut from the outline, or from the box where there is no outline."""
    part = part_of(SYRIA, "northern", area)
    assert part is not None and part.bbox is not None and part.point is not None and part.area is not None
    assert part.bbox == pytest.approx(BBox(34.8, 35.7, 37.3, 42.4))
    assert part.point == pytest.approx((36.05, 39.05))
    assert shapely.from_geojson(part.area).bounds == pytest.approx((35.7, 34.8, 42.4, 37.3))
    assert part.precision == "centroid"


def test_a_corner_is_half_in_both_directions() -> None:
    part = part_of(SYRIA, "north-eastern", OUTLINE)
    assert part is not None and part.bbox == pytest.approx(BBox(34.8, 39.05, 37.3, 42.4))


def test_the_centre_leaves_every_side_out() -> None:
    part = part_of(SYRIA, "central", OUTLINE)
    assert part is not None and part.bbox == pytest.approx(BBox(33.55, 37.375, 36.05, 40.725))


@pytest.mark.parametrize("direction", EVERY_DIRECTION)
def test_a_part_lies_in_the_whole_and_holds_its_point(direction: str) -> None:
    """Also where the outline is not convex: the point is never out at sea."""
    crescent = json.dumps(
        {
            "type": "Polygon",
            "coordinates": [[[0, 0], [10, 0], [10, 10], [0, 10], [0, 8], [8, 8], [8, 2], [0, 2], [0, 0]]],
        }
    )
    part = part_of(SYRIA, direction, crescent)
    if part is not None:
        assert part.area is not None and part.point is not None
        shape = shapely.from_geojson(part.area)
        assert shapely.from_geojson(crescent).buffer(1e-3).contains(shape)
        assert shape.buffer(1e-3).contains(shapely.Point(part.point.lon, part.point.lat))


def test_where_nothing_is_known_of_the_extent_there_is_no_part() -> None:
    assert part_of(MIDDLE_EAST, "northern", None) is None


@pytest.mark.parametrize("word", ["lower", "greater", "", "nonsense"])
def test_another_word_is_no_direction(word: str) -> None:
    assert part_of(SYRIA, word, OUTLINE) is None


def test_a_box_across_the_antimeridian_has_no_part() -> None:
    """Its halves would be on the wrong side of the world."""
    fiji = make_place(
        "geonames:1", "Fiji", "country", -18.0, 178.0, "FJ", "Fiji", None, None, BBox(-21, 176, -12, -178)
    )
    assert part_of(fiji, "eastern", None) is None


def test_land_overseas_does_not_shift_the_parts() -> None:
    """ "southern" is counted on the main land and its islands, not from a territory across the ocean."""
    squares = [[0, 45, 8, 51], [9, 42, 10, 43], [-54, 2, -52, 5]]
    land = json.loads(shapely.to_geojson(shapely.MultiPolygon([shapely.box(*square) for square in squares])))
    part = part_of(SYRIA, "southern", json.dumps(land))
    assert part is not None and part.bbox is not None
    assert part.bbox == pytest.approx(BBox(42, 0, 46.5, 10))


@given(st.floats(-80, 80), st.floats(-170, 170), st.floats(0, 9), st.floats(0, 9), st.sampled_from(EVERY_DIRECTION))
def test_any_box_has_a_part_or_none_but_never_an_error(
    south: float, west: float, height: float, width: float, direction: str
) -> None:
    """Boxes of no height or width among them."""
    place = make_place("x:1", "X", "region", south, west, bbox=BBox(south, west, south + height, west + width))
    part = part_of(place, direction, None)
    if part is not None and part.point is not None:
        assert south - 1e-9 <= part.point.lat <= south + height + 1e-9
