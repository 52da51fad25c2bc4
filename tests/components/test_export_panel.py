"""What can be taken away: what the buttons offer, and what is in the files."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components import export_panel, state
from geo.atlas import Atlas
from geo.export.registry import FORMATS
from geo.protocols import ExportOptions
from geo.view import Filter
from tests.fakes import ARTICLE, FakeGazetteer, fake_pipeline

Start = Callable[[], AppTest]


def downloads(at: AppTest) -> list[Any]:
    return list(at.get("download_button"))


def test_nothing_is_no_download(start: Start) -> None:
    """What the filters apply to is offered as long as they let something through."""
    at = start()
    labels = ["Map (HTML)", "Places (GeoJSON)", "Places (CSV)", "Everything (JSON Lines)"]
    assert [button.label for button in downloads(at)] == labels
    assert not any(button.disabled for button in downloads(at))
    at.text_input(key=state.QUERY).input("nowhere").run()
    assert [button.disabled for button in downloads(at)] == [True, True, True, False]


def test_a_download_is_a_file_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written may be far larger than the text: it is never one string in memory, and it leaves nothing."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    atlas = Atlas.build(fake_pipeline().geoparse([ARTICLE]))
    options = ExportOptions(FakeGazetteer(), "T", Filter())
    for form in FORMATS:
        expected = io.BytesIO()
        form.write(atlas, expected, options)
        with export_panel._file(form, atlas, options) as file:
            assert isinstance(file, io.BufferedReader), "what Streamlit takes without a copy of its own"
            file.seek(0)
            found = file.read()
        ids = re.compile(rb"[0-9a-f]{32}")  # Folium draws lots for them
        assert ids.sub(b"", found) == ids.sub(b"", expected.getvalue())
    assert list(tmp_path.iterdir()) == []
