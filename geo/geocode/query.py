"""Queries in the one form in which they are sent and kept."""

from __future__ import annotations

import hashlib
import json
import math
import re
import unicodedata

from geo.geocode.exchange import GeocodeQuery
from geo.model import BBox

KEY_VERSION = 1
"""To be raised when the meaning of a stored answer changes: older ones are then not found any more."""

_MAX_LIMIT = 40  # Nominatim's
# Control characters and lone surrogates: no name has them.
_UNSENDABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_canonical = json.JSONEncoder(separators=(",", ":")).encode


def normalised(query: GeocodeQuery) -> GeocodeQuery:
    """Return the query as it is sent: on one line, the countries sorted, the box widened to whole degrees.

    A box across the antimeridian is dropped: providers take it for the rest of the world.
    """
    box = query.viewbox
    if box is not None:
        box = None if box.west > box.east else _whole_degrees(box)
    return GeocodeQuery(
        " ".join(unicodedata.normalize("NFC", _UNSENDABLE.sub(" ", query.name)).split()),
        query.language,
        tuple(sorted({code.upper() for code in query.countries})),
        box,
        min(max(query.limit, 1), _MAX_LIMIT),
    )


def cache_key(provider: str, source: str, query: GeocodeQuery) -> bytes:
    """Return the SHA-256 under which the answer to a normalised query is kept.

    Case and width of letters make no difference ("PARIS"); diacritics do: "berģi" is not "Berg".
    """
    name = " ".join(unicodedata.normalize("NFKC", query.name).casefold().split())
    parts = [KEY_VERSION, provider, source, name, query.language, query.countries, query.viewbox, query.limit]
    return hashlib.sha256(_canonical(parts).encode()).digest()


def _whole_degrees(box: BBox) -> BBox:
    """Names of neighbouring documents then share their answers, and nobody learns more than the region."""
    return BBox(
        float(max(math.floor(box.south), -90)),
        float(max(math.floor(box.west), -180)),
        float(min(math.ceil(box.north), 90)),
        float(min(math.ceil(box.east), 180)),
    )
