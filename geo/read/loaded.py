"""What comes of reading a document."""

from __future__ import annotations

from dataclasses import dataclass

from geo.model import Document, Mention


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document as it was read.

    Attributes:
        doc_id: what its owner calls it: the path as given, or ``doc_id`` in JSON Lines, unchanged.
        given: the spans that came with it, labelled GOLD, in text order; None when it came without any.
        notice: one sentence on what the reader should know (a guessed encoding), "" when there is nothing.
    """

    document: Document
    doc_id: str | int
    given: tuple[Mention, ...] | None = None
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A source from which no document came, and why, as a sentence; no ``fault`` where nothing is lost by it."""

    source: str
    reason: str
    fault: bool = True
