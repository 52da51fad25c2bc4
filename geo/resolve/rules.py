"""The rules: each gives a reading of a name a value, and says in a sentence what it saw.

A rule's share of a score is ``WEIGHTS[rule] * value``. `PRIOR_RULES` look at the place and its name alone, so they
are worked out once a name; `CONTEXT_RULES` look at what else the document names. To add a rule, write its two
functions, give it a weight and put it in one of the two lists.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from geo.model import PlaceKind, Reason
from geo.resolve.candidates import Name, Option
from geo.resolve.context import Witnesses

# Set by hand first, then moved by a softmax regression on LGL and GeoWebNews, half of the documents at a time: a fit on
# one half is as good on the other.
WEIGHTS: dict[str, float] = {
    "population": 1.42,
    "kind": 0.84,
    "rivals": 0.2,
    "name": 2.24,
    "town before region": 1.7,
    "spelling": 0.69,
    "name inside": 1.5,
    "containment": 3.82,
    "region named": 1.72,
    "neighbours": 5.72,
    "shared region": 1.62,
    "shared country": 1.88,
    "country present": 0.71,
}

_KIND: dict[PlaceKind, float] = {"admin1": -0.9, "admin2": -0.7, "water": -0.6, "mountain": -0.6, "region": -0.6}
_KIND_WORDS: dict[PlaceKind, str] = {
    "admin1": "a state or province",
    "admin2": "a county or district",
    "water": "a body of water",
    "mountain": "a mountain or a range",
    "region": "a region",
}
# On the scale of log10 of inhabitants, for places that were not counted or where nobody lives.
_UNCOUNTED: dict[PlaceKind, float] = {"bloc": 6.0}
_UNCOUNTED_ELSE = 4.0
_NAME = {"canonical": 1.0, "abbreviation": 0.7, "demonym": 0.7, "alternate": 0.0}
_NAMED_IN_SENTENCE = 3


class PriorRule(NamedTuple):
    """A rule on a reading alone; a value of 0 is silence."""

    name: str
    value: Callable[[Option], float]
    sentence: Callable[[Option], str]


class ContextRule(NamedTuple):
    """A rule on a reading among the other names of its document; a value of 0 is silence."""

    name: str
    value: Callable[[Option, Witnesses], float]
    sentence: Callable[[Option, Witnesses], str]


def judge(options: Sequence[Option]) -> Name:
    """Apply the `PRIOR_RULES` to each reading of a name."""
    reasons = tuple(tuple(_prior_reasons(option)) for option in options)
    return Name(tuple(options), tuple(sum(r.weight for r in found) for found in reasons), reasons)


def _prior_reasons(option: Option) -> Iterator[Reason]:
    for rule in PRIOR_RULES:
        if value := rule.value(option):
            yield Reason(rule.name, WEIGHTS[rule.name] * value, rule.sentence(option))


def _population(option: Option) -> float:
    place = option.place
    if place.population:
        return math.log10(place.population + 10)
    return _UNCOUNTED.get(place.kind, _UNCOUNTED_ELSE)


def _population_sentence(option: Option) -> str:
    inhabitants = option.place.population
    return f"{inhabitants:,} people live there." if inhabitants else "Its number of inhabitants is not known."


def _kind(option: Option) -> float:
    return _KIND.get(option.place.kind, 0.0)


def _kind_sentence(option: Option) -> str:
    return f"It is {_KIND_WORDS[option.place.kind]}: a bare name means a town or a country more often."


def _rivals(option: Option) -> float:
    return -math.log1p(option.rank)


def _rivals_sentence(option: Option) -> str:
    others = "One place" if option.rank == 1 else f"{option.rank} places"
    return f"{others} of this name {'is' if option.rank == 1 else 'are'} better known."


def _name(option: Option) -> float:
    return _NAME[option.name_type]


def _name_sentence(option: Option) -> str:
    place = option.place
    match option.name_type:
        case "abbreviation":
            return f"“{option.name}” is short for {place.name}."
        case "demonym":
            return f"“{option.name}” is said of what belongs to {place.name}."
        case _:
            return f"“{option.name}” is its usual name."


def _town_first(option: Option) -> float:
    return 1.0 if option.outranks_region else 0.0


def _town_first_sentence(option: Option) -> str:
    return f"A bare “{option.name}” means the city more often than the region of that name."


def _spelling(option: Option) -> float:
    return -1.0 if option.spelling == "variant" else 0.0


def _spelling_sentence(option: Option) -> str:
    return f"The gazetteer spells it “{option.name}”."


def _inside(option: Option) -> float:
    return -1.0 if option.spelling == "inside" else 0.0


def _inside_sentence(option: Option) -> str:
    return f"The gazetteer does not know the name as a whole, but “{option.name}” is in it."


def _region_named(option: Option, witnesses: Witnesses) -> float:
    place = option.place
    return 1.0 if place.kind != "admin1" and option.admin1_key in witnesses.admin1s else 0.0


def _region_named_sentence(option: Option, witnesses: Witnesses) -> str:
    return f"It lies in {witnesses.admin1s[option.admin1_key]}, which the text names too."


def _neighbours(option: Option, witnesses: Witnesses) -> float:
    closeness = witnesses.closeness(option)
    return closeness / (closeness + 1.0)


def _neighbours_sentence(option: Option, witnesses: Witnesses) -> str:
    near = [f"{name} ({km:.0f} km)" for km, name in witnesses.nearest(option)[:_NAMED_IN_SENTENCE]]
    return f"The text also names places near it: {', '.join(near)}."


def _shared_region(option: Option, witnesses: Witnesses) -> float:
    return witnesses.admin1_share.get(option.admin1_key, 0.0) / max(1.0, witnesses.with_admin1)


def _shared_region_sentence(option: Option, witnesses: Witnesses) -> str:
    percent = 100 * _shared_region(option, witnesses)
    return f"{percent:.0f} % of the other places in the text lie in {option.place.admin1}."


def _shared_country(option: Option, witnesses: Witnesses) -> float:
    return witnesses.country_share.get(option.place.country_code, 0.0) / max(1.0, witnesses.with_country)


def _shared_country_sentence(option: Option, witnesses: Witnesses) -> str:
    percent = 100 * _shared_country(option, witnesses)
    return f"{percent:.0f} % of the other places in the text lie in {option.place.country}."


def _country_present(option: Option, witnesses: Witnesses) -> float:
    return min(1.0, witnesses.country_share.get(option.place.country_code, 0.0))


def _country_present_sentence(option: Option, witnesses: Witnesses) -> str:
    return f"The text is about {option.place.country}, or a place in it, elsewhere too."


INSIDE = "name inside"
CONTAINMENT = "containment"
"""Name of the rule for "Paris, Texas", which looks at mentions rather than names: `geo.resolve.ranking` applies it."""
PRIOR_RULES: tuple[PriorRule, ...] = (
    PriorRule("population", _population, _population_sentence),
    PriorRule("kind", _kind, _kind_sentence),
    PriorRule("rivals", _rivals, _rivals_sentence),
    PriorRule("name", _name, _name_sentence),
    PriorRule("town before region", _town_first, _town_first_sentence),
    PriorRule("spelling", _spelling, _spelling_sentence),
    PriorRule(INSIDE, _inside, _inside_sentence),
)
CONTEXT_RULES: tuple[ContextRule, ...] = (
    ContextRule("region named", _region_named, _region_named_sentence),
    ContextRule("neighbours", _neighbours, _neighbours_sentence),
    ContextRule("shared region", _shared_region, _shared_region_sentence),
    ContextRule("shared country", _shared_country, _shared_country_sentence),
    ContextRule("country present", _country_present, _country_present_sentence),
)
