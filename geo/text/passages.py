"""Cutting a text into passages that tile it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.model import Document, Passage

MAX_PASSAGE_CHARS = 1200
"""A paragraph longer than this is cut, at a sentence end if it has one."""

_PARAGRAPH_END = re.compile(r"\n\s*\n|\n|\r\n?|\u2029")
_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’»)\]]*\s+|\u2028")
_SPACE = re.compile(r"\s")


def split_passages(document: Document) -> tuple[Passage, ...]:
    """Return the document's paragraphs, long ones cut in pieces; together they cover every code point once.

    The white space between two passages belongs to the first, so only a text that is all white space has a
    blank passage; an empty text has none.
    """
    spans = list(_join_blank(document.text, _spans(document.text)))
    return tuple(Passage(document.id, index, start, end) for index, (start, end) in enumerate(spans))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _PARAGRAPH_END.finditer(text):
        yield from _cut(text, start, match.end())
        start = match.end()
    if start < len(text):
        yield from _cut(text, start, len(text))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MAX_PASSAGE_CHARS:
        limit = start + MAX_PASSAGE_CHARS
        cut = max((m.end() for m in _SENTENCE_END.finditer(text, start, limit)), default=0)
        if not cut:
            cut = max((m.end() for m in _SPACE.finditer(text, start, limit)), default=limit)
        yield start, cut
        start = cut
    yield start, end


def _join_blank(text: str, spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join each blank span to the one before it, and those at the beginning to the first that is not blank."""
    pending: tuple[int, int] | None = None
    pending_is_blank = False
    for start, end in spans:
        is_blank = text[start:end].isspace()
        if pending is None:
            pending, pending_is_blank = (start, end), is_blank
        elif is_blank or pending_is_blank:
            pending, pending_is_blank = (pending[0], end), pending_is_blank and is_blank
        else:
            yield pending
            pending = (start, end)
    if pending is not None:
        yield pending
