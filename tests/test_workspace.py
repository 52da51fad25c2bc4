"""The workspace: its parts are opened once, when they are needed, and shared."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import geo
from geo import Document, Filter, GeoError, Settings, Wherein, factory
from geo.errors import DocumentError, GazetteerError, UsageError
from geo.geocode.completion import OnlineLookup
from geo.protocols import Gazetteer, Progress
from tests.fakes import ARTICLE, LONDON, FakeGazetteer, FakeGeocoder, FakeResolver, MemoryCache, fake_pipeline


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every part that is opened, in order; all are fakes."""
    said: list[str] = []

    def noted(part: str, make: Callable[..., object]) -> None:
        def build(*args: object, **kwargs: object) -> object:
            said.append(part)
            return make(*args, **kwargs)

        monkeypatch.setattr(factory, f"build_{part}", build)

    noted("gazetteer", lambda settings, *, progress=None: FakeGazetteer())
    noted("cache", lambda settings: MemoryCache())
    noted("pipeline", lambda settings, gazetteer, *, cache=None: fake_pipeline(cache))
    noted("online_lookup", lambda settings, gazetteer, *, batch: None)
    return said


def test_nothing_is_opened_before_it_is_needed_and_nothing_twice(opened: list[str]) -> None:
    """Making a workspace opens nothing; asking for a part opens it and what it stands on, once."""
    workspace = Wherein(Settings())
    assert opened == []
    assert workspace.gazetteer() is workspace.gazetteer()
    assert opened == ["gazetteer"]
    assert workspace.pipeline() is workspace.pipeline()
    assert opened == ["gazetteer", "cache", "pipeline"]


def test_threads_share_what_one_of_them_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many threads that ask at once wait for the one that opens, and are given the same part."""
    begun, go_on = threading.Event(), threading.Event()
    made: list[FakeGazetteer] = []

    def build(settings: Settings, *, progress: Progress | None = None) -> FakeGazetteer:
        begun.set()
        assert go_on.wait(5)
        made.append(FakeGazetteer())
        return made[-1]

    monkeypatch.setattr(factory, "build_gazetteer", build)
    workspace = Wherein(Settings())
    given: list[Gazetteer] = []
    threads = [threading.Thread(target=lambda: given.append(workspace.gazetteer())) for _ in range(8)]
    for thread in threads:
        thread.start()
    assert begun.wait(5)
    go_on.set()
    for thread in threads:
        thread.join(5)
    assert len(made) == 1
    assert given == made * 8


def test_what_could_not_be_opened_is_tried_again(opened: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """An error is no part: whoever has mended its cause need not begin anew."""
    workspace = Wherein(Settings())

    def fail(settings: Settings, *, progress: Progress | None = None) -> FakeGazetteer:
        if broken:
            raise GazetteerError("The disk is full.")
        return FakeGazetteer()

    broken = True
    monkeypatch.setattr(factory, "build_gazetteer", fail)
    workspace = Wherein(Settings())
    with pytest.raises(GazetteerError):
        workspace.pipeline()
    broken = False
    assert workspace.pipeline()


def test_a_workspace_near_a_place_shares_the_others(opened: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Gazetteer, cache and language models are opened once for both; the documents are resolved for the place."""
    homes: list[str] = []

    def resolver_over(gazetteer: Gazetteer, *, home: geo.model.Place) -> Callable[[Gazetteer], FakeResolver]:
        homes.append(home.name)
        return lambda _: FakeResolver()

    monkeypatch.setattr(factory, "resolver_over", resolver_over)
    workspace = Wherein(Settings())
    nearer = workspace.near("Deir ez-Zor, Syria")
    assert nearer.pipeline() is not workspace.pipeline()
    assert nearer.gazetteer() is workspace.gazetteer()
    assert homes == ["Deir ez-Zor"]
    assert opened == ["gazetteer", "cache", "pipeline"]
    with pytest.raises(UsageError, match="no place called “Atlantis”"):
        workspace.near("Atlantis")


