"""Documents from JSON Lines, in UTF-8, one a line.

``{"doc_id", "text", "title"?, "url"?, "published"?, "language"?, "toponyms"?}``; ``"domain"`` (of a newspaper)
stands in for ``"url"`` where there is none.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from geo.errors import DocumentError
from geo.model import Document, Mention
from geo.read.decode import MAX_DOCUMENT_BYTES
from geo.read.loaded import Loaded, Unread
from geo.text.language import detect_language

GIVEN = "given"
"""The recognizer's id in mentions that came with the document."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def read_lines(name: str, lines: Iterable[bytes], *, source: str | None = None) -> Iterator[Loaded | Unread]:
    """Yield the document of each line, and an `Unread` naming file and line in the place of each bad one.

    A document's source is ``source``, or the name without its folder, and the document's id.

    Blank lines are passed over. Half a surrogate pair, which JSON can write but no text can hold, becomes U+FFFD;
    the offsets stay what they were.
    """
    for number, line in enumerate(lines, 1):
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if not line.strip():
            continue
        try:
            yield _document(source or PurePath(name).name, line)
        except DocumentError as error:
            yield Unread(name, f"{name}, line {number}, {error}")


def is_json_line(line: bytes) -> bool:
    """Return whether a line is one of these documents rather than plain text."""
    if not line.lstrip().startswith(b"{"):
        return False
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and "doc_id" in value


def _document(file: str, line: bytes) -> Loaded:
    if len(line) > MAX_DOCUMENT_BYTES:
        raise DocumentError(f"is larger than {MAX_DOCUMENT_BYTES // 1_000_000} MB; split it into several documents.")
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
    raw = value.get("text")
    if not isinstance(raw, str):
        raise DocumentError('has no "text".')
    text = _whole(raw)
    document = Document.make(
        text,
        title=_optional(value, "title") or "",
        language=_optional(value, "language") or detect_language(text),
        source=f"{file}#{_whole(str(doc_id))}",
        url=_optional(value, "url") or _optional(value, "domain"),
        published=_optional(value, "published"),
    )
    notices = []
    if not text.strip():
        notices.append("its text is empty")
    if text != raw:
        notices.append("its text has halves of surrogate pairs, replaced by U+FFFD")
    given = _given(document, value.get("toponyms"), notices)
    return Loaded(document, doc_id, given, f"{document.source}: {'; '.join(notices)}." if notices else "")


def _optional(value: dict[str, object], key: str) -> str | None:
    found = value.get(key)
    if found is not None and not isinstance(found, str):
        raise DocumentError(f'has a "{key}" that is no text.')
    return _whole(found) if found else None


def _whole(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)


def _given(document: Document, toponyms: object, notices: list[str]) -> tuple[Mention, ...] | None:
    if toponyms is None:
        return None
    if not isinstance(toponyms, list):
        raise DocumentError('has "toponyms" that are no list.')
    mentions = []
    for number, toponym in enumerate(toponyms, 1):
        start, end = (toponym.get("start"), toponym.get("end")) if isinstance(toponym, dict) else (None, None)
        if type(start) is not int or type(end) is not int:
            raise DocumentError(f'has a toponym (number {number}) without whole numbers "start" and "end".')
        if not 0 <= start < end <= len(document.text):
            raise DocumentError(
                f"has a toponym (number {number}) at {start} to {end}, outside its text of {len(document.text)} "
                "code points."
            )
        surface = document.text[start:end]
        if toponym.get("name", surface) != surface:
            notices.append(f"toponym {number} is not what the text has at {start} to {end} (offsets are code points)")
        mentions.append(Mention(document.id, start, end, surface, "GOLD", GIVEN))
    return tuple(sorted(mentions, key=lambda mention: mention.start))
