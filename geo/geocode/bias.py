"""Where the places of a text lie: what a geocoder is told, so that it looks there first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from geo.kinds import WITHOUT_POSITION
from geo.model import BBox, Place, Resolution

_CONFIDENT = 0.7
_MAX_COUNTRIES = 3
_MIN_SHARE = 0.2  # of the places: what is named in passing does not say where a text plays


def confident_places(resolutions: Iterable[Resolution]) -> list[Place]:
    """Return the places that a document surely names, one for each mention; peoples do not count."""
    return [
        r.place
        for r in resolutions
        if r.place and r.status in {"resolved", "corrected"} and r.mention.label != "NORP" and _is_sure(r)
    ]


def _is_sure(resolution: Resolution) -> bool:
    return resolution.status == "corrected" or (resolution.confidence or 0.0) >= _CONFIDENT


def countries_of(places: Sequence[Place]) -> tuple[str, ...]:
    """Return the codes of the countries that most of the places lie in, the first the most, three at most."""
    counts = Counter(place.country_code for place in places if place.country_code)
    enough = _MIN_SHARE * counts.total()
    return tuple(code for code, count in counts.most_common(_MAX_COUNTRIES) if count >= enough)


def viewbox_of(places: Sequence[Place]) -> BBox | None:
    """Return the box around the places in the first of `countries_of`, and where only it itself is named, its own."""
    country = next(iter(countries_of(places)), None)
    inside = [place for place in places if country is not None and place.country_code == country]
    points = [place.footprint.point for place in inside if place.kind not in WITHOUT_POSITION and place.footprint.point]
    if not points:
        return next((place.footprint.bbox for place in inside if place.kind == "country"), None)
    lats, lons = zip(*points, strict=True)
    return BBox(min(lats), min(lons), max(lats), max(lons))
