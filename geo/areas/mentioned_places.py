"""The places that a document mentions, by name: what the second place of a phrase is looked up in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from geo.model import Place, Resolution
from geo.text.toponym import fold


class MentionedPlaces:
    """The places of a document's mentions, each under the name as written and the place's own."""

    def __init__(self, resolutions: Sequence[Resolution]) -> None:
        key_of = cache(fold)  # a text names few places often
        self._found: dict[str, tuple[list[int], list[Place]]] = {}
        for resolution in sorted(resolutions, key=lambda r: r.mention.start):
            mention, place = resolution.mention, resolution.place
            for key in {key_of(mention.surface), key_of(place.name)} if place else ():
                starts, places = self._found.setdefault(key, ([], []))
                starts.append(mention.start)
                places.append(place)  # type: ignore[arg-type]

    def nearest(self, name: str, offset: int) -> Place | None:
        """Return the place that a name has in the mention nearest to an offset, None where no mention has the name."""
        starts, places = self._found.get(fold(name), ([], []))
        behind = bisect_left(starts, offset)
        around = range(max(behind - 1, 0), min(behind + 1, len(starts)))
        return places[min(around, key=lambda index: abs(starts[index] - offset))] if around else None
