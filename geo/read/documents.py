"""From the bytes of a file to documents: one way for the command line, the dashboard and whoever else reads files."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from geo.document import Document, Page
from geo.errors import DocumentError
from geo.model import Mention
from geo.read.content import Content, Limits, Unreadable
from geo.read.registry import HEAD_BYTES, reader_of
from geo.text.language import detect_language

GIVEN = "given"
"""The recognizer's id in mentions that came with the document."""

_SURROGATE = re.compile("[\ud800-\udfff]")


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


@dataclass(frozen=True, slots=True)
class Origin:
    """What a file is called.

    Attributes:
        name: in messages: the path as given.
        source: where it is shown and published. A folder's name may tell who wrote it, so it is not the whole path.
        doc_id: what its owner calls it.
        title: by which people know it, where it has no other.
    """

    name: str
    source: str
    doc_id: str
    title: str

    @classmethod
    def file(cls, path: str, source: str | None = None) -> Origin:
        """Return that of a file at a path; its source is ``source``, or its name without folders."""
        name = PurePath(path).name
        return cls(path, source or name, path, _without_ending(name))

    @classmethod
    def upload(cls, name: str) -> Origin:
        """Return that of a file that was sent: its name is no path, whatever signs it holds."""
        return cls(name, name, name, _without_ending(name))


def read_file(file: BinaryIO, origin: Origin, limits: Limits | None = None) -> Iterator[Loaded | Unread]:
    """Yield the documents of a file, as they are asked for, and an `Unread` in the place of each that is none.

    It is read by the reader that knows it by its content, else by its name. What no text can hold (half a surrogate
    pair) becomes U+FFFD, one for one, so that offsets stay what they were.

    Raises:
        OSError: the system refuses.
    """
    limits = limits or Limits()
    head = file.readline(limits.document_bytes + 1)
    if len(head) < HEAD_BYTES:
        head += file.read(HEAD_BYTES - len(head))
    whole = io.BufferedReader(_From(head, file))  # type: ignore[type-var]
    try:
        for part in reader_of(origin.name, head).read(whole, limits):
            if isinstance(part, Unreadable):
                yield Unread(origin.name, f"{origin.name}, {part.where}, {part.why}")
            else:
                yield load(part, origin)
    except DocumentError as error:
        yield Unread(origin.name, f"{origin.name} {error}")


def load(content: Content, origin: Origin) -> Loaded:
    """Return the document of some content of a file."""
    alone = content.name is None
    source = origin.source if alone else f"{origin.source}#{_whole(str(content.name))}"
    text = _whole(content.text)
    document = Document.make(
        text,
        title=_whole(content.title) or (origin.title if alone else ""),
        language=_whole(content.language) or detect_language(text),
        source=source,
        url=_whole(content.url or ""),
        published=_whole(content.published or ""),
        author=_whole(content.author or ""),
        outlet=_whole(content.outlet or ""),
        pages=tuple(Page(_whole(page.label), page.start) for page in content.pages),
    )
    said = [] if text.strip() else ["it is empty" if alone else "its text is empty"]
    if text != content.text:
        said.append("its text has halves of surrogate pairs, replaced by U+FFFD")
    notice = _sentence(origin.name if alone else source, [*said, *content.notices])
    return Loaded(document, origin.doc_id if content.name is None else content.name, _given(document, content), notice)


def _sentence(name: str, clauses: list[str]) -> str:
    if not clauses:
        return ""
    about_it = clauses[0].startswith("it ")
    return f"{name}{'' if about_it else ':'} {'; '.join(clauses).removeprefix('it ')}."


def _given(document: Document, content: Content) -> tuple[Mention, ...] | None:
    if content.toponyms is None:
        return None
    return tuple(
        Mention(document.id, start, end, document.text[start:end], "GOLD", GIVEN)
        for start, end in sorted(content.toponyms, key=lambda span: span[0])
    )


def _whole(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)


def _without_ending(name: str) -> str:
    stem, _, ending = name.rpartition(".")
    return stem if stem and ending else name


class _From(io.RawIOBase):
    """A file from its beginning, of which the head was read: a pipe cannot be wound back."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        data = self._head.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
