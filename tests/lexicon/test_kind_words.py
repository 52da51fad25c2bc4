"""The table of words for kinds of place: whole, and without a word that no pattern would meet."""

from __future__ import annotations

import re
from collections import Counter
from typing import get_args

import pytest

from geo.kinds import KINDS
from geo.lexicon import kind_words
from geo.lexicon.kind_words import KINDS_SAID, Use, any_of, plural, words_for


def test_the_table_says_nothing_that_nobody_asks_for() -> None:
    """Each word has one row, its kinds are kinds and its uses are uses; a slip of the pen would else be passed over."""
    rows = kind_words._TABLE
    words = Counter(word for words, _, _ in rows for word in words.split(", "))
    assert [word for word, times in words.items() if times > 1] == []
    assert all(word == word.lower().strip() for word in words)
    assert {kind for _, kinds, _ in rows for kind in kinds.split()} <= set(KINDS)
    assert {use for _, _, uses in rows for use in uses.split(", ")} == set(get_args(Use))


def test_words_beside_and_within_a_name_say_a_kind() -> None:
    """What the resolver reads as a kind of place has its kinds in the table."""
    assert {*words_for("beside"), *words_for("within")} == set(KINDS_SAID)


@pytest.mark.parametrize("use", get_args(Use))
def test_a_pattern_finds_each_word_whole(use: Use) -> None:
    """A word that begins another does not hide it, and signs in words stand for themselves."""
    for word in words_for(use):
        found = re.match(f"(?:{any_of(use)})", word)
        assert found and found[0] == word
        assert not re.fullmatch(any_of(use), word.replace(".", "x") + "x")


@pytest.mark.parametrize(
    ("word", "many"), [("city", "cities"), ("valley", "valleys"), ("parish", "parishes"), ("straits", "straits")]
)
def test_plurals(word: str, many: str) -> None:
    """A word's plural is spelt as in English."""
    assert plural(word) == many
