"""The figures, each computed from sums over documents so that documents can be resampled."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterator, Sequence

from geo.evaluate.measure.bootstrap import Counts, Figures
from geo.evaluate.measure.calibration import BINS, Bin, bin_of, calibration_error
from geo.evaluate.measure.outcomes import ACCURATE_KM, Found, JudgedDocument, Outcome
from geo.evaluate.measure.spans import agreement
from geo.model import Mention

FARTHEST_KM = 20_039.0
"""Half the earth's circumference: how wrong a place is that was not found."""
SURE = 0.8
"""The confidence from which on a reader should be able to rely on a pin."""

_View = tuple[str, Callable[[Outcome], bool], Callable[[Found], bool]]
# Which known places are wanted, and which mentions count as given; the first is the one with the plain names.
_VIEWS: tuple[_View, ...] = (
    ("", lambda outcome: True, lambda found: True),
    ("no_demonyms_", lambda outcome: not outcome.gold.demonym, lambda found: found.resolution.mention.label != "NORP"),
    ("literal_", lambda outcome: outcome.gold.literal, lambda found: is_literal_use(found.resolution.mention)),
)


def is_literal_use(mention: Mention) -> bool:
    """Whether a mention is compared with the literal uses: no demonym, and judged literal or by nobody."""
    return mention.label != "NORP" and mention.is_literal


def counts(judged: JudgedDocument) -> Counts:
    """Return what a document adds to the sums that `figures` is computed from."""
    return dict(_recognition_counts(judged)) | dict(_resolution_counts(judged.outcomes))


def figures(sums: Counts) -> Figures:
    """Return the figures of summed `counts`; None where there is nothing to compute one from.

    ``docs/accuracy.md`` says what each name means.
    """
    found = dict(_recognition_figures(sums)) if sums.get("given") else {}
    return found | dict(_resolution_figures(sums))


def median_km(outcomes: Sequence[Outcome], *, located: bool) -> float | None:
    """Return the median error over the places with a point, or over those of them that were located."""
    errors = [o.error_km for o in outcomes if o.gold.point is not None]
    if located:
        errors = [error for error in errors if error is not None]
    return statistics.median(FARTHEST_KM if error is None else error for error in errors) if errors else None


def _recognition_counts(judged: JudgedDocument) -> Iterator[tuple[str, float]]:
    for view, wanted, given in _VIEWS:
        agreed = agreement(
            {o.extent for o in judged.outcomes if wanted(o)}, {f.extent for f in judged.found if given(f)}
        )
        yield from ((view + name, value) for name, value in agreed.items())


def _recognition_figures(sums: Counts) -> Iterator[tuple[str, float | None]]:
    for view, _, _ in _VIEWS:
        wanted, given = sums[view + "wanted"], sums[view + "given"]
        if not wanted:  # a corpus without uses has no literal ones
            continue
        exact = _ratio(sums[view + "exact"], given), _ratio(sums[view + "exact"], wanted)
        loose = _ratio(sums[view + "given_touched"], given), _ratio(sums[view + "wanted_touched"], wanted)
        for way, (precision, recall) in (("", exact), ("overlap_", loose)):
            yield f"{view}{way}precision", precision
            yield f"{view}{way}recall", recall
            yield f"{view}{way}f1", harmonic(precision, recall)


def _resolution_counts(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, float]]:
    pointed = [o for o in outcomes if o.gold.point is not None]
    located = [o for o in pointed if o.error_km is not None]
    kms = [FARTHEST_KM if o.error_km is None else o.error_km for o in pointed]
    yield "places_with_point", len(pointed)
    yield "located", len(located)
    yield "right", sum(o.right for o in pointed)
    yield "right_strict", sum(o.strict_km is not None and o.strict_km <= ACCURATE_KM for o in pointed)
    yield "reachable", sum(o.reachable for o in pointed)
    yield "with_id", sum(o.right_id is not None for o in pointed)
    yield "right_id", sum(bool(o.right_id) for o in pointed)
    yield "km", sum(kms)
    yield "km_located", sum(o.error_km or 0.0 for o in located)
    yield "log_km", sum(math.log1p(km) for km in kms)
    yield "log_km_located", sum(math.log1p(o.error_km or 0.0) for o in located)
    sure = [o for o in pointed if o.confidence is not None and o.confidence >= SURE]
    yield "sure", len(sure)
    yield "sure_wrong", sum(not o.right for o in sure)
    yield "sure_wrong_namesakes", sum(o.wrong_namesake for o in sure)
    for number in range(BINS):
        inside = [o for o in pointed if o.confidence is not None and bin_of(o.confidence) == number]
        yield f"bin_{number}", len(inside)
        yield f"bin_{number}_confidence", sum(o.confidence or 0.0 for o in inside)
        yield f"bin_{number}_right", sum(o.right for o in inside)


def _resolution_figures(sums: Counts) -> Iterator[tuple[str, float | None]]:
    count, located, longest = sums["places_with_point"], sums["located"], math.log1p(FARTHEST_KM)
    yield "accuracy_161_km", _ratio(sums["right"], count)
    yield "accuracy_161_km_strict", _ratio(sums["right_strict"], count)
    yield "accuracy_161_km_resolved", _ratio(sums["right"], located)
    yield "exact_id", _ratio(sums["right_id"], sums["with_id"])
    yield "candidate_ceiling", _ratio(sums["reachable"], count)
    yield "mean_error_km", _ratio(sums["km"], count)
    yield "mean_error_km_resolved", _ratio(sums["km_located"], located)
    # Area under the sorted ln(km + 1), normalised, as in Gritta et al. 2018, "What's missing in geographical parsing?":
    # 0 when all are perfect, 1 when all are as wrong as can be. Over many places it is the mean height of the curve.
    yield "auc", _ratio(sums["log_km"] / longest, count)
    yield "auc_resolved", _ratio(sums["log_km_located"] / longest, located)
    bins = [Bin(0.0, 0.0, sums[f"bin_{n}"], sums[f"bin_{n}_confidence"], sums[f"bin_{n}_right"]) for n in range(BINS)]
    yield "calibration_error", calibration_error(bins)
    yield "sure_coverage", _ratio(sums["sure"], count)
    yield "sure_accuracy", _ratio(sums["sure"] - sums["sure_wrong"], sums["sure"])


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def harmonic(precision: float | None, recall: float | None) -> float | None:
    """Return F1."""
    if precision is None or recall is None:
        return None
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
