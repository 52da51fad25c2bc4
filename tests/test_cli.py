"""The command line: what it writes, says, and returns."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from geo import factory
from geo.cache import SqliteDocumentCache
from geo.cli import main
from geo.config import Settings
from geo.errors import DocumentError, ModelError
from geo.export.file import write_whole
from geo.model import Document, Mention, Place
from geo.pipeline import Pipeline
from geo.protocols import DocumentCache, Gazetteer, Progress
from tests.fakes import ARTICLE, FakeGazetteer, FakeRecognizer, FakeResolver, fake_pipeline

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = [
    ["map"], ["parse"], ["evaluate"], ["doctor"],
    ["gazetteer"], ["gazetteer", "build"], ["gazetteer", "info"], ["gazetteer", "search"],
    ["cache"], ["cache", "info"], ["cache", "clear"], ["cache", "export"],
]  # fmt: skip


@pytest.fixture(autouse=True)
def _fakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run in an empty folder, with fakes for gazetteer and pipeline and the real cache."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("WHEREIN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(factory, "build_gazetteer", lambda settings, *, progress=None: FakeGazetteer())
    monkeypatch.setattr(factory, "build_pipeline", fake_build)


def fake_build(
    settings: Settings, gazetteer: Gazetteer, *, cache: DocumentCache | None = None, home: Place | None = None
) -> Pipeline:
    return fake_pipeline(cache)


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., tuple[int, str, str]]:
    """Return exit code, standard output and standard error of a command."""

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(arguments)
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


Run = Callable[..., tuple[int, str, str]]


def write(path: str, text: str) -> str:
    Path(path).write_text(text, encoding="utf-8", newline="")
    return path


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


# parse


def test_parse_writes_the_contract(run: Run) -> None:
    """One object a document, with exactly the promised keys, offsets that fit the text, reasons of the choice."""
    code, out, err = run("parse", write("a.txt", ARTICLE.text))
    assert (code, err) == (0, "")
    [document] = objects(out)
    assert list(document) == ["doc_id", "mentions"]
    assert document["doc_id"] == "a.txt"
    for mention in document["mentions"]:
        assert list(mention) == [
            "start", "end", "text", "label", "status", "confidence", "modifier", "place", "candidates", "reasons",
        ]  # fmt: skip
        assert ARTICLE.text[mention["start"] : mention["end"]] == mention["text"]
    by_text = {mention["text"]: mention for mention in document["mentions"]}
    assert by_text["Brussels"]["place"] == {
        "id": "geonames:2800866",
        "name": "Brussels",
        "kind": "settlement",
        "country_code": "BE",
        "admin1": "Brussels Capital",
        "lat": 50.85,
        "lon": 4.35,
        "population": 1_019_022,
        "precision": "exact",
        "source": "geonames",
    }
    london = by_text["London"]
    assert (london["status"], london["confidence"], london["label"]) == ("ambiguous", 0.62, "GPE")
    assert [candidate["id"] for candidate in london["candidates"]] == ["geonames:2643743", "geonames:6058560"]
    assert list(london["candidates"][1]) == [*london["place"], "matched_name", "score", "reasons"]
    assert london["reasons"] == london["candidates"][0]["reasons"]
    assert london["reasons"] == [{"rule": "population", "weight": 5.0, "sentence": "8961989 people live there."}]
    assert by_text["Turkish"]["label"] == "NORP"
    lost = by_text["Atlantis"]
    assert (lost["status"], lost["place"], lost["confidence"], lost["candidates"], lost["reasons"]) == (
        "not_found", None, None, [], [],
    )  # fmt: skip
    assert [m["modifier"] for m in document["mentions"] if m["text"] == "Syria"] == [None, "northern", None]


@pytest.mark.parametrize("command", [["parse", "a.txt"], ["map", "a.txt", "--out", "a.html"]])
def test_near_names_a_place_that_the_documents_are_about(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    """The pipeline is built for the place that the name means; a name that means none is wrong usage."""
    homes: list[Place | None] = []

    def build(*args: Any, home: Place | None = None, **kwargs: Any) -> Pipeline:
        homes.append(home)
        return fake_pipeline(None)

    monkeypatch.setattr(factory, "build_pipeline", build)
    write("a.txt", "Troops left Syria.")
    assert run(*command, "--near", "Deir ez-Zor, Syria")[0] == 0
    assert run(*command)[0] == 0
    assert [home and home.name for home in homes] == ["Deir ez-Zor", None]
    code, _, err = run(*command, "--near", "Atlantis")
    assert code == 2 and "Atlantis" in err


def test_parse_gives_ids_and_offsets_back(run: Run) -> None:
    """JSON Lines come back line by line under their own ids, in order, also where texts are equal."""
    lines = [{"doc_id": doc_id, "text": "🚢 to London"} for doc_id in ("b", "a", 3, "a")]
    code, out, _ = run("parse", write("set.jsonl", "\n".join(map(json.dumps, lines))))
    assert code == 0
    assert [o["doc_id"] for o in objects(out)] == ["b", "a", 3, "a"]
    assert all((m["start"], m["end"]) == (5, 11) for o in objects(out) for m in o["mentions"])


def test_gold_spans_are_resolved_instead(run: Run) -> None:
    """With ``--mentions gold`` exactly the given spans come back, labelled GOLD, and their coordinates are not read."""
    toponyms = [
        {"start": 0, "end": 6, "name": "London", "lat": "nonsense", "lon": None},
        {"start": 11, "end": 17, "name": "nobody"},
    ]
    line = json.dumps({"doc_id": "1", "text": "London and nobody in Syria", "toponyms": toponyms})
    code, out, err = run("parse", write("set.jsonl", line), "--mentions", "gold")
    assert (code, err) == (0, "")
    [document] = objects(out)
    assert [(m["start"], m["end"], m["label"], m["status"]) for m in document["mentions"]] == [
        (0, 6, "GOLD", "ambiguous"),
        (11, 17, "GOLD", "not_found"),
    ]


def test_gold_needs_spans(run: Run) -> None:
    """A document without spans is reported, the others are done."""
    lines = [{"doc_id": "1", "text": "x"}, {"doc_id": "2", "text": "London", "toponyms": []}]
    code, out, err = run("parse", write("set.jsonl", "\n".join(map(json.dumps, lines))), "--mentions", "gold")
    assert code == 1
    assert objects(out) == [{"doc_id": "2", "mentions": []}]
    assert err == 'set.jsonl#1 has no "toponyms", so there is no gold to resolve.\n'


def test_a_bad_document_is_reported_and_the_others_are_done(run: Run) -> None:
    """Every bad source is one line on standard error, and the exit code is 1."""
    write("a.txt", "London")
    Path("b.txt").write_bytes(b"%PDF-1.4")
    write("c.jsonl", '{"doc_id": "c", "text": "Syria"}\nbroken\n')
    code, out, err = run("parse", "a.txt", "b.txt", "missing.txt", "c.jsonl")
    assert code == 1
    assert [o["doc_id"] for o in objects(out)] == ["a.txt", "c"]
    assert [line.split(" ")[0] for line in err.splitlines()] == ["b.txt", "missing.txt", "c.jsonl,"]


def test_what_is_no_fault_does_not_fail(run: Run) -> None:
    """A guessed encoding, an empty file and a file given twice are said, and the exit code is 0."""
    Path("a.txt").write_bytes("Die Flut in Köln und Düsseldorf".encode("cp1252"))
    write("b.txt", "")
    code, out, err = run("parse", "a.txt", "b.txt", "a.txt")
    assert code == 0
    assert [o["doc_id"] for o in objects(out)] == ["a.txt", "b.txt"]
    assert len(err.splitlines()) == 3
    assert "cp1252" in err


def test_parse_to_a_file(run: Run) -> None:
    """``--out`` writes what standard output would have had."""
    write("a.txt", "London 🚢")
    _, out, _ = run("parse", "a.txt")
    assert run("parse", "a.txt", "--out", "places.jsonl") == (0, "", "")
    assert Path("places.jsonl").read_text("utf-8") == out


def test_large_sets_are_streamed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents go through in batches: never all at once, never out of order."""
    sizes: list[int] = []

    class Watching(FakeRecognizer):
        def recognize(
            self, documents: Sequence[Document], *, progress: Progress | None = None
        ) -> list[tuple[Mention, ...]]:
            sizes.append(len(documents))
            return super().recognize(documents, progress=progress)

    monkeypatch.setattr(factory, "build_pipeline", lambda *_, **__: Pipeline(Watching(), FakeResolver()))
    lines = [json.dumps({"doc_id": n, "text": "London " + "and " * 70_000 * (n < 5)}) for n in range(100)]
    code, out, _ = run("parse", write("set.jsonl", "\n".join(lines)))
    assert code == 0
    assert [o["doc_id"] for o in objects(out)] == list(range(100))
    assert max(sizes) <= 32
    assert sizes[0] == 2  # two of the large ones are a batch


