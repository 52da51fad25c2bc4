"""Which stretches are judged at all."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.recognize.candidate_spans import candidate_spans, trimmed_entities
from geo.recognize.known_names import KnownNames
from geo.recognize.spans import Span, trim
from tests.resolve.tiny import TinyGazetteer
from tests.strategies import any_text


def candidates(text: str, *entities: tuple[str, str]) -> list[str]:
    spans = [Span(text.index(name), text.index(name) + len(name), label) for name, label in entities]
    known = KnownNames(TinyGazetteer())
    return [text[start:end] for start, end in candidate_spans(text, trimmed_entities(text, spans, known), known)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They left Mount Pleasant for Dallas.", ["Mount Pleasant", "Dallas"]),
        ("a Dallas-Paris flight", ["Dallas", "Paris"]),
        ("The Paris talks", ["Paris"]),
        ("Dallas's mayor", ["Dallas"]),
        ("in Tex. today", ["Tex", "Tex."]),
        ("flights to dallas", []),
        ("Day 3025 in Dallas", ["Dallas"]),
        ("Atlantis rose.", []),
        ("THE DALLAS SHOW", ["DALLAS"]),
        ("l'Atlantis and o'Paris of McDallas, e-Dallas", ["Dallas"]),
        ("Mount\nPleasant, mount Pleasant", []),
        ("Élan of Mount-Pleasant", ["Mount-Pleasant"]),
    ],
)
def test_capitalised_words_are_judged_where_the_gazetteer_knows_them(text: str, names: list[str]) -> None:
    assert sorted(candidates(text)) == sorted(names)


def test_what_the_model_named_is_judged_known_or_not() -> None:
    """With its parts; dates are not."""
    found = candidates("Columbus Arts Atlantis met on May 1.", ("Columbus Arts Atlantis", "ORG"), ("May 1", "DATE"))
    assert found == ["Columbus Arts Atlantis", "Columbus"]


def test_no_part_of_a_persons_name_is_judged() -> None:
    assert candidates("Paris Hilton left.", ("Paris Hilton", "PERSON")) == ["Paris Hilton"]


@pytest.mark.parametrize(
    ("text", "entity", "names"),
    [
        ("They marched in Paris\n\nDallas waited.", "Paris\n\nDallas", ["Paris", "Dallas"]),
        ("| Paris | Dallas |", "Paris | Dallas", ["Paris", "Dallas"]),
        ("left Paris for Dallas", "Paris for Dallas", ["Paris", "Dallas"]),
        ("through Paris. Dallas, too", "Paris. Dallas", ["Paris", "Dallas"]),
        ("lost in Atlantis.\n\nThen", "Atlantis.", ["Atlantis"]),
        ("near St. Louis.", "St. Louis", ["St. Louis"]),
        ("Cities Paris and Dallas", "Cities Paris", ["Paris", "Dallas"]),
        ("Counties of Atlantis", "Counties of Atlantis", ["Counties of Atlantis"]),
        ("in Calif. Friday", "Calif.", ["Calif."]),
        ("from Leics. County", "Leics. County", ["Leics. County"]),
        ("a line of\nverse on Atlantis\nand Dallas", "Atlantis\nand Dallas", ["Atlantis\nand Dallas", "Dallas"]),
    ],
)
def test_what_the_model_runs_together_is_parted(text: str, entity: str, names: list[str]) -> None:
    """At the end of a paragraph or a cell, and between two known places; a name may go on in the next line."""
    assert candidates(text, (entity, "GPE")) == names


def test_what_a_name_may_be_joined_with_is_judged_too() -> None:
    """ "Butler" may be "Butler County"; "Pleasant" may be "Mount Pleasant"."""
    assert "Butler County" in candidates("in Butler County today", ("Butler", "GPE"))
    assert "Mount Pleasant" in candidates("in Mount Pleasant today", ("Pleasant", "GPE"))


def test_a_direction_in_lower_case_is_no_part_of_a_place() -> None:
    assert candidates("in northern Syria", ("northern Syria", "GPE")) == ["Syria"]


@given(any_text, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20), st.sampled_from(["GPE", "ORG", "DATE"]))))
def test_stretches_lie_in_the_text_once_and_in_order(text: str, entities: list[tuple[int, int, str]]) -> None:
    spans = [Span(start, start + chars, label) for start, chars, label in entities if start + chars <= len(text)]
    known = KnownNames(TinyGazetteer())
    found = candidate_spans(text, trimmed_entities(text, spans, known), known)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert found == sorted(set(found), key=lambda span: (span[0], -span[1]))


@given(
    st.text(st.sampled_from("\n\t\r |•\u00a0\u2028xy"), max_size=14), st.text(st.sampled_from("\n\t |•x"), max_size=4)
)
def test_names_part_at_empty_lines_and_at_the_ends_of_cells(inside: str, around: str) -> None:
    """An empty line, a bar, a tab or a bullet parts a name, with all blanks around it; other blanks do not."""
    text = around + inside + around
    expected, start = [], len(around)
    for gap in re.compile(r"\s*\n\s*\n\s*|\s*[|\t•]\s*").finditer(text, start, start + len(inside)):
        expected.append(trim(text, Span(start, gap.start(), "ORG")))
        start = gap.end()
    expected.append(trim(text, Span(start, len(around) + len(inside), "ORG")))
    entity = Span(len(around), len(around) + len(inside), "ORG")
    pieces = trimmed_entities(text, [entity], KnownNames(TinyGazetteer()))
    assert pieces == [piece for piece in expected if piece]
