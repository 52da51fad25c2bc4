"""What a view of some documents is asked for, and what it answers: small values, whatever the number of documents.

`geo.protocols.View` says which question gets which answer. A *subject* is what a mention can stand for, known by its
id: a pin, or a name that is not on the map (its id begins with "?").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo.model import Candidate, Footprint, Place, PlaceKind, Resolution
from geo.phrase import Phrase

Facet = Literal["kind", "country", "source", "confidence"]
"""What mentions can be counted by: the kind of the place, its ISO 3166-1 country, the outlet or else the source of the
document, the band of the confidence."""

Step = Literal["day", "month", "year"]
"""How finely a timeline is counted."""

CONFIDENCE_BANDS = (("high", 0.85), ("fair", 0.6), ("low", 0.0))
"""The bands of confidence, surest first, each with the lowest confidence that is in it."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show.

    Empty sets mean "all"; ``query`` matches the folded name of a place or of one of its mentions; ``literal_only``
    leaves out mentions by which the place itself is probably not meant.
    """

    min_confidence: float = 0.0
    kinds: frozenset[PlaceKind] = frozenset()
    countries: frozenset[str] = frozenset()
    demonyms: bool = False
    literal_only: bool = False
    query: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is of what a filter lets through; ``documents`` and ``passages`` hold at least one such mention.

    ``unplaced`` is the number of names that are not on the map, which no filter hides.
    """

    documents: int
    passages: int
    pins: int
    mentions: int
    unplaced: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How much a filter lets through of one kind, one country, one month.

    ``value`` is a kind, a country code, a band of `CONFIDENCE_BANDS`, a day ("2024-03-01"), …; "" where there is none.
    A pin, or a document, counts under each value that one of its mentions has; a mention under one.
    """

    value: str
    documents: int
    pins: int
    mentions: int


@dataclass(frozen=True, slots=True)
class PinSummary:
    """A pin without its mentions: how many a filter lets through, and how sure they are.

    Attributes:
        phrase: what makes it a part of the place, or an area or a line by it; None for the place itself.
        confidence: the highest confidence among those mentions, 0..1.
        ambiguous: whether each of them could well be another place.
    """

    id: str
    name: str
    place: Place
    phrase: Phrase | None
    footprint: Footprint
    mentions: int
    confidence: float
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class UnplacedName:
    """A name that was read as a place and is not on the map: why, and how often it stands in the text."""

    id: str
    name: str
    reason: str
    mentions: int


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document without its text: how many passages it has, and how many characters, spaces around them aside."""

    id: str
    title: str
    source: str
    published: str | None
    passages: int
    chars: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention in a passage.

    Attributes:
        subject: the id of the pin, or of the name that is not on the map, which it is a mention of.
        ordinal: which of the subject's mentions it is, from 0 in reading order, those included that a filter hides.
        candidates: every place that was considered for it, best first.
    """

    subject: str
    ordinal: int
    resolution: Resolution
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """A passage with every mention in it, in text order, those included that a filter hides.

    ``number`` counts the passages of all documents, from 0; ``document`` and ``index`` say where it stands. ``start``
    is the offset of ``text`` in the document: offsets of mentions are the document's.
    """

    number: int
    document: int
    index: int
    start: int
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class PassagePage:
    """Some of the passages asked for, in reading order.

    Attributes:
        total: how many passages there are on all pages.
        before: how many of them stand before these.
        mentions_before: how many of the mentions that were asked for stand in those before.
    """

    total: int
    before: int
    mentions_before: int
    passages: tuple[MarkedPassage, ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """What the answers rest on.

    Attributes:
        provenance: (what, version) pairs of all documents, sorted.
        sources: keys of the data sources of the places on the map (`geo.attribution`).
        weighed_sources: of the places that were considered, likewise.
        placed: mentions that have a place, whether it can be drawn or not.
    """

    provenance: tuple[tuple[str, str], ...]
    sources: frozenset[str]
    weighed_sources: frozenset[str]
    placed: int
