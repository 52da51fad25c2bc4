"""Texts whose places are known, to measure by."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.errors import DocumentError
from geo.model import Document, Point

GoldDocument = tuple[Document, tuple["GoldPlace", ...]]


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """A place in a text by its annotators' word, with a `geo.model.Place` id where they gave one."""

    start: int
    end: int
    point: Point | None
    place_id: str | None = None


def read_corpus(path: Path) -> list[GoldDocument]:
    """Read a JSON Lines file with ``text`` and ``toponyms``; of places with one span the first with a point counts.

    Raises:
        DocumentError: a line is not such a document.
    """
    corpus = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                corpus.append(_gold_document(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise DocumentError(f"{path}, line {number}, is no document with toponyms: {error!r}.") from error
    return corpus


def _gold_document(value: dict[str, Any]) -> GoldDocument:
    places: dict[tuple[int, int], GoldPlace] = {}
    for toponym in sorted(value["toponyms"], key=_reading_order):
        point = None if toponym.get("lat") is None else Point(toponym["lat"], toponym["lon"])
        place_id = f"geonames:{toponym['geonameid']}" if toponym.get("geonameid") else None
        span = (toponym["start"], toponym["end"])
        places.setdefault(span, GoldPlace(*span, point, place_id))
    return Document.make(value["text"], title=value.get("title") or "", url=value.get("url")), tuple(places.values())


def _reading_order(toponym: dict[str, Any]) -> tuple[int, int, bool]:
    return toponym["start"], -toponym["end"], toponym.get("lat") is None
