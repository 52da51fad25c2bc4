"""Waiting for long work: progress is shown, a reading can be stopped, and a failure says what to do."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import loaders
from components.background import Task
from components.messages import report_fault, report_notice
from geo import Wherein
from geo.errors import Cancelled, GeoError
from geo.model import Document
from geo.reading import Reading

T = TypeVar("T")

_QUIET_S = 1.0
_POLL_S = 0.1


def open_workspace(place: DeltaGenerator) -> Wherein | None:
    """Return the workspace, waiting while its parts are opened or built; None when that failed, and it was said.

    Args:
        place: an `st.empty` to show progress in; it is left empty.
    """
    task = loaders.workspace()
    _follow(task, place, "Getting ready. A first start builds the gazetteer, once: about half a minute.")
    try:
        return task.result()
    except GeoError as error:
        report_fault("Wherein could not get ready.", [str(error)])
        st.button("Try again", on_click=loaders.workspace.clear, key="waiting.retry_parts")
        return None


def read_documents(
    workspace: Wherein, documents: Sequence[Document], place: DeltaGenerator
) -> tuple[str, Reading] | None:
    """Return what the documents hold and the key of this reading; None when there is none.

    Why was said here, except that there is nothing to read (`headline.draw_messages`).

    Args:
        place: as for `open_workspace`.
    """
    if not documents:
        return None
    pipeline = workspace.pipeline()
    ids = "\n".join((pipeline.id, workspace.gazetteer().id, *(document.id for document in documents)))
    revision = hashlib.sha256(ids.encode()).hexdigest()[:16]
    task = loaders.reading(revision, pipeline, documents)
    _follow(task, place, "Reading", can_cancel=True)
    try:
        return revision, task.result()
    except Cancelled:
        report_notice("Reading was stopped. What had been read is kept, and reading again goes on from there.")
        label = "Read again"
    except GeoError as error:
        report_fault("The documents could not be read.", [str(error)])
        label = "Try again"
    st.button(label, on_click=loaders.reading.clear, args=(revision, pipeline, documents), key="waiting.retry_reading")
    return None


def _follow(task: Task[T], place: DeltaGenerator, headline: str, *, can_cancel: bool = False) -> None:
    """Wait for a task; draw its progress, and a button that stops it, when it takes longer than a blink."""
    if task.finished(_QUIET_S):
        return
    with place.container(border=True):
        st.markdown(headline)
        stage = st.empty()
        bar = st.progress(0.0)
        if can_cancel:
            st.button("Stop reading", on_click=task.cancel, key="waiting.cancel")
    while not task.finished(_POLL_S):
        stage.text(task.stage or "Starting")
        bar.progress(task.fraction)
    place.empty()
