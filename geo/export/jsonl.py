"""Parsed documents as JSON, one object each: what ``python -m geo parse`` writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from geo.attribution import attribution_of
from geo.model import Candidate, GeoparsedDocument, Place, Resolution

MAX_CANDIDATES = 10
"""How many candidates of a mention are written."""


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
            judgement = _judgement(parsed, resolution)
            written[key] = _json(judgement).removeprefix("{")
            places = [judgement["place"], *judgement["candidates"]]
            sources.update(dict.fromkeys(place["source"] for place in places if place))
        yield f"{', ' if number else ''}{_json(_mention(resolution)).removesuffix('}')}, {written[key]}"
    yield f'], "attribution": {_json([attribution_of(source) for source in sorted(sources)])}}}\n'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _mention(resolution: Resolution) -> dict[str, Any]:
    mention = resolution.mention
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.surface,
        "label": mention.label,
        "probability": mention.probability,
        "literal": mention.literal,
        "status": resolution.status,
        "confidence": resolution.confidence,
        "modifier": mention.phrase.words() if mention.phrase else None,
        "note": resolution.note,
    }


def _judgement(parsed: GeoparsedDocument, resolution: Resolution) -> dict[str, Any]:
    chosen, candidates = parsed.chosen(resolution), parsed.candidates(resolution)
    best = list(candidates[:MAX_CANDIDATES])
    if chosen is not None and all(chosen is not candidate for candidate in best):
        best[-1] = chosen
    return {
        "place": _place(resolution.place) if resolution.place else None,
        "candidates": [_candidate(candidate) for candidate in best],
        "candidates_total": len(candidates),
        "reasons": _reasons(chosen) if chosen else [],
        "what_would_change": resolution.change,
    }


def _place(place: Place) -> dict[str, Any]:
    point = place.footprint.point
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "country_code": place.country_code,
        "admin1": place.admin1,
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
        "population": place.population,
        "precision": place.footprint.precision,
        "source": place.source,
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        **_place(candidate.place),
        "matched_name": candidate.matched_name,
        "score": candidate.score,
        "reasons": _reasons(candidate),
    }


def _reasons(candidate: Candidate) -> list[dict[str, Any]]:
    return [{"rule": reason.rule, "weight": reason.weight, "sentence": reason.sentence} for reason in candidate.reasons]
