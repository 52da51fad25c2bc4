"""Comparing a geoparsed document with the truth."""

from __future__ import annotations

from collections.abc import Mapping

from geo.evaluate.measure.gold import GoldDocument, GoldPlace
from geo.evaluate.measure.outcomes import ACCURATE_KM, Found, JudgedDocument, Match, Outcome
from geo.evaluate.measure.spans import Extent, overlap, touched, trimmed
from geo.globe import distance_km
from geo.model import Candidate, GeoparsedDocument, Place, Resolution


def judge_given(gold: GoldDocument, parsed: GeoparsedDocument) -> JudgedDocument:
    """Compare the resolutions of the known spans, in their order, with the truth."""
    outcomes = [
        _outcome(place, parsed, "exact", resolution)
        for place, resolution in zip(gold.places, parsed.resolutions, strict=True)
    ]
    return JudgedDocument(gold.doc_id, parsed, tuple(outcomes), ())


def judge_recognized(gold: GoldDocument, parsed: GeoparsedDocument) -> JudgedDocument:
    """Compare what was recognised and resolved with the truth; a place goes by the mention it shares most with."""
    text = gold.document.text
    given = {trimmed(text, r.mention.start, r.mention.end): r for r in parsed.resolutions}
    wanted = {trimmed(text, place.start, place.end) for place in gold.places}
    outcomes = [_matched(place, parsed, given) for place in gold.places]
    near = set(touched(given, wanted))
    found = [
        Found(resolution, extent, "exact" if extent in wanted else "overlap" if extent in near else "missed")
        for extent, resolution in given.items()
    ]
    return JudgedDocument(gold.doc_id, parsed, tuple(outcomes), tuple(found))


def right_candidate(outcome: Outcome) -> Candidate | None:
    """Return the best candidate that would have been right."""
    return next((candidate for candidate in outcome.candidates if _is_right(outcome.gold, candidate.place)), None)


def _matched(place: GoldPlace, parsed: GeoparsedDocument, given: Mapping[Extent, Resolution]) -> Outcome:
    extent = trimmed(parsed.document.text, place.start, place.end)
    if extent in given:
        return _outcome(place, parsed, "exact", given[extent])
    best = max(given, key=lambda other: overlap(extent, other), default=None)
    if best is None or overlap(extent, best) <= 0:
        return _outcome(place, parsed, "missed", None)
    return _outcome(place, parsed, "overlap", given[best])


def _outcome(gold: GoldPlace, parsed: GeoparsedDocument, match: Match, resolution: Resolution | None) -> Outcome:
    text = parsed.document.text
    place = resolution.place if resolution else None
    candidates = parsed.candidates(resolution) if resolution else ()
    return Outcome(
        gold,
        text[gold.start : gold.end],
        trimmed(text, gold.start, gold.end),
        match,
        resolution,
        candidates,
        None if gold.place_id is None else place is not None and place.id == gold.place_id,
        _distance_km(gold, place) if place else None,
        any(_is_right(gold, candidate.place) for candidate in candidates),
    )


def _is_right(gold: GoldPlace, place: Place) -> bool:
    if place.id == gold.place_id:
        return True
    km = _distance_km(gold, place)
    return km is not None and km <= ACCURATE_KM


def _distance_km(gold: GoldPlace, place: Place) -> float | None:
    point = place.footprint.point
    return None if gold.point is None or point is None else distance_km(gold.point, point)
