"""Words that say what kind of place a name means: inside the name ("Red Sea") or beside it ("the Niger river")."""

from __future__ import annotations

import re
from typing import NamedTuple

from geo.kinds import RULERS, PlaceKind
from geo.lexicon.kind_words import KINDS_SAID, any_of, plural, words_for

_BESIDE = any_of("beside")
_WITHIN = frozenset(words_for("within"))
_PLURALS = {plural(word): KINDS_SAID[word] for word in words_for("beside")}
_FILLER = "(?:port |border |capital |coastal )?"
_AFTER = re.compile(rf"[ -]{_FILLER}({_BESIDE})\b")
_BEFORE = re.compile(rf"\b({_BESIDE})(?: of(?: the)?|,)? \Z")
_AFTER_MANY = re.compile(rf" {_FILLER}({'|'.join(_PLURALS)})\b")
_BEFORE_MANY = re.compile(rf"\b({'|'.join(_PLURALS)})(?: of(?: the)?| such as| like| including|,)? \Z", re.IGNORECASE)
_LOOK_BACK_CHARS = 24

_HAS_CAPITAL = re.compile(r"\bcapital(?: city)? of (?:the )?\Z")
_CAPITAL = re.compile(r"(?:['’]s)? capital\b")
_PART_OF_WATER = re.compile(r"\b((?i:mouths?|banks?|headwaters|tributar(?:y|ies)|reaches|course|bed)) of the \Z")
_WATER: frozenset[PlaceKind] = frozenset({"water"})


class Said(NamedTuple):
    """What the words beside a name say of it: the kinds of place that it may be, and a sentence."""

    kinds: frozenset[PlaceKind]
    sentence: str


def word_in_name(name: str, kind: PlaceKind) -> str:
    """Return the word of a name that says that it is of a kind ("Sea"), "" when none does."""
    if " " not in name:
        return ""
    words = name.split()
    for word in (words[-1], words[0]):
        lower = word.lower()
        if lower in _WITHIN and kind in KINDS_SAID[lower]:
            return word
    return ""


def said_beside(text: str, start: int, end: int) -> Said | None:
    """Return what a word beside a name at ``start:end`` says: "the Niger river", "the capital of Peru"."""
    before = text[max(0, start - _LOOK_BACK_CHARS) : start]
    if _CAPITAL.match(text, end) or _HAS_CAPITAL.search(before):
        return Said(RULERS, "The text speaks of its capital.")
    match = _AFTER.match(text, end) or _BEFORE.search(before)
    if match is None:
        part = _PART_OF_WATER.search(before)
        return Said(_WATER, f"The text speaks of its {part[1].lower()}.") if part else None
    word = match[1]
    return Said(KINDS_SAID[word], f"The text calls it {'an' if word[0] in 'aeiou' else 'a'} {word}.")


def said_beside_list(text: str, start: int, end: int) -> Said | None:
    """Return what a word in the plural beside names listed at ``start:end`` says: "Lakes Erie and Ontario"."""
    match = _AFTER_MANY.match(text, end) or _BEFORE_MANY.search(text[max(0, start - _LOOK_BACK_CHARS) : start])
    return Said(_PLURALS[match[1].lower()], f"It stands in a list of {match[1].lower()}.") if match else None
