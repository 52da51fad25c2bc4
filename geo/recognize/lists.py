"""Which stretches of a text stand in one list: "A, B and C", "from A to B", "A (B)", the cells of a row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from geo.recognize.candidate_spans import Extent

_LINK = re.compile(
    r"(?:\s?[,;/|(–—-]|,?\s(?:and|or|to|via|&)\b)[ \t]?(?:(?:and|or)\s)?(?:(?:in|at|near|from)\s)?(?:the\s)?(?=\w)"
)


class Mates:
    """The neighbours in a list of each stretch among others."""

    def __init__(self, text: str, stretches: Sequence[Extent]) -> None:
        """Take all stretches that may be in a list."""
        self._starting: dict[int, Extent] = {}
        self._ending: dict[int, Extent] = {}
        for stretch in stretches:
            start, end = stretch
            self._starting[start] = max(stretch, self._starting.get(start, stretch))
            self._ending[end] = min(stretch, self._ending.get(end, stretch))
        self._next: dict[int, int] = {}
        self._ends_before: defaultdict[int, list[int]] = defaultdict(list)
        for end in self._ending:
            link = _LINK.match(text, end)
            if link and link.end() in self._starting:
                self._next[end] = link.end()
                self._ends_before[link.end()].append(end)

    def of(self, start: int, end: int) -> list[Extent]:
        """Return the stretches that stand next to one in a list, the longest on either side."""
        mates = [self._ending[before] for before in self._ends_before.get(start, ())]
        if end in self._next:
            mates.append(self._starting[self._next[end]])
        return mates
