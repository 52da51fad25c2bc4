"""Which spans count as the same: articles and possessives are trimmed, on the side of the truth as on ours."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Set
from itertools import accumulate
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
    ordered = sorted(others)
    starts = [other.start for other in ordered]
    reached = [0, *accumulate((other.end for other in ordered), max)]  # by the spans that start before
    return [span for span in spans if reached[bisect_left(starts, span.end)] > span.start]


def overlap(one: Extent, other: Extent) -> int:
    """Return how many code points two spans share, 0 or less when they share none."""
    return min(one.end, other.end) - max(one.start, other.start)
