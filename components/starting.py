"""What is done once, when the server starts, before anybody has come."""

from __future__ import annotations

import threading
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from components import loaders

_ANY_ADDRESS = frozenset({None, "", "0.0.0.0", "::"})  # noqa: S104 - only compared with


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Begin to open the workspace, for the browser takes a second to load; and open that browser, where one is
    wanted, which Streamlit leaves to an `st.App`."""
    loaders.workspace()
    if not st.get_option("server.headless"):
        # In a thread, because some browsers come back only when they are closed.
        threading.Thread(target=webbrowser.open, args=(_url(),), daemon=True).start()
    yield


def _url() -> str:
    """Return where the dashboard is found from this machine."""
    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    address, port, path = (st.get_option(f"server.{name}") for name in ("address", "port", "baseUrlPath"))
    return f"{scheme}://{'localhost' if address in _ANY_ADDRESS else address}:{port}/{path.strip('/')}"
