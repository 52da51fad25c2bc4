"""Documents from files, folders, globs and standard input."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from geo.read.documents import Loaded, Unread
from geo.read.sources import read_documents


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(path: str, data: str | bytes) -> str:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def ids(*sources: str) -> list[str | int]:
    return [item.doc_id for item in read_documents(sources) if isinstance(item, Loaded)]


def faults(*sources: str) -> list[str]:
    return [item.reason for item in read_documents(sources) if isinstance(item, Unread) and item.fault]


def test_a_text_file_is_one_document() -> None:
    """Its id is the path as given, source and title are its name; the text is untouched."""
    text = "Line one\r\nline two\n\tand\0three  \n"
    path = write("reports/2019.10 convoy.txt", text)
    [loaded] = read_documents([path])
    assert isinstance(loaded, Loaded)
    assert loaded.doc_id == path
    assert loaded.document.source == "2019.10 convoy.txt"
    assert loaded.document.title == "2019.10 convoy"
    assert loaded.document.text == text
    assert loaded.given is None
    assert loaded.notice == ""


def test_a_source_never_tells_where_the_file_lies(tmp_path: Path) -> None:
    """It is the file's name, or its path below the folder or the fixed part of the glob: it is published."""
    write("home/ann/set/a.txt", "London")
    write("home/ann/set/x/b.jsonl", json.dumps({"doc_id": "1", "text": "Syria"}))
    home = str(tmp_path / "home" / "ann")
    for given, expected in {
        f"{home}/set/a.txt": ["a.txt"],
        f"{home}/set/x/b.jsonl": ["b.jsonl#1"],
        f"{home}/set": ["a.txt", "x/b.jsonl#1"],
        f"{home}/set/": ["a.txt", "x/b.jsonl#1"],
        f"{home}/*/**/*.jsonl": ["set/x/b.jsonl#1"],
        "home/*/set/a.txt": ["ann/set/a.txt"],
    }.items():
        found = [item.document.source for item in read_documents([given]) if isinstance(item, Loaded)]
        assert found == expected


def test_what_is_no_file_is_not_waited_for() -> None:
    """A pipe among the files is reported; the others are read."""
    write("set/a.txt", "London")
    os.mkfifo("set/b.txt")
    assert ids("set", "set/b.txt") == ["set/a.txt"]
    [reason, again] = faults("set", "set/b.txt")
    assert reason == again == "set/b.txt is no file but a pipe, a socket or a device; give what it holds through -."


def test_any_ending_is_read_when_asked_for() -> None:
    """A file that is named is read as text whatever its ending."""
    assert ids(write("notes.md", "# London"), write("README", "x")) == ["notes.md", "README"]


def test_what_a_file_is_shows_in_how_it_begins() -> None:
    """JSON Lines under another name are what they are; other JSON is a text, and so is what only looks like a line."""
    line = '\ufeff{"doc_id": "7", "text": "%s"}\n' % ("London " * 2000)
    assert ids(write("export.json", line), write("no.json", '{"x": 1}'), write("odd.txt", '{"doc_id": London')) == [
        "7",
        "no.json",
        "odd.txt",
    ]


def test_json_lines_are_many_documents() -> None:
    """A .jsonl file gives a document a line, whatever the case of its ending."""
    lines = "\n".join(json.dumps({"doc_id": str(n), "text": "London"}) for n in range(3))
    assert ids(write("set.JSONL", lines)) == ["0", "1", "2"]


def test_a_folder_is_read_to_the_bottom_in_order() -> None:
    """All .txt and .jsonl files, sorted by path, hidden ones and other files left out."""
    for path in ("d/b.txt", "d/a.txt", "d/sub/c.TXT", "d/image.png", "d/.hidden.txt", "d/.git/x.txt"):
        write(path, "London")
    write("d/e.jsonl", '{"doc_id": "e1", "text": "x"}\n')
    assert ids("d") == ["d/a.txt", "d/b.txt", "e1", "d/sub/c.TXT"]


def test_a_glob_is_sorted_and_may_be_deep() -> None:
    """``*`` and ``**`` are expanded here, for shells that do not."""
    for path in ("d/b.txt", "d/a.txt", "d/sub/c.txt", "d/x.md"):
        write(path, "London")
    assert ids("d/*.txt") == ["d/a.txt", "d/b.txt"]
    assert ids("d/**/*.txt") == ["d/a.txt", "d/b.txt", "d/sub/c.txt"]


