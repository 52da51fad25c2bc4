"""Accuracy on the corpora, beside the previous version and published systems, and what each rule is worth.

    python -m benchmarks.accuracy [--ablation] [--write] [--record NAME]

Three of our own corpora are always measured, LGL and GeoWebNews where ``../shared/corpora`` has them; the blind one is
left out, so that nobody looks at its mistakes. The span model is
trained on all five and the confidence fitted to the latter two: where all are there, each document is read by a span
model, and given a confidence, that were fitted without it. ``--write`` puts all tables between the markers of
``docs/accuracy.md`` and draws the plots beside it; ``--record`` makes the figures the ones that later versions are
compared with. Needs what `benchmarks.training` needs.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.accuracy_tables import WITHOUT_OUTLETS, Measured, sections, shown, table
from benchmarks.training.examples import prepare
from benchmarks.training.folds import OutOfFoldRecognizer
from benchmarks.training.recognition import fit_out_of_fold
from benchmarks.training.resolution import cross_fitted, summary
from geo.areas import AreaDrawing
from geo.evaluate.measure.calibration import reliability
from geo.evaluate.measure.evaluation import MentionSource, evaluate
from geo.evaluate.measure.gold import GoldDocument, complete, read_corpus
from geo.evaluate.show.plot import reliability_svg
from geo.factory import build_gazetteer, build_pipeline
from geo.model import Document
from geo.pipeline import Pipeline
from geo.protocols import Gazetteer, Recognizer, Resolver
from geo.recognize.known_names import KnownNames
from geo.recognize.language_models import build_language_recognizers
from geo.recognize.model_choice import COPIES, choose_model
from geo.recognize.multilingual import MultilingualRecognizer
from geo.recognize.names_only import GazetteerNames
from geo.recognize.recognizer import LoadedWhenAsked, PlaceRecognizer
from geo.recognize.spacy_ner import SpacyEntities
from geo.resolve.resolver import RuleResolver
from geo.resolve.weights import SHIPPED
from geo.settings.settings import Settings
from tests import corpus as ours

Corpora = Mapping[str, Sequence[GoldDocument]]

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PREVIOUS = ROOT / "benchmarks" / "accuracy_previous.json"
FITTED_TO = ("lgl", "gwn")
"""The corpora that the confidence was fitted to."""
TITLES = {
    "lgl": "Local-Global Lexicon",
    "gwn": "GeoWebNews",
    "own": "Our hard corpus",
    "plain": "Our plain corpus",
    "field": "Our field corpus",
}
CONFIDENCE = "confidence from the other half"
"""The way of fitting that the tables of `FITTED_TO` are measured with: all else of resolution is as shipped."""


def main() -> int:
    """Measure, print, and write what was asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--ablation", action="store_true", help="also switch off one rule at a time")
    options.add_argument("--write", action="store_true", help="put everything into docs/accuracy.md")
    options.add_argument("--record", metavar="NAME", help="keep the figures as those of the previous version")
    arguments = options.parse_args()
    settings = Settings.from_environment()
    gazetteer = build_gazetteer(settings)
    corpora: Corpora = {name: complete(corpus, gazetteer) for name, corpus in _corpora()}
    if (arguments.write or arguments.record) and corpora.keys() != TITLES.keys():
        print("Not all corpora are there, so the tables would have gaps; nothing is written.", file=sys.stderr)
        return 1
    shipped = build_pipeline(settings, gazetteer)
    pipelines = dict.fromkeys(corpora, shipped)
    tables = {}
    if corpora.keys() == TITLES.keys():
        fitted_to = {name: corpora[name] for name in FITTED_TO}
        ways = dict(cross_fitted(fitted_to, gazetteer))
        recognizer = _out_of_fold(corpora, settings, gazetteer)
        [nothing] = shipped.resolve([Document.make("")], [()])
        rules = RuleResolver(gazetteer, areas=AreaDrawing(gazetteer))
        for name, resolver in (dict.fromkeys(corpora, rules) | dict(ways[CONFIDENCE])).items():
            pipelines[name] = Pipeline(recognizer, resolver, provenance=nothing.provenance)
        tables["fitting"] = "\n".join(_fitting(fitted_to, ways, recognizer))
    else:
        print("Not all corpora are there: these are figures of texts that Wherein was fitted to.", file=sys.stderr)
    measured = {name: _measure(name, corpus, pipelines[of]) for name, of, corpus in _with_anonymous(corpora)}
    if arguments.record:
        PREVIOUS.write_text(json.dumps(_recorded(arguments.record, measured), indent=1) + "\n", encoding="utf-8")
    tables |= sections(measured, json.loads(PREVIOUS.read_text("utf-8")))
    if arguments.ablation or arguments.write:
        tables["ablation"] = "\n".join(_ablation(corpora, measured, gazetteer))
    for name, text in tables.items():
        print(f"\n## {name}\n\n{text}", flush=True)
    if arguments.write:
        _write(tables, measured)
    return 0


