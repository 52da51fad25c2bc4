"""The dashboard: documents in, every place they name on a map. This file only puts the parts together."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components import (
    base_layer,
    details,
    document_input,
    export_panel,
    filters,
    geocoding,
    headline,
    map_page,
    nearness,
    privacy,
    starting,
    state,
    views,
    waiting,
)


def main() -> None:
    """Draw the dashboard."""
    st.set_page_config("Wherein", layout="wide", initial_sidebar_state=280, menu_items={"About": headline.ABOUT})
    state.initialise()

    # Drawn whatever comes, so that the map's frame keeps its place on the page and is never loaded again.
    messages, top, middle, below = st.container(), st.empty(), st.container(), st.container()
    with st.sidebar:
        headline.draw_name()
        chosen = document_input.draw()
        near = nearness.draw()
        privacy.draw()
    with messages:
        workspace = waiting.open_workspace(top)
        if workspace is None:
            return
        workspace = nearness.prefer(near, workspace)
        headline.draw_messages(chosen, workspace.cache())
        read = waiting.read_documents(workspace, chosen.documents, top)
        if read is None:
            return
    revision, reading, inquiry = geocoding.open_inquiry(workspace, *read)
    with st.sidebar:
        wanted = filters.draw(reading.atlas)
        tiles = base_layer.draw(offline=privacy.is_confidential())
    opened = views.open_view(revision, reading.atlas)
    shown = opened.view.shown(wanted)
    title = shown.title
    with top.container():
        headline.draw(reading, shown, wanted)
        geocoding.draw(workspace, inquiry)

    @st.fragment
    def explore() -> None:
        """Draw what a selection changes, so that selecting runs nothing else."""
        map_page.draw(revision, opened, workspace.gazetteer(), wanted, title=title, tiles=tiles)
        with st.container(key="details"):
            export_panel.draw(reading.atlas, shown, wanted, workspace.gazetteer(), title)
            details.draw(shown, partial(geocoding.draw_about, inquiry))

    with middle:
        explore()
    with below:
        geocoding.draw_names(inquiry)
    geocoding.follow(inquiry)


if __name__ == "__main__":  # Streamlit runs it, for every visitor and after every interaction
    main()
else:  # `streamlit run` imports it once, to start the server
    app = st.App(__file__, lifespan=starting.lifespan)
