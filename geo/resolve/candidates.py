"""From a name as written to the places it may denote: exact lookup first, then ways in which names vary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from geo.globe import distance_km, unit_vector
from geo.kinds import RULERS, SUBDIVISIONS, TOWNS
from geo.lexicon.winds import eight_winds
from geo.model import Label, NameMatch, NameType, Place, Point, Reason
from geo.protocols import Gazetteer
from geo.resolve.governments import seats_of_government
from geo.resolve.kind_words import word_in_name
from geo.resolve.variants import Variant, full_forms, is_water, names_inside, variants
from geo.text.toponym import fold

_REGION_TO_TOWN, _LARGE_REGION_TO_TOWN = 40, 12
_LARGE_REGION = 5_000_000
_LEAST_REGION_TO_TOWN = 200
_BEARING = re.compile(
    rf"(?:(?:far|upper|lower|deep)[ -])?(?:{eight_winds('[ -]?')})(?:ern)?|central|cent(?:er|re)",
    re.IGNORECASE,
)
Spelling = Literal["exact", "variant", "inside", "water"]


class Option:
    """A place under one of its names, as a possible reading of a mention.

    Attributes:
        rank: its position in the gazetteer's answer.
        spelling: how the name was found in the mention; "water" inside the name of a river or a lake.
        yields_to_town: it is a region, and its bare name means a town of that name ("New York", "Herat").
        yields_to_region: it is small, and its bare name means a state or province of its country ("Florida").
        is_bearing: its name says no more than where it lies in its country ("Northwest", "Central").
        kind_word: the word of the name that says what it is ("Sea"), "" when none does.
        extent_km: the diagonal of its box, None when it has none.
        seat: whether a government sits there.
        rules: whether it is a seat of government, a country or a first-level unit of one.
        vector: the place's point on the unit sphere, for cheap distances.
    """

    __slots__ = (
        "admin1_key",
        "admin2_key",
        "extent_km",
        "is_bearing",
        "kind_word",
        "name",
        "name_type",
        "place",
        "rank",
        "rules",
        "seat",
        "spelling",
        "vector",
        "yields_to_region",
        "yields_to_town",
    )

    def __init__(self, match: NameMatch, rank: int, spelling: Spelling) -> None:
        self.rank = rank
        self.spelling = spelling
        self.yields_to_town = False
        self.yields_to_region = False
        self.place: Place = match.place
        self.name: str = match.name
        self.name_type: NameType = match.name_type
        place = match.place
        self.admin1_key = (place.country_code, place.admin1) if place.admin1 else None
        self.admin2_key = (place.country_code, place.admin1, place.admin2) if place.admin2 else None
        self.is_bearing = _BEARING.fullmatch(match.name) is not None
        self.kind_word = word_in_name(match.name, place.kind)
        box = place.footprint.bbox
        self.extent_km = distance_km(Point(box.south, box.west), Point(box.north, box.east)) if box else None
        self.seat = place.id in seats_of_government()
        self.rules = self.seat or place.kind in RULERS
        point = place.footprint.point
        self.vector = unit_vector(point) if point else None


class Query(NamedTuple):
    """A name to look up: ``demonym`` when it names a people."""

    name: str
    demonym: bool

    @classmethod
    def of(cls, surface: str, label: Label) -> Query:
        """Return the query for a mention."""
        return cls(" ".join(surface.split()), label == "NORP")


class Name(NamedTuple):
    """A name's readings, each with the reasons that need no context and with the sum of their weights."""

    options: tuple[Option, ...]
    priors: tuple[float, ...]
    reasons: tuple[tuple[Reason, ...], ...]


def find_options(gazetteer: Gazetteer, query: Query) -> tuple[Option, ...]:
    """Return the readings of a name, all of them, most prominent first; () when there is none.

    A short form ("St.", "Mt.") is always looked up in full too. Other variants ("City of X", "X Parish") are tried
    only where the name is unknown, and the first that is known counts; last come names inside the name.
    """
    name = query.name
    [matches] = gazetteer.lookup([name])
    found = _options(query, matches, _spelling(query, matches))
    if query.demonym:
        return found
    found = _merged(found, _options(query, _first_known(gazetteer, full_forms(name)), "variant"))
    if not found:
        found = _options(query, _first_known(gazetteer, variants(name)), "variant")
    if not found:
        found = _options(query, _first_known(gazetteer, names_inside(name)), "water" if is_water(name) else "inside")
    return found


def _spelling(query: Query, matches: Sequence[NameMatch]) -> Spelling:
    """Return whether the gazetteer answered to the name itself, or to one without its blanks and doubled letters."""
    return "exact" if not matches or fold(matches[0].name) == fold(query.name) else "variant"


def _first_known(gazetteer: Gazetteer, variants: Iterable[Variant]) -> list[NameMatch]:
    """Return the answers to the first variant that has any."""
    for variant in variants:
        [matches] = gazetteer.lookup([variant.name])
        if accepted := [match for match in matches if variant.accepts(match)]:
            return accepted
    return []


def _merged(exact: Sequence[Option], variant: Iterable[Option]) -> tuple[Option, ...]:
    known = {option.place.id for option in exact}
    return (*exact, *(option for option in variant if option.place.id not in known))


def _yields(region: Option, town: Option) -> bool:
    """Whether a name that a region shares with a town means the town, unless the text says otherwise.

    It does where the town comes first in the gazetteer's answer ("New York"), and where the region is named after
    a town in it, by the town's usual name, and is not much larger: "Herat" is the city, "Quebec" the province, and
    "Gaza" the Strip around Gaza City.
    """
    if region.place.kind == "admin2":
        return region.admin2_key == town.admin2_key and town.name_type == "canonical"
    if town.rank == 0:
        return True
    if region.admin1_key != town.admin1_key or town.name_type != "canonical":
        return False
    people = region.place.population or 0
    least = _LARGE_REGION_TO_TOWN if people > _LARGE_REGION else _REGION_TO_TOWN
    return (town.place.population or 0) * least >= people


def _options(query: Query, matches: Iterable[NameMatch], spelling: Spelling) -> tuple[Option, ...]:
    wanted: dict[str, NameMatch] = {}
    for match in matches:
        if not query.demonym or match.name_type == "demonym":
            wanted.setdefault(match.place.id, match)
    options = tuple(Option(match, rank, spelling) for rank, match in enumerate(wanted.values()))
    towns = [option for option in options if option.place.kind == "settlement"]
    for option in options:
        if towns and option.place.kind in SUBDIVISIONS:
            option.yields_to_town = any(_yields(option, town) for town in towns)
    regions = [o for o in options if o.place.kind == "admin1" and o.name_type == "canonical" and not o.yields_to_town]
    for option in options:
        if regions and option.place.kind in TOWNS:
            option.yields_to_region = any(_is_dwarfed(option.place, region.place) for region in regions)
    return options


def _is_dwarfed(town: Place, region: Place) -> bool:
    same_country = town.country_code == region.country_code
    return same_country and (town.population or 0) * _LEAST_REGION_TO_TOWN < (region.population or 0)
