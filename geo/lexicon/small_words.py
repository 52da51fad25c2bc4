"""Prepositions and other small words, and what each pattern makes of them.

The selections are as the patterns have always had them: that "across" is a sign of a place but does not end the noun
before it, or that "outside" parts no two places, is nobody's decision yet.
"""

from __future__ import annotations

from typing import Literal

Use = Literal[
    "at",  # before a name, it says that something is there
    "to",  # likewise, that something comes from or goes there
    "parting",  # two places in capitals are two: "Paris to London"
    "ending",  # behind a name, no noun follows that the name belongs to
]
"""What a small word does."""

_TABLE: tuple[tuple[str, tuple[Use, ...]], ...] = (
    ("in near", ("at", "parting", "ending")),
    ("at above below", ("at", "ending")),
    ("around outside across off inside reached left", ("at",)),
    ("to from for", ("to", "parting", "ending")),
    ("via", ("to", "parting")),
    ("into through between", ("to", "ending")),
    ("toward towards", ("to",)),
    ("and or", ("parting", "ending")),
    (
        "on is was were are has had will would by with which that where as but when while after before under",
        ("ending",),
    ),
)


def small_words(use: Use) -> tuple[str, ...]:
    """Return the words, in lower case, that do something."""
    return tuple(word for words, uses in _TABLE if use in uses for word in words.split())
