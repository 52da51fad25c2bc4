"""Spatial phrases around place names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import Label, Mention
from geo.phrase import Phrase
from geo.recognize.spatial_phrases import with_phrases
from tests.phrases import phrase_of, phrases
from tests.strategies import prose

DEMONYMS = {"Syrian": "Syria", "Turkish": "Turkey", "Libyan": "Libya"}
_MARKED = re.compile(r"\[(\w[\w ]*)\]")


def phrases_in(marked: str) -> list[str | None]:
    """Return the phrases of the names in brackets, in words."""
    text = _MARKED.sub(r"\1", marked)
    mentions, end = [], 0
    for match in _MARKED.finditer(marked):
        start = text.index(match[1], end)
        end = start + len(match[1])
        label: Label = "NORP" if match[1] in DEMONYMS else "GPE"
        mentions.append(Mention("doc", start, end, match[1], label, "test"))
    found = with_phrases(text, mentions, DEMONYMS.get)
    assert [mention.surface for mention in found] == [mention.surface for mention in mentions]
    return [mention.phrase.words() if mention.phrase else None for mention in found]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("They met near [Aleppo].", "near"),
        ("not far from the town of [Gao]", "near"),
        ("villages around [Homs]", "around"),
        ("just outside [Kabul]", "outside"),
        ("on the southern outskirts of [Damascus]", "southern outskirts of"),
        ("in the suburbs of the city of [Lyon]", "outskirts of"),
        ("the [Aleppo] countryside", "… countryside"),
        ("in rural [Idlib]", "… countryside"),
        ("50 km east of [Gao]", "50 km east of"),
        ("some 30 miles (48 km) north-west of [Mosul]", "30 miles north-west of"),
        ("about 1,200 kilometres to the south of [Algiers]", "1200 km south of"),
        ("twenty miles outside [Kabul]", "20 miles from"),
        ("2.5km from [Gao]", "2.5 km from"),
        ("within 100 km of [Kyiv]", "within 100 km of"),
        ("40 nautical miles off [Aden]", "40 nautical miles off the coast of"),
        ("200 kilometres off the coast of [Oman]", "200 km off the coast of"),
        ("30 miles off the [Libyan] coast", "30 miles off the coast of"),
        ("10-15 km (6-9 miles) east of [Gao]", "10–15 km east of"),
        ("between 10 and 15 km east of [Gao]", "10–15 km east of"),
        ("6 miles, or 10 km, east of [Gao]", "6 miles east of"),
        ("12 km SSE of [Ridgecrest]", "12 km south-south-east of"),
        ("twenty-five miles north of [Tripoli]", "25 miles north of"),
        ("a hundred km north of [Tripoli]", "100 km north of"),
        ("half a mile from [Tripoli]", "0.5 miles from"),
        ("a mile off [Tripoli]", "1 mile off the coast of"),
        ("a 30-km radius around [Chernobyl]", "within 30 km of"),
        ("within a radius of 30 km of [Chernobyl]", "within 30 km of"),
        ("5 miles of [Paris] road", None),
        ("near the rebel-held town of [Homs]", "near"),
        ("near the capital, [Khartoum]", "near"),
        ("near the capital of [Syria]", None),
        ("near present-day [Luxor]", "near"),
        ("the [Bakhmut] area", "… area"),
        ("about an hour's drive from [Homs]", None),
        ("advanced north east of [Bakhmut]", "north-east of"),
        ("in the north of [Mali]", "northern"),
        ("the north and east of [Mali]", "northern and eastern"),
        ("north and east of [Gao]", "north and east of"),
        ("[Syria]'s north-east was calm", "north-eastern"),
        ("[Nigeria]'s northern states", "northern"),
        ("[Syria]'s north-eastern Hasakah province", None),
        ("[Nigeria]'s North Central zone", None),
        ("to the north of [Gao]", "north of"),
        ("the centre of [Mali]", "central"),
        ("the eastern part of [Ukraine]", "eastern"),
        ("sank off the coast of [Yemen]", "off the coast of"),
        ("off the southern coast of [Yemen]", "off the southern coast of"),
        ("a tanker off [Yemen]'s coast", "off the coast of"),
        ("boats off the [Libyan] coast", "off the coast of"),
        ("waters off [Hodeidah]", "off the coast of"),
        ("the ship sank off [Mombasa]", "off the coast of"),
        ("police sealed off the port of [Mombasa]", None),
        ("a day off in [Mombasa]", None),
        ("on the [Libyan] coast", "coast of"),
        ("the [Libyan] coast guard", None),
        ("[India]'s east coast", "east coast of"),
        ("[Beirut]'s southern suburbs", "southern outskirts of"),
        ("[Idlib]'s western countryside", "western … countryside"),
        ("near the [Turkish] border", "border of"),
        ("[Israel]'s northern border", "northern border of"),
        ("on the border with [Sudan]", "border of"),
        ("the [Turkish] border town", None),
        ("the [Rafah] border crossing", None),
        ("[Turkish] border guards", None),
        ("he lives in [Paris]", None),
        ("the [Turkish] army", None),
    ],
)
def test_the_phrase_of_one_place(text: str, phrase: str | None) -> None:
    """It is normalised; what is no place's surroundings leaves none."""
    assert phrases_in(text) == [phrase]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("the road between [Homs] and [Hama]", "between … and Hama"),
        ("between the towns of [Homs] and [Hama]", "between … and Hama"),
        ("[Ukraine]'s [Belarus] border", "…–Belarus border"),
        ("the line of control between [India] and [Pakistan]", "…–Pakistan border"),
        ("the border between [Syria] and [Turkey]", "…–Turkey border"),
        ("[Poland]'s border with [Belarus]", "…–Belarus border"),
        ("the [US]-[Mexico] border", "…–Mexico border"),
        ("the [Syrian]-[Turkish] border", "…–Turkey border"),
        ("the [Syrian] border with [Turkey]", "…–Turkey border"),
        ("talks between [Moscow] and [Kyiv]", None),
        ("[Homs] and [Hama]", None),
    ],
)
def test_the_phrase_of_two_places(text: str, phrase: str | None) -> None:
    """It belongs to the first; the second is a plain mention."""
    assert phrases_in(text) == [phrase, None]


