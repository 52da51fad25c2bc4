"""Text from documents on a terminal."""

from __future__ import annotations


def one_line(text: str) -> str:
    """Return the text as one line without control characters: names in it may be hostile."""
    return "".join(c if c.isprintable() else " " for c in text)
