"""Trimming of spans to the bare name, and sets of spans that do not overlap."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.phrase import Phrase
from geo.recognize.spans import Span, SpanSet, direction_before, leading_direction, trim
from tests.strategies import any_text


def trimmed(raw: str) -> str | None:
    text = f"x {raw} x"
    span = trim(text, Span(2, 2 + len(raw), "GPE"))
    return text[span.start : span.end] if span else None


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("the United States", "United States"),
        ("The Hague", "The Hague"),
        ("Syria's", "Syria"),
        ("Syria’s", "Syria"),
        ("the United States'", "United States"),
        ("“Ankara”", "Ankara"),
        ("(Brussels),", "Brussels"),
        ("London.", "London"),
        ("U.S.", "U.S."),
        ("Calif.", "Calif."),
        ("W.Va.", "W.Va."),
        ("Deir ez-Zor", "Deir ez-Zor"),
        ("— Beirut", "Beirut"),
        ("the ", None),
        ("…", None),
    ],
)
def test_articles_possessives_and_signs_go(raw: str, name: str | None) -> None:
    """What is left is the name; full stops stay on abbreviations alone."""
    assert trimmed(raw) == name


def test_a_full_stop_that_the_model_cut_off_comes_back() -> None:
    """ "W.Va" before a full stop is "W.Va."."""
    text = "in W.Va. today"
    assert trim(text, Span(3, 7, "GPE")) == Span(3, 8, "GPE")


@given(st.lists(st.sampled_from([*"abs_.'’ \n-)é1", "'s"]), max_size=12).map("".join))
def test_what_is_no_part_of_a_name_goes_from_its_end(rest: str) -> None:
    """Signs, possessives that end a word, and then full stops up to that of an abbreviation ("U.S.", "in Calif.")."""
    name = "A" + rest
    if ending := re.search(r"(?:['’][sS](?!\w)|[\s'’)_-])+\Z", name):
        name = name[: ending.start()]
    while name.endswith(".") and not re.search(r"(?:\w\.)+\w*\.\Z|(?:\A|\s)\w{2,5}\.\Z", name):
        name = name[:-1]
    assert trim(f"A{rest}", Span(0, 1 + len(rest), "GPE")) == Span(0, len(name), "GPE")


@given(any_text, st.data())
def test_a_trimmed_span_lies_in_its_span(text: str, data: st.DataObject) -> None:
    """Trimming never leaves the text; it takes in one full stop behind the span at most."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = trim(text, Span(start, end, "GPE"))
    if span is not None:
        assert start <= span.start < span.end <= min(len(text), end + 1)


@pytest.mark.parametrize(
    ("before", "direction"),
    [
        ("in northern ", "northern"),
        ("in north-eastern ", "north-eastern"),
        ("in northeastern ", "northeastern"),
        ("central ", "central"),
        ("the south-west of ", None),
        ("further ", None),
        ("Lower ", "Lower"),
    ],
)
def test_a_direction_word_right_before_a_name_is_seen(before: str, direction: str | None) -> None:
    assert direction_before(f"{before}Syria", len(before)) == (Phrase("part", (direction,)) if direction else None)


def test_a_direction_word_that_starts_a_name_is_measured() -> None:
    assert leading_direction("northern Syria") == len("northern ")
    assert leading_direction("Northumberland") == 0


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 8))))
def test_a_span_set_holds_the_first_of_overlapping_spans_in_text_order(pairs: list[tuple[int, int]]) -> None:
    """As a list searched from end to end would."""
    spans = [Span(start, start + length, "GPE") for start, length in pairs]
    kept: list[Span] = []
    for span in spans:
        if not any(span.start < other.end and other.start < span.end for other in kept):
            kept.append(span)
    assert list(SpanSet(spans)) == sorted(kept)
