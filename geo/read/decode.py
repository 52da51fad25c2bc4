"""Bytes to text: which encoding a file is in, and whether it is text at all."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from geo.errors import DocumentError

_BOMS = (  # UTF-32 first: its little-endian mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x89PNG\r\n", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"RIFF", "an image, a sound or a film"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROL_SHARE = 0.1


class Decoded(NamedTuple):
    """A text, the encoding it was read in, and whether that had to be guessed."""

    text: str
    encoding: str
    guessed: bool


def decode(data: bytes) -> Decoded:
    """Return the text that the bytes hold, exactly: line ends, NUL and control characters stay where they are.

    A byte-order mark decides and is dropped; else UTF-8 where the bytes are valid UTF-8; else the most likely
    encoding by charset-normalizer, Windows-1252 where several western ones fit equally well.

    Raises:
        DocumentError: the bytes are no text; the message completes "NAME ...".
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding), encoding, False)
            except UnicodeDecodeError:
                break
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise DocumentError(f"is {what}, not plain text; save its text as .txt first.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data)
    return _guess(data) if _looks_binary(text) else Decoded(text, "utf-8", False)


def _guess(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    matches = from_bytes(data)
    best = matches.best()
    if best is None or _looks_binary(str(best)):
        raise DocumentError("is not text in any known encoding; save it as plain UTF-8 text.")
    for match in matches:
        # Central and western European code pages often fit equally well; the western one is far more common.
        if match.chaos <= best.chaos and match.coherence >= best.coherence and "cp1252" in _equivalents(match):
            return Decoded(str(match), "cp1252", True)
    return Decoded(str(best), best.encoding.replace("_", "-"), True)


def _equivalents(match: object) -> list[str]:
    return [str(match.encoding), *match.could_be_from_charset]  # type: ignore[attr-defined]


def _looks_binary(text: str) -> bool:
    return len(_CONTROL.findall(text)) > _MAX_CONTROL_SHARE * len(text)
