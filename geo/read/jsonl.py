"""Documents from JSON Lines, in UTF-8, one a line.

``{"doc_id", "text", "title"?, "url"?, "published"?, "author"?, "outlet"?, "language"?, "pages"?, "toponyms"?}``;
``"domain"`` (of a newspaper) stands in for ``"url"`` where there is none. docs/formats.md says what each is.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO

from geo.document import Page
from geo.errors import DocumentError
from geo.read.content import Content, Limits, Unreadable


class JsonLines:
    """Reads one document a line; blank lines are passed over, a bad one is named and costs no other."""

    title = "JSON Lines"
    endings = (".jsonl",)

    def accepts(self, name: str, head: bytes) -> bool:
        return name.lower().endswith(self.endings) or _is_document(head)

    def read(self, file: BinaryIO, limits: Limits) -> Iterator[Content | Unreadable]:
        number = 0
        while line := file.readline(limits.document_bytes + 2):
            number += 1
            if number == 1:
                line = line.removeprefix(codecs.BOM_UTF8)
            too_large = len(line.rstrip(b"\r\n")) > limits.document_bytes
            if not line.strip() and not too_large:
                continue
            try:
                if too_large:
                    raise limits.exceeded()
                yield content_of(line)
            except DocumentError as error:
                yield Unreadable(f"line {number}", str(error))
            while line and not line.endswith(b"\n"):  # the rest of one that is too large
                line = file.readline(limits.document_bytes)


def content_of(line: bytes) -> Content:
    """Return the document of one line.

    Raises:
        DocumentError: it holds none; the message completes "FILE, line 3, ...".
    """
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise DocumentError("is not UTF-8, which JSON Lines must be.") from None
    except json.JSONDecodeError as error:
        raise DocumentError(f"is not JSON: {error.msg} at column {error.colno}.") from None
    except (ValueError, RecursionError):
        raise DocumentError("is not JSON that can be read: it is nested too deeply, or a number is too long.") from None
    if not isinstance(value, dict):
        raise DocumentError('is not a JSON object such as {"doc_id": "1", "text": "..."}.')
    doc_id = value.get("doc_id")
    if not isinstance(doc_id, (str, int)) or isinstance(doc_id, bool):
        raise DocumentError('has no "doc_id" that is a text or a whole number.')
    text = value.get("text")
    if not isinstance(text, str):
        raise DocumentError('has no "text".')
    notices: list[str] = []
    return Content(
        text,
        name=doc_id,
        title=_optional(value, "title") or "",
        language=_optional(value, "language") or "",
        url=_optional(value, "url") or _optional(value, "domain"),
        published=_optional(value, "published"),
        author=_optional(value, "author"),
        outlet=_optional(value, "outlet"),
        pages=_pages(text, value.get("pages")),
        toponyms=_toponyms(text, value.get("toponyms"), notices),
        notices=tuple(notices),
    )


def _is_document(head: bytes) -> bool:
    """Whether the first line is one of these documents rather than plain text."""
    line = head.partition(b"\n")[0].removeprefix(codecs.BOM_UTF8)
    if not line.lstrip().startswith(b"{"):
        return False
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and "doc_id" in value


def _optional(value: dict[str, object], key: str) -> str | None:
    found = value.get(key)
    if found is not None and not isinstance(found, str):
        raise DocumentError(f'has a "{key}" that is no text.')
    return found or None


def _pages(text: str, pages: object) -> tuple[Page, ...]:
    if pages is None:
        return ()
    if not isinstance(pages, list):
        raise DocumentError('has "pages" that are no list.')
    found: list[Page] = []
    for number, page in enumerate(pages, 1):
        label, start = (page.get("label"), page.get("start")) if isinstance(page, dict) else (None, None)
        if not isinstance(label, str) or type(start) is not int:
            raise DocumentError(f'has a page (number {number}) without a text "label" and a whole number "start".')
        if not (found[-1].start if found else 0) <= start <= len(text):
            raise DocumentError(f"has a page (number {number}) at {start}, before the last one or outside its text.")
        found.append(Page(label, start))
    return tuple(found)


def _toponyms(text: str, toponyms: object, notices: list[str]) -> tuple[tuple[int, int], ...] | None:
    if toponyms is None:
        return None
    if not isinstance(toponyms, list):
        raise DocumentError('has "toponyms" that are no list.')
    found = []
    for number, toponym in enumerate(toponyms, 1):
        start, end = (toponym.get("start"), toponym.get("end")) if isinstance(toponym, dict) else (None, None)
        if type(start) is not int or type(end) is not int:
            raise DocumentError(f'has a toponym (number {number}) without whole numbers "start" and "end".')
        if not 0 <= start < end <= len(text):
            raise DocumentError(
                f"has a toponym (number {number}) at {start} to {end}, outside its text of {len(text)} code points."
            )
        surface = text[start:end]
        if toponym.get("name", surface) != surface:
            notices.append(f"toponym {number} is not what the text has at {start} to {end} (offsets are code points)")
        found.append((start, end))
    return tuple(found)
