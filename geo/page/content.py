"""What the page says: a view as plain values, ready to travel as JSON; with all passages, or with none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geo.kinds import OUTLINED
from geo.model import Footprint, Place
from geo.page.outline import light_lines, light_outline
from geo.page.passages import piece_of, subject_numbers, tallies_of, without_nothing
from geo.protocols import Gazetteer, View
from geo.view import Filter, PinSummary
from geo.wording import units_in_words

MAX_OUTLINES = 400
"""Pins after this one, in the view's order, are drawn without their outline, to keep a large page small."""

EVERYTHING = Filter(demonyms=True)
"""What the page holds, whatever it shows."""


def page_content(
    view: View, gazetteer: Gazetteer, pins: Sequence[PinSummary], *, whole: bool, demonyms: bool = False
) -> dict[str, Any]:
    """Return the view as values that JSON knows; docs/page.md says how the page uses them.

    Args:
        pins: those of the view, which let `EVERYTHING` through.
        whole: whether the passages come along; else the page asks for them (`geo.page.desk`).
        demonyms: whether mentions of peoples count at first.
    """
    unplaced, documents, basis = view.unplaced(), view.documents(), view.basis()
    subjects = subject_numbers([pin.id for pin in pins], [name.id for name in unplaced])
    return {
        "documents": [(document.passages, document.chars) for document in documents],
        "pins": [_pin(pin, gazetteer if number < MAX_OUTLINES else None) for number, pin in enumerate(pins)],
        "unplaced": [{"name": name.name, "reason": name.reason, "count": name.mentions} for name in unplaced],
        "text": piece_of(view.text(), view, subjects, whole=True) if whole else None,
        "demonyms": demonyms,
        "shown": None if whole else _shown(view.pins(Filter(demonyms=demonyms)), subjects),
        "placed": basis.placed,
        "provenance": basis.provenance,
    }


def _shown(pins: Sequence[PinSummary], subjects: Mapping[str, int]) -> dict[str, list[int]]:
    return {"visible": [subjects[pin.id] for pin in pins], "tallies": tallies_of(pins)}


def _pin(pin: PinSummary, gazetteer: Gazetteer | None) -> dict[str, Any]:
    place = pin.place
    area, rule = _area(pin.footprint, pin.place, gazetteer)
    lines = light_lines(area) if area else None
    return without_nothing(
        {
            "id": pin.id,
            "name": pin.name,
            "kind": place.kind,
            "where": place.name if pin.phrase else units_in_words(place),
            "code": place.country_code if place.kind == "country" and not pin.phrase else None,
            "population": None if pin.phrase else place.population,
            "precision": pin.footprint.precision,
            "part": pin.phrase and ("line" if lines else "part" if pin.phrase.is_part else "area"),
            "bbox": pin.footprint.bbox,
            "outline": light_outline(area) if area else None,
            "lines": lines,
            # What is drawn for a phrase has its rule in the mention's note.
            "rule": None if pin.phrase else rule,
            "evidence": place.evidence,
        }
    )


def _area(footprint: Footprint, place: Place, gazetteer: Gazetteer | None) -> tuple[str | None, str | None]:
    """Return an outline with the rule by which it was drawn."""
    if footprint.area is None and gazetteer is not None and place.kind in OUTLINED:
        return gazetteer.area(place.id) or (None, None)
    return footprint.area, footprint.rule
