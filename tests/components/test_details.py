"""The panel on the selected place: its mentions, the places weighed, and the points of each reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from components import details, state
from geo import factory
from geo.atlas import Atlas
from geo.model import Document, Mention
from geo.pipeline import Pipeline
from geo.protocols import Progress
from tests.components.pages import command, headline, words
from tests.fakes import LONDON, FakeRecognizer, FakeResolver, parse

Start = Callable[[], AppTest]


def open_london(start: Start) -> AppTest:
    at = start()
    at.session_state[state.SELECTED] = LONDON.id
    return at.run()


@pytest.fixture
def judged(start: Start, monkeypatch: pytest.MonkeyPatch) -> Start:
    """The dashboard with a recognizer that takes London for a part of another name."""

    class Judging(FakeRecognizer):
        def recognize(
            self, documents: Sequence[Document], *, progress: Progress | None = None
        ) -> list[tuple[Mention, ...]]:
            found = super().recognize(documents, progress=progress)
            return [
                tuple(replace(m, literal=0.2 if m.surface == "London" else 0.9) for m in mentions) for mentions in found
            ]

    monkeypatch.setattr(factory, "build_pipeline", lambda *_, **__: Pipeline(Judging(), FakeResolver()))
    return start


def test_places_are_weighed_in_points(start: Start) -> None:
    """Each place with how far it is behind the best."""
    at = open_london(start)
    assert not at.exception
    weighed = at.dataframe[1]
    assert list(weighed.value["Points behind"]) == [0.0, 1.0]
    assert "Ontario, Canada" in weighed.value["Where"][1]


def test_a_passage_is_quoted_from_a_little_before_the_mention() -> None:
    """A cell shows a few lines: a mention late in a long passage must be among them."""
    text = f"{'It rained all day. ' * 20}Then they came to London and slept."
    [pin] = Atlas.build(parse(text)).pins
    excerpt = details._excerpt(Atlas.build(parse(text)), pin.occurrences[0])
    assert excerpt.startswith("… ")
    assert excerpt.endswith("Then they came to London and slept.")
    assert excerpt.index("London") < 80


def test_the_reasons_of_a_rival_can_be_read(start: Start) -> None:
    """Choosing a row shows what spoke for that place."""
    at = open_london(start)
    at.session_state[f"{state.WEIGHED}/{LONDON.id}"] = {"selection": {"rows": [1], "columns": [], "cells": []}}
    at.run()
    assert not at.exception
    assert "For and against London, Ontario, Canada, in points:" in words(at)
    assert "+4.0  422324 people live there." in words(at)


def test_what_the_card_says_the_panel_does_not_say_again(start: Start) -> None:
    """Why the place is here, where it is and what would change it stand once on the screen, on the card."""
    said = words(open_london(start))
    assert "All mentions of London" in said
    for word in ("8961989 people", "England", "° N", "would change", "runner-up"):
        assert word not in said


def test_a_name_that_may_not_mean_the_place_is_said_to_be_so(judged: Start) -> None:
    at = open_london(judged)
    assert "the place itself may not be meant" in at.dataframe[0].value["Note"][0]


def test_a_mention_with_nothing_to_note_has_no_column_for_it(start: Start) -> None:
    assert "Note" not in open_london(start).dataframe[0].value


def test_only_places_themselves(judged: Start) -> None:
    """The switch takes such mentions off the map, out of the counts, and says so to the page; it can be undone."""
    at = judged()
    assert "6 places" in headline(at)
    assert command(at)["literalOnly"] is False
    at.toggle(key=state.LITERAL).set_value(True).run()
    assert command(at)["literalOnly"] is True
    assert len(command(at)["visible"]) == 5
    assert "5 places, 6 mentions, 1 hidden by filters" in headline(at)
    next(button for button in at.button if button.label == "Clear all filters").click().run()
    assert len(command(at)["visible"]) == 6


def test_documents_are_named_where_there_are_several() -> None:
    """With one document, its title in every row would say nothing."""
    texts = ("London", "London again")
    one, both = (Atlas.build([parse(text)[0] for text in texts[:count]]) for count in (1, 2))
    assert "Document" not in details._mentions(one, one.pins[0])[0]
    assert "Document" in details._mentions(both, both.pins[0])[0]
