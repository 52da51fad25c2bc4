"""Where a command writes its result: a file, or standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from geo.export.file import write_whole
from geo.export.jsonl import export_json_line
from geo.model import GeoparsedDocument


@contextmanager
def output(path: Path | None) -> Iterator[BinaryIO]:
    """Give the file to write, which appears when it is whole, or standard output where ``path`` is None."""
    if path is None:
        yield sys.stdout.buffer
    else:
        with write_whole(path) as out:
            yield out


def write_line(out: BinaryIO, parsed: GeoparsedDocument, doc_id: str | int) -> None:
    """Write a parsed document as one line of JSON, at once."""
    for piece in export_json_line(parsed, doc_id):
        out.write(utf8(piece))
    out.flush()


def utf8(text: str) -> bytes:
    """Encode; a file name that is not Unicode leaves half a surrogate pair, which in JSON and script is ``\\udc..``."""
    return text.encode("utf-8", "backslashreplace")
