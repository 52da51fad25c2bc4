"""Passages as the page takes them: cut at their mentions, in pieces that carry what their mentions share.

Passages travel as segments cut here, in code points, so the page's script never counts characters. What many
mentions share (why a place was chosen, and over which rivals) is said once a piece and referred to by its number.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from math import floor
from typing import Any

from geo.model import Candidate, Place
from geo.protocols import View
from geo.view import Mark, MarkedPassage, PinSummary
from geo.wording import units_in_words

MAX_REASONS = 4
MAX_RIVALS = 5


def subject_numbers(pins: Sequence[str], unplaced: Sequence[str]) -> dict[str, int]:
    """Return the number by which the page knows each subject: n for the nth pin, ~n for the nth unplaced name."""
    return {**{pin: n for n, pin in enumerate(pins)}, **{name: ~n for n, name in enumerate(unplaced)}}


def tallies_of(pins: Sequence[PinSummary]) -> list[int]:
    """Return three numbers for each pin: mentions, confidence in per cent, 1 where each could well be another place."""
    return [n for pin in pins for n in (pin.mentions, floor(100 * pin.confidence), int(pin.ambiguous))]


def piece_of(
    passages: Sequence[MarkedPassage], view: View, subjects: Mapping[str, int], *, whole: bool = False
) -> dict[str, Any]:
    """Return passages as values that JSON knows; docs/page.md says how the page uses them.

    Args:
        whole: they are all that there are, so neither they nor their mentions need numbers.
    """
    verdicts, places, changes = _Table(), _Table(), _Table()

    def segment(surface: str, mark: Mark) -> list[Any]:
        verdict = _verdict(mark, places, changes)
        number = verdicts.number(verdict, lambda: _named_verdict(verdict))
        return [surface, subjects[mark.subject], number, *(() if whole else (mark.ordinal,))]

    return {
        "numbers": None if whole else [passage.number for passage in passages],
        "passages": [_segments(passage, segment) for passage in passages],
        "titles": [_title(passage.document, view) for passage in passages if passage.index == 0],
        "verdicts": verdicts.values,
        "places": places.values,
        "changes": changes.values,
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


def _title(document: int, view: View) -> list[Any]:
    [summary] = view.documents(offset=document, limit=1)
    return [document, summary.title, summary.source]


def _segments(passage: MarkedPassage, segment: Callable[[str, Mark], list[Any]]) -> list[Any]:
    """Cut a passage at its mentions, without the white space around it."""
    text = passage.text
    end = len(text.rstrip())
    start = len(text) - len(text.lstrip())
    segments: list[Any] = []
    for mark in passage.marks:
        mention = mark.resolution.mention
        first = mention.start - passage.start
        if first < start:
            continue
        if first > start:
            segments.append(text[start:first])
        start = max(start, min(mention.end - passage.start, end))
        segments.append(segment(text[first:start], mark))
    if start < end:
        segments.append(text[start:end])
    return segments


def _verdict(mark: Mark, places: _Table, changes: _Table) -> tuple[Any, ...]:
    resolution, place = mark.resolution, mark.resolution.place
    chosen = next((c for c in mark.candidates if place is not None and c.place.id == place.id), None)
    rivals = [c for c in mark.candidates if c is not chosen and c.place.footprint.point is not None]
    change = resolution.change
    return (
        resolution.confidence,
        resolution.status,
        tuple((reason.sentence, round(reason.weight, 1)) for reason in resolution.explanation[:MAX_REASONS]),
        tuple(_rival(candidate, chosen, places) for candidate in rivals[:MAX_RIVALS]),
        len(rivals),
        changes.number(change, lambda: change) if change else None,
        resolution.note,
        resolution.is_demonym,
        not resolution.is_literal,
    )


def _rival(candidate: Candidate, chosen: Candidate | None, places: _Table) -> tuple[int, float | None]:
    behind = round(chosen.score - candidate.score, 2) if chosen else None
    return places.number(candidate.place.id, partial(_rival_place, candidate.place)), behind


def _rival_place(place: Place) -> dict[str, Any]:
    point = place.footprint.point
    assert point is not None  # noqa: S101 - `_verdict` leaves out the others
    return {
        "name": place.name,
        "kind": place.kind,
        "where": units_in_words(place),
        "lat": point.lat,
        "lon": point.lon,
    }


def _named_verdict(verdict: tuple[Any, ...]) -> dict[str, Any]:
    names = ("confidence", "status", "why", "rivals", "rivalCount", "change", "note", "demonym", "nonliteral")
    return without_nothing(dict(zip(names, verdict, strict=True)))


def without_nothing(values: dict[str, Any]) -> dict[str, Any]:
    """Drop what the page takes for granted."""
    return {
        name: value
        for name, value in values.items()
        if value is not None and value is not False and value not in ("", ())
    }
