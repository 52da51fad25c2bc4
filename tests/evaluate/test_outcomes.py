"""What became of each known place."""

from __future__ import annotations

from geo.evaluate.measure.gold import GoldPlace
from geo.evaluate.measure.judge import right_candidate
from geo.model import Point
from tests.evaluate.made import IN_LONDON, IN_SYRIA, given, gold_document, namesake, recognized, resolution
from tests.fakes import LONDON, LONDON_ONTARIO, MIDDLE_EAST, SYRIA


def test_near_is_right_the_very_place_is_right_and_nothing_is_wrong() -> None:
    """Within 161 km, or the same id wherever its point is; without a point there is no distance."""
    gold = gold_document(
        GoldPlace(0, 6, IN_LONDON),
        GoldPlace(11, 16, Point(-40.0, 0.0), SYRIA.id),
        GoldPlace(27, 33, IN_LONDON),
        GoldPlace(43, 50, IN_LONDON),
    )
    near, very, lost, vague = given(
        gold, resolution(0, 6, LONDON), resolution(11, 16, SYRIA), resolution(27, 33), resolution(43, 50, MIDDLE_EAST)
    ).outcomes
    assert (near.right, near.right_id) == (True, None)
    assert 0 < (near.error_km or 0) < 5
    assert (very.right, very.right_id, very.error_km) == (True, True, 0.0)
    assert (very.strict_km or 0) > 5000
    assert (lost.right, lost.error_km, lost.reachable) == (False, None, False)
    assert (vague.right, vague.error_km) == (False, None)


def test_a_wrong_namesake_is_told_from_other_errors() -> None:
    """It bears the name as written; the right reading is found among its rivals."""
    wrong, right = namesake().outcomes
    assert wrong.wrong_namesake and not right.wrong_namesake
    assert wrong.reachable
    candidate = right_candidate(wrong)
    assert candidate is not None and candidate.place == LONDON
    gold = gold_document(GoldPlace(0, 6, IN_SYRIA))
    (other,) = given(gold, resolution(0, 6, SYRIA, LONDON)).outcomes
    assert other.right
    (other,) = given(gold_document(GoldPlace(0, 6, IN_LONDON)), resolution(0, 6, SYRIA)).outcomes
    assert not other.right and not other.wrong_namesake
    assert right_candidate(other) is None


def test_a_place_goes_by_the_mention_it_shares_most_with() -> None:
    """An exact span before an overlapping one; trimmed on both sides; what is nowhere near is spurious."""
    text = "the London area of Syria and Kyiv"
    gold = gold_document(GoldPlace(0, 10, IN_LONDON), GoldPlace(19, 24, IN_SYRIA), text=text)
    judged = recognized(
        gold,
        resolution(4, 15, LONDON_ONTARIO, text=text),
        resolution(16, 24, SYRIA, text=text),
        resolution(29, 33, text=text),
    )
    assert [(o.match, o.right) for o in judged.outcomes] == [("overlap", False), ("overlap", True)]
    assert [f.match for f in judged.found] == ["overlap", "overlap", "missed"]
    exact = recognized(gold, resolution(4, 10, LONDON, text=text))
    assert [o.match for o in exact.outcomes] == ["exact", "missed"]
    assert exact.outcomes[1].resolution is None
