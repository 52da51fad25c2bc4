"""The concepts of Wherein, one frozen dataclass each.

Conventions held everywhere: offsets are 0-based, half-open and counted in Unicode code points of
``Document.text``; coordinates are WGS 84 decimal degrees, latitude before longitude; sequences are tuples;
``None`` means "not known", an empty tuple "asked, and there is none".
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Literal, NamedTuple, Self

from geo.document import Document as Document
from geo.document import Page as Page
from geo.document import Passage as Passage
from geo.errors import UsageError
from geo.kinds import PlaceKind as PlaceKind
from geo.phrase import Phrase as Phrase

Label = Literal["GPE", "LOC", "FAC", "NORP", "GOLD"]
Precision = Literal["exact", "centroid", "parent", "none"]
NameType = Literal["canonical", "alternate", "abbreviation", "demonym"]
Status = Literal["resolved", "ambiguous", "not_found", "unavailable", "corrected", "rejected"]

ON_THE_MAP: frozenset[Status] = frozenset({"resolved", "ambiguous", "corrected"})
"""The statuses whose place is drawn."""

LITERAL_FROM = 0.5
"""From this value of `Mention.literal` on, the place itself is taken to be meant."""

NOTICE = "notice"
"""What a notice is called in a document's provenance."""


class _LatLon(NamedTuple):
    lat: float
    lon: float


class Point(_LatLon):
    """A position: degrees north, -90 to 90, and degrees east, -180 to 180."""

    __slots__ = ()

    def __new__(cls, lat: float, lon: float) -> Self:
        """Return the position.

        Raises:
            UsageError: it is nowhere on earth.
        """
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise UsageError(_why_nowhere(lat, lon))
        return tuple.__new__(cls, (lat, lon))


class _Edges(NamedTuple):
    south: float
    west: float
    north: float
    east: float


class BBox(_Edges):
    """A box in degrees; ``west > east`` when it crosses the antimeridian."""

    __slots__ = ()

    def __new__(cls, south: float, west: float, north: float, east: float) -> Self:
        """Return the box.

        Raises:
            UsageError: an edge is nowhere on earth, or the south edge lies north of the other.
        """
        if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
            upside_down = f"The south edge {south:g} lies north of the north edge {north:g}: make sure of their order."
            raise UsageError(_why_nowhere(south, west) or _why_nowhere(north, east) or upside_down)
        return tuple.__new__(cls, (south, west, north, east))


def _why_nowhere(lat: float, lon: float) -> str:
    """Return what is wrong with a position, and the likely mistake; "" where nothing is."""
    if not (isfinite(lat) and isfinite(lon)):
        return f"A position is two finite numbers, not {lat:g} and {lon:g}: leave it out where it is not known."
    if not -90 <= lat <= 90:
        return f"The latitude {lat:g} is beyond 90: make sure that the order is (latitude, longitude)."
    if not -180 <= lon <= 180:
        return f"The longitude {lon:g} is beyond 180: count it from -180 to 180, in degrees and not in metres."
    return ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name as it stands in a text: ``surface == document.text[start:end]``.

    ``label`` is spaCy's (OntoNotes) entity type, or GOLD for a span that was given rather than recognised.
    ``phrase`` is what is said around the name, outside ``start:end``, to mean an area or a line by the place.
    ``probability`` is how sure the recognizer is that this is a place name; ``literal`` how likely the name then stands
    for the place itself and not for what is called or described by it ("Columbus Police"). None where nobody judged.
    """

    document_id: str
    start: int
    end: int
    surface: str
    label: Label
    recognizer_id: str
    phrase: Phrase | None = None
    probability: float | None = None
    literal: float | None = None

    def __post_init__(self) -> None:
        """Refuse offsets between which there is no text."""
        if not 0 <= self.start < self.end:
            raise UsageError(
                f"A mention begins before it ends, and not before its text: {self.start} to {self.end} is none."
            )

    @property
    def is_literal(self) -> bool:
        """Whether the place itself is taken to be meant, as it is where nobody judged."""
        return self.literal is None or self.literal >= LITERAL_FROM


class Area(NamedTuple):
    """A gazetteer's outline of a place: ``geometry`` and ``rule`` are the ``area`` and ``rule`` of a `Footprint`."""

    geometry: str
    rule: str | None = None


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
        rule: the sentence by which ``area`` was drawn; None where a source gives it.
    """

    point: Point | None
    bbox: BBox | None = None
    area: str | None = None
    precision: Precision = "exact"
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a gazetteer knows.

    Attributes:
        id: namespaced: ``geonames:170794``, ``wherein:euphrates`` (curated), ``naturalearth:coral-sea``, ``iata:LHR``,
            ``osm:node/123`` (from an online geocoder).
        country_code: ISO 3166-1 alpha-2, None for what lies in no single country.
        country: the country's common English name, None likewise.
        admin1, admin2: names of the units it lies in; for an admin1 or admin2 place its own name at that level.
        population: inhabitants, None when unknown.
        source: key of the data source, as in `geo.attribution`.
        evidence: who says where it is, in words for a reader ("Natural Earth, 1:10m rivers"); "" when unknown.
        codes: (scheme, code) pairs under which others know it, given only where a source does: "geonames" (its number),
            "iso3166-1" (alpha-2), "iso3166-2", "iata".
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
    evidence: str = ""
    codes: tuple[tuple[str, str], ...] = ()


class NameMatch(NamedTuple):
    """A gazetteer's answer: a place and the name under which it was found."""

    place: Place
    name: str
    name_type: NameType


