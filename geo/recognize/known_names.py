"""What the gazetteer knows of a name, as evidence that it is a place's."""

from __future__ import annotations

from collections.abc import Iterable

from geo.model import Label, NameMatch, Place, PlaceKind
from geo.protocols import Gazetteer

_LABELS: dict[PlaceKind, Label] = {
    "region": "LOC",
    "water": "LOC",
    "mountain": "LOC",
    "continent": "LOC",
    "facility": "FAC",
}
_MOSTLY_MEANT: frozenset[PlaceKind] = frozenset({"country", "admin1", "continent", "bloc"})
CURATED_SOURCE = "wherein"


class KnownNames:
    """Gazetteer lookups for one batch of documents, each name asked once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._matches: dict[str, tuple[NameMatch, ...]] = {}

    def learn(self, names: Iterable[str]) -> None:
        """Look up those of the names that are not known yet, in one go."""
        new = [name for name in dict.fromkeys(names) if name not in self._matches]
        self._matches.update(zip(new, self._gazetteer.lookup(new), strict=True))

    def best(self, name: str) -> Place | None:
        """Return the most prominent place of which this is the usual name, an abbreviation or a curated alias."""
        for match in self._of(name):
            if match.name_type in {"canonical", "abbreviation"} or match.place.source == CURATED_SOURCE:
                return match.place
        return None

    def is_prominent(self, name: str, min_population: int) -> bool:
        """Whether the name is a country's, a state's or a settlement's of some size."""
        place = self.best(name)
        return place is not None and (
            place.kind in _MOSTLY_MEANT
            or place.source == CURATED_SOURCE
            or (place.population is not None and place.population >= min_population)
        )

    def is_demonym(self, name: str) -> bool:
        """Whether the name is said of a country's or region's people."""
        return any(match.name_type == "demonym" for match in self._of(name))

    def label(self, name: str) -> Label:
        """Return the label that a mention of this name gets when the model has none for it."""
        place = self.best(name)
        return _LABELS.get(place.kind, "GPE") if place else "GPE"

    def _of(self, name: str) -> tuple[NameMatch, ...]:
        if name not in self._matches:
            self.learn([name])
        return self._matches[name]
