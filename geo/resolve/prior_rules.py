"""The rules on a reading alone, the place and its name: worked out once for each name.

Their rows stand at the end, in `PRIOR_RULES`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from geo.kinds import KINDS
from geo.model import PlaceKind, Reason
from geo.resolve.candidates import Name, Option
from geo.resolve.country_names import with_article
from geo.resolve.rule import Rule
from geo.resolve.weights import Weights

INSIDE = "name inside"
"""The rule that only a part of the name is known."""

UNTOLD = "Its number of inhabitants is not known."
"""What is not worth saying where anything else is known."""


_KIND: dict[PlaceKind, float] = {"admin1": -0.9, "admin2": -0.7, "water": -0.6, "mountain": -0.6, "region": -0.6}
# On the scale of log10 of inhabitants, for places that were not counted or where nobody lives.
_UNCOUNTED: dict[PlaceKind, float] = {"bloc": 6.0}
_UNCOUNTED_ELSE = 4.0
_LARGEST_UNCOUNTED = 7.0
_EXTENT_OFFSET = 2.8  # a sea or a range 1,000 km long counts like a city of 600,000
_NAME = {"canonical": 1.0, "abbreviation": 0.7, "demonym": 0.7, "alternate": 0.0}
_INSIDE = {"inside": -1.0, "water": -1.5}
_OWN_ALIAS = 0.7
_FOREIGN_NAME = -2.0
_OWN_TABLES = "wherein:"


def judge(options: Sequence[Option], weights: Weights) -> Name:
    """Apply the `PRIOR_RULES` to each reading of a name."""
    reasons = tuple(tuple(_prior_reasons(option, weights)) for option in options)
    return Name(tuple(options), tuple(sum(r.weight for r in found) for found in reasons), reasons)


def _prior_reasons(option: Option, weights: Weights) -> Iterator[Reason]:
    for rule in PRIOR_RULES:
        weight = weights[rule.name]
        if weight and (value := rule.value(option)):
            yield Reason(rule.name, weight * value, rule.sentence(option), value)


def _population(option: Option) -> float:
    place = option.place
    if place.population:
        return math.log10(place.population + 10)
    if option.extent_km:
        return min(max(_EXTENT_OFFSET + math.log10(option.extent_km), _UNCOUNTED_ELSE), _LARGEST_UNCOUNTED)
    return _UNCOUNTED.get(place.kind, _UNCOUNTED_ELSE)


def _population_sentence(option: Option) -> str:
    if option.place.population:
        return f"{option.place.population:,} people live there."
    if option.extent_km:
        return f"It is about {option.extent_km:,.0f} km across."
    return UNTOLD


def _kind(option: Option) -> float:
    return _KIND.get(option.place.kind, 0.0)


def _kind_sentence(option: Option) -> str:
    return f"It is {KINDS[option.place.kind].noun}: a bare name means a town or a country more often."


def _country(option: Option) -> float:
    return 1.0 if option.place.kind == "country" else 0.0


def _country_sentence(option: Option) -> str:
    return f"It is a country: “{option.name}” means the country more often than a place of that name."


def _rivals(option: Option) -> float:
    return -math.log1p(option.rank)


def _rivals_sentence(option: Option) -> str:
    others = "One place" if option.rank == 1 else f"{option.rank} places"
    return f"{others} of this name {'is' if option.rank == 1 else 'are'} better known."


def _name(option: Option) -> float:
    if option.name_type == "alternate" and option.place.id.startswith(_OWN_TABLES):
        return _OWN_ALIAS
    if _is_foreign_name(option):
        return _FOREIGN_NAME
    return _NAME[option.name_type]


def _name_sentence(option: Option) -> str:
    place = option.place
    match option.name_type:
        case "abbreviation":
            return f"“{option.name}” is short for {place.name}."
        case "demonym":
            return f"“{option.name}” is said of what belongs to {place.name}."
        case "alternate" if _is_foreign_name(option):
            return f"“{option.name}” is a less usual name of {with_article(place.name)}, or one in another language."
        case "alternate":
            return f"“{option.name}” is what {place.name} is often called."
        case _:
            return f"“{option.name}” is its usual name."


def _is_foreign_name(option: Option) -> bool:
    """Whether it is one of the hundreds of names that a country has in all languages: the usual ones are curated."""
    return option.name_type == "alternate" and option.place.kind == "country"


def _kind_word(option: Option) -> float:
    return 1.0 if option.kind_word else 0.0


def _kind_word_sentence(option: Option) -> str:
    return f"Its name says what it is: “{option.kind_word}”."


def _town_first(option: Option) -> float:
    return -1.0 if option.yields_to_town else 0.0


def _town_first_sentence(option: Option) -> str:
    return f"A bare “{option.name}” means the town more often than the region of that name."


def _region_first(option: Option) -> float:
    return -1.0 if option.yields_to_region else 0.0


def _region_first_sentence(option: Option) -> str:
    return f"A bare “{option.name}” means the state or province far more often than such a small place."


def _spelling(option: Option) -> float:
    return -1.0 if option.spelling == "variant" else 0.0


def _spelling_sentence(option: Option) -> str:
    return f"The gazetteer spells it “{option.name}”."


def _inside(option: Option) -> float:
    return _INSIDE.get(option.spelling, 0.0)


def _inside_sentence(option: Option) -> str:
    if option.spelling == "water":
        return f"The gazetteer does not know this water; “{option.name}” is in its name, but may lie elsewhere."
    return f"The gazetteer does not know the name as a whole, but “{option.name}” is in it."


def _position(option: Option) -> float:
    return -1.0 if option.place.footprint.precision == "parent" else 0.0


def _position_sentence(option: Option) -> str:
    return f"Where it lies in {option.place.admin1 or option.place.country} is not known: an obscure place."


PRIOR_RULES: tuple[Rule, ...] = (
    Rule("population", _population, _population_sentence),
    Rule("kind", _kind, _kind_sentence),
    Rule("country", _country, _country_sentence),
    Rule("rivals", _rivals, _rivals_sentence),
    Rule("name", _name, _name_sentence),
    Rule("kind word", _kind_word, _kind_word_sentence),
    Rule("town before region", _town_first, _town_first_sentence),
    Rule("region before town", _region_first, _region_first_sentence),
    Rule("spelling", _spelling, _spelling_sentence),
    Rule("position", _position, _position_sentence, supports=True),
    Rule(INSIDE, _inside, _inside_sentence),
)
