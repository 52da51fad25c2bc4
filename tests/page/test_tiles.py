"""Online tiles name their host, and only a proper one."""

from __future__ import annotations

import pytest

from geo.errors import UsageError
from geo.page.tiles import TileLayer


def test_every_server_of_a_layer_is_named() -> None:
    layer = TileLayer("Test", "https://{s}.tile.example.org/{z}/{x}/{y}.png", "© nobody")
    assert layer.origins == tuple(f"https://{name}.tile.example.org" for name in "abc")


def test_a_layer_with_one_server_names_it() -> None:
    assert TileLayer("Test", "https://tile.example.org:8443/{z}/{x}/{y}.png", "©").origins == (
        "https://tile.example.org:8443",
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://tile.example.org/{z}/{x}/{y}.png",
        "javascript:alert(1)",
        "//tile.example.org/{z}",
        "https:///{z}/{x}/{y}.png",
        "https://tile.example.org; script-src *//{z}",
        "https://'unsafe-inline'/{z}",
        "",
    ],
)
def test_an_address_that_could_loosen_the_policy_is_refused(url: str) -> None:
    with pytest.raises(UsageError):
        TileLayer("Test", url, "© nobody")


def test_the_credit_links_to_a_web_page_only() -> None:
    with pytest.raises(UsageError):
        TileLayer("Test", "https://tile.example.org/{z}/{x}/{y}.png", "© nobody", "javascript:alert(1)")
