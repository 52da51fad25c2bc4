"""A page that would need anything from outside is refused."""

from __future__ import annotations

import pytest

from geo.errors import PageError
from geo.page.selfcontained import check_self_contained, content_security_policy

SCRIPT, STYLE = "let a = 1;", "p { color: red }"
POLICY = content_security_policy([SCRIPT], [STYLE])


def page(body: str = "", *, policy: str = POLICY, style: str = STYLE) -> str:
    return (
        f'<!DOCTYPE html><html><head><meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<style>{style}</style></head><body>{body}<script>{SCRIPT}</script></body></html>"
    )


def test_a_page_that_brings_everything_passes() -> None:
    check_self_contained(
        page(
            '<p>http://example.org</p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><a href="https://example.org">x</a>'
        )
    )


@pytest.mark.parametrize(
    "body",
    [
        '<script src="https://cdn.example.org/leaflet.js"></script>',
        '<script src="leaflet.js"></script>',
        '<link rel="stylesheet" href="https://cdn.example.org/leaflet.css">',
        '<link rel="icon" href="data:,">',
        '<img src="marker.png">',
        '<img srcset="marker.png 2x">',
        '<iframe srcdoc="x"></iframe>',
        '<object data="x.svg"></object>',
        '<video poster="x.png"></video>',
        '<base href="https://example.org/">',
        '<form action="https://example.org/"></form>',
        '<meta http-equiv="refresh" content="0; url=https://example.org">',
        '<p onclick="go()">x</p>',
        '<p style="background: url(x.png)">x</p>',
        '<a href="javascript:go()">x</a>',
        "<script>let b = 2;</script>",
        "<style>p { color: blue }</style>",
    ],
)
def test_what_would_fetch_or_run_is_refused(body: str) -> None:
    with pytest.raises(PageError):
        check_self_contained(page(body))


@pytest.mark.parametrize(
    "style",
    [
        "p { background: url(images/layers.png) }",
        'p { background: url( "https://example.org/x.png" ) }',
        "@import 'other.css';",
        "@font-face { font-family: x; src: url(x.woff2) }",
    ],
)
def test_a_style_that_would_fetch_is_refused(style: str) -> None:
    with pytest.raises(PageError, match="would fetch"):
        check_self_contained(page(policy=content_security_policy([SCRIPT], [style]), style=style))


def test_a_style_may_refer_to_the_page_itself() -> None:
    style = "p { fill: url(#hatch); background: url(data:image/gif;base64,R0lGODlh) }"
    check_self_contained(page(policy=content_security_policy([SCRIPT], [style]), style=style))


def test_a_page_without_a_policy_is_refused() -> None:
    with pytest.raises(PageError, match="Content-Security-Policy"):
        check_self_contained("<!DOCTYPE html><p>x</p>")


def test_the_policy_allows_nothing_that_is_not_listed() -> None:
    assert POLICY.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in POLICY
    assert "img-src data: blob:;" in POLICY
    assert "img-src data: blob: https://tile.example.org;" in content_security_policy(
        [], [], image_origins=["https://tile.example.org"]
    )
