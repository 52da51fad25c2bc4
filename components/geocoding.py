"""Online geocoders in the dashboard: asked only when a visitor says so, and never in confidential mode."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from components import loaders, privacy
from components.inquiry import Inquiry
from components.messages import report_fault, report_notice
from geo import Wherein
from geo.atlas import Pin
from geo.errors import GeoError
from geo.geocode.completion import OnlineLookup, names_of, provider_title
from geo.geocode.exchange import GeocodeAnswer
from geo.reading import Reading

_POLL_S = 0.1
_QUIET_S = 0.3
_OUTCOMES = {
    "found": "Found",
    "not_found": "No such place",
    "transient": "Could not be asked",
    "blocked": "Refused",
}


def open_inquiry(workspace: Wherein, revision: str, reading: Reading) -> tuple[str, Reading, Inquiry | None]:
    """Return the reading with what was asked about it, and the key of that; as it is where no geocoder may be used."""
    online, _ = _online(workspace)
    if online is None or not privacy.may_geocode():
        loaders.inquiry.clear()
        return revision, reading, None
    inquiry = loaders.inquiry(revision, online, reading.atlas)
    if inquiry.task:
        inquiry.task.finished(_QUIET_S)
    latest = inquiry.latest
    return f"{revision}{latest.revision}", replace(reading, atlas=latest.atlas), inquiry


def draw(workspace: Wherein, inquiry: Inquiry | None) -> None:
    """Draw what may be asked, with what that takes, and what is wrong with the geocoder, if anything is."""
    _, fault = _online(workspace)
    if fault and not privacy.is_confidential():
        report_notice("The online geocoder is not used.", [fault])
    if inquiry is None:
        return
    if inquiry.notices:
        report_notice("About the online geocoder:", inquiry.notices)
    if inquiry.fault:
        report_fault("The online geocoder could not be asked.", [inquiry.fault])
    latest = inquiry.latest
    titles = _titles(workspace.settings.geocoders)
    with st.container(horizontal=True, vertical_alignment="center"):
        # The same two elements in both states: what a run no longer draws stays on the page until it ends.
        if inquiry.task:
            is_stopping = inquiry.task.is_cancelled
            st.button("Stop asking", on_click=inquiry.stop, disabled=is_stopping, key="geocoding.stop")
            st.text("Stopping after the request under way." if is_stopping else f"Asking {titles}.")
        elif latest.open:
            count = len(latest.open)
            label = f"Ask {titles} for {count:,} name{'' if count == 1 else 's'}"
            st.button(label, on_click=inquiry.ask, key="geocoding.ask", icon=":material/travel_explore:")
            st.text(f"{latest.forecast}.")


def draw_names(inquiry: Inquiry | None) -> None:
    """Draw the names that were asked for with what came of them; each can be asked for again."""
    if inquiry is None or not inquiry.latest.answers:
        return
    latest = inquiry.latest
    with st.expander("Names asked online"):
        st.dataframe(
            [_row(latest.queries[key].name, answer) for key, answer in latest.answers.items()],
            hide_index=True,
            alt="The names that were asked for online, one a row",
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = st.selectbox(
                "Name", list(latest.answers), format_func=lambda key: latest.queries[key].name, key="geocoding.name"
            )
            _again(inquiry, name, "geocoding.again")
        counts = inquiry.counts
        st.text(
            f"Kept answers: {counts.hits:,} hits, {counts.stale:,} stale, {counts.misses:,} misses; "
            f"{counts.saved_s:,.0f} s saved, for all visitors together."
        )


def draw_about(inquiry: Inquiry | None, pin: Pin) -> None:
    """Draw who says that a place is there, since when, and whether that was known already; it can be asked again."""
    if inquiry is None:
        return
    for name in names_of(occurrence.resolution for occurrence in pin.occurrences):
        answer = inquiry.latest.answers.get(name)
        if answer is not None:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(f"“{inquiry.latest.queries[name].name}”: {_said(answer)}")
                _again(inquiry, name, f"geocoding.again.{hashlib.sha256(name.encode()).hexdigest()[:16]}")


def follow(inquiry: Inquiry | None) -> None:
    """Wait, at the end of the script, for what is being asked; then run the script again with the answers."""
    if inquiry is None or inquiry.task is None:
        return
    task, line = inquiry.task, st.empty()
    while not task.finished(_POLL_S):
        line.progress(task.fraction, task.stage or "Starting")
    st.rerun()


def _online(workspace: Wherein) -> tuple[OnlineLookup | None, str]:
    """Return what asks the geocoders, and why they cannot be used, "" where they can: that stops nothing else."""
    try:
        return workspace.online(), ""
    except GeoError as error:
        return None, str(error)


def _again(inquiry: Inquiry, name: str | None, key: str) -> None:
    if st.button("Look up again", key=key, disabled=name is None or inquiry.task is not None):
        inquiry.ask_again(name or "")
        st.rerun()  # of everything: the button may stand where an interaction runs less


def _row(name: str, answer: GeocodeAnswer) -> dict[str, str]:
    return {
        "Name": name,
        "Answer": _OUTCOMES[answer.outcome],
        "Geocoder": provider_title(answer.provider),
        "When": _when(answer),
        "From": _origin(answer),
        "Note": answer.note,
    }


def _said(answer: GeocodeAnswer) -> str:
    if not answer.asked_at_s:
        return answer.note
    said = {"found": "found by", "not_found": "not known to"}.get(answer.outcome, "asked of")
    sentence = f"{said} {provider_title(answer.provider)} on {_when(answer)}, from {_origin(answer).lower()}."
    return f"{sentence} {answer.note}".strip()


def _when(answer: GeocodeAnswer) -> str:
    return f"{datetime.fromtimestamp(answer.asked_at_s, UTC):%Y-%m-%d %H:%M} UTC" if answer.asked_at_s else ""


def _origin(answer: GeocodeAnswer) -> str:
    if not answer.asked_at_s:
        return ""
    return "The cache" if answer.from_cache else "The network"


def _titles(providers: Sequence[str]) -> str:
    return " and ".join(map(provider_title, providers))
