"""What phrases mean around places: areas and lines that lie where they should."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.areas import AreaDrawing
from geo.areas.directions import part_of
from geo.areas.shapes import on_the_globe, unwrapped
from geo.errors import Cancelled
from geo.globe import distance_km
from geo.model import Area, Footprint, Mention, NameMatch, Place, Point, Resolution, Resolved
from geo.phrase import Phrase
from geo.protocols import BaseMapLevel
from tests.fakes import make_place
from tests.phrases import phrase_of

# Two countries side by side, sea around them.
WESTLAND = make_place("x:w", "Westland", "country", 5, 5, "WW", "Westland", None, 9_000_000)
EASTLAND = make_place("x:e", "Eastland", "country", 5, 15, "EE", "Eastland", None, 9_000_000)
ISLAND = make_place("x:i", "Island", "country", 5, 45, "II", "Island", None, 9_000)
INLAND = make_place("x:t", "Inland", "settlement", 5.0, 5.0, "WW", "Westland", "Mid", 500_000)
SEASIDE = make_place("x:s", "Seaside", "settlement", 5.0, 0.1, "WW", "Westland", "Coast", 50_000)
FIJIAN = make_place("x:f", "Fijian", "settlement", -17.0, 179.99, "FJ", "Fiji", None, 5_000)
WORLD = (WESTLAND, EASTLAND, ISLAND, INLAND, SEASIDE, FIJIAN)
SQUARES = {"WW": (0, 0, 10, 10), "EE": (10, 0, 20, 10), "II": (40, 0, 50, 10)}


class SquareGazetteer:
    """Countries that are squares of ten degrees."""

    id = "squares"

    def lookup(self, names: Sequence[str]) -> list[tuple[NameMatch, ...]]:
        return [tuple(NameMatch(place, name, "canonical") for place in WORLD if place.name == name) for name in names]

    def area(self, place_id: str) -> Area | None:
        code = next((p.country_code for p in WORLD if p.id == place_id and p.kind == "country"), None)
        return Area(shapely.to_geojson(shapely.box(*SQUARES[code]))) if code else None

    def basemap(self, level: BaseMapLevel) -> str:
        geometries, arcs = [], []
        for number, (code, (west, south, east, north)) in enumerate(SQUARES.items()):
            width, height = east - west, north - south
            arcs.append([[west, south], [width, 0], [0, height], [-width, 0], [0, -height]])
            geometries.append({"type": "Polygon", "id": code, "arcs": [[number]]})
        return json.dumps(
            {
                "type": "Topology",
                "transform": {"scale": [1, 1], "translate": [0, 0]},
                "objects": {"countries": {"type": "GeometryCollection", "geometries": geometries}},
                "arcs": arcs,
            }
        )


DRAWING = AreaDrawing(SquareGazetteer())


def resolution(place: Place, phrase: str | Phrase | None, start: int = 0) -> Resolution:
    said = phrase_of(phrase) if isinstance(phrase, str) else phrase
    mention = Mention("doc", start, start + len(place.name), place.name, "GPE", "test", said)
    return Resolution(mention, "resolved", place, 0.9, None, "test")


def drawn(place: Place, phrase: str | Phrase) -> Resolution:
    return drawn_by(DRAWING, resolution(place, phrase))[0]


def drawn_by(drawing: AreaDrawing, *resolutions: Resolution) -> tuple[Resolution, ...]:
    return drawing.draw(Resolved(resolutions, ())).resolutions


def footprint(place: Place, phrase: str) -> Footprint:
    found = drawn(place, phrase).footprint
    assert found is not None and found.area is not None and found.point is not None
    return found


def shape(place: Place, phrase: str) -> shapely.Geometry:
    return shapely.from_geojson(footprint(place, phrase).area)


def test_fifty_kilometres_east_is_a_circle_there() -> None:
    """Its middle is 50 km away to the east, its radius three tenths of that; the reader is told."""
    found = footprint(INLAND, "50 km east of")
    assert found.point is not None
    assert distance_km(found.point, Point(5, 5)) == pytest.approx(50, abs=0.2)
    assert found.point.lon > 5 and found.point.lat == pytest.approx(5, abs=0.02)
    for lon, lat in shapely.get_coordinates(shape(INLAND, "50 km east of")):
        assert distance_km(found.point, Point(lat, lon)) == pytest.approx(15, abs=0.3)
    assert drawn(INLAND, "50 km east of").note == "A circle of 15 km around the point 50 km east of Inland."


def test_the_place_stays_and_is_a_little_less_certain() -> None:
    """The anchor is what the mention denotes; the area is only drawn from it."""
    found = drawn(INLAND, "near")
    assert found.place == INLAND and found.confidence is not None and 0.85 < found.confidence < 0.9
    assert found.footprint is not None and found.footprint.rule == found.note


def test_a_distance_without_direction_is_a_ring() -> None:
    ring = shape(INLAND, "20 miles from")
    assert not ring.covers(shapely.Point(5, 5))
    assert ring.covers(shapely.Point(5 + 32 / 111.2, 5)) and ring.covers(shapely.Point(5 - 32 / 111.2, 5))


def test_within_a_distance_is_the_whole_circle() -> None:
    assert shape(INLAND, "within 30 km of").covers(shapely.Point(5, 5))


@pytest.mark.parametrize(
    ("direction", "lat", "lon"),
    [("north", 5.2, 5), ("east", 5, 5.2), ("south-west", 4.85, 4.85), ("southwest", 4.85, 4.85)],
)
def test_beside_a_town_is_the_quarter_on_that_side(direction: str, lat: float, lon: float) -> None:
    side = shape(INLAND, f"{direction} of")
    assert side.covers(shapely.Point(lon, lat))
    assert not side.covers(shapely.Point(10 - lon, 10 - lat))
    assert shape(INLAND, f"{direction} outskirts of").intersects(side)


def test_around_a_town_grows_with_the_town() -> None:
    assert shape(INLAND, "near").area > shape(SEASIDE, "near").area
    assert not shape(INLAND, "outskirts of").covers(shapely.Point(5, 5))
    assert shape(INLAND, "… countryside").area > shape(INLAND, "outskirts of").area


def test_the_border_lies_on_both_outlines() -> None:
    """It is the line that the two have in common, and its pin is on it."""
    border = shape(WESTLAND, "…–Eastland border")
    assert border.length == pytest.approx(10)
    for country in ("WW", "EE"):
        assert shapely.box(*SQUARES[country]).boundary.buffer(1e-9).covers(border)
    assert footprint(WESTLAND, "…–Eastland border").point == pytest.approx((5, 10))
    assert shape(WESTLAND, "border of").equals(border)


def test_the_other_place_is_the_one_in_the_text() -> None:
    """A name with several bearers means in the phrase what it means in the document."""
    far = make_place("x:far", "Seaside", "settlement", 60.0, 60.0, "ZZ", "Elsewhere", None, 5_000_000)
    first, _ = drawn_by(DRAWING, resolution(INLAND, "between … and Seaside"), resolution(SEASIDE, None, 20))
    assert first.footprint is not None and first.footprint.point is not None
    assert first.footprint.point == pytest.approx((5, 2.55), abs=0.01)
    first, _ = drawn_by(DRAWING, resolution(INLAND, "between … and Seaside"), resolution(far, None, 20))
    assert first.footprint is None


class CountingGazetteer(SquareGazetteer):
    """Counts how often outlines and names are asked for."""

    def __init__(self) -> None:
        self.asked = 0

    def area(self, place_id: str) -> Area | None:
        self.asked += 1
        return super().area(place_id)


def test_a_phrase_beside_a_place_is_drawn_once() -> None:
    """However often it stands in a document, and however many others do; what was drawn is shared."""
    gazetteer = CountingGazetteer()
    mentions = [resolution(WESTLAND, "northern", 20 * number) for number in range(50)]
    others = [resolution(WESTLAND, f"within {km} km of", 1000 + 20 * km) for km in range(1, 400)]
    heard: list[str] = []
    found = AreaDrawing(gazetteer).draw(
        Resolved((*mentions, *others, *mentions), ()), progress=lambda stage, _: heard.append(stage)
    )
    assert len(heard) == 1 + len(others) and gazetteer.asked == 1
    assert len({id(one.footprint) for one in found.resolutions[:50] + found.resolutions[-50:]}) == 1


def test_drawing_can_be_stopped() -> None:
    """At each area: what `Progress` raises goes through."""

    def stop(stage: str, fraction: float) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        AreaDrawing(SquareGazetteer()).draw(Resolved((resolution(WESTLAND, "northern"),), ()), progress=stop)


@pytest.mark.parametrize("place", [WESTLAND, SEASIDE, ISLAND])
def test_off_the_coast_is_sea(place: Place) -> None:
    """Within 50 km, and on nobody's land."""
    sea = shape(place, "off the coast of")
    for square in SQUARES.values():
        assert sea.intersection(shapely.box(*square)).area < 1e-6
    assert shapely.box(*SQUARES[place.country_code or ""]).distance(sea) < 0.02
    west = shape(WESTLAND, "off the western coast of")
    assert west.bounds[0] < 0 and west.bounds[2] < 6


