"""The words for winds."""

from __future__ import annotations

import re

import pytest

from geo.lexicon.winds import SIXTEEN_WINDS, WINDS, bearing_of, eight_winds, wind_in_words

LETTERS = ["N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"]


def test_sixteen_winds_go_round_the_compass() -> None:
    """In letters, each is found and said in words, 22.5 degrees after the one before."""
    bearings = [bearing_of(wind_in_words(letters)) for letters in LETTERS]
    assert bearings == [22.5 * number for number in range(16)]
    assert all(re.fullmatch(SIXTEEN_WINDS, letters) for letters in LETTERS)
    assert all(re.fullmatch(SIXTEEN_WINDS, wind_in_words(letters)) for letters in LETTERS)


@pytest.mark.parametrize(("word", "bearing"), [("Northern", 0), ("south-west", 225), ("northeastern", 45)])
def test_a_wind_has_its_bearing_however_it_is_written(word: str, bearing: float) -> None:
    assert bearing_of(word) == bearing


@pytest.mark.parametrize("word", ["", "central", "upper", "northwards", "eastnorth"])
def test_another_word_has_no_bearing(word: str) -> None:
    assert bearing_of(word) is None


def test_what_parts_the_halves_is_said() -> None:
    """And the longer wind is found before the shorter."""
    for between, text in [("", "northeast"), ("[- ]?", "north east"), (r"[-\s]?", "north\neast")]:
        found = re.match(f"(?:{eight_winds(between)})", text)
        assert found and found[0] == text
    assert [re.match(f"(?:{WINDS})", text)[0] for text in ("south of", "south-west of")] == ["south", "south-west"]  # type: ignore[index]
