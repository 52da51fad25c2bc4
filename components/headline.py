"""What is on the map, in a line; and what the visitor should know about it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components.document_input import Chosen
from components.messages import report_fault, report_notice
from geo.atlas import Atlas
from geo.protocols import DocumentCache
from geo.reading import Reading
from geo.view import Filter

ABOUT = """**Wherein** puts every place named in a set of documents on a map, and keeps each pin tied to the passages
that mention it. Nothing that you read leaves this machine, unless its operator has set up an online geocoder."""

ASSETS = Path(__file__).with_name("assets")

_line = st.components.v2.component(
    "wherein_headline",
    html='<header><h1></h1><p role="status"></p></header>',
    css=(ASSETS / "headline.css").read_text("utf-8"),
    js=(ASSETS / "headline.js").read_text("utf-8"),
)

# Drawn on the page itself and not apart from it, because it makes the page wider.
_name = st.components.v2.component(
    "wherein_name",
    html='<h2 class="wherein-name">Wherein</h2>',
    css=(ASSETS / "name.css").read_text("utf-8"),
    isolate_styles=False,
)


def draw_name() -> None:
    """Draw the name of the dashboard."""
    _name(key="name")


def draw(reading: Reading, shown: Atlas, wanted: Filter) -> None:
    """Draw the title, the counts of what the filters let through, and how long reading took."""
    # Demonyms are off the map by default, so they do not count as hidden.
    whole = reading.atlas.filter(Filter(demonyms=wanted.demonyms))
    _line(key="headline", data={"title": shown.title, "status": f"{_counts(whole, shown)} · {_speed(reading)}"})
    if notices := [f"{d.document.title}: {notice}" for d in reading.atlas.documents for notice in d.notices]:
        report_notice("Not everything was read by a language model:", notices)


def draw_messages(chosen: Chosen, cache: DocumentCache) -> None:
    """Say which documents could not be read, what is worth knowing about the others, and whether nothing is kept.

    Without any document, say how to get one.
    """
    if chosen.faults:
        report_fault("Not everything could be read." if chosen.documents else "Nothing could be read.", chosen.faults)
    elif not chosen.documents:
        report_notice("Choose an example, paste a text or add files to see their places on the map.")
    if chosen.notices:
        report_notice("Worth knowing about these documents:", chosen.notices)
    if cache.notice:
        report_notice("What is read here is forgotten when the dashboard stops.", [cache.notice])


def _counts(whole: Atlas, shown: Atlas) -> str:
    parts = [_plural(len(shown.pins), "place"), _plural(shown.mention_count, "mention")]
    if hidden := len(whole.pins) - len(shown.pins):
        parts.append(f"{hidden:,} hidden by filters")
    return ", ".join(parts)


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _speed(reading: Reading) -> str:
    if reading.cached == len(reading.atlas.documents):
        return f"opened from the cache in {_duration(reading.elapsed_s)}"
    known = f", {reading.cached} from the cache" if reading.cached else ""
    return f"read in {_duration(reading.elapsed_s)}{known}"


def _duration(seconds: float) -> str:
    return f"{max(seconds * 1000, 1):.0f}\N{NO-BREAK SPACE}ms" if seconds < 1 else f"{seconds:.1f}\N{NO-BREAK SPACE}s"
