"""``docs/accuracy.md`` says what every key of the JSON means, and is ready to be filled in."""

from __future__ import annotations

import re

from geo.evaluate.measure.evaluation import evaluate
from geo.evaluate.measure.gold import GoldPlace
from geo.evaluate.measure.record import record
from tests.conftest import ROOT
from tests.evaluate.made import IN_LONDON, gold_document
from tests.fakes import fake_pipeline

DOCUMENT = (ROOT / "docs" / "accuracy.md").read_text("utf-8")


def test_every_key_of_the_json_is_documented() -> None:
    """By name, or as a base name with a documented beginning or ending."""
    corpus = [gold_document(GoldPlace(0, 6, IN_LONDON, use="literal"))]
    found = record(evaluate("c", corpus, fake_pipeline(), rounds=3))
    documented = set(re.findall(r"`([\w]+)`", DOCUMENT))
    for key in found:
        base = re.sub(r"^(no_demonyms_|literal_)", "", re.sub(r"_(resolved|strict)$", "", key))
        assert base in documented, key
    for rows in ("coverage", "reliability", "by_kind", "by_label", "outcomes"):
        assert set(found[rows][0]) <= documented, rows


def test_every_marked_table_has_its_end() -> None:
    begun = re.findall(r"<!-- begin: (.+?) -->", DOCUMENT)
    assert begun
    assert begun == re.findall(r"<!-- end: (.+?) -->", DOCUMENT)
    assert len(set(begun)) == len(begun)
