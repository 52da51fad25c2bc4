"""A text that comes without a file: pasted, or handed over by a program."""

from __future__ import annotations

from geo.document import Document
from geo.text.language import detect_language


def text_document(text: str, *, title: str, source: str) -> Document:
    """Return the document of a text, whose language is guessed; ``source`` as in `Document`."""
    return Document.make(text, title=title, language=detect_language(text), source=source)
