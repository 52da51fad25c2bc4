"""A name that was once accepted as a place's is one wherever it stands in the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from geo.recognize.spans import Span, SpanSet

_MIN_CHARS = 4
_BODIES = frozenset({"ORG", "EVENT", "WORK_OF_ART", "FAC"})
_WORD = re.compile(r"\w+")


def propagate(text: str, places: Iterable[Span], others: SpanSet) -> Iterator[Span]:
    """Yield further occurrences of the names in ``places``, unless they stand inside a longer person's name."""
    by_first_word: dict[str, dict[str, str]] = {}
    for span in places:
        name = text[span.start : span.end]
        word = _WORD.match(name)
        if word and len(name) >= _MIN_CHARS and name[0].isupper():
            by_first_word.setdefault(word[0], {}).setdefault(name, span.label)
    longest_first = {
        word: sorted(names.items(), key=lambda item: -len(item[0])) for word, names in by_first_word.items()
    }
    for word in _WORD.finditer(text):
        for name, label in longest_first.get(word[0], ()):
            span = Span(word.start(), word.start() + len(name), label)
            if text.startswith(name, span.start) and _ends_a_word(text, span.end):
                if _may_be(span, others.overlapping(span)):
                    yield span
                break


def _ends_a_word(text: str, end: int) -> bool:
    return end == len(text) or not (text[end].isalnum() or text[end] == "_") or not text[end - 1].isalnum()


def _may_be(span: Span, other: Span | None) -> bool:
    """Whether a name may be the place's although the model says ``other`` there: inside a body's name it may."""
    if other is None:
        return True
    inside = other.start <= span.start and span.end <= other.end and other.end - other.start > span.end - span.start
    return inside and other.label in _BODIES and span.label != "NORP"
