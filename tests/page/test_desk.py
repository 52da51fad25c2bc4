"""What an embedded page gets when it asks, and that it gets nothing for what it may not ask."""

from __future__ import annotations

import json
from typing import Any

import pytest

from geo.atlas import Atlas
from geo.atlas_view import AtlasView
from geo.model import Document
from geo.page.desk import MAX_PASSAGES, MAX_REQUESTS, Desk
from geo.view import Filter
from tests.fakes import LONDON, SYRIA, UNKNOWN, fake_pipeline

TEXT = "\n\n".join(["London and Syria.", "Nothing.", *("London \ud800 London" for _ in range(80)), f"{UNKNOWN}."])
VIEW = AtlasView(Atlas.build(fake_pipeline().geoparse([Document.make(TEXT, title="Report")])))
NUMBERS = {pin.id: number for number, pin in enumerate(VIEW.pins(Filter(demonyms=True)))}
OF_LONDON = {
    "id": 7, "revision": "r", "subject": NUMBERS[LONDON.id], "from": 0, "back": False, "minConfidence": 0,
    "demonyms": False, "literalOnly": False,
}  # fmt: skip
OF_TEXT = {"id": 8, "revision": "r", "from": 1, "count": 2}


def one(request: dict[str, Any]) -> dict[str, Any]:
    [answer] = Desk(VIEW, "r").answer([request])
    return answer


def test_a_stretch_of_the_text_is_answered_whatever_it_holds() -> None:
    """Each answer can be read alone: with the verdicts of its mentions, and the title where a document begins."""
    answer = one(OF_TEXT)
    assert (answer["id"], answer["revision"], answer["numbers"]) == (8, "r", [1, 2])
    assert answer["passages"][0] == ["Nothing."]
    assert answer["passages"][1] == [["London", 0, 0, 1], " \ud800 ", ["London", 0, 0, 2]]
    assert len(answer["verdicts"]) == 1
    assert answer["titles"] == []
    assert one({**OF_TEXT, "from": 0})["titles"] == [[0, "Report", ""]]
    assert one({**OF_TEXT, "from": 82, "count": 9})["numbers"] == [82]
    json.dumps(answer, allow_nan=False).encode()


def test_the_passages_of_a_place_come_page_by_page_both_ways() -> None:
    """From the one after the last that is known, and from the one before the first; mentions are counted on."""
    first = one(OF_LONDON)
    assert (first["numbers"], first["before"]) == ([0, *range(2, 31)], 0)
    then = one({**OF_LONDON, "from": first["numbers"][-1] + 1})
    assert (then["numbers"], then["before"]) == ([*range(31, 61)], 1 + 2 * 29)
    assert one({**OF_LONDON, "from": 31, "back": True}) == first
    end = one({**OF_LONDON, "from": 83, "back": True})
    assert (end["numbers"], end["before"]) == ([*range(52, 82)], 1 + 2 * 50)
    assert one({**OF_LONDON, "subject": ~0})["numbers"] == [82]
    assert one({**OF_LONDON, "minConfidence": 0.9})["numbers"] == []


@pytest.mark.parametrize(
    "request_",
    [
        None,
        [],
        "all",
        {},
        {**OF_TEXT, "revision": "other"},
        {**OF_TEXT, "id": -1},
        {**OF_TEXT, "id": True},
        {**OF_TEXT, "id": 2**53},
        {**OF_TEXT, "from": -1},
        {**OF_TEXT, "from": 1.0},
        {**OF_TEXT, "from": 84},
        {**OF_TEXT, "count": 0},
        {**OF_TEXT, "count": MAX_PASSAGES + 1},
        {**OF_TEXT, "count": None},
        {**OF_LONDON, "subject": 99},
        {**OF_LONDON, "subject": -2},
        {**OF_LONDON, "subject": "geonames:2643743"},
        {**OF_LONDON, "subject": None},
        {**OF_LONDON, "subject": [1]},
        {**OF_LONDON, "back": 1},
        {**OF_LONDON, "demonyms": "no"},
        {**OF_LONDON, "literalOnly": None},
        {**OF_LONDON, "minConfidence": 2},
        {**OF_LONDON, "minConfidence": float("nan")},
        {**OF_LONDON, "minConfidence": True},
        {**OF_LONDON, "minConfidence": "0"},
    ],
    ids=repr,
)
def test_what_is_not_as_promised_is_not_answered(request_: Any) -> None:
    """The frame's script is not trusted; what is asked beside it still is answered."""
    assert [answer["id"] for answer in Desk(VIEW, "r").answer([request_, OF_TEXT])] == [8]


@pytest.mark.parametrize("asked", [None, {}, "requests", 5])
def test_what_is_no_list_of_requests_is_not_answered(asked: Any) -> None:
    assert Desk(VIEW, "r").answer(asked) == []


def test_only_the_newest_of_many_requests_are_answered() -> None:
    requests = [{**OF_TEXT, "id": number} for number in range(50)]
    assert [answer["id"] for answer in Desk(VIEW, "r").answer(requests)] == [*range(50 - MAX_REQUESTS, 50)]


def test_what_is_shown_is_told_with_a_tally_of_each_pin() -> None:
    """Mentions, confidence in whole per cent rounded down, and whether each could well be another place."""
    visible, tallies = Desk(VIEW, "r").visible(Filter())
    assert visible == [NUMBERS[LONDON.id], NUMBERS[SYRIA.id]]
    assert tallies == [161, 62, 1, 1, 95, 0]
    assert Desk(VIEW, "r").visible(Filter(query="syria")) == ([NUMBERS[SYRIA.id]], [1, 95, 0])
