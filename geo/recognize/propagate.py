"""A name that was once accepted as a place's is one wherever it stands in the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from geo.recognize.spans import Span, SpanSet

_MIN_CHARS = 4
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
                other = others.overlapping(span)
                if other is None or other.label != "PERSON" or _same(other, span):
                    yield span
                break


def _ends_a_word(text: str, end: int) -> bool:
    return end == len(text) or not (text[end].isalnum() or text[end] == "_") or not text[end - 1].isalnum()


def _same(one: Span, other: Span) -> bool:
    return (one.start, one.end) == (other.start, other.end)
