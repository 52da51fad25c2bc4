"""Public map tiles that a reader may switch on: free of keys, and open to a page without an address of its own.

The dashboard's map lives in a frame of opaque origin, which sends no Referer. That rules out tile.openstreetmap.org,
whose usage policy asks for one; CARTO, Stadia, Thunderforest and Esri ask for an account. These are run by public
bodies, or by volunteers for use as light as this.
"""

from __future__ import annotations

from functools import cache

from geo.page.tiles import TileLayer

_OFFERED = (
    # Federal Agency for Cartography and Geodesy, Germany: the world, in detail in Europe. Licence dl-de/by-2-0.
    ("Roads and places (TopPlusOpen)", "TopPlusOpen.Color", "https://www.govdata.de/dl-de/by-2-0"),
    ("Terrain (OpenTopoMap)", "OpenTopoMap", "https://opentopomap.org/about"),
    ("Satellite (NASA Blue Marble)", "NASAGIBS.BlueMarble", "https://earthdata.nasa.gov/gibs"),
)


@cache
def online_layers() -> tuple[TileLayer, ...]:
    """Return the layers to offer, with addresses and credits as xyzservices knows them."""
    from xyzservices import TileProvider, providers

    found = providers.flatten()
    layers = []
    for name, key, terms_url in _OFFERED:
        provider: TileProvider = found[key]
        url = provider.url.replace("{variant}", provider.get("variant", "")).replace("http://", "https://")
        layers.append(TileLayer(name, url, provider.attribution.replace("(C)", "©"), terms_url, provider.max_zoom))
    return tuple(layers)
