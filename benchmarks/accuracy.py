"""Accuracy on the corpora, beside the previous version and published systems, and what each rule is worth.

    python -m benchmarks.accuracy [--ablation] [--write] [--record NAME]

Our own corpus is always measured, LGL and GeoWebNews where ``../shared/corpora`` has them. ``--write`` puts all
tables between the markers of ``docs/accuracy.md`` and draws the plots beside it; ``--record`` makes the figures the
ones that later versions are compared with.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.published import END_TO_END, GIVEN_NAMES
from geo.config import Settings
from geo.evaluate.breakdown import sliced
from geo.evaluate.calibration import reliability
from geo.evaluate.coverage import coverage
from geo.evaluate.evaluation import Evaluation, MentionSource, evaluate
from geo.evaluate.gold import GoldDocument, complete, read_corpus
from geo.evaluate.plot import reliability_svg
from geo.evaluate.table import FIGURES, written
from geo.factory import build_gazetteer, build_pipeline
from geo.model import Document
from geo.pipeline import Pipeline
from geo.resolve.weights import WEIGHTS
from tests import corpus as own

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PREVIOUS = ROOT / "benchmarks" / "accuracy_previous.json"
CORPORA = {
    "lgl": ("Local-Global Lexicon", ROOT.parent / "shared" / "corpora" / "lgl.jsonl"),
    "gwn": ("GeoWebNews", ROOT.parent / "shared" / "corpora" / "gwn.jsonl"),
    "own": ("Our own corpus", None),
}
WITHOUT_OUTLETS = "lgl, no url"
"""LGL again without its documents' addresses, which name the paper and so its home."""
RECOGNITION = (
    "precision", "recall", "f1", "overlap_f1", "no_demonyms_f1", "no_demonyms_overlap_f1", "literal_precision",
    "literal_recall", "literal_f1", "literal_overlap_f1",
)  # fmt: skip
RESOLUTION = (
    "accuracy_161_km", "accuracy_161_km_resolved", "accuracy_161_km_strict", "exact_id", "candidate_ceiling",
    "median_error_km", "mean_error_km", "mean_error_km_resolved", "auc", "auc_resolved",
)  # fmt: skip
CALIBRATION = ("calibration_error", "sure_coverage", "sure_accuracy", "sure_wrong", "sure_wrong_namesakes")
NAMES = {
    **FIGURES,
    "sure_wrong": "wrong at 0.8 or surer (count)",
    "sure_wrong_namesakes": "… of them on another bearer of the name (count)",
}
END_TO_END_FIGURES = (
    "overlap_precision", "overlap_recall", "overlap_f1", "mean_error_km_resolved", "accuracy_161_km_resolved",
    "auc_resolved",
)  # fmt: skip
PUBLISHED_ON = ("lgl", "gwn")
THRESHOLDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
Row = Sequence[str]


class Measured(NamedTuple):
    """The two evaluations of one corpus."""

    gold: Evaluation
    recognized: Evaluation


