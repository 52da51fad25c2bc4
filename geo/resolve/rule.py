"""What a rule is: one row of a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Rule(NamedTuple):
    """A rule on the readings of a name. Its share of a reading's score is its value times its weight.

    Attributes:
        name: what its weight is found by in ``weights.json``, and what reasons are told apart by.
        value: what it makes of a reading, from about -1 to 1; 0 is silence. `PRIOR_RULES` are given the reading,
            `CONTEXT_RULES` the reading and its `Witnesses`.
        sentence: what it saw, for the reader; given the same.
        supports: what it says for the best reading makes us surer of it, beyond the margin that it gives.
        is_still: its value does not depend on how the other names are read now.
        of_rulers: it speaks of countries, their first-level units and seats of government only.
    """

    name: str
    value: Callable[..., float]
    sentence: Callable[..., str]
    supports: bool = False
    is_still: bool = False
    of_rulers: bool = False
