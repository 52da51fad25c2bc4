"""What is true of each kind of place: one row a kind, and the sets of kinds that the code asks for.

A new kind is a row of `KINDS` and a word of `PlaceKind`; what else is said of kinds stands in the sets below, or beside
the one rule that weighs them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

PlaceKind = Literal[
    "country", "admin1", "admin2", "settlement", "region", "water", "mountain", "facility", "continent", "bloc"
]
"""What a place is; "admin2" stands for the second administrative level and those below it."""

Kinds = frozenset[PlaceKind]


@dataclass(frozen=True, slots=True)
class KindFacts:
    """What is true of all places of a kind.

    Attributes:
        title: what people call it, in a list: "County or district".
        noun: what it is called in a sentence, with its article: "a county or district".
        label: of its names, in the words of OntoNotes; GPE for what has people and a government.
        extent: whether it is but a point on a map of the world, an area, or either.
        zoom: how close the map flies to one of them.
        level: of administration: 0 for countries, None for what is no unit.
        is_local: whether it lies in one part of a country, so that what lies near it speaks for it.
        is_nature: whether it is a piece of nature rather than of people.
        spans_countries: whether it is made of whole countries.
    """

    title: str
    noun: str
    label: Literal["GPE", "LOC", "FAC"]
    extent: Literal["point", "either", "area"]
    zoom: int
    level: int | None = None
    is_local: bool = False
    is_nature: bool = False
    spans_countries: bool = False


KINDS: dict[PlaceKind, KindFacts] = {
    "country": KindFacts("Country", "a country", "GPE", "area", 5, level=0),
    "admin1": KindFacts("State or province", "a state or province", "GPE", "area", 6, level=1),
    "admin2": KindFacts("County or district", "a county or district", "GPE", "area", 7, level=2, is_local=True),
    "settlement": KindFacts("City, town or village", "a town", "GPE", "point", 6, is_local=True),
    "region": KindFacts("Region", "a region", "LOC", "area", 6, is_nature=True),
    "water": KindFacts("Water", "a river or a sea", "LOC", "area", 6, is_nature=True),
    "mountain": KindFacts("Mountain", "a mountain", "LOC", "either", 6, is_nature=True),
    "facility": KindFacts("Building or site", "a building or site", "FAC", "point", 8, is_local=True),
    "continent": KindFacts("Continent", "a continent", "LOC", "area", 3, spans_countries=True),
    "bloc": KindFacts("Group of countries", "a group of countries", "GPE", "area", 4, spans_countries=True),
}
"""All kinds, in the order in which they are listed for people."""


def _where(is_so: Callable[[KindFacts], bool]) -> Kinds:
    return frozenset(kind for kind, facts in KINDS.items() if is_so(facts))


_ALL: Kinds = frozenset(KINDS)

# Units of administration.
UNITS = _where(lambda facts: facts.level is not None)
"""What is governed as a unit, towns aside."""
RULERS = _where(lambda facts: facts.level in (0, 1))
"""What has a capital and a government that news speak of, and what a town is said to lie in: "Paris, Texas"."""
SUBDIVISIONS = _where(lambda facts: facts.level in (1, 2))
"""The parts of a country; many are named for their chief town."""
SUBDIVISIONS_AND_REGIONS: Kinds = SUBDIVISIONS | {"region"}
"""What may stand behind "Province", "District" or "Region" in a name."""

# What is small.
LOCAL = _where(lambda facts: facts.is_local)
"""What lies in one part of a country: it speaks for its neighbours, and its name is put before that of a larger one."""
TOWNS = _where(lambda facts: facts.is_local and facts.label == "GPE")
"""Where people live: a town, or the district of its name."""
SITES = _where(lambda facts: facts.extent == "point")
"""What is a point on the map, and lies in one county."""
MEASURED_FROM_POINT = _where(lambda facts: facts.extent != "area" or facts.level == 2)
"""What is small enough to measure from its point: "50 km east of Gao"."""

# What is large.
WIDE = _ALL - LOCAL
"""What is seldom said to lie in the place named next."""
SPANNING = _where(lambda facts: facts.spans_countries)
"""What is made of whole countries; there is but one of a name."""
WORLDLY: Kinds = SPANNING | {"country"}
"""What everybody knows, whatever its population, and whose shape needs no finer base map."""
WORLDLY_AND_RULERS = WORLDLY | RULERS
"""What a name mostly means that it has in common with lesser places."""
WITH_PARTS: Kinds = RULERS | {"continent", "region"}
"""What a part is named of by its wind: "Northern Syria", "West Africa"."""
WITHOUT_POSITION: Kinds = WORLDLY | {"water"}
"""What is so wide that its point says little of where a text plays."""

# The land.
NATURE = _where(lambda facts: facts.is_nature)
"""Rivers, mountains, deserts: what takes an article, and a word of its kind before its name: "Lake Chad"."""
BROAD = NATURE | SPANNING
"""What is neither a unit nor lies in one town, and has one well-known name: equal names near each other are one."""
OUTLINED: Kinds = BROAD | {"admin1"}
"""What the page draws with an outline from the gazetteer; countries it has on its base map."""
AREAS = _where(lambda facts: facts.extent == "area")
"""What always has an extent, so that any point of theirs only stands for it."""
MAYBE_AREAS = _ALL - SITES
"""What has an extent, or may have one: drawn on the map as an area."""
ONE_OF_A_NAME: Kinds = MAYBE_AREAS - {"region"}
"""Of these a country has one of a name, wherever in it sources put the point."""

NEVER_CALLED: Kinds = frozenset({"facility", "bloc"})
"""What no one word beside a name calls what it is, as "town" and "river" do."""
