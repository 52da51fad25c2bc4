"""Names that the gazetteer does not know, of which the text says what they lie in: "Eva's Village in Paterson"."""

from __future__ import annotations

from geo.model import Candidate, Document, PlaceKind, Reason, Resolution
from geo.resolve.between import contained

PARENT = "said to lie in"
"""The rule that a text puts an unknown name into a place that is known."""

_KINDS: frozenset[PlaceKind] = frozenset(
    {"settlement", "admin2", "facility"}
)  # small enough to stand for what is in it
_RIGHT = 0.85  # of 42 such names in four corpora 35 are within 161 km of that place
_SCORE = 1.0


def at_parent(document: Document, unknown: Resolution, following: Resolution) -> Resolution | None:
    """Return a resolution to the next name's place where the text says that the unknown name lies there, else None."""
    place = following.place
    if place is None or place.kind not in _KINDS or following.mention.label == "NORP":
        return None
    if unknown.mention.label == "NORP" or not contained(document, unknown.mention, following.mention):
        return None
    name = unknown.mention.surface
    reason = Reason(PARENT, _SCORE, f"The text says that “{name}” is in {place.name}.")
    return Resolution(
        unknown.mention,
        following.status,
        place,
        _RIGHT * (following.confidence or 0.0),
        (Candidate(place, following.mention.surface, _SCORE, (reason,)),),
        unknown.resolver_id,
        note=f"The gazetteer does not know “{name}”; the pin is at {place.name}, where it is by the text.",
    )


def is_at_parent(resolution: Resolution) -> bool:
    """Whether a place stands for an unknown name that lies in it."""
    return any(reason.rule == PARENT for candidate in resolution.candidates[:1] for reason in candidate.reasons)
