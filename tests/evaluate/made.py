"""Small corpora with known outcomes, made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.evaluate.measure.gold import GoldDocument, GoldPlace
from geo.evaluate.measure.judge import judge_given, judge_recognized
from geo.evaluate.measure.outcomes import JudgedDocument
from geo.model import Candidate, Document, GeoparsedDocument, Label, Mention, Place, Point, Reason, Resolution
from geo.text.passages import split_passages
from tests.fakes import LONDON, LONDON_ONTARIO, SYRIA

TEXT = "London and Syria, said the London paper of Ontario."
Made = tuple[Resolution, tuple[Candidate, ...]]

IN_LONDON, IN_SYRIA = Point(51.5, -0.1), Point(35.0, 38.0)


def gold_document(*places: GoldPlace, text: str = TEXT, doc_id: str = "1") -> GoldDocument:
    return GoldDocument(doc_id, Document.make(text), places)


def resolution(
    start: int,
    end: int,
    *places: Place,
    text: str = TEXT,
    confidence: float = 0.9,
    label: Label = "GPE",
    sentence: str = "It is so.",
    literal: float | None = None,
) -> Made:
    """Return a span resolved to the first of the places, the others being its rivals."""
    mention = Mention("", start, end, text[start:end], label, "made", literal=literal)
    candidates = tuple(Candidate(place, place.name, 1.0, (Reason("made", 1.0, sentence, 1.0),)) for place in places)
    if not places:
        return Resolution(mention, "not_found", None, None, None, "made"), ()
    return Resolution(mention, "resolved", places[0], confidence, 0, "made"), candidates


def given(gold: GoldDocument, *resolutions: Made) -> JudgedDocument:
    return judge_given(gold, parsed(gold, resolutions))


def recognized(gold: GoldDocument, *resolutions: Made) -> JudgedDocument:
    return judge_recognized(gold, parsed(gold, resolutions))


def parsed(gold: GoldDocument, resolutions: Sequence[Made]) -> GeoparsedDocument:
    numbered = [replace(one, reading=number) for number, (one, _) in enumerate(resolutions)]
    readings = tuple(candidates for _, candidates in resolutions)
    passages = split_passages(gold.document)
    return GeoparsedDocument(gold.document, passages, tuple(numbered), readings, (("resolver", "made"),))


def namesake() -> JudgedDocument:
    """London taken for the one in Ontario, surely; Syria right."""
    gold = gold_document(GoldPlace(0, 6, IN_LONDON, LONDON.id, "settlement", "GB"), GoldPlace(11, 16, IN_SYRIA))
    return given(gold, resolution(0, 6, LONDON_ONTARIO, LONDON), resolution(11, 16, SYRIA, confidence=0.95))
