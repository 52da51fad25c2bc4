"""Positions written in texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.text.coordinates import find_coordinates, parse_coordinates
from tests.strategies import any_text


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("35.3359, 40.1408", 35.3359, 40.1408),
        ("-33.8688,151.2093", -33.8688, 151.2093),
        ("−33.8688, 151.2093", -33.8688, 151.2093),
        ("48.8584° N, 2.2945° E", 48.8584, 2.2945),
        ("48.85N 2.29E", 48.85, 2.29),
        ("35.3°, -40.5°", 35.3, -40.5),
        ("33°51'31\"S 151°12'51\"E", -33.858611, 151.214167),
        ("33° 51′ 31″ S, 151° 12′ 51″ E", -33.858611, 151.214167),
        ("33°51’S, 151°12’E", -33.85, 151.2),
        ("17°N 3°W", 17, -3),
        ("N 48° 51.5', E 2° 17.7'", 48.858333, 2.295),
        ("S33°51'31\" W071°12'51\"", -33.858611, -71.214167),
        ("N35.3359 E040.1408", 35.3359, 40.1408),
        ("35,3359° N, 40,1408° W", 35.3359, -40.1408),
        ("12°34'05\" N and 43°18'02\" E", 12.568056, 43.300556),
        ("16˚51'N, longitude 3˚W", 16.85, -3),
        ("15 degrees 30 minutes south, 32 degrees west", -15.5, -32),
        ("12-34.5N 043-18.2E", 12.575, 43.303333),
        ("01:10.30N – 103:30.50E", 1.171667, 103.508333),
        ("33 51 31 S 151 12 51 E", -33.858611, 151.214167),
        ("1234N 04318W", 12.566667, -43.3),
        ("123406S1234512E", -12.568333, 123.753333),
        ("lat 35.3, long -40.1", 35.3, -40.1),
        ("Latitude: -35.33 and longitude: 40.14", -35.33, 40.14),
    ],
)
def test_degrees_in_the_usual_ways(text: str, lat: float, lon: float) -> None:
    assert parse_coordinates(text) == pytest.approx((lat, lon), abs=1e-6)


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("31U DQ 48251 11932", 48.8583, 2.2945),  # the Eiffel Tower
        ("18SUJ2348306479", 38.8895, -77.0353),  # the Washington Monument
        ("56H LH 3487 5210", -33.8568, 151.2153),  # the Sydney Opera House
        ("36N", None, None),
    ],
)
def test_grid_references(text: str, lat: float | None, lon: float | None) -> None:
    """To about the size of the square that the digits name; a zone alone is no position."""
    found = parse_coordinates(text)
    assert found is None if lat is None else found == pytest.approx((lat, lon), abs=2e-3)


@pytest.mark.parametrize(
    "text",
    ["3.5, 4.2", "won 21.500, 1", "1.234.567, 8.9", "95.1234, 12.1234", "12.1234, 190.1234", "91°N 3°E", "12°75'N 3°E",
     "31U JQ 48251 11932", "at 30°", "v1.2.345, 6.789", "Paris", ""],
)  # fmt: skip
def test_other_numbers_are_no_positions(text: str) -> None:
    """Scores, versions, temperatures; degrees and minutes that there are not; squares outside their zone."""
    assert parse_coordinates(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "12°60′N 43°10′E", "12°10′N 43°60′E", "12°10′60″N 43°10′00″E", "12 deg 60 min N 43 deg 10 min E",
        "12-60.0N 043-18.2E", "1260N 04310E", "121060N 0431000E", "1210N 04360E",
    ],
)  # fmt: skip
def test_minutes_and_seconds_are_below_sixty(text: str) -> None:
    """What has sixty of them or more was mistyped, or is no position."""
    assert parse_coordinates(text) is None
    assert parse_coordinates(text.replace("60", "59")) is not None


def test_positions_are_found_in_a_text() -> None:
    text = "The hull lies at 13°31'N 43°10'E; drones came from 15.3694, 44.1910. It scored 3.2, 4.5."
    assert [text[start:end] for start, end in find_coordinates(text)] == ["13°31'N 43°10'E", "15.3694, 44.1910"]


@pytest.mark.parametrize(
    "text",
    ["It rose 1.2345, 5.6789 per cent",
     "values of 0.123, 0.456", "12.1234, 12.1234, 12.1234", "it cost $12.3456, 13.3456",
     "prices were 1.250, 3.475", "between 20-30N 10-20E", "at 12:30 N", "lat 95.1, lon 12.1", "p = 0.0123, 0.0345"],
)  # fmt: skip
def test_lists_prices_and_ranges_are_no_positions(text: str) -> None:
    """Two numbers alone must look like a position, and stand like one."""
    assert list(find_coordinates(text)) == []


def test_in_brackets_three_decimals_will_do() -> None:
    text = "The village (15.369, 44.191) burned."
    assert [text[start:end] for start, end in find_coordinates(text)] == ["15.369, 44.191"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The last call gave the position 11.95, 49.70, far off.", ["11.95, 49.70"]),
        ("Coordinates: 36.20, 37.15.", ["36.20, 37.15"]),
        ("They scored 11.95, 49.70 in the final.", []),
        ("in position 3.5, 4.2", []),
        ("the position 11.95, 49.70, 12.30", []),
    ],
)
def test_behind_the_word_two_decimals_will_do(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_coordinates(text)] == found


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_decimal_degrees_come_back(lat: float, lon: float) -> None:
    assert parse_coordinates(f"{lat:.5f}, {lon:.5f}") == pytest.approx((lat, lon), abs=1e-5)


@given(any_text)
def test_any_text_may_be_searched(text: str) -> None:
    """What is found can be parsed, and lies on the globe."""
    for start, end in find_coordinates(text):
        found = parse_coordinates(text[start:end])
        assert found is not None and abs(found.lat) <= 90 and abs(found.lon) <= 180
