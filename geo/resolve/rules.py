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
from geo.resolve.context import NEAR_KM, Witnesses

WEIGHTS: dict[str, float] = {
    "population": 1.0,
    "kind": 1.0,
    "best known": 1.0,
    "name": 1.5,
    "spelling": 1.5,
    "containment": 8.0,
    "region named": 1.6,
    "country named": 0.8,
    "neighbours": 2.5,
    "shared region": 1.5,
    "shared country": 1.5,
}

_KIND: dict[PlaceKind, float] = {"country": 3.0, "continent": 3.0, "bloc": 2.0, "admin1": 1.2, "admin2": -0.8}
_KIND_WORDS: dict[PlaceKind, str] = {
    "country": "a country",
    "continent": "a continent",
    "bloc": "a group of countries",
    "admin1": "a state or province",
    "admin2": "a county or district",
}
# Sizes, on the scale of log10 of inhabitants, for places that nobody lives in or that were not counted.
_UNCOUNTED: dict[PlaceKind, float] = {"water": 4.5, "mountain": 4.5, "region": 3.5, "bloc": 5.0, "facility": 3.0}
_HAMLET = 2.0
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
    return _UNCOUNTED.get(place.kind, _HAMLET)


def _population_sentence(option: Option) -> str:
    inhabitants = option.place.population
    return f"{inhabitants:,} people live there." if inhabitants else "Its number of inhabitants is not known."


def _kind(option: Option) -> float:
    return _KIND.get(option.place.kind, 0.0)


def _kind_sentence(option: Option) -> str:
    how_often = "seldom" if option.place.kind == "admin2" else "often"
    return f"It is {_KIND_WORDS[option.place.kind]}; those are {how_often} meant by a bare name."


def _best_known(option: Option) -> float:
    return 1.0 if option.rank == 0 else 0.0


def _best_known_sentence(option: Option) -> str:
    return f"It is the best-known place called “{option.name}”."


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


def _spelling(option: Option) -> float:
    return 0.0 if option.exact else -1.0


def _spelling_sentence(option: Option) -> str:
    return f"The text spells it otherwise than the gazetteer, which has “{option.name}”."


def _region_named(option: Option, witnesses: Witnesses) -> float:
    place = option.place
    return 1.0 if place.kind != "admin1" and option.admin1_key in witnesses.admin1s else 0.0


def _region_named_sentence(option: Option, witnesses: Witnesses) -> str:
    return f"It lies in {witnesses.admin1s[option.admin1_key]}, which the text names too."


def _country_named(option: Option, witnesses: Witnesses) -> float:
    place = option.place
    return 1.0 if place.kind != "country" and place.country_code in witnesses.countries else 0.0


def _country_named_sentence(option: Option, witnesses: Witnesses) -> str:
    return f"It lies in {witnesses.countries[option.place.country_code or '']}, which the text names too."


def _neighbours(option: Option, witnesses: Witnesses) -> float:
    near = len(witnesses.near(option))
    return near / (near + 1)


def _neighbours_sentence(option: Option, witnesses: Witnesses) -> str:
    return f"It lies within {NEAR_KM:.0f} km of {_listed(witnesses.near(option))}, which the text names too."


def _shared_region(option: Option, witnesses: Witnesses) -> float:
    if option.admin1_key is None:
        return 0.0
    return witnesses.admin1_share[option.admin1_key] / max(1, witnesses.with_admin1)


def _shared_region_sentence(option: Option, witnesses: Witnesses) -> str:
    number, total = witnesses.admin1_share[option.admin1_key], witnesses.with_admin1
    return f"{number} of {total} other places in the text lie in {option.place.admin1}."


def _shared_country(option: Option, witnesses: Witnesses) -> float:
    place = option.place
    if place.kind == "country" or place.country_code is None:
        return 0.0
    return witnesses.country_share[place.country_code] / max(1, witnesses.with_country)


def _shared_country_sentence(option: Option, witnesses: Witnesses) -> str:
    place = option.place
    number, total = witnesses.country_share[place.country_code], witnesses.with_country
    return f"{number} of {total} other places in the text lie in {place.country}."


def _listed(names: Sequence[str]) -> str:
    shown = list(dict.fromkeys(names))[:_NAMED_IN_SENTENCE]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


CONTAINMENT = "containment"
"""Name of the rule for "Paris, Texas", which looks at mentions rather than names: `geo.resolve.ranking` applies it."""
PRIOR_RULES: tuple[PriorRule, ...] = (
    PriorRule("population", _population, _population_sentence),
    PriorRule("kind", _kind, _kind_sentence),
    PriorRule("best known", _best_known, _best_known_sentence),
    PriorRule("name", _name, _name_sentence),
    PriorRule("spelling", _spelling, _spelling_sentence),
)
CONTEXT_RULES: tuple[ContextRule, ...] = (
    ContextRule("region named", _region_named, _region_named_sentence),
    ContextRule("country named", _country_named, _country_named_sentence),
    ContextRule("neighbours", _neighbours, _neighbours_sentence),
    ContextRule("shared region", _shared_region, _shared_region_sentence),
    ContextRule("shared country", _shared_country, _shared_country_sentence),
)
