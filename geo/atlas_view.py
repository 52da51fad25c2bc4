"""An atlas in memory, asked as any other view is (`geo.protocols.View`)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from geo.atlas import Atlas, Occurrence, Pin, Unplaced, subject_of
from geo.model import ON_THE_MAP, Resolution
from geo.text.toponym import fold
from geo.view import (
    CONFIDENCE_BANDS,
    Basis,
    Counts,
    DocumentSummary,
    Facet,
    Filter,
    Mark,
    MarkedPassage,
    PassagePage,
    PinSummary,
    Step,
    Tally,
    UnplacedName,
)

_LENGTHS = {"day": 10, "month": 7, "year": 4}  # of an ISO 8601 date
_Key = tuple[int, int]  # document, passage
_T = TypeVar("_T")


class AtlasView:
    """A view of an atlas. What it has counted it keeps; nothing it gives away changes."""

    def __init__(self, atlas: Atlas) -> None:
        """Take an atlas; of one that is filtered already, what was left out is text like any other."""
        self._atlas = atlas
        self._firsts = [0]  # the number of each document's first passage, and one more
        for parsed in atlas.documents:
            self._firsts.append(self._firsts[-1] + len(parsed.passages))
        self._latest: tuple[Filter, Atlas, list[PinSummary]] | None = None
        owners: tuple[Pin | Unplaced, ...] = (*atlas.pins, *atlas.unplaced)
        self._subjects = {owner.id: owner for owner in owners}

    def basis(self) -> Basis:
        """Return what all answers rest on."""
        documents = self._atlas.documents
        readings = (reading for parsed in documents for reading in parsed.readings)
        return Basis(
            tuple(sorted({pair for parsed in documents for pair in parsed.provenance})),
            frozenset(self._atlas.sources),
            frozenset(candidate.place.source for reading in readings for candidate in reading),
            sum(r.place is not None and r.status in ON_THE_MAP for parsed in documents for r in parsed.resolutions),
        )

    def counts(self, wanted: Filter) -> Counts:
        """Return how much there is of what the filter lets through."""
        shown = self.shown(wanted)
        places = {(o.document, o.passage) for pin in shown.pins for o in pin.occurrences}
        documents = {document for document, _ in places}
        return Counts(len(documents), len(places), len(shown.pins), shown.mention_count, len(shown.unplaced))

    def documents(self, *, offset: int = 0, limit: int | None = None) -> tuple[DocumentSummary, ...]:
        """Return the documents in reading order."""
        return tuple(
            DocumentSummary(
                parsed.document.id,
                parsed.document.title,
                parsed.document.source,
                parsed.document.published,
                len(parsed.passages),
                len(parsed.document.text.strip()),
            )
            for parsed in _slice(self._atlas.documents, offset, limit)
        )

    def pins(self, wanted: Filter, *, offset: int = 0, limit: int | None = None) -> tuple[PinSummary, ...]:
        """Return the pins, those with most mentions first."""
        _, atlas, summaries = self._filtered(wanted)
        if not summaries:
            summaries[:] = map(_summary, atlas.pins)  # at once: several threads may come here
        return tuple(_slice(summaries, offset, limit))

    def unplaced(self, *, offset: int = 0, limit: int | None = None) -> tuple[UnplacedName, ...]:
        """Return the names that are not on the map, those with most mentions first."""
        names = _slice(self._atlas.unplaced, offset, limit)
        return tuple(UnplacedName(name.id, name.name, name.reason, len(name.occurrences)) for name in names)

    def facet(self, by: Facet, wanted: Filter, *, limit: int | None = None) -> tuple[Tally, ...]:
        """Return what the mentions are, most mentions first."""
        values = ((self._value(by, pin, o), pin, o) for pin, o in self._mentions(wanted))
        tallies = sorted(_tallied(values), key=lambda tally: (-tally.mentions, tally.value))
        return tuple(tallies[:limit])

    def timeline(self, step: Step, wanted: Filter) -> tuple[Tally, ...]:
        """Return when the documents were published, the earliest first."""
        days = [(parsed.document.published or "")[: _LENGTHS[step]] for parsed in self._atlas.documents]
        dated = ((days[o.document], pin, o) for pin, o in self._mentions(wanted))
        return tuple(sorted(_tallied(dated), key=lambda tally: tally.value))

    def passages(
        self, wanted: Filter, *, subject: str | None = None, since: int = 0, offset: int = 0, limit: int | None = None
    ) -> PassagePage:
        """Return the passages that hold what the filter lets through: of all subjects, or of one."""
        if subject is None:
            found: Iterable[Occurrence] = (o for _, o in self._mentions(wanted))
        else:
            found = self._occurrences(subject, wanted)
        return self._page(_counted(found), since, offset, limit)

    def search(self, words: str, wanted: Filter, *, offset: int = 0, limit: int | None = None) -> PassagePage:
        """Return the passages that hold all words, and something that the filter lets through."""
        patterns = [re.compile(rf"\b{re.escape(word)}\b") for word in fold(words).split()]
        if not patterns:
            return PassagePage(0, 0, 0, ())
        counted = _counted(o for _, o in self._mentions(wanted))
        found = {key: n for key, n in counted.items() if all(pattern.search(self._folded(key)) for pattern in patterns)}
        return self._page(found, 0, offset, limit)

    def text(self, *, offset: int = 0, limit: int | None = None) -> tuple[MarkedPassage, ...]:
        """Return passages of all documents in reading order, whatever they hold."""
        end = self._firsts[-1] if limit is None else min(offset + limit, self._firsts[-1])
        return tuple(self._passage(self._key(number)) for number in range(offset, end))

    def _page(self, counted: dict[_Key, int], since: int, offset: int, limit: int | None) -> PassagePage:
        keys = sorted(counted)
        before = min(len(keys), bisect_left(keys, since, key=self._number) + offset)
        passages = tuple(self._passage(key) for key in _slice(keys, before, limit))
        return PassagePage(len(keys), before, sum(counted[key] for key in keys[:before]), passages)

    def _number(self, key: _Key) -> int:
        return self._firsts[key[0]] + key[1]

    def _key(self, number: int) -> _Key:
        document = bisect_right(self._firsts, number) - 1
        return document, number - self._firsts[document]

    def _passage(self, key: _Key) -> MarkedPassage:
        document, index = key
        parsed = self._atlas.documents[document]
        start, end = parsed.passages[index].start, parsed.passages[index].end
        first, last = (bisect_left(parsed.resolutions, at, key=_start) for at in (start, end))
        marks = (self._mark(document, resolution) for resolution in parsed.resolutions[first:last])
        text = parsed.document.text[start:end]
        return MarkedPassage(self._number(key), document, index, start, text, tuple(mark for mark in marks if mark))

    def _mark(self, document: int, resolution: Resolution) -> Mark | None:
        subject = subject_of(resolution)
        owner = self._subjects.get(subject or "")
        if subject is None or owner is None:
            return None
        at = (document, resolution.mention.start)
        ordinal = bisect_left(owner.occurrences, at, key=_position)
        if ordinal == len(owner.occurrences) or _position(owner.occurrences[ordinal]) != at:
            return None
        return Mark(subject, ordinal, resolution, self._atlas.documents[document].candidates(resolution))

    def _occurrences(self, subject: str, wanted: Filter) -> Sequence[Occurrence]:
        owner = self._subjects.get(subject)
        if isinstance(owner, Pin):
            owner = owner.filter(wanted)
        return owner.occurrences if owner else ()

    def _folded(self, key: _Key) -> str:
        passage = self._atlas.documents[key[0]].passages[key[1]]
        return fold(self._atlas.documents[key[0]].document.text[passage.start : passage.end])

    def _value(self, by: Facet, pin: Pin, occurrence: Occurrence) -> str:
        if by == "kind":
            return pin.place.kind
        if by == "country":
            return pin.place.country_code or ""
        if by == "source":
            document = self._atlas.documents[occurrence.document].document
            return document.outlet or document.source
        confidence = occurrence.resolution.confidence or 0.0
        return next(name for name, least in CONFIDENCE_BANDS if confidence >= least)

    def shown(self, wanted: Filter) -> Atlas:
        """Return the atlas of what the filter lets through; the latest is kept, for it is asked for again and again."""
        return self._filtered(wanted)[1]

    def _filtered(self, wanted: Filter) -> tuple[Filter, Atlas, list[PinSummary]]:
        latest = self._latest  # once, for several threads may ask
        if latest is None or latest[0] != wanted:
            latest = (wanted, self._atlas.filter(wanted), [])
            self._latest = latest
        return latest

    def _mentions(self, wanted: Filter) -> Iterator[tuple[Pin, Occurrence]]:
        return ((pin, o) for pin in self.shown(wanted).pins for o in pin.occurrences)


def _slice(values: Sequence[_T], offset: int, limit: int | None) -> Sequence[_T]:
    return values[offset : None if limit is None else offset + limit]


def _position(occurrence: Occurrence) -> tuple[int, int]:
    return occurrence.document, occurrence.resolution.mention.start


def _start(resolution: Resolution) -> int:
    return resolution.mention.start


def _counted(occurrences: Iterable[Occurrence]) -> dict[_Key, int]:
    """Return how many of the mentions stand in each passage."""
    return Counter((o.document, o.passage) for o in occurrences)


def _tallied(values: Iterable[tuple[str, Pin, Occurrence]]) -> Iterator[Tally]:
    found: dict[str, tuple[set[int], set[str], list[int]]] = {}
    for value, pin, occurrence in values:
        documents, pins, count = found.setdefault(value, (set(), set(), [0]))
        documents.add(occurrence.document)
        pins.add(pin.id)
        count[0] += 1
    return (Tally(value, len(documents), len(pins), n) for value, (documents, pins, [n]) in found.items())


def _summary(pin: Pin) -> PinSummary:
    ambiguous = all(o.resolution.status == "ambiguous" for o in pin.occurrences)
    return PinSummary(
        pin.id, pin.name, pin.place, pin.phrase, pin.footprint, len(pin.occurrences), pin.confidence, ambiguous
    )