def directed(text: str, name: str, direction: str) -> list[tuple[str, str | None]]:
    """Return names and their phrases where the recognizer saw a direction before the last name."""
    start = text.rindex(name)
    first = [Mention("doc", 0, len("Northern"), "Northern", "GPE", "test")] if text.startswith("Northern") else []
    last = Mention("doc", start, start + len(name), name, "GPE", "test", Phrase("part", (direction,)))
    found = with_phrases(text, [*first, last], DEMONYMS.get)
    return [(mention.surface, mention.phrase.words() if mention.phrase else None) for mention in found]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("in northern and eastern Syria", "northern and eastern"),
        ("in western, southern and eastern Syria", "western, southern and eastern"),
        ("in east Syria", "eastern"),
        ("waters off eastern Syria", "off the eastern coast of"),
        ("northern and eastern Syria province", "northern and eastern … province"),
        ("the Middle East Syria envoy", None),
        ("They went east\n\nSyria said", None),
    ],
)
def test_a_direction_is_read_with_what_stands_around_it(text: str, phrase: str | None) -> None:
    """Lists of directions, seas and provinces; another name's direction and another paragraph's are not its own."""
    direction = re.findall(r"[Ee]ast(?:ern)?", text)[-1]
    assert directed(text, "Syria", direction) == [("Syria", phrase)]


def test_the_first_of_several_directions_is_no_name() -> None:
    """Although there are places called Northern."""
    assert directed("Northern and eastern Syria", "Syria", "eastern") == [("Syria", "northern and eastern")]


@given(prose, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=4))
def test_any_text_is_read(text: str, spans: list[tuple[int, int]]) -> None:
    """Nothing but the phrases changes, wherever the mentions stand."""
    ends = [0]
    mentions = []
    for gap, length in spans:
        start = ends[-1] + gap
        if start + length <= len(text):
            ends.append(start + length)
            mentions.append(Mention("doc", start, ends[-1], text[start : ends[-1]], "GPE", "test"))
    found = with_phrases(text, mentions, DEMONYMS.get)
    assert [(m.start, m.end, m.surface) for m in found] == [(m.start, m.end, m.surface) for m in mentions]


@given(phrases)
def test_a_phrase_in_words_is_read_as_the_same_phrase(phrase: Phrase) -> None:
    """So its words leave nothing out."""
    assert phrase_of(phrase.words()) == phrase
