"""The mentions as CSV, for spreadsheets and statistics."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from geo.atlas import Atlas, Occurrence, Pin
from geo.attribution import ATTRIBUTIONS

BYTE_ORDER_MARK = "\ufeff"
"""Stands at the start of the text: without it Excel reads UTF-8 as the local code page."""

_COLUMNS = (
    "id", "name", "lat", "lon", "precision", "kind", "country_code", "country", "admin1", "admin2", "population",
    "confidence", "status", "modifier", "probability", "literal", "mention", "document", "document_source",
    "start", "end", "passage", "note", "source", "attribution",
)  # fmt: skip
_FORMULA_STARTS = "=+-@＝＋－＠"
# Where a semicolon or a tab parts the cells, such a text starts a cell although it is quoted.
_INNER_FORMULA = re.compile(rf"([;\t])(?=[^\S\t]{{0,20}}[{re.escape(_FORMULA_STARTS)}])")


def export_csv(atlas: Atlas) -> str:
    """Return the atlas as CSV (RFC 4180): one row a mention, in reading order, those not on the map included.

    A name that could not be placed has no ``id``, ``lat`` and ``lon``; its ``note`` says why. ``start`` and ``end``
    count code points of the document. Every cell is quoted. A text that a spreadsheet would run as a formula, for the
    first visible character of it, or the one after a semicolon or a tab in it, is one of ``= + - @``, or for it starts
    with a tab or a carriage return, gets an apostrophe there; numbers stay as they are. NUL, which few programs can
    read in a CSV file, becomes U+FFFD. ``source`` is the key of the data source of the place, ``attribution`` its
    credit.
    """
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(_COLUMNS)
    for row in _rows(atlas):
        writer.writerow([_harmless(row.get(column)) for column in _COLUMNS])
    return out.getvalue()


def _rows(atlas: Atlas) -> Iterator[dict[str, Any]]:
    mentions: list[tuple[Occurrence, dict[str, Any]]] = []
    for pin in atlas.pins:
        mentions += [(occurrence, _placed(pin)) for occurrence in pin.occurrences]
    for unplaced in atlas.unplaced:
        mentions += [(occurrence, {"note": unplaced.reason}) for occurrence in unplaced.occurrences]
    mentions.sort(key=lambda item: (item[0].document, item[0].resolution.mention.start))
    for occurrence, about_place in mentions:
        resolution, mention = occurrence.resolution, occurrence.resolution.mention
        document = atlas.documents[occurrence.document].document
        yield {
            "note": resolution.note,
            **about_place,
            "confidence": None if resolution.confidence is None else round(resolution.confidence, 3),
            "status": resolution.status,
            "modifier": mention.phrase.words() if mention.phrase else None,
            "probability": mention.probability,
            "literal": mention.literal,
            "mention": mention.surface,
            "document": document.title,
            "document_source": document.source,
            "start": mention.start,
            "end": mention.end,
            "passage": atlas.quote(occurrence),
        }


def _placed(pin: Pin) -> dict[str, Any]:
    place, point = pin.place, pin.footprint.point
    return {
        "id": pin.id,
        "name": pin.name,
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
        "precision": pin.footprint.precision,
        "kind": place.kind,
        "country_code": place.country_code,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "population": place.population,
        "source": place.source,
        "attribution": ATTRIBUTIONS[place.source].credit if place.source in ATTRIBUTIONS else place.source,
    }


def _harmless(cell: Any) -> Any:
    if not isinstance(cell, str):
        return cell
    text = _INNER_FORMULA.sub(r"\1'", cell.replace("\0", "\ufffd"))
    visible = next((sign for sign in text if sign.isprintable() and not sign.isspace()), "")
    return f"'{text}" if text.startswith(("\t", "\r")) or (visible and visible in _FORMULA_STARTS) else text
