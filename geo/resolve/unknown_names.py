"""Names of what the gazetteer does not know, of which the text says where they are: "Eva's Village in Paterson"."""

from __future__ import annotations

from collections.abc import Iterable

from geo.kinds import LOCAL, RULERS, WIDE
from geo.model import Candidate, Document, Reason
from geo.resolve.confidence import together
from geo.resolve.connectives import contained, listed, put_in
from geo.resolve.decision import Decision
from geo.resolve.prior_rules import INSIDE
from geo.resolve.stated_positions import COORDINATES

PARENT = "said to lie in"
"""The rule that a text puts a name into a known place where the gazetteer knows none of that name."""

# Small enough to stand for what lies in them.
_RIGHT = 0.85  # of 49 such names in four corpora 41 are within 161 km of the place that they are put in
_SURE = 0.8  # "Boston lost in Chicago" moves no city: only readings less sure than this give way to the text
_AHEAD = 1.0


def at_parent(document: Document, one: Decision, following: Decision, next_but_one: Decision | None) -> Decision | None:
    """Return a mention as standing at the next one's place, where the text says so and the gazetteer knows no better.

    It does not where it has no place of that name, or one that lies elsewhere and is unsure. None for all others, for
    the names of a list, and for "north of X", which is drawn from X itself.
    """
    place = following.place
    if place is None or place.kind not in LOCAL or following.candidates[0].reasons[0].rule == COORDINATES:
        return None
    if one.mention.phrase or "NORP" in (one.mention.label, following.mention.label):
        return None
    if not contained(document, one.mention, following.mention) or not _is_doubtful(document, one, following):
        return None
    if not put_in(document, one.mention, following.mention) and _goes_on(document, following, next_but_one):
        return None
    name = one.mention.surface
    others = tuple(candidate for candidate in one.candidates if candidate.place.id != place.id)
    score = max((candidate.score for candidate in others), default=0.0) + _AHEAD
    reason = Reason(PARENT, score, f"The text says that “{name}” is in {place.name}.", 1.0)
    return Decision(
        one.mention,
        following.status,
        place,
        _RIGHT * (following.confidence or 0.0),
        (Candidate(place, following.mention.surface, score, (reason,)), *others),
        f"The gazetteer knows no “{name}” in {place.name}; the pin is at {place.name}, where the text puts it.",
    )


def is_at_parent(explanation: Iterable[Reason]) -> bool:
    """Whether a mention stands at the place that the text puts it in, by what is said for that place."""
    return any(reason.rule == PARENT for reason in explanation)


def _goes_on(document: Document, one: Decision, following: Decision | None) -> bool:
    """Whether a list goes on behind a mention: "X, Leeds and York", but not "X, Paris, Texas"."""
    if following is None or not listed(document, one.mention, following.mention):
        return False
    return following.place is None or following.place.kind not in RULERS


def _is_doubtful(document: Document, one: Decision, following: Decision) -> bool:
    """Whether a mention has no place, or an unsure one that is not where the text says."""
    if one.place is None or following.place is None:
        return True
    if one.place.kind in WIDE or together(one.place, following.place) or (one.confidence or 0.0) >= _SURE:
        return False
    inside = any(reason.rule == INSIDE for reason in one.candidates[0].reasons)
    return inside or put_in(document, one.mention, following.mention)
