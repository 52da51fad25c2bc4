"""What is read: a text, and what is known of where it came from. Names and conventions are those of `geo.model`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import NamedTuple

from geo.text.dates import day_of

_DERIVED = {"id", "text_id", "published"}


class Page(NamedTuple):
    """Where a page of a document begins in its text; ``label`` is what stands on it ("iv", "12")."""

    label: str
    start: int


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be geoparsed, with what is known of its origin. Make one with `Document.make`.

    Attributes:
        id: 16 hex digits of the SHA-256 over every other field that is set, so equal documents have equal ids, and a
            field that a document does not have never changes its id.
        language: BCP 47 tag.
        source: where it came from, for people: a file's name, never its whole path, "pasted text", a seed's name.
        published: the day it was published, ISO 8601 (``2019-10-21``), where ``published_found`` surely names it.
        published_found: when it was published, as it was found.
        author, outlet: who wrote it, and the newspaper or the organisation that published it.
        pages: where its pages begin, in order; empty where it has none or nobody knows.
        text_id: 16 hex digits of the SHA-256 over the text alone: the same text under another title has it too.
    """

    id: str
    title: str
    text: str
    language: str = "en"
    source: str = ""
    url: str | None = None
    published: str | None = None
    published_found: str | None = None
    author: str | None = None
    outlet: str | None = None
    pages: tuple[Page, ...] = ()
    text_id: str = ""

    @classmethod
    def make(
        cls,
        text: str,
        *,
        title: str = "",
        language: str = "en",
        source: str = "",
        url: str | None = None,
        published: str | None = None,
        author: str | None = None,
        outlet: str | None = None,
        pages: tuple[Page, ...] = (),
    ) -> Document:
        """Return the document with what follows from its content: ids, and the day of ``published``, given as found.

        Raises:
            ValueError: the pages are not in order, or begin outside the text.
        """
        starts = [page.start for page in pages]
        if starts != sorted(starts) or not all(0 <= start <= len(text) for start in starts):
            raise ValueError(f"Pages must begin in order, at 0 to {len(text)}, the length of their text; got {starts}.")
        given = cls(
            "",
            title,
            text,
            language,
            source,
            url or None,
            day_of(published) if published else None,
            published or None,
            author or None,
            outlet or None,
            pages,
            _digest([text]),
        )
        values = {field.name: getattr(given, field.name) for field in fields(cls) if field.name != "id"}
        return cls(_digest(given._set_fields()), **values)

    def is_intact(self) -> bool:
        """Whether it is what `make` makes of its fields; not so where something has changed it since."""
        given = {field.name: getattr(self, field.name) for field in fields(self) if field.name not in _DERIVED}
        given["published"] = given.pop("published_found")
        return Document.make(**given) == self

    def page_at(self, offset: int) -> str:
        """Return the label of the page on which a code point of the text stands, "" where nobody knows."""
        label = ""
        for page in self.pages:
            if page.start > offset:
                break
            label = page.label
        return label

    def _set_fields(self) -> Iterator[str]:
        for name in sorted(field.name for field in fields(self) if field.name not in _DERIVED):
            value = getattr(self, name)
            if not value:
                continue
            # Lengths, else the end of one could be the start of the next.
            yield f"{name}:{len(value)}:"
            if isinstance(value, str):
                yield value
            else:
                yield "".join(f"{start}:{len(label)}:{label}" for label, start in value)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document that is read as a unit; a document's passages tile its text."""

    document_id: str
    index: int
    start: int
    end: int


def _digest(parts: Iterator[str] | list[str]) -> str:
    return hashlib.sha256("".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
