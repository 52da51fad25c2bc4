"""A geoparsed document as bytes, and back: MessagePack with the fields' names, compressed.

A field that is new in `geo.model` and has a default leaves readable what was stored before, and what was stored of a
field that is no more is passed over. Named tuples are stored as they stand, so theirs are only ever added, at the end,
with a default. Nothing in it can run code when it is read.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

import msgspec

from geo.model import GeoparsedDocument

_LARGEST_BYTES = 1 << 26  # before it is compressed; the text of a thick book with all its names is a tenth of it
_COMPRESSION_LEVEL = 1
_PLAIN, _ESCAPED = b"\0", b"\1"
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(GeoparsedDocument)


def encode(parsed: GeoparsedDocument) -> bytes:
    """Return the document as bytes for `decode`.

    Raises:
        ValueError: it is too large to be stored.
    """
    try:
        kind, packed = _PLAIN, _encoder.encode(parsed)
    except UnicodeEncodeError:  # a text holds halves of surrogate pairs, which are no characters
        kind, packed = _ESCAPED, _encoder.encode(_with_texts(msgspec.to_builtins(parsed), _escaped))
    if len(packed) > _LARGEST_BYTES:
        raise ValueError(f"It takes {len(packed) / 1e6:,.0f} MB, more than is stored of a document.")
    return kind + zlib.compress(packed, _COMPRESSION_LEVEL)


def decode(data: bytes) -> GeoparsedDocument:
    """Return the document that `encode` was given.

    Raises:
        ValueError: the bytes are not what `encode` writes.
    """
    kind, compressed = data[:1], data[1:]
    unpacking = zlib.decompressobj()
    try:
        packed = unpacking.decompress(compressed, _LARGEST_BYTES)  # a few bytes could unpack to gigabytes
        if not unpacking.eof or unpacking.unused_data or kind not in (_PLAIN, _ESCAPED):
            raise ValueError("it is cut short, or not ours")
        if kind == _PLAIN:
            return _decoder.decode(packed)
        return msgspec.convert(_with_texts(msgspec.msgpack.decode(packed), _unescaped), GeoparsedDocument)
    except (msgspec.MsgspecError, zlib.error, ValueError, RecursionError) as error:
        raise ValueError(f"Not a stored document: {error}") from error


def _with_texts(value: Any, changed: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return changed(value)
    if isinstance(value, dict):
        return {name: _with_texts(item, changed) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_with_texts(item, changed) for item in value]
    return value


def _escaped(text: str) -> str:
    return text.encode("unicode_escape").decode("ascii")


def _unescaped(text: str) -> str:
    return text.encode("ascii").decode("unicode_escape")
