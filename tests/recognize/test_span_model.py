"""The weights that come with Wherein, and how they are applied."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from benchmarks.training.fingerprint import fingerprint
from geo.model import Document
from geo.recognize import span_model
from geo.recognize.recognizer import PlaceRecognizer
from geo.recognize.span_model import Logistic, SpanModel, shipped_model
from tests.recognize.test_recognizer import ScriptedTagger
from tests.resolve.tiny import TinyGazetteer


def test_a_probability_is_the_logistic_of_the_sum() -> None:
    """Features without a weight count for nothing; no sum is too small or too large."""
    logistic = Logistic(-1.0, {"a": 2.0, "b": 0.5, "low": -1e6, "high": 1e6})
    assert logistic.probability(["a", "b", "unknown"]) == pytest.approx(1 / (1 + math.exp(-1.5)))
    assert logistic.probability(["low"]) == 0.0
    assert logistic.probability(["high"]) == 1.0


def test_the_shipped_weights_are_small_and_have_a_card() -> None:
    """At most 1 MB; docs/models.md describes them."""
    file = Path(span_model.__file__).with_name("span_model.json")
    assert file.stat().st_size <= 1_000_000
    assert shipped_model().toponym.weights and shipped_model().literal.weights
    card = (Path(__file__).parents[2] / "docs" / "models.md").read_text("utf-8")
    assert file.name in card


def test_the_shipped_weights_were_learnt_with_the_features_of_today() -> None:
    """Who changes what the recognizer looks at trains again (docs/models.md)."""
    file = Path(span_model.__file__).with_name("span_model.json")
    assert json.loads(file.read_text("utf-8"))["features"] == fingerprint()


def test_the_threshold_trades_precision_for_recall() -> None:
    """With a high one only the surest names are left."""
    text = "Fans came from Columbus today."
    tagger = ScriptedTagger(("Columbus", "ORG"))
    for threshold, names in ((0.1, ["Columbus"]), (0.999, [])):
        recognizer = PlaceRecognizer(tagger, TinyGazetteer(), threshold=threshold)
        assert [mention.surface for mention in recognizer.recognize([Document.make(text)])[0]] == names


def test_other_weights_or_another_threshold_are_another_recognizer() -> None:
    """So that no stale answer is served from the cache."""
    other = SpanModel("other", Logistic(0.0, {}), Logistic(0.0, {}))
    ids = {
        PlaceRecognizer(ScriptedTagger(), TinyGazetteer()).id,
        PlaceRecognizer(ScriptedTagger(), TinyGazetteer(), judge=other).id,
        PlaceRecognizer(ScriptedTagger(), TinyGazetteer(), threshold=0.5).id,
    }
    assert len(ids) == 3
