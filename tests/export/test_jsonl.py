"""The line of JSON that `parse` writes (its keys are held by tests/test_cli.py)."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from geo.export.jsonl import export_json_line
from geo.model import GeoparsedDocument
from tests.fakes import LONDON_ONTARIO, parse
from tests.strategies import any_text, geoparsed_documents


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(geoparsed_documents, any_text)
def test_any_document_is_one_line_of_json(parsed: GeoparsedDocument, doc_id: str) -> None:
    """Whatever the strings and numbers are, one line comes out, and it says what the document says."""
    line = "".join(export_json_line(parsed, doc_id)).encode("utf-8", "backslashreplace").decode("utf-8")
    assert line.count("\n") == 1
    assert line.endswith("\n")
    value = json.loads(line)
    assert len(value["mentions"]) == len(parsed.resolutions)
    for mention, resolution in zip(value["mentions"], parsed.resolutions, strict=True):
        assert (mention["start"], mention["end"]) == (resolution.mention.start, resolution.mention.end)
        assert (mention["place"] is None) == (resolution.place is None)
        assert [c["score"] for c in mention["candidates"]] == [c.score for c in resolution.candidates]


def test_mentions_that_share_candidates_keep_their_own_choice() -> None:
    """Two mentions of one name, one of them corrected: each has its own place, reasons and status."""
    [document] = parse("London and London")
    first, second = document.resolutions
    second = replace(first, mention=second.mention, place=LONDON_ONTARIO, status="corrected")
    line = "".join(export_json_line(replace(document, resolutions=(first, second)), "1"))
    one, two = json.loads(line)["mentions"]
    assert one["candidates"] == two["candidates"]
    assert (one["status"], two["status"]) == ("ambiguous", "corrected")
    assert (one["place"]["country_code"], two["place"]["country_code"]) == ("GB", "CA")
    assert one["reasons"] != two["reasons"]
