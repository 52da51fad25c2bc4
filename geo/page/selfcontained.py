"""The rule that a page needs nothing from outside: its policy, and a last look before it is written."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from html.parser import HTMLParser

from geo.errors import PageError

_FETCHING_ATTRIBUTES = frozenset(
    {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "manifest", "archive", "codebase"}
)
_FORBIDDEN_TAGS = frozenset({"base", "link", "iframe", "frame", "object", "embed", "applet", "form", "portal"})
_CSS_FETCH = re.compile(r"""@import|(?:url|src|image-set)\(\s*(?!["']?(?:data:|#))""", re.IGNORECASE)


def content_security_policy(scripts: Iterable[str], styles: Iterable[str], *, image_origins: Iterable[str] = ()) -> str:
    """Return the policy under which only these scripts and styles run, and nothing is fetched but the given images."""
    images = " ".join(("data:", "blob:", *image_origins))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_sources(scripts)}",
            f"style-src {_sources(styles)}",
            f"img-src {images}",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def check_self_contained(page: str) -> None:
    """Refuse a page that would fetch anything, or that runs a script or applies a style its policy does not know.

    Raises:
        PageError: saying what it would need.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    if reader.policy is None:
        raise PageError("The map page has no Content-Security-Policy; it is not written.")
    for kind, texts in (("script", reader.scripts), ("style", reader.styles)):
        for text in texts:
            if f"'{_digest(text)}'" not in reader.policy:
                raise PageError(f"The map page holds a {kind} that its policy does not allow; it is not written.")
    for style in reader.styles:
        if found := _CSS_FETCH.search(style):
            near = style[found.start() : found.start() + 80]
            raise PageError(f"The map page's style would fetch {near!r}; it is not written.")


def _sources(texts: Iterable[str]) -> str:
    return " ".join(f"'{_digest(text)}'" for text in texts) or "'none'"


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


class _Reader(HTMLParser):
    """Collects a page's policy, scripts and styles, and stops at whatever would fetch."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.policy: str | None = None
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _FORBIDDEN_TAGS:
            raise PageError(f"The map page would need what a <{tag}> brings in; it is not written.")
        for name, value in values.items():
            if name in _FETCHING_ATTRIBUTES and not value.startswith("data:"):
                raise PageError(f"The map page would fetch {value[:80]!r} for a <{tag}>; it is not written.")
            if name.startswith("on") or name == "style" or value.strip().lower().startswith("javascript:"):
                raise PageError(f"The map page has a <{tag}> with an inline {name}; it is not written.")
        if tag == "meta":
            self._meta(values)
        self._into = None
        if tag == "script" and values.get("type", "text/javascript") != "application/json":
            self._into = self.scripts
        elif tag == "style":
            self._into = self.styles
        if self._into is not None:
            self._into.append("")

    def _meta(self, values: dict[str, str]) -> None:
        kind = values.get("http-equiv", "").lower()
        if kind == "content-security-policy":
            self.policy = values.get("content", "")
        elif kind == "refresh":
            raise PageError("The map page would leave itself (meta refresh); it is not written.")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._into = None

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] += data
