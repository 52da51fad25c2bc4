"""Telling people what went wrong, without ever giving a stranger's words to a Markdown renderer."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

_MOST_SENTENCES = 20  # a file may have a fault in every line, and the map is below them


def report_fault(headline: str, sentences: Iterable[str] = ()) -> None:
    """Say that something could not be done; ``headline`` is our own wording, ``sentences`` may quote anybody."""
    with st.container(gap="xsmall"):
        st.error(headline, icon=":material/error:")
        _quote(sentences)


def report_notice(headline: str, sentences: Iterable[str] = ()) -> None:
    """Say what is worth knowing; ``headline`` is our own wording, ``sentences`` may quote anybody."""
    with st.container(gap="xsmall"):
        st.info(headline, icon=":material/info:")
        _quote(sentences)


def _quote(sentences: Iterable[str]) -> None:
    quoted = list(sentences)
    if (more := len(quoted) - _MOST_SENTENCES) > 0:
        quoted[_MOST_SENTENCES:] = [f"and {more:,} more"]
    if quoted:
        st.text("\n".join(quoted))
