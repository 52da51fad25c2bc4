"""Distances as texts give them: "some 30 miles (48 km)", "10 to 15 kilometres", "twenty-five nm", "5km SSW"."""

from __future__ import annotations

import re

from geo.lexicon.units import SPELT, LengthUnit

_ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: float(number) for number, word in enumerate(_ONES, 1)}
_VALUES |= {word: float(10 * number) for number, word in enumerate(_TENS, 2)} | {"half": 0.5}
_TIMES = {"dozen": 12, "hundred": 100}
_UNIT = "|".join(SPELT.values())
_SMALL = rf"(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_ONES[:9])}))?|{'|'.join(reversed(_ONES))}"
_NUMBER = rf"\d[\d,]*(?:\.\d+)?|(?:(?:{_SMALL}|an?)\s)?(?:{'|'.join(_TIMES)})|{_SMALL}|half\san?|an?"
_ALSO = (
    rf"\s?\([^()]{{1,25}}\)|,?\s(?:or|[-–—])\s[\w.-]{{1,12}}[\s-](?:{_UNIT})(?:,|\s[-–—])?"
    rf"|\s?/\s?[\d.,]+\s?(?:{_UNIT})"
)

DISTANCE = (
    rf"(?<![\w.,-])(?:(\d[\d,]*(?:\.\d+)?)(?:\s?[-–]\s?|\s(?:to|or|and)\s))?({_NUMBER})[\s-]*({_UNIT})\b\.?(?:{_ALSO})?"
)
"""A pattern, for white space of any kind and letters of either case, whose groups `distance_of` takes."""

UNIT = rf"(?<![^\W\d])(?:{_UNIT})\b"
"""A pattern that is found wherever `DISTANCE` is, but for "fivemiles", and in far less time."""

_DIGITS = 10
_ENDLESS = 1e12  # a number too long for a float would be none in JSON


def distance_of(least: str | None, number: str, unit: str) -> tuple[tuple[float, ...], LengthUnit]:
    """Return a distance as numbers, one or the least and the most, and their unit."""
    name = next(name for name, spelt in SPELT.items() if re.fullmatch(spelt, unit.lower()))
    return tuple(_value(words) for words in (least, number) if words), name


def _value(words: str) -> float:
    if words[0].isdigit():
        return min(float(f"{float(words.replace(',', '')):.{_DIGITS}g}"), _ENDLESS)
    total = 0.0
    for word in re.split(r"[\s-]", words.lower()):
        total = max(total, 1) * _TIMES[word] if word in _TIMES else total + _VALUES.get(word, 0)
    return total or 1.0  # "a mile"
