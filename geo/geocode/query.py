"""Queries in the one form in which they are sent and kept."""

from __future__ import annotations

import hashlib
import json
import math
import unicodedata
from dataclasses import replace

from geo.model import BBox, GeocodeQuery

KEY_VERSION = 1
"""To be raised when the meaning of a stored answer changes: older ones are then not found any more."""

_MAX_LIMIT = 40  # Nominatim's


def normalised(query: GeocodeQuery) -> GeocodeQuery:
    """Return the query as it is sent: on one line, the countries sorted, the box widened to whole degrees.

    A box across the antimeridian is dropped: providers take it for the rest of the world.
    """
    # Lone surrogates and control characters cannot be sent, and no name has them.
    name = "".join(" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in query.name)
    box = query.viewbox
    if box is not None:
        box = None if box.west > box.east else _whole_degrees(box)
    return replace(
        query,
        name=" ".join(unicodedata.normalize("NFC", name).split()),
        countries=tuple(sorted({code.upper() for code in query.countries})),
        viewbox=box,
        limit=min(max(query.limit, 1), _MAX_LIMIT),
    )


def cache_key(provider: str, endpoint: str, query: GeocodeQuery) -> bytes:
    """Return the SHA-256 under which the answer to a normalised query is kept.

    Case and width of letters make no difference ("PARIS"); diacritics do: "berģi" is not "Berg".
    """
    name = " ".join(unicodedata.normalize("NFKC", query.name).casefold().split())
    parts = [KEY_VERSION, provider, endpoint, name, query.language, query.countries, query.viewbox, query.limit]
    return hashlib.sha256(json.dumps(parts, separators=(",", ":")).encode()).digest()


def _whole_degrees(box: BBox) -> BBox:
    """Names of neighbouring documents then share their answers, and nobody learns more than the region."""
    return BBox(
        float(max(math.floor(box.south), -90)),
        float(max(math.floor(box.west), -180)),
        float(min(math.ceil(box.north), 90)),
        float(min(math.ceil(box.east), 180)),
    )
