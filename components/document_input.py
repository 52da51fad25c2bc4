"""Where the documents come from: an example, a pasted text, or files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from itertools import chain

import streamlit as st

from components import loaders, state
from components.messages import report_fault
from geo.errors import GeoError
from geo.model import Document
from geo.read.documents import Origin, Unread, read_file
from geo.read.pasted import text_document
from geo.read.registry import READERS, endings
from geo.read.seeds import Seed, load_seeds


@dataclass(frozen=True, slots=True)
class Chosen:
    """The documents to show, what is worth knowing about them, and why others are not among them."""

    documents: tuple[Document, ...] = ()
    notices: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


@st.cache_resource(show_spinner=False)
def _seeds() -> tuple[Seed, ...]:
    return load_seeds()


def draw() -> Chosen:
    """Draw the three inputs and return the documents of the one that was used last."""
    try:
        seeds = {seed.name: seed for seed in _seeds()}
    except GeoError as error:
        report_fault("The examples are missing.", [str(error)])
        seeds = {}
    titles = {name: seed.title for name, seed in seeds.items()}
    example, paste, files = st.tabs(["Example", "Paste", "Files"], key=state.INPUT, on_change="rerun")
    if not example.open:
        loaders.warm_up()  # a new text will follow, and its reader need not wait for the language model then
    with example:
        seed = st.selectbox(
            "Example document",
            list(seeds),
            key=state.SEED,
            format_func=titles.__getitem__,
            placeholder="Choose an example",
            on_change=state.show,
            args=("seed",),
            bind="query-params",
        )
    with paste, st.form("input.form", border=False):
        st.text_input("Title (optional)", key=state.PASTE_TITLE, max_chars=200)
        st.text_area("Text", key=state.PASTE_TEXT, height=140, placeholder="Paste an article, a report, a letter …")
        st.form_submit_button("Find places", type="primary", on_click=state.show, args=("pasted",))
    with files:
        uploads = st.file_uploader(
            ", ".join(f"{reader.title} ({', '.join(reader.endings)})" for reader in READERS),
            type=list(endings()),
            accept_multiple_files=True,
            key=state.UPLOADS,
            on_change=state.show,
            args=("files",),
        )

    match st.session_state[state.ORIGIN]:
        case "pasted":
            return _pasted(*st.session_state[state.PASTED])
        case "files":
            return _files((upload.name, upload.getvalue()) for upload in uploads)
        case _:
            return Chosen((seeds[seed].document,)) if seed else Chosen()


def _pasted(title: str, text: str) -> Chosen:
    if not text.strip():
        return Chosen(faults=("The text box is empty; paste a text into it first.",))
    title = title.strip() or "Pasted text"
    return Chosen((text_document(text, title=title, source="pasted text"),))


def _files(uploads: Iterable[tuple[str, bytes]]) -> Chosen:
    documents: list[Document] = []
    notices: list[str] = []
    faults: list[str] = []
    first_with: dict[str, str] = {}
    for loaded in chain.from_iterable(read_file(BytesIO(data), Origin.upload(name)) for name, data in uploads):
        if isinstance(loaded, Unread):
            faults.append(loaded.reason)
            continue
        document = loaded.document
        name = document.source or document.title
        if document.text_id in first_with:
            notices.append(f"{name} is the same text as {first_with[document.text_id]}; it is shown once.")
            continue
        first_with[document.text_id] = name
        if loaded.notice:
            notices.append(loaded.notice)
        documents.append(document)
    return Chosen(tuple(documents), tuple(notices), tuple(faults))
