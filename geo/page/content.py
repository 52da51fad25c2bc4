"""What the page says: an atlas as plain values, ready to travel as JSON.

Passages travel as segments cut here, in code points, so the page's script never counts characters. What many
mentions share (why a place was chosen, and over which rivals) is said once and referred to by its number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable
from functools import partial
from typing import Any

from geo.atlas import Atlas, Occurrence, Pin, Unplaced
from geo.kinds import OUTLINED
from geo.model import ON_THE_MAP, Footprint, GeoparsedDocument, Place, Resolution
from geo.page.outline import light_lines, light_outline
from geo.protocols import Gazetteer

MAX_REASONS = 4
MAX_RIVALS = 5
MAX_OUTLINES = 400
"""Pins after this one, in the atlas' order, are drawn without their outline, to keep a large page small."""


def page_content(atlas: Atlas, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return the atlas as values that JSON knows; docs/page.md says how the page uses them."""
    verdicts = _Table()
    places = _Table()
    changes = _Table()
    marks = _marks(atlas)

    def segment(surface: str, subject: int, occurrence: Occurrence) -> list[Any]:
        verdict = _verdict(atlas.documents[occurrence.document], occurrence, places, changes)
        return [surface, subject, verdicts.number(verdict, lambda: _named_verdict(verdict))]

    return {
        "documents": [
            {
                "title": parsed.document.title,
                "source": parsed.document.source,
                "passages": [
                    _segments(parsed.document.text, p.start, p.end, marks[number, p.index], segment)
                    for p in parsed.passages
                ],
            }
            for number, parsed in enumerate(atlas.documents)
        ],
        "pins": [_pin(pin, gazetteer if number < MAX_OUTLINES else None) for number, pin in enumerate(atlas.pins)],
        "unplaced": [{"name": unplaced.name, "reason": unplaced.reason} for unplaced in atlas.unplaced],
        "verdicts": verdicts.values,
        "places": places.values,
        "changes": changes.values,
        "placed": sum(_is_placed(r) for parsed in atlas.documents for r in parsed.resolutions),
        "provenance": sorted({pair for parsed in atlas.documents for pair in parsed.provenance}),
    }


class _Table:
    """Numbers values in the order in which they are first met."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._numbers: dict[Hashable, int] = {}

    def number(self, key: Hashable, make: Callable[[], Any]) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self.values)
            self.values.append(make())
        return self._numbers[key]


def _marks(atlas: Atlas) -> defaultdict[tuple[int, int], list[tuple[int, Occurrence]]]:
    """Return the mentions of each (document, passage) with what they stand for: pin n, or ~n for an unplaced name."""
    marks: defaultdict[tuple[int, int], list[tuple[int, Occurrence]]] = defaultdict(list)
    subjects: list[tuple[int, Pin | Unplaced]] = [
        *enumerate(atlas.pins),
        *((~n, u) for n, u in enumerate(atlas.unplaced)),
    ]
    for subject, owner in subjects:
        for occurrence in owner.occurrences:
            marks[occurrence.document, occurrence.passage].append((subject, occurrence))
    for found in marks.values():
        found.sort(key=lambda mark: mark[1].resolution.mention.start)
    return marks


def _segments(
    text: str,
    start: int,
    end: int,
    marks: list[tuple[int, Occurrence]],
    segment: Callable[[str, int, Occurrence], list[Any]],
) -> list[Any]:
    """Cut ``text[start:end]`` at its mentions, without the white space around it."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    segments: list[Any] = []
    for subject, occurrence in marks:
        mention = occurrence.resolution.mention
        if mention.start < start:
            continue
        if mention.start > start:
            segments.append(text[start : mention.start])
        start = max(start, min(mention.end, end))
        segments.append(segment(text[mention.start : start], subject, occurrence))
    if start < end:
        segments.append(text[start:end])
    return segments


def _verdict(parsed: GeoparsedDocument, occurrence: Occurrence, places: _Table, changes: _Table) -> tuple[Any, ...]:
    resolution = occurrence.resolution
    chosen, change = parsed.chosen(resolution), resolution.change
    rivals = [c for c in parsed.candidates(resolution) if c is not chosen and c.place.footprint.point is not None]
    return (
        resolution.confidence,
        resolution.status,
        tuple((reason.sentence, round(reason.weight, 1)) for reason in resolution.explanation[:MAX_REASONS]),
        tuple(
            (places.number(c.place.id, partial(_rival, c.place)), round(chosen.score - c.score, 2) if chosen else None)
            for c in rivals[:MAX_RIVALS]
        ),
        len(rivals),
        changes.number(change, lambda: change) if change else None,
        resolution.note,
        occurrence.is_demonym,
        not occurrence.is_literal,
    )


def _named_verdict(verdict: tuple[Any, ...]) -> dict[str, Any]:
    names = ("confidence", "status", "why", "rivals", "rivalCount", "change", "note", "demonym", "nonliteral")
    return _without_nothing(dict(zip(names, verdict, strict=True)))


def _rival(place: Place) -> dict[str, Any]:
    point = place.footprint.point
    assert point is not None  # noqa: S101 - `_verdict` leaves out the others
    return {"name": place.name, "kind": place.kind, "where": _where(place), "lat": point.lat, "lon": point.lon}


def _pin(pin: Pin, gazetteer: Gazetteer | None) -> dict[str, Any]:
    place = pin.place
    area, rule = _area(pin.footprint, pin.place, gazetteer)
    lines = light_lines(area) if area else None
    return _without_nothing(
        {
            "id": pin.id,
            "name": pin.name,
            "kind": place.kind,
            "where": place.name if pin.phrase else _where(place),
            "code": place.country_code if place.kind == "country" and not pin.phrase else None,
            "population": None if pin.phrase else place.population,
            "precision": pin.footprint.precision,
            "part": pin.phrase and ("line" if lines else "part" if pin.phrase.is_part else "area"),
            "bbox": pin.footprint.bbox,
            "outline": light_outline(area) if area else None,
            "lines": lines,
            # What is drawn for a phrase has its rule in the mention's note.
            "rule": None if pin.phrase else rule,
        }
    )


def _area(footprint: Footprint, place: Place, gazetteer: Gazetteer | None) -> tuple[str | None, str | None]:
    """Return an outline with the rule by which it was drawn."""
    if footprint.area is None and gazetteer is not None and place.kind in OUTLINED:
        return gazetteer.area(place.id) or (None, None)
    return footprint.area, footprint.rule


def _where(place: Place) -> str:
    """Return the units that a place lies in, smallest first."""
    units = (place.admin2, place.admin1, place.country)
    return ", ".join(dict.fromkeys(unit for unit in units if unit and unit != place.name))


def _is_placed(resolution: Resolution) -> bool:
    return resolution.status in ON_THE_MAP and resolution.place is not None


def _without_nothing(values: dict[str, Any]) -> dict[str, Any]:
    """Drop what the page takes for granted."""
    return {
        name: value
        for name, value in values.items()
        if value is not None and value is not False and value not in ("", ())
    }
