"""The town that an administrative unit is called after, where no source says where the unit itself is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geo.model import Point
from geo.text.toponym import fold

Area = tuple[str, int]
"""What a seat is looked for in: a first-level unit or a country, by its kind and its row."""

# What units call themselves, before and after their name.
_KIND_BEFORE = re.compile(
    r"^(?:(?:arrondissement|canton|cercle|commune|departement|municipio|partido|(?:sous )?prefecture) d(?:el?|u|es|o)"
    r"(?: l[ao]s?| l)?|(?:city|county|district|municipality|region|town) of|caza|daira|delegation|gorod|gorodskoy okrug"
    r"|huyen|liwa|markaz|muang|mukim|qada|qism|shahrestan e|zato) "
)
_KIND_AFTER = re.compile(
    r" (?:audany|barrio(?: pueblo)?|commune|council|county|department|district|division|gorodskaya administratsiya"
    r"|gorodskoy okrug|gun|municipality|no \d+|pagasts|parish|prefecture|province|qalasy|rayon|region|rural district"
    r"|rural municipality|shahri|shi|sum|township|tumani|urban district|urban okrug|village|xian|zone)$"
)
# Russian makes an adjective of the town: Topchikha, Topchikhinskiy Rayon; Azov, Azovsky District.
_ADJECTIVES = tuple(re.compile(start + "sk(?:aya|ii?|oye|iy|y)$") for start in ("", "[nv]", "[aeioy]?[nv]"))
_LAST_VOWELS = "aeiouy"
_LEAST_STEM_CHARS = 4


class Seats:
    """Units that look for the town of their name in the area around them."""

    def __init__(self) -> None:
        self._named: dict[tuple[Area, str], list[int]] = {}
        self._stemmed: dict[tuple[Area, str], list[int]] = {}
        self._found: tuple[dict[int, set[Point]], dict[int, set[Point]]] = ({}, {})

    def look_for(self, unit: int, names: Iterable[str], area: Area) -> None:
        """Let a unit, given by its row, look for its town."""
        keys = {_without_kind(fold(name)) for name in names}
        for key in keys:
            self._named.setdefault((area, key), []).append(unit)
        for stem in {stem for key in keys for stem in _stems(key)}:
            self._stemmed.setdefault((area, stem), []).append(unit)

    def add_town(self, name: str, point: Point, areas: Iterable[Area]) -> None:
        """Show a town to the units of the areas that it lies in."""
        key = fold(name)
        stem = key.rstrip(_LAST_VOWELS)
        for area in areas:
            for wanted, found, like in zip((self._named, self._stemmed), self._found, (key, stem), strict=True):
                for unit in wanted.get((area, like), ()):
                    found.setdefault(unit, set()).add(point)

    def points(self) -> dict[int, Point]:
        """Return where the units are that found exactly one town, by their rows; the very name goes before a stem."""
        named, stemmed = self._found
        return {unit: next(iter(points)) for unit, points in {**stemmed, **named}.items() if len(points) == 1}


def _without_kind(key: str) -> str:
    shorter = _KIND_AFTER.sub("", _KIND_BEFORE.sub("", key))
    return key if shorter == key else _without_kind(shorter)


def _stems(key: str) -> Iterable[str]:
    for adjective in _ADJECTIVES:
        base = adjective.sub("", key)
        if base != key:
            for town in (base, base + "sk"):
                stem = town.rstrip(_LAST_VOWELS)
                if len(stem) >= _LEAST_STEM_CHARS:
                    yield stem
