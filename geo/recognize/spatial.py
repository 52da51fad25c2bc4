"""Spatial phrases around place names: "50 km east of Gao", "between Homs and Hama", "the Syrian-Turkish border".

A phrase becomes the modifier of its mention, normalised, with "…" for the name where the phrase goes on behind it;
docs/areas.md lists them all. English only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest

from geo.model import Mention

CountryOf = Callable[[str], str | None]
"""The country of which a demonym is said, by its name: "Turkey" for "Turkish"."""

_BEFORE_CHARS, _AFTER_CHARS = 90, 40
_WIND = r"(?:north|south)(?:[-\s]?(?:east|west))?|east|west"
_WIND_ERN = rf"(?:{_WIND})(?:ern)?"
_LEADING_WORDS = frozenset({"of", "off", "near", "to", "from", "around", "outside", "rural", "between"})
_NAME = r"(?:the\s+)?(?:(?:\w+\s+)?(?:city|town|village|district|port|capital)\s+of\s+)?\Z"
_UNITS = {
    "km": r"km|kms|kilomet(?:re|er)s?",
    "nautical miles": r"nautical miles?|nmi?",
    "miles": r"miles?|mi",
}
_UNIT = "|".join(_UNITS.values())
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "dozen": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_NUMBER = rf"\d[\d,]*(?:\.\d+)?|{'|'.join(_WORDS)}"


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE)


_DISTANCE = _pattern(
    rf"(?<![\w.,-])(within )?(?:(?:an? |about |around |some )*)({_NUMBER})[\s-]*({_UNIT})(?: ?\([^()]{{1,25}}\))?"
    rf"(?:,? (?:to the |due |further )?({_WIND}))? (?:of|from|outside|away from) {_NAME}"
)
_BESIDE = _pattern(rf"\b({_WIND}) of {_NAME}")
_PART = _pattern(rf"(?<!to\s)\bthe (?:far |very )?({_WIND}|cent(?:re|er)|middle) of {_NAME}")
_PART_OF = _pattern(rf"\b({_WIND_ERN}|central) (?:part|parts|half|areas|regions) of {_NAME}")
_NEAR = _pattern(rf"\b(near|close to|not far from|in the vicinity of|around) {_NAME}")
_OUTSIDE = _pattern(rf"\boutside(?: of)? {_NAME}")
_OUTSKIRTS = _pattern(rf"\b(?:({_WIND_ERN}) )?(?:outskirts|suburbs|fringes|edge) of {_NAME}")
_COUNTRYSIDE = _pattern(rf"\b(?:(?:({_WIND_ERN}) )?countryside (?:of|around)|({_WIND_ERN}) rural|rural) {_NAME}")
_COAST = _pattern(rf"\boff (?:the )?(?:({_WIND_ERN}) )?(?:coasts?|shores?|coastline) of {_NAME}|\bwaters off {_NAME}")
_OFF = _pattern(r"\boff (?:the )?\Z")
_COAST_BEHIND = _pattern(rf"(?:['’]s?)? (?:({_WIND_ERN}) )?(?:coast|shores?|coastline)\b")
_COUNTRYSIDE_BEHIND = _pattern(r"(?:['’]s?)? countryside\b")
_UNIT_BEHIND = _pattern(r" (province|governorate|region|oblast|state|prefecture)\b")
_NO_LINE = r"(?! (?:guards?|police|patrols?|forces?|agency|agents?|officials?|officers?|services?|controls?|closures?))"
_BORDER_BEHIND = _pattern(rf"(?:['’]s?)? (?:\w+ )?(?:border|frontier)s?\b(?! with\b){_NO_LINE}")
_BORDER_OF = _pattern(rf"\b(?:border|frontier)s? of {_NAME}")
_BORDER_BETWEEN = _pattern(r"\b(?:border|frontier|boundary)(?: \w+)? between (?:the )?\Z")
_BORDER_WITH = _pattern(r"(?:['’]s?)? (?:\w+ )?(?:border|frontier)s? with (?:the )?")
_BETWEEN = _pattern(rf"\bbetween {_NAME}")
_TALK = re.compile(
    r"\b(?:talks?|relations?|wars?|deals?|tensions?|agreements?|match|game|ceasefire|truce|disputes?|negotiations?|"
    r"cooperation|rivalry|trade|conflicts?|ties|meetings?|differences?|peace|contacts?|links)\b[^.;]{0,30}\Z",
    re.IGNORECASE,
)
_AND = _pattern(r" and (?:the )?(?:(?:city|town|village) of )?")
_HYPHEN = re.compile(r"\s?[-–—/]\s?")


def with_phrases(text: str, mentions: Sequence[Mention], country_of: CountryOf) -> tuple[Mention, ...]:
    """Return the mentions with the spatial phrases around them; those without one as they are."""
    found: list[Mention] = []
    is_second = False
    for mention, following in zip_longest(mentions, mentions[1:]):
        shared = _with_another(text, mention, following, country_of) if following else None
        # The second place of a phrase with two is only named in it: a phrase of its own would be the same again.
        modifier = shared or (mention.modifier if is_second else _alone(text, mention))
        found.append(mention if modifier == mention.modifier else replace(mention, modifier=modifier))
        is_second = shared is not None
    return tuple(found)


def _with_another(text: str, mention: Mention, following: Mention, country_of: CountryOf) -> str | None:
    """Return the phrase that ties a mention to the next one: a border, or "between … and"."""
    if following.start - mention.end > _AFTER_CHARS:
        return None
    middle = text[mention.end : following.start]
    before = text[max(0, mention.start - _BEFORE_CHARS) : mention.start]
    behind = text[following.end : following.end + _AFTER_CHARS]
    joined = _AND.fullmatch(middle) is not None
    if (
        (joined and _BORDER_BETWEEN.search(before))
        or _BORDER_WITH.fullmatch(middle)
        or ((_HYPHEN.fullmatch(middle) or joined) and _is_border(behind) and mention.label == following.label)
    ):
        other = (country_of(following.surface) if following.label == "NORP" else None) or _one_line(following.surface)
        return f"…–{other} border"
    if joined and "NORP" not in {mention.label, following.label} and (match := _BETWEEN.search(before)):
        return None if _TALK.search(before[: match.start()]) else f"between … and {_one_line(following.surface)}"
    return None


def _one_line(surface: str) -> str:
    return " ".join(surface.split())


def _is_border(behind: str) -> bool:
    return _BORDER_BEHIND.match(behind) is not None


def _may_lead(before: str) -> bool:
    """Whether a phrase may stand before a name: most names have none, and the patterns take their time."""
    return not _LEADING_WORDS.isdisjoint(before.lower().split()[-2:])


def _alone(text: str, mention: Mention) -> str | None:
    """Return the phrase that a mention has to itself."""
    before = text[max(0, mention.start - _BEFORE_CHARS) : mention.start]
    behind = text[mention.end : mention.end + _AFTER_CHARS]
    leads = _may_lead(before)
    if _is_border(behind) or (leads and mention.label != "NORP" and _BORDER_OF.search(before)):
        return "border of"
    if leads and _OFF.search(before) and (match := _COAST_BEHIND.match(behind)):
        return _joined("off the", _wind(match[1]), "coast of")
    if mention.label == "NORP":
        return mention.modifier
    if mention.modifier:
        return _directed(mention.modifier.lower(), behind)
    if _COUNTRYSIDE_BEHIND.match(behind):
        return "… countryside"
    return _before(before) if leads else None


def _directed(direction: str, behind: str) -> str:
    """Return the phrase of a mention behind a direction word: the direction, and what is said behind the name."""
    if _COUNTRYSIDE_BEHIND.match(behind):
        return f"{direction} … countryside"
    if match := _UNIT_BEHIND.match(behind):
        return f"{direction} … {match[1].lower()}"
    return direction


def _before(before: str) -> str | None:
    if match := _COAST.search(before):
        return _joined("off the", _wind(match[1]), "coast of")
    if match := _DISTANCE.search(before):
        return _distance(*match.groups())
    if match := _PART_OF.search(before) or _PART.search(before):
        return _adjective(match[1])
    if match := _OUTSKIRTS.search(before):
        return _joined(_wind(match[1]), "outskirts of")
    if match := _COUNTRYSIDE.search(before):
        return _joined(_wind(match[1] or match[2]), "… countryside")
    if match := _BESIDE.search(before):
        return f"{_wind(match[1])} of"
    if match := _NEAR.search(before):
        return "around" if match[1].lower() == "around" else "near"
    return "outside" if _OUTSIDE.search(before) else None


def _distance(within: str | None, number: str, unit: str, wind: str | None) -> str | None:
    amount = float(_WORDS.get(number.lower()) or number.replace(",", ""))
    name = next(name for name, spelt in _UNITS.items() if re.fullmatch(spelt, " ".join(unit.lower().split())))
    where = f"{_wind(wind)} of" if wind else "of" if within else "from"
    return _joined("within" if within else "", f"{amount:g}", name, where)


def _wind(word: str | None) -> str:
    return re.sub(r"\s+", "-", word.lower()) if word else ""


def _adjective(word: str) -> str:
    wind = _wind(word)
    if wind.startswith(("cent", "mid")):
        return "central"
    return f"{wind.removesuffix('ern')}ern"


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)
