"""The places as a table, and of the selected one what its card on the map has no room for: all mentions, all rivals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from components import state
from geo.atlas import Atlas, Occurrence, Pin
from geo.kinds import KINDS
from geo.model import Candidate, GeoparsedDocument, Resolution
from geo.wording import NOT_LITERAL, in_points, name_in_full, units_in_words

_QUOTE_PX = 76
_LEAD_CHARS = 60


def draw(atlas: Atlas, about: Callable[[Pin], None]) -> None:
    """Draw the table of places, where it is open, and the selected place; choosing a row flies the map there.

    Args:
        about: draws what else is known of the selected place.
    """
    table = st.expander("All places as a table", key=state.TABLE, on_change="rerun")
    if table.open:
        with table:
            _places(atlas)
    selected = st.session_state[state.SELECTED]
    pin = next((pin for pin in atlas.pins if pin.id == selected), None)
    if pin is None:
        st.caption("Select a place, on the map, in the text or in the table, to see all its mentions and rivals here.")
    else:
        _pin(atlas, pin, about)


def _places(atlas: Atlas) -> None:
    st.dataframe(
        [
            {
                "Place": pin.name,
                "Mentions": len(pin.occurrences),
                "Confidence": round(pin.confidence * 100),
                "Country": pin.place.country or "",
                "Kind": KINDS[pin.place.kind].title,
            }
            for pin in atlas.pins
        ],
        column_config={
            "Place": st.column_config.TextColumn(width="medium"),
            "Mentions": st.column_config.NumberColumn(width="small"),
            "Confidence": st.column_config.NumberColumn(width="small", format="%d %%"),
            "Country": st.column_config.TextColumn(width="medium"),
            "Kind": st.column_config.TextColumn(width="medium"),
        },
        hide_index=True,
        key=state.PLACES,
        selection_mode="single-row",
        on_select=lambda: _choose(atlas),
        alt="The places on the map, one a row",
    )


def _choose(atlas: Atlas) -> None:
    rows = st.session_state[state.PLACES]["selection"]["rows"]
    if rows and rows[0] < len(atlas.pins):
        state.select(atlas.pins[rows[0]].id)


def _pin(atlas: Atlas, pin: Pin, about: Callable[[Pin], None]) -> None:
    with st.container(border=True, gap="small"):
        st.text(f"All mentions of {pin.name}")
        about(pin)
        mentions = _mentions(atlas, pin)
        st.dataframe(
            mentions,
            column_config={
                "As written": st.column_config.TextColumn(width="small"),
                "Confidence": st.column_config.TextColumn(width="small"),
                "Note": st.column_config.TextColumn(width=170),
                "Passage": st.column_config.TextColumn(width=560),
                "Document": st.column_config.TextColumn(width=120),
            },
            row_height=_QUOTE_PX,
            hide_index=True,
            alt="Its mentions, one a row",
        )
        first = pin.occurrences[0]
        _weighed(pin.id, atlas.documents[first.document], first.resolution)


def _weighed(pin_id: str, parsed: GeoparsedDocument, resolution: Resolution) -> None:
    """Draw all places that were weighed for a mention, and what spoke for and against the one that is looked at."""
    candidates = parsed.candidates(resolution)
    if not candidates:
        return
    table, reasons = st.columns(2)
    table.caption(
        "All places that were weighed for the first mention, best first; choose one to read what spoke for it"
    )
    chosen = table.dataframe(
        [_candidate(candidate, candidates[0]) for candidate in candidates],
        column_config={
            "Place": st.column_config.TextColumn(width=105),
            "Points behind": st.column_config.NumberColumn(width=105, format="%.1f"),
            "Where": st.column_config.TextColumn(width=190),
            "Kind": st.column_config.TextColumn(width=95),
        },
        hide_index=True,
        key=f"{state.WEIGHED}/{pin_id}",
        selection_mode="single-row",
        on_select="rerun",
        alt="The places weighed, one a row",
    )
    for row in chosen["selection"]["rows"]:
        if row < len(candidates):
            place = candidates[row].place
            heading = f"For and against {name_in_full(place)}, in points:"
            reasons.text("\n".join([heading, *map(in_points, candidates[row].reasons)]))


def _mentions(atlas: Atlas, pin: Pin) -> list[dict[str, Any]]:
    """Return a row for each mention; notes and documents have a column only where there is something to tell."""
    notes = [_note(occurrence) for occurrence in pin.occurrences]
    several = len(atlas.documents) > 1
    return [
        {
            "As written": occurrence.resolution.mention.surface,
            "Confidence": f"{100 * (occurrence.resolution.confidence or 0.0):.0f} %",
            **({"Note": note} if any(notes) else {}),
            "Passage": _excerpt(atlas, occurrence),
            **({"Document": atlas.documents[occurrence.document].document.title} if several else {}),
        }
        for occurrence, note in zip(pin.occurrences, notes, strict=True)
    ]


def _excerpt(atlas: Atlas, occurrence: Occurrence) -> str:
    """Return the passage from a little before the mention on: a cell shows no more than a few lines."""
    passage, start = atlas.passage(occurrence), occurrence.resolution.mention.start
    if start - passage.start <= _LEAD_CHARS:
        return atlas.quote(occurrence)
    text = atlas.documents[occurrence.document].document.text
    cut = text.find(" ", start - _LEAD_CHARS, start) + 1 or start - _LEAD_CHARS
    return f"… {text[cut : passage.end].strip()}"


def _note(occurrence: Occurrence) -> str:
    return " ".join(filter(None, [occurrence.resolution.note, "" if occurrence.is_literal else NOT_LITERAL]))


def _candidate(candidate: Candidate, best: Candidate) -> dict[str, Any]:
    return {
        "Place": candidate.place.name,
        "Points behind": round(best.score - candidate.score, 1),
        "Where": units_in_words(candidate.place),
        "Kind": KINDS[candidate.place.kind].title,
    }
