"""The atlas: which places stand in which passages, and back. Pure; everything drawn or exported is read from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from geo.model import ON_THE_MAP, Footprint, GeoparsedDocument, Passage, Place, Resolution
from geo.phrase import Phrase
from geo.text.toponym import fold
from geo.view import Filter

_UNPLACED = "?"  # no id of a place begins so


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One mention in the atlas: ``document`` indexes `Atlas.documents`, ``passage`` that document's passages."""

    document: int
    passage: int
    resolution: Resolution

    @property
    def is_demonym(self) -> bool:
        """`Resolution.is_demonym`."""
        return self.resolution.is_demonym

    @property
    def is_literal(self) -> bool:
        """`Resolution.is_literal`."""
        return self.resolution.is_literal


@dataclass(frozen=True, slots=True)
class Pin:
    """A place on the map, or a part of one ("northern Syria"), with every mention of it in reading order.

    ``id`` is the place's id, followed by "/" and the phrase in words where there is one.
    """

    id: str
    place: Place
    phrase: Phrase | None
    footprint: Footprint
    occurrences: tuple[Occurrence, ...]

    @property
    def name(self) -> str:
        """The place's name with the phrase around it."""
        return self.phrase.with_name(self.place.name) if self.phrase else self.place.name

    @property
    def confidence(self) -> float:
        """The highest confidence among its mentions, 0..1."""
        return max((o.resolution.confidence or 0.0 for o in self.occurrences), default=0.0)

    def filter(self, wanted: Filter) -> Pin | None:
        """Return the pin with what ``wanted`` lets through, None where that is nothing."""
        if wanted.kinds and self.place.kind not in wanted.kinds:
            return None
        if wanted.countries and self.place.country_code not in wanted.countries:
            return None
        if wanted.query and not _matches(self, fold(wanted.query)):
            return None
        # Rule by rule, because most filters have few, and a large set has a million mentions.
        shown: Sequence[Occurrence] = self.occurrences
        if not wanted.demonyms:
            shown = [o for o in shown if o.resolution.mention.label != "NORP" or not o.is_demonym]
        if wanted.literal_only:
            shown = [o for o in shown if o.is_literal]
        if wanted.min_confidence > 0:
            shown = [o for o in shown if (o.resolution.confidence or 0.0) >= wanted.min_confidence]
        if len(shown) == len(self.occurrences):
            return self
        return replace(self, occurrences=tuple(shown)) if shown else None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A name that was read as a place and is not on the map: why, and where it stands."""

    name: str
    reason: str
    occurrences: tuple[Occurrence, ...]

    @property
    def id(self) -> str:
        """Differs from those of all pins and of other names, and for the same name by reason."""
        return _unplaced_id(self.name, self.reason)


@dataclass(frozen=True, slots=True)
class Atlas:
    """Documents, the places they mention, and the names that could not be placed.

    Pins are ordered by number of mentions, most first, then by name.
    """

    documents: tuple[GeoparsedDocument, ...]
    pins: tuple[Pin, ...]
    unplaced: tuple[Unplaced, ...]

    @classmethod
    def build(cls, documents: Iterable[GeoparsedDocument]) -> Atlas:
        """Return the atlas of the documents, demonyms included (`filter` leaves them out)."""
        parsed = tuple(documents)
        found: dict[str, list[Occurrence]] = {}
        for index, document in enumerate(parsed):
            for resolution, passage in _with_passage(document):
                subject = subject_of(resolution)
                if subject is not None:
                    found.setdefault(subject, []).append(Occurrence(index, passage, resolution))
        unplaced = [_unplaced(found.pop(subject)) for subject in [*found] if subject.startswith(_UNPLACED)]
        pins = [_pin(subject, occurrences) for subject, occurrences in found.items()]
        return cls(
            parsed,
            _ordered(pins),
            tuple(sorted(unplaced, key=lambda u: (-len(u.occurrences), u.name))),
        )

    def filter(self, wanted: Filter) -> Atlas:
        """Return the atlas of what ``wanted`` lets through; documents and unplaced names stay."""
        pins = (pin.filter(wanted) for pin in self.pins)
        return replace(self, pins=_ordered(pin for pin in pins if pin is not None))

    @property
    def sources(self) -> tuple[str, ...]:
        """Keys of the data sources that the pins rest on, sorted."""
        return tuple(sorted({pin.place.source for pin in self.pins}))

    @property
    def title(self) -> str:
        """What a map of it is called: the document's title, or how many documents there are."""
        documents = self.documents
        return documents[0].document.title if len(documents) == 1 else f"{len(documents):,} documents"

    @property
    def mention_count(self) -> int:
        """Number of mentions on the map."""
        return sum(len(pin.occurrences) for pin in self.pins)

    def passage(self, occurrence: Occurrence) -> Passage:
        """Return the passage in which a mention stands."""
        return self.documents[occurrence.document].passages[occurrence.passage]

    def quote(self, occurrence: Occurrence) -> str:
        """Return the text of the passage in which a mention stands, without white space around it."""
        passage = self.passage(occurrence)
        return self.documents[occurrence.document].document.text[passage.start : passage.end].strip()


