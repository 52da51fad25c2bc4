"""Every format that is read: another one is a module beside this one, and a line here."""

from __future__ import annotations

from geo.protocols import Reader
from geo.read.jsonl import JsonLines
from geo.read.plain import PlainText

READERS: tuple[Reader, ...] = (
    JsonLines(),
    PlainText(),  # last: it takes whatever nobody else knew by its first bytes or by its name
)
"""In the order in which they are asked whether a file is theirs."""

HEAD_BYTES = 4096
"""A reader is shown the first line of a file, and at least so much of it."""


def reader_of(name: str, head: bytes) -> Reader:
    """Return the reader of a file: the first that accepts its name and how it begins."""
    return next(reader for reader in READERS if reader.accepts(name, head))


def endings() -> tuple[str, ...]:
    """Return the endings of names, in small letters with their dot, by which files are looked for in folders."""
    return tuple(sorted(ending for reader in READERS for ending in reader.endings))
