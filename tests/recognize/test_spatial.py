"""Spatial phrases around place names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import Label, Mention
from geo.recognize.spatial import with_phrases
from tests.strategies import prose

DEMONYMS = {"Syrian": "Syria", "Turkish": "Turkey", "Libyan": "Libya"}
_MARKED = re.compile(r"\[(\w[\w ]*)\]")


def modifiers(marked: str) -> list[str | None]:
    """Return the modifiers of the names in brackets."""
    text = _MARKED.sub(r"\1", marked)
    mentions, end = [], 0
    for match in _MARKED.finditer(marked):
        start = text.index(match[1], end)
        end = start + len(match[1])
        label: Label = "NORP" if match[1] in DEMONYMS else "GPE"
        mentions.append(Mention("doc", start, end, match[1], label, "test"))
    found = with_phrases(text, mentions, DEMONYMS.get)
    assert [mention.surface for mention in found] == [mention.surface for mention in mentions]
    return [mention.modifier for mention in found]


@pytest.mark.parametrize(
    ("text", "modifier"),
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
        ("40 nautical miles off [Aden]", None),
        ("about an hour's drive from [Homs]", None),
        ("advanced north east of [Bakhmut]", "north-east of"),
        ("in the north of [Mali]", "northern"),
        ("to the north of [Gao]", "north of"),
        ("the centre of [Mali]", "central"),
        ("the eastern part of [Ukraine]", "eastern"),
        ("sank off the coast of [Yemen]", "off the coast of"),
        ("off the southern coast of [Yemen]", "off the southern coast of"),
        ("a tanker off [Yemen]'s coast", "off the coast of"),
        ("boats off the [Libyan] coast", "off the coast of"),
        ("waters off [Hodeidah]", "off the coast of"),
        ("near the [Turkish] border", "border of"),
        ("[Turkish] border guards", None),
        ("he lives in [Paris]", None),
        ("the [Turkish] army", None),
    ],
)
def test_the_phrase_of_one_place(text: str, modifier: str | None) -> None:
    """It becomes the modifier, normalised; what is no place's surroundings leaves none."""
    assert modifiers(text) == [modifier]


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("the road between [Homs] and [Hama]", "between … and Hama"),
        ("the border between [Syria] and [Turkey]", "…–Turkey border"),
        ("[Poland]'s border with [Belarus]", "…–Belarus border"),
        ("the [US]-[Mexico] border", "…–Mexico border"),
        ("the [Syrian]-[Turkish] border", "…–Turkey border"),
        ("the [Syrian] border with [Turkey]", "…–Turkey border"),
        ("talks between [Moscow] and [Kyiv]", None),
        ("[Homs] and [Hama]", None),
    ],
)
def test_the_phrase_of_two_places(text: str, modifier: str | None) -> None:
    """It belongs to the first; the second is a plain mention."""
    assert modifiers(text) == [modifier, None]


@given(prose, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=4))
def test_any_text_is_read(text: str, spans: list[tuple[int, int]]) -> None:
    """Nothing but the modifiers changes, wherever the mentions stand."""
    ends = [0]
    mentions = []
    for gap, length in spans:
        start = ends[-1] + gap
        if start + length <= len(text):
            ends.append(start + length)
            mentions.append(Mention("doc", start, ends[-1], text[start : ends[-1]], "GPE", "test"))
    found = with_phrases(text, mentions, DEMONYMS.get)
    assert [(m.start, m.end, m.surface) for m in found] == [(m.start, m.end, m.surface) for m in mentions]
