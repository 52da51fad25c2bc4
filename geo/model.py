"""The concepts of Wherein, one frozen dataclass each.

Conventions held everywhere: offsets are 0-based, half-open and counted in Unicode code points of
``Document.text``; coordinates are WGS 84 decimal degrees, latitude before longitude; sequences are tuples;
``None`` means "not known", an empty tuple "asked, and there is none".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from geo.document import Document as Document
from geo.document import Page as Page
from geo.document import Passage as Passage

Label = Literal["GPE", "LOC", "FAC", "NORP", "GOLD"]
PlaceKind = Literal[
    "country", "admin1", "admin2", "settlement", "region", "water", "mountain", "facility", "continent", "bloc"
]
Precision = Literal["exact", "centroid", "parent", "none"]
NameType = Literal["canonical", "alternate", "abbreviation", "demonym"]
Outcome = Literal["found", "not_found", "transient", "blocked"]
Status = Literal["resolved", "ambiguous", "not_found", "unavailable", "corrected", "rejected"]

ON_THE_MAP: frozenset[Status] = frozenset({"resolved", "ambiguous", "corrected"})
"""The statuses whose place is drawn."""

LITERAL_FROM = 0.5
"""From this value of `Mention.literal` on, the place itself is taken to be meant."""

NOTICE = "notice"
"""What a notice is called in a document's provenance."""


class Point(NamedTuple):
    """A position: degrees north, degrees east."""

    lat: float
    lon: float


class BBox(NamedTuple):
    """A box in degrees; ``west > east`` when it crosses the antimeridian."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name as it stands in a text: ``surface == document.text[start:end]``.

    ``label`` is spaCy's (OntoNotes) entity type, or GOLD for a span that was given rather than recognised.
    ``modifier`` is what is said around the name, outside ``start:end``, to mean not the place but an area or a line
    by it: "northern", "50 km east of", with "…" for a name that is not last: "between … and Hama" (docs/areas.md).
    ``probability`` is how sure the recognizer is that this is a place name; ``literal`` how likely the name then stands
    for the place itself and not for what is called or described by it ("Columbus Police"). None where nobody judged.
    """

    document_id: str
    start: int
    end: int
    surface: str
    label: Label
    recognizer_id: str
    modifier: str | None = None
    probability: float | None = None
    literal: float | None = None

    @property
    def is_literal(self) -> bool:
        """Whether the place itself is taken to be meant, as it is where nobody judged."""
        return self.literal is None or self.literal >= LITERAL_FROM


@dataclass(frozen=True, slots=True)
class Footprint:
    """Where a place is.

    Attributes:
        point: the representative point, or None when nobody knows one (then ``precision`` is "none").
        bbox: its extent.
        area: its outline, as the text of a GeoJSON geometry (longitude first, as RFC 7946 asks).
        precision: "exact" (the place's own point), "centroid" (the representative point of an area: a label point, or
            computed from its members or outline), "parent" (the point of the unit it lies in: never draw as exact),
            "none".
    """

    point: Point | None
    bbox: BBox | None = None
    area: str | None = None
    precision: Precision = "exact"


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a gazetteer knows.

    Attributes:
        id: namespaced: ``geonames:170794``, ``wherein:euphrates`` (curated), ``naturalearth:coral-sea``, ``iata:LHR``,
            ``osm:node/123`` (from an online geocoder).
        kind: "admin2" stands for the second administrative level and those below it.
        country_code: ISO 3166-1 alpha-2, None for what lies in no single country.
        country: the country's common English name, None likewise.
        admin1, admin2: names of the units it lies in; for an admin1 or admin2 place its own name at that level.
        population: inhabitants, None when unknown.
        source: key of the data source, as in `geo.attribution`.
    """

    id: str
    name: str
    kind: PlaceKind
    country_code: str | None
    country: str | None
    admin1: str | None
    admin2: str | None
    population: int | None
    footprint: Footprint
    source: str


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A gazetteer's answer: a place and the name under which it was found."""

    place: Place
    name: str
    name_type: NameType


@dataclass(frozen=True, slots=True)
class Reason:
    """What one rule said of one candidate: ``weight`` adds to its score, ``sentence`` is for the reader."""

    rule: str
    weight: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a mention may denote; ``score`` sums the reasons' weights, and only differences mean anything."""

    place: Place
    matched_name: str
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a mention was taken to denote, and why.

    Attributes:
        place: the chosen place, None for "not_found" and "unavailable".
        confidence: calibrated probability, 0 to 1, that ``place`` is right; None without a place.
        candidates: every place considered, best first; the first is ``place`` unless a person corrected it.
        footprint: the part of the place meant, where the mention has a modifier ("northern Syria"); else None.
        note: one sentence for the reader, where there is more to say than the reasons do (why it is not on the map).
    """

    mention: Mention
    status: Status
    place: Place | None
    confidence: float | None
    candidates: tuple[Candidate, ...]
    resolver_id: str
    footprint: Footprint | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class GeoparsedDocument:
    """A document with all that was found in it: the unit of cache, export and batch.

    ``provenance`` holds (what, version) pairs: pipeline, model, gazetteer, rules; and as (`NOTICE`, sentence) what a
    reader should know about how the document was read.
    """

    document: Document
    passages: tuple[Passage, ...]
    resolutions: tuple[Resolution, ...]
    provenance: tuple[tuple[str, str], ...]

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader should know about how the document was read."""
        return tuple(sentence for what, sentence in self.provenance if what == NOTICE)


@dataclass(frozen=True, slots=True)
class GeocodeQuery:
    """A name to ask an online geocoder for.

    Attributes:
        name: the toponym as written; what is sent keeps its diacritics.
        language: BCP 47 tag of the language that names should come back in.
        countries: ISO 3166-1 alpha-2 codes of where the place probably lies: they rank answers, they exclude none.
        viewbox: where the place probably lies, a bias likewise; it is widened to whole degrees before it is sent.
        limit: how many candidates to ask for, 1 to 40.
    """

    name: str
    language: str = "en"
    countries: tuple[str, ...] = ()
    viewbox: BBox | None = None
    limit: int = 10


@dataclass(frozen=True, slots=True)
class GeocodeAnswer:
    """What an online geocoder says of one query.

    Attributes:
        outcome: "found"; "not_found": it was asked and knows no such place; "transient": it could not be asked now
            (timeout, overload, no connection, not asked yet), which says nothing of the place; "blocked": it refuses
            us (bad request, no rights, quota used up) and is paused until a person acts.
        places: all candidates, in the provider's order but for those in ``GeocodeQuery.countries``, which come first.
        provider: who answered ("nominatim"; "nominatim,photon" where none of them knows it), "" when none was asked.
        asked_at_s: when the provider answered, seconds since 1970 UTC; 0.0 when it did not.
        from_cache: the answer was known already, no request was sent for it.
        stale: its lifetime is over, and asking again failed.
        note: one sentence for people on what went wrong and what to do, "" when nothing did.
    """

    outcome: Outcome
    places: tuple[Place, ...] = ()
    provider: str = ""
    asked_at_s: float = 0.0
    from_cache: bool = False
    stale: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """How often kept answers of geocoders helped: names known already, names that had to be asked for, names whose old
    answer was given since asking again failed, and the seconds that nobody had to wait."""

    hits: int = 0
    misses: int = 0
    stale: int = 0
    saved_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Forecast:
    """What answering some queries will take: requests to send, seconds, and one sentence that says so."""

    requests: int
    seconds: float
    sentence: str
