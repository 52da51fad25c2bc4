"""What became of each known place of a document, and what was found beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from geo.evaluate.gold import GoldDocument, GoldPlace
from geo.evaluate.spans import Extent, overlap, touched, trimmed
from geo.model import Candidate, GeoparsedDocument, Place, Resolution
from geo.resolve.sphere import distance_km
from geo.text.toponym import fold

ACCURATE_KM = 161.0
"""A place this near (100 miles) to the truth counts as right, as in the literature on geoparsing."""

Match = Literal["exact", "overlap", "missed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one known place.

    Attributes:
        surface: the name as it stands in the text.
        extent: its trimmed span.
        match: how it was recognised; "exact" where its span was given.
        resolution: what was made of it, None when it was missed.
        right_id: it was resolved to the very place that the annotators name; None when they name none.
        strict_km: from the place it was resolved to, to where the annotators say; None when either has no point.
        reachable: one of its candidates would have been right.
    """

    gold: GoldPlace
    surface: str
    extent: Extent
    match: Match
    resolution: Resolution | None
    right_id: bool | None
    strict_km: float | None
    reachable: bool

    @property
    def place(self) -> Place | None:
        """The place it was resolved to."""
        return self.resolution.place if self.resolution else None

    @property
    def confidence(self) -> float | None:
        """How sure the resolver was."""
        return self.resolution.confidence if self.resolution else None

    @property
    def error_km(self) -> float | None:
        """How far off it is, 0 for the very place wherever its point lies; None when it was not located."""
        return 0.0 if self.right_id else self.strict_km

    @property
    def right(self) -> bool:
        """Whether it is within `ACCURATE_KM`, or the very place."""
        return self.error_km is not None and self.error_km <= ACCURATE_KM

    @property
    def wrong_namesake(self) -> bool:
        """Whether it was put on another place that bears the name as written."""
        if self.right or self.resolution is None or self.place is None or not self.resolution.candidates:
            return False
        return fold(self.resolution.candidates[0].matched_name) == fold(self.surface)


@dataclass(frozen=True, slots=True)
class Found:
    """A mention that was recognised, by its trimmed span, and how it agrees with what is known ("missed": nowhere)."""

    resolution: Resolution
    extent: Extent
    match: Match


@dataclass(frozen=True, slots=True)
class JudgedDocument:
    """A document beside the truth; ``found`` is empty where the spans were given."""

    doc_id: str | int
    parsed: GeoparsedDocument
    outcomes: tuple[Outcome, ...]
    found: tuple[Found, ...]


def judge_given(gold: GoldDocument, parsed: GeoparsedDocument) -> JudgedDocument:
    """Compare the resolutions of the known spans, in their order, with the truth."""
    text = gold.document.text
    outcomes = [
        _outcome(place, text, "exact", resolution)
        for place, resolution in zip(gold.places, parsed.resolutions, strict=True)
    ]
    return JudgedDocument(gold.doc_id, parsed, tuple(outcomes), ())


def judge_recognized(gold: GoldDocument, parsed: GeoparsedDocument) -> JudgedDocument:
    """Compare what was recognised and resolved with the truth; a place goes by the mention it shares most with."""
    text = gold.document.text
    given = {trimmed(text, r.mention.start, r.mention.end): r for r in parsed.resolutions}
    wanted = {trimmed(text, place.start, place.end) for place in gold.places}
    outcomes = [_matched(place, text, given) for place in gold.places]
    near = set(touched(given, wanted))
    found = [
        Found(resolution, extent, "exact" if extent in wanted else "overlap" if extent in near else "missed")
        for extent, resolution in given.items()
    ]
    return JudgedDocument(gold.doc_id, parsed, tuple(outcomes), tuple(found))


def right_candidate(outcome: Outcome) -> Candidate | None:
    """Return the best candidate that would have been right."""
    candidates: Sequence[Candidate] = outcome.resolution.candidates if outcome.resolution else ()
    return next((candidate for candidate in candidates if _is_right(outcome.gold, candidate.place)), None)


def _matched(place: GoldPlace, text: str, given: Mapping[Extent, Resolution]) -> Outcome:
    extent = trimmed(text, place.start, place.end)
    if extent in given:
        return _outcome(place, text, "exact", given[extent])
    best = max(given, key=lambda other: overlap(extent, other), default=None)
    if best is None or overlap(extent, best) <= 0:
        return _outcome(place, text, "missed", None)
    return _outcome(place, text, "overlap", given[best])


def _outcome(gold: GoldPlace, text: str, match: Match, resolution: Resolution | None) -> Outcome:
    place = resolution.place if resolution else None
    candidates = resolution.candidates if resolution else ()
    return Outcome(
        gold,
        text[gold.start : gold.end],
        trimmed(text, gold.start, gold.end),
        match,
        resolution,
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