@pytest.mark.parametrize(
    ("place", "phrase"),
    [
        (INLAND, "off the coast of"),
        (WESTLAND, "…–Island border"),
        (WESTLAND, "…–Nowhere border"),
        (ISLAND, "border of"),
        (WESTLAND, "50 km east of"),
        (WESTLAND, "between … and Eastland"),
        (INLAND, "between … and Inland"),
        (INLAND, "0 km from"),
        (INLAND, "99999 km from"),
        (INLAND, Phrase("at_distance", ("sideways",), (50.0,), "km")),
        (INLAND, Phrase("part", ("upper",))),
    ],
)
def test_what_cannot_be_drawn_leaves_the_mention_as_it_is(place: Place, phrase: str | Phrase) -> None:
    assert drawn(place, phrase) == resolution(place, phrase)


def test_a_part_of_a_town_is_cut_from_its_circle() -> None:
    """The gazetteer has no outlines of towns."""
    half = shape(INLAND, "southern")
    assert half.covers(shapely.Point(5, 4.99)) and not half.covers(shapely.Point(5, 5.01))
    assert drawn(INLAND, "southern").note.startswith("The southern half of a circle of 5.6 km around the middle of")


def test_several_directions_are_drawn_together() -> None:
    assert shape(WESTLAND, "northern and eastern").area == pytest.approx(75)
    both = shape(INLAND, "north and east of")
    assert both.covers(shapely.Point(5, 5.2)) and both.covers(shapely.Point(5.2, 5))
    assert not both.covers(shapely.Point(4.8, 5))


