"""An evaluation, and what changed since another, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from geo.evaluate.breakdown import Slice, by_label, sliced
from geo.evaluate.compare import Change
from geo.evaluate.coverage import coverage
from geo.evaluate.evaluation import Evaluation

FIGURES: Mapping[str, str] = {
    "precision": "precision",
    "recall": "recall",
    "f1": "F1",
    "overlap_precision": "precision, overlap",
    "overlap_recall": "recall, overlap",
    "overlap_f1": "F1, overlap",
    "no_demonyms_f1": "F1 without demonyms",
    "no_demonyms_overlap_f1": "F1 without demonyms, overlap",
    "literal_precision": "precision, literal uses",
    "literal_recall": "recall, literal uses",
    "literal_f1": "F1, literal uses",
    "literal_overlap_f1": "F1, literal uses, overlap",
    "accuracy_161_km": "accuracy 161 km",
    "accuracy_161_km_resolved": "accuracy 161 km, resolved",
    "accuracy_161_km_strict": "accuracy 161 km, by distance",
    "exact_id": "exact id",
    "candidate_ceiling": "candidate ceiling",
    "mean_error_km": "mean error km",
    "median_error_km": "median error km",
    "mean_error_km_resolved": "mean error km, resolved",
    "median_error_km_resolved": "median error km, resolved",
    "auc": "AUC",
    "auc_resolved": "AUC, resolved",
    "calibration_error": "calibration error",
    "sure_coverage": "coverage at 0.8",
    "sure_accuracy": "accuracy at 0.8",
}
"""What figures are called for people, in the order of reading."""

_THRESHOLDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
_COUNTRIES_SHOWN = 12
_WIDTH = 30


def lines(evaluation: Evaluation) -> Iterator[str]:
    """Yield the lines of a readable summary."""
    whole = evaluation.counts
    yield (
        f"{evaluation.corpus}: {whole['documents']:,} documents, {whole['places']:,} places, "
        f"{whole['places_with_point']:,} of them with a point; mentions: {evaluation.mentions}"
    )
    yield f"{'':{_WIDTH}}   value   95 % interval"
    for name, label in FIGURES.items():
        if (value := evaluation.figures.get(name)) is not None:
            low_high = evaluation.intervals.get(name)
            between = f"  {written(low_high[0])} to {written(low_high[1])}" if low_high else ""
            yield f"{label:{_WIDTH}} {written(value):>7}{between}"
    yield f"{'not resolved':{_WIDTH}} {whole['unresolved']:>7,}"
    yield f"{'wrong at 0.8 or surer':{_WIDTH}} {whole['sure_wrong']:>7,}"
    yield f"{'... of them namesakes':{_WIDTH}} {whole['sure_wrong_namesakes']:>7,}"
    yield ""
    yield f"{'confidence at least':{_WIDTH}}    kept   right   wrong namesakes"
    for kept in coverage(evaluation.outcomes, _THRESHOLDS):
        right = f"{kept.accuracy:7.3f}" if kept.accuracy is not None else "      -"
        yield f"{kept.threshold:{_WIDTH}} {kept.coverage:7.3f} {right} {kept.wrong:7,} {kept.wrong_namesakes:9,}"
    yield from _slices("kind of place", sliced(evaluation.documents, lambda outcome: outcome.gold.kind))
    countries = sliced(evaluation.documents, lambda outcome: outcome.gold.country_code)
    yield from _slices("country", countries[:_COUNTRIES_SHOWN])
    uses = sliced(evaluation.documents, lambda outcome: outcome.gold.use)
    if len(uses) > 1:
        yield from _slices("use", uses)
    if labels := by_label(evaluation.documents):
        yield ""
        yield f"{'label':{_WIDTH}}   found   exact overlap"
        for label_slice in labels:
            yield (
                f"{label_slice.name:{_WIDTH}} {label_slice.count:7,} {label_slice.precision:7.3f} "
                f"{label_slice.overlap_precision:7.3f}"
            )


def change_lines(changes: Sequence[Change], old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Yield what changed since another evaluation: the figures, then every mention."""
    yield f"{'':{_WIDTH}}  before     now  change"
    for name, label in FIGURES.items():
        before, now = old.get(name), new.get(name)
        if isinstance(before, (int, float)) and isinstance(now, (int, float)):
            change = written(now - before)
            change = "" if not change.strip("-0.") else change if now < before else f"+{change}"
            yield f"{label:{_WIDTH}} {written(before):>7} {written(now):>7} {change:>7}"
    for what, group in groupby(changes, key=lambda change: change.what):
        found = list(group)
        yield ""
        yield f"{what}: {len(found):,}"
        yield from (
            f"  {change.doc_id} {change.start}-{change.end} “{change.text}”: {change.before} -> {change.after}"
            for change in found
        )
    if not changes:
        yield "No mention came out differently."


def written(value: float) -> str:
    """Return a figure: a share with three digits, kilometres without a fraction."""
    return f"{value:.3f}" if abs(value) <= 1 else f"{value:,.0f}"


def _slices(title: str, slices: Iterable[Slice]) -> Iterator[str]:
    yield ""
    yield f"{title:{_WIDTH}}  places  recall overlap   right  right of resolved  median km"
    for part in slices:
        cells = (part.recall, part.overlap_recall, part.accuracy)
        shares = " ".join("      -" if cell is None else f"{cell:7.3f}" for cell in cells)
        resolved = "-" if part.accuracy_resolved is None else f"{part.accuracy_resolved:.3f}"
        median = "-" if part.median_km is None else f"{part.median_km:,.0f}"
        yield f"{part.name[:_WIDTH]:{_WIDTH}} {part.count:7,} {shares} {resolved:>18} {median:>10}"
