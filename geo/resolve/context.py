"""What a document says about where it plays: the evidence that the rules of `geo.resolve.rules` look at."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from geo.model import Document, Mention, Place
from geo.resolve.candidates import Name, Option

NEAR_KM = 150.0
_NEAR_COSINE = math.cos(NEAR_KM / 6371.0)
MAX_WITNESSES = 40
"""So many other names of a document, the most mentioned, are weighed against each name: a bound on long documents."""

_CONTAINED = re.compile(
    r"\s?,\s{0,2}|\s?\(|,?\s(?:in|of)\s(?:the\s)?|,\s(?:in|a city in|a town in|north|south|east|west|central|upstate|"
    r"northern|southern|eastern|western|northeast|northwest|southeast|southwest)\s(?:of\s|the\s)?",
    re.IGNORECASE,
)
Vector = tuple[float, float, float]
Admin1Key = tuple[str | None, str]
_LOCAL = frozenset({"settlement", "admin2", "facility"})
_UPPER = frozenset({"country", "admin1"})
_LONGEST_GAP_CHARS = 24
_IN_COUNTRY = 0.8  # "Paris, France" says less than "Paris, Texas"


class Sense:
    """A name in one document: its readings, its mentions, and the reading now preferred.

    Attributes:
        pick: index of the preferred reading among the name's options.
        containment: for each mention that stands before a place which may contain it ("Paris, Texas") or after one
            that it may contain, a value for each reading and the other name.
    """

    __slots__ = ("containment", "mentions", "name", "pick")

    def __init__(self, name: Name) -> None:
        self.name = name
        self.mentions: list[int] = []
        self.pick = max(range(len(name.options)), key=name.priors.__getitem__)
        self.containment: dict[int, Containment] = {}

    @property
    def chosen(self) -> Option:
        """The reading now preferred."""
        return self.name.options[self.pick]

    @property
    def shared_containment(self) -> Sequence[float]:
        """For each reading, what its mentions' neighbours in the text say together; the best supported has 1."""
        totals = [sum(values) for values in zip(*(c.values for c in self.containment.values()), strict=True)]
        most = max(totals, default=0.0)
        return [total / most for total in totals] if most else [0.0] * len(self.name.options)


class Containment(NamedTuple):
    """Of one mention: how well each reading fits the place that follows or precedes it, and that place as written."""

    values: Sequence[float]
    other: str


class Witnesses:
    """What the other names of a document, as now read, say to one name.

    ``countries`` and ``admin1s`` are those named as such; the shares count all places that lie in one.
    """

    __slots__ = ("admin1_share", "admin1s", "countries", "country_share", "points", "with_admin1", "with_country")

    def __init__(self, sense: Sense, senses: Sequence[Sense]) -> None:
        """Read the evidence of every sense but ``sense``."""
        self.countries: dict[str | None, str] = {}
        self.admin1s: dict[Admin1Key | None, str] = {}
        self.country_share: Counter[str | None] = Counter()
        self.admin1_share: Counter[Admin1Key | None] = Counter()
        self.points: list[tuple[Vector, str]] = []
        for other in senses:
            if other is sense:
                continue
            option = other.chosen
            place = option.place
            if place.country_code:
                self.country_share[place.country_code] += 1
            if option.admin1_key:
                self.admin1_share[option.admin1_key] += 1
            if place.kind == "country":
                self.countries.setdefault(place.country_code, place.name)
            elif place.kind == "admin1":
                self.admin1s.setdefault(option.admin1_key, place.name)
            elif place.kind in _LOCAL and option.vector:
                self.points.append((option.vector, place.name))
        self.with_country = self.country_share.total()
        self.with_admin1 = self.admin1_share.total()

    def near(self, option: Option) -> list[str]:
        """Return the names of the local places within `NEAR_KM` of an option."""
        if option.vector is None:
            return []
        x, y, z = option.vector
        return [name for (a, b, c), name in self.points if a * x + b * y + c * z >= _NEAR_COSINE]


def link_containers(document: Document, mentions: Sequence[Mention], senses: Sequence[Sense | None]) -> None:
    """Note what mentions like "Paris, Texas" say of both names, each by all the readings of the other."""
    for index in range(len(mentions) - 1):
        if not _may_contain(document.text, mentions[index], mentions[index + 1]):
            continue
        inner, outer = senses[index], senses[index + 1]
        if inner is None or outer is None or inner is outer:
            continue
        fits = [[_fit(o.place, i.place) for o in outer.name.options] for i in inner.name.options]
        if any(map(any, fits)):
            inner.containment[index] = Containment([max(row) for row in fits], mentions[index + 1].surface)
            columns = [max(column) for column in zip(*fits, strict=True)]
            outer.containment.setdefault(index + 1, Containment(columns, mentions[index].surface))


def _may_contain(text: str, inner: Mention, outer: Mention) -> bool:
    gap = outer.start - inner.end
    return 0 < gap <= _LONGEST_GAP_CHARS and _CONTAINED.fullmatch(text, inner.end, outer.start) is not None


def _fit(outer: Place, inner: Place) -> float:
    """Return 1 where a place lies in another by their records, less where that is a whole country, else 0."""
    if outer.country_code is None or outer.country_code != inner.country_code or outer.id == inner.id:
        return 0.0
    match outer.kind:
        case "country":
            return 0.0 if inner.kind == "country" else _IN_COUNTRY
        case "admin1":
            return 1.0 if inner.kind not in _UPPER and inner.admin1 == outer.admin1 else 0.0
        case "admin2":
            same = (inner.admin1, inner.admin2) == (outer.admin1, outer.admin2)
            return 1.0 if same and inner.kind in {"settlement", "facility"} else 0.0
        case _:
            return 0.0
