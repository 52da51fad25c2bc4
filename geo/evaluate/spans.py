"""Which spans count as the same: articles and possessives are trimmed, on the side of the truth as on ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from typing import NamedTuple

_ARTICLE = re.compile(r"the\s+(?=\S)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?<=\w)(?:['’][sS]|(?<=[sS])['’])\Z")


class Extent(NamedTuple):
    """A stretch of a text in code points, half-open."""

    start: int
    end: int


def trimmed(text: str, start: int, end: int) -> Extent:
    """Return the span without a leading "the" and a possessive ending."""
    if article := _ARTICLE.match(text, start, end):
        start = article.end()
    if possessive := _POSSESSIVE.search(text[start:end]):
        end = start + possessive.start()
    return Extent(start, end)


def agreement(wanted: Set[Extent], given: Set[Extent]) -> dict[str, int]:
    """Count the spans wanted and given in one document, those that are the same, and those that touch one another."""
    return {
        "wanted": len(wanted),
        "given": len(given),
        "exact": len(wanted & given),
        "wanted_touched": len(touched(wanted, given)),
        "given_touched": len(touched(given, wanted)),
    }


def touched(spans: Iterable[Extent], others: Iterable[Extent]) -> list[Extent]:
    """Return those spans that share a code point with one of the others."""
    others = list(others)
    return [span for span in spans if any(overlap(span, other) > 0 for other in others)]


def overlap(one: Extent, other: Extent) -> int:
    """Return how many code points two spans share, 0 or less when they share none."""
    return min(one.end, other.end) - max(one.start, other.start)
