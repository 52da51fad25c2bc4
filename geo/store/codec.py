"""A geoparsed document as bytes, and back: exact, compact, and quick to read.

Compressed, in columns: rivals are many (a hundred Springfields, each with its reasons), and a column is read
several times faster than as many small objects. Places, reasons, candidate lists and texts stand once and are
referred to by number. Nothing in it can run code when it is read.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import accumulate, chain, repeat, starmap
from typing import Any, Generic, TypeVar

from geo.frozen import maker
from geo.model import (
    BBox,
    Candidate,
    Document,
    Footprint,
    GeoparsedDocument,
    Mention,
    Page,
    Passage,
    Place,
    Point,
    Reason,
    Resolution,
)
from geo.phrase import Phrase

CODEC_VERSION = 6
"""To be raised with every change here or in `geo.model`: what an older one wrote is then not read."""

_COMPRESSION_LEVEL = 1
_BYTES = struct.Struct("<I")
_PLACE_VALUES = [field.name for field in fields(Place) if field.name != "footprint"]
_FOOTPRINT = [field.name for field in fields(Place)].index("footprint")
_NO_POINT = Point(0.0, 0.0)

_T = TypeVar("_T")
_Value = TypeVar("_Value", bound=Hashable)


def encode(parsed: GeoparsedDocument) -> bytes:
    """Return the document as bytes for `decode`."""
    places: _Table[Place] = _Table()
    reasons: _Table[Reason] = _Table()
    values: _Table[Hashable] = _Table()
    columns = _Columns()
    resolutions = [_resolution_row(resolution, places, reasons) for resolution in parsed.resolutions]
    candidates = list(chain.from_iterable(parsed.readings))
    candidate_places = [places.number(c.place) for c in candidates]  # completes the table of places

    footprints = [place.footprint for place in places]
    points = [footprint.point or _NO_POINT for footprint in footprints]
    columns.add("d", (point.lat for point in points))
    columns.add("d", (point.lon for point in points))
    columns.add("I", (values.number(footprint.precision) for footprint in footprints))
    for name in _PLACE_VALUES:
        columns.add("I", (values.number(getattr(place, name)) for place in places))

    columns.add("I", (reasons.number(reason) for c in candidates for reason in c.reasons))
    columns.add("I", (values.number(reason.rule) for reason in reasons))
    columns.add("d", (reason.weight for reason in reasons))
    columns.add("I", (values.number(reason.sentence) for reason in reasons))
    columns.add("d", (reason.value for reason in reasons))

    columns.add("I", candidate_places)
    columns.add("I", (values.number(c.matched_name) for c in candidates))
    columns.add("d", (c.score for c in candidates))
    columns.add("I", (len(c.reasons) for c in candidates))
    columns.add("I", map(len, parsed.readings))

    rare = [(n, _row(f)) for n, f in enumerate(footprints) if not f.point or (f.bbox, f.area, f.rule) != (None,) * 3]
    head = {
        "document": _row(parsed.document),
        "passages": [_row(passage) for passage in parsed.passages],
        "provenance": parsed.provenance,
        "resolutions": resolutions,
        "rare_footprints": rare,
        "values": list(values),
        "columns": columns.shapes,
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    whole = _BYTES.pack(len(text)) + text + columns.data
    return _BYTES.pack(len(whole)) + zlib.compress(whole, _COMPRESSION_LEVEL)


def decode(data: bytes) -> GeoparsedDocument:
    """Return the document that `encode` was given.

    Raises:
        ValueError: the bytes are not what `encode` writes.
    """
    try:
        # Told the length, zlib need not enlarge its buffer step by step; but a damaged length must not fill the memory.
        length = min(_BYTES.unpack_from(data)[0], 16 * len(data))
        return _decode(zlib.decompress(data[_BYTES.size :], bufsize=length))
    except (zlib.error, struct.error, OverflowError, LookupError, TypeError, AttributeError) as error:
        raise ValueError(f"Not a stored document: {error}") from error


def _decode(data: bytes) -> GeoparsedDocument:
    start = _BYTES.size + _BYTES.unpack_from(data)[0]
    head = json.loads(data[_BYTES.size : start].decode("utf-8", "surrogatepass"))
    column = _read_columns(data, start, head["columns"])
    value_of = head["values"].__getitem__

    points = map(tuple.__new__, repeat(Point), zip(next(column), next(column), strict=True))
    precisions = next(column)
    absent = [None] * len(precisions)
    footprints = _build(Footprint, points, absent, absent, map(value_of, precisions), absent)
    for number, row in head["rare_footprints"]:
        footprints[number] = _footprint(row)
    place_columns: list[Iterable[Any]] = [map(value_of, next(column)) for _ in _PLACE_VALUES]
    place_columns[-1] = (tuple(map(tuple, codes)) for codes in place_columns[-1])
    place_columns.insert(_FOOTPRINT, footprints)
    places = _build(Place, *place_columns)

    reason_numbers = next(column)
    reasons = _build(Reason, map(value_of, next(column)), next(column), map(value_of, next(column)), next(column))
    of_candidates = map(places.__getitem__, next(column)), map(value_of, next(column)), next(column)
    reason_lists = _runs(map(reasons.__getitem__, reason_numbers), next(column))
    readings = tuple(_runs(_build(Candidate, *of_candidates, reason_lists), next(column)))

    resolutions = tuple(
        Resolution(
            _mention(mention),
            status,
            None if place is None else places[place],
            confidence,
            reading,
            resolver_id,
            None if footprint is None else _footprint(footprint),
            note,
            tuple(reasons[number] for number in explanation),
            change,
        )
        for mention, status, place, confidence, reading, resolver_id, footprint, note, explanation, change in head[
            "resolutions"
        ]
    )
    return GeoparsedDocument(
        _document(head["document"]),
        tuple(Passage(*row) for row in head["passages"]),
        resolutions,
        readings,
        tuple((what, version) for what, version in head["provenance"]),
    )


class _Table(Generic[_Value]):
    """Values numbered in the order in which they are first seen."""

    def __init__(self) -> None:
        self._numbers: dict[_Value, int] = {}

    def number(self, value: _Value) -> int:
        return self._numbers.setdefault(value, len(self._numbers))

    def __iter__(self) -> Iterator[_Value]:
        return iter(self._numbers)


def _build(kind: type[_T], *columns: Iterable[Any]) -> list[_T]:
    """Return one object a row: ``kind(*row)``."""
    return list(starmap(maker(kind), zip(*columns, strict=True)))


class _Columns:
    """Numbers as little-endian arrays, one after the other; ``shapes`` gives the type code and length of each."""

    def __init__(self) -> None:
        self.shapes: list[tuple[str, int]] = []
        self.data = b""

    def add(self, code: str, numbers: Iterable[float]) -> None:
        column = tuple(numbers)
        self.shapes.append((code, len(column)))
        self.data += struct.pack(f"<{len(column)}{code}", *column)


def _read_columns(data: bytes, start: int, shapes: Iterable[tuple[str, int]]) -> Iterator[tuple[Any, ...]]:
    for code, length in shapes:
        layout = f"<{length}{code}"
        yield struct.unpack_from(layout, data, start)
        start += struct.calcsize(layout)


def _runs(values: Iterable[_T], lengths: Iterable[int]) -> Iterator[tuple[_T, ...]]:
    """Cut the values into tuples of the given lengths."""
    whole, ends = tuple(values), tuple(accumulate(lengths))
    return map(whole.__getitem__, map(slice, (0, *ends), ends))


def _row(value: Document | Passage | Mention | Phrase | Footprint) -> list[Any]:
    return [getattr(value, field.name) for field in fields(value)]


def _resolution_row(resolution: Resolution, places: _Table[Place], reasons: _Table[Reason]) -> list[Any]:
    place, footprint = resolution.place, resolution.footprint
    return [
        _mention_row(resolution.mention),
        resolution.status,
        None if place is None else places.number(place),
        resolution.confidence,
        resolution.reading,
        resolution.resolver_id,
        None if footprint is None else _row(footprint),
        resolution.note,
        [reasons.number(reason) for reason in resolution.explanation],
        resolution.change,
    ]


def _document(row: Sequence[Any]) -> Document:
    values: list[Any] = [tuple(starmap(Page, value)) if isinstance(value, list) else value for value in row]
    return Document(*values)


_PHRASE = [field.name for field in fields(Mention)].index("phrase")


def _mention_row(mention: Mention) -> list[Any]:
    row = _row(mention)
    row[_PHRASE] = _row(mention.phrase) if mention.phrase else None
    return row


def _mention(row: list[Any]) -> Mention:
    if row[_PHRASE]:
        values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in row[_PHRASE]]
        row[_PHRASE] = Phrase(*values)
    return Mention(*row)


def _footprint(row: Sequence[Any]) -> Footprint:
    point, bbox, *rest = row
    return Footprint(Point(*point) if point else None, BBox(*bbox) if bbox else None, *rest)
