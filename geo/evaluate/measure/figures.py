"""The figures of an evaluation: what each is called, and in what it is counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple


class Figure(NamedTuple):
    """What a figure is called for people, and its unit: a share of 1, or kilometres."""

    title: str
    unit: Literal["share", "km"] = "share"


FIGURES: Mapping[str, Figure] = {
    "precision": Figure("precision"),
    "recall": Figure("recall"),
    "f1": Figure("F1"),
    "overlap_precision": Figure("precision, overlap"),
    "overlap_recall": Figure("recall, overlap"),
    "overlap_f1": Figure("F1, overlap"),
    "no_demonyms_f1": Figure("F1 without demonyms"),
    "no_demonyms_overlap_f1": Figure("F1 without demonyms, overlap"),
    "literal_precision": Figure("precision, literal uses"),
    "literal_recall": Figure("recall, literal uses"),
    "literal_f1": Figure("F1, literal uses"),
    "literal_overlap_f1": Figure("F1, literal uses, overlap"),
    "accuracy_161_km": Figure("accuracy 161 km"),
    "accuracy_161_km_resolved": Figure("accuracy 161 km, resolved"),
    "accuracy_161_km_strict": Figure("accuracy 161 km, by distance"),
    "exact_id": Figure("exact id"),
    "candidate_ceiling": Figure("candidate ceiling"),
    "mean_error_km": Figure("mean error km", "km"),
    "median_error_km": Figure("median error km", "km"),
    "mean_error_km_resolved": Figure("mean error km, resolved", "km"),
    "median_error_km_resolved": Figure("median error km, resolved", "km"),
    "auc": Figure("AUC"),
    "auc_resolved": Figure("AUC, resolved"),
    "calibration_error": Figure("calibration error"),
    "sure_coverage": Figure("coverage at 0.8"),
    "sure_accuracy": Figure("accuracy at 0.8"),
}
"""The figures that are shown, by the name that they have in records, in the order of reading (docs/accuracy.md)."""


def written(value: float, name: str = "") -> str:
    """Return the figure of that name, else a share: shares with three digits, kilometres without a fraction."""
    return f"{value:,.0f}" if name in FIGURES and FIGURES[name].unit == "km" else f"{value:.3f}"
