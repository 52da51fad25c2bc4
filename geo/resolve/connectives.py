"""What the words between two mentions say: that they stand in one list, or that the first lies in the second."""

from __future__ import annotations

import re

from geo.lexicon.winds import MAIN_WINDS, eight_winds
from geo.model import Document, Mention

_LONGEST_GAP_CHARS = 32
_CONTAINED = re.compile(
    r"\s?,\s{0,2}|\s?\(|,?\s(?:in|of)\s(?:the\s)?|,?\s(?:which is )?(?:the\s)?(?:capital|largest city|second city)\s"
    rf"(?:city\s)?of\s(?:the\s)?|,\s(?:in|a city in|a town in|{eight_winds('')}|(?:{MAIN_WINDS})ern|central|upstate)"
    r"\s(?:of\s|the\s)?",
    re.IGNORECASE,
)
_CLOSED = re.compile(r",?\s(?:and|or|&|as well as)\s", re.IGNORECASE)
_IN = re.compile(r",?\sin\s(?:the\s)?", re.IGNORECASE)
_LISTED = re.compile(r"\s?,\s(?:and\s|or\s|the\s)?|\s(?:and|or|&|as well as)\s(?:the\s|in\s)?|\s?[/;]\s?|\s?[–—-]\s?")


def contained(document: Document, inner: Mention, outer: Mention) -> bool:
    """Whether the words can say that one lies in the other ("Paris, Texas"); a comma parts the names of lists too."""
    return _gap(_CONTAINED, document.text, inner, outer)


def put_in(document: Document, inner: Mention, outer: Mention) -> bool:
    """Whether the words say that one is in the other ("the OAS in Washington"), as no list would."""
    return _gap(_IN, document.text, inner, outer)


def listed(document: Document, one: Mention, other: Mention) -> bool:
    """Whether two mentions stand in one list ("Homs, Hama and Aleppo")."""
    return _gap(_LISTED, document.text, one, other)


def closes_list(document: Document, one: Mention, last: Mention) -> bool:
    """Whether "and" or "or" between two mentions ends a list."""
    return _gap(_CLOSED, document.text, one, last)


def _gap(pattern: re.Pattern[str], text: str, one: Mention, other: Mention) -> bool:
    return 0 < other.start - one.end <= _LONGEST_GAP_CHARS and pattern.fullmatch(text, one.end, other.start) is not None
