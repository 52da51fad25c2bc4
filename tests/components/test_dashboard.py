"""Journeys through the dashboard in Streamlit's harness."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Sequence

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components import state, waiting
from geo import factory
from geo.errors import GazetteerError
from geo.model import Document, Mention
from geo.pipeline import Pipeline
from geo.protocols import Progress
from geo.read.seeds import load_seeds
from tests.components.conftest import APP
from tests.components.pages import command, component, frame, headline, paste, rendered, upload, words
from tests.fakes import SYRIA, FakeGazetteer, FakeRecognizer, FakeResolver, MemoryCache

Start = Callable[[], AppTest]

HOSTILE = (
    "{{ 7*7 }} {% raise %} {# ${alert(1)} `whoami` </script><script>alert(1)</script> "
    "<img src=x onerror=alert(1)> ![x](http://evil.example/x.png) :red[red] \u2028 Syria"
)


def test_the_first_example_is_on_the_map_at_once(start: Start) -> None:
    """A first visit shows places without a single click, and says how many and how fast."""
    at = start()
    assert not at.exception
    assert "6 places" in headline(at)
    assert "Syria" in frame(at)["html"]
    assert sorted(command(at)["visible"]) == [0, 1, 2, 3, 4, 5]


def test_every_example_can_be_chosen(fakes: None) -> None:
    """No example that comes with Wherein breaks the dashboard."""
    at = AppTest.from_file(str(APP), default_timeout=20).run()
    for seed in load_seeds():
        at.selectbox(key=state.SEED).set_value(seed.name).run()
        assert not at.exception
        assert seed.title in headline(at)


def test_pasted_text_replaces_the_example(start: Start) -> None:
    """A pasted text is shown under its title; choosing an example again brings that back."""
    at = paste(start(), "From Brussels to Turkey.", "A journey")
    assert not at.exception
    assert "A journey" in headline(at)
    assert "2 places" in headline(at)
    assert at.session_state[state.SEED] is None
    at.selectbox(key=state.SEED).set_value("convoy").run()
    assert "6 places" in headline(at)


def test_turning_to_the_text_box_makes_the_model_ready(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading it takes seconds, and so does pasting a text; a visitor who only looks loads nothing."""
    asked = threading.Event()

    class Noting(FakeRecognizer):
        def recognize(
            self, documents: Sequence[Document], *, progress: Progress | None = None
        ) -> list[tuple[Mention, ...]]:
            if [document.title for document in documents] == [""]:
                asked.set()
            return super().recognize(documents, progress=progress)

    monkeypatch.setattr(factory, "build_pipeline", lambda *_, **__: Pipeline(Noting(), FakeResolver()))
    at = start()
    assert not asked.is_set()
    at.session_state[state.INPUT] = "Paste"
    at.run()
    assert not at.exception
    assert asked.wait(20)


def test_an_empty_text_is_refused_in_a_sentence(start: Start) -> None:
    """Pasting nothing says so, and breaks nothing."""
    at = paste(start(), "  \n ")
    assert not at.exception
    assert "The text box is empty" in words(at)
    assert len(at.error) + len(at.info) == 1, "once"


def test_the_name_of_an_upload_is_no_path(start: Start) -> None:
    """Its title is all of its name but the ending, slashes included."""
    at = upload(start(), ("![x](http://evil.example/n.png).txt", b"Brussels"))
    assert not at.exception
    assert component(at, "wherein_headline")["title"] == "![x](http://evil.example/n.png)"


def test_several_files_are_one_map(start: Start) -> None:
    """Files that are uploaded together share a map."""
    at = upload(start(), ("one.txt", b"Brussels"), ("two.txt", b"Syria and Turkey"))
    assert not at.exception
    assert "2 documents" in headline(at)
    assert "3 places" in headline(at)


def test_the_same_file_twice_is_said_and_shown_once(start: Start) -> None:
    """A second copy of a text adds nothing to the map."""
    at = upload(start(), ("one.txt", b"Brussels"), ("copy.txt", b"Brussels"))
    assert "copy.txt is the same text as one.txt; it is shown once." in words(at)
    assert "1 place, 1 mention" in headline(at)


