"""All rules by which names are resolved, in one table.

To add one, write what it sees and says (`prior_rules` for a reading alone, `cues` for the words beside a mention,
`context_rules` for the other names of its document), put its row there, and give it a weight in ``weights.json``.
"""

from __future__ import annotations

from geo.resolve.context_rules import CONTEXT_RULES
from geo.resolve.cues import CUE_RULES
from geo.resolve.prior_rules import PRIOR_RULES

SUPPORTING = (
    *(rule.name for rule in PRIOR_RULES if rule.supports),
    *(name for name, supports in CUE_RULES.items() if supports),
    *(rule.name for rule in CONTEXT_RULES if rule.supports),
)
"""The rules that support the best reading, in one order: sums of floats differ with it, and a text must come out the
same each time."""

NAMES = (*(rule.name for rule in PRIOR_RULES), *CUE_RULES, *(rule.name for rule in CONTEXT_RULES))
"""What every rule is called."""
