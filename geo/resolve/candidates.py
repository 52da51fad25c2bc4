"""From a name as written to the places it may denote: exact lookup first, then ways in which names vary."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from geo.model import Label, NameMatch, NameType, Place, PlaceKind, Reason
from geo.protocols import Gazetteer

_ADMIN: frozenset[PlaceKind] = frozenset({"country", "admin1", "admin2"})
_UNITS: frozenset[PlaceKind] = frozenset({"admin1", "admin2", "region"})
_TOWNS: frozenset[PlaceKind] = frozenset({"settlement", "admin2"})
_NATURE: frozenset[PlaceKind] = frozenset({"water", "mountain", "region"})
_ANY: frozenset[PlaceKind] = frozenset()

_SHORT_WORDS = {
    "st": "saint",
    "ste": "sainte",
    "ft": "fort",
    "mt": "mount",
    "mtn": "mountain",
    "pt": "point",
    "co": "county",
    "twp": "township",
    "is": "island",
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
}
_SHORT_WORD = re.compile(r"\b(" + "|".join(sorted(_SHORT_WORDS, key=len, reverse=True)) + r")\b\.?", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’ʼ][sS]?\Z")
_UNIT_FIRST = re.compile(r"(?:county|province|state|region|governorate|district|republic|department) (?:of )?", re.I)
_TOWN_FIRST = re.compile(r"(?:greater |the )?(?:city|town|village|port|borough|municipality|township) of ", re.I)
_UNIT_LAST = re.compile(
    r" (?:county|parish|province|governorate|region|state|district|territory|oblast|prefecture|department|division|"
    r"voivodeship|canton|regency|raion|borough|local government area|agency)\Z",
    re.I,
)
_TOWN_LAST = re.compile(r" (?:city|town|township|village|municipality|metro|metropolitan area|area)\Z", re.I)
_NATURE_FIRST = re.compile(r"(mount|mt\.?|lake|river|cape|isle of|island of|gulf of|bay of|strait of) (.+)", re.I)
_NATURE_LAST = re.compile(r"(.+) (mountains?|hills?|river|lake|islands?|valley|desert|peninsula|delta|basin)\Z", re.I)
_DIRECTION_FIRST = re.compile(
    r"(?:(?:north|south)[- ]?(?:east|west)|north|south|east|west)(?:ern)?[- ]|(?:central|upper|lower|mid|greater)[- ]",
    re.I,
)


class Option:
    """A place under one of its names, as a possible reading of a mention.

    ``rank`` is its place in the gazetteer's answer, ``exact`` says whether the mention is spelled as the name is,
    ``vector`` is the place's point on the unit sphere, for cheap distances.
    """

    __slots__ = ("admin1_key", "exact", "name", "name_type", "place", "rank", "vector")

    def __init__(self, match: NameMatch, rank: int, *, exact: bool) -> None:
        self.rank = rank
        self.place: Place = match.place
        self.name: str = match.name
        self.name_type: NameType = match.name_type
        self.exact = exact
        self.admin1_key = (match.place.country_code, match.place.admin1) if match.place.admin1 else None
        point = match.place.footprint.point
        self.vector = unit_vector(point.lat, point.lon) if point else None


@dataclass(frozen=True, slots=True)
class Query:
    """A name to look up: ``demonym`` when it names a people."""

    name: str
    demonym: bool

    @classmethod
    def of(cls, surface: str, label: Label) -> Query:
        """Return the query for a mention."""
        return cls(" ".join(surface.split()), label == "NORP")


@dataclass(frozen=True, slots=True)
class _Variant:
    name: str
    kinds: frozenset[PlaceKind] = _ANY


@dataclass(frozen=True, slots=True)
class Name:
    """A name's readings, each with the reasons that need no context and with the sum of their weights."""

    options: tuple[Option, ...]
    priors: tuple[float, ...]
    reasons: tuple[tuple[Reason, ...], ...]


def find_options(gazetteer: Gazetteer, queries: Sequence[Query]) -> dict[Query, tuple[Option, ...]]:
    """Return the readings of each query, all of them, in the gazetteer's order; () when there is none.

    Variants ("City of X", "X Parish", "Mt. X") are tried only where the name as written is unknown; the first
    that is known counts.
    """
    distinct = list(dict.fromkeys(queries))
    found: dict[Query, tuple[Option, ...]] = {}
    for query, matches in zip(distinct, gazetteer.lookup([query.name for query in distinct]), strict=True):
        found[query] = tuple(_read(query, matches, exact=True))
    unknown = [query for query, options in found.items() if not options and not query.demonym]
    variants = [(query, variant) for query in unknown for variant in _variants(query.name)]
    for (query, variant), matches in zip(variants, gazetteer.lookup([v.name for _, v in variants]), strict=True):
        if not found[query]:
            wanted = [m for m in matches if not variant.kinds or m.place.kind in variant.kinds]
            found[query] = tuple(_read(query, wanted, exact=False))
    return found


def unit_vector(lat: float, lon: float) -> tuple[float, float, float]:
    """Return a position in degrees as a point on the unit sphere."""
    phi, lam = math.radians(lat), math.radians(lon)
    return (math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi))


def _read(query: Query, matches: Iterable[NameMatch], *, exact: bool) -> Iterator[Option]:
    seen: set[str] = set()
    for match in matches:
        if match.place.id not in seen and (not query.demonym or match.name_type == "demonym"):
            seen.add(match.place.id)
            yield Option(match, len(seen) - 1, exact=exact)


def _variants(name: str) -> Iterator[_Variant]:
    bare = _POSSESSIVE.sub("", name)
    if bare != name:
        yield _Variant(bare)
    long = _SHORT_WORD.sub(lambda match: _SHORT_WORDS[match[1].lower()], bare)
    if long != bare:
        yield _Variant(long)
    for whole in dict.fromkeys((bare, long)):
        yield from _without_generic(whole)
    if "," in bare:
        yield _Variant(bare.partition(",")[0])


def _without_generic(name: str) -> Iterator[_Variant]:
    if match := _TOWN_FIRST.match(name):
        yield _Variant(name[match.end() :], _TOWNS)
    if match := _UNIT_FIRST.match(name):
        rest = name[match.end() :]
        yield _Variant(f"{rest} {match[0].split()[0]}", _UNITS)
        yield _Variant(rest, _ADMIN)
    if match := _UNIT_LAST.search(name):
        yield _Variant(name[: match.start()], _UNITS)
        yield _Variant(name[: match.start()])
    if match := _TOWN_LAST.search(name):
        yield _Variant(name[: match.start()], _TOWNS)
    if match := _NATURE_FIRST.fullmatch(name):
        yield _Variant(f"{match[2]} {match[1]}", _NATURE)
        yield _Variant(match[2], _NATURE)
    if match := _NATURE_LAST.fullmatch(name):
        yield _Variant(f"{match[2]} {match[1]}", _NATURE)
        yield _Variant(match[1], _NATURE)
    if match := _DIRECTION_FIRST.match(name):
        yield _Variant(name[match.end() :])
