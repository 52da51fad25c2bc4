"""An evaluation: a corpus beside what was made of it, with all figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from geo.evaluate.measure import bootstrap
from geo.evaluate.measure.gold import GoldDocument
from geo.evaluate.measure.judge import judge_given, judge_recognized
from geo.evaluate.measure.outcomes import JudgedDocument, Outcome
from geo.evaluate.measure.scores import counts, figures, median_km
from geo.model import GeoparsedDocument
from geo.pipeline import Pipeline
from geo.protocols import Progress

MentionSource = Literal["gold", "recognized"]
"""Whether the known spans are resolved, or those that the recogniser finds."""

_BATCH_DOCUMENTS = 16


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured.

    Attributes:
        corpus: its name.
        counts: whole numbers: documents, places, and so on.
        figures: by name (``docs/accuracy.md`` says what each means); None where there is nothing to compute it from.
        intervals: 95 % intervals of figures, documents resampled.
        provenance: (what, version) pairs of the pipeline's parts.
    """

    corpus: str
    mentions: MentionSource
    documents: tuple[JudgedDocument, ...]
    counts: dict[str, int]
    figures: bootstrap.Figures
    intervals: dict[str, tuple[float, float]]
    provenance: tuple[tuple[str, str], ...]

    @property
    def outcomes(self) -> list[Outcome]:
        """The known places of all documents."""
        return [outcome for document in self.documents for outcome in document.outcomes]


def evaluate(
    name: str,
    corpus: Sequence[GoldDocument],
    pipeline: Pipeline,
    *,
    mentions: MentionSource = "recognized",
    rounds: int = bootstrap.ROUNDS,
    progress: Progress | None = None,
) -> Evaluation:
    """Run the pipeline over a corpus and measure what comes of it; 0 ``rounds`` of resampling give no intervals."""
    judged: list[JudgedDocument] = []
    for first in range(0, len(corpus), _BATCH_DOCUMENTS):
        batch = corpus[first : first + _BATCH_DOCUMENTS]
        documents = [gold.document for gold in batch]
        if mentions == "gold":
            parsed = pipeline.resolve(documents, [gold.mentions() for gold in batch])
        else:
            parsed = pipeline.geoparse(documents)
        judge: Callable[[GoldDocument, GeoparsedDocument], JudgedDocument] = (
            judge_given if mentions == "gold" else judge_recognized
        )
        judged += map(judge, batch, parsed)
        if progress:
            progress(f"Evaluating {name}", min(1.0, len(judged) / len(corpus)))
    return _measured(name, judged, mentions, rounds)


def _measured(name: str, judged: Sequence[JudgedDocument], mentions: MentionSource, rounds: int) -> Evaluation:
    rows = [counts(document) for document in judged]
    sums = bootstrap.total(rows)
    outcomes = [outcome for document in judged for outcome in document.outcomes]
    found = figures(sums)
    found["median_error_km"] = median_km(outcomes, located=False)
    found["median_error_km_resolved"] = median_km(outcomes, located=True)
    whole = {
        "documents": len(judged),
        "places": len(outcomes),
        "recognized": sum(len(document.found) for document in judged),
        **{key: int(sums.get(key, 0)) for key in ("places_with_point", "sure_wrong", "sure_wrong_namesakes")},
    }
    whole["unresolved"] = whole["places_with_point"] - int(sums.get("located", 0))
    provenance = judged[0].parsed.provenance if judged else ()
    intervals = bootstrap.intervals(rows, figures, rounds=rounds)
    return Evaluation(name, mentions, tuple(judged), whole, found, intervals, provenance)