def test_a_name_with_brackets_is_a_file_if_there_is_one() -> None:
    """A file whose name looks like a pattern is read as what it is."""
    assert ids(write("report [final].txt", "London")) == ["report [final].txt"]


def test_a_file_reached_twice_is_read_once() -> None:
    """By name, folder, glob or link: the second time is said and is no fault."""
    write("d/a.txt", "London")
    Path("link.txt").symlink_to("d/a.txt")
    found = list(read_documents(["d/a.txt", "d", "d/*.txt", "link.txt"]))
    assert [type(item) for item in found] == [Loaded, Unread, Unread, Unread]
    assert all(isinstance(item, Unread) and not item.fault and "twice" in item.reason for item in found[1:])


def test_equal_texts_in_two_files_are_two_documents() -> None:
    """A copy is another document: its source differs, so its id does."""
    first, second = (
        item.document
        for item in read_documents([write("a.txt", "London"), write("b.txt", "London")])
        if isinstance(item, Loaded)
    )
    assert first.id != second.id


def test_a_bad_source_never_loses_the_others() -> None:
    """Missing, unreadable, binary, empty folder, no match: one sentence each, in place, naming the source."""
    write("a.txt", "London")
    write("z.txt", "Syria")
    write("scan.pdf", b"%PDF-1.4")
    Path("empty").mkdir()
    sources = ["a.txt", "missing.txt", "scan.pdf", "empty", "no/*.txt", "a.txt/inside", "nul\0name", "z.txt"]
    found = list(read_documents(sources))
    assert ids(*sources) == ["a.txt", "z.txt"]
    assert len(found) == len(sources)
    for source, item in zip(sources[1:-1], found[1:-1], strict=True):
        assert isinstance(item, Unread)
        assert item.fault
        assert item.reason.startswith(source)
        assert item.reason.endswith(".")


def test_a_file_name_that_is_too_long_is_no_crash() -> None:
    """What the system refuses is reported."""
    assert len(faults("x" * 5000)) == 1


def test_a_folder_that_links_to_itself_ends() -> None:
    """Links to folders are not followed."""
    write("d/a.txt", "London")
    Path("d/loop").symlink_to(Path("d").resolve())
    assert ids("d") == ["d/a.txt"]


def test_the_encoding_is_said() -> None:
    """A file that is not UTF-8 is read, and the notice says how."""
    [loaded] = read_documents([write("a.txt", "Die Flut erreichte Köln und Düsseldorf.".encode("cp1252"))])
    assert isinstance(loaded, Loaded)
    assert "Köln" in loaded.document.text
    assert loaded.notice == "a.txt is not UTF-8; it was read as cp1252."


def test_an_empty_file_is_a_document_and_said() -> None:
    """Nothing in it is not a failure."""
    [loaded] = read_documents([write("a.txt", " \n")])
    assert isinstance(loaded, Loaded)
    assert loaded.notice == "a.txt is empty."


def test_standard_input_is_a_text() -> None:
    """``-`` reads a text, once."""
    stdin = io.BytesIO("{Köln} and London\nTwo".encode())
    found = list(read_documents(["-", "-"], stdin=stdin))
    assert isinstance(found[0], Loaded)
    assert found[0].doc_id == "-"
    assert found[0].document.text == "{Köln} and London\nTwo"
    assert found[0].document.title == "Standard input"
    assert isinstance(found[1], Unread)
    assert not found[1].fault


def test_standard_input_may_be_json_lines() -> None:
    """``-`` reads JSON Lines if the first line is such a document; their ids stay."""
    lines = b'\xef\xbb\xbf{"doc_id": "7", "text": "London"}\n{"doc_id": "8", "text": "Syria"}'
    found = list(read_documents(["-"], stdin=io.BytesIO(lines)))
    assert [item.doc_id for item in found if isinstance(item, Loaded)] == ["7", "8"]


def test_a_name_that_is_not_unicode_is_read() -> None:
    """File names are bytes; one that is not UTF-8 is a document like others."""
    name = os.fsdecode(b"caf\xe9.txt")
    write(name, "London")
    assert ids(name) == [name]


def test_documents_are_read_when_asked_for() -> None:
    """The second file is not opened before the first document is taken."""
    write("a.txt", "London")
    documents = read_documents(["a.txt", "b.txt"])
    assert isinstance(next(documents), Loaded)
    write("b.txt", "Syria")
    assert isinstance(next(documents), Loaded)
