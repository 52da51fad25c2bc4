"""What is said everywhere alike."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from geo.model import Precision, Reason
from geo.view import CONFIDENCE_BANDS
from geo.wording import CONFIDENCES, PRECISIONS, in_points, name_in_full, units_in_words
from tests.fakes import LONDON, SYRIA


def test_where_a_place_lies_is_said_smallest_unit_first_and_no_name_twice() -> None:
    """A district called after its province, or a country in itself, is not told from it by saying the name twice."""
    assert units_in_words(LONDON) == "England, United Kingdom"
    named = replace(LONDON, admin1="Greater London", admin2="Greater London")
    assert units_in_words(named) == "Greater London, United Kingdom"
    assert units_in_words(SYRIA) == ""


def test_a_full_name_tells_namesakes_apart() -> None:
    assert name_in_full(LONDON) == "London, England, United Kingdom"
    assert name_in_full(SYRIA) == "Syria"


def test_points_line_up() -> None:
    """With a minus as wide as the plus, and the figures under each other."""
    assert in_points(Reason("rule", 12.34, "So it is.", 1.0)) == "+12.3  So it is."
    assert in_points(Reason("rule", -0.5, "So it is.", 1.0)) == "\u2007−0.5  So it is."


def test_there_is_a_word_for_everything_that_can_be() -> None:
    assert set(PRECISIONS) == set(get_args(Precision))
    assert set(CONFIDENCES) == {band for band, _ in CONFIDENCE_BANDS}
