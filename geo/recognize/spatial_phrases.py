"""Spatial phrases around place names: "50 km east of Gao", "between Homs and Hama", "the Syrian-Turkish border".

docs/areas.md lists them all. English only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest

from geo.lexicon.kind_words import any_of, plural, words_for
from geo.lexicon.sea import AT_SEA, DONE_OFF
from geo.lexicon.states import dealings
from geo.lexicon.winds import SIXTEEN_WINDS, WINDS, wind_in_words
from geo.model import Mention
from geo.phrase import Phrase
from geo.recognize.distances import DISTANCE, UNIT, distance_of

CountryOf = Callable[[str], str | None]
"""The country of which a demonym is said, by its name: "Turkey" for "Turkish"."""

_BEFORE_CHARS, _AFTER_CHARS = 90, 40
_LEADING_WORDS = frozenset(
    {"of", "off", "near", "to", "from", "around", "outside", "rural", "between", "with", "capital", "capital,"}
)
_WIND = f"(?:{WINDS})"
_WIND_ERN = rf"{_WIND}(?:ern)?"
_SIDE = rf"(?:{_WIND_ERN}|cent(?:ral|re|er)|middle)"
_SIDES = rf"{_SIDE}(?:(?:, |,? and |,? or ){_SIDE}){{0,3}}"
_OR = r",?\s+(?:and|or)\s+|,\s+"
_SETTLEMENT = "|".join(
    (*(form for word in words_for("of") for form in (word, plural(word))), "(?:regional|provincial|state) capital")
)
_NAME = (
    rf"(?:the )?(?:(?:[\w-]+ ){{0,3}}(?:{_SETTLEMENT}) of |capital(?: city)?,? )?(?:the )?"
    r"(?:modern(?:-day)? |present-day )?\Z"
)
_COASTS = r"(?:coasts?|shores?|coastline|seaboard)"
_OWN = r"(?:['’]s?)?"
_CAPITALISED = r"(?:(?-i:[A-Z])[\w-]+ ){0,2}"


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE)


_UNIT = _pattern(UNIT)
_DISTANCE = _pattern(
    rf"{DISTANCE}(?:,? (?:to the |due |further |directly )?({SIXTEEN_WINDS}) (?:of|from)|"
    rf" (?:outside|(?:away )?from)) {_NAME}"
)
_WITHIN = _pattern(
    rf"\bwithin (?:an? )?(?:radius of |about |around |some )?{DISTANCE}(?:[- ]radius)? (?:of|from|around) {_NAME}"
    rf"|{DISTANCE}[- ]radius (?:of|around|from) {_NAME}"
)
_OFFSHORE = _pattern(rf"{DISTANCE} off (?:the )?(?:(?:({_WIND_ERN}) )?{_COASTS} of )?{_NAME}")
_BESIDE = _pattern(rf"\b({_WIND}(?: (?:and|or) {_WIND})?) of {_NAME}")
_PART = _pattern(rf"(?<!to\s)\bthe (?:far |very |extreme )?({_SIDES}) of {_NAME}")
_PART_OF = _pattern(rf"\b({_SIDES}) (?:parts?|half|areas?|regions?|provinces) of {_NAME}")
_PART_BEHIND = _pattern(
    rf"['’]s? (?:far |remote )?(?:({_SIDES}) (?:parts?|half|areas?|regions?|provinces|states)\b"
    rf"|({_WIND}|cent(?:re|er))\b(?!-|\s+(?-i:[A-Z])))"
)
_LISTED = _pattern(rf"\b({_SIDES}) (?:the )?\Z")
_LIST_OF_SIDES = _pattern(rf"{_SIDES} ")
_NEAR = _pattern(rf"\b(near|close to|not far from|in the vicinity of|around) {_NAME}")
_OUTSIDE = _pattern(rf"\boutside(?: of)? {_NAME}")
_OUTSKIRTS = _pattern(rf"\b(?:({_WIND_ERN}) )?(?:outskirts|suburbs|fringes|edges?) of {_NAME}")
_OUTSKIRTS_BEHIND = _pattern(rf"{_OWN} (?:({_WIND_ERN}) )?(?:outskirts|suburbs)\b")
_COUNTRYSIDE = _pattern(rf"\b(?:(?:({_WIND_ERN}) )?countryside (?:of|around)|({_WIND_ERN}) rural|rural) {_NAME}")
_COUNTRYSIDE_BEHIND = _pattern(rf"{_OWN} (?:({_WIND_ERN}) )?countryside\b")
_AREA_BEHIND = _pattern(r" area\b")
_OFF_COAST = _pattern(rf"\boff (?:the )?(?:({_WIND_ERN}) )?{_COASTS} of {_NAME}|\bwaters off {_NAME}")
_OFF = _pattern(r"\boff (?:the )?(?:island of )?\Z")
_NOT_OFF = re.compile(rf"\b(?:{DONE_OFF})\s+off\b[^.]{{0,12}}\Z", re.IGNORECASE)
_SEA = re.compile(rf"\b(?:{AT_SEA})\b", re.IGNORECASE)
_COAST = _pattern(rf"\b(?:({_WIND_ERN}) )?{_COASTS} of {_NAME}")
_COAST_BEHIND = _pattern(rf"{_OWN} (?:({_WIND_ERN}) )?{_CAPITALISED}{_COASTS}\b(?! ?guards?)")
_UNIT_BEHIND = _pattern(rf" ({any_of('divided')})\b")
_NO_LINE = (
    r"(?! (?:guards?|police|patrols?|forces?|agency|agents?|officials?|officers?|services?|controls?|closures?|"
    r"crossings?|posts?|towns?|villages?|cit(?:y|ies)|gates?|points?|checkpoints?|troops|security)\b)"
)
_BORDERS = r"(?:borders?|frontiers?)"
_BORDER_BEHIND = _pattern(rf"{_OWN} (?:({_WIND_ERN}) )?(?:\w+ )?{_BORDERS}\b(?! with\b){_NO_LINE}")
_BORDER_OF = _pattern(rf"\b(?:({_WIND_ERN}) )?{_BORDERS} (?:of|with) {_NAME}")
_BORDER_BETWEEN = _pattern(
    r"\b(?:borders?|frontiers?|boundary|(?:demarcation|ceasefire|armistice) line|line of control)"
    r"(?: \w+)? between (?:the )?\Z"
)
_BORDER_WITH = _pattern(rf"{_OWN} (?:\w+ )?{_BORDERS} with (?:the )?")
_OWNING = _pattern(r"['’]s? (?:\w+ )?")
_BETWEEN = _pattern(rf"\bbetween {_NAME}")
_TALK = re.compile(rf"\b(?:{dealings('between')})\b[^.;]{{0,30}}\Z", re.IGNORECASE)
_AND = _pattern(rf" and (?:the )?(?:(?:{any_of('and of')}) of )?")
_HYPHEN = re.compile(r"\s?[-–—/]\s?")
_NAMED_EAST = re.compile(r"\b(?:Middle|Near|Far)\s+\Z")
_BLANK_LINE = re.compile(r"\n\s*\n")


def with_phrases(text: str, mentions: Sequence[Mention], country_of: CountryOf) -> tuple[Mention, ...]:
    """Return the mentions with the spatial phrases around them; those without one as they are."""
    found: list[Mention] = []
    is_second, done = False, 0
    mentions = [one for one, following in zip_longest(mentions, mentions[1:]) if not _is_listed(text, one, following)]
    for given, following in zip_longest(mentions, mentions[1:]):
        mention = given if _is_said_of(text, given, done) else replace(given, phrase=None)
        shared = _with_another(text, mention, following, country_of) if following else None
        # The second place of a phrase with two is only named in it: a phrase of its own would be the same again.
        phrase = shared or (mention.phrase if is_second else _alone(text, mention))
        found.append(mention if phrase == mention.phrase else replace(mention, phrase=phrase))
        is_second, done = shared is not None, mention.end
    return tuple(found)


def _is_listed(text: str, mention: Mention, following: Mention | None) -> bool:
    """Whether a mention is no name but the first direction before the next one: "Northern and eastern Syria"."""
    if following is None or following.phrase is None:
        return False
    return _LIST_OF_SIDES.fullmatch(text, mention.start, following.start) is not None


def _is_said_of(text: str, mention: Mention, done: int) -> bool:
    """Whether the direction before a name belongs to it: not to another name ("Key West", "the Middle East"), and not
    to the paragraph before."""
    if mention.phrase is None:
        return True
    start = text.rfind(mention.phrase.words(), 0, mention.start)
    between = text[start : mention.start]
    return start >= done and not _NAMED_EAST.search(text[:start][-10:]) and not _BLANK_LINE.search(between)


def _around(text: str, mention: Mention) -> tuple[str, str]:
    """Return what stands before and behind a name in its paragraph, as far as a phrase may reach."""
    before = text[max(0, mention.start - _BEFORE_CHARS) : mention.start]
    behind = text[mention.end : mention.end + _AFTER_CHARS]
    return _BLANK_LINE.split(before)[-1], _BLANK_LINE.split(behind, maxsplit=1)[0]


def _with_another(text: str, mention: Mention, following: Mention, country_of: CountryOf) -> Phrase | None:
    """Return the phrase that ties a mention to the next one: a border, or "between … and"."""
    if following.start - mention.end > _AFTER_CHARS:
        return None
    middle = text[mention.end : following.start]
    (before, _), (_, behind) = _around(text, mention), _around(text, following)
    joined = _AND.fullmatch(middle) is not None
    is_border = _BORDER_BEHIND.match(behind) is not None
    if (
        (joined and _BORDER_BETWEEN.search(before))
        or _BORDER_WITH.fullmatch(middle)
        or (is_border and _OWNING.fullmatch(middle))
        or (is_border and (joined or _HYPHEN.fullmatch(middle)) and mention.label == following.label)
    ):
        other = (country_of(following.surface) if following.label == "NORP" else None) or _one_line(following.surface)
        return Phrase("shared_border", other=other)
    if joined and "NORP" not in {mention.label, following.label} and (match := _BETWEEN.search(before)):
        is_talk = _TALK.search(before[: match.start()]) is not None
        return None if is_talk else Phrase("between", other=_one_line(following.surface))
    return None


def _one_line(surface: str) -> str:
    return " ".join(surface.split())


def _alone(text: str, mention: Mention) -> Phrase | None:
    """Return the phrase that a mention has to itself."""
    before, behind = _around(text, mention)
    # Most names have no phrase before them, and the patterns take their time.
    leads = not _LEADING_WORDS.isdisjoint(before.lower().split()[-2:])
    is_people = mention.label == "NORP"
    if match := _BORDER_BEHIND.match(behind):
        return Phrase("borders", _winds(match[1]))
    if leads and not is_people and (match := _BORDER_OF.search(before)):
        return Phrase("borders", _winds(match[1]))
    if match := _COAST_BEHIND.match(behind):
        return replace((_off(before) if leads else None) or Phrase("coast"), directions=_winds(match[1]))
    if is_people:
        return mention.phrase
    if mention.phrase:
        return _directed(before, mention.phrase, behind)
    return (_before(before) if leads else None) or _behind(before, behind)


def _off(before: str) -> Phrase | None:
    """Return "30 miles off the coast of" or "off the coast of" where a coast is said with it."""
    if match := _OFFSHORE.search(before):
        return Phrase("sea", (), *distance_of(match[1], match[2], match[3]))
    return Phrase("sea") if _OFF.search(before) else None


def _directed(before: str, direction: Phrase, behind: str) -> Phrase:
    """Return the phrase of a mention behind a direction word: the direction, and what is said around both."""
    match = _LISTED.search(before)
    said = (direction.direction.lower(),)
    sides = _sides(match[1]) if match else said
    if match and (off := _off(before[: match.start()])):
        return replace(off, directions=sides)
    if _COUNTRYSIDE_BEHIND.match(behind):
        return Phrase("countryside", said)
    if unit := _UNIT_BEHIND.match(behind):
        return Phrase("part_of_unit", sides, division=unit[1].lower())
    return Phrase("part", sides)


def _at_distance(before: str) -> Phrase | None:
    if match := _OFFSHORE.search(before):
        return Phrase("sea", _winds(match[4]), *distance_of(match[1], match[2], match[3]))
    if match := _WITHIN.search(before):
        numbers = match.groups()[:3] if match[2] else match.groups()[3:]
        return Phrase("within", (), *distance_of(*numbers))
    if match := _DISTANCE.search(before):
        bearing = (wind_in_words(match[4]),) if match[4] else ()
        return Phrase("at_distance", bearing, *distance_of(match[1], match[2], match[3]))
    return None


def _before(before: str) -> Phrase | None:
    if _UNIT.search(before) and (phrase := _at_distance(before)):
        return phrase
    if match := _OFF_COAST.search(before):
        return Phrase("sea", _winds(match[1]))
    if _OFF.search(before) and _SEA.search(before) and not _NOT_OFF.search(before):
        return Phrase("sea")
    if match := _PART_OF.search(before) or _PART.search(before):
        return Phrase("part", _sides(match[1]))
    if match := _OUTSKIRTS.search(before):
        return Phrase("outskirts", _winds(match[1]))
    if match := _COUNTRYSIDE.search(before):
        return Phrase("countryside", _winds(match[1] or match[2]))
    if match := _COAST.search(before):
        return Phrase("coast", _winds(match[1]))
    if match := _BESIDE.search(before):
        return Phrase("beside", _winds(*re.split(_OR, match[1])))
    if match := _NEAR.search(before):
        return Phrase("around" if match[1].lower() == "around" else "near")
    return Phrase("outside") if _OUTSIDE.search(before) else None


def _behind(before: str, behind: str) -> Phrase | None:
    if match := _PART_BEHIND.match(behind):
        return Phrase("part", _sides(match[1] or match[2]))
    if match := _OUTSKIRTS_BEHIND.match(behind):
        return Phrase("outskirts", _winds(match[1]))
    if match := _COUNTRYSIDE_BEHIND.match(behind):
        return Phrase("countryside", _winds(match[1]))
    if _AREA_BEHIND.match(behind) and before.lower().rstrip().endswith("the"):
        return Phrase("area")
    return None


def _winds(*words: str | None) -> tuple[str, ...]:
    return tuple(re.sub(r"\s+", "-", word.lower()) for word in words if word)


def _sides(words: str) -> tuple[str, ...]:
    """Return directions as adjectives: "northern", "central"."""
    return tuple(_adjective(side) for side in re.split(_OR, words.lower()))


def _adjective(word: str) -> str:
    if word.startswith(("cent", "mid")):
        return "central"
    return f"{_winds(word)[0].removesuffix('ern')}ern"
