"""Where a command writes its result: a file, or standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from geo.errors import UsageError
from geo.export.file import utf8, write_whole
from geo.export.jsonl import export_json_line
from geo.model import GeoparsedDocument
from geo.read.sources import is_among


@contextmanager
def output(path: Path | None) -> Iterator[BinaryIO]:
    """Give the file to write, which appears when it is whole, or standard output where ``path`` is None."""
    if path is None:
        yield sys.stdout.buffer
    else:
        with write_whole(path) as out:
            yield out


def spare_inputs(out: Path | None, sources: Iterable[str]) -> None:
    """Make sure that what is written replaces none of the documents that are read.

    Raises:
        UsageError: it would.
    """
    if out is not None and is_among(out, sources):
        raise UsageError(f"{out} is one of the documents, and would be overwritten; name another file to write.")


def write_line(out: BinaryIO, parsed: GeoparsedDocument, doc_id: str | int) -> None:
    """Write a parsed document as one line of JSON, at once."""
    for piece in export_json_line(parsed, doc_id):
        out.write(utf8(piece))
    out.flush()
