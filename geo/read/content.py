"""What a reader takes and what it gives: plain values, so that it can run in another process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from geo.document import Page
from geo.errors import DocumentError


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is taken for one document: a larger one is a dump or a mistake, and would fill the memory."""

    document_bytes: int = 50_000_000

    def take(self, file: BinaryIO) -> bytes:
        """Return all that is left of a file that holds one document.

        Raises:
            DocumentError: it is too large; the message completes "NAME ...".
        """
        data = file.read(self.document_bytes + 1)
        if len(data) > self.document_bytes:
            raise self.exceeded()
        return data

    def exceeded(self) -> DocumentError:
        """Return what there is to say of a document that is too large; the message completes "NAME ..."."""
        return DocumentError(f"is larger than {self.document_bytes / 1e6:g} MB; split it into several documents.")


@dataclass(frozen=True, slots=True)
class Content:
    """A document as its file holds it.

    Text, title and the like may hold whatever the file does, halves of surrogate pairs too; `geo.read.documents` mends
    them one for one, so that offsets stay true.

    Attributes:
        name: what the file calls it (an id, a row, a sheet); None where the file is the one document.
        title: "" for one without; a file that is one document is then called as the file is.
        language: BCP 47 tag; "" where it is not said, and is to be detected.
        published: as found.
        toponyms: where the place names stand, start and end, as far as the file says so; None where it does not.
        notices: what a person should know of how it was read; each is a clause ("it was cut off after page 9").
    """

    text: str
    name: str | int | None = None
    title: str = ""
    language: str = ""
    url: str | None = None
    published: str | None = None
    author: str | None = None
    outlet: str | None = None
    pages: tuple[Page, ...] = ()
    toponyms: tuple[tuple[int, int], ...] | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What should be a document of a file and is none: ``where`` it is ("line 3"), and ``why`` ("is not JSON.")."""

    where: str
    why: str
