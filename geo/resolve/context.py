"""What a document says about where it plays: the evidence that the rules of `geo.resolve.rules` look at."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from geo.model import Document, Mention, Place
from geo.resolve.candidates import Name, Option
from geo.resolve.sphere import EARTH_KM

# Cosines of the angles, seen from the centre of the earth, of 40, 150 and 400 km.
_CLOSE, _NEAR, _FAR = (math.cos(km / EARTH_KM) for km in (40, 150, 400))
MAX_WITNESSES = 40
"""So many other names of a document, the most mentioned, are weighed against each name: a bound on long documents."""

_CONTAINED = re.compile(
    r"\s?,\s{0,2}|\s?\(|,?\s(?:in|of)\s(?:the\s)?|,\s(?:in|a city in|a town in|north|south|east|west|central|upstate|"
    r"northern|southern|eastern|western|northeast|northwest|southeast|southwest)\s(?:of\s|the\s)?",
    re.IGNORECASE,
)
Votes = list[tuple[float, Option]]
Vector = tuple[float, float, float]
Admin1Key = tuple[str | None, str]
_LOCAL = frozenset({"settlement", "admin2", "facility"})
_UPPER = frozenset({"country", "admin1"})
_LONGEST_GAP_CHARS = 24
_HOPELESS_MARGIN = 2.5
_IN_COUNTRY = 0.8  # "Paris, France" says less than "Paris, Texas"


class Sense:
    """A name in one document: its readings, its mentions, and the reading now preferred.

    Attributes:
        votes: the readings now thought likely, the likeliest first, with their shares of 1.
        containment: for each mention that stands before a place which may contain it ("Paris, Texas") or after one
            that it may contain, what that says of each reading.
    """

    __slots__ = ("containment", "mentions", "name", "votes")

    def __init__(self, name: Name) -> None:
        self.name = name
        self.mentions: list[int] = []
        self.votes: Votes = []
        self.weigh(name.priors)
        self.containment: dict[int, Containment] = {}

    def weigh(self, scores: Sequence[float]) -> None:
        """Share one vote out among the readings by their scores; readings far behind the best get nothing."""
        best = max(scores)
        likely = [
            (math.exp(score - best), option)
            for score, option in zip(scores, self.name.options, strict=True)
            if best - score < _HOPELESS_MARGIN
        ]
        total = sum(share for share, _ in likely)
        self.votes = sorted(((share / total, option) for share, option in likely), key=lambda vote: -vote[0])

    @property
    def shared_containment(self) -> Sequence[float]:
        """For each reading, what its mentions' neighbours in the text say together; the best supported has 1."""
        totals = [sum(values) for values in zip(*(c.values for c in self.containment.values()), strict=True)]
        most = max(totals, default=0.0)
        return [total / most for total in totals] if most else [0.0] * len(self.name.options)


class Containment(NamedTuple):
    """Of one mention: how well each reading fits the place that follows or precedes it, and a sentence that says so."""

    values: Sequence[float]
    sentence: str


class Witnesses:
    """What the other names of a document, as now read, say to one name.

    ``countries`` and ``admin1s`` are those named as such; the shares count all places that lie in one.
    """

    __slots__ = ("admin1_share", "admin1s", "countries", "country_share", "points", "with_admin1", "with_country")

    def __init__(self, sense: Sense, senses: Sequence[Sense]) -> None:
        """Read the evidence of every sense but ``sense``."""
        self.countries: dict[str | None, str] = {}
        self.admin1s: dict[Admin1Key | None, str] = {}
        self.country_share: dict[str | None, float] = defaultdict(float)
        self.admin1_share: dict[Admin1Key | None, float] = defaultdict(float)
        self.points: list[tuple[Vector, float, str]] = []
        for other in senses:
            if other is sense:
                continue
            for share, option in other.votes:
                place = option.place
                if place.country_code:
                    self.country_share[place.country_code] += share
                if option.admin1_key:
                    self.admin1_share[option.admin1_key] += share
                if place.kind == "country":
                    if share > 0.5:
                        self.countries.setdefault(place.country_code, place.name)
                elif place.kind == "admin1":
                    if share > 0.5:
                        self.admin1s.setdefault(option.admin1_key, place.name)
                elif place.kind in _LOCAL and option.vector:
                    self.points.append((option.vector, share, place.name))
        self.with_country = sum(self.country_share.values())
        self.with_admin1 = sum(self.admin1_share.values())

    def closeness(self, option: Option) -> float:
        """Return how many local places lie near an option, the nearer counting for more."""
        if option.vector is None:
            return 0.0
        x, y, z = option.vector
        total = 0.0
        for (a, b, c), share, _ in self.points:
            cosine = a * x + b * y + c * z
            if cosine >= _FAR:
                total += share * (1.0 if cosine >= _CLOSE else 0.55 if cosine >= _NEAR else 0.25)
        return total

    def nearest(self, option: Option) -> list[tuple[float, str]]:
        """Return the local places that `closeness` counts, as (kilometres, name), nearest first."""
        if option.vector is None:
            return []
        x, y, z = option.vector
        cosines = [(a * x + b * y + c * z, name) for (a, b, c), _, name in self.points]
        return sorted({(EARTH_KM * math.acos(min(1.0, cosine)), name) for cosine, name in cosines if cosine >= _FAR})


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
            rows = [max(row) for row in fits]
            columns = [max(column) for column in zip(*fits, strict=True)]
            followed = f"It is followed by “{mentions[index + 1].surface}”, in which it lies."
            follows = f"It follows “{mentions[index].surface}”, and a place of that name lies in it."
            inner.containment[index] = Containment(rows, followed)
            outer.containment.setdefault(index + 1, Containment(columns, follows))


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
