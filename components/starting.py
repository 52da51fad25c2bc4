"""What is done once, when the server starts, before anybody has come."""

from __future__ import annotations

import threading
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from streamlit import net_util

from components import loaders

_ANY_ADDRESS = frozenset({None, "", "0.0.0.0", "::"})  # noqa: S104 - only compared with


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Begin to open the workspace, for the browser takes a second to load; and open that browser, where one is
    wanted, which Streamlit leaves to an `st.App`."""
    # To tell whether a WebSocket of another origin may come in, Streamlit asks a public service for the address of this
    # machine, and has no setting that forbids it.
    net_util.get_external_ip = _unknown
    loaders.workspace()
    if not st.get_option("server.headless"):
        # In a thread, because some browsers come back only when they are closed.
        threading.Thread(target=webbrowser.open, args=(_url(),), daemon=True).start()
    yield


def _unknown() -> None:
    """Say that nobody knows this machine's address in the internet."""


def _url() -> str:
    """Return where the dashboard is found from this machine."""
    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    address, port, path = (st.get_option(f"server.{name}") for name in ("address", "port", "baseUrlPath"))
    return f"{scheme}://{'localhost' if address in _ANY_ADDRESS else address}:{port}/{path.strip('/')}"