def test_a_distance_off_a_coast_is_a_belt_of_sea() -> None:
    """20 % nearer and farther than the text says."""
    for place in (ISLAND, SEASIDE):
        sea = shape(place, "100 km off the coast of")
        edge = 40 if place is ISLAND else 0.1
        assert sea.covers(shapely.Point(edge - 100 / 111.2, 5))
        assert not sea.covers(shapely.Point(edge - 70 / 111.2, 5))
    assert shape(ISLAND, "10–90 km off the coast of").covers(shapely.Point(40 - 50 / 111.2, 5))
    assert drawn(ISLAND, "100 km off the coast of").note == "The sea between 80 and 120 km from Island."


def test_the_coast_is_the_outline_without_the_borders() -> None:
    assert shape(ISLAND, "coast of").length == pytest.approx(40)
    assert shape(WESTLAND, "coast of").length == pytest.approx(30, abs=0.1)
    west = shape(WESTLAND, "western coast of")
    assert west.length == pytest.approx(10, abs=0.3) and west.bounds[2] < 0.2


def test_a_border_has_sides_too() -> None:
    assert shape(WESTLAND, "eastern border of").length == pytest.approx(10)
    assert drawn(WESTLAND, "western border of").footprint is None
    assert drawn(WESTLAND, "eastern border of").note == "All land borders of Westland, to the east of its middle."


