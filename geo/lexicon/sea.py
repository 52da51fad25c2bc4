"""What is said of the sea, so that "off" a place means the water before its coast."""

from __future__ import annotations

AT_SEA = (
    r"seas?|(?:war|air)?ships?|(?:gun|speed)?boats?|vessels?|tankers?|carriers?|freighters?|ferr(?:y|ies)|frigates?|"
    r"destroyers?|submarines?|dingh(?:y|ies)|rafts?|trawlers?|yachts?|fish\w+|sank|sunk|sink\w*|capsiz\w+|drown\w*|"
    r"(?:ship)?wreck\w*|aground|waters|anchor\w*|sail\w*|drift\w*|naval|navy|maritime|pira\w+|rigs?|(?:earth)?quakes?|"
    r"coast\s?guard|nautical|migrants|crew|offshore|islands?|port"
)
"""A pattern, to be put into a group, of what is at sea."""

DONE_OFF = (
    r"cut\w*|seal\w*|clos\w+|fen[cd]\w*|block\w*|wall\w*|took|tak\w+|set\w*|call\w*|br[eo]\w+|f[ae]ll\w*|h[oe]ld|"
    r"fight\w*|fought|dri?o?p\w*|kick\w*|beat|pa[iy]\w*|show\w*|days?"
)
"""A pattern, to be put into a group, of what "off" belongs to itself: "sealed off Gaza"."""
