"""A fingerprint of what the span model is asked: weights fit the features that they were learnt with, and no others."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from geo.model import Footprint, NameMatch, NameType, Place, PlaceKind, Point
from geo.recognize.candidate_spans import candidate_spans, trimmed_entities
from geo.recognize.features import DocumentFeatures
from geo.recognize.known_names import KnownNames
from geo.recognize.spans import Span
from geo.text.toponym import fold

# What each feature looks at occurs: lists, brackets, given names, kin, kinds, parts of persons, directions, signs.
_TEXT = (
    "PARIS, Texas (AP) - Jordan and her sister Georgia flew from the Republic of Georgia to Northern Syria’s border.\n"
    "Colin Powell met Florence in Austin, Dallas and Lake Charles; Powell said so on 12 May. The Dallas Police, the "
    "Syrians, St. John and Mr. Austin saw nothing in Rio de Janeiro, e.g. near Fort Powell.\n"
    "Charles: Washington D.C. 1990 “Georgia’s” Lake County, Florence County and the Sea of Texas"
)
_ENTITIES = (
    ("PARIS", "GPE"), ("AP", "ORG"), ("Jordan", "PERSON"), ("the Republic of Georgia", "GPE"), ("Syria", "GPE"),
    ("Colin Powell", "PERSON"), ("Florence", "PERSON"), ("Austin", "GPE"), ("Dallas", "GPE"), ("Powell", "PERSON"),
    ("The Dallas Police", "ORG"), ("Syrians", "NORP"), ("Rio de Janeiro", "GPE"), ("Charles", "PERSON"),
    ("Washington D.C.", "GPE"), ("Lake County", "LOC"),
)  # fmt: skip
_NAMES: tuple[tuple[str, NameType, PlaceKind, str, str | None, int], ...] = (
    ("Paris", "canonical", "settlement", "FR", "Île-de-France", 2_100_000),
    ("Paris", "canonical", "settlement", "US", "Texas", 24_000),
    ("Texas", "canonical", "admin1", "US", "Texas", 29_000_000),
    ("Dallas", "canonical", "settlement", "US", "Texas", 1_300_000),
    ("Austin", "canonical", "settlement", "US", "Texas", 960_000),
    ("Jordan", "canonical", "country", "JO", None, 10_000_000),
    ("Georgia", "canonical", "country", "GE", None, 3_700_000),
    ("Georgia", "canonical", "admin1", "US", "Georgia", 8_900_000),
    ("Syria", "canonical", "country", "SY", None, 17_000_000),
    ("Syrians", "demonym", "country", "SY", None, 17_000_000),
    ("Florence", "alternate", "settlement", "IT", "Tuscany", 380_000),
    ("Powell", "canonical", "settlement", "US", "Ohio", 12_000),
    ("Rio de Janeiro", "canonical", "settlement", "BR", "Rio de Janeiro", 6_700_000),
    ("Lake Charles", "canonical", "water", "US", "Louisiana", 0),
    ("D.C.", "abbreviation", "admin1", "US", "District of Columbia", 690_000),
)


class _Names:
    """Knows `_NAMES` and nothing else."""

    id = "fingerprint"

    def lookup(self, names: Sequence[str]) -> list[tuple[NameMatch, ...]]:
        return [tuple(_match(row) for row in _NAMES if fold(row[0]) == fold(name)) for name in names]


def _match(row: tuple[str, NameType, PlaceKind, str, str | None, int]) -> NameMatch:
    name, name_type, kind, country, admin1, people = row
    footprint = Footprint(Point(1.0, 2.0))
    place = Place(f"made:{name}-{country}", name, kind, country, country, admin1, None, people, footprint, "geonames")
    return NameMatch(place, name, name_type)


def fingerprint() -> str:
    """Return a digest of the stretches and features that the recognizer makes of a made-up text.

    It changes with what `geo.recognize` looks at, however that is written, not with the weights or the gazetteer.
    """
    entities: list[Span] = []
    for surface, label in _ENTITIES:
        start = _TEXT.index(surface, entities[-1].end if entities else 0)
        entities.append(Span(start, start + len(surface), label))
    known = KnownNames(_Names())  # type: ignore[arg-type] # it is asked for names alone
    entities = list(trimmed_entities(_TEXT, entities, known))
    spans = list(candidate_spans(_TEXT, entities, known))
    found = DocumentFeatures(_TEXT, entities, known).of_all(spans)
    lines = [
        f"{start} {end} {' | '.join(sorted(features))}" for (start, end), features in zip(spans, found, strict=True)
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]
