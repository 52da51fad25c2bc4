"""What went most wrong: places put where they are not, names not found, names found where there is no place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from geo.evaluate.measure.evaluation import Evaluation
from geo.evaluate.measure.outcomes import JudgedDocument, Outcome

WORST = 50
"""How many of the worst errors are shown."""


@dataclass(frozen=True, slots=True)
class WrongPlace:
    """A place put wrong: where it first is, and how often the same name is put wrong in the same way there."""

    document: JudgedDocument
    outcome: Outcome
    times: int


def worst_errors(evaluation: Evaluation, limit: int = WORST) -> list[WrongPlace]:
    """Return the places that were put wrong, the surest first, the farther first among equally sure ones."""
    wrong = [
        (document, outcome)
        for document in evaluation.documents
        for outcome in document.outcomes
        if outcome.error_km is not None and not outcome.right
    ]
    wrong.sort(key=lambda pair: (-(pair[1].confidence or 0.0), -(pair[1].error_km or 0.0)))
    groups: dict[object, list[tuple[JudgedDocument, Outcome]]] = {}
    for document, outcome in wrong:
        chosen = outcome.place.id if outcome.place else None
        key = (document.doc_id, outcome.surface, outcome.gold.point, chosen)
        groups.setdefault(key, []).append((document, outcome))
    return [WrongPlace(*group[0], len(group)) for group in list(groups.values())[:limit]]


def missed_names(evaluation: Evaluation) -> list[tuple[str, int]]:
    """Return the names of known places that were not found, with how often, most often first."""
    return _counted(o.surface for o in evaluation.outcomes if o.match == "missed")


def spurious_names(evaluation: Evaluation) -> list[tuple[str, int]]:
    """Return what was found where no place is known, with how often, most often first."""
    return _counted(
        found.resolution.mention.surface
        for document in evaluation.documents
        for found in document.found
        if found.match == "missed"
    )


def _counted(names: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0]))
