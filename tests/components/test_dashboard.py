"""Journeys through the dashboard in Streamlit's harness."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components import details, export_panel, state
from geo import factory
from geo.atlas import Atlas, Filter
from geo.errors import GazetteerError
from geo.seeds import load_seeds
from tests.components.conftest import APP, MemoryCache
from tests.fakes import ARTICLE, SYRIA, FakeGazetteer, fake_pipeline

Start = Callable[[], AppTest]

HOSTILE = (
    "{{ 7*7 }} {% raise %} {# ${alert(1)} `whoami` </script><script>alert(1)</script> "
    "<img src=x onerror=alert(1)> ![x](http://evil.example/x.png) :red[red] \u2028 Syria"
)


def component(at: AppTest, name: str) -> dict[str, Any]:
    """Return what a component was last given."""
    return next(json.loads(c.proto.json) for c in at.get("bidi_component") if c.proto.component_name == name)


def headline(at: AppTest) -> str:
    """Return the title and the counts above the map."""
    return "\n".join(component(at, "wherein_headline").values())


def frame(at: AppTest) -> dict[str, Any]:
    """Return what the map's host was last given."""
    return component(at, "wherein_map")


def command(at: AppTest) -> dict[str, Any]:
    """Return what the controller was last told to show."""
    return component(at, "wherein_controller")


def paste(at: AppTest, text: str, title: str = "") -> AppTest:
    at.text_input(key=state.PASTE_TITLE).input(title)
    at.text_area(key=state.PASTE_TEXT).input(text)
    return next(button for button in at.button if button.label == "Find places").click().run()


def upload(at: AppTest, *files: tuple[str, bytes]) -> AppTest:
    at.file_uploader(key=state.UPLOADS).set_value([(name, data, "text/plain") for name, data in files])
    return at.run()


def words(at: AppTest) -> str:
    """Return all plain text on the page."""
    return "\n".join(text.value for text in at.text)


def rendered(at: AppTest) -> str:
    """Return all that a Markdown renderer was given."""
    elements = [*at.markdown, *at.caption, *at.error, *at.info, *at.warning, *at.title, *at.header, *at.subheader]
    return "\n".join(str(element.value) for element in elements)


def test_the_first_example_is_on_the_map_at_once(start: Start) -> None:
    """A first visit shows places without a single click, and says how many and how fast."""
    at = start()
    assert not at.exception
    assert "6 places" in headline(at)
    assert "Syria" in frame(at)["html"]
    assert command(at)["visible"] == [0, 1, 2, 3, 4, 5]


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


def test_the_exported_page_has_the_switch_for_demonyms() -> None:
    """It opens as the dashboard stands, and holds the demonyms all the same; the other filters are final."""
    atlas = Atlas.build(fake_pipeline().geoparse([ARTICLE]))
    for on in (False, True):
        wanted = Filter(demonyms=on, kinds=frozenset({"country"}))
        page = export_panel._html(atlas, wanted, FakeGazetteer(), "T")
        content = json.loads(page.partition('id="content">')[2].partition("</script>")[0])
        assert content["demonyms"] is on
        assert any(verdict.get("demonym") for verdict in content["verdicts"])
        assert {pin["kind"] for pin in content["pins"]} == {"country"}


def test_a_part_of_a_country_is_not_described_as_the_whole() -> None:
    """What is known of the whole, its population, is not known of a part."""
    atlas = Atlas.build(fake_pipeline().geoparse([ARTICLE]))
    pin = next(pin for pin in atlas.pins if pin.name == "northern Syria")
    assert details._describe_pin(pin) == "part of Syria"


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


def test_a_filter_tells_the_controller_and_leaves_the_frame_alone(start: Start) -> None:
    """The frame is loaded again only if what the host is given changes; a filter must not change it."""
    at = start()
    before = frame(at)
    at.slider(key=state.CONFIDENCE).set_value(70).run()
    at.multiselect(key=state.KINDS).set_value(["country"]).run()
    assert frame(at) == before
    told = command(at)
    assert told["minConfidence"] == 0.7
    assert 0 < len(told["visible"]) < 6
    assert "hidden by filters" in headline(at)


def test_clearing_the_filters_shows_everything(start: Start) -> None:
    """One click undoes all filters."""
    at = start()
    at.text_input(key=state.QUERY).input("nowhere").run()
    assert command(at)["visible"] == []
    at.toggle(key=state.DEMONYMS).set_value(True).run()
    next(button for button in at.button if button.label == "Clear all filters").click().run()
    assert not at.exception
    assert command(at)["visible"] == [0, 1, 2, 3, 4, 5]
    assert command(at)["demonyms"] is False


def test_filters_stand_in_the_address(fakes: None, start: Start) -> None:
    """A link carries the filters."""
    at = AppTest.from_file(str(APP), default_timeout=20)
    at.query_params["confidence"] = "70"
    at.query_params["country"] = "Syria"
    at.run()
    assert not at.exception
    assert at.session_state[state.COUNTRIES] == ["SY"]
    assert command(at)["minConfidence"] == 0.7


def test_a_country_that_new_documents_lack_is_no_filter_any_more(start: Start) -> None:
    """A choice that cannot be made any more does not hide everything."""
    at = start()
    at.multiselect(key=state.COUNTRIES).set_value(["BE"]).run()
    paste(at, "Syria and Turkey.")
    assert not at.exception
    assert command(at)["visible"] == [0, 1]


def test_a_selected_place_is_described(start: Start) -> None:
    """The panel under the map shows each mention's passage, and the places that were weighed."""
    at = start()
    at.session_state[state.SELECTED] = SYRIA.id
    at.run()
    assert not at.exception
    assert "Syria: country, 20,000,000 people" in words(at)
    assert "35.000° N, 38.000° E" in words(at)
    _, mentions, candidates = at.dataframe
    assert list(mentions.value["Passage"])[-1] == "Syria said nothing."
    assert list(candidates.value["Place"]) == ["Syria"]
    assert "+5.0  20000000 people live there." in words(at)
    assert "What would change it? Nothing: the gazetteer knows no other place of this name." in words(at)
    assert command(at)["focus"]["place"] == SYRIA.id


def test_selecting_twice_from_outside_flies_twice() -> None:
    """Each selection made outside the map has a number of its own, so the map flies also to the same place again."""

    def script() -> None:
        import streamlit as st

        from components import state

        state.initialise()
        before = st.session_state[state.COMMAND]
        state.select("geonames:1")
        state.select("geonames:1")
        st.text(st.session_state[state.COMMAND] - before)

    assert AppTest.from_function(script).run().text[0].value == "2"


def test_a_selection_that_these_documents_lack_is_forgotten(start: Start) -> None:
    """The map is never asked for a place that is not on it."""
    at = start()
    at.session_state[state.SELECTED] = "geonames:0"
    at.run()
    assert not at.exception
    assert command(at)["focus"]["place"] is None


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
        ours = key.isupper() and isinstance(value, str) and value not in {state.MAP, state.CONTROLLER, state.PLACES}
        if ours and value in at.session_state:
            pickle.dumps(at.session_state[value])


def downloads(at: AppTest) -> list[Any]:
    return list(at.get("download_button"))


def test_nothing_is_no_download(start: Start) -> None:
    """The three exports are offered as long as the filters let something through."""
    at = start()
    assert [button.label for button in downloads(at)] == ["Map (HTML)", "Places (GeoJSON)", "Places (CSV)"]
    at.text_input(key=state.QUERY).input("nowhere").run()
    assert all(button.disabled for button in downloads(at))
