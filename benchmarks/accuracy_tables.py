"""The tables of ``docs/accuracy.md``, made from evaluations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from benchmarks.published import END_TO_END, GIVEN_NAMES
from geo.evaluate.measure.breakdown import by_kind
from geo.evaluate.measure.coverage import coverage
from geo.evaluate.measure.evaluation import Evaluation, MentionSource
from geo.evaluate.measure.figures import FIGURES, written
from geo.evaluate.show.table import THRESHOLDS

WITHOUT_OUTLETS = "lgl, no url"
"""LGL without its documents' addresses, which name the paper and so its home."""

_RECOGNITION = (
    "precision", "recall", "f1", "overlap_f1", "no_demonyms_f1", "no_demonyms_overlap_f1", "literal_precision",
    "literal_recall", "literal_f1", "literal_overlap_f1",
)  # fmt: skip
_RESOLUTION = (
    "accuracy_161_km", "accuracy_161_km_resolved", "accuracy_161_km_strict", "exact_id", "candidate_ceiling",
    "median_error_km", "mean_error_km", "mean_error_km_resolved", "auc", "auc_resolved",
)  # fmt: skip
_CALIBRATION = ("calibration_error", "sure_coverage", "sure_accuracy", "sure_wrong", "sure_wrong_namesakes")
_NAMES = {
    **{name: figure.title for name, figure in FIGURES.items()},
    "sure_wrong": "wrong at 0.8 or surer (count)",
    "sure_wrong_namesakes": "… of them on another bearer of the name (count)",
}
_END_TO_END_FIGURES = (
    "overlap_precision", "overlap_recall", "overlap_f1", "mean_error_km_resolved", "accuracy_161_km_resolved",
    "auc_resolved",
)  # fmt: skip
_PUBLISHED_ON = ("lgl", "gwn")
_Row = Sequence[str]
_TARGETS: Sequence[tuple[str, str, MentionSource, str, float]] = (
    ("names found, F1, all names", "lgl", "recognized", "f1", 0.79),
    ("names found, F1 by overlap, all names", "lgl", "recognized", "overlap_f1", 0.84),
    ("names found, F1, literal uses", "gwn", "recognized", "literal_f1", 0.80),
    ("names found, F1 by overlap, literal uses", "gwn", "recognized", "literal_overlap_f1", 0.82),
    ("names given, accuracy 161 km", WITHOUT_OUTLETS, "gold", "accuracy_161_km", 0.87),
    ("names given, accuracy 161 km", "lgl", "gold", "accuracy_161_km", 0.91),
    ("names given, accuracy 161 km", "gwn", "gold", "accuracy_161_km", 0.84),
    ("from the raw text, accuracy 161 km", "lgl", "recognized", "accuracy_161_km", 0.70),
    ("from the raw text, accuracy 161 km", "gwn", "recognized", "accuracy_161_km", 0.68),
    ("calibration error", "lgl", "gold", "calibration_error", 0.05),
    ("calibration error", "gwn", "gold", "calibration_error", 0.05),
    ("right at confidence 0.8 or more", "lgl", "gold", "sure_accuracy", 0.95),
    ("right at confidence 0.8 or more", "gwn", "gold", "sure_accuracy", 0.95),
    ("kept at confidence 0.8 or more", "lgl", "gold", "sure_coverage", 0.65),
    ("kept at confidence 0.8 or more", "gwn", "gold", "sure_coverage", 0.65),
)


class Measured(NamedTuple):
    """The two evaluations of one corpus."""

    gold: Evaluation
    recognized: Evaluation


