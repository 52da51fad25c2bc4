"""Places that stand for a government: "Ankara said" is about Turkey's."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path

from geo.lexicon.states import ACTS, SUFFERED, dealings
from geo.resolve.country_names import with_article

_TABLE = Path(__file__).with_name("seats_of_government.csv")
_ADVERBS = r"(?:(?:also|has|have|had|later|again|now|then|repeatedly|recently|already|formally) )*"
_ACTS = re.compile(rf" {_ADVERBS}(?:{ACTS})\b")
_FACED = re.compile(
    rf"\b(?:as (?:much|many|little|well|often)\b[^.;]{{0,60}}\bas|(?:{SUFFERED}) by|"
    rf"(?:{dealings('with')}) (?:with|between)|pressure (?:on|from)|allied with|aligned with|loyal to) \Z"
)
_LOOK_BACK_CHARS = 90


@lru_cache(1)
def seats_of_government() -> frozenset[str]:
    """Return the ids of capitals, and of houses like the Kremlin, that are named for the governments in them."""
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        return frozenset(row["place_id"] for row in csv.DictReader(lines))


def acts(text: str, start: int, end: int) -> bool:
    """Whether the words around a name at ``start:end`` make it do, or suffer, what governments do."""
    return _ACTS.match(text, end) is not None or (
        _FACED.search(text, max(0, start - _LOOK_BACK_CHARS), start) is not None
    )


def government_of(country: str) -> str:
    """Return "the government of Turkey", with an article where the country's name takes one."""
    return f"the government of {with_article(country)}"
