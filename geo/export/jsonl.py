"""Parsed documents as JSON, one object each: what ``python -m geo parse`` writes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, NamedTuple

from geo.atlas import Atlas
from geo.attribution import attribution_of
from geo.export.fields import MENTION, PLACE, Field, Row, Spot, seen_from, taken
from geo.export.file import utf8
from geo.model import Candidate, GeoparsedDocument, Place, Reason, Resolution
from geo.protocols import ExportOptions

MAX_CANDIDATES = 10
"""How many candidates of a mention are written."""


class JsonLines:
    """All that was found, with every reason: one line a document, which is called as its source is."""

    name = "jsonl"
    title = "Everything (JSON Lines)"
    suffix = ".jsonl"
    mime = "application/jsonl"
    everything = True

    def write(self, atlas: Atlas, out: BinaryIO, options: ExportOptions) -> None:
        for parsed in atlas.documents:
            for piece in export_json_line(parsed, parsed.document.source or parsed.document.title):
                out.write(utf8(piece))


def export_json_line(parsed: GeoparsedDocument, doc_id: str | int) -> Iterator[str]:
    """Yield the pieces of a parsed document as one line of JSON, its end included.

    ``{"doc_id", "mentions": [...], "attribution": [...]}``; docs/formats.md says what a mention has, and
    ``attribution`` credits the data that its places come from, with their licences. Of the ``candidates`` at most
    `MAX_CANDIDATES` are written, best first and the chosen place always among them; ``candidates_total`` counts them
    all, and the mention's ``reasons`` are those of the place that was chosen. In pieces, since the line of a long
    document is much longer than its text.
    """
    written: dict[tuple[int | None, Place | None, str, str], str] = {}
    sources: dict[str, None] = {}
    yield f'{{"doc_id": {_json(doc_id)}, "mentions": ['
    for number, resolution in enumerate(parsed.resolutions):
        # The mentions of one name share their reading, which makes up most of the line: write it once.
        key = (resolution.reading, resolution.place, resolution.status, resolution.mention.surface)
        if key not in written:
            judgement = _object(_JUDGEMENT, _Judged(parsed, resolution))
            written[key] = _json(judgement).removeprefix("{")
            places = [judgement["place"], *judgement["candidates"]]
            sources.update(dict.fromkeys(place["source"] for place in places if place))
        yield f"{', ' if number else ''}{_json(_object(_MENTION, resolution)).removesuffix('}')}, {written[key]}"
    yield f'], "attribution": {_json([attribution_of(source) for source in sorted(sources)])}}}\n'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _object(fields: tuple[Field[Row], ...], row: Row) -> dict[str, Any]:
    return {field.name: field.value(row) for field in fields}


class _Judged(NamedTuple):
    parsed: GeoparsedDocument
    resolution: Resolution

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        return self.parsed.candidates(self.resolution)

    @property
    def chosen(self) -> Candidate | None:
        return self.parsed.chosen(self.resolution)


def _written(judged: _Judged) -> list[Candidate]:
    """Return the best candidates, and the chosen one."""
    chosen, best = judged.chosen, list(judged.candidates[:MAX_CANDIDATES])
    if chosen is not None and all(chosen is not candidate for candidate in best):
        best[-1] = chosen
    return best


def _reasons(candidate: Candidate | None) -> list[dict[str, Any]]:
    return [_object(_REASON, reason) for reason in candidate.reasons] if candidate else []


def _chosen_place(resolution: Resolution) -> dict[str, Any] | None:
    return None if resolution.place is None else _object(_PLACE, Spot.of(resolution.place))


def _named(fields: Iterable[Field[Any]]) -> str:
    return ", ".join(f"`{field.name}`" for field in fields)


_REASON: tuple[Field[Reason], ...] = (
    Field("rule", "text", "its name", lambda reason: reason.rule),
    Field("weight", "number", "what it adds to the score", lambda reason: reason.weight),
    Field("sentence", "text", "for people", lambda reason: reason.sentence),
)

_RIVAL = taken(
    PLACE,
    ("id", "name", "kind", "country_code", "admin1", "lat", "lon", "population", "precision", "source"),
)
_PLACE = (*_RIVAL, *taken(PLACE, ("evidence", "codes")))

_CANDIDATE: tuple[Field[Candidate], ...] = (
    *seen_from(_RIVAL, lambda candidate: Spot.of(candidate.place)),
    Field("matched_name", "text", "by which it was found", lambda candidate: candidate.matched_name),
    Field("score", "number", "the sum of the weights of its reasons", lambda candidate: candidate.score),
    Field("reasons", "list of objects", "what speaks for and against it", _reasons),
)

_MENTION = taken(
    MENTION,
    ("start", "end", "text", "label", "probability", "literal", "status", "confidence", "modifier", "note"),
)

_JUDGEMENT: tuple[Field[_Judged], ...] = (
    Field("place", "object", f"the place: {_named(_PLACE)}", lambda j: _chosen_place(j.resolution)),
    Field("candidates", "list of objects", f"the {MAX_CANDIDATES} best places that the name may mean, best first, the "
          f"chosen one always among them: {_named(_CANDIDATE)}",
          lambda j: [_object(_CANDIDATE, candidate) for candidate in _written(j)]),
    Field("candidates_total", "whole number", "how many candidates there were", lambda j: len(j.candidates)),
    Field("reasons", "list of objects", f"of the chosen place, the weightiest first: {_named(_REASON)}; the weights "
          "add up to its `score`", lambda j: _reasons(j.chosen)),
    Field("what_would_change", "text", "one sentence: the best candidate elsewhere, and what the text would have to "
          'say for it to be chosen; or ""', lambda j: j.resolution.change),
)  # fmt: skip

KEYS: tuple[Field[Any], ...] = (*_MENTION, *_JUDGEMENT)
"""What a mention has, in order."""
