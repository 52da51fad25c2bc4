"""How likely a name without context is to mean a place: the order in which the gazetteer answers.

The scale is that of decimal logarithms of population: a settlement of a million people has 6.0, so a difference of
1 stands for a factor of ten in size. Other kinds are set against it by what English-language news means by a name
that a city shares with them ("Georgia", "New York", "Red Sea").
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from geo.gazetteer.sources.record import PlaceRecord
from geo.model import NameType

_CAPITAL_BONUS = 1.0
_CURATED = 6.0
_UNKNOWN_ADMIN1_SIZE = 5.0
_UNKNOWN_ADMIN2_SIZE = 3.0
_ALIAS_PENALTY = 0.5
_ALTERNATE_PENALTY = 1.5
_COUNTRY_ALTERNATE_PENALTY = 3.0
_MACHINE_MADE_PENALTY = 4.0
_SHORT_PENALTY = 6.0
_SHORT_CHARS = 3
_SMALL_WORDS = frozenset({"a", "al", "and", "d", "da", "de", "del", "do", "el", "la", "le", "los", "of", "the"})


def prominence(place: PlaceRecord) -> float:
    """Return how prominent a place is, from about 0 (a hamlet) to 10 (a continent)."""
    size = math.log10((place.population or 0) + 1)
    match place.kind:
        case "continent":
            return 10.0
        case "country":
            value = 8.0 + 0.2 * size
        case "admin1":
            value = 4.0 + 0.3 * (size or _UNKNOWN_ADMIN1_SIZE)
        case "admin2":
            value = 2.0 + 0.4 * (size or _UNKNOWN_ADMIN2_SIZE)
        case "settlement":
            return size + (_CAPITAL_BONUS if place.is_capital else 0.0)
        case "water":
            value = 4.0 + 0.5 * math.log10(place.area_km2 + 1)
        case "region" | "bloc":
            value = 3.0 + 0.3 * size
        case _:
            value = 2.5
    return max(value, _CURATED) if place.is_curated else value


def weighted_names(place: PlaceRecord) -> Iterator[tuple[str, NameType, float]]:
    """Yield each name of a place, its type, and what to take off the place's prominence when it is called so.

    An alternate name stands a factor of thirty behind the name proper: Augusta is not Augsburg. A country's alternates
    count even less, since its English names are all aliases: Angora is Ankara, not what Angola is called somewhere.
    Capitals of three letters or fewer among the alternates are mostly airport codes: they are kept, as abbreviations,
    only where they are the initials of a name ("NYC", "US"). Other very short alternates ("Ind"), and the lower-case
    romanisations that GeoNames makes by machine ("swldw"), hardly ever mean the place.
    """
    yield place.name, "canonical", 0.0
    initials = _initials(place)
    without_city = place.name.removesuffix(" City")
    alternate_penalty = _COUNTRY_ALTERNATE_PENALTY if place.kind == "country" else _ALTERNATE_PENALTY
    for name, name_type in place.names:
        if name_type != "alternate":
            yield name, ("abbreviation" if name_type == "canonical" and _is_code(name) else name_type), _ALIAS_PENALTY
        elif _is_code(name):
            if name.replace(".", "") in initials:
                yield name, "abbreviation", _ALIAS_PENALTY
        elif not name.isascii():
            yield name, name_type, alternate_penalty
        elif len(name) <= _SHORT_CHARS:
            yield name, name_type, _SHORT_PENALTY
        elif name[0].islower():
            yield name, name_type, _MACHINE_MADE_PENALTY
        else:
            yield name, name_type, _ALIAS_PENALTY if name == without_city else alternate_penalty
    for alias in place.aliases:
        yield alias, ("abbreviation" if _is_code(alias) else "alternate"), _ALIAS_PENALTY


def _is_code(name: str) -> bool:
    """Tell capitals such as "JFK" and "U.S." from words; short names in scripts without case are words."""
    if len(name) > 2 * _SHORT_CHARS:  # not even with a full stop after each letter
        return False
    letters = name.replace(".", "")
    return len(letters) <= _SHORT_CHARS and letters.isascii() and letters.isupper()


def _initials(place: PlaceRecord) -> set[str]:
    """Return the initials of the names of a place, with and without the small words in them."""
    if not any(_is_code(name) for name, _ in place.names):
        return set()
    initials = set()
    for name in (place.name, *place.aliases, *(name for name, _ in place.names)):
        words = name.replace("-", " ").split()
        if len(words) > 1:
            initials.add("".join(word[0] for word in words).upper())
            initials.add("".join(word[0] for word in words if word.lower() not in _SMALL_WORDS).upper())
    return initials