def test_many_documents_are_asked_for_as_many(monkeypatch: pytest.MonkeyPatch, opened: list[str]) -> None:
    """Public servers may refuse several documents, so whoever opens the geocoders is told of them."""
    asked: list[bool] = []

    def build(settings: Settings, gazetteer: FakeGazetteer, *, batch: bool) -> OnlineLookup:
        asked.append(batch)
        geocoder = FakeGeocoder({"Atlantis": [LONDON]})
        geocoder.paused = ("The geocoder is paused.",)
        return OnlineLookup(geocoder, gazetteer, lambda _: FakeResolver(), below=0.0)

    monkeypatch.setattr(factory, "build_online_lookup", build)
    workspace = Wherein(Settings())
    found = workspace.geoparse(ARTICLE)
    assert asked == [False]
    assert found.notices == ("The geocoder is paused.",)
    assert ("geocoder", "fake-geocoder-1") in found.documents[0].provenance
    workspace.geoparse([ARTICLE, ARTICLE])
    assert asked == [False, True]


@pytest.mark.parametrize(
    ("given", "titles"),
    [
        ("In London.", ["Text"]),
        (ARTICLE, [ARTICLE.title]),
        (["In London.", ARTICLE], ["Text 1", ARTICLE.title]),
        ((text for text in ("In London.", "In Syria.")), ["Text 1", "Text 2"]),
        ([], []),
    ],
)
def test_texts_and_documents_are_read(opened: list[str], given: str | Document, titles: list[str]) -> None:
    """One or several, in the order given."""
    found = Wherein(Settings()).geoparse(given)
    assert [parsed.document.title for parsed in found.documents] == titles


@pytest.mark.parametrize("given", [7, None, Path("a.txt"), [b"bytes"]])
def test_what_is_no_text_is_refused_with_the_likely_way(given: object) -> None:
    """The sentence says what to give, and how files are read; nothing was opened for it."""
    with pytest.raises(UsageError, match=r"texts or Documents.*read\(\)"):
        Wherein(Settings()).geoparse(given)  # type: ignore[arg-type]


def test_what_was_read_before_comes_from_the_cache_unless_nothing_is_remembered(opened: list[str]) -> None:
    """Without memory the cache is not even opened."""
    Wherein(Settings(), remember=False).geoparse("In London.")
    assert "cache" not in opened
    workspace = Wherein(Settings())
    workspace.geoparse("In London.")
    cache = workspace.cache()
    assert isinstance(cache, MemoryCache) and len(cache.kept) == 1


def test_files_are_read_and_what_cannot_be_is_said(opened: list[str], tmp_path: Path) -> None:
    """A bad file stops no other; where there is none at all, that is the error."""
    good, bad = tmp_path / "good.txt", tmp_path / "gone.txt"
    good.write_text("In London.", "utf-8")
    workspace = Wherein(Settings())
    found = workspace.read([good, bad])
    assert [parsed.document.title for parsed in found.documents] == ["good"]
    assert any("gone.txt" in notice for notice in found.notices)
    assert [pin.name for pin in workspace.read(str(tmp_path)).atlas.pins] == ["London"]
    with pytest.raises(DocumentError, match=r"gone\.txt"):
        workspace.read(bad)


def test_the_front_door(opened: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`geo.geoparse` works in the workspace that `geo.open` returns, which is the same under the same settings."""
    monkeypatch.setenv("WHEREIN_CACHE_DIR", str(tmp_path))
    found = geo.geoparse("Ministers left London for Syria.")
    assert sorted(pin.name for pin in found.atlas.pins) == ["London", "Syria"]
    assert geo.open() is geo.open(Settings.from_environment())
    assert geo.open().settings.cache_dir == tmp_path
    assert found.filter(Filter(countries=frozenset({"SY"}))).atlas.pins[0].name == "Syria"
    monkeypatch.setenv("WHEREIN_CACHE_DIR", str(tmp_path / "other"))
    assert geo.open().settings.cache_dir == tmp_path / "other"


def test_wrong_settings_are_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A workspace of settings that make no sense is not made."""
    monkeypatch.setenv("WHEREIN_CONFIDENTIAL", "perhaps")
    with pytest.raises(GeoError, match="WHEREIN_CONFIDENTIAL"):
        geo.open()
