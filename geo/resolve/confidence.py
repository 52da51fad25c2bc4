"""How sure a resolution is."""

from __future__ import annotations

import math
from collections.abc import Sequence

from geo.model import Candidate


def confidence_of(candidates: Sequence[Candidate]) -> float:
    """Return the probability, 0 to 1, that the first candidate is right."""
    margin = candidates[0].score - candidates[1].score if len(candidates) > 1 else 5.0
    return 1 / (1 + math.exp(-margin))
