"""The command ``evaluate``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geo import factory
from geo.commands.gazetteer import open_gazetteer
from geo.config import Settings
from geo.errors import DocumentError
from geo.model import GeoparsedDocument, Mention, Resolution
from geo.terminal import Terminal

if TYPE_CHECKING:
    from geo.gold import GoldDocument, GoldPlace


def evaluate(options: argparse.Namespace, terminal: Terminal) -> None:
    """``evaluate CORPUS``."""
    from geo.evaluate import score_recognition, score_resolution
    from geo.gold import read_corpus

    corpus = read_corpus(options.corpus)
    if not any(places for _, places in corpus):
        raise DocumentError(f"{options.corpus} has no places to measure by.")
    settings = Settings.from_environment()
    pipeline = factory.build_pipeline(settings, open_gazetteer(settings, terminal))
    documents = [document for document, _ in corpus]
    gold = [places for _, places in corpus]
    scores: dict[str, float] = {"documents": len(documents), "places": sum(map(len, gold))}
    if options.mentions == "gold":
        parsed = pipeline.resolve(documents, [_given(document) for document in corpus])
    else:
        with terminal.work() as progress:
            parsed = pipeline.geoparse(documents, progress=progress)
        spans = score_recognition(gold, [[r.mention for r in p.resolutions] for p in parsed])
        scores |= {"precision": spans.precision, "recall": spans.recall, "f1": spans.f1}
    resolved = [r for places, p in zip(gold, parsed, strict=True) for r in _aligned(places, p)]
    found = score_resolution([place for places in gold for place in places], resolved)
    scores |= {
        "places_with_point": found.count,
        "unresolved": found.unresolved,
        "accuracy_161_km": found.accuracy,
        "mean_error_km": found.mean_km,
        "median_error_km": found.median_km,
        "auc": found.auc,
        "calibration_error": found.calibration_error,
    }
    if options.json:
        print(json.dumps(scores))
    else:
        for name, value in scores.items():
            print(f"{name.replace('_', ' '):18} {value:,.{0 if isinstance(value, int) else 3}f}")


def _given(gold: GoldDocument) -> tuple[Mention, ...]:
    document, places = gold
    return tuple(
        Mention(document.id, place.start, place.end, document.text[place.start : place.end], "GOLD", "given")
        for place in places
    )


def _aligned(places: Sequence[GoldPlace], parsed: GeoparsedDocument) -> list[Resolution]:
    """Return the resolution of each gold place's span; a span that was not recognised is not found."""
    by_span = {(r.mention.start, r.mention.end): r for r in parsed.resolutions}
    return [by_span.get((place.start, place.end)) or _missed(place, parsed) for place in places]


def _missed(place: GoldPlace, parsed: GeoparsedDocument) -> Resolution:
    surface = parsed.document.text[place.start : place.end]
    mention = Mention(parsed.document.id, place.start, place.end, surface, "GOLD", "given")
    return Resolution(mention, "not_found", None, None, (), "missed")
