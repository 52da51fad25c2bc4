"""Documents that no language model reads say so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from components import state
from geo import factory
from geo.pipeline import Pipeline
from tests.fakes import FakeRecognizer, FakeResolver

NOTICE = "Names only: <b>"


def test_the_dashboard_says_what_was_read_by_names_alone(
    start: Callable[[], AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Above the map, for each such document, as plain text."""
    pipeline = Pipeline(FakeRecognizer(), FakeResolver(), notice_of=lambda d: NOTICE if d.language == "ru" else "")
    monkeypatch.setattr(factory, "build_pipeline", lambda *_, **__: pipeline)
    at = start()
    assert not any(NOTICE in text.value for text in at.text)
    at.text_input(key=state.PASTE_TITLE).input("Новости")
    at.text_area(key=state.PASTE_TEXT).input("Министры встретились в понедельник в столице и долго беседовали.")
    at.button[0].click().run()
    assert not at.exception
    assert f"Новости: {NOTICE}" in [text.value for text in at.text]