def subject_of(resolution: Resolution) -> str | None:
    """Return the id of the pin or of the unplaced name that a mention belongs to, None for a people without a place."""
    place = resolution.place
    if place is None or resolution.status not in ON_THE_MAP or _footprint(resolution, place).point is None:
        return None if resolution.is_demonym else _unplaced_id(resolution.mention.surface, _why_not_drawn(resolution))
    phrase = _drawn_phrase(resolution)
    return f"{place.id}/{phrase.words()}" if phrase else place.id


def _ordered(pins: Iterable[Pin]) -> tuple[Pin, ...]:
    return tuple(sorted(pins, key=lambda pin: (-len(pin.occurrences), pin.name, pin.id)))


def _with_passage(parsed: GeoparsedDocument) -> Iterable[tuple[Resolution, int]]:
    """Pair each resolution with the index of the passage that its mention starts in; both are in text order."""
    index = 0
    passages: Sequence[Passage] = parsed.passages
    for resolution in parsed.resolutions:
        while passages[index].end <= resolution.mention.start:
            index += 1
        yield resolution, index


def _why_not_drawn(resolution: Resolution) -> str:
    if resolution.status in ON_THE_MAP and resolution.place is not None:
        return "The gazetteer knows this place but not where it is."
    if resolution.note:
        return resolution.note
    return {
        "not_found": "No place of this name is in the gazetteer.",
        "unavailable": "The geocoder could not be asked.",
        "rejected": "Marked as not a place.",
    }.get(resolution.status, "It has no place.")


def _footprint(resolution: Resolution, place: Place) -> Footprint:
    return resolution.footprint or place.footprint


def _drawn_phrase(resolution: Resolution) -> Phrase | None:
    return resolution.mention.phrase if resolution.footprint else None


def _unplaced_id(name: str, reason: str) -> str:
    return f"{_UNPLACED}{fold(name)}/{reason}"


def _unplaced(occurrences: list[Occurrence]) -> Unplaced:
    first = occurrences[0].resolution
    return Unplaced(first.mention.surface, _why_not_drawn(first), tuple(occurrences))


def _pin(pin_id: str, occurrences: list[Occurrence]) -> Pin:
    first = occurrences[0].resolution
    assert first.place is not None  # noqa: S101 - `subject_of` has looked
    return Pin(pin_id, first.place, _drawn_phrase(first), _footprint(first, first.place), tuple(occurrences))


def _matches(pin: Pin, key: str) -> bool:
    names = dict.fromkeys([pin.name, *(o.resolution.mention.surface for o in pin.occurrences)])
    return any(key in fold(name) for name in names)
