"""Where a text comes from: a newspaper writes mostly of the places around it."""

from __future__ import annotations

import csv
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast
from urllib.parse import urlsplit

from geo.globe import EARTH_KM, unit_vector
from geo.model import Place, Point
from geo.resolve.candidates import Option
from geo.resolve.country_names import with_article

Reach = Literal["local", "regional", "national", "global"]
Vector = tuple[float, float, float]

_TABLE = Path(__file__).with_name("outlets.csv")
# How well a place fits that is so near: least cosine of the angle to the home, value.
_RINGS = tuple((math.cos(km / EARTH_KM), value) for km, value in ((50, 1.0), (150, 0.8), (400, 0.4)))
_SAME_REGION = 0.6
_NAMED_BY_STATE = frozenset({"US", "CA", "AU", "GB"})
_SAME_COUNTRY = 0.25
_COUNTRY_OF_TLD = {"uk": "GB"}
# Country-code domains that are sold to anyone.
_SOLD_TLD = re.compile(
    r"a[cgims]|bz|c[cdfo]|dj|fm|g[adglqs]|hn|i[mos]|l[aciy]|m[eglnsu]|nu|p[mnw]|re|s[chotx]|t[klmov]|v[cg]|ws"
)


def _cosine(one: Vector, other: Vector) -> float:
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


@dataclass(frozen=True, slots=True)
class Home:
    """The region that a text is likeliest to write of.

    Attributes:
        reach: "local" and "regional" favour what is near or in the same region, "national" the country.
        origin: the beginning of a sentence that says how it is known.
    """

    reach: Reach
    origin: str
    country_code: str | None
    admin1: str | None = None
    vector: Vector | None = None

    @classmethod
    def near(cls, place: Place) -> Home:
        """Return the home of texts that, by their reader's word, are about a place."""
        if place.kind == "country" or place.country_code is None:
            return cls("national", f"You said that the text is about {place.name}", place.country_code)
        reach: Reach = "regional" if place.kind == "admin1" else "local"
        where = f"{place.name}, {place.admin1 if place.admin1 not in {None, place.name} else place.country}"
        origin = f"You said that the text is about {where}"
        point = place.footprint.point
        return cls(reach, origin, place.country_code, place.admin1, unit_vector(point) if point else None)

    def closeness(self, option: Option) -> float:
        """Return how well a reading fits, 0 to 1."""
        place = option.place
        if self.reach != "national":
            in_region = self._same_region(place)
            if self.vector is not None and option.vector is not None:
                cosine = _cosine(self.vector, option.vector)
                for nearest, value in _RINGS:
                    if cosine >= nearest and (value >= _SAME_REGION or not in_region):
                        return value
            if in_region:
                return _SAME_REGION
        return _SAME_COUNTRY if place.country_code is not None and place.country_code == self.country_code else 0.0

    def sentence(self, option: Option) -> str:
        """Return what `closeness` saw."""
        place, value = option.place, self.closeness(option)
        if value == _SAME_COUNTRY:
            return f"{self.origin}; this lies in {with_article(place.country)} too."
        if value == _SAME_REGION:
            return f"{self.origin}; this lies in {place.admin1} too."
        return f"{self.origin}; this is {self._distance_km(option):.0f} km from there."

    def _distance_km(self, option: Option) -> float:
        assert self.vector is not None and option.vector is not None  # noqa: S101 - else no ring would be reached
        return EARTH_KM * math.acos(min(1.0, _cosine(self.vector, option.vector)))

    def _same_region(self, place: Place) -> bool:
        return self.admin1 is not None and (place.country_code, place.admin1) == (self.country_code, self.admin1)


def home_of(url: str | None) -> Home | None:
    """Return the home of the outlet at a web address or domain, None when it is unknown or writes of all the world.

    An outlet that is not in the table still has the country of its domain (".ie").
    """
    if not url:
        return None
    try:
        host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").removeprefix("www.")
    except ValueError:  # a port or an IPv6 address that is none
        return None
    labels = host.split(".")
    for first in range(len(labels) - 1):
        known = _outlets().get(".".join(labels[first:]))
        if known:
            return None if known.reach == "global" else known
    tld = labels[-1]
    code = _COUNTRY_OF_TLD.get(tld, tld.upper())
    country = _countries().get(code)
    if len(labels) < 2 or country is None or _SOLD_TLD.fullmatch(tld):
        return None
    return Home("national", f"The text comes from {host}, a domain of {country}", code)


@lru_cache(1)
def _outlets() -> dict[str, Home]:
    return {
        row["domain"]: Home(
            reach,
            f"The text comes from {row['domain']}, which reports from {row['town']}, "
            + ((row["admin1"] if row["country_code"] in _NAMED_BY_STATE else "") or row["country"]),
            row["country_code"],
            row["admin1"] or None,
            unit_vector(Point(float(row["lat"]), float(row["lon"]))),
        )
        for row in _rows()
        if (reach := cast(Reach, row["reach"]))
    }


@lru_cache(1)
def _countries() -> dict[str, str]:
    return {row["country_code"]: row["country"] for row in _rows()}


def _rows() -> list[dict[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
