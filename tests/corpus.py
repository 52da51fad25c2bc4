"""Reads an evaluation corpus under ``tests/data`` and writes it as JSON Lines for ``python -m geo evaluate``.

    python -m tests.corpus OUT.jsonl            # tests/data/corpus, the hard one
    python -m tests.corpus OUT.jsonl --plain   # tests/data/corpus_plain, like what people read
    python -m tests.corpus OUT.jsonl --field   # tests/data/corpus_field, of many kinds, dense in small places
    python -m tests.corpus OUT.jsonl --blind   # tests/data/corpus_blind, to which nothing may be fitted

A document is a text file: ``key: value`` lines, a blank line, the text. In the text ``[[surface]]``,
``[[surface|place]]`` or ``[[surface|place|use]]`` marks a mention; the place is a row of ``places.tsv`` (the surface
itself where it is left out) or a position, ``@lat,lon``. ``docs/corpus.md`` says what is marked and what is not.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "data" / "corpus"
PLAIN = FOLDER.with_name("corpus_plain")
FIELD = FOLDER.with_name("corpus_field")
BLIND = FOLDER.with_name("corpus_blind")
USES = ("literal", "metonym", "embedded", "demonym", "coordinates")

_OPTIONS = {"--plain": PLAIN, "--field": FIELD, "--blind": BLIND}
_HEADERS = ("title", "url", "region", "genre", "traps", "note")
_MARK = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]|]*))?(?:\|([a-z]+))?\]\]")


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """A row of ``places.tsv``.

    Attributes:
        name: what the annotations call it, "Paris, Texas"; unique.
        kind: one of `geo.model.PlaceKind`, or "position" for coordinates written in a text.
        geonames_id: None where the installed data packages have no such place.
        country: ISO 3166-1 alpha-2 code, "" where it lies in several countries or in none.
        admin1: name of the first-level unit in the data packages, "" where there is none or it is one itself.
        basis: where the point comes from: "geonames", "centroid" (mean of its towns) or "hand" (general knowledge).
    """

    name: str
    kind: str
    geonames_id: int | None
    country: str
    admin1: str
    lat: float
    lon: float
    basis: str


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A marked span, in code points of the document's text, half-open; ``use`` is one of `USES`."""

    start: int
    end: int
    surface: str
    place: GoldPlace
    use: str


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document without its marks; ``headers`` holds title, region, genre, perhaps traps, note and url."""

    doc_id: str
    headers: Mapping[str, str]
    text: str
    mentions: tuple[GoldMention, ...]

    def record(self) -> dict[str, object]:
        """Return the document as one JSON Lines object."""
        found = {"doc_id": self.doc_id, "title": self.headers["title"], "url": self.headers.get("url")}
        record: dict[str, object] = {key: value for key, value in found.items() if value}
        return record | {"text": self.text, "toponyms": [_toponym(mention) for mention in self.mentions]}


def read_corpus(folder: Path = FOLDER) -> list[GoldDocument]:
    """Return the documents in the order of their numbers.

    Raises:
        ValueError: a file is not as the module's docstring says; the message names file and fault.
    """
    places = _read_places(folder / "places.tsv")
    return [_read_document(path, places) for path in sorted(folder.glob("*.txt"))]


def _read_places(path: Path) -> dict[str, GoldPlace]:
    places: dict[str, GoldPlace] = {}
    for line in path.read_text("utf-8").splitlines()[1:]:
        name, kind, geonames_id, country, admin1, lat, lon, basis = line.split("\t")
        if name in places:
            raise ValueError(f"{path.name} has {name!r} twice")
        number = int(geonames_id) if geonames_id else None
        places[name] = GoldPlace(name, kind, number, country, admin1, float(lat), float(lon), basis)
    return places


def _read_document(path: Path, places: Mapping[str, GoldPlace]) -> GoldDocument:
    head, _, body = path.read_text("utf-8").removesuffix("\n").partition("\n\n")
    headers = dict(line.split(": ", 1) for line in head.splitlines())
    if unknown := headers.keys() - set(_HEADERS):
        raise ValueError(f"{path.name} has the unknown header {', '.join(sorted(unknown))}")
    parts: list[str] = []
    mentions: list[GoldMention] = []
    length = position = 0
    for mark in _MARK.finditer(body):
        before, surface = body[position : mark.start()], mark[1]
        start = length + len(before)
        length, position = start + len(surface), mark.end()
        parts += (before, surface)
        place = _place(mark[2] or surface, places)
        if place is None:
            raise ValueError(f"{path.name}: {mark[0]} names no place of places.tsv")
        mentions.append(GoldMention(start, length, surface, place, mark[3] or "literal"))
    text = "".join([*parts, body[position:]])
    if "[[" in text or "]]" in text:
        raise ValueError(f"{path.name} has a mark that cannot be read")
    return GoldDocument(path.stem, headers, text, tuple(mentions))


def _place(name: str, places: Mapping[str, GoldPlace]) -> GoldPlace | None:
    if not name.startswith("@"):
        return places.get(name)
    lat, lon = map(float, name.removeprefix("@").split(","))
    return GoldPlace(name, "position", None, "", "", lat, lon, "hand")


def _toponym(mention: GoldMention) -> dict[str, object]:
    place = mention.place
    return {
        "start": mention.start,
        "end": mention.end,
        "name": mention.surface,
        "lat": place.lat,
        "lon": place.lon,
        "geonameid": place.geonames_id,
        "place": place.name,
        "type": mention.use,
        "kind": place.kind,
        "country": place.country,
        "admin1": place.admin1,
    }


def main(arguments: Sequence[str]) -> int:
    """Write a corpus to the file named by the first argument; return the exit code."""
    outs = [argument for argument in arguments if not argument.startswith("--")]
    options = [argument for argument in arguments if argument.startswith("--")]
    if len(outs) != 1 or len(options) > 1 or not set(options) <= _OPTIONS.keys():
        print("usage: python -m tests.corpus OUT.jsonl [--plain | --field | --blind]", file=sys.stderr)
        return 2
    documents = read_corpus(_OPTIONS[options[0]] if options else FOLDER)
    lines = [json.dumps(document.record(), ensure_ascii=False) for document in documents]
    Path(outs[0]).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