def test_within_a_distance_of_a_country_is_around_its_outline() -> None:
    around = shape(ISLAND, "within 50 km of")
    assert around.covers(shapely.Point(39.8, 5)) and not around.covers(shapely.Point(45, 5))


@pytest.mark.parametrize(("wind", "lat", "lon"), [("south-south-east", 4.585, 5.172), ("east-northeast", 5.172, 5.415)])
def test_sixteen_winds(wind: str, lat: float, lon: float) -> None:
    point = footprint(INLAND, f"50 km {wind} of").point
    assert point == pytest.approx((lat, lon), abs=0.01)


@pytest.mark.parametrize("phrase", ["near", "within 5 km of"])
def test_at_a_pole_an_area_is_the_cap(phrase: str) -> None:
    area = shape(make_place("x:p", "Pole", "facility", -90.0, 0.0, "AQ", "Antarctica", None, None), phrase)
    assert area.is_valid and area.bounds[1] == -90 and area.bounds[3] < -89


def test_a_country_cut_by_the_antimeridian_has_its_parts_where_they_are() -> None:
    """The west of a country that goes on beyond 180 degrees is not its tail on the other side of the map."""
    halves = shapely.MultiPolygon([shapely.box(170, 0, 180, 10), shapely.box(-180, 0, -176, 10)])
    whole = unwrapped(halves)
    assert whole.bounds == pytest.approx((170, 0, 184, 10)) and len(shapely.get_parts(whole)) == 1
    east = part_of(whole, ["eastern"])
    assert east is not None and on_the_globe(east).area == pytest.approx(70, abs=0.01)


def test_an_area_across_the_antimeridian_is_cut_there() -> None:
    """As RFC 7946 (3.1.9) asks: nothing beyond 180 degrees, parts on both sides."""
    area = shape(FIJIAN, "near")
    west, _, east, _ = area.bounds
    assert (west, east) == pytest.approx((-180, 180))
    assert len(shapely.get_parts(area)) == 2 and area.area < 0.1


PHRASES = ["near", "outside", "outskirts of", "… countryside", "12 km from", "within 9 miles of",
             "700 km north-east of", "west of", "off the coast of"]  # fmt: skip


@settings(deadline=None)
@given(st.floats(-75, 75), st.floats(-180, 180), st.integers(0, 20_000_000), st.sampled_from(PHRASES))
def test_every_area_is_valid_and_near_its_place(lat: float, lon: float, people: int, phrase: str) -> None:
    """Valid GeoJSON of the earth, the pin no farther from the anchor than the phrase allows."""
    found = drawn(make_place("x:1", "X", "settlement", lat, lon, "XX", "X", None, people), phrase)
    if found.footprint is None:
        assert phrase == "off the coast of"
        return
    assert found.footprint.area is not None and found.footprint.point is not None
    area = shapely.from_geojson(found.footprint.area)
    assert area.is_valid and area.area > 0
    west, south, east, north = area.bounds
    assert -180 <= west <= east <= 180 and -90 <= south <= north <= 90
    assert -180 <= found.footprint.point.lon <= 180
    assert distance_km(found.footprint.point, Point(lat, lon)) <= 710
    if "north" in phrase:
        assert found.footprint.point.lat > lat


def test_a_coast_taken_from_an_approximate_outline_says_so() -> None:
    """Like the parts of such an outline do."""

    class Cell(SquareGazetteer):
        def area(self, place_id: str) -> Area | None:
            return Area(shapely.to_geojson(shapely.box(0, 0, 4, 10)), "Approximate.")

    province = make_place("x:p", "Shore", "admin1", 5, 2, "WW", "Westland", "Shore")
    for phrase in ("coast of", "off the coast of", "off the western coast of"):
        [found] = drawn_by(AreaDrawing(Cell()), resolution(province, phrase))
        assert found.footprint is not None and "the approximate outline of Shore" in found.note
