"""What changed since an earlier evaluation of the same corpus, mention by mention."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.errors import DocumentError, UsageError
from geo.evaluate.measure.record import SCHEMA

NOW_RIGHT, NOW_WRONG, OTHER_PLACE = "now right", "now wrong", "another place, as wrong or as right as before"
NOW_RECOGNIZED, NOW_MISSED = "now recognised, not right", "no longer recognised"
NEW_SPURIOUS, NO_LONGER_SPURIOUS = "recognised where no place is known", "no longer recognised where no place is known"

_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One mention that came out differently: ``before`` and ``after`` say what it was resolved to."""

    what: str
    doc_id: str | int
    start: int
    end: int
    text: str
    before: str
    after: str


def read_record(path: Path) -> dict[str, Any]:
    """Read what ``evaluate --json`` wrote.

    Raises:
        DocumentError: it is something else, or of another version.
    """
    try:
        value = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        raise DocumentError(f"{path} is not JSON; give what evaluate --json wrote.") from None
    if not isinstance(value, dict) or not isinstance(value.get("outcomes"), list) or "schema" not in value:
        raise DocumentError(f"{path} is no evaluation; give what evaluate --json wrote.")
    if value["schema"] != SCHEMA:
        raise DocumentError(f"{path} was written by another version of evaluate; write it anew.")
    return value


def compared(old: _Row, new: _Row) -> list[Change]:
    """Return the mentions that came out differently, grouped by what changed, in text order within.

    Raises:
        UsageError: the two are evaluations of different things.
        DocumentError: ``old`` lacks a field that an evaluation has.
    """
    for key, what in (("corpus", "corpora"), ("mentions", "kinds of mentions"), ("places", "numbers of places")):
        if old.get(key) != new.get(key):
            raise UsageError(
                f"The two evaluations are of different {what}: {old.get(key)} then, {new.get(key)} now; "
                "nothing can be compared."
            )
    try:
        changes = [*_outcome_changes(old["outcomes"], new["outcomes"]), *_spurious(old["spurious"], new["spurious"])]
    except (KeyError, TypeError, AttributeError) as error:
        raise DocumentError(f"The earlier evaluation lacks something ({error!r}); write it anew.") from error
    order = (NOW_RIGHT, NOW_WRONG, OTHER_PLACE, NOW_RECOGNIZED, NOW_MISSED, NEW_SPURIOUS, NO_LONGER_SPURIOUS)
    return sorted(changes, key=lambda change: order.index(change.what))


def _outcome_changes(old: Iterable[_Row], new: Iterable[_Row]) -> Iterator[Change]:
    before = {_key(row): row for row in old}
    for row in new:
        was = before.get(_key(row))
        if was and (what := _what(was, row)):
            yield Change(what, *_key(row), row["text"], _described(was), _described(row))


def _what(was: _Row, row: _Row) -> str | None:
    if was["right"] != row["right"]:
        return NOW_RIGHT if row["right"] else NOW_WRONG
    if (was["match"] == "missed") != (row["match"] == "missed"):
        return NOW_MISSED if row["match"] == "missed" else NOW_RECOGNIZED
    return OTHER_PLACE if (was["place"] or {}).get("id") != (row["place"] or {}).get("id") else None


def _spurious(old: Iterable[_Row], new: Iterable[_Row]) -> Iterator[Change]:
    before, after = {_key(row): row for row in old}, {_key(row): row for row in new}
    for key, row in after.items():
        if key not in before:
            yield Change(NEW_SPURIOUS, *key, row["text"], "not recognised", _described(row))
    for key, row in before.items():
        if key not in after:
            yield Change(NO_LONGER_SPURIOUS, *key, row["text"], _described(row), "not recognised")


def _key(row: _Row) -> tuple[str | int, int, int]:
    return row["doc_id"], row["start"], row["end"]


def _described(row: _Row) -> str:
    if row["status"] is None:
        return "not recognised"
    place = row["place"]
    if place is None:
        return "not found"
    parts = (place["kind"], place["admin1"], place["country_code"])
    where = ", ".join(str(part) for part in parts if part and part != place["name"])
    km = row.get("error_km")
    return f"{place['name']} ({where})" + (f", {km:,.0f} km off" if km else "")
