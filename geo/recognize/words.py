"""Words in names and around them that tell places from others."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_GIVEN_NAMES = Path(__file__).with_name("given_names.txt")
# What a kind of place or building is called: the last word of "Butler County" or "City Hall".
_GENERIC = re.compile(
    r"county|parish|township|province|state|city|town|village|district|region|islands?|river|lake|creek|bay|sea|ocean|"
    r"gulf|mountains?|mount|hills?|valley|desert|peninsula|coast|forest|park|beach|street|st|avenue|ave|road|rd|"
    r"boulevard|drive|lane|highway|route|bridge|airport|station|university|college|school|academy|hospital|church|"
    r"cathedral|mosque|hall|house|palace|center|centre|stadium|arena|square|plaza|mall|hotel|museum|library|prison|"
    r"jail|base|camp|fort|port|dam|border|republic|kingdom|union|(?:north|south|east|west)(?:ern)?|central|"
    r"pass|point|head|landing|swamp|marsh|bog|fen|moor|gate|crossing|junction|reserve|shoals?|reef|cape|peak|ridge|"
    r"falls|rapids|canal|straits?|sound|channel|lagoon|delta|basin|plains?|plateau|canyon|gorge|cove|harbou?r|quay|"
    r"glacier|volcano|springs|spit|atoll|archipelago|oasis|prefecture|governorate|oblast|canton|borough|parish"
)
# And its first: "Lake Victoria", "Mount Kujur", "Passo Pordoi".
_GENERIC_FIRST = re.compile(
    r"lake|lac|lago|lough|loch|mount|mt\.?|monte|mont|cape|cabo|cap|port|porto|puerto|fort|gulf|bay|strait|straits|"
    r"sea|isle|ile|isla|ilha|islands?|pulau|rio|río|river|wadi|oued|passo|paso|passe|col|jebel|jabal|gunung|tell?|"
    r"tall|camp|san|santa|santo|são|saint|st\.?|sainte|kampung|villa|vila|ciudad|cerro|sierra|plaza|place|piazza"
)
_AT = frozenset(
    {"in", "at", "near", "around", "outside", "across", "above", "below", "off", "inside", "reached", "left"}
)
_TO = frozenset({"from", "to", "toward", "towards", "into", "via", "through", "between", "for"})
# What comes before the names of children and survivors in one sentence.
_KIN = re.compile(
    r"\b(?:(?:grand)?(?:children|sons?|daughters?)|brothers?|sisters?|wife|husband|spouse|parents?|nieces?|nephews?|"
    r"cousins?|siblings?|survived by|married|kids?|twins?|named)\b[^.;:!?]*\Z",
    re.IGNORECASE,
)
_KIN_CHARS = 120


@cache
def given_names() -> frozenset[str]:
    """Return common given names in English texts, many of which are places' too."""
    return frozenset(_GIVEN_NAMES.read_text("utf-8").split())


def is_kind(word: str) -> bool:
    """Whether a lower-case word is what a kind of place or building is called, behind its name: "county"."""
    return _GENERIC.fullmatch(word) is not None


def is_kind_in_front(word: str) -> bool:
    """Whether a lower-case word is what a kind of place is called, before its name: "lake", "puerto"."""
    return _GENERIC_FIRST.fullmatch(word) is not None


def preposition_class(word: str) -> str:
    """Return what a lower-case word before a name makes of it: "at" it, "to" or from it, "of" it, else "none"."""
    return "at" if word in _AT else "to" if word in _TO else "of" if word == "of" else "none"


def follows_kin(text: str, start: int) -> bool:
    """Whether words such as "grandchildren" stand before an offset in its sentence."""
    return _KIN.search(text[max(0, start - _KIN_CHARS) : start]) is not None
