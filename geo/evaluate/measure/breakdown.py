"""The same outcomes by kind of place, by country, by how the name is used, and by the recogniser's label."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geo.evaluate.measure.outcomes import Found, JudgedDocument, Outcome
from geo.evaluate.measure.scores import harmonic, median_km
from geo.kinds import KINDS
from geo.model import Label

UNKNOWN = "unknown"
"""Of places of which neither the corpus nor the gazetteer says what they are."""


@dataclass(frozen=True, slots=True)
class Slice:
    """The known places, and the mentions found, that have something in common.

    Attributes:
        name: what it is: a kind, a country code, a use, a label.
        count, found: how many known places, how many mentions; ``found`` is 0 where the names were given.
        precision, recall, f1: of exact spans: the share of the mentions that are some known name's, the share of the
            known names that were found, their harmonic mean; ``overlap_…``: a shared letter is enough. None where the
            names were given, or where there is none on one side.
        with_point: how many known places have a point; ``accuracy`` is the share of them that is right.
        accuracy_resolved: share right of those that were located.
        mean_km, median_km: error of those that were located.
    """

    name: str
    count: int
    found: int
    precision: float | None
    recall: float | None
    f1: float | None
    overlap_precision: float | None
    overlap_recall: float | None
    overlap_f1: float | None
    with_point: int
    accuracy: float | None
    accuracy_resolved: float | None
    mean_km: float | None
    median_km: float | None


def by_kind(documents: Sequence[JudgedDocument]) -> list[Slice]:
    """Group by kind of place: the known ones by what they are, mentions by what they were resolved to."""
    return _sliced(documents, lambda o: o.gold.kind, lambda f: f.resolution.place.kind if f.resolution.place else None)


def by_country(documents: Sequence[JudgedDocument]) -> list[Slice]:
    """Group by country code: the known places by theirs, mentions by that of what they were resolved to."""
    return _sliced(
        documents,
        lambda o: o.gold.country_code,
        lambda f: f.resolution.place.country_code if f.resolution.place else None,
    )


def by_use(documents: Sequence[JudgedDocument]) -> list[Slice]:
    """Group the known places by how their names are used, which no mention says."""
    return _sliced(documents, lambda o: o.gold.use, None)


def by_label(documents: Sequence[JudgedDocument]) -> list[Slice]:
    """Group by label: mentions by the recogniser's, known places by that which names of their kind have."""
    return _sliced(documents, _label_of, lambda f: f.resolution.mention.label)


def _label_of(outcome: Outcome) -> Label | None:
    if outcome.gold.demonym:
        return "NORP"
    return KINDS[outcome.gold.kind].label if outcome.gold.kind else None


def _sliced(
    documents: Sequence[JudgedDocument],
    key: Callable[[Outcome], str | None],
    found_key: Callable[[Found], str | None] | None,
) -> list[Slice]:
    """Return the groups, the one with the most known places first."""
    outcomes: defaultdict[str, list[Outcome]] = defaultdict(list)
    found: defaultdict[str, list[Found]] = defaultdict(list)
    for document in documents:
        for outcome in document.outcomes:
            outcomes[key(outcome) or UNKNOWN].append(outcome)
        for mention in document.found if found_key else ():
            found[found_key(mention) or UNKNOWN].append(mention)  # type: ignore[misc]
    given = not any(document.found for document in documents)
    slices = [_slice(name, outcomes[name], found[name], given) for name in {**outcomes, **found}]
    return sorted(slices, key=lambda part: (-part.count, -part.found, part.name))


def _slice(name: str, group: Sequence[Outcome], found: Sequence[Found], given: bool) -> Slice:
    recall = overlap_recall = None
    if group and not given:
        recall = sum(o.match == "exact" for o in group) / len(group)
        overlap_recall = sum(o.match != "missed" for o in group) / len(group)
    precision = sum(f.match == "exact" for f in found) / len(found) if found else None
    overlap_precision = sum(f.match != "missed" for f in found) / len(found) if found else None
    pointed = [o for o in group if o.gold.point is not None]
    errors_km = [o.error_km for o in pointed if o.error_km is not None]
    right = sum(o.right for o in pointed)
    return Slice(
        name,
        len(group),
        len(found),
        precision,
        recall,
        harmonic(precision, recall),
        overlap_precision,
        overlap_recall,
        harmonic(overlap_precision, overlap_recall),
        len(pointed),
        right / len(pointed) if pointed else None,
        right / len(errors_km) if errors_km else None,
        sum(errors_km) / len(errors_km) if errors_km else None,
        median_km(pointed, located=True),
    )
