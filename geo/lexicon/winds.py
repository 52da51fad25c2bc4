"""The winds: their words and letters, the patterns that find them, and the bearing that each stands for."""

from __future__ import annotations

import re

MAIN_WINDS = "north|south|east|west"
"""A pattern of the four winds, to be put into a group."""

WIND_LETTERS = {"n": "north", "s": "south", "e": "east", "w": "west"}
"""What each letter stands for where winds are abbreviated."""

_BEARINGS = {
    "north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180, "southwest": 225, "west": 270,
    "northwest": 315,
}  # fmt: skip
_WIND = re.compile(rf"(?:({MAIN_WINDS})[- ])?(north|south)?[- ]?(east|west)?(?:ern)?")


def eight_winds(between: str) -> str:
    """Return a pattern, to be put into a group, of the eight winds; ``between`` of what may part their halves."""
    return rf"(?:north|south)(?:{between}(?:east|west))?|east|west"


WINDS = eight_winds(r"[-\s]?")
"""A pattern, to be put into a group, of the eight winds as running text has them."""

SIXTEEN_WINDS = rf"(?:(?:{MAIN_WINDS})[-\s])?(?:{WINDS})|[NS]|[NSEW]?[NS][EW]|[EW]"
"""A pattern of the sixteen winds, in words or letters of either case, which `wind_in_words` takes."""


def wind_in_words(wind: str) -> str:
    """Return a wind in words, hyphenated where it is parted: "SSW" is "south-south-west"."""
    if len(wind) <= len("ssw"):
        return "-".join(WIND_LETTERS[letter] for letter in wind.lower())
    return "-".join(wind.lower().split())


def bearing_of(wind: str) -> float | None:
    """Return the degrees clockwise from north that one of sixteen winds stands for, None for another word."""
    match = _WIND.fullmatch(wind.lower())
    if match is None or not (main := f"{match[2] or ''}{match[3] or ''}"):
        return None
    degrees = _BEARINGS[main]
    turn = (_BEARINGS[match[1]] - degrees + 180) % 360 - 180 if match[1] else 0
    return (degrees + turn / 2) % 360
