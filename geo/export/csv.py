"""The mentions as CSV, for spreadsheets and statistics."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import BinaryIO

from geo.atlas import Atlas
from geo.export.fields import taken
from geo.export.file import utf8
from geo.export.rows import MENTION_FIELDS, mention_rows
from geo.protocols import ExportOptions

BYTE_ORDER_MARK = "\ufeff"
"""Stands at the start of the text: without it Excel reads UTF-8 as the local code page."""

COLUMNS = taken(
    MENTION_FIELDS,
    (
        "id", "name", "lat", "lon", "precision", "kind", "country_code", "country", "admin1", "admin2", "population",
        "confidence", "status", "modifier", "probability", "literal", "mention", "document", "document_source",
        "start", "end", "passage", "note", "source", "attribution",
        "author", "outlet", "published", "url", "page", "text_id", "provenance", "evidence", "codes",
    ),
)  # fmt: skip

_FORMULA_SIGN = re.compile("[=+\\-@＝＋－＠]")
_LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_CELL_BEGINS_AFTER = frozenset(";\t" + _LINE_ENDS)


class Csv:
    """One row a mention."""

    name = "csv"
    title = "Places (CSV)"
    suffix = ".csv"
    mime = "text/csv"
    everything = False

    def write(self, atlas: Atlas, out: BinaryIO, options: ExportOptions) -> None:
        for line in _lines(atlas.filter(options.wanted)):
            out.write(utf8(line))


def export_csv(atlas: Atlas) -> str:
    """Return the atlas as CSV (RFC 4180): one row a mention, in reading order, those not on the map included.

    A name that could not be placed has no ``id``, ``lat`` and ``lon``; its ``note`` says why. Every cell is quoted.
    What a spreadsheet would run as a formula gets an apostrophe in front: a text whose first visible character, or the
    first after a semicolon, a tab or a line end in it, is one of ``= + - @``, for there a cell begins where quotes are
    not heeded; and one that starts with a tab or a line end. Numbers stay as they are. NUL, which few programs can
    read in a CSV file, becomes U+FFFD.
    """
    return "".join(_lines(atlas))


def _lines(atlas: Atlas) -> Iterator[str]:
    harmless = lru_cache(maxsize=1024)(_harmless)  # a passage stands in the row of each of its mentions
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(column.name for column in COLUMNS)
    for row in mention_rows(atlas):
        values = (column.rounded(row) for column in COLUMNS)
        writer.writerow(harmless(value) if isinstance(value, str) else value for value in values)
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def _harmless(cell: str) -> str:
    text = cell.replace("\0", "\ufffd")
    begins = {start for sign in _FORMULA_SIGN.finditer(text) if (start := _cell_begin(text, sign.start())) is not None}
    if text[:1] in _CELL_BEGINS_AFTER - {";"}:
        begins.add(0)
    edges = [0, *sorted(begins), len(text)]
    return "'".join(text[start:end] for start, end in pairwise(edges))


def _cell_begin(text: str, at: int) -> int | None:
    """Return where a cell begins whose first visible character stands at ``at``; None where none does."""
    while at and text[at - 1] not in _CELL_BEGINS_AFTER:
        if text[at - 1].isprintable() and not text[at - 1].isspace():
            return None
        at -= 1
    return at
