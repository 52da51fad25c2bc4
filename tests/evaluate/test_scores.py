"""The figures, and how far they could be off."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from geo.evaluate.measure.bootstrap import Figures, intervals, total
from geo.evaluate.measure.calibration import bin_of, calibration_error, reliability
from geo.evaluate.measure.coverage import coverage
from geo.evaluate.measure.gold import GoldPlace
from geo.evaluate.measure.outcomes import JudgedDocument, Outcome
from geo.evaluate.measure.scores import FARTHEST_KM, counts, figures, median_km
from geo.model import Point
from tests.evaluate.made import IN_LONDON, IN_SYRIA, given, gold_document, namesake, recognized, resolution
from tests.fakes import LONDON, SYRIA, TURKEY


def figures_of(*documents: JudgedDocument) -> Figures:
    return figures(total([counts(document) for document in documents]))


def test_accuracy_is_over_all_places_with_a_point() -> None:
    """One of three is right; without the one that was not located, one of two; a place without a point is no case."""
    gold = gold_document(
        GoldPlace(0, 6, IN_LONDON, LONDON.id),
        GoldPlace(11, 16, IN_LONDON),
        GoldPlace(27, 33, IN_LONDON),
        GoldPlace(43, 50, None),
    )
    judged = given(
        gold, resolution(0, 6, LONDON), resolution(11, 16, SYRIA, LONDON), resolution(27, 33), resolution(43, 50, SYRIA)
    )
    found = figures_of(judged)
    assert found["accuracy_161_km"] == pytest.approx(1 / 3)
    assert found["accuracy_161_km_resolved"] == pytest.approx(1 / 2)
    assert found["candidate_ceiling"] == pytest.approx(2 / 3)
    assert found["exact_id"] == 1.0
    assert (found["mean_error_km"] or 0) > FARTHEST_KM / 3
    assert median_km(judged.outcomes, located=False) == judged.outcomes[1].error_km
    assert "precision" not in found


def test_the_area_under_the_error_curve_is_between_perfect_and_hopeless() -> None:
    """All right is 0, all lost is 1, and a small error weighs little."""
    gold = gold_document(GoldPlace(0, 6, Point(0.0, 0.0), LONDON.id))
    assert figures_of(given(gold, resolution(0, 6, LONDON)))["auc"] == 0.0
    assert figures_of(given(gold, resolution(0, 6)))["auc"] == pytest.approx(1.0)
    near = gold_document(GoldPlace(0, 6, Point(51.508 + 0.9, -0.126)))
    assert figures_of(given(near, resolution(0, 6, LONDON)))["auc"] == pytest.approx(
        math.log1p(100) / math.log1p(FARTHEST_KM), abs=0.01
    )


def test_the_area_over_what_was_resolved_leaves_out_what_was_not() -> None:
    """One of two is 1,000 km off, one not located: the logarithm of the first, as a share of the worst there can be."""
    gold = gold_document(GoldPlace(0, 6, Point(51.508 + 1000 / 111.19, -0.126)), GoldPlace(11, 16, IN_LONDON))
    found = figures_of(given(gold, resolution(0, 6, LONDON), resolution(11, 16)))
    alone = math.log1p(1000) / math.log1p(FARTHEST_KM)
    assert found["auc_resolved"] == pytest.approx(alone, abs=0.001)
    assert found["auc"] == pytest.approx((alone + 1) / 2, abs=0.001)


def test_recognition_counts_spans_exactly_and_by_overlap() -> None:
    gold = gold_document(GoldPlace(0, 6, IN_LONDON), GoldPlace(11, 16, IN_SYRIA), GoldPlace(27, 33, IN_LONDON))
    found = figures_of(recognized(gold, resolution(0, 6, LONDON), resolution(11, 15, SYRIA)))
    assert (found["precision"], found["recall"], found["f1"]) == pytest.approx((1 / 2, 1 / 3, 2 / 5))
    assert (found["overlap_precision"], found["overlap_recall"], found["overlap_f1"]) == pytest.approx((1, 2 / 3, 0.8))


def test_demonyms_leave_both_sides_at_once() -> None:
    """Without demonyms neither a known one nor a found one counts; literal uses leave other uses to precision."""
    text = "Turkish London and Syria"
    gold = gold_document(
        GoldPlace(0, 7, Point(39.0, 35.0), use="Non_Literal_Modifier", demonym=True),
        GoldPlace(8, 14, IN_LONDON, use="Literal"),
        GoldPlace(19, 24, IN_SYRIA, use="Embedded_Non_Lit"),
        text=text,
    )
    found = figures_of(
        recognized(
            gold,
            resolution(0, 7, TURKEY, text=text, label="NORP"),
            resolution(8, 14, LONDON, text=text),
            resolution(19, 24, SYRIA, text=text),
        )
    )
    assert (found["f1"], found["no_demonyms_f1"]) == (1.0, 1.0)
    assert (found["literal_precision"], found["literal_recall"]) == (0.5, 1.0)
    judged = recognized(
        gold, resolution(8, 14, LONDON, text=text, literal=0.5), resolution(19, 24, SYRIA, text=text, literal=0.49)
    )
    assert figures_of(judged)["literal_precision"] == 1.0  # what is judged not literal is not compared with the literal
    missed = figures_of(recognized(gold, resolution(8, 14, LONDON, text=text), resolution(19, 24, SYRIA, text=text)))
    assert missed["recall"] == pytest.approx(2 / 3)
    assert missed["no_demonyms_recall"] == 1.0


def sure(outcome: Outcome, confidence: float) -> Outcome:
    assert outcome.resolution is not None
    return replace(outcome, resolution=replace(outcome.resolution, confidence=confidence))


def test_calibration_compares_confidence_with_accuracy() -> None:
    """Nine of ten right at a confidence of 0.9 is perfect, all ten are off by 0.1; no confidence is no error."""
    wrong, right = (sure(outcome, 0.9) for outcome in namesake().outcomes)
    assert calibration_error(reliability([right] * 9 + [wrong])) == pytest.approx(0.0)
    assert calibration_error(reliability([right] * 10)) == pytest.approx(0.1)
    (lost,) = given(gold_document(GoldPlace(0, 6, IN_LONDON)), resolution(0, 6)).outcomes
    assert calibration_error(reliability([lost])) is None


def test_the_sums_give_the_same_calibration_as_the_outcomes() -> None:
    judged = namesake()
    assert figures_of(judged)["calibration_error"] == pytest.approx(calibration_error(reliability(judged.outcomes)))


def test_coverage_says_what_a_threshold_keeps() -> None:
    """Of two places one is at least 0.95 sure and right; at 0.8 the wrong namesake is kept too."""
    low, high = coverage(namesake().outcomes, (0.8, 0.95))
    assert (low.coverage, low.accuracy, low.wrong, low.wrong_namesakes) == (1.0, 0.5, 1, 1)
    assert (high.coverage, high.accuracy, high.wrong, high.wrong_namesakes) == (0.5, 1.0, 0, 0)


@for_all(st.floats(0, 1))
def test_every_confidence_has_its_bin(confidence: float) -> None:
    bins = reliability([])
    chosen = bins[bin_of(confidence)]
    assert chosen.low - 1e-9 <= confidence <= chosen.high + 1e-9


def share(sums: Mapping[str, float]) -> Figures:
    return {"share": sums["right"] / sums["count"] if sums["count"] else None, "never": None}


def test_intervals_hold_the_figure_and_are_the_same_every_time() -> None:
    """They narrow with more documents, and a figure that no sample has gets none."""
    few = [{"count": 10.0, "right": float(number % 3 + 6)} for number in range(12)]
    many = few * 20
    assert share(total(few))["share"] == pytest.approx(0.7)
    narrow, wide = intervals(many, share), intervals(few, share)
    assert wide == intervals(few, share)
    assert wide["share"][0] < narrow["share"][0] < 0.7 < narrow["share"][1] < wide["share"][1]
    assert "never" not in wide
    assert intervals([], share) == intervals(few[:1], share) == {}


def test_documents_are_drawn_not_names() -> None:
    """Names of one document stand and fall together: two documents of a hundred names say little."""
    low, high = intervals([{"count": 100.0, "right": 100.0}, {"count": 100.0, "right": 0.0}], share)["share"]
    assert (low, high) == (0.0, 1.0)
