"""The measures, and the reading of texts whose places are known."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from geo.errors import DocumentError
from geo.evaluate import FARTHEST_KM, score_recognition, score_resolution
from geo.gold import GoldPlace, read_corpus
from geo.model import Mention, Point
from tests.resolve.tiny import PARIS, resolve

TEXT = "Paris, Dublin and Atlantis."


def test_accuracy_counts_what_is_near_the_very_place_and_what_is_missing() -> None:
    """Within 161 km is right, the same id is right wherever its point is, not found is wrong by half the world."""
    resolved = resolve(TEXT, "Paris", "Dublin", "Atlantis")
    near = GoldPlace(0, 5, Point(49.0, 2.5))
    very = GoldPlace(7, 13, Point(0.0, 0.0), resolved[1].candidates[0].place.id)
    lost = GoldPlace(18, 26, Point(0.0, 0.0))
    scores = score_resolution([near, very, lost], resolved)
    assert (scores.count, scores.unresolved) == (3, 1)
    assert scores.accuracy == pytest.approx(2 / 3)
    assert scores.mean_km > FARTHEST_KM / 3
    assert scores.median_km == pytest.approx(20, abs=5)


def test_the_area_under_the_error_curve_is_between_perfect_and_hopeless() -> None:
    """All right is 0, all lost is 1, and a small error weighs little."""
    paris, lost = resolve("Paris and Atlantis", "Paris", "Atlantis")
    right = GoldPlace(0, 5, Point(0.0, 0.0), PARIS.id)
    assert score_resolution([right], [paris]).auc == 0.0
    assert score_resolution([GoldPlace(0, 5, Point(0.0, 0.0))], [lost]).auc == pytest.approx(1.0)
    assert 0.2 < score_resolution([GoldPlace(0, 5, Point(49.0, 2.5))], [paris]).auc < 0.4


def test_calibration_compares_confidence_with_accuracy() -> None:
    """Nine of ten right at a confidence of 0.9 is perfect, all ten are off by 0.1; no confidence is no error."""
    [paris, lost] = resolve("Paris and Atlantis", "Paris", "Atlantis")
    sure = replace(paris, confidence=0.9)
    right, wrong = GoldPlace(0, 5, Point(0.0, 0.0), PARIS.id), GoldPlace(0, 5, Point(-40.0, 0.0))
    assert score_resolution([right] * 9 + [wrong], [sure] * 10).calibration_error == pytest.approx(0.0)
    assert score_resolution([right] * 10, [sure] * 10).calibration_error == pytest.approx(0.1)
    assert score_resolution([right], [lost]).calibration_error == 0.0


def test_gold_places_without_a_point_are_not_scored() -> None:
    scores = score_resolution([GoldPlace(0, 5, None)], resolve(TEXT, "Paris"))
    assert (scores.count, scores.accuracy) == (0, 0.0)


def test_recognition_counts_exact_spans_of_the_same_document() -> None:
    gold = [[GoldPlace(0, 5, None), GoldPlace(7, 13, None)], [GoldPlace(0, 5, None)]]
    found = [[Mention("a", 0, 5, "Paris", "GPE", "x"), Mention("a", 7, 12, "Dubli", "GPE", "x")], []]
    scores = score_recognition(gold, found)
    assert (scores.precision, scores.recall, scores.f1) == pytest.approx((1 / 2, 1 / 3, 2 / 5))
    assert score_recognition([[]], [[]]).f1 == 0.0


def test_a_corpus_is_read_with_ids_and_points(tmp_path: Path) -> None:
    """Places with one span count once, by the first that has a point; a place may have none."""
    toponyms = [
        {"start": 7, "end": 13, "lat": None, "lon": None},
        {"start": 0, "end": 5, "lat": None, "lon": None},
        {"start": 0, "end": 5, "lat": 48.85, "lon": 2.35, "geonameid": 2988507},
        {"start": 0, "end": 5, "lat": 1.0, "lon": 1.0},
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"doc_id": "1", "text": TEXT, "toponyms": toponyms}) + "\n", encoding="utf-8")
    ((document, places),) = read_corpus(path)
    assert document.text == TEXT
    assert places == (GoldPlace(0, 5, Point(48.85, 2.35), PARIS.id), GoldPlace(7, 13, None))


@pytest.mark.parametrize("line", ["{}", "[1]", "nonsense", '{"text": "x", "toponyms": [{}]}'])
def test_a_bad_line_is_one_clear_error(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="line 1"):
        read_corpus(path)