def main() -> int:
    """Measure, print, and write what was asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--ablation", action="store_true", help="also switch off one rule at a time")
    options.add_argument("--write", action="store_true", help="put everything into docs/accuracy.md")
    options.add_argument("--record", metavar="NAME", help="keep the figures as those of the previous version")
    arguments = options.parse_args()
    settings = Settings.from_environment()
    gazetteer = build_gazetteer(settings)
    pipeline = build_pipeline(settings, gazetteer)
    corpora = {name: complete(corpus, gazetteer) for name, corpus in _corpora()}
    if (arguments.write or arguments.record) and corpora.keys() != CORPORA.keys():
        print("Not all corpora are there, so the tables would have gaps; nothing is written.", file=sys.stderr)
        return 1
    measured = {name: _measure(name, corpus, pipeline) for name, corpus in _with_anonymous(corpora)}
    if arguments.record:
        PREVIOUS.write_text(json.dumps(_recorded(arguments.record, measured), indent=1) + "\n", encoding="utf-8")
    sections = dict(_sections(measured, json.loads(PREVIOUS.read_text("utf-8"))))
    if arguments.ablation or arguments.write:
        sections["ablation"] = "\n".join(_ablation(corpora, measured, pipeline))
    for name, text in sections.items():
        print(f"\n## {name}\n\n{text}", flush=True)
    if arguments.write:
        _write(sections, measured)
    return 0


def _corpora() -> Iterator[tuple[str, list[GoldDocument]]]:
    for name, (_, path) in CORPORA.items():
        if path is None:
            with tempfile.TemporaryDirectory() as folder:
                own_path = Path(folder) / "own.jsonl"
                own.main([str(own_path)])
                yield name, read_corpus(own_path)
        elif path.exists():
            yield name, read_corpus(path)


def _with_anonymous(corpora: Mapping[str, list[GoldDocument]]) -> Iterator[tuple[str, list[GoldDocument]]]:
    for name, corpus in corpora.items():
        yield name, corpus
        if name == "lgl":
            yield WITHOUT_OUTLETS, [replace(gold, document=_anonymous(gold.document)) for gold in corpus]


def _anonymous(document: Document) -> Document:
    return Document.make(document.text, title=document.title, published=document.published)


def _measure(name: str, corpus: Sequence[GoldDocument], pipeline: Pipeline) -> Measured:
    sources: tuple[MentionSource, MentionSource] = ("gold", "recognized")
    found = []
    for source in sources:
        print(f"{name}, {source} mentions …", file=sys.stderr, flush=True)
        found.append(evaluate(name, corpus, pipeline, mentions=source))
    return Measured(*found)


def _sections(measured: Mapping[str, Measured], previous: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "provenance", "\n".join(_provenance(measured, previous))
    plain = {name: measured[name] for name in measured if name != WITHOUT_OUTLETS}
    yield "recognition", "\n".join(_figures(plain, previous, "recognized", RECOGNITION))
    yield "resolution", "\n".join(_figures(measured, previous, "gold", RESOLUTION))
    yield "end to end", "\n".join(_figures(measured, previous, "recognized", RESOLUTION))
    yield "published names given", "\n".join(_names_given(measured))
    yield "published end to end", "\n".join(_end_to_end(measured))
    yield "calibration", "\n".join(_figures(measured, previous, "gold", CALIBRATION))
    yield "thresholds", "\n".join(_thresholds(plain))
    yield "kinds", "\n".join(_kinds(plain))
    yield "errors", "\n".join(_errors(plain))


def _provenance(measured: Mapping[str, Measured], previous: Mapping[str, Any]) -> Iterator[str]:
    any_of = next(iter(measured.values()))
    for what, version in any_of.recognized.provenance:
        yield f"- {what}: `{version}`"
    yield f"- previous version: {previous['version']}"


def _figures(
    measured: Mapping[str, Measured], previous: Mapping[str, Any], source: MentionSource, names: Iterable[str]
) -> Iterator[str]:
    rows = []
    for name in names:
        row = [NAMES[name]]
        for corpus, evaluations in measured.items():
            row += _cells(evaluations, source, name, previous["corpora"].get(corpus, {}).get(source, {}).get(name))
        if any(row[1:]):
            rows.append(row)
    return _table(["", *(head for corpus in measured for head in (corpus, "before"))], rows)


def _cells(evaluations: Measured, source: MentionSource, name: str, before: float | None) -> tuple[str, str]:
    evaluation = evaluations.gold if source == "gold" else evaluations.recognized
    value = evaluation.figures.get(name, evaluation.counts.get(name))
    if value is None:
        return "", ""
    low_high = evaluation.intervals.get(name)
    between = f" ({written(low_high[0])}–{written(low_high[1])})" if low_high else ""
    return f"{_figure(value)}{between}", "" if before is None else _figure(before)


def _names_given(measured: Mapping[str, Measured]) -> Iterator[str]:
    published = [
        [system, *(f"{scores[corpus]:.3f}" for corpus in PUBLISHED_ON)] for system, scores in GIVEN_NAMES.items()
    ]
    ours = _ours(measured, lambda found: _figure(found.gold.figures["accuracy_161_km"]))
    return _table(["system", "LGL", "GeoWebNews"], [*published, *ours])


def _end_to_end(measured: Mapping[str, Measured]) -> Iterator[str]:
    def ours(found: Measured) -> str:
        precision, recall, f1, km, right, auc = (_figure(found.recognized.figures[name]) for name in END_TO_END_FIGURES)
        return f"{precision} / {recall} / {f1}; {km}; {right}; {auc}"

    published = [[system, *(scores[corpus] for corpus in PUBLISHED_ON)] for system, scores in END_TO_END.items()]
    return _table(["system", "LGL", "GeoWebNews"], [*published, *_ours(measured, ours)])


def _ours(measured: Mapping[str, Measured], cell: Callable[[Measured], str]) -> Iterator[Row]:
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
                _figure(found[number].accuracy),
                f"{found[number].wrong_namesakes}",
            ]
        rows.append(row)
    return _table(
        ["confidence at least", *(f"{name} {what}" for name in kept for what in ("kept", "right", "namesakes"))], rows
    )


def _kinds(measured: Mapping[str, Measured]) -> Iterator[str]:
    parts = {
        name: {part.name: part for part in sliced(evaluations.gold.documents, lambda outcome: outcome.gold.kind)}
        for name, evaluations in measured.items()
    }
    found = {
        name: {part.name: part for part in sliced(evaluations.recognized.documents, lambda outcome: outcome.gold.kind)}
        for name, evaluations in measured.items()
    }
    rows = []
    for kind in dict.fromkeys(kind for by_kind in parts.values() for kind in by_kind):
        row = [kind]
        for name, by_kind in parts.items():
            part = by_kind.get(kind)
            row += (
                [f"{part.count:,}", _figure(found[name][kind].overlap_recall), _figure(part.accuracy)]
                if part
                else ["", "", ""]
            )
        rows.append(row)
    return _table(["kind", *(f"{name} {what}" for name in parts for what in ("places", "found", "right"))], rows)


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
    return _table(["", *measured], zip(names, *columns, strict=True))


def _ablation(
    corpora: Mapping[str, Sequence[GoldDocument]], measured: Mapping[str, Measured], pipeline: Pipeline
) -> Iterator[str]:
    whole = {name: measured[name].gold.figures["accuracy_161_km"] or 0.0 for name in corpora}
    rows = []
    for rule in WEIGHTS:
        print(f"without “{rule}” …", file=sys.stderr, flush=True)
        row = [rule]
        with _without(rule):
            for name, corpus in corpora.items():
                figures = evaluate(name, corpus, pipeline, mentions="gold", rounds=0).figures
                lost = round(100 * ((figures["accuracy_161_km"] or 0.0) - whole[name]), 1)
                row.append(f"{lost:+.1f}" if lost else "0")
        rows.append(row)
    rows.sort(key=lambda row: sum(float(cell) for cell in row[1:]))
    return _table(["without", *corpora], [["(nothing)", *map(_figure, whole.values())], *rows])


@contextmanager
def _without(rule: str) -> Iterator[None]:
    weight = WEIGHTS[rule]
    WEIGHTS[rule] = 0.0
    try:
        yield
    finally:
        WEIGHTS[rule] = weight


def _recorded(version: str, measured: Mapping[str, Measured]) -> dict[str, Any]:
    return {
        "version": version,
        "corpora": {
            name: {
                source: {**evaluation.counts, **evaluation.figures}
                for source, evaluation in zip(("gold", "recognized"), evaluations, strict=True)
            }
            for name, evaluations in measured.items()
        },
    }


def _write(sections: Mapping[str, str], measured: Mapping[str, Measured]) -> None:
    path = DOCS / "accuracy.md"
    text = path.read_text("utf-8")
    for name, table in sections.items():
        begin, end = f"<!-- begin: {name} -->", f"<!-- end: {name} -->"
        if begin not in text or end not in text:
            raise SystemExit(f"{path} has no markers for {name!r}.")
        text = re.sub(
            f"{re.escape(begin)}.*?{re.escape(end)}",
            lambda _, begin=begin, table=table, end=end: f"{begin}\n\n{table}\n\n{end}",  # type: ignore[misc]
            text,
            flags=re.DOTALL,
        )
    path.write_text(text, encoding="utf-8")
    for name in CORPORA:
        evaluations = measured[name]
        plot = reliability_svg(reliability(evaluations.gold.outcomes), CORPORA[name][0])
        (DOCS / f"reliability-{name}.svg").write_text(plot, encoding="utf-8")


def _table(head: Row, rows: Iterable[Row]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else written(value)


if __name__ == "__main__":
    sys.exit(main())
