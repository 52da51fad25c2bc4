"""An evaluation as JSON: the figures, and what became of every mention, so that two evaluations can be compared."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from geo.evaluate.measure.breakdown import by_country, by_kind, by_label, by_use
from geo.evaluate.measure.calibration import reliability
from geo.evaluate.measure.confusion import confusion
from geo.evaluate.measure.coverage import coverage
from geo.evaluate.measure.evaluation import Evaluation
from geo.evaluate.measure.outcomes import JudgedDocument, Outcome
from geo.model import Place, Resolution

SCHEMA = 2
"""Raised whenever a key changes its meaning or goes; keys may be added."""


def record(evaluation: Evaluation) -> dict[str, Any]:
    """Return the evaluation as an object for JSON; ``docs/accuracy.md`` documents it."""
    documents, outcomes = evaluation.documents, evaluation.outcomes
    return {
        "schema": SCHEMA,
        "corpus": evaluation.corpus,
        "mentions": evaluation.mentions,
        "provenance": dict(evaluation.provenance),
        **evaluation.counts,
        **evaluation.figures,
        "intervals": evaluation.intervals,
        "reliability": [
            {"low": b.low, "high": b.high, "count": int(b.count), "confidence": _mean(b.confidence, b.count),
             "accuracy": _mean(b.right, b.count)}
            for b in reliability(outcomes)
        ],
        "coverage": [_row(kept) for kept in coverage(outcomes)],
        "by_kind": [_row(part) for part in by_kind(documents)],
        "by_country": [_row(part) for part in by_country(documents)],
        "by_use": [_row(part) for part in by_use(documents)],
        "by_label": [_row(part) for part in by_label(documents)],
        "confusion": confusion(documents),
        "outcomes": [_outcome(document, outcome) for document in documents for outcome in document.outcomes],
        "spurious": [
            _mention(document, found.resolution) | {"start": found.extent.start, "end": found.extent.end}
            for document in documents
            for found in document.found
            if found.match == "missed"
        ],
    }  # fmt: skip


def _outcome(document: JudgedDocument, outcome: Outcome) -> dict[str, Any]:
    gold = outcome.gold
    found = _mention(document, outcome.resolution) | {"start": gold.start, "end": gold.end, "text": outcome.surface}
    return found | {
        "use": gold.use,
        "kind": gold.kind,
        "country_code": gold.country_code,
        "match": outcome.match,
        "right": outcome.right if gold.point is not None else None,
        "right_id": outcome.right_id,
        "reachable": outcome.reachable if gold.point is not None else None,
        "error_km": _rounded(outcome.error_km),
        "strict_km": _rounded(outcome.strict_km),
    }


def _mention(document: JudgedDocument, resolution: Resolution | None) -> dict[str, Any]:
    return {
        "doc_id": document.doc_id,
        "start": None,
        "end": None,
        "text": resolution.mention.surface if resolution else None,
        "label": resolution.mention.label if resolution else None,
        "status": resolution.status if resolution else None,
        "confidence": _rounded(resolution.confidence) if resolution else None,
        "place": _place(resolution.place) if resolution and resolution.place else None,
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "country_code": place.country_code,
        "admin1": place.admin1,
    }


def _row(row: Any) -> dict[str, Any]:
    return {key: _rounded(value) if isinstance(value, float) else value for key, value in asdict(row).items()}


def _mean(total: float, count: float) -> float | None:
    return _rounded(total / count) if count else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 5)
