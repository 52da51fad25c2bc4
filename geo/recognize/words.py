"""Words in names and around them that tell places from others."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from geo.lexicon.kind_words import words_for
from geo.lexicon.people import KIN
from geo.lexicon.small_words import small_words
from geo.lexicon.winds import MAIN_WINDS

_GIVEN_NAMES = Path(__file__).with_name("given_names.txt")
# What a kind of place or building is called: the last word of "Butler County" or "City Hall".
_KINDS_BEHIND = {*words_for("behind"), "central", *MAIN_WINDS.split("|"), *(f"{w}ern" for w in MAIN_WINDS.split("|"))}
# And its first: "Lake Victoria", "Mount Kujur", "Passo Pordoi".
_KINDS_BEFORE = frozenset(words_for("before"))
_AT = frozenset(small_words("at"))
_TO = frozenset(small_words("to"))
_KIN = re.compile(rf"\b(?:{KIN})\b[^.;:!?]*\Z", re.IGNORECASE)
_KIN_CHARS = 120


@cache
def given_names() -> frozenset[str]:
    """Return common given names in English texts, many of which are places' too."""
    return frozenset(_GIVEN_NAMES.read_text("utf-8").split())


def is_kind(word: str) -> bool:
    """Whether a lower-case word is what a kind of place or building is called, behind its name: "county"."""
    return word in _KINDS_BEHIND


def is_kind_in_front(word: str) -> bool:
    """Whether a lower-case word is what a kind of place is called, before its name: "lake", "puerto"."""
    return word in _KINDS_BEFORE


def preposition_class(word: str) -> str:
    """Return what a lower-case word before a name makes of it: "at" it, "to" or from it, "of" it, else "none"."""
    return "at" if word in _AT else "to" if word in _TO else "of" if word == "of" else "none"


def follows_kin(text: str, start: int) -> bool:
    """Whether words such as "grandchildren" stand before an offset in its sentence."""
    return _KIN.search(text[max(0, start - _KIN_CHARS) : start]) is not None
