"""What the gazetteer knows of a name, as evidence that it is a place's."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Literal, NamedTuple

from geo.kinds import KINDS, NATURE, WORLDLY_AND_RULERS
from geo.model import Label, NameMatch, Place
from geo.protocols import Gazetteer

_CURATED_SOURCE = "wherein"
_POPULATION_STEPS = (0, 1_000, 5_000, 15_000, 50_000, 200_000, 1_000_000)
_ENGLISH_SPEAKING = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
_MOST_REGIONS = 40
_MOST_NAMESAKES = 5  # as a power of two


class NameEvidence(NamedTuple):
    """What speaks for a name.

    Attributes:
        how: the most trustworthy way in which it is known: canonical, abbreviation, alias (an alternate name of the
            curated tables), demonym, alternate, none.
        kind: of the most prominent place that is known in this way; "none" for an unknown name.
        size: how many of a few steps of population that place reaches, 0 where it is unknown.
        namesakes: how many places have the name, as a power of two.
        demonym: it is also said of a place's people.
        abroad: none of the places lies where English is spoken, so that the name is hardly a surname or a common word.
        curated: it stands in a curated table.
    """

    how: str
    kind: str
    size: int
    namesakes: int
    demonym: bool
    abroad: bool
    curated: bool


_UNKNOWN = NameEvidence("none", "none", 0, 0, demonym=False, abroad=False, curated=False)

Region = str | tuple[str, str | None]
"""A country, by its code, or a first-level unit with its country."""


def shared_region(some: AbstractSet[Region], others: AbstractSet[Region]) -> Literal["none", "country", "unit"]:
    """Return the smallest kind of region that is among both."""
    shared = some & others
    if not shared:
        return "none"
    return "unit" if any(isinstance(region, tuple) for region in shared) else "country"


class KnownNames:
    """Gazetteer lookups for one batch of documents, each name asked once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._matches: dict[str, tuple[NameMatch, ...]] = {}
        self._judged: dict[str, tuple[NameEvidence, frozenset[Region]]] = {}

    def learn(self, names: Iterable[str]) -> None:
        """Look up those of the names that are not known yet, in one go."""
        new = [name for name in dict.fromkeys(names) if name not in self._matches]
        self._matches.update(zip(new, self._gazetteer.lookup(new), strict=True))

    def has(self, name: str) -> bool:
        """Whether any place has the name."""
        return bool(self._of(name))

    def evidence(self, name: str) -> NameEvidence:
        """Return what speaks for the name."""
        return self._judge(name)[0]

    def regions(self, name: str) -> frozenset[Region]:
        """Return the countries and units in which the places of the name lie."""
        return self._judge(name)[1]

    def best(self, name: str) -> Place | None:
        """Return the most prominent place of which this is the usual name, an abbreviation or a curated alias."""
        match = _strongest(self._of(name))
        return match.place if match else None

    def is_prominent(self, name: str, min_population: int) -> bool:
        """Whether the name is a country's, a state's or a settlement's of some size."""
        place = self.best(name)
        return place is not None and (
            place.kind in WORLDLY_AND_RULERS
            or place.source == _CURATED_SOURCE
            or (place.population is not None and place.population >= min_population)
        )

    def is_natural(self, name: str) -> bool:
        """Whether it is the usual name or a curated one of a sea, a range or a region."""
        place = self.best(name)
        return place is not None and place.kind in NATURE

    def is_demonym(self, name: str) -> bool:
        """Whether the name is said of a country's or region's people."""
        return self.evidence(name).demonym

    def label(self, name: str) -> Label:
        """Return the label that a mention of this name gets when the model has none for it."""
        evidence = self.evidence(name)
        if evidence.how == "demonym":
            return "NORP"
        place = self.best(name)
        return KINDS[place.kind].label if place else "GPE"

    def _judge(self, name: str) -> tuple[NameEvidence, frozenset[Region]]:
        found = self._judged.get(name)
        if found is None:
            found = self._judged[name] = _judged(self._of(name))
        return found

    def _of(self, name: str) -> tuple[NameMatch, ...]:
        if name not in self._matches:
            self.learn([name])
        return self._matches[name]


def _strongest(matches: tuple[NameMatch, ...]) -> NameMatch | None:
    for match in matches:
        if match.name_type in {"canonical", "abbreviation"}:
            return match
        if match.name_type == "alternate" and match.place.source == _CURATED_SOURCE:
            return match
    return None


def _judged(matches: tuple[NameMatch, ...]) -> tuple[NameEvidence, frozenset[Region]]:
    if not matches:
        return _UNKNOWN, frozenset()
    demonym = next((match for match in matches if match.name_type == "demonym"), None)
    best = _strongest(matches) or demonym or matches[0]
    is_alias = best.name_type == "alternate" and best.place.source == _CURATED_SOURCE
    population = best.place.population or 0
    units = frozenset(
        (match.place.country_code, match.place.admin1)
        for match in matches[:_MOST_REGIONS]
        if match.place.country_code is not None and (match.name_type != "alternate" or match is best)
    )
    countries = frozenset(country for country, _ in units)
    evidence = NameEvidence(
        "alias" if is_alias else best.name_type,
        best.place.kind,
        sum(population > step for step in _POPULATION_STEPS),
        min(_MOST_NAMESAKES, len(matches).bit_length()),
        demonym is not None,
        countries.isdisjoint(_ENGLISH_SPEAKING),
        best.place.source == _CURATED_SOURCE,
    )
    return evidence, countries | units