def _corpora() -> Iterator[tuple[str, list[GoldDocument]]]:
    for name in FITTED_TO:
        if (path := ROOT.parent / "shared" / "corpora" / f"{name}.jsonl").exists():
            yield name, read_corpus(path)
    for name, option in (("own", ()), ("plain", ("--plain",)), ("field", ("--field",))):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{name}.jsonl"
            ours.main([str(path), *option])
            yield name, read_corpus(path)


def _with_anonymous(corpora: Corpora) -> Iterator[tuple[str, str, Sequence[GoldDocument]]]:
    """Yield the corpora, and LGL without addresses, each under its name and that of the corpus it comes from."""
    for name, corpus in corpora.items():
        yield name, name, corpus
        if name == "lgl":
            yield WITHOUT_OUTLETS, name, [replace(gold, document=_anonymous(gold.document)) for gold in corpus]


def _anonymous(document: Document) -> Document:
    return Document.make(document.text, title=document.title, published=document.published_found)


def _out_of_fold(corpora: Corpora, settings: Settings, gazetteer: Gazetteer) -> Recognizer:
    """Return what reads each document as the shipped recognizer would, had it been trained on the other folds."""
    known, taggers = KnownNames(gazetteer), [SpacyEntities(choose_model(package)) for package in COPIES]
    documents = []
    for name, corpus in corpora.items():
        _say(f"learning from {name}")
        documents += prepare(corpus, taggers, known)
    tagger = LoadedWhenAsked(choose_model(settings.model))
    english = [PlaceRecognizer(tagger, gazetteer, judge=judge) for judge in fit_out_of_fold(documents)]
    return MultilingualRecognizer(OutOfFoldRecognizer(english), build_language_recognizers(gazetteer), gazetteer)


def _fitting(corpora: Corpora, ways: Mapping[str, Mapping[str, Resolver]], recognizer: Recognizer) -> Iterator[str]:
    rows = []
    variants = list(_with_anonymous(corpora))
    for way, resolvers in ways.items():
        _say(f"resolving with {way}")
        rows.append([way])
        for name, of, corpus in variants:
            pipeline = Pipeline(recognizer, resolvers[of])
            rows[-1].append(summary(evaluate(name, corpus, pipeline, mentions="gold", rounds=0)))
    return table(["fitted", *(name for name, _, _ in variants)], rows)


def _measure(name: str, corpus: Sequence[GoldDocument], pipeline: Pipeline) -> Measured:
    sources: tuple[MentionSource, MentionSource] = ("gold", "recognized")
    found = []
    for source in sources:
        _say(f"{name}, {source} mentions")
        found.append(evaluate(name, corpus, pipeline, mentions=source))
    return Measured(*found)


def _ablation(corpora: Corpora, measured: Mapping[str, Measured], gazetteer: Gazetteer) -> Iterator[str]:
    whole = {name: measured[name].gold.figures["accuracy_161_km"] or 0.0 for name in corpora}
    rows = []
    for rule in SHIPPED.weights:
        _say(f"without “{rule}”")
        row = [rule]
        numbers = SHIPPED._replace(weights={**SHIPPED.weights, rule: 0.0})
        resolver = RuleResolver(gazetteer, areas=AreaDrawing(gazetteer), numbers=numbers)
        pipeline = Pipeline(GazetteerNames(gazetteer), resolver)  # which reads nothing: names are given
        for name, corpus in corpora.items():
            figures = evaluate(name, corpus, pipeline, mentions="gold", rounds=0).figures
            lost = round(100 * ((figures["accuracy_161_km"] or 0.0) - whole[name]), 1)
            row.append(f"{lost:+.1f}" if lost else "0")
        rows.append(row)
    rows.sort(key=lambda row: sum(float(cell) for cell in row[1:]))
    return table(["without", *corpora], [["(nothing)", *map(shown, whole.values())], *rows])


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


def _write(tables: Mapping[str, str], measured: Mapping[str, Measured]) -> None:
    path = DOCS / "accuracy.md"
    text = path.read_text("utf-8")
    for name, rows in tables.items():
        begin, end = f"<!-- begin: {name} -->", f"<!-- end: {name} -->"
        if begin not in text or end not in text:
            raise SystemExit(f"{path} has no markers for {name!r}.")
        text = re.sub(
            f"{re.escape(begin)}.*?{re.escape(end)}",
            lambda _, whole=f"{begin}\n\n{rows}\n\n{end}": whole,  # type: ignore[misc]
            text,
            flags=re.DOTALL,
        )
    path.write_text(text, encoding="utf-8")
    for name, title in TITLES.items():
        plot = reliability_svg(reliability(measured[name].gold.outcomes), title)
        (DOCS / f"reliability-{name}.svg").write_text(plot, encoding="utf-8")


def _say(what: str) -> None:
    print(f"{what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
