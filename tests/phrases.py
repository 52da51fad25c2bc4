"""Phrases around place names: read from words, and any that can be read."""

from __future__ import annotations

import re
from itertools import product

from hypothesis import strategies as st

from geo.model import Mention
from geo.phrase import Phrase
from geo.recognize.spans import direction_before
from geo.recognize.spatial_phrases import with_phrases

_PLACE = "Gao"
_OTHER = re.compile(r"(?:and |–)([A-Z]\w+)")


def phrase_of(words: str) -> Phrase:
    """Return the phrase that is read from "50 km east of", "between … and Hama"; it says the same in words."""
    text = words.replace("…", _PLACE) if "…" in words else f"{words} {_PLACE}"
    text = f"the {text}" if words.startswith("…") else text
    text = text.replace(" m ", " metres ")  # a bare "m" is read as no unit
    start = text.index(_PLACE)
    mentions = [_mention(text, start, start + len(_PLACE))]
    if other := _OTHER.search(text, mentions[0].end):
        mentions.append(_mention(text, *other.span(1)))
    phrase = with_phrases(text, mentions, lambda _: None)[0].phrase
    assert phrase is not None and phrase.words() == words, (text, phrase)
    return phrase


def _mention(text: str, start: int, end: int) -> Mention:
    return Mention("doc", start, end, text[start:end], "GPE", "test", direction_before(text, start))


_WINDS = ["north", "south", "east", "west", *map("".join, product(["north", "south"], ["", "-"], ["east", "west"]))]
_plain_winds = st.sampled_from(_WINDS)
_winds = st.sampled_from([*_WINDS, *(f"{wind}ern" for wind in _WINDS)])
_no_wind_or_one = st.lists(_winds, max_size=1).map(tuple)
_sides = st.lists(st.sampled_from([*(f"{wind}ern" for wind in _WINDS), "central"]), min_size=1, max_size=4).map(tuple)
_one = st.integers(1, 10**6) | st.floats(0.1, 10**6).map(lambda number: round(number, 2))
_distances = st.lists(_one.map(float), min_size=1, max_size=2).map(tuple)
_units = st.sampled_from(["km", "m", "miles", "nautical miles"])
_names = st.sampled_from(["Hama", "Turkey"])

phrases = st.one_of(
    st.builds(Phrase, st.sampled_from(["near", "around", "area", "outside"])),
    st.builds(Phrase, st.just("part"), _sides),
    st.builds(Phrase, st.just("part_of_unit"), _sides, division=st.sampled_from(["province", "oblast"])),
    st.builds(Phrase, st.sampled_from(["outskirts", "borders", "coast", "sea"]), _no_wind_or_one),
    st.builds(Phrase, st.just("countryside"), _no_wind_or_one),
    st.builds(Phrase, st.just("at_distance"), st.lists(_plain_winds, max_size=1).map(tuple), _distances, _units),
    st.builds(Phrase, st.just("within"), st.just(()), _distances, _units),
    st.builds(Phrase, st.just("sea"), _no_wind_or_one, _distances, _units),
    st.builds(Phrase, st.just("beside"), st.lists(_plain_winds, min_size=1, max_size=2).map(tuple)),
    st.builds(Phrase, st.sampled_from(["between", "shared_border"]), other=_names),
)
"""Phrases that the recognizer can make."""
