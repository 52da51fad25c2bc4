"""What became of each known place of a document, and what was found beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo.evaluate.measure.gold import GoldPlace
from geo.evaluate.measure.spans import Extent
from geo.model import Candidate, GeoparsedDocument, Place, Resolution
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
        candidates: every place that was considered for it, best first.
        right_id: it was resolved to the very place that the annotators name; None when they name none.
        strict_km: from the place it was resolved to, to where the annotators say; None when either has no point.
        reachable: one of its candidates would have been right.
    """

    gold: GoldPlace
    surface: str
    extent: Extent
    match: Match
    resolution: Resolution | None
    candidates: tuple[Candidate, ...]
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
        if self.right or self.resolution is None or self.place is None or not self.candidates:
            return False
        return fold(self.candidates[0].matched_name) == fold(self.surface)


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
