"""What is on the map, in a line; and what the visitor should know about it."""

from __future__ import annotations

import streamlit as st

from components.document_input import Chosen
from components.messages import report_fault, report_notice
from components.reading import Reading
from geo.atlas import Atlas, Filter

ABOUT = """**Wherein** puts every place named in a set of documents on a map, and keeps each pin tied to the passages
that mention it. Nothing you read here leaves this machine, unless you choose an online background."""


def title_of(atlas: Atlas) -> str:
    """Return the title of a map: the document's, or how many there are."""
    documents = atlas.documents
    return documents[0].document.title if len(documents) == 1 else f"{len(documents)} documents"


def draw(reading: Reading, shown: Atlas, wanted: Filter) -> None:
    """Draw the title, the counts of what the filters let through, and how long reading took."""
    # Demonyms are off the map by default, so they do not count as hidden.
    whole = reading.atlas.filter(Filter(demonyms=wanted.demonyms))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="small"):
        st.text(title_of(shown))
        st.caption(f"{_counts(whole, shown)} · {_speed(reading)}", width="content")


def draw_messages(chosen: Chosen) -> None:
    """Say which documents could not be read, and what is worth knowing about the others."""
    if chosen.faults:
        report_fault("Not everything could be read." if chosen.documents else "Nothing could be read.", chosen.faults)
    if chosen.notices:
        report_notice("Worth knowing about these documents:", chosen.notices)


def _counts(whole: Atlas, shown: Atlas) -> str:
    places, mentions = len(shown.pins), shown.mention_count
    hidden = len(whole.pins) - places
    parts = [_plural(places, "place"), _plural(mentions, "mention")]
    if hidden:
        parts.append(f"{hidden} hidden by filters")
    return ", ".join(parts)


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _speed(reading: Reading) -> str:
    if reading.cached == len(reading.atlas.documents):
        return f"opened from the cache in {_duration(reading.elapsed_s)}"
    known = f", {reading.cached} from the cache" if reading.cached else ""
    return f"read in {_duration(reading.elapsed_s)}{known}"


def _duration(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
