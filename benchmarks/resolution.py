"""Measure recognition and resolution: words a second on one core, and accuracy on texts whose places are known.

    python -m benchmarks.resolution [CORPUS.jsonl …] [--rounds 3]

The whole pipeline is timed against spaCy's bare ``ner`` pipe, turn by turn on the same texts, since clocks and
neighbours change. So is a text with a border, a coast or a side of a country in every sentence, where areas are drawn
from the first word on (cold) and again (warm). Corpora default to those in ``../shared/corpora``; without any, the
seeds are timed.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from geo.evaluate.measure.evaluation import evaluate
from geo.evaluate.measure.gold import GoldDocument, complete, read_corpus
from geo.factory import build_gazetteer, build_pipeline
from geo.model import Document
from geo.pipeline import Pipeline
from geo.recognize.model_choice import choose_model
from geo.settings.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
CORPORA = ROOT.parent / "shared" / "corpora"
WORDS_TIMED = 40_000
_COUNTRIES = (
    "Syria, Turkey, Iraq, Iran, Pakistan, India, Bangladesh, Myanmar, Thailand, Malaysia, Vietnam, China, Kazakhstan, "
    "Russia, Ukraine, Poland, Germany, France, Spain, Portugal, Morocco, Algeria, Tunisia, Libya, Egypt, Sudan, Eritrea"
)


def main() -> None:
    """Print the figures."""
    os.environ["OMP_NUM_THREADS"] = "1"  # before spaCy, and numpy with it, is imported
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("corpora", nargs="*", type=Path, default=sorted(CORPORA.glob("*.jsonl")))
    options.add_argument("--rounds", type=int, default=3)
    arguments = options.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    settings = Settings.from_environment()
    gazetteer = build_gazetteer(settings)
    pipeline = build_pipeline(settings, gazetteer)
    print(f"{platform.platform()}, Python {platform.python_version()}, one core, {choose_model(settings.model).id}")
    corpora = {path.stem: complete(read_corpus(path), gazetteer) for path in arguments.corpora}
    texts = [gold.document for corpus in corpora.values() for gold in corpus] or _seeds()
    _time(_some(texts), pipeline, arguments.rounds)
    _time_dense(_dense_text(), pipeline)
    for name, corpus in corpora.items():
        _score(name, corpus, pipeline)


def _time(documents: Sequence[Document], pipeline: Pipeline, rounds: int) -> None:
    words = sum(len(document.text.split()) for document in documents)
    bare = _bare_ner()
    mentions = [[r.mention for r in parsed.resolutions] for parsed in pipeline.geoparse(documents)]
    speeds: dict[str, list[float]] = {"bare ner": [], "whole pipeline": [], "resolver": []}
    for _ in range(rounds):
        speeds["bare ner"].append(words / _seconds(lambda: bare(documents)))
        speeds["whole pipeline"].append(words / _seconds(lambda: pipeline.geoparse(documents)))
        speeds["resolver"].append(words / _seconds(lambda: pipeline.resolve(documents, mentions)))
    for what, measured in speeds.items():
        print(f"{what:15} {median(measured):10,.0f} words/s")
    ratios = [whole / ner for whole, ner in zip(speeds["whole pipeline"], speeds["bare ner"], strict=True)]
    print(f"whole pipeline / bare ner: {median(ratios):.2f} (budget 0.85)")


def _time_dense(document: Document, pipeline: Pipeline) -> None:
    words, bare = len(document.text.split()), _bare_ner()
    [mentions] = [[r.mention for r in parsed.resolutions] for parsed in pipeline.geoparse([document])]
    ner = words / _seconds(lambda: bare([document]))
    cold = build_pipeline(Settings.from_environment(), build_gazetteer(Settings.from_environment()))
    for what, part in (("cold", cold), ("warm", pipeline)):
        speed = words / _seconds(partial(part.resolve, [document], [mentions]))
        phrases = sum(mention.phrase is not None for mention in mentions)
        print(f"dense text, {phrases} phrases, {what}: resolver {speed:,.0f} words/s, {speed / ner:.1f} times bare ner")


def _dense_text() -> Document:
    """Return a text on neighbouring countries with a phrase in each sentence, four times over."""
    names = [row.strip() for row in _COUNTRIES.split(",")]
    said = (
        f"He left northern {one}. They met on the border between {one} and {two}. Ships lay off the coast of {one}. "
        f"It rained on the eastern coast of {two}. Troops massed along the southern border of {one}. "
        f"Nobody lives within 30 km of {two}. "
        for one, two in pairwise(names)
    )
    return Document.make("".join(said) * 4)


def _bare_ner() -> Callable[[Sequence[Document]], None]:
    import warnings

    import spacy

    warnings.filterwarnings("ignore", message=r"\[W095\]")
    choice = choose_model(Settings.from_environment().model)
    pipes = spacy.util.load_config(choice.path / "config.cfg")["nlp"]["pipeline"]
    nlp = spacy.load(choice.path, exclude=[pipe for pipe in pipes if pipe != "ner"])

    def run(documents: Sequence[Document]) -> None:
        for _ in nlp.pipe(document.text for document in documents):
            pass

    return run


def _score(name: str, corpus: Sequence[GoldDocument], pipeline: Pipeline) -> None:
    scores = evaluate(name, corpus, pipeline, mentions="gold")
    figures = scores.figures
    print(
        f"{name}: {len(corpus)} documents, {scores.counts['places_with_point']} places with a point: accuracy at "
        f"161 km {figures['accuracy_161_km'] or 0:.3f}, candidate ceiling {figures['candidate_ceiling'] or 0:.3f}, "
        f"calibration error {figures['calibration_error'] or 0:.3f}"
    )
    figures = evaluate(name, corpus, pipeline).figures
    print(
        f"{name}: names found exactly: precision {figures['precision'] or 0:.3f}, recall {figures['recall'] or 0:.3f}, "
        f"F1 {figures['f1'] or 0:.3f}; located within 161 km from the raw text: {figures['accuracy_161_km'] or 0:.3f}"
    )


def _some(documents: Sequence[Document]) -> list[Document]:
    """Return the first documents, up to `WORDS_TIMED` words."""
    taken, words = [], 0
    for document in documents:
        if words >= WORDS_TIMED:
            break
        taken.append(document)
        words += len(document.text.split())
    return taken


def _seeds() -> list[Document]:
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    return [Document.make(text) for text in texts] * 20


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()  # of this process alone: neighbours on the core do not count
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
