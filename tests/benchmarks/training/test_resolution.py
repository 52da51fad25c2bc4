"""Fitting weights and confidence, on a handful of made-up sentences."""

from __future__ import annotations

import pytest

from benchmarks.training.resolution import cross_fitted, fit
from geo.evaluate.measure.gold import GoldDocument, GoldPlace
from geo.model import Document, Place
from geo.resolve.weights import SHIPPED, Numbers
from tests.resolve.tiny import COLUMBUS, DUBLIN, DUBLIN_OHIO, OHIO, PARIS, PARIS_TEXAS, TEXAS, TinyGazetteer

SENTENCES: tuple[tuple[str, tuple[Place, ...]], ...] = (
    ("They met in Dublin.", (DUBLIN,)),
    ("They met in Dublin and Columbus, Ohio.", (DUBLIN_OHIO, COLUMBUS, OHIO)),
    ("They met in Paris.", (PARIS,)),
    ("They met in Paris, Texas.", (PARIS_TEXAS, TEXAS)),
    ("Dublin won.", (DUBLIN_OHIO,)),  # which nothing in the text tells: not everything can be right
)


def document(number: int) -> GoldDocument:
    sentence, places = SENTENCES[number % len(SENTENCES)]
    text = f"Case {number}. {sentence}"
    found = [
        GoldPlace(text.index(place.name), text.index(place.name) + len(place.name), place.footprint.point, place.id)
        for place in places
    ]
    return GoldDocument(number, Document.make(text), tuple(found))


CORPUS = [document(number) for number in range(40)]


KINDS = ("confidence", "weights and confidence")


@pytest.fixture(scope="module")
def fitted() -> Numbers:
    return fit({"made up": CORPUS}, TinyGazetteer(), rules=True)


def test_rules_that_tell_namesakes_apart_gain_weight(fitted: Numbers) -> None:
    """All start equal; being near, or in what follows, decides here, and nothing weighs less than nothing."""
    assert fitted.weights.keys() == SHIPPED.weights.keys()
    assert min(fitted.weights.values()) > 0
    assert fitted.weights["containment"] > fitted.weights["spelling"]


def test_only_the_confidence_is_fitted_unless_asked(fitted: Numbers) -> None:
    assert fit({"made up": CORPUS}, TinyGazetteer(), rules=True) == fitted
    alone = fit({"made up": CORPUS}, TinyGazetteer(), rules=False)
    assert alone.weights == SHIPPED.weights != fitted.weights
    assert alone.confidence.keys() == SHIPPED.confidence.keys() and alone.confidence != SHIPPED.confidence


def test_what_was_fitted_elsewhere_resolves_each_corpus() -> None:
    """With one corpus there is the other half; with two also the other one; all read these sentences rightly."""
    alone = dict(cross_fitted({"a": CORPUS}, TinyGazetteer()))
    assert list(alone) == ["as shipped", *(f"{what} from the other half" for what in KINDS)]
    both = dict(cross_fitted({"a": CORPUS[:20], "b": CORPUS[20:]}, TinyGazetteer()))
    assert both.keys() - alone.keys() == {f"{what} from the other corpora" for what in KINDS}
    gold = CORPUS[3]
    for way, resolvers in both.items():
        [(resolved, _)] = resolvers["a"].resolve([gold.document], [gold.mentions()])
        assert [r.place.id if r.place else None for r in resolved] == [place.place_id for place in gold.places], way
        assert all(0 < (r.confidence or 0) < 1 for r in resolved), way
