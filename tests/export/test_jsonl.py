"""The line of JSON that `parse` writes (tests/export/test_documented.py holds its keys)."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from geo.export.jsonl import export_json_line
from geo.model import GeoparsedDocument, Reason
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
        candidates = parsed.candidates(resolution)
        assert [c["score"] for c in mention["candidates"]] == [c.score for c in candidates]
        assert mention["candidates_total"] == len(candidates)


def test_mentions_that_share_candidates_keep_their_own_choice() -> None:
    """Two mentions of one name, one of them corrected: each has its own place, reasons and status."""
    [document] = parse("London and London")
    first, second = document.resolutions
    second = replace(first, mention=second.mention, place=LONDON_ONTARIO, status="corrected", change="")
    line = "".join(export_json_line(replace(document, resolutions=(first, second)), "1"))
    one, two = json.loads(line)["mentions"]
    assert one["candidates"] == two["candidates"]
    assert (one["status"], two["status"]) == ("ambiguous", "corrected")
    assert (one["place"]["country_code"], two["place"]["country_code"]) == ("GB", "CA")
    assert one["reasons"] != two["reasons"]
    assert "London, Ontario" in one["what_would_change"] and two["what_would_change"] == ""


def test_of_many_candidates_the_best_are_written_and_the_chosen_one() -> None:
    """A name like "Springfield" has dozens; what a person chose far down the list is among those written, last."""
    [document] = parse("London")
    [resolution] = document.resolutions
    many = tuple(
        document.candidates(resolution)[0]._replace(
            place=replace(LONDON_ONTARIO, id=f"geonames:{number}"),
            score=50.0 - number,
            reasons=(Reason("population", 50.0 - number, f"Number {number}.", 1.0),),
        )
        for number in range(30)
    )
    for chosen, written in ((0, list(range(10))), (9, list(range(10))), (17, [*range(9), 17])):
        changed = replace(resolution, place=many[chosen].place, status="corrected")
        line = "".join(export_json_line(replace(document, resolutions=(changed,), readings=(many,)), "1"))
        [mention] = json.loads(line)["mentions"]
        assert [c["id"] for c in mention["candidates"]] == [f"geonames:{number}" for number in written]
        assert mention["candidates_total"] == 30
        assert mention["reasons"] == [{"rule": "population", "weight": 50.0 - chosen, "sentence": f"Number {chosen}."}]


def test_how_a_mention_was_judged() -> None:
    """What the recognizer thought of it, and what there is to say beside the reasons, are written."""
    [document] = parse("London")
    [resolution] = document.resolutions
    mention = replace(resolution.mention, probability=0.97, literal=0.2)
    changed = replace(resolution, mention=mention, note="Here it stands for its government.")
    [written] = json.loads("".join(export_json_line(replace(document, resolutions=(changed,)), 1)))["mentions"]
    assert (written["probability"], written["literal"]) == (0.97, 0.2)
    assert written["note"] == "Here it stands for its government."
