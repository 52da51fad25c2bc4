"""What the figures of an evaluation are called, and how they are written."""

from __future__ import annotations

from geo.evaluate.measure.evaluation import evaluate
from geo.evaluate.measure.figures import FIGURES, written
from geo.evaluate.measure.gold import GoldPlace
from tests.evaluate.made import IN_LONDON, gold_document
from tests.fakes import fake_pipeline


def test_what_is_shown_is_measured() -> None:
    """Each figure that has a title is computed, and no two are called alike."""
    corpus = [gold_document(GoldPlace(0, 6, IN_LONDON, use="literal"))]
    assert set(FIGURES) <= set(evaluate("c", corpus, fake_pipeline(), rounds=3).figures)
    assert len({figure.title for figure in FIGURES.values()}) == len(FIGURES)


def test_a_figure_is_written_in_its_unit() -> None:
    """Shares with three digits, kilometres without a fraction."""
    assert [written(1234.5678, "mean_error_km"), written(0.5, "f1"), written(0.25)] == ["1,235", "0.500", "0.250"]
