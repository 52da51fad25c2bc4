"""Parsed documents as JSON, one object each: what ``python -m geo parse`` writes."""

from __future__ import annotations

import json
from typing import Any

from geo.model import Candidate, GeoparsedDocument, Place, Reason, Resolution


def export_json_line(parsed: GeoparsedDocument, doc_id: str | int) -> str:
    """Return a parsed document as one line of JSON, without its end.

    ``{"doc_id", "mentions": [{"start", "end", "text", "label", "status", "confidence", "modifier", "place",
    "candidates", "reasons"}]}``: offsets in code points, ``place`` null where there is none, ``candidates`` best
    first with the place's own fields and ``matched_name``, ``score``, ``reasons``; the mention's ``reasons`` are
    those of the place that was chosen.
    """
    value = {"doc_id": doc_id, "mentions": [_mention(resolution) for resolution in parsed.resolutions]}
    return json.dumps(value, ensure_ascii=False)


def _mention(resolution: Resolution) -> dict[str, Any]:
    mention = resolution.mention
    chosen = [c for c in resolution.candidates if resolution.place is not None and c.place.id == resolution.place.id]
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.surface,
        "label": mention.label,
        "status": resolution.status,
        "confidence": resolution.confidence,
        "modifier": mention.modifier,
        "place": _place(resolution.place) if resolution.place else None,
        "candidates": [_candidate(candidate) for candidate in resolution.candidates],
        "reasons": [_reason(reason) for reason in chosen[0].reasons] if chosen else [],
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
        "reasons": [_reason(reason) for reason in candidate.reasons],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {"rule": reason.rule, "weight": reason.weight, "sentence": reason.sentence}
