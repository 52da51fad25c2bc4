"""How likely a name without context is to mean a place: the order in which the gazetteer answers.

The scale is that of decimal logarithms of population: a settlement of a million people has 6.0, so a difference of
1 stands for a factor of ten in size. Other kinds are set against it by what English-language news means by a name
that a city shares with them ("Georgia", "New York", "Red Sea").
"""

from __future__ import annotations

import math

from geo.gazetteer.sources.record import PlaceRecord
from geo.model import NameType

CURATED_SOURCE = "wherein"

_CAPITAL_BONUS = 1.0
_CURATED = 6.5
_NAME_PENALTY = {"canonical": 0.0, "abbreviation": 1.0, "demonym": 1.0, "alternate": 1.5}
_CURATED_ALIAS_PENALTY = 0.3
_SHORT_OR_MACHINE_MADE_PENALTY = 4.0
_SHORT_CHARS = 3


def prominence(place: PlaceRecord) -> float:
    """Return how prominent a place is, about 0 (a hamlet) to 10 (a continent)."""
    size = math.log10((place.population or 0) + 1)
    match place.kind:
        case "continent":
            return 10.0
        case "country":
            value = 8.0 + 0.2 * size
        case "admin1":
            value = 4.0 + 0.3 * (size or 3.5)
        case "admin2":
            value = 2.0 + 0.4 * (size or 2.5)
        case "settlement":
            value = size + (_CAPITAL_BONUS if place.is_capital else 0.0)
        case "water":
            value = 6.0
        case "region" | "bloc":
            value = 3.0 + 0.3 * size
        case _:
            value = 2.5
    return max(value, _CURATED) if place.source == CURATED_SOURCE else value


def name_penalty(name: str, name_type: NameType, *, curated: bool) -> float:
    """Return what to take off a place's prominence when it is called by this name.

    An alternate name stands a factor of thirty behind a name proper: Augusta is not Augsburg. Very short alternates
    ("Ind") and the lower-case romanisations that GeoNames makes by machine ("swldw") hardly ever mean the place.
    """
    if name_type == "alternate":
        if curated:
            return _CURATED_ALIAS_PENALTY
        if name.isascii() and (len(name) <= _SHORT_CHARS or name[0].islower()):
            return _SHORT_OR_MACHINE_MADE_PENALTY
    return _NAME_PENALTY[name_type]
