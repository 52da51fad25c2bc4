"""The same outcomes by kind of place, by country, by how the name is used, and by the recogniser's label."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geo.evaluate.outcomes import JudgedDocument, Outcome
from geo.evaluate.scores import median_km

UNKNOWN = "unknown"
"""Of places of which neither the corpus nor the gazetteer says what they are."""
NOT_LOCATED, NOT_RECOGNIZED = "not located", "not recognised"


@dataclass(frozen=True, slots=True)
class Slice:
    """The known places that have something in common.

    Attributes:
        name: what it is: a kind, a country code, a use.
        count: how many places; ``recall`` and ``overlap_recall`` are the shares of them that were recognised,
            None where the names were given.
        with_point: how many have a point; ``accuracy`` is the share of them that is right.
        accuracy_resolved: share right of those that were located.
        median_km: median error of those that were located.
    """

    name: str
    count: int
    recall: float | None
    overlap_recall: float | None
    with_point: int
    accuracy: float | None
    accuracy_resolved: float | None
    median_km: float | None


@dataclass(frozen=True, slots=True)
class LabelSlice:
    """The mentions that the recogniser gave one label: how many, and the shares that agree with a known span."""

    name: str
    count: int
    precision: float
    overlap_precision: float


def sliced(documents: Sequence[JudgedDocument], key: Callable[[Outcome], str | None]) -> list[Slice]:
    """Group the known places by a key, the largest group first."""
    groups: defaultdict[str, list[Outcome]] = defaultdict(list)
    for document in documents:
        for outcome in document.outcomes:
            groups[key(outcome) or UNKNOWN].append(outcome)
    given = not any(document.found for document in documents)
    slices = [_slice(name, group, given) for name, group in groups.items()]
    return sorted(slices, key=lambda found: (-found.count, found.name))


def by_label(documents: Sequence[JudgedDocument]) -> list[LabelSlice]:
    """Group what was recognised by its label, the largest group first."""
    matches: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for found in document.found:
            matches[found.resolution.mention.label][found.match] += 1
    slices = [
        LabelSlice(name, count.total(), count["exact"] / count.total(), 1 - count["missed"] / count.total())
        for name, count in matches.items()
    ]
    return sorted(slices, key=lambda found: (-found.count, found.name))


def confusion(documents: Sequence[JudgedDocument]) -> dict[str, dict[str, int]]:
    """Count the places with a point by what kind they are and what kind they were taken for."""
    table: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for outcome in document.outcomes:
            if outcome.gold.point is not None:
                table[outcome.gold.kind or UNKNOWN][_taken_for(outcome)] += 1
    return {kind: dict(table[kind].most_common()) for kind in sorted(table, key=lambda kind: -table[kind].total())}


def _taken_for(outcome: Outcome) -> str:
    if outcome.resolution is None:
        return NOT_RECOGNIZED
    return NOT_LOCATED if outcome.error_km is None or outcome.place is None else outcome.place.kind


def _slice(name: str, group: Sequence[Outcome], given: bool) -> Slice:
    pointed = [o for o in group if o.gold.point is not None]
    located = [o for o in pointed if o.error_km is not None]
    right = sum(o.right for o in pointed)
    return Slice(
        name,
        len(group),
        None if given else sum(o.match == "exact" for o in group) / len(group),
        None if given else sum(o.match != "missed" for o in group) / len(group),
        len(pointed),
        right / len(pointed) if pointed else None,
        right / len(located) if located else None,
        median_km(pointed, located=True),
    )