def test_a_document_that_the_pipeline_refuses_costs_only_itself(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one document of a batch cannot be worked on, the others are."""

    class Refusing(FakeRecognizer):
        def recognize(
            self, documents: Sequence[Document], *, progress: Progress | None = None
        ) -> list[tuple[Mention, ...]]:
            if any("bad" in document.text for document in documents):
                raise DocumentError("This text is bad.")
            return super().recognize(documents, progress=progress)

    monkeypatch.setattr(factory, "build_pipeline", lambda *_, **__: Pipeline(Refusing(), FakeResolver()))
    for number, text in enumerate(["London", "bad", "Syria"]):
        write(f"{number}.txt", text)
    code, out, err = run("parse", "*.txt")
    assert code == 1
    assert [o["doc_id"] for o in objects(out)] == ["0.txt", "2.txt"]
    assert err == "1.txt: This text is bad.\n"


def test_a_file_name_that_is_not_unicode_makes_valid_output(run: Run) -> None:
    """The line is UTF-8 and JSON all the same, and the id leads back to the file."""
    name = os.fsdecode(b"caf\xe9.txt")
    write(name, "London")
    code, out, _ = run("parse", name)
    assert code == 0
    assert objects(out)[0]["doc_id"] == name


def test_hostile_names_stay_on_one_line(run: Run) -> None:
    """A file name cannot forge lines or colours on the terminal."""
    code, _, err = run("parse", "a\nb\x1b[31m.txt")
    assert code == 1
    assert err.count("\n") == 1
    assert "\x1b" not in err


# map


def test_map_writes_a_page(run: Run) -> None:
    """The page holds the places and the title, and a line says what is in it."""
    code, out, err = run("map", write("a.txt", ARTICLE.text), "--out", "map.html")
    assert (code, out) == (0, "")
    assert err == "map.html: places 6, mentions 7, names not on the map 1.\n"
    page = Path("map.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "geonames:170794" in page
    assert "<title>a</title>" in page
    assert [path.name for path in Path().iterdir() if path.name.startswith(".")] == []


def test_map_of_several_documents(run: Run) -> None:
    """The title can be given; peoples are put on the map when asked for; a bad document does not stop it."""
    write("a.txt", "Turkish officers")
    write("b.txt", "London")
    code, _, err = run("map", "a.txt", "b.txt", "missing.txt", "--out", "map.html", "--title", "<My> map", "--demonyms")
    assert code == 1
    assert "map.html: places 2" in err
    page = Path("map.html").read_text("utf-8")
    assert "<title>&lt;My&gt; map</title>" in page
    assert "geonames:298795" in page


def test_map_of_nothing_is_not_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a single document there is no file; nothing slow is opened to find that out."""

    def never(*_: object, **__: object) -> None:
        raise AssertionError("The gazetteer was opened.")

    monkeypatch.setattr(factory, "build_gazetteer", never)
    code, _, err = run("map", "missing.txt", "--out", "map.html")
    assert code == 1
    assert "no map to write" in err
    assert not Path("map.html").exists()


def test_a_folder_is_never_overwritten(run: Run) -> None:
    """``--out`` naming a folder is wrong usage; so is one in a folder that is not there."""
    Path("out").mkdir()
    write("a.txt", "London")
    for target in ("out", "no/such/map.html"):
        for command in ("map", "parse"):
            code, _, err = run(command, "a.txt", "--out", target)
            assert code == 2
            assert err.startswith(target)
    assert list(Path("out").iterdir()) == []


# evaluate


def corpus() -> str:
    toponyms = [
        {"start": 0, "end": 6, "lat": 51.5, "lon": -0.1},
        {"start": 11, "end": 16, "lat": 35.0, "lon": 38.0, "geonameid": 163843},
        {"start": 20, "end": 28, "lat": 0.0, "lon": 0.0},
    ]
    line = {"doc_id": "1", "text": "London and Syria or Nowhere. Turkey", "toponyms": toponyms}
    return write("corpus.jsonl", json.dumps(line) + "\n")


def test_evaluate_measures(run: Run) -> None:
    """Spans and places are compared with the known ones; what was not recognised counts as not found."""
    code, out, err = run("evaluate", corpus(), "--json")
    assert (code, err) == (0, "")
    scores = json.loads(out)
    assert (scores["documents"], scores["places"], scores["unresolved"]) == (1, 3, 1)
    assert (scores["precision"], scores["recall"]) == pytest.approx((2 / 3, 2 / 3))
    assert scores["accuracy_161_km"] == pytest.approx(2 / 3)
    assert {"f1", "mean_error_km", "median_error_km", "auc", "calibration_error"} <= set(scores)


def test_evaluate_gold_spans(run: Run) -> None:
    """With gold spans only resolution is measured, and the figures are also for reading."""
    code, out, _ = run("evaluate", corpus(), "--mentions", "gold")
    assert code == 0
    assert "accuracy 161 km                  0.667" in out
    assert "1 documents, 3 places" in out
    assert "precision" not in out


def test_evaluate_needs_known_places(run: Run) -> None:
    """A corpus without any, or one that is not there, is one line."""
    code, _, err = run("evaluate", write("empty.jsonl", ""))
    assert (code, err.count("\n")) == (1, 1)
    code, _, err = run("evaluate", "missing.jsonl")
    assert (code, err) == (1, "missing.jsonl: No such file or directory.\n")


def test_no_argument_or_path_reaches_the_terminal_as_a_command(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Escape sequences in arguments and folder names are printed as spaces, in errors and in reports."""
    monkeypatch.setenv("WHEREIN_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "a\x1b[31mb").mkdir()
    monkeypatch.setattr(factory, "build_cache", lambda settings: SqliteDocumentCache(tmp_path / "a\x1b[31mb"))
    arguments = (
        ["parse", "a.txt", "--\x1b[31mred"], ["\x1b]0;title\x07"], ["parse", "\x1b[31mred.txt"], ["cache", "info"],
    )  # fmt: skip
    for given in arguments:
        _, out, err = run(*given)
        assert "\x1b" not in out + err and "\x07" not in out + err
        assert "[31m" in out + err or "title" in out + err


# outputs


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """A failure half-way leaves the old file as it was, and nothing beside it."""
    path = tmp_path / "file"
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt), write_whole(path) as out:
        out.write(b"half")
        raise KeyboardInterrupt
    assert path.read_text() == "old"
    with write_whole(path) as out:
        out.write(b"new")
    assert path.read_text() == "new"
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["file"]


@pytest.mark.parametrize("command", ["map", "parse"])
@pytest.mark.parametrize(("given", "out"), [("a.txt", "../work/a.txt"), (".", "a.txt"), ("*.txt", "link")])
def test_a_document_is_never_overwritten(run: Run, command: str, given: str, out: str) -> None:
    """Where the output is one of the inputs, under whatever name, nothing is done."""
    write("a.txt", ARTICLE.text)
    Path("link").symlink_to("a.txt")
    code, _, err = run(command, given, "--out", out)
    assert code == 2
    assert err == f"{out} is one of the documents, and would be overwritten; name another file to write.\n"
    assert Path("a.txt").read_text(encoding="utf-8") == ARTICLE.text


def test_the_unfinished_file_has_a_name_that_nobody_can_foresee(tmp_path: Path) -> None:
    """Two writings use two names, and the finished file has the permissions of any other new file."""
    (tmp_path / "plain").touch()
    names = set()
    for _ in range(2):
        with write_whole(tmp_path / "file") as out:
            names |= {path.name for path in tmp_path.glob(".*")}
            out.write(b"x")
    assert len(names) == 2
    assert (tmp_path / "file").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_links_and_devices_are_written_through(tmp_path: Path) -> None:
    """A symbolic link stays one, and /dev/null stays a device."""
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with write_whole(tmp_path / "link") as out:
        out.write(b"x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"x"
    with write_whole(Path(os.devnull)) as out:
        out.write(b"x")
    assert not Path(os.devnull).is_file()


# gazetteer and cache


def test_search_lists_places(run: Run) -> None:
    """One line a place, most prominent first, with where it is and how it was found."""
    code, out, err = run("gazetteer", "search", "london")
    assert (code, err) == (0, "")
    first, second = (line.split("\t") for line in out.splitlines())
    assert first == [
        "London", "settlement", "England, United Kingdom", "51.5080 -0.1260", "8,961,989", "geonames:2643743",
        "canonical “London”",
    ]  # fmt: skip
    assert second[2] == "Ontario, Canada"
    assert run("gazetteer", "search", "middle", "east")[1].split("\t")[3] == "no coordinates"


def test_build_says_that_it_is_there(run: Run) -> None:
    """``gazetteer build`` ends with the id of what is in use."""
    assert run("gazetteer", "build") == (0, "The gazetteer is ready: fake-gazetteer-1\n", "")


def test_the_cache_commands(run: Run) -> None:
    """Documents that were parsed are counted, exported as parse writes them, and forgotten."""
    write("a.txt", "London")
    write("b.txt", "Syria")
    _, parsed, _ = run("parse", "a.txt", "b.txt")
    run("parse", "a.txt")
    code, out, _ = run("cache", "info")
    assert code == 0
    found = dict(line.split(maxsplit=1) for line in out.splitlines())
    assert (found["documents"], found["hits"], found["misses"]) == ("2", "1", "2")
    assert found["file"].endswith("documents.sqlite")
    assert run("cache", "export") == (0, parsed, "")
    assert run("cache", "export", "--out", "all.jsonl")[0] == 0
    assert Path("all.jsonl").read_text("utf-8") == parsed
    assert run("cache", "clear") == (0, "Forgot 2 parsed documents.\n", "")
    assert run("cache", "export") == (0, "", "")


def test_a_cache_that_cannot_be_used_is_said_once(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Parsing works without it, with one line; the cache commands fail."""
    monkeypatch.setenv("WHEREIN_CACHE_DIR", write("in-the-way", ""))
    code, out, err = run("parse", write("a.txt", "London"))
    assert code == 0
    assert len(objects(out)) == 1
    assert err.count("\n") == 1
    assert "in memory only" in err
    code, _, err = run("cache", "clear")
    assert code == 1
    assert err.count("\n") == 1


# failures


def test_a_known_failure_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every `GeoError` is one readable line and exit code 1."""

    def fail(*_: object, **__: object) -> Pipeline:
        raise ModelError("No model is installed; run: python -m pip install it.")

    monkeypatch.setattr(factory, "build_pipeline", fail)
    assert run("parse", write("a.txt", "London")) == (
        1, "", "No model is installed; run: python -m pip install it.\n",
    )  # fmt: skip


def test_an_interrupt_is_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C leaves no traceback and no half-written file."""

    def interrupt(*_: object, **__: object) -> Pipeline:
        raise KeyboardInterrupt

    monkeypatch.setattr(factory, "build_pipeline", interrupt)
    assert run("parse", write("a.txt", "London"), "--out", "out.jsonl") == (130, "", "")
    assert not Path("out.jsonl").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["map"],
        ["map", "a.txt"],
        ["parse"],
        ["parse", "a.txt", "--mentions", "silver"],
        ["gazetteer"],
        ["gazetteer", "search"],
        ["cache", "burn"],
    ],
)
def test_wrong_usage(run: Run, arguments: list[str]) -> None:
    """Wrong usage is exit code 2, with a usage line."""
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("usage: python -m geo")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(run: Run, command: list[str]) -> None:
    """``--help`` says what the command does and describes each of its arguments."""
    code, out, err = run(*command, "--help")
    assert (code, err) == (0, "")
    assert len(out.splitlines()) > 4


