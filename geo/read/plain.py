"""Plain text: the whole file is one document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from geo.read.content import Content, Limits
from geo.read.decode import decode


class PlainText:
    """Reads any bytes that are text in some encoding, whatever their file is called.

    Offsets refer to the decoded text as it stands in the document: no line end, space or control character is changed.
    """

    title = "Plain text"
    endings = (".txt",)

    def accepts(self, name: str, head: bytes) -> bool:
        return True

    def read(self, file: BinaryIO, limits: Limits) -> Iterator[Content]:
        text, encoding, guessed = decode(limits.take(file))
        yield Content(text, notices=(f"it is not UTF-8; it was read as {encoding}",) if guessed else ())