class Reason(NamedTuple):
    """What one rule said of one candidate, in a sentence for the reader.

    ``value`` is what the rule saw, from about -1 to 1; ``weight``, the value times what the rule counts, adds to the
    candidate's score.
    """

    rule: str
    weight: float
    sentence: str
    value: float


class Candidate(NamedTuple):
    """A place that a mention may denote, with what speaks for and against it, the weightiest first.

    ``score`` sums the reasons' weights, and only differences mean anything.
    """

    place: Place
    matched_name: str
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a mention was taken to denote, and why, in the words of the resolver that decided.

    Attributes:
        place: the chosen place, None for "not_found" and "unavailable".
        confidence: calibrated probability, 0 to 1, that ``place`` is right; None without a place.
        reading: number of its `GeoparsedDocument.readings`, the places considered; None where there were none.
        footprint: the part of the place meant, where the mention has a phrase ("northern Syria"); else None.
        note: one sentence for the reader, where there is more to say than the reasons do (why it is not on the map).
        explanation: of the reasons for the chosen place those that a reader should see, the weightiest first.
        change: a sentence on the best rival that lies elsewhere, and on the evidence that it lacks; "" without a place.
    """

    mention: Mention
    status: Status
    place: Place | None
    confidence: float | None
    reading: int | None
    resolver_id: str
    footprint: Footprint | None = None
    note: str = ""
    explanation: tuple[Reason, ...] = ()
    change: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no probability."""
        if self.confidence is not None and not 0 <= self.confidence <= 1:
            raise UsageError(f"A confidence is a probability from 0 to 1, not {self.confidence:g} (nor a percentage).")

    @property
    def is_demonym(self) -> bool:
        """Whether it names a people rather than a place ("Turkish", but not in "the Syrian-Turkish border")."""
        return self.mention.label == "NORP" and self.footprint is None

    @property
    def is_literal(self) -> bool:
        """Whether the place itself, or an area by it, is meant; not so in "Columbus Police" and "Turkish"."""
        return self.mention.is_literal or self.footprint is not None


class Resolved(NamedTuple):
    """What a resolver says of one document: a resolution for each mention, in text order, and the readings of names.

    A reading is every place that a name may mean there, best first. Mentions of one name share it, but for those with
    words of their own beside them ("Paris, Texas").
    """

    resolutions: tuple[Resolution, ...]
    readings: tuple[tuple[Candidate, ...], ...]

    def candidates(self, resolution: Resolution) -> tuple[Candidate, ...]:
        """Return every place considered for one of the resolutions, best first."""
        return () if resolution.reading is None else self.readings[resolution.reading]


@dataclass(frozen=True, slots=True)
class GeoparsedDocument:
    """A document with all that was found in it: the unit of cache, export and batch.

    ``resolutions`` and ``readings`` are those of `Resolved`. ``provenance`` holds (what, version) pairs: pipeline,
    model, gazetteer, rules; and as (`NOTICE`, sentence) what a reader should know about how the document was read.
    """

    document: Document
    passages: tuple[Passage, ...]
    resolutions: tuple[Resolution, ...]
    readings: tuple[tuple[Candidate, ...], ...]
    provenance: tuple[tuple[str, str], ...]

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader should know about how the document was read."""
        return tuple(sentence for what, sentence in self.provenance if what == NOTICE)

    def candidates(self, resolution: Resolution) -> tuple[Candidate, ...]:
        """Return every place considered for one of the resolutions, best first."""
        return () if resolution.reading is None else self.readings[resolution.reading]

    def chosen(self, resolution: Resolution) -> Candidate | None:
        """Return the candidate whose place was chosen; None where none was, or one that had not been weighed."""
        place = resolution.place
        return next((c for c in self.candidates(resolution) if place is not None and c.place.id == place.id), None)
