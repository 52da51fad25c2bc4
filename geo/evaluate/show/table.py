"""An evaluation, and what changed since another, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from geo.evaluate.measure.breakdown import Slice, by_country, by_kind, by_label, by_use
from geo.evaluate.measure.compare import Change
from geo.evaluate.measure.coverage import coverage
from geo.evaluate.measure.evaluation import Evaluation
from geo.evaluate.measure.figures import FIGURES, written

THRESHOLDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
"""The confidences of which tables say what they keep."""

_COUNTRIES_SHOWN = 12
_WIDTH, _SLICE_WIDTH = 30, 21


def lines(evaluation: Evaluation) -> Iterator[str]:
    """Yield the lines of a readable summary."""
    whole = evaluation.counts
    yield (
        f"{evaluation.corpus}: {counted(whole['documents'], 'document')}, {counted(whole['places'], 'place')}, "
        f"{whole['places_with_point']:,} of them with a point; mentions: {evaluation.mentions}"
    )
    yield f"{'':{_WIDTH}}   value   95 % interval"
    for name, (title, _) in FIGURES.items():
        if (value := evaluation.figures.get(name)) is not None:
            low_high = evaluation.intervals.get(name)
            between = "  " + " to ".join(written(end, name) for end in low_high) if low_high else ""
            yield f"{title:{_WIDTH}} {written(value, name):>7}{between}"
    yield f"{'not resolved':{_WIDTH}} {whole['unresolved']:>7,}"
    yield f"{'wrong at 0.8 or surer':{_WIDTH}} {whole['sure_wrong']:>7,}"
    yield f"{'... of them namesakes':{_WIDTH}} {whole['sure_wrong_namesakes']:>7,}"
    yield ""
    yield f"{'confidence at least':{_WIDTH}}    kept   right   wrong namesakes"
    for kept in coverage(evaluation.outcomes, THRESHOLDS):
        right = f"{kept.accuracy:7.3f}" if kept.accuracy is not None else "      -"
        yield f"{kept.threshold:{_WIDTH}} {kept.coverage:7.3f} {right} {kept.wrong:7,} {kept.wrong_namesakes:9,}"
    documents = evaluation.documents
    yield from _slices("kind of place", by_kind(documents))
    yield from _slices("country", by_country(documents)[:_COUNTRIES_SHOWN])
    uses = by_use(documents)
    if len(uses) > 1:
        yield from _slices("use", uses)
    if evaluation.mentions == "recognized":
        yield from _slices("label", by_label(documents))


def change_lines(changes: Sequence[Change], old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Yield what changed since another evaluation: the figures, then every mention."""
    yield f"{'':{_WIDTH}}  before     now  change"
    for name, (title, _) in FIGURES.items():
        before, now = old.get(name), new.get(name)
        if isinstance(before, (int, float)) and isinstance(now, (int, float)):
            change = written(now - before, name)
            change = "" if not change.strip("-0.") else change if now < before else f"+{change}"
            yield f"{title:{_WIDTH}} {written(before, name):>7} {written(now, name):>7} {change:>7}"
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


def counted(number: int, what: str) -> str:
    """Return "1 document", "2 documents"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _slices(title: str, slices: Sequence[Slice]) -> Iterator[str]:
    """Yield a line a group; the columns on names are left out where the names were given."""
    named = any(part.recall is not None for part in slices)
    yield ""
    names = "   found precis.  recall      F1  overlap F1" if named else ""
    yield f"{title:{_SLICE_WIDTH}}  places{names}   right  of resolved  mean km  median km"
    for part in slices:
        row = f"{part.name[:_SLICE_WIDTH]:{_SLICE_WIDTH}} {part.count:7,}"
        if named:
            exact = " ".join(f"{_cell(share):>7}" for share in (part.precision, part.recall, part.f1))
            row += f" {part.found:7,} {exact} {_cell(part.overlap_f1):>11}"
        yield (
            f"{row} {_cell(part.accuracy):>7} {_cell(part.accuracy_resolved):>12} {_km(part.mean_km):>8} "
            f"{_km(part.median_km):>10}"
        )


def _cell(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"


def _km(km: float | None) -> str:
    return "-" if km is None else f"{km:,.0f}"
