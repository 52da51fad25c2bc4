"""The rows of tables and layers: one a pin, or one a mention. What they say is listed in `geo.export.fields`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from geo.atlas import Atlas, Occurrence, Pin
from geo.export.fields import DOCUMENT, MENTION, PLACE, Field, Spot, seen_from
from geo.model import GeoparsedDocument, Resolution


@dataclass(frozen=True, slots=True)
class PinRow:
    """A pin; ``passages`` are those that mention it, quoted once each, in reading order."""

    pin: Pin
    passages: tuple[str, ...]

    @property
    def spot(self) -> Spot:
        """Where it is drawn."""
        return _spot(self.pin)


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A mention, and the passage around it; without a ``spot`` it is not on the map, and ``note`` says why."""

    document: GeoparsedDocument
    resolution: Resolution
    spot: Spot | None
    note: str
    passage: str


def pin_rows(atlas: Atlas) -> Iterator[PinRow]:
    """Yield a row for each pin, those with most mentions first."""
    for pin in atlas.pins:
        quotes = {(o.document, o.passage): atlas.quote(o) for o in pin.occurrences}
        yield PinRow(pin, tuple(quotes.values()))


def mention_rows(atlas: Atlas) -> Iterator[MentionRow]:
    """Yield a row for each mention in reading order, those that are not on the map among them."""
    found: list[tuple[Occurrence, Spot | None, str]] = []
    for pin in atlas.pins:
        found += [(occurrence, _spot(pin), occurrence.resolution.note) for occurrence in pin.occurrences]
    for unplaced in atlas.unplaced:
        found += [(occurrence, None, unplaced.reason) for occurrence in unplaced.occurrences]
    found.sort(key=lambda item: (item[0].document, item[0].resolution.mention.start))
    for occurrence, spot, note in found:
        document = atlas.documents[occurrence.document]
        yield MentionRow(document, occurrence.resolution, spot, note, atlas.quote(occurrence))


def _spot(pin: Pin) -> Spot:
    return Spot(pin.id, pin.name, pin.place, pin.footprint)


def _surest(row: PinRow) -> Resolution:
    return max(row.pin.occurrences, key=lambda o: o.resolution.confidence or 0.0).resolution


def _area(row: PinRow) -> dict[str, Any] | None:
    area = row.pin.footprint.area
    found: dict[str, Any] | None = json.loads(area) if area else None
    return found


PIN_FIELDS: tuple[Field[PinRow], ...] = (
    *seen_from(PLACE, lambda row: row.spot),
    Field("confidence", "number", "of the mention that is surest: how likely the place is right",
          lambda row: row.pin.confidence, "0 to 1", digits=3),
    Field("status", "text", "of the mention that is surest: `resolved`, `ambiguous` or `corrected`",
          lambda row: _surest(row).status),
    Field("modifier", "text", "what makes it a part of a place, or an area or a line by it (`docs/areas.md`)",
          lambda row: row.pin.phrase and row.pin.phrase.words()),
    Field("area", "GeoJSON geometry", "what was drawn for the modifier", _area),
    Field("rule", "text", "how that was drawn", lambda row: row.pin.footprint.rule),
    Field("mentions", "whole number", "how often it is mentioned", lambda row: len(row.pin.occurrences)),
    Field("documents", "whole number", "how many documents mention it",
          lambda row: len({occurrence.document for occurrence in row.pin.occurrences})),
    Field("passages", "list of texts", "each passage that mentions it, quoted once, in reading order",
          lambda row: list(row.passages)),
)  # fmt: skip
"""What can be said in a row of a pin."""

_OWN: tuple[Field[MentionRow], ...] = (
    Field("mention", "text", "what is written", lambda row: row.resolution.mention.surface),
    Field("passage", "text", "the passage around it", lambda row: row.passage),
    Field("page", "text", "what stands on the page of the document that it is on, where that is known",
          lambda row: row.document.document.page_at(row.resolution.mention.start)),
    Field("note", "text", "one sentence on what the reasons do not say; why it is not on the map, where it is not",
          lambda row: row.note),
)  # fmt: skip

MENTION_FIELDS: tuple[Field[MentionRow], ...] = (
    *seen_from(PLACE, lambda row: row.spot),
    *seen_from((field for field in MENTION if field.name not in {"text", "note"}), lambda row: row.resolution),
    *seen_from(DOCUMENT, lambda row: row.document),
    *_OWN,
)
"""What can be said in a row of a mention."""
