"""Mentions that are positions, such as 35.336° N, 40.141° E: they say themselves where they are."""

from __future__ import annotations

from geo.model import Candidate, Footprint, Mention, Place, Reason
from geo.text.coordinates import parse_coordinates

COORDINATES = "coordinates"
"""The rule that a text gives a position itself."""

STATED_CONFIDENCE = 0.99
"""How sure a position is that the text states; what is left is for a slip of the pen."""

_SCORE = 1.0


def stated_position(mention: Mention) -> Candidate | None:
    """Return the position that a mention is, written as coordinates; None for a name.

    The place's id is ``coordinates:`` with latitude and longitude in degrees, so that one position is one place.
    """
    if not mention.surface[:1].isdigit() and mention.surface[:1] not in set("NSns-−+"):
        return None
    point = parse_coordinates(mention.surface)
    if point is None:
        return None
    place_id = f"coordinates:{point.lat:.5f},{point.lon:.5f}"
    place = Place(
        place_id, mention.surface, "facility", None, None, None, None, None, Footprint(point),
        "coordinates in the text",
        evidence="the text itself",
    )  # fmt: skip
    reason = Reason(COORDINATES, _SCORE, "The text gives the position itself.", _SCORE)
    return Candidate(place, mention.surface, _SCORE, (reason,))
