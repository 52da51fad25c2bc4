"""What else would have to be in the text for a name to be read otherwise."""

from __future__ import annotations

from collections.abc import Callable

from geo.model import Candidate, Place, Resolution
from geo.resolve.confidence import rival_of
from geo.resolve.cues import CONTAINMENT
from geo.resolve.weights import WEIGHTS

# Rules that a few more words in the text would call up, the weightiest first.
_WORDS: tuple[tuple[str, Callable[[Place], str]], ...] = (
    ("neighbours", lambda place: "named several places near it"),
    (CONTAINMENT, lambda place: f"said “{place.name}, {_unit(place)}”"),
    ("region named", lambda place: f"named {_unit(place)}"),
)


def what_would_change(resolution: Resolution) -> str:
    """Return a sentence on the best rival that lies elsewhere and on the evidence that it lacks; "" without a place."""
    if resolution.place is None or not resolution.candidates:
        return ""
    rival = rival_of(resolution.candidates)
    if rival is None:
        only = len(resolution.candidates) == 1
        return f"Nothing: the gazetteer knows {'no other place' if only else 'only places close by'} of this name."
    best, other = resolution.candidates[0], rival.place
    behind = best.score - rival.score
    missing = [words(other) for rule, words in _WORDS if _unit(other) and _gain(rival, rule) > behind]
    runner_up = f"The runner-up is {_full_name(other)}"
    if missing:
        return f"{runner_up}; it would be preferred if the text {missing[-1]}."
    return f"{runner_up}; no single sign would make it preferred, only several together."


def _gain(rival: Candidate, rule: str) -> float:
    """Return by how much a rule could still close the gap."""
    now = {reason.rule: reason.weight for reason in rival.reasons}.get(rule, 0.0)
    return WEIGHTS[rule] - now


def _unit(place: Place) -> str:
    """Return the name of what a place lies in and is told apart by, "" when it is a country or in no single one."""
    if place.country is None or place.kind == "country":
        return ""
    return place.admin1 if place.admin1 and place.kind != "admin1" else place.country


def _full_name(place: Place) -> str:
    units = [unit for unit in (place.admin1, place.country) if unit and unit != place.name]
    return ", ".join([place.name, *units]) if units else f"the {place.kind} {place.name}"
