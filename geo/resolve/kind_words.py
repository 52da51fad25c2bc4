"""Words that say what kind of place a name means: inside the name ("Red Sea") or beside it ("the Niger river")."""

from __future__ import annotations

import re

from geo.model import PlaceKind

_KINDS: tuple[tuple[str, tuple[PlaceKind, ...]], ...] = (
    ("city town village port suburb township capital metropolis hamlet resort", ("settlement",)),
    ("neighborhood neighbourhood", ("settlement", "region")),
    ("state province governorate oblast prefecture voivodeship canton emirate", ("admin1",)),
    ("region", ("admin1", "region")),
    ("county parish district department municipality borough raion", ("admin1", "admin2")),
    ("country nation republic kingdom", ("country",)),
    ("river lake sea ocean gulf bay strait straits canal channel reservoir lagoon creek waterway", ("water",)),
    ("basin valley delta estuary", ("water", "region")),
    ("mountain mountains range volcano peak massif highlands hills glacier", ("mountain", "region")),
    ("island islands archipelago atoll peninsula desert plateau forest steppe", ("region", "admin1")),
    ("airport dam bridge stadium prison palace airbase", ("facility",)),
    ("continent", ("continent",)),
)
_WORDS: dict[str, frozenset[PlaceKind]] = {word: frozenset(kinds) for words, kinds in _KINDS for word in words.split()}
# Parts of proper names; "port", "town" or "hills" in a name say little.
_IN_NAME = re.compile(
    r"sea|ocean|gulf|bay|straits?|lake|river|canal|channel|mountains?|range|volcano|islands?|archipelago|peninsula|"
    r"desert|plateau|province|state|county|parish|district|governorate|prefecture|region|city|valley|delta|basin|"
    r"airport|dam|bridge|stadium"
)
_AFTER = re.compile(rf"[ -](?:port |border |capital |coastal )?({'|'.join(_WORDS)})\b")
_BEFORE = re.compile(rf"\b({'|'.join(_WORDS)})(?: of(?: the)?|,)? \Z")
_LOOK_BACK_CHARS = 24


def word_in_name(name: str, kind: PlaceKind) -> str:
    """Return the word of a name that says that it is of a kind ("Sea"), "" when none does."""
    if " " not in name:
        return ""
    words = name.split()
    for word in (words[-1], words[0]):
        lower = word.lower()
        if _IN_NAME.fullmatch(lower) and kind in _WORDS[lower]:
            return word
    return ""


def word_beside(text: str, start: int, end: int) -> tuple[str, frozenset[PlaceKind]] | None:
    """Return the word beside a name at ``start:end`` that says what it is, and the kinds that it fits."""
    match = _AFTER.match(text, end) or _BEFORE.search(text[max(0, start - _LOOK_BACK_CHARS) : start])
    if match is None:
        return None
    return match[1], _WORDS[match[1]]