def sections(measured: Mapping[str, Measured], previous: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each table with its name; ``previous`` holds the figures of an earlier version."""
    yield "targets", "\n".join(_targets(measured))
    yield "provenance", "\n".join(_provenance(measured, previous))
    plain = {name: measured[name] for name in measured if name != WITHOUT_OUTLETS}
    yield "recognition", "\n".join(_figures(plain, previous, "recognized", _RECOGNITION))
    yield "resolution", "\n".join(_figures(measured, previous, "gold", _RESOLUTION))
    yield "end to end", "\n".join(_figures(measured, previous, "recognized", _RESOLUTION))
    yield "published names given", "\n".join(_names_given(measured))
    yield "published end to end", "\n".join(_end_to_end(measured))
    yield "calibration", "\n".join(_figures(measured, previous, "gold", _CALIBRATION))
    yield "thresholds", "\n".join(_thresholds(plain))
    yield "kinds", "\n".join(_kinds(plain))
    yield "errors", "\n".join(_errors(plain))


def _provenance(measured: Mapping[str, Measured], previous: Mapping[str, Any]) -> Iterator[str]:
    for what, version in measured["own"].recognized.provenance:  # read by what is shipped
        yield f"- {what}: `{version}`"
    yield f"- previous version: {previous['version']}"


def _targets(measured: Mapping[str, Measured]) -> Iterator[str]:
    rows = []
    for what, corpus, source, name, bound in _TARGETS:
        if corpus in measured:
            sign = "≤" if name == "calibration_error" else "≥"
            rows.append([what, corpus, f"{sign} {bound:.2f}", _cells(measured[corpus], source, name, None)[0]])
    return table(["", "corpus", "target", "measured"], rows)


def _figures(
    measured: Mapping[str, Measured], previous: Mapping[str, Any], source: MentionSource, names: Iterable[str]
) -> Iterator[str]:
    rows = []
    for name in names:
        row = [_NAMES[name]]
        for corpus, evaluations in measured.items():
            row += _cells(evaluations, source, name, previous["corpora"].get(corpus, {}).get(source, {}).get(name))
        if any(row[1:]):
            rows.append(row)
    return table(["", *(head for corpus in measured for head in (corpus, "before"))], rows)


def _cells(evaluations: Measured, source: MentionSource, name: str, before: float | None) -> tuple[str, str]:
    evaluation = evaluations.gold if source == "gold" else evaluations.recognized
    value = evaluation.figures.get(name, evaluation.counts.get(name))
    if value is None:
        return "", ""
    low_high = evaluation.intervals.get(name)
    between = f" ({shown(low_high[0], name)}–{shown(low_high[1], name)})" if low_high else ""
    return f"{shown(value, name)}{between}", shown(before, name)


def _names_given(measured: Mapping[str, Measured]) -> Iterator[str]:
    published = [
        [system, *(f"{scores[corpus]:.3f}" for corpus in _PUBLISHED_ON)] for system, scores in GIVEN_NAMES.items()
    ]
    ours = _ours(measured, lambda found: shown(found.gold.figures["accuracy_161_km"]))
    return table(["system", "LGL", "GeoWebNews"], [*published, *ours])


def _end_to_end(measured: Mapping[str, Measured]) -> Iterator[str]:
    def ours(found: Measured) -> str:
        precision, recall, f1, km, right, auc = (
            shown(found.recognized.figures[name], name) for name in _END_TO_END_FIGURES
        )
        return f"{precision} / {recall} / {f1}; {km}; {right}; {auc}"

    published = [[system, *(scores[corpus] for corpus in _PUBLISHED_ON)] for system, scores in END_TO_END.items()]
    return table(["system", "LGL", "GeoWebNews"], [*published, *_ours(measured, ours)])


def _ours(measured: Mapping[str, Measured], cell: Callable[[Measured], str]) -> Iterator[_Row]:
    """Yield our rows: without and with the addresses of the documents, which no other system looks at."""
    for name, lgl in (("**Wherein**, addresses unknown", WITHOUT_OUTLETS), ("**Wherein**", "lgl")):
        yield [name, *(cell(measured[corpus]) if corpus in measured else "" for corpus in (lgl, "gwn"))]


def _thresholds(measured: Mapping[str, Measured]) -> Iterator[str]:
    kept = {name: coverage(evaluations.gold.outcomes, THRESHOLDS) for name, evaluations in measured.items()}
    rows = []
    for number, threshold in enumerate(THRESHOLDS):
        row = [f"{threshold:.2f}"]
        for found in kept.values():
            row += [
                f"{found[number].coverage:.3f}",
                shown(found[number].accuracy),
                f"{found[number].wrong_namesakes}",
            ]
        rows.append(row)
    return table(
        ["confidence at least", *(f"{name} {what}" for name in kept for what in ("kept", "right", "namesakes"))], rows
    )


def _kinds(measured: Mapping[str, Measured]) -> Iterator[str]:
    given = {name: {part.name: part for part in by_kind(found.gold.documents)} for name, found in measured.items()}
    read = {name: {part.name: part for part in by_kind(found.recognized.documents)} for name, found in measured.items()}
    rows = []
    for kind in dict.fromkeys(kind for parts in given.values() for kind in parts):
        row = [kind]
        for name, parts in given.items():
            part = parts.get(kind)
            row += (
                [f"{part.count:,}", shown(read[name][kind].overlap_recall), shown(part.accuracy)] if part else [""] * 3
            )
        rows.append(row)
    return table(["kind", *(f"{name} {what}" for name in given for what in ("places", "found", "right"))], rows)


def _errors(measured: Mapping[str, Measured]) -> Iterator[str]:
    columns = []
    for gold, recognized in measured.values():
        spurious = Counter(
            found.resolution.mention.label
            for document in recognized.documents
            for found in document.found
            if found.match == "missed"
        )
        failed = [outcome for outcome in gold.outcomes if outcome.gold.point is not None and not outcome.right]
        wrong = [outcome for outcome in failed if outcome.error_km is not None]
        columns.append(
            [
                f"{sum(outcome.match == 'missed' for outcome in recognized.outcomes):,}",
                *(f"{spurious[label]:,}" for label in ("GPE", "LOC", "FAC", "NORP")),
                f"{len(failed) - len(wrong):,}",
                f"{sum(not outcome.reachable for outcome in wrong):,}",
                f"{sum(outcome.reachable for outcome in wrong):,}",
            ]
        )
    names = [
        "names not found",
        *(f"found where no place is known, {label}" for label in ("GPE", "LOC", "FAC", "NORP")),
        "given names that got no place",
        "put wrong, no right candidate",
        "put wrong, a right candidate lost",
    ]
    return table(["", *measured], zip(names, *columns, strict=True))


def table(head: _Row, rows: Iterable[_Row]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def shown(value: float | None, name: str = "") -> str:
    """Return the figure of that name as the tables have it, "" for none."""
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else written(value, name)
