"""Reading and using the dashboard in Streamlit's harness."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from components import state


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
