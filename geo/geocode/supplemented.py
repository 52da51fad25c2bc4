"""A gazetteer with the answers of a geocoder laid over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.globe import distance_km
from geo.kinds import ONE_OF_A_NAME
from geo.model import Area, NameMatch, Place
from geo.protocols import BaseMapLevel, Gazetteer
from geo.text.toponym import fold

# Sources put the point of one place elsewhere: at the town hall, or in the middle of its area.
_ONE_PLACE_KM = 20.0
_ONE_LARGE_PLACE_KM = 300.0


class SupplementedGazetteer:
    """Knows what another gazetteer knows, and for some names more places.

    So a resolver ranks both by the same rules. The places added to a name stand behind the gazetteer's own, and one
    that the gazetteer has too, under whatever id, is not added.
    """

    def __init__(self, gazetteer: Gazetteer, places: Mapping[str, Sequence[Place]], *, source_id: str) -> None:
        """Lay ``places``, by folded name, over a gazetteer; ``source_id`` says where they come from."""
        self.id = f"{gazetteer.id}+{source_id}"
        self._gazetteer = gazetteer
        self._places = places

    def lookup(self, names: Sequence[str]) -> list[tuple[NameMatch, ...]]:
        known = self._gazetteer.lookup(names)
        return [
            self._supplemented(matches, fold(name)) if self._places else matches
            for name, matches in zip(names, known, strict=True)
        ]

    def area(self, place_id: str) -> Area | None:
        return self._gazetteer.area(place_id)

    def basemap(self, level: BaseMapLevel) -> str:
        return self._gazetteer.basemap(level)

    def _supplemented(self, matches: tuple[NameMatch, ...], key: str) -> tuple[NameMatch, ...]:
        for place in self._places.get(key, ()):
            if not any(_same_place(place, match.place) for match in matches):
                usual = fold(place.name) == key
                matches = (*matches, NameMatch(place, place.name, "canonical" if usual else "alternate"))
        return matches


def _same_place(new: Place, known: Place) -> bool:
    if new.id == known.id:
        return True
    if fold(new.name) != fold(known.name) or new.country_code != known.country_code:
        return False
    a, b = new.footprint.point, known.footprint.point
    if a is None or b is None:
        return False
    both_large = new.kind == known.kind and new.kind in ONE_OF_A_NAME
    return distance_km(a, b) <= (_ONE_LARGE_PLACE_KM if both_large else _ONE_PLACE_KM)
