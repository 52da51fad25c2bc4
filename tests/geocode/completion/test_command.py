"""The commands that read documents, with a geocoding server on loopback."""

from __future__ import annotations

import json
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from geo import factory
from geo.commands.cli import main
from tests.fakes import FakeGazetteer, fake_pipeline
from tests.geocode.server import Faults, GeocodingServer, Seen, serving

TEXT = "From Deir ez-Zor in Syria to Umm Saliba."

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def server() -> Iterator[GeocodingServer]:
    """A Nominatim that knows a few villages."""
    with serving() as running:
        yield running


@pytest.fixture(autouse=True)
def _fakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: GeocodingServer) -> None:
    """Commands run in an empty folder, with fakes for gazetteer and pipeline and the real geocoder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WHEREIN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("WHEREIN_GEOCODERS", "nominatim")
    monkeypatch.setenv("WHEREIN_NOMINATIM_DOMAIN", server.domain)
    monkeypatch.setenv("WHEREIN_NOMINATIM_SCHEME", "http")
    monkeypatch.setenv("WHEREIN_GEOCODER_REQUESTS_PER_S", "1000")
    monkeypatch.setattr(factory, "build_gazetteer", lambda settings, *, progress=None: FakeGazetteer())
    monkeypatch.setattr(factory, "build_pipeline", lambda settings, gazetteer, *, cache=None: fake_pipeline(cache))
    names = ("Deir ez-Zor", "Syria", "Umm Saliba")
    spans = [{"start": TEXT.index(name), "end": TEXT.index(name) + len(name)} for name in names]
    Path("a.jsonl").write_text(json.dumps({"doc_id": "a", "text": TEXT, "toponyms": spans}), "utf-8")


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return exit code, standard output and standard error of a command."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


def village(out: str) -> dict[str, Any]:
    """Return the last mention of the last document."""
    mentions: list[dict[str, Any]] = json.loads(out.splitlines()[-1])["mentions"]
    return mentions[-1]


def test_the_forecast_is_printed_and_the_village_found(run: Run, server: GeocodingServer) -> None:
    """What is about to be sent stands on standard error; the answer is a candidate with its source and reasons."""
    code, out, err = run("parse", "a.jsonl", "--mentions", "gold")
    assert code == 0
    assert err.startswith("1 name to ask, ")
    mention = village(out)
    assert mention["place"]["id"] == "osm:node/102"
    assert mention["place"]["source"] == "openstreetmap"
    assert [candidate["country_code"] for candidate in mention["candidates"]] == ["SY", "IQ"]
    assert mention["reasons"]
    assert server.names() == ["Umm Saliba"]


def test_a_second_run_sends_nothing(run: Run, server: GeocodingServer) -> None:
    """What was answered is known from then on, and there is nothing to forecast."""
    first = run("parse", "a.jsonl", "--mentions", "gold")
    code, out, err = run("parse", "a.jsonl", "--mentions", "gold")
    assert (code, err) == (0, "")
    assert out == first[1]
    assert len(server.seen) == 1


def test_a_refusal_is_said_and_asked_again_later(run: Run, server: GeocodingServer, tmp_path: Path) -> None:
    """A provider that refuses us makes the mention "unavailable", never "not found", and says so on standard error."""
    server.faults = Faults(status=403)
    code, out, err = run("parse", "a.jsonl", "--mentions", "gold")
    assert code == 0
    assert village(out)["status"] == "unavailable"
    assert "Nominatim" in err
    server.faults = Faults()
    (tmp_path / "cache").rename(tmp_path / "set-aside")  # with it, the pause is over
    assert village(run("parse", "a.jsonl", "--mentions", "gold")[1])["status"] in {"resolved", "ambiguous"}


class Interrupting(list[Seen]):
    """Sends the program a Ctrl+C with its last request, which is answered only when the program has taken it."""

    def __init__(self, last: int) -> None:
        super().__init__()
        self._last = last
        self._taken = threading.Event()

    def append(self, seen: Seen) -> None:
        super().append(seen)
        if len(self) == self._last:
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
            assert self._taken.wait(60)

    def take(self, number: int, frame: FrameType | None) -> None:
        """Do what Python does with a Ctrl+C."""
        self._taken.set()
        signal.default_int_handler(number, frame)


@pytest.fixture
def interrupt(server: GeocodingServer) -> Iterator[Callable[[int], None]]:
    """Return what makes the server interrupt the program at a request; a background shell's programs ignore Ctrl+C, so
    that it is taken is seen to here."""
    before = signal.getsignal(signal.SIGINT)

    def interrupt(last: int) -> None:
        server.seen = Interrupting(last)
        signal.signal(signal.SIGINT, server.seen.take)

    yield interrupt
    signal.signal(signal.SIGINT, before)


def test_an_interrupt_keeps_what_is_done(run: Run, server: GeocodingServer, interrupt: Callable[[int], None]) -> None:
    """Ctrl+C while names are asked: what is known is written whole; the exit code says that it is not all."""
    text = "Umm Saliba is quiet. So are Wadi Tasil and Kelbajiri."
    names = ("Umm Saliba", "Wadi Tasil", "Kelbajiri")
    spans = [{"start": text.index(name), "end": text.index(name) + len(name)} for name in names]
    Path("b.jsonl").write_text(json.dumps({"doc_id": "b", "text": text, "toponyms": spans}), "utf-8")
    parse = ("parse", "b.jsonl", "--mentions", "gold", "--out", "out.jsonl")
    interrupt(2)
    code, _, err = run(*parse)
    assert code == 1
    assert [line.split(",")[0].split(".")[0] for line in err.splitlines()] == ["3 names to ask", "Stopped asking"]
    mentions = json.loads(Path("out.jsonl").read_text("utf-8"))["mentions"]
    assert [mention["place"] and mention["place"]["id"] for mention in mentions] == ["osm:node/102", None, None]
    assert [mention["status"] for mention in mentions[1:]] == ["unavailable"] * 2
    server.seen = []
    assert run(*parse)[0] == 0
    assert server.names() == ["Wadi Tasil", "Kelbajiri"]
    assert "unavailable" not in Path("out.jsonl").read_text("utf-8")


def test_an_interrupt_leaves_a_map(run: Run, interrupt: Callable[[int], None]) -> None:
    """The map has what the gazetteer knows, and says why the rest is not on it."""
    Path("b.txt").write_text("From Syria to Atlantis.", "utf-8")
    interrupt(1)
    code, _, err = run("map", "b.txt", "--out", "map.html")
    assert code == 1
    assert "map.html: places 1, mentions 1, names not on the map 1." in err
    assert "the work was stopped before" in Path("map.html").read_text("utf-8")


def test_confidential_sends_nothing(run: Run, server: GeocodingServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """In confidential mode no socket is opened, whatever else is set."""

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setenv("WHEREIN_CONFIDENTIAL", "1")
    monkeypatch.setattr(socket.socket, "connect", never)
    monkeypatch.setattr(socket, "getaddrinfo", never)
    code, out, err = run("parse", "a.jsonl", "--mentions", "gold")
    assert (code, err) == (0, "")
    assert village(out)["status"] == "not_found"
    assert not server.seen


def test_public_nominatim_is_refused_for_several_documents(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its policy forbids batches, so one document is the most that a command may ask it for."""
    monkeypatch.delenv("WHEREIN_NOMINATIM_DOMAIN")
    monkeypatch.delenv("WHEREIN_NOMINATIM_SCHEME")
    monkeypatch.setenv("WHEREIN_USER_AGENT", "tests (tests@example.org)")
    monkeypatch.setenv("WHEREIN_NOMINATIM_POLICY_ACCEPTED", "1")
    Path("b.txt").write_text("Nothing happened.", "utf-8")
    Path("c.txt").write_text("Nowhere.", "utf-8")
    assert run("parse", "b.txt")[0] == 0
    code, _, err = run("parse", "b.txt", "c.txt")
    assert code == 2
    assert "may not be asked by batch runs" in err
