"""Taking away what was found, in every format there is. Nothing is made before it is asked for."""

from __future__ import annotations

import os
import tempfile
from functools import partial
from typing import BinaryIO

import streamlit as st

from geo.atlas import Atlas
from geo.export.file import file_stem
from geo.export.registry import FORMATS
from geo.protocols import ExportOptions, Format, Gazetteer
from geo.view import Filter


def draw(atlas: Atlas, shown: Atlas, wanted: Filter, gazetteer: Gazetteer, title: str) -> None:
    """Draw a button for each format.

    What the filters hide stays out, but that the page has a switch for demonyms; a format that holds everything holds
    all that was found, with every reason.
    """
    options = ExportOptions(gazetteer, title, wanted)
    with st.container(horizontal=True, vertical_alignment="center"):
        for form in FORMATS:
            st.download_button(
                form.title,
                partial(_file, form, atlas, options),
                f"{file_stem(title)}{form.suffix}",
                form.mime,
                key=f"export.{form.name}",
                icon=":material/download:",
                on_click="ignore",
                disabled=not form.everything and not shown.pins,
            )


def _file(form: Format, atlas: Atlas, options: ExportOptions) -> BinaryIO:
    """Return a file on the disk, whose name is gone: what is written may be hundreds of times as large as the text."""
    with tempfile.TemporaryFile() as file:
        form.write(atlas, file, options)
        file.flush()
        return os.fdopen(os.dup(file.fileno()), "rb")