def test_version(run: Run) -> None:
    """``--version`` is the project's."""
    assert run("--version")[1].startswith("Wherein 0.")


# as a process


def process(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    return subprocess.run(
        [sys.executable, "-m", "geo", *arguments], capture_output=True, timeout=60, env=environment, **options
    )


def test_help_is_quick() -> None:
    """``--help`` and the import of `geo` load no heavy library."""
    result = process("--help")
    assert (result.returncode, result.stderr) == (0, b"")
    code = (
        "import sys, runpy; sys.argv = ['geo', '--help']\n"
        "try: runpy.run_module('geo', run_name='__main__')\n"
        "except SystemExit: pass\n"
        "print([m for m in ('spacy', 'folium', 'shapely', 'streamlit', 'numpy', 'tqdm', 'geopy') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert found.stdout.splitlines()[-1] == "[]"


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    """When the reader goes away (``| head``) there is no traceback."""
    cache = SqliteDocumentCache(Settings.from_environment().cache_dir)
    for parsed in fake_pipeline().geoparse([Document.make("London " * 2000, title=str(n)) for n in range(5)]):
        cache.put(parsed, "p")
    cache.close()
    with subprocess.Popen(
        [sys.executable, "-m", "geo", "cache", "export"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 141


def test_output_is_utf_8_whatever_the_terminal_is() -> None:
    """The encoding of standard output does not change what is written; messages never fail for it."""
    cache = SqliteDocumentCache(Settings.from_environment().cache_dir)
    for parsed in fake_pipeline().geoparse([Document.make("London", source="Köln 🚢.txt")]):
        cache.put(parsed, "p")
    result = process("cache", "export")
    assert json.loads(result.stdout.decode("utf-8"))["doc_id"] == "Köln 🚢.txt"
    assert process("parse", "Köln.txt").returncode == 1


def test_a_document_read_by_names_alone_is_reported(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """On standard error, with the document's source; standard output stays what it is."""
    pipeline = Pipeline(
        FakeRecognizer(), FakeResolver(), notice_of=lambda d: "Names only." if d.language == "ru" else ""
    )
    monkeypatch.setattr(factory, "build_pipeline", lambda *_, **__: pipeline)
    write("a.txt", "Министры встретились в понедельник в столице и долго беседовали.")
    write("b.txt", "London")
    code, out, err = run("parse", "a.txt", "b.txt")
    assert code == 0 and len(objects(out)) == 2
    assert "a.txt: Names only." in err and "b.txt: Names only." not in err
