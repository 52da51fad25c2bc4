"""What changed since an earlier evaluation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geo.errors import DocumentError, UsageError
from geo.evaluate.measure.compare import compared, read_record

LONDON = {"id": "geonames:1", "name": "London", "kind": "settlement", "country_code": "GB", "admin1": "England"}
ONTARIO = {**LONDON, "id": "geonames:2", "country_code": "CA", "admin1": "Ontario"}


def outcome(start: int, **values: Any) -> dict[str, Any]:
    right = {"match": "exact", "right": True, "status": "resolved", "place": LONDON, "error_km": 0.0}
    return {"doc_id": "1", "start": start, "end": start + 6, "text": "London", **right, **values}


def record(*outcomes: dict[str, Any], spurious: tuple[dict[str, Any], ...] = (), **values: Any) -> dict[str, Any]:
    head = {"schema": 1, "corpus": "c", "mentions": "recognized", "places": len(outcomes)}
    return head | {"outcomes": list(outcomes), "spurious": list(spurious)} | values


WRONG = {"right": False, "place": ONTARIO, "error_km": 5900.2}
MISSED = {"match": "missed", "right": False, "status": None, "place": None, "error_km": None}


@pytest.mark.parametrize(
    ("before", "after", "what", "said"),
    [
        (
            WRONG,
            {},
            "now right",
            ("London (settlement, Ontario, CA), 5,900 km off", "London (settlement, England, GB)"),
        ),
        (
            {},
            WRONG,
            "now wrong",
            ("London (settlement, England, GB)", "London (settlement, Ontario, CA), 5,900 km off"),
        ),
        (MISSED, {}, "now right", ("not recognised", "London (settlement, England, GB)")),
        (
            MISSED,
            WRONG,
            "now recognised, not right",
            ("not recognised", "London (settlement, Ontario, CA), 5,900 km off"),
        ),
        (WRONG, MISSED, "no longer recognised", ("London (settlement, Ontario, CA), 5,900 km off", "not recognised")),
        (
            WRONG,
            {"right": False, "status": "not_found", "place": None, "error_km": None},
            "another place, as wrong or as right as before",
            ("London (settlement, Ontario, CA), 5,900 km off", "not found"),
        ),
    ],
)
def test_each_way_to_differ_is_said(
    before: dict[str, Any], after: dict[str, Any], what: str, said: tuple[str, str]
) -> None:
    """The mention that stayed the same is not among the changes."""
    (change,) = compared(record(outcome(0, **before), outcome(9)), record(outcome(0, **after), outcome(9)))
    assert (change.what, change.before, change.after) == (what, *said)
    assert (change.doc_id, change.start, change.end, change.text) == ("1", 0, 6, "London")


def test_what_is_found_where_no_place_is_known_comes_and_goes() -> None:
    old, new = record(spurious=(outcome(0), outcome(9))), record(spurious=(outcome(9), outcome(20)))
    assert [(change.what, change.start) for change in compared(old, new)] == [
        ("recognised where no place is known", 20),
        ("no longer recognised where no place is known", 0),
    ]


def test_equal_evaluations_have_no_changes() -> None:
    assert compared(record(outcome(0), outcome(9, **WRONG)), record(outcome(0), outcome(9, **WRONG))) == []


@pytest.mark.parametrize("key", ["corpus", "mentions", "places"])
def test_evaluations_of_different_things_are_not_compared(key: str) -> None:
    with pytest.raises(UsageError, match="different"):
        compared(record(outcome(0)) | {key: "other"}, record(outcome(0)))


@pytest.mark.parametrize("broken", [{"outcomes": [{}]}, {"outcomes": [7]}, {"spurious": None}])
def test_an_evaluation_with_holes_is_one_clear_error(broken: dict[str, Any]) -> None:
    with pytest.raises(DocumentError, match="lacks something"):
        compared(record(outcome(0)) | broken, record(outcome(0)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no JSON", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "is no evaluation"),
        ('{"schema": 1}', "is no evaluation"),
        (json.dumps(record() | {"schema": 0}), "another version"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "old.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError, match=said):
        read_record(path)
