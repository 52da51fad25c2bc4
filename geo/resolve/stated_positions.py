"""Mentions that are positions, such as 35.336° N, 40.141° E: they say themselves where they are."""

from __future__ import annotations

from geo.model import Candidate, Footprint, Mention, Place, Reason, Resolution
from geo.text.coordinates import parse_coordinates

POSITION = "coordinates"
"""The rule that a text gives a position itself."""

_CONFIDENCE = 0.99  # what is left for a slip of the pen
_SCORE = 1.0


def position_of(mention: Mention, resolver_id: str) -> Resolution | None:
    """Return the resolution of a mention that is written as coordinates, None for a name.

    The place's id is ``coordinates:`` with latitude and longitude in degrees, so that one position is one place.
    """
    if not mention.surface[:1].isdigit() and mention.surface[:1] not in set("NSns-−+"):
        return None
    point = parse_coordinates(mention.surface)
    if point is None:
        return None
    place_id = f"coordinates:{point.lat:.5f},{point.lon:.5f}"
    place = Place(
        place_id, mention.surface, "facility", None, None, None, None, None, Footprint(point), "coordinates in the text"
    )
    reason = Reason(POSITION, _SCORE, "The text gives the position itself.")
    candidate = Candidate(place, mention.surface, _SCORE, (reason,))
    return Resolution(mention, "resolved", place, _CONFIDENCE, (candidate,), resolver_id)
