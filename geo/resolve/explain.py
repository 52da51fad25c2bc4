"""What else would have to be in the text for a name to be read otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from geo.model import Candidate, Place, PlaceKind, Resolution
from geo.resolve.confidence import rival_of
from geo.resolve.cues import CALLED, CONTAINMENT
from geo.resolve.weights import WEIGHTS

_KIND_WORDS: dict[PlaceKind, str] = {
    "country": "a country",
    "admin1": "a state or province",
    "admin2": "a county or district",
    "settlement": "a town",
    "region": "a region",
    "water": "a river or a sea",
    "mountain": "a mountain",
    "facility": "a building",
    "continent": "a continent",
    "bloc": "a group of countries",
}


def what_would_change(resolution: Resolution) -> str:
    """Return a sentence on the best rival that lies elsewhere and on the evidence that it lacks; "" without a place."""
    if resolution.place is None or not resolution.candidates:
        return ""
    rival = rival_of(resolution.candidates)
    if rival is None:
        only = len(resolution.candidates) == 1
        return f"Nothing: the gazetteer knows {'no other place' if only else 'only places close by'} of this name."
    best = resolution.candidates[0]
    behind = best.score - rival.score
    runner_up = f"The runner-up is {_full_name(rival.place)}"
    for rule, words in _possible_signs(best.place, rival):
        if _gain(rival, rule) > behind:
            return f"{runner_up}; it would be preferred if the text {words}."
    return f"{runner_up}; no single sign would make it preferred, only several together."


def _possible_signs(best: Place, rival: Candidate) -> Iterator[tuple[str, str]]:
    """Yield rules that a few more words in the text would call up for the rival alone, with those words."""
    place = rival.place
    if place.kind != best.kind:
        yield CALLED, f"called it {_KIND_WORDS[place.kind]}"
    unit = _unit(place)
    if unit and unit != _unit(best):
        yield "region named", f"named {unit}"
        yield CONTAINMENT, f"said “{rival.matched_name}, {unit}”"
        yield "neighbours", "named several places near it"


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
    if place.kind not in {"settlement", "admin2"}:
        kind = _KIND_WORDS[place.kind].removeprefix("a ")
        return f"{place.name}, {'the' if place.kind == 'country' else 'a'} {kind}"
    return ", ".join([place.name, *(unit for unit in (place.admin1, place.country) if unit and unit != place.name)])
