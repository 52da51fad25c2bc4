"""Texts whose places are known, to measure by."""

from __future__ import annotations

import codecs
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol, get_args

from geo.errors import DocumentError
from geo.globe import on_earth
from geo.model import Document, Mention, NameMatch, Place, PlaceKind, Point
from geo.read.documents import GIVEN, Origin, load
from geo.read.jsonl import content_of

# Annotators' words for names that stand for a place, in lower case: those of GeoWebNews, then those of our own corpus.
_LITERAL_USES = frozenset(
    {"literal", "literal_modifier", "mixed", "coercion", "embedded_literal", "metonymic", "metonym", "embedded"}
    | {"coordinates"}
)
_DEMONYM_USE = "demonym"
_EXPECTED = (
    'a corpus is JSON Lines with "doc_id", "text" and "toponyms" ("start", "end", "lat", "lon") in each: see '
    "docs/formats.md."
)
_KIND_OF_CLASS: dict[str, PlaceKind] = {
    "A": "admin2", "P": "settlement", "H": "water", "T": "mountain", "U": "water",
    "L": "region", "V": "region", "R": "facility", "S": "facility",
}  # fmt: skip
_KIND_OF_CODE: dict[str, PlaceKind] = {
    "ADM1": "admin1", "CONT": "continent", "ISL": "region", "ISLS": "region", "PEN": "region",
    "PCL": "country", "PCLD": "country", "PCLF": "country", "PCLI": "country", "PCLIX": "country", "PCLS": "country",
}  # fmt: skip


class PlaceDirectory(Protocol):
    """What is asked of a gazetteer about the truth itself."""

    def lookup(self, names: Sequence[str]) -> list[tuple[NameMatch, ...]]:
        """As in `geo.protocols.Gazetteer`."""

    def place(self, place_id: str) -> Place | None:
        """Return the place of an id, None when there is none."""


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """A place in a text by its annotators' word.

    Attributes:
        place_id: its `geo.model.Place` id, where they gave a GeoNames id.
        name: what the gazetteer calls the place of that id; see `complete`.
        use: how the name is used, in the corpus's own words ("Literal", "demonym"); "" where it has none.
        demonym: it names a people ("Turkish") rather than a place.
    """

    start: int
    end: int
    point: Point | None
    place_id: str | None = None
    kind: PlaceKind | None = None
    country_code: str | None = None
    use: str = ""
    demonym: bool = False
    name: str | None = None

    @property
    def literal(self) -> bool:
        """Whether the annotators say that the name stands for the place itself, or what acts there."""
        return self.use.lower() in _LITERAL_USES


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document with its places in text order, one a span; ``notice`` says what is odd about it, "" for nothing."""

    doc_id: str | int
    document: Document
    places: tuple[GoldPlace, ...]
    notice: str = ""

    def mentions(self) -> tuple[Mention, ...]:
        """Return the places' spans, to be resolved."""
        document = self.document
        return tuple(
            Mention(document.id, p.start, p.end, document.text[p.start : p.end], "GOLD", GIVEN) for p in self.places
        )


def read_corpus(path: Path) -> list[GoldDocument]:
    """Read a JSON Lines file with ``doc_id``, ``text`` and ``toponyms``.

    Where toponyms have a ``type``, some are no places ("Homonym", "Literal_Expression"): those with a point count.
    Of places with one span the first with a point counts.

    Raises:
        DocumentError: a line is not such a document.
    """
    corpus = []
    for number, line in enumerate(path.read_bytes().removeprefix(codecs.BOM_UTF8).splitlines(), 1):
        if not line.strip():
            continue
        try:
            loaded = load(content_of(line), Origin.file(str(path)))
            places = _places(json.loads(line))
        except ValueError as error:
            raise DocumentError(f"{path}, line {number}, {str(error).removesuffix('.')}; {_EXPECTED}") from None
        corpus.append(GoldDocument(loaded.doc_id, loaded.document, places, loaded.notice))
    return corpus


def complete(corpus: Sequence[GoldDocument], directory: PlaceDirectory) -> list[GoldDocument]:
    """Add to the places what the corpus does not say but a gazetteer knows: kind, country, which are demonyms."""
    return [
        replace(gold, places=tuple(_completed(place, gold.document.text, directory) for place in gold.places))
        for gold in corpus
    ]


def _completed(gold: GoldPlace, text: str, directory: PlaceDirectory) -> GoldPlace:
    known = directory.place(gold.place_id) if gold.place_id else None
    demonym = gold.demonym
    if not gold.use:
        [matches] = directory.lookup([text[gold.start : gold.end]])
        demonym = bool(matches) and matches[0].name_type == "demonym"
    if known is None:
        return replace(gold, demonym=demonym)
    where = dict.fromkeys(part for part in (known.name, known.admin1, known.country) if part)
    return replace(
        gold,
        kind=gold.kind or known.kind,
        country_code=gold.country_code or known.country_code,
        demonym=demonym,
        name=", ".join(where),
    )


def _places(value: Mapping[str, Any]) -> tuple[GoldPlace, ...]:
    if not isinstance(value.get("toponyms"), list):
        raise ValueError('has no list of "toponyms"')
    toponyms = sorted(value["toponyms"], key=_reading_order)
    typed = any(toponym.get("type") for toponym in toponyms)
    places: dict[tuple[int, int], GoldPlace] = {}
    for toponym in toponyms:
        gold = _place(toponym)
        if gold.point is not None or not typed:
            places.setdefault((gold.start, gold.end), gold)
    return tuple(places.values())


def _place(toponym: Mapping[str, Any]) -> GoldPlace:
    use, country = toponym.get("type") or "", toponym.get("country") or ""
    if not isinstance(use, str) or not isinstance(country, str):
        raise ValueError(f'has a toponym at {toponym["start"]} whose "type" or "country" is no text')
    return GoldPlace(
        toponym["start"],
        toponym["end"],
        _point(toponym),
        _place_id(toponym),
        _kind(toponym),
        country.upper() if len(country) == 2 else None,
        use,
        use.lower() == _DEMONYM_USE,
    )


def _place_id(toponym: Mapping[str, Any]) -> str | None:
    number = toponym.get("geonameid")
    try:
        return f"geonames:{int(number)}" if number else None
    except (ValueError, TypeError, OverflowError):
        raise ValueError(f'has a toponym at {toponym["start"]} whose "geonameid" is no number: {number!r}') from None


def _point(toponym: Mapping[str, Any]) -> Point | None:
    lat, lon = toponym.get("lat"), toponym.get("lon")
    if lat is None or lon is None:
        return None
    try:
        return on_earth(float(lat), float(lon))
    except (ValueError, TypeError, OverflowError):
        where = f'"lat" {lat!r}, "lon" {lon!r}'
        raise ValueError(f"has a toponym at {toponym['start']} that is nowhere on earth: {where}") from None


def _kind(toponym: Mapping[str, Any]) -> PlaceKind | None:
    if toponym.get("kind") in get_args(PlaceKind):
        kind: PlaceKind = toponym["kind"]
        return kind
    return _KIND_OF_CODE.get(str(toponym.get("fcode"))) or _KIND_OF_CLASS.get(str(toponym.get("fclass")))


def _reading_order(toponym: Mapping[str, Any]) -> tuple[int, int, bool]:
    return toponym["start"], -toponym["end"], toponym.get("lat") is None
