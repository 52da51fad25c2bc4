"""What a reader is told of a decision: the reasons that say something, and what would have led elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from geo.kinds import KINDS, NEVER_CALLED, TOWNS
from geo.lexicon.kind_words import KINDS_SAID
from geo.model import Candidate, Place, Reason
from geo.resolve.confidence import SAME_PLACE_KM, rival_of
from geo.resolve.cues import CALLED, CONTAINMENT, IN_COUNTRY
from geo.resolve.decision import Decision
from geo.resolve.prior_rules import UNTOLD
from geo.resolve.stated_positions import COORDINATES
from geo.resolve.unknown_names import is_at_parent
from geo.resolve.weights import Weights
from geo.text.toponym import fold

# Whatever the first kind is called fits the second too: "county" is said of admin1 units as well.
_SAID_OF_BOTH = frozenset(
    (kind, other)
    for kind in KINDS
    for other in KINDS
    if kind != other and all(other in said for said in KINDS_SAID.values() if kind in said)
)
_NAMED_BY_STATE = frozenset({"US", "CA", "AU", "GB"})
_SEVERAL_NEAR = 0.75  # what three near places are worth to their rule
_SURE, _UNSURE = 1.0, 2.5  # points by which a sign may miss its mark, for every name is read anew with each word


class _Sign(NamedTuple):
    """Words that the text could have held: what they are worth to the rival, and what they would take from the best."""

    words: str
    gain: float


def telling_reasons(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Return what a reader should see of a candidate's reasons, in their order.

    That something is not known is left out where anything else is known.
    """
    return tuple(reason for reason in reasons if reason.sentence != UNTOLD) or reasons


def what_would_change(decision: Decision, weights: Weights) -> str:
    """Return a sentence on the best rival that lies elsewhere and on the evidence that it lacks; "" without a place."""
    candidates = decision.candidates
    if not candidates:
        return ""
    best, rival = candidates[0], rival_of(candidates)
    if any(reason.rule == COORDINATES for reason in best.reasons):
        return "Nothing: the text gives the position itself."
    if is_at_parent(best.reasons):
        return f"The gazetteer knows no “{decision.mention.surface}” there: one that does would give it its own pin."
    if rival is None and len(candidates) == 1:
        return "Nothing: the gazetteer knows no other place of this name."
    if rival is None:
        return f"Little: every other place of this name lies within {SAME_PLACE_KM:.0f} km of it."
    named = _full_name(rival, known_as=decision.mention.label != "NORP")
    behind = best.score - rival.score
    signs = (
        [] if decision.mention.label == "NORP" else list(_signs(decision.mention.surface, candidates, rival, weights))
    )
    for outcome, needed in (("would", behind + _SURE), ("might", behind - _UNSURE)):
        for sign in signs:
            if sign.gain > needed:
                return f"The runner-up is {named}; it {outcome} be chosen if the text {sign.words}."
    far = f"The runner-up, {named}, is {behind:.1f} points behind"
    if not signs:
        return f"{far}, and no single sign would make up for that."
    strongest = max(signs, key=lambda sign: sign.gain)
    return f"{far}; it would not be chosen even if the text {strongest.words}."


def _signs(surface: str, candidates: Sequence[Candidate], rival: Candidate, weights: Weights) -> Iterator[_Sign]:
    """Yield what a few more words in the text would be worth to the rival, the least words first.

    Words beside the name take the place of those that spoke for the best candidate there.
    """
    name, best, place = " ".join(surface.split()), candidates[0], rival.place
    kinds_ahead = {other.place.kind for other in candidates[: candidates.index(rival)]}
    for_best, for_rival = ({reason.rule: reason.weight for reason in one.reasons} for one in (best, rival))

    def gain(rule: str, value: float = 1.0) -> float:
        return weights[rule] * value - for_rival.get(rule, 0.0)

    unit, is_country = _unit(best.place, place)
    naming = gain("country present" if is_country else "region named")
    if unit and not is_country:
        yield _Sign(f"named {unit}", naming)
    if place.kind not in kinds_ahead | NEVER_CALLED and (place.kind, best.place.kind) not in _SAID_OF_BOTH:
        yield _Sign(f"called it {KINDS[place.kind].noun}", gain(CALLED) + for_best.get(CALLED, 0.0))
    if unit:
        contained = gain(CONTAINMENT, IN_COUNTRY) + naming if is_country else gain(CONTAINMENT)
        yield _Sign(f"said “{name}, {unit}”", contained + for_best.get(CONTAINMENT, 0.0))
        yield _Sign("named several places near it", gain("neighbours", _SEVERAL_NEAR))


def _unit(best: Place, rival: Place) -> tuple[str, bool]:
    """Return what the rival lies in and is told apart from the best by, and whether that is a country; "" if nothing.

    As people write it: "Paris, Texas", but "Paris, France".
    """
    if rival.country is None or rival.kind == "country":
        return "", False
    abroad = rival.country_code != best.country_code
    by_state = rival.admin1 is not None and rival.kind != "admin1"
    if by_state and (rival.country_code in _NAMED_BY_STATE or not abroad):
        if (rival.country_code, rival.admin1) == (best.country_code, best.admin1) or rival.admin1 == rival.name:
            return "", False
        return rival.admin1 or "", False
    return (rival.country, True) if abroad and rival.country != rival.name else ("", False)


def _full_name(candidate: Candidate, *, known_as: bool) -> str:
    place = candidate.place
    units = [unit for unit in (place.admin1, place.country) if unit and unit != place.name]
    if place.kind in TOWNS:
        name = ", ".join([place.name, *units])
    else:
        kind = KINDS[place.kind].noun.removeprefix("a ")
        name = f"{place.name} ({', '.join([kind, *units[-1:]])})"
    if known_as and fold(candidate.matched_name) != fold(place.name):
        return f"{name}, also called “{candidate.matched_name}”"
    return name
