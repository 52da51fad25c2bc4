"""``python -m geo parse``: what it writes and says, and what it does with documents that are bad."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from geo import factory
from geo.errors import DocumentError
from geo.model import Document, Mention, Place
from geo.pipeline import Pipeline
from geo.protocols import Gazetteer, Progress
from tests.commands.conftest import Run, objects, write
from tests.fakes import ARTICLE, FakeRecognizer, FakeResolver


def test_parse_writes_the_contract(run: Run) -> None:
    """One object a document, offsets that fit the text, reasons of the choice (tests/export holds the keys)."""
    code, out, err = run("parse", write("a.txt", ARTICLE.text))
    assert (code, err) == (0, "")
    [document] = objects(out)
    assert list(document) == ["doc_id", "mentions", "attribution"]
    assert document["doc_id"] == "a.txt"
    for mention in document["mentions"]:
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
        "evidence": "",
        "codes": "",
    }
    london = by_text["London"]
    assert (london["status"], london["confidence"], london["label"]) == ("ambiguous", 0.62, "GPE")
    assert [candidate["id"] for candidate in london["candidates"]] == ["geonames:2643743", "geonames:6058560"]
    assert list(london["candidates"][1]) == [*list(london["place"])[:-2], "matched_name", "score", "reasons"]
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
    """They are resolved for the place that the name means; a name that means none is wrong usage."""
    homes: list[Place | None] = []

    def resolver_over(gazetteer: Gazetteer, *, home: Place | None) -> Callable[[Gazetteer], FakeResolver]:
        homes.append(home)
        return lambda _: FakeResolver()

    monkeypatch.setattr(factory, "resolver_over", resolver_over)
    write("a.txt", "Troops left Syria.")
    assert run(*command, "--near", "Deir ez-Zor, Syria")[0] == 0
    assert run(*command)[0] == 0
    assert [home and home.name for home in homes] == ["Deir ez-Zor"]
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
    assert objects(out) == [{"doc_id": "2", "mentions": [], "attribution": []}]
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