def test_a_bad_file_does_not_stop_the_others(start: Start) -> None:
    """What is no text is named with its reason; the rest is read."""
    at = upload(start(), ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00"), ("good.txt", b"Brussels"))
    assert not at.exception
    assert "picture.txt is an image" in words(at)
    assert "1 place, 1 mention" in headline(at)


def test_each_line_of_json_is_a_document(start: Start) -> None:
    """A .jsonl file holds many documents; a bad line is named, and where there are many they are counted."""
    lines = [b'{"doc_id": 1, "text": "Brussels", "title": "First"}', b'{"doc_id": 2, "text": "Syria"}', *[b"no"] * 25]
    at = upload(start(), ("wire.jsonl", b"\n".join(lines)), ("one.txt", b"Turkey"))
    assert not at.exception
    assert "3 documents" in headline(at)
    assert "3 places" in headline(at)
    assert "wire.jsonl, line 3, is not JSON" in words(at)
    assert "line 23," not in words(at)
    assert "and 5 more" in words(at)


def test_a_guessed_encoding_is_said(start: Start) -> None:
    """Bytes that are not UTF-8 are read, and the reader learns as what."""
    text = "Die Straße nach Brussels führt über Köln, schön und grün, süß und weiß."
    at = upload(start(), ("brief.txt", text.encode("cp1252")))
    assert "brief.txt is not UTF-8; it was read as cp1252." in words(at)
    assert "1 place, 1 mention" in headline(at)


def test_removing_the_files_brings_an_example_back(start: Start) -> None:
    """Without files there is something else to show than nothing."""
    at = upload(start(), ("one.txt", b"Brussels"))
    at.file_uploader(key=state.UPLOADS).set_value([]).run()
    assert not at.exception


def test_no_places_is_an_honest_answer(start: Start) -> None:
    """A text without places says so, and is still there to be read."""
    at = paste(start(), "Nothing happened anywhere.")
    assert not at.exception
    assert "0 places" in headline(at)
    assert not at.info, "the map says it already"
    assert "Nothing happened anywhere." in frame(at)["html"]


def test_hostile_text_never_reaches_a_markdown_renderer(start: Start) -> None:
    """Title, file name and body hold every kind of markup; none of it is given to what would interpret it."""
    at = paste(start(), HOSTILE, HOSTILE[:200])
    at.session_state[state.SELECTED] = SYRIA.id
    at.run()
    upload(at, (f"{HOSTILE[:60]}.txt", HOSTILE.encode()), (f"{HOSTILE[:60]}2.txt", b"\x89PNG\r\n\x00\x00"))
    assert not at.exception
    for sign in ("7*7", "evil.example", "<img", "<script", "${", ":red["):
        assert sign not in rendered(at)
    assert "7*7" in words(at)


def test_a_gazetteer_that_cannot_be_built_is_one_sentence_and_can_be_tried_again(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure names its cause, keeps the rest of the page, and does not last once the cause is gone."""

    def fail(settings: object, progress: object = None) -> None:
        raise GazetteerError("The disk is full; free 200 MB and try again.")

    monkeypatch.setattr(factory, "build_gazetteer", fail)
    at = start()
    assert not at.exception
    assert "The disk is full; free 200 MB and try again." in words(at)
    monkeypatch.setattr(factory, "build_gazetteer", lambda settings, progress=None: FakeGazetteer())
    at.button(key="waiting.retry_parts").click().run()
    assert "6 places" in headline(at)


def test_a_store_that_keeps_nothing_is_said(start: Start, cache: MemoryCache) -> None:
    """Who works on a full or read-only disk learns that nothing will be kept, and why."""
    cache.notice = "The folder cannot be written."
    at = start()
    assert "The folder cannot be written." in words(at)
    assert "6 places" in headline(at)


def test_a_slow_reading_leaves_nothing_behind(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where progress was shown the title stands, so that it does not move when the reading is done."""
    monkeypatch.setattr(waiting, "_QUIET_S", 0.0)
    at = paste(start(), "From Brussels to Turkey.")
    messages, top, *_ = at.main.children.values()
    assert not messages.children
    assert component(at, "wherein_headline")
    assert [element.type for element in top.children.values()] == ["bidi_component"]


def test_a_document_read_before_comes_from_the_cache(start: Start) -> None:
    """The second visitor is told that nothing had to be read."""
    assert "read in" in headline(start())
    st.cache_resource.clear()
    assert "opened from the cache in" in headline(start())


def test_what_is_remembered_is_plain_data(start: Start) -> None:
    """Choices can be pickled; models, connections and results are kept elsewhere.

    Streamlit's own check of this (`runner.enforceSerializableSessionState`) trips over its components.
    """
    at = start()
    for key, value in vars(state).items():
        ours = (
            key.isupper()
            and isinstance(value, str)
            and value not in {state.MAP, state.CONTROLLER, state.COURIER, state.PLACES}
        )
        if ours and value in at.session_state:
            pickle.dumps(at.session_state[value])
