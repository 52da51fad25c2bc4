"""Made-up documents for the benchmarks: the same at every run, and as many as are wanted."""

from __future__ import annotations

import random
from collections.abc import Sequence

from geo.model import (
    Candidate,
    Document,
    Footprint,
    GeoparsedDocument,
    Mention,
    Place,
    PlaceKind,
    Point,
    Reason,
    Resolution,
)
from geo.text.passages import split_passages

PASSAGES_PER_DOCUMENT = 20


def strewn_places(place_count: int, kind: PlaceKind = "settlement") -> list[GeoparsedDocument]:
    """Return documents that name places all over the inhabited latitudes, each in two passages beside a neighbour."""
    places = _places(place_count, kind)
    documents = []
    for first in range(0, place_count, PASSAGES_PER_DOCUMENT // 2):
        named = places[first : first + PASSAGES_PER_DOCUMENT // 2] * 2
        text, spans = "", []
        for place, other in zip(named, named[1:] + named[:1], strict=True):
            for words, mentioned in (("Officials in ", place), (" said that the flood had closed the road to ", other)):
                text += words
                spans.append((len(text), mentioned))
                text += mentioned.name
            text += " before the night.\n\n"
        documents.append(_document(text, f"Report {first}", spans))
    return documents


def collection(document_count: int, place_count: int = 10_000) -> list[GeoparsedDocument]:
    """Return documents of 1,900 characters and 72 mentions each, some places named far more often than others."""
    dice = random.Random(7)  # noqa: S311 - repeatable, not secret
    places = _places(place_count, "settlement")
    documents = []
    for number in range(document_count):
        text, spans = "", []
        for _ in range(PASSAGES_PER_DOCUMENT - 2):
            for words in ("Much rain near ", " and at ", ", but none in ", " or by "):
                place = places[min(int(dice.expovariate(1 / 1500)), place_count - 1)]
                text += words
                spans.append((len(text), place))
                text += place.name
            text += " fell all day.\n\n"
        documents.append(_document(text, f"Report {number}", spans))
    return documents


def _places(count: int, kind: PlaceKind) -> list[Place]:
    dice = random.Random(7)  # noqa: S311
    return [_place(number, kind, Point(dice.uniform(-45, 62), dice.uniform(-170, 175))) for number in range(count)]


def _document(text: str, title: str, spans: Sequence[tuple[int, Place]]) -> GeoparsedDocument:
    document = Document.make(text, title=title)
    distinct = {place.id: place for _, place in spans}
    numbers = {place_id: number for number, place_id in enumerate(distinct)}
    readings = tuple(map(_reading, distinct.values()))
    resolutions = tuple(_resolution(document, start, numbers[place.id], readings) for start, place in spans)
    return GeoparsedDocument(document, split_passages(document), resolutions, readings, (("resolver", "none"),))


def _place(number: int, kind: PlaceKind, point: Point) -> Place:
    footprint = Footprint(point)
    return Place(
        f"geonames:{number}", f"Townname {number}", kind, "XX", "Somewhere", "A province", None, 1000 + number,
        footprint, "geonames",
    )  # fmt: skip


def _reading(place: Place) -> tuple[Candidate, ...]:
    reasons = (
        Reason("population", 2.0, f"{place.population} people live there.", 2.0),
        Reason("canonical", 1.0, "It is the place's own name.", 1.0),
    )
    return (Candidate(place, place.name, 3.0, reasons),)


def _resolution(document: Document, start: int, number: int, readings: Sequence[tuple[Candidate, ...]]) -> Resolution:
    [best] = readings[number]
    place = best.place
    mention = Mention(document.id, start, start + len(place.name), place.name, "GPE", "synthetic")
    return Resolution(mention, "resolved", place, 0.9, number, "synthetic", explanation=best.reasons)
