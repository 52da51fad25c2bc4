"""Spans of text that a language model named, and how they are trimmed to the bare place name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from geo.lexicon.winds import eight_winds
from geo.phrase import Phrase

# Quotation marks, brackets, dashes and other signs that are no part of a name; a final full stop is looked at apart.
_SIGNS = "\"“”„‟«»‹›‘’'`()[]{}<>|*•·_~#=+:;,!?…–—-/\\"
_LEADING = re.compile(rf"[\s{re.escape(_SIGNS)}.\x00-\x1f]+")
# What a name ends with is read from its end, in the turned text: a search would try anew at each of many signs.
_TRAILING_TURNED = re.compile(rf"(?:(?<!\w)[sS]['’ʼ]|[\s{re.escape(_SIGNS)}\x00-\x1f])+")
ARTICLE = re.compile(r"the\s+(?!hague\b)", re.IGNORECASE)
_INITIALS = re.compile(r"(?<!\w)\w\.\s?\w{1,4}\Z")
_ABBREVIATION_TURNED = re.compile(r"\.\w*\.\w|\.\w{2,5}(?:\s|\Z)")

_COMPASS = eight_winds("[- ]?")
_DIRECTION = rf"(?:{_COMPASS})(?:ern)?|cent(?:ral|re|er)|mid|upper|lower"
_INSIDE = re.compile(rf"({_DIRECTION})(?:\s+|-)(?=\w)", re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?<![\w-])((?:{_COMPASS})(?:ern)?|central|mid|upper|lower)(?:\s{{1,2}}|-)(?:the\s)?\Z", re.IGNORECASE
)
_LONGEST_DIRECTION_CHARS = 20


class Span(NamedTuple):
    """A named stretch of a text: code-point offsets, half-open, and the model's label for it."""

    start: int
    end: int
    label: str


class SpanSet:
    """Spans that do not overlap, kept in text order."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        """Take the spans; of two that overlap the one that comes first in ``spans`` stays."""
        self._spans: list[Span] = []
        self._ends: list[int] = []
        for span in spans:
            self.add(span)

    def __iter__(self) -> Iterator[Span]:
        return iter(self._spans)

    def add(self, span: Span) -> bool:
        """Add a span and return True, unless it overlaps one that is here."""
        if self.overlapping(span.start, span.end) is not None:
            return False
        place = bisect_left(self._ends, span.end)
        self._spans.insert(place, span)
        self._ends.insert(place, span.end)
        return True

    def overlapping(self, start: int, end: int) -> Span | None:
        """Return the first span that shares a code point with a stretch."""
        place = bisect_right(self._ends, start)
        if place < len(self._spans) and self._spans[place].start < end:
            return self._spans[place]
        return None


def trim(text: str, span: Span) -> Span | None:
    """Return the span without signs, article and possessive around the name; None when nothing is left."""
    start, end, label = span
    if match := _LEADING.match(text, start, end):
        start = match.end()
    if match := ARTICLE.match(text, start, end):
        start = match.end()
    if match := _TRAILING_TURNED.match(text[start:end][::-1]):
        end -= match.end()
    if text.startswith(".", end) and _INITIALS.search(text[start:end]):
        end += 1
    turned, full_stops = text[start:end][::-1], 0
    while turned.startswith(".", full_stops) and not _ABBREVIATION_TURNED.match(turned, full_stops):
        full_stops += 1
    end -= full_stops
    return Span(start, end, label) if end > start else None


def leading_direction(name: str) -> int:
    """Return the length of a direction word that a name starts with, white space included; 0 when there is none."""
    match = _INSIDE.match(name)
    return match.end() if match else 0


def direction_before(text: str, start: int) -> Phrase | None:
    """Return the direction word right before an offset ("northern") as a phrase, None when there is none."""
    match = _BEFORE.search(text[max(0, start - _LONGEST_DIRECTION_CHARS) : start])
    return Phrase("part", (match[1],)) if match else None
