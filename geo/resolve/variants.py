"""Other ways to write a place name: what to look up where the name as written is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo.kinds import NATURE, SUBDIVISIONS_AND_REGIONS, TOWNS, UNITS, WITH_PARTS
from geo.lexicon.kind_words import any_of
from geo.lexicon.winds import MAIN_WINDS, WIND_LETTERS, eight_winds
from geo.model import NameMatch, PlaceKind
from geo.text.declension import nominatives

_SHORT_WORDS = {
    "st": "saint",
    "ste": "sainte",
    "ft": "fort",
    "mt": "mount",
    "mtn": "mountain",
    "pt": "point",
    "co": "county",
    "twp": "township",
    **WIND_LETTERS,
}
_SHORT_WORD = re.compile(rf"(?<!\S)({'|'.join(_SHORT_WORDS)})(?:\.\s*|\s+|\.?\Z)", re.IGNORECASE)
_SPACED_INITIALS = re.compile(r"(?<=\.)\s+")
_POSSESSIVE = re.compile(r"['’ʼ](?:[sS])?\Z")
_TOWN_FIRST = re.compile(rf"(?:greater |the )?(?:{any_of('town of')}) of ", re.I)
_TOWN_LAST = re.compile(rf" (?:{any_of('town')})\Z", re.I)
_UNIT_FIRST = re.compile(rf"({any_of('unit of')}) (?:of )?(.+)", re.I)
_UNIT_LAST = re.compile(rf" (?:{any_of('unit')})\Z", re.I)
_NATURE_FIRST = re.compile(rf"({any_of('nature')}|(?:{any_of('nature of')}) of) (.+)", re.I)
_NATURE_LAST = re.compile(rf"(.+) ({any_of('nature last')})", re.I)
_DIRECTION_FIRST = re.compile(
    rf"(?:{eight_winds('[- ]?')})(?:ern)?[- ]|(?:central|upper|lower|mid|greater)[- ]",
    re.I,
)
# What is called after a place need not lie there: Washington Avenue seldom runs through Washington.
_ROAD = re.compile(rf"\b(?:{any_of('road')})\.?(?: \d+)?\Z", re.I)
_WATER_NAME = re.compile(rf"(?:{any_of('river')}) .+|.+ (?:{any_of('river last')})", re.I)
_WORD = re.compile(r"[^\s,()/–—]+")
_GENERIC = re.compile(
    rf"(?:{MAIN_WINDS})(?:ern)?|central|upper|lower|new|old|great(?:er)?|grand|national|international|"
    r"regional|federal|public|community|high|elementary|medical|and|of|the|de|la|el|"
    rf"{any_of('generic')}",
    re.I,
)
_LONGEST_INSIDE_WORDS = 3
_MIN_POPULATION_INSIDE = 20_000


@dataclass(frozen=True, slots=True)
class Variant:
    """A name to look up, the kinds of place to accept (all, when empty), and how many must live there."""

    name: str
    kinds: frozenset[PlaceKind] = frozenset()
    min_population: int = 0

    def accepts(self, match: NameMatch) -> bool:
        """Whether an answer to this variant counts."""
        place = match.place
        if self.kinds and place.kind not in self.kinds:
            return False
        if not self.min_population:
            return True
        return match.name_type != "alternate" and (place.population or 0) >= self.min_population


def full_forms(name: str) -> Sequence[Variant]:
    """Return the name with its short words written out ("Mt. Pleasant", "Butler Co."); () when there are none."""
    long = " ".join(_SHORT_WORD.sub(lambda match: f"{_SHORT_WORDS[match[1].lower()]} ", name).split())
    return (Variant(long),) if long != " ".join(name.split()) else ()


def variants(name: str) -> Sequence[Variant]:
    """Return what an unknown name may stand for, likeliest first."""
    bare = _POSSESSIVE.sub("", name)
    found = [Variant(bare), Variant(_SPACED_INITIALS.sub("", bare)), *map(Variant, nominatives(bare))]
    for whole in (bare, *(variant.name for variant in full_forms(bare))):
        found += _without_generic(whole)
    if "," in bare:
        found.append(Variant(bare.partition(",")[0]))
    return [variant for variant in dict.fromkeys(found) if variant.name != name]


def is_water(name: str) -> bool:
    """Whether a name says that it is a river's or a lake's, which may lie far from a town that is called the same."""
    return _WATER_NAME.fullmatch(name) is not None


def names_inside(name: str) -> Sequence[Variant]:
    """Return the runs of capitalised words in a name that nobody knows, longest first ("Manila Cathedral").

    Only well-known places are accepted for them, and no road is taken for the place it is called after.
    """
    if _ROAD.search(name):
        return ()
    words = list(_WORD.finditer(name))
    found = []
    for length in range(min(_LONGEST_INSIDE_WORDS, len(words) - 1), 0, -1):
        for first in range(len(words) - length + 1):
            run = words[first : first + length]
            if run[0][0][0].isupper() and not any(_GENERIC.fullmatch(word[0]) for word in (run[0], run[-1])):
                inside = _POSSESSIVE.sub("", name[run[0].start() : run[-1].end()])
                found.append(Variant(inside, min_population=_MIN_POPULATION_INSIDE))
    return found


def _without_generic(name: str) -> Iterator[Variant]:
    if match := _TOWN_FIRST.match(name):
        yield Variant(name[match.end() :], TOWNS)
    if match := _UNIT_FIRST.fullmatch(name):
        yield Variant(f"{match[2]} {match[1]}", SUBDIVISIONS_AND_REGIONS)
        yield Variant(match[2], UNITS)
    if match := _UNIT_LAST.search(name):
        yield Variant(name[: match.start()], SUBDIVISIONS_AND_REGIONS)
        yield Variant(name[: match.start()])
    if match := _TOWN_LAST.search(name):
        yield Variant(name[: match.start()], TOWNS)
    for pattern, generic in ((_NATURE_FIRST, 1), (_NATURE_LAST, 2)):
        if match := pattern.fullmatch(name):
            rest = match[3 - generic]
            yield Variant(f"{rest} {match[generic]}" if generic == 1 else f"{match[generic]} {rest}", NATURE)
            yield Variant(rest, NATURE)
    if match := _DIRECTION_FIRST.match(name):
        yield Variant(name[match.end() :], WITH_PARTS)
