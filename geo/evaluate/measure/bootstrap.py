"""How far a figure could lie from another sample's: documents are drawn anew, since mentions of one hang together."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

Counts = Mapping[str, float]
"""What one document adds to the sums that figures are computed from."""
Figures = dict[str, float | None]

ROUNDS = 1000
_SEED = 20_039
_LEVEL = 0.95


def total(counts: Sequence[Counts]) -> dict[str, float]:
    """Add up the documents' counts."""
    return {key: sum(row[key] for row in counts) for key in (counts[0] if counts else ())}


def intervals(
    counts: Sequence[Counts], figures: Callable[[Counts], Figures], *, rounds: int = ROUNDS, seed: int = _SEED
) -> dict[str, tuple[float, float]]:
    """Return the 95 % percentile interval of each figure over resampled documents; the same every time.

    A figure that some sample does not have (no demonym in it) goes by the samples that have it. One document says
    nothing of others: there are no intervals then.
    """
    if len(counts) < 2:
        return {}
    dice = random.Random(seed)  # noqa: S311 - a sample, not a secret
    columns = {key: [row[key] for row in counts] for key in counts[0]}
    numbers = range(len(counts))
    samples: dict[str, list[float]] = {}
    for _ in range(rounds):
        drawn = dice.choices(numbers, k=len(counts))
        sums = {key: sum(map(column.__getitem__, drawn)) for key, column in columns.items()}
        for name, value in figures(sums).items():
            if value is not None:
                samples.setdefault(name, []).append(value)
    return {name: _middle(sorted(values)) for name, values in samples.items()}


def _middle(ordered: Sequence[float]) -> tuple[float, float]:
    last = len(ordered) - 1
    return ordered[round(last * (1 - _LEVEL) / 2)], ordered[round(last * (1 + _LEVEL) / 2)]
