"""Passages: a text cut into pieces that a reader takes in at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import Document
from geo.text.passages import MAX_PASSAGE_CHARS, split_passages
from tests.strategies import any_text, prose


def cut(text: str) -> list[str]:
    return [text[p.start : p.end] for p in split_passages(Document.make(text))]


@given(st.one_of(prose, any_text))
def test_passages_tile_the_text(text: str) -> None:
    """Whatever the text: passages are numbered, follow each other without gap or overlap, and cover it all."""
    document = Document.make(text)
    passages = split_passages(document)
    position = 0
    for number, passage in enumerate(passages):
        assert (passage.index, passage.document_id) == (number, document.id)
        assert passage.start == position < passage.end
        position = passage.end
    assert position == len(text)


@given(st.one_of(prose, any_text))
def test_only_a_blank_text_has_a_blank_passage(text: str) -> None:
    """No passage is mere white space unless the whole text is."""
    pieces = cut(text)
    assert text.isspace() or not any(piece.isspace() for piece in pieces)


@given(st.one_of(prose, any_text))
def test_no_passage_is_long(text: str) -> None:
    """The words of a passage never exceed the limit."""
    assert all(len(piece.strip()) <= MAX_PASSAGE_CHARS for piece in cut(text))


def test_empty_text_has_no_passage() -> None:
    """An empty text has nothing to read."""
    assert cut("") == []
    assert cut(" \n ") == [" \n "]


@pytest.mark.parametrize("end", ["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\n \t\n", "\u2029"])
def test_a_line_end_ends_a_passage(end: str) -> None:
    """A paragraph is a passage, however its lines end; the end belongs to it."""
    assert cut(f"One.{end}Two.") == [f"One.{end}", "Two."]


def test_a_long_paragraph_is_cut_at_a_sentence_end() -> None:
    """Sentences stay whole in a paragraph that is too long."""
    sentence = "The convoy left for the border at dawn, and nobody knew why. "
    pieces = cut(sentence * 100)
    assert len(pieces) > 1
    assert all(piece.endswith("why. ") for piece in pieces)


def test_a_long_paragraph_is_cut_as_late_as_it_can_be() -> None:
    """At the last sentence end within the limit, so that passages are no shorter than they must be."""
    sentence = "The convoy left for the border at dawn, and nobody knew why. "
    first, *_ = cut(sentence * 100)
    assert MAX_PASSAGE_CHARS - len(sentence) < len(first) <= MAX_PASSAGE_CHARS


def test_words_stay_whole_where_no_sentence_ends() -> None:
    """Without a sentence end a cut falls between words, and without spaces where it must."""
    assert all(piece.endswith(" ") for piece in cut("word " * 1000)[:-1])
    assert [len(piece) for piece in cut("x" * 2500)] == [MAX_PASSAGE_CHARS, MAX_PASSAGE_CHARS, 100]


@pytest.mark.parametrize("unit", ["x", "word ", "\n", "\r", "\u2029", " ", ". ", "\n \n", "a\r", "\n\tb"])
def test_large_texts_are_cut(unit: str) -> None:
    """A large text of anything, in one line or 600,000, is cut; work that grew with the square would not end."""
    text = unit * (600_000 // len(unit))
    passages = split_passages(Document.make(text))
    assert passages[0].start == 0
    assert passages[-1].end == len(text)
