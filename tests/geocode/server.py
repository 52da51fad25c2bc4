"""A geocoding server on loopback with invented places, which speaks as Nominatim, Photon and GeoNames do.

Its faults can be switched: they strike every request until `Faults` says otherwise.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

LICENCE = "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright"


def _village(number: int, name: str, lat: float, lon: float, country: str, code: str, **more: Any) -> dict[str, Any]:
    return {"number": number, "name": name, "lat": lat, "lon": lon, "country": country, "code": code, **more}


GAZETTEER = (
    _village(101, "Little Wenlock End", 52.65, -2.52, "United Kingdom", "gb", state="England"),
    _village(102, "Umm Saliba", 35.91, 40.22, "Syria", "sy", state="Deir ez-Zor Governorate"),
    _village(103, "Umm Saliba", 31.02, 45.91, "Iraq", "iq", state="Dhi Qar Governorate"),
    _village(104, "Berģi Hospital", 56.99, 24.27, "Latvia", "lv", osm_type="way", osm=("amenity", "hospital", "house")),
    _village(105, "Wadi Tasil", 32.83, 35.97, "Syria", "sy", osm_type="way", osm=("waterway", "stream", "stream")),
    _village(106, "Kelbajiri", 35.61, 40.02, "Syria", "sy", state="Deir ez-Zor Governorate"),
)  # fmt: skip


@dataclass
class Faults:
    """What goes wrong at the server, and what it has seen.

    Attributes:
        status: answered instead of 200; with ``headers``.
        body: sent instead of the answer.
        delay_s: waited before the answer.
        cut: the body ends before its announced length, or ("drop") the connection before any answer.
        times: how many requests the fault strikes, None for all.
    """

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    delay_s: float = 0.0
    cut: str = ""
    times: int | None = None


@dataclass
class Seen:
    """A request: when it came, its path, its parameters and its headers."""

    at_s: float
    path: str
    parameters: dict[str, str]
    headers: dict[str, str]


class GeocodingServer(ThreadingHTTPServer):
    """The server; ``faults`` may be replaced at any time, ``seen`` grows."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.faults = Faults()
        self.seen: list[Seen] = []
        self.lock = threading.Lock()

    @property
    def domain(self) -> str:
        """Host and port, as the settings want them."""
        return f"127.0.0.1:{self.server_port}"

    def names(self) -> list[str]:
        """Return the names that were asked for, in order."""
        return [seen.parameters["q"] for seen in self.seen]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up early is no fault of the server's."""


@contextmanager
def serving() -> Iterator[GeocodingServer]:
    """Run a server for the length of a block."""
    server = GeocodingServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: GeocodingServer

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        parameters = {name: values[0] for name, values in parse_qs(url.query).items()}
        with self.server.lock:
            self.server.seen.append(Seen(time.time(), url.path, parameters, dict(self.headers.items())))
            faults = self.server.faults
            if faults.times is not None:
                faults.times -= 1
                if faults.times < 0:
                    faults = Faults()
        if faults.delay_s:
            threading.Event().wait(faults.delay_s)
        if faults.cut == "drop":
            self.connection.close()
            return
        answers = {"/search": _nominatim, "/api": _photon, "/searchJSON": _geonames}
        known = url.path in answers
        body = faults.body if faults.body is not None else json.dumps(
            answers[url.path](parameters) if known else {}, ensure_ascii=False
        ).encode()  # fmt: skip
        self.send_response(faults.status if known else 404)
        for name, value in faults.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if faults.cut else body)

    def log_message(self, format: str, *values: object) -> None:
        """Say nothing."""


def _found(parameters: dict[str, str]) -> list[dict[str, Any]]:
    name = parameters["q"].casefold()
    return [village for village in GAZETTEER if village["name"].casefold() == name]


def _tags(village: dict[str, Any]) -> tuple[str, str, str]:
    key, value, level = village.get("osm", ("place", "village", "village"))
    return key, value, level


def _nominatim(parameters: dict[str, str]) -> list[dict[str, Any]]:
    found = []
    for village in _found(parameters)[: int(parameters.get("limit", 10))]:
        key, value, level = _tags(village)
        lat, lon = village["lat"], village["lon"]
        found.append(
            {
                "place_id": 9_000_000 + village["number"],
                "licence": LICENCE,
                "osm_type": village.get("osm_type", "node"),
                "osm_id": village["number"],
                "lat": f"{lat:.7f}",
                "lon": f"{lon:.7f}",
                "class": key,
                "type": value,
                "place_rank": 19,
                "importance": 0.2,
                "addresstype": level,
                "name": village["name"],
                "display_name": f"{village['name']}, {village.get('state', '')}, {village['country']}",
                "address": {
                    level: village["name"],
                    "state": village.get("state"),
                    "country": village["country"],
                    "country_code": village["code"],
                },
                "boundingbox": [f"{value:.7f}" for value in (lat - 0.02, lat + 0.02, lon - 0.02, lon + 0.02)],
            }
        )
    return found


def _photon(parameters: dict[str, str]) -> dict[str, Any]:
    features = []
    for village in _found(parameters):
        key, value, level = _tags(village)
        lat, lon = village["lat"], village["lon"]
        features.append(
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [lon, lat]},
                "properties": {
                    "osm_type": village.get("osm_type", "node")[0].upper(),
                    "osm_id": village["number"],
                    "osm_key": key,
                    "osm_value": value,
                    "type": "city" if level == "village" else "house",
                    "name": village["name"],
                    "country": village["country"],
                    "countrycode": village["code"].upper(),
                    "state": village.get("state"),
                    "extent": [lon - 0.02, lat + 0.02, lon + 0.02, lat - 0.02],
                },
            }
        )
    return {"type": "FeatureCollection", "features": features}


def _geonames(parameters: dict[str, str]) -> dict[str, Any]:
    found = [
        {
            "geonameId": village["number"],
            "name": village["name"],
            "lat": str(village["lat"]),
            "lng": str(village["lon"]),
            "fcl": "P",
            "fcode": "PPL",
            "countryCode": village["code"].upper(),
            "countryName": village["country"],
            "adminName1": village.get("state", ""),
            "population": 0,
        }
        for village in _found(parameters)
    ]
    return {"totalResultsCount": len(found), "geonames": found}
