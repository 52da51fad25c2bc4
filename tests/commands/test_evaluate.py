"""``python -m geo evaluate`` on the command line; tests/evaluate has the measuring itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Run, write


def corpus() -> str:
    toponyms = [
        {"start": 0, "end": 6, "lat": 51.5, "lon": -0.1},
        {"start": 11, "end": 16, "lat": 35.0, "lon": 38.0, "geonameid": 163843},
        {"start": 20, "end": 28, "lat": 0.0, "lon": 0.0},
    ]
    line = {"doc_id": "1", "text": "London and Syria or Nowhere. Turkey", "toponyms": toponyms}
    return write("corpus.jsonl", json.dumps(line) + "\n")


def test_evaluate_measures(run: Run) -> None:
    """Spans and places are compared with the known ones; what was not recognised counts as not found."""
    code, out, err = run("evaluate", corpus(), "--json")
    assert (code, err) == (0, "")
    scores = json.loads(out)
    assert (scores["documents"], scores["places"], scores["unresolved"]) == (1, 3, 1)
    assert (scores["precision"], scores["recall"]) == pytest.approx((2 / 3, 2 / 3))
    assert scores["accuracy_161_km"] == pytest.approx(2 / 3)
    assert {"f1", "mean_error_km", "median_error_km", "auc", "calibration_error"} <= set(scores)


def test_evaluate_gold_spans(run: Run) -> None:
    """With gold spans only resolution is measured, and the figures are also for reading."""
    code, out, _ = run("evaluate", corpus(), "--mentions", "gold")
    assert code == 0
    assert "accuracy 161 km                  0.667" in out
    assert "3 places" in out
    assert "precision" not in out


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("We drove from Homs to Aleppo.\n", "is not JSON: Expecting value at column 1"),
        ('{"title": "Homs"}\n', 'has no "doc_id" that is a text or a whole number'),
        ('{"doc_id": "1", "text": "Homs"}\n', 'has no list of "toponyms"'),
        ("[1]\n", 'is not a JSON object such as {"doc_id": "1", "text": "..."}'),
    ],
)
def test_evaluate_says_what_a_corpus_is(run: Run, text: str, fault: str) -> None:
    """A text file, or JSON Lines of another kind, is one sentence: what is wrong, and what is expected instead."""
    code, out, err = run("evaluate", write("notes.txt", text))
    expected = 'a corpus is JSON Lines with "doc_id", "text" and "toponyms" ("start", "end", "lat", "lon") in each'
    assert (code, out) == (1, "")
    assert err == f"notes.txt, line 1, {fault}; {expected}: see docs/formats.md.\n"
    described = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text("utf-8")
    assert "## Corpora" in described


def test_evaluate_needs_known_places(run: Run) -> None:
    """A corpus without any, or one that is not there, is one line."""
    code, _, err = run("evaluate", write("empty.jsonl", ""))
    assert (code, err.count("\n")) == (1, 1)
    code, _, err = run("evaluate", "missing.jsonl")
    assert (code, err) == (1, "missing.jsonl: No such file or directory.\n")
