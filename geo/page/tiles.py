"""Online map tiles, which a reader may switch on; a page has none unless it is given one of these."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from geo.errors import UsageError


@dataclass(frozen=True, slots=True)
class TileLayer:
    """A source of raster tiles.

    Attributes:
        name: what people call it.
        url: an https address with ``{z}``, ``{x}``, ``{y}`` and perhaps ``{s}`` (a, b or c) and ``{r}``.
        attribution: the credit that its terms ask for, as plain text; shown on the map.
        attribution_url: where the credit links to, "" for nowhere.
        max_zoom: the deepest zoom level that it serves.

    Raises:
        UsageError: ``url`` is not an https address.
    """

    name: str
    url: str
    attribution: str
    attribution_url: str = ""
    max_zoom: int = 19

    def __post_init__(self) -> None:
        if not _is_https(self.url.replace("{s}", "a")):
            raise UsageError(f"The tile layer {self.name!r} needs an https address with a host name, not {self.url!r}.")
        if self.attribution_url and not _is_https(self.attribution_url):
            raise UsageError(f"The credit of the tile layer {self.name!r} must link to an https address.")

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins that its images come from, as a Content-Security-Policy names them."""
        names = "abc" if "{s}" in self.url else "a"
        hosts = {urlsplit(self.url.replace("{s}", name)).netloc for name in names}
        return tuple(f"https://{host}" for host in sorted(hosts))


def _is_https(url: str) -> bool:
    parts = urlsplit(url)
    safe = parts.netloc.replace("-", "").replace(".", "").replace(":", "")
    return parts.scheme == "https" and safe.isalnum() and safe.isascii()
